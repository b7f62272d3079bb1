"""Whom to ring, in numbers alone: below a line that is no reply to a crisis."""

from __future__ import annotations

from bot.context import Context
from bot.safety import replies
from bot.safety.lines import lines_for, show_numbers
from bot.text import Text, join


def show_people(context: Context) -> Text:
    """Who answers day and night in her country."""
    country = context.client.country if context.client else None
    numbers = lines_for(context.book, country, replies.TOPICS[replies.VEILED])
    people = context.book.replies["still_people"]
    return join([people, show_numbers(context.book, numbers)], "\n")
