"""Files of the local Telegram: what was uploaded, and the ids under which it is found again."""

from __future__ import annotations

import io
import mimetypes
from dataclasses import dataclass
from random import Random
from typing import Any

from PIL import Image

PHOTO_SIDES = (90, 320, 800)
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_FOLDERS = {"photo": "photos", "voice": "voice", "audio": "music", "video_note": "video_notes"}
_SUFFIXES = {"photo": ".jpg", "voice": ".oga", "sticker": ".webp", "video": ".mp4"}
_FILES_A_MESSAGE = 100
"""Far more files than messages: what somebody keeps may be asked for long after it was sent."""
Size = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class File:
    """Bytes that somebody sent. `unique_id` is stable; `content` is how a message writes it."""

    file_id: str
    unique_id: str
    kind: str
    data: bytes
    name: str
    mime: str
    path: str
    content: Any

    @property
    def size(self) -> int:
        return len(self.data)


class FileStore:
    """What was sent, by file id, by unique id and by download path.

    `keep`: so many times `_FILES_A_MESSAGE`, those that were longest not asked for go first; None:
    everything stays.
    """

    def __init__(self, random: Random, keep: int | None = None) -> None:
        self._random = random
        self._most = None if keep is None else keep * _FILES_A_MESSAGE
        self._added = 0
        self._by_id: dict[str, File] = {}
        self._by_unique: dict[str, File] = {}
        self._by_path: dict[str, File] = {}

    def add(
        self, kind: str, data: bytes, name: str, mime: str | None = None, **details: Any
    ) -> File:
        """Keep a file; `details` (duration, width, …) go into the messages that show it."""
        self._added += 1
        number = self._added
        file_id, unique = self._ids(number)
        mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        suffix = "." + name.rsplit(".", 1)[1] if "." in name else _SUFFIXES.get(kind, "")
        path = f"{_FOLDERS.get(kind, kind + 's')}/file_{number}{suffix}"
        base = {"file_id": file_id, "file_unique_id": unique, "file_size": len(data)}
        content: Any = _content(kind, base, name, mime, details)
        if kind == "photo":
            content = self._sizes(number, content)
        file = File(file_id, unique, kind, data, name, mime, path, content)
        for size in content if kind == "photo" else [content]:
            self._by_id[size["file_id"]] = file
            self._by_unique[size["file_unique_id"]] = file
        self._by_path[path] = file
        if self._most is not None and len(self._by_path) > self._most:
            self._forget(next(iter(self._by_path.values())))
        return file

    def by_id(self, file_id: str) -> File | None:
        file = self._by_id.get(file_id)
        if file is not None:  # The last to go.
            self._by_path[file.path] = self._by_path.pop(file.path)
        return file

    def _forget(self, file: File) -> None:
        for size in file.content if file.kind == "photo" else [file.content]:
            del self._by_id[size["file_id"]], self._by_unique[size["file_unique_id"]]
        del self._by_path[file.path]

    def by_unique(self, unique_id: str) -> File | None:
        return self._by_unique.get(unique_id)

    def by_path(self, path: str) -> File | None:
        return self._by_path.get(path)

    def _ids(self, number: int) -> tuple[str, str]:
        unique = f"AgAD{number:x}_{self._token(6)}"
        return f"BQACAg{self._token(30)}{unique}", unique

    def _token(self, length: int) -> str:
        return "".join(self._random.choices(_ALPHABET, k=length))

    def _sizes(self, number: int, largest: dict[str, Any]) -> list[dict[str, Any]]:
        """A photo comes in several sizes, the largest last, each with its own ids."""
        width, height = largest["width"], largest["height"]
        sizes = []
        for side in PHOTO_SIDES:
            if max(width, height) > side:
                scale = side / max(width, height)
                file_id, unique = self._ids(number)
                sizes.append(
                    {
                        "file_id": file_id,
                        "file_unique_id": unique,
                        "file_size": max(1, int(largest["file_size"] * scale * scale)),
                        "width": max(1, round(width * scale)),
                        "height": max(1, round(height * scale)),
                    }
                )
        return [*sizes, largest]


def picture_size(data: bytes) -> Size | None:
    """Width and height, or None when it is no picture."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return picture.size
    except (OSError, ValueError):
        return None


def _content(
    kind: str, base: dict[str, Any], name: str, mime: str, details: dict[str, Any]
) -> dict[str, Any]:
    """The fields that the Bot API shows of a file of this kind."""
    if kind == "photo":
        return base | {"width": details["width"], "height": details["height"]}
    if kind == "document":
        return base | {"file_name": name, "mime_type": mime}
    if kind == "sticker":
        about = {"type": "regular", "is_animated": False, "is_video": mime == "video/webm"}
        shown = {"width": 512, "height": 512, "emoji": details.get("emoji") or "🙂"}
        return base | about | shown
    content = base | {"duration": details.get("duration") or 0}
    if kind == "video_note":
        return content | {"length": details.get("length") or 240}
    content["mime_type"] = mime
    if kind == "voice":
        return content
    content["file_name"] = name
    if kind == "audio":
        named = {key: details[key] for key in ("performer", "title") if details.get(key)}
        return content | named
    width, height = details.get("width") or 320, details.get("height") or 320
    return content | {"width": width, "height": height}
