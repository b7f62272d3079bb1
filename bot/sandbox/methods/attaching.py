"""Turning a parameter that names a file (upload, file id or address) into what a message shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.files import File, picture_size
from bot.sandbox.params import Call, Upload
from bot.sandbox.world import World

_NAMES = {
    "photo": "photo", "animation": "animation", "video": "video", "audio": "audio",
    "voice": "voice", "video_note": "video note", "document": "document", "sticker": "sticker",
}  # fmt: skip
_FILE_ID = re.compile(r"[A-Za-z0-9_-]+")
_TYPES = {"photo": "Photo", "animation": "Animation", "video": "Video", "audio": "Audio",
          "voice": "VoiceNote", "video_note": "VideoNote", "document": "Document",
          "sticker": "Sticker"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attached:
    """What the message will show; the kind may differ from the one that was asked for."""

    kind: str
    file: File

    @property
    def content(self) -> Any:
        return self.file.content


def attached(
    world: World, call: Call, kind: str, value: str, details: dict[str, Any], field: str = ""
) -> Attached:
    """The file that `value` names; `field` is the parameter an upload may stand in by itself."""
    name = value.removeprefix("attach://") if value.startswith("attach://") else field
    upload = call.uploads.get(name)
    if upload is not None:
        return _uploaded(world, kind, upload, details)
    if not value or value.startswith("attach://"):
        raise bad_request(f"there is no {_NAMES[kind]} in the request")
    return _known(world, kind, value)


def _known(world: World, kind: str, value: str) -> Attached:
    if "." in value:
        # Nothing is fetched from anywhere: the local Telegram has no way out.
        raise bad_request("failed to get HTTP URL content")
    if not _FILE_ID.fullmatch(value):
        raise bad_request("wrong remote file identifier specified: Wrong character in the string")
    file = world.files.by_id(value)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if (file.kind == "photo") != (kind == "photo"):
        raise bad_request(f"can't use file of type {_TYPES[file.kind]} as {_TYPES[kind]}")
    return Attached(file.kind, file)


def _uploaded(world: World, kind: str, upload: Upload, details: dict[str, Any]) -> Attached:
    data = upload.data
    if not data:
        raise bad_request("file must be non-empty")
    if kind == "document" and upload.mime == "image/gif" and not details.get("as_it_is"):
        kind = "animation"
    if kind in ("photo", "animation"):
        size = picture_size(data)
        if kind == "photo":
            _check_photo(world, data, size)
        if size is not None:
            details = {**details, "width": size[0], "height": size[1]}
    mime = "image/jpeg" if kind == "photo" and upload.mime is None else upload.mime
    return Attached(kind, world.files.add(kind, data, upload.name, mime, **details))


def _check_photo(world: World, data: bytes, size: tuple[int, int] | None) -> None:
    most = world.limits.photo_bytes
    if len(data) > most:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; "
            f"the maximum size is {most} bytes"
        )
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > 10_000 or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
