"""A text with its formatting: plain text, and entities in UTF-16 units."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Entity = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, and entities `{type, offset, length, …}` over it."""

    plain: str
    entities: tuple[Entity, ...] = ()

    def __add__(self, other: Text | str) -> Text:
        other = as_text(other)
        shift = utf16_length(self.plain)
        moved = tuple({**e, "offset": e["offset"] + shift} for e in other.entities)
        return Text(self.plain + other.plain, self.entities + moved)

    def __bool__(self) -> bool:
        return bool(self.plain)


def as_text(value: Text | str) -> Text:
    """A plain string as a text without formatting."""
    return value if isinstance(value, Text) else Text(value)


def bold(value: str) -> Text:
    """The whole of `value` in bold."""
    return Text(value, ({"type": "bold", "offset": 0, "length": utf16_length(value)},))


def italic(value: str) -> Text:
    """The whole of `value` in italics."""
    return Text(value, ({"type": "italic", "offset": 0, "length": utf16_length(value)},))


def mention(value: str, user_id: int) -> Text:
    """`value`, of which a tap shows this user; to whom Telegram does not know, just the words."""
    user = {"id": user_id, "is_bot": False, "first_name": value}
    length = utf16_length(value)
    return Text(value, ({"type": "text_mention", "offset": 0, "length": length, "user": user},))


def join(parts: Sequence[Text | str], separator: str = "\n\n") -> Text:
    """The non-empty parts with `separator` between them."""
    result = Text("")
    for part in parts:
        if not part:
            continue
        result = result + separator + part if result else as_text(part)
    return result


def one_line(value: str) -> str:
    """What a person typed as a name, fit to stand in a line of others.

    Marks that turn the direction of what follows, or that nobody sees, go; those that join an
    emoji stay. Half a character goes as well.
    """
    kept = (" " if one.isspace() else one for one in value if one.isspace() or _is_seen(one))
    line = " ".join("".join(kept).split())
    return line if line.strip(_JOINERS + " ") else ""


def _is_seen(one: str) -> bool:
    return one in _JOINERS or unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co", "Cn")


_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


def utf16_length(value: str) -> int:
    """Length as Telegram counts it."""
    return len(value.encode("utf-16-le")) // 2
