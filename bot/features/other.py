"""What no room knows: a warm line, with help in reach. Never a repeated "I did not understand"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context, Handler
from bot.feature import Command, Feature
from bot.outbox.letters import Rows
from bot.safety import room
from bot.safety.lines import lines_for, show
from bot.screens.frame import (
    booking_rows,
    coach_ways,
    exercises_button,
    help_button,
    how_to_join,
    urge_button,
)
from bot.screens.menus import help_text
from bot.text import Text, join

_ON_TOP = ("danger", "suicide", "violence")


async def answer(context: Context) -> None:
    """An unknown command, an old button, a text that means nothing to the program."""
    if context.text.strip(" .!") in room.NUMBERS:
        await room.sos(context)
        return
    context.show(context.t("other.text"), _ways(context))


async def not_text(context: Context) -> None:
    """A photo, a sticker, a voice message: not kept, not looked at."""
    context.say(context.t("other.not_text"), _ways(context))


def _ways(context: Context) -> Rows:
    t = context.book.t
    return [[urge_button(t), exercises_button(t)], [help_button(t)], *coach_ways(context)]


def help_with(commands: Sequence[Command]) -> Handler:
    """`/help`: the help lines on top, then what can be done here."""

    async def help_(context: Context) -> None:
        country = context.client.country if context.client else None
        shown = lines_for(context.book, country, _ON_TOP)
        visits = context.client is None and not context.is_coach
        text: list[Text | str] = [
            show(context.book, shown, context.now),
            context.book.replies["not_emergency"],
            help_text(context.book, commands, coach=context.is_coach, visits=visits),
            how_to_join(context) if visits else "",
        ]
        rows = _ways(context)
        context.show(join(text), [*rows, *booking_rows(context)] if visits else rows)

    return help_


def feature_for(commands: Sequence[Command]) -> Feature:
    """The room that knows what all others can do."""
    own = Command("help", "help", help_with(commands), menu=True)
    return Feature(room="other", commands=(own,), words={"help": own.handler, "hulp": own.handler})
