"""How Telegram tidies a text before it stores it: control characters, trimming, entities."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.text.found import find_entities
from bot.sandbox.text.nesting import sort_entities, untangle
from bot.sandbox.text.utf16 import units

Entity = dict[str, Any]

KEPT_ENTITIES = 100
# Control characters become spaces, a carriage return and a few invisible marks go.
_SPACES = {code: " " for code in range(32) if code not in (10, 13)}
_GONE = {13: None} | dict.fromkeys([*range(0x2028, 0x202F), 0x333, 0x33F, 0x30A])
_TRANSLATION: dict[int, str | None] = {**_SPACES, **_GONE}
# Of several marks of direction in a row only the last counts.
_DIRECTIONS = re.compile("[\u200e\u200f]+(?=[\u200e\u200f])")
_VISIBLE = re.compile(
    "[^ \n\u00a0\u1680\u180e\u2000-\u200f\u202e\u202f\u205f\u2800\u3000\ufeff\ufffc"
    "\U000e0000-\U000e007f]"
)
_UNTIDY = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]")


def tidy(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The text and entities that a message ends up with; refuses entities outside the text."""
    if entities:
        _check_bounds(text, entities)
        entities = untangle([e for e in entities if e["length"] > 0])
    if _UNTIDY.search(text):
        text, entities = _without_controls(text, entities)
        entities = untangle(entities)
    if "\u200e" in text or "\u200f" in text:
        text = _DIRECTIONS.sub(lambda marks: "\u200c" * len(marks.group()), text)
    if not _VISIBLE.search(text):
        return "", []
    text, entities = _trimmed(text, entities)
    found = find_entities(text)
    if found:
        entities = _merged(entities, found)
    return text, entities[:KEPT_ENTITIES]


def _check_bounds(text: str, entities: list[Entity]) -> None:
    borders = _borders(text)
    end = units(text)
    for entity in sort_entities(entities):
        offset, length = entity["offset"], entity["length"]
        if not 0 <= offset <= 1_000_000:
            raise bad_request(f"receive an entity with incorrect offset {offset}")
        if not 0 <= length <= 1_000_000:
            raise bad_request(f"receive an entity with incorrect length {length}")
        if length == 0:
            continue
        stop = offset + length
        if offset >= end + 1 or offset > end:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
        if stop > end:
            raise bad_request(
                f"entity beginning at UTF-16 offset {offset} "
                f"ends after the end of the text at UTF-16 offset {stop}"
            )
        if borders is not None and offset in borders:
            byte = borders[offset]
            raise bad_request(
                f"entity begins in a middle of a UTF-16 symbol at byte offset {byte}"
            )
        if borders is not None and stop in borders:
            raise bad_request(
                f"entity beginning at UTF-16 offset {offset} "
                f"ends in a middle of a UTF-16 symbol at byte offset {borders[stop]}"
            )


def _borders(text: str) -> dict[int, int] | None:
    """UTF-16 offsets that split a character, with the byte offset right after that character."""
    if text.isascii():
        return None
    inside: dict[int, int] = {}
    offset = position = 0
    for character in text:
        wide = character > "\uffff"
        position += len(character.encode("utf-8", "surrogatepass"))
        if wide:
            inside[offset + 1] = position
        offset += 2 if wide else 1
    return inside


def _without_controls(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    if entities:
        kept = [0]
        for character in text:
            gone = ord(character) in _GONE
            for _ in range(units(character)):
                kept.append(kept[-1] + (0 if gone else 1))
        entities = [
            {
                **e,
                "offset": kept[e["offset"]],
                "length": kept[e["offset"] + e["length"]] - kept[e["offset"]],
            }
            for e in entities
        ]
        entities = [e for e in entities if e["length"] > 0]
    return text.translate(_TRANSLATION), entities


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """No white space at the end; none at the start, unless an entity begins in it."""
    trimmed = text.rstrip(" \n")
    if entities and len(trimmed) != len(text):
        end = units(trimmed)
        entities = [
            {**e, "length": min(e["length"], end - e["offset"])}
            for e in entities
            if e["offset"] < end
        ]
    leading = len(trimmed) - len(trimmed.lstrip(" \n"))
    if entities:
        leading = min(leading, entities[0]["offset"])
    if leading:
        trimmed = trimmed[leading:]
        entities = [{**e, "offset": e["offset"] - leading} for e in entities]
    return trimmed, entities


def _merged(entities: list[Entity], found: list[Entity]) -> list[Entity]:
    """Found entities join where no continuous or fixed-width entity lies."""
    if not entities:
        return found
    blockers = [e for e in entities if e["type"] in _BLOCKS_FOUND]
    quotes = [e for e in entities if e["type"] in _QUOTES]
    free = [e for e in found if not any(_overlap(e, b) for b in blockers)]
    free = [e for e in free if not any(_crosses(e, q) for q in quotes)]
    return untangle(entities + free)


_QUOTES = {"blockquote", "expandable_blockquote"}
_BLOCKS_FOUND = {"pre", "code", "text_link", "text_mention", "custom_emoji", "date_time"}


def _overlap(one: Entity, other: Entity) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )


def _crosses(one: Entity, other: Entity) -> bool:
    inside = (
        other["offset"] <= one["offset"]
        and one["offset"] + one["length"] <= other["offset"] + other["length"]
    )
    return _overlap(one, other) and not inside
