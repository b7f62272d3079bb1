"""What both parse modes make of links, custom emoji and dates."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.text.dates import InvalidDate, date_entity
from bot.sandbox.text.links import InvalidLink, arguments_of, check_link, user_of

Entity = dict[str, Any]

_NUMBER = re.compile(r"[1-9][0-9]{0,18}")


class ParseError(ValueError):
    """What is wrong with the mark-up, in Telegram's words."""


def link_entity(link: str, span: dict[str, int]) -> list[Entity]:
    """A link, a mention of a person, or nothing when Telegram would not take the address."""
    user_id = user_of(link)
    if user_id is not None:
        return [{"type": "text_mention", **span, "user": {"id": user_id}}]
    try:
        return [{"type": "text_link", **span, "url": check_link(link)}]
    except InvalidLink:
        return []


def emoji_entity(number: str, span: dict[str, int]) -> Entity:
    if not _NUMBER.fullmatch(number):
        raise ParseError("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", **span, "custom_emoji_id": number}


def inside_entity(link: str, span: dict[str, int]) -> Entity:
    """What `![…](tg://…)` stands for."""
    try:
        emoji = arguments_of(link, "emoji")
        if emoji is not None:
            return emoji_entity(emoji.get("id", ""), span)
        date = arguments_of(link, "time") or {}
        return date_entity(int(date.get("unix", "")), date.get("format", ""), span)
    except (ParseError, InvalidDate, ValueError) as error:
        raise ParseError("Invalid tg://emoji or tg://time URL specified") from error
