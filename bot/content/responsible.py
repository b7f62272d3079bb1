"""Who is responsible, named in the texts that leave a place for it."""

from __future__ import annotations

from bot.content.check import MESSAGE_LIMIT
from bot.content.model import Content
from bot.text import Text, utf16_length

_PLACE, _CUT = "{operator}", "…"


def with_operator(text: Text, operator: str) -> Text:
    """The text with the name in its place; of one that is too long as much as Telegram takes.

    Without the text nobody could read what they agree to.
    """
    before, found, after = text.plain.partition(_PLACE)
    if not found:
        return text
    operator = _cut(operator, _room_in(text))
    start, shift = utf16_length(before), utf16_length(operator) - len(_PLACE)
    entities = tuple(
        {**entity, "offset": entity["offset"] + (shift if entity["offset"] > start else 0)}
        for entity in text.entities
    )
    return Text(before + operator + after, entities)


def why_too_long(content: Content, operator: str) -> str | None:
    """What is told when the name does not fit in a text of one of the languages."""
    room = {
        language: min(_room_in(answer.text) for answer in book.answers.values())
        for language, book in content.books.items()
    }
    length = utf16_length(operator)
    if length <= min(room.values()):
        return None
    by_language = ", ".join(f"{language} {most}" for language, most in room.items())
    return (
        f"BOT_OPERATOR has {length} characters, and {min(room.values())} fit in the privacy notice"
        f" ({by_language}): shorten it; until then its end is cut off there"
    )


def _room_in(text: Text) -> int:
    taken = utf16_length(text.plain) - len(_PLACE) if _PLACE in text.plain else 0
    return MESSAGE_LIMIT - taken


def _cut(name: str, room: int) -> str:
    if utf16_length(name) <= room:
        return name
    kept = name.encode("utf-16-le")[: 2 * (room - len(_CUT))]
    return kept.decode("utf-16-le", "ignore").rstrip() + _CUT
