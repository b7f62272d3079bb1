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
    """Everything that was sent, by file id, by unique id and by download path."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._by_id: dict[str, File] = {}
        self._by_unique: dict[str, File] = {}
        self._by_path: dict[str, File] = {}

    def add(
        self, kind: str, data: bytes, name: str, mime: str | None = None, **details: Any
    ) -> File:
        """Keep a file; `details` (duration, width, …) go into the messages that show it."""
        number = len(self._by_path) + 1
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
        return file

    def by_id(self, file_id: str) -> File | None:
        return self._by_id.get(file_id)

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
