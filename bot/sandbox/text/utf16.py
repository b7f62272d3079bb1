"""Telegram counts text in UTF-16 units."""

from __future__ import annotations


def units(text: str) -> int:
    """Length of a text in UTF-16 units."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for character in text if character > "\uffff")


def index_of(text: str, offset: int) -> int:
    """The index in `text` of a UTF-16 offset that lies on a character's border."""
    if text.isascii():
        return offset
    seen = 0
    for index, character in enumerate(text):
        if seen >= offset:
            return index
        seen += 2 if character > "\uffff" else 1
    return len(text)


def part(text: str, offset: int, length: int) -> str:
    """The piece of `text` that an entity covers."""
    return text[index_of(text, offset) : index_of(text, offset + length)]
