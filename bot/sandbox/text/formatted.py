"""From the parameters of a call to the text and entities of a message."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.text.clean import tidy
from bot.sandbox.text.dates import date_entity
from bot.sandbox.text.html import parse_html
from bot.sandbox.text.links import InvalidLink, check_link
from bot.sandbox.text.markdown import parse_markdown_v2
from bot.sandbox.text.marks import ParseError

Entity = dict[str, Any]

LONGEST_SOURCE = 1 << 15  # bytes, before parsing
_PLAIN = "bold italic underline strikethrough spoiler code blockquote expandable_blockquote"
_FOUND = "mention hashtag cashtag bot_command url email phone_number bank_card_number"
_PLAIN_KINDS, _FOUND_KINDS = frozenset(_PLAIN.split()), frozenset(_FOUND.split())


def formatted(source: str, parse_mode: str, entities: Any) -> tuple[str, list[Entity]]:
    """The text and entities to store, of `source` marked up by `parse_mode` or `entities`."""
    if len(source) > LONGEST_SOURCE // 4 and len(source.encode()) > LONGEST_SOURCE:
        raise bad_request("Text is too long")
    mode = parse_mode.lower()
    if mode and mode != "none":
        text, parsed = _parse(source, mode)
    else:
        text = source
        parsed = [] if entities is None else _given(entities)
    return tidy(text, parsed)


def _parse(source: str, mode: str) -> tuple[str, list[Entity]]:
    parsers = {"html": parse_html, "markdownv2": parse_markdown_v2}
    if mode not in parsers:
        raise bad_request("Unsupported parse_mode")
    try:
        return parsers[mode](source)
    except ParseError as error:
        raise bad_request(f"can't parse entities: {error}") from error


def _given(entities: Any) -> list[Entity]:
    if not isinstance(entities, list):
        return []
    given = []
    for entity in entities:
        try:
            checked = _check(entity)
        except (ValueError, KeyError, TypeError) as error:
            reason = error.args[0] if error.args else "wrong field"
            raise bad_request(f"can't parse MessageEntity: {reason}") from error
        if checked is not None:
            given.append(checked)
    return given


def _check(entity: Any) -> Entity | None:
    """The entity with the fields Telegram keeps; None for one that it finds by itself."""
    if not isinstance(entity, dict):
        raise ValueError("expected an Object")
    for field in ("offset", "length", "type"):
        if field not in entity:
            raise ValueError(f'Can\'t find field "{field}"')
    kind = entity["type"]
    span = {"offset": int(entity["offset"]), "length": int(entity["length"])}
    if kind in _PLAIN_KINDS:
        return {"type": kind, **span}
    if kind in _FOUND_KINDS:
        return None
    if kind == "pre":
        language = entity.get("language")
        return {"type": kind, **span, **({"language": language} if language else {})}
    return _check_rich(kind, span, entity)


def _check_rich(kind: str, span: dict[str, int], entity: Entity) -> Entity:
    if kind == "text_link":
        try:
            return {"type": kind, **span, "url": check_link(entity["url"])}
        except InvalidLink as error:
            raise ValueError(f"Entity URL '{entity['url']}' is invalid: {error}") from error
    if kind == "text_mention":
        return {"type": kind, **span, "user": {"id": int(entity["user"]["id"])}}
    if kind == "custom_emoji":
        return {"type": kind, **span, "custom_emoji_id": str(int(entity["custom_emoji_id"]))}
    if kind == "date_time":
        return date_entity(int(entity["unix_time"]), entity.get("date_time_format") or "", span)
    raise ValueError("Unsupported type specified")
