"""Markdown as a coach writes it -> text with entities."""

from __future__ import annotations

from typing import Any

import telegramify_markdown
from telegramify_markdown.config import RenderConfig

from bot.text import Text


def _plain_symbols() -> RenderConfig:
    config = RenderConfig.isolated()
    symbol = config.markdown_symbol
    symbol.heading_level_1 = symbol.heading_level_2 = ""
    symbol.heading_level_3 = symbol.heading_level_4 = ""
    symbol.unordered_list_item = "\N{EN DASH}"
    return config


_CONFIG = _plain_symbols()
_FIELDS = ("type", "offset", "length", "url", "language")


def render(markdown: str) -> Text:
    """Convert Markdown; what Telegram cannot show stays plain text."""
    plain, entities = telegramify_markdown.convert(markdown.strip(), config=_CONFIG)
    stripped = plain.rstrip()
    return Text(stripped, tuple(_as_json(entity) for entity in entities))


def _as_json(entity: Any) -> dict[str, Any]:
    return {name: value for name in _FIELDS if (value := getattr(entity, name)) is not None}
