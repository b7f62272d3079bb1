"""The words of a message: its text or its caption, checked."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.model import Entity, Wire
from bot.sandbox.params import Call
from bot.sandbox.text.formatted import formatted
from bot.sandbox.text.utf16 import units
from bot.sandbox.world import World

Words = tuple[str, list[Entity]]


def text_of(world: World, call: Call) -> Words:
    """The text to send or to put in the place of another."""
    if not call.params.get("text"):
        raise bad_request("message text is empty")
    text, entities = _parameter(world, call, "text", "entities")
    if not text:
        raise bad_request("text must be non-empty")
    return text, entities


def caption_of(world: World, call: Call) -> Words:
    return _parameter(world, call, "caption", "caption_entities")


def item_caption(world: World, item: Wire) -> Words:
    """The caption of one InputMedia object."""
    entities = item.get("caption_entities")
    return _words(world, item.get("caption") or "", item.get("parse_mode") or "", entities)


def check_text_length(world: World, text: str) -> None:
    if units(text) > world.limits.text:
        raise bad_request("message is too long")


def check_caption_length(world: World, caption: str) -> None:
    if units(caption) > world.limits.caption:
        raise bad_request("message caption is too long")


def _parameter(world: World, call: Call, name: str, entities_name: str) -> Words:
    given = call.json(entities_name, "entities") if entities_name in call.params else None
    return _words(world, call.text(name), call.text("parse_mode"), given)


def _words(world: World, source: str, parse_mode: str, entities: Any) -> Words:
    text, found = formatted(source, parse_mode, entities)
    if any(entity["type"] == "text_mention" for entity in found):
        found = [entity for entity in (_with_person(world, e) for e in found) if entity]
    return text, found


def _with_person(world: World, entity: Entity) -> Entity | None:
    """A mention by id shows the person; of somebody unknown nothing is left but the text."""
    if entity["type"] != "text_mention":
        return entity
    person = world.people.get(entity["user"]["id"])
    return {**entity, "user": person.wire} if person else None
