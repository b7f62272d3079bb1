"""What is typed for a hard day: a date, alone or among a few words that may be its name."""

from __future__ import annotations

from datetime import date

from bot.calendar.within import date_within
from bot.context import Context
from bot.features.hard_days import rules
from bot.screens import moment
from bot.text import one_line
from bot.understanding.words import words_of

LONGEST_NAME = 60


def read(context: Context, today: date) -> tuple[moment.Typed, str]:
    """The date that was typed, and what stands beside it, if that can be its name."""
    typed = moment.read_day(context, context.text, today)
    if typed != moment.Typed():
        return typed, ""
    words, rest = date_within(context.text, today)
    message = context.incoming.effective_message
    is_text = message is not None and bool(message.text)  # the words below a photo stay with it
    name = one_line(rest) if is_text and rules.may_be_name(words_of(rest)) else ""
    return moment.read_day(context, words, today), name if len(name) <= LONGEST_NAME else ""


def says_urge(context: Context) -> bool:
    """Whether an urge is said plainly: "his birthday is 3 March" only sounds like one."""
    return context.unit.said_urge or bool(context.unit.kind)
