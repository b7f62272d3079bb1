"""Whom to ring, in numbers alone: below a line that is no reply to a crisis."""

from __future__ import annotations

from bot.content.model import HelpLine
from bot.context import Context
from bot.safety import replies
from bot.safety.lines import lines_for, show_numbers
from bot.text import Text, join


def lines_of(context: Context) -> list[HelpLine]:
    """The lines of her country, or of all."""
    country = context.client.country if context.client else None
    return lines_for(context.book, country, replies.TOPICS[replies.VEILED])


def show_people(context: Context) -> Text:
    """Who answers day and night in her country."""
    numbers = show_numbers(context.book, lines_of(context))
    return join([context.book.replies["still_people"], numbers], "\n")
