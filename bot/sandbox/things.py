"""Small files that people send when a test does not care which."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image


@cache
def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), (110, 160, 170)).save(buffer, "JPEG")
    return buffer.getvalue()


@cache
def moving_picture() -> bytes:
    buffer = io.BytesIO()
    frames = [Image.new("RGB", (32, 32), (level, 160, 170)) for level in (90, 130)]
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:], duration=200)
    return buffer.getvalue()


@cache
def sound() -> bytes:
    """The first page of an Ogg stream, without a sound in it."""
    return b"OggS\x00\x02" + bytes(22) + b"OpusHead" + bytes(11)
