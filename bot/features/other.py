"""What no room knows: a warm line, with help in reach. Never a repeated "I did not understand"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.context import Context, Handler
from bot.feature import Command, Feature
from bot.outbox.letters import Rows
from bot.safety import room
from bot.safety.lines import lines_for, show
from bot.screens.frame import coach_ways, exercises_button, help_button, urge_button
from bot.screens.menus import help_text
from bot.store import broadcasts
from bot.text import Text, join

_A_WHILE = timedelta(hours=6)
"""So long a text that nothing knows may answer what the coach sent round."""
_ON_TOP = ("danger", "suicide", "violence")


async def answer(context: Context) -> None:
    """An unknown command, an old button, a text that means nothing to the program."""
    if context.text.strip(" .!") in room.NUMBERS:
        await room.sos(context)
        return
    news = context.t("other.after_news") if await _may_answer_news(context) else ""
    context.show(join([context.t("other.text"), news]), _ways(context))


async def _may_answer_news(context: Context) -> bool:
    """Whether it may have been meant for the coach, who wrote to many a while ago."""
    client = context.client
    if client is None or not coach_ways(context) or context.is_button or context.text[:1] == "/":
        return False
    return await broadcasts.came_since(context.tx, client.id, context.now - _A_WHILE)


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
        text: list[Text | str] = [
            show(context.book, shown, context.now),
            context.book.replies["not_emergency"],
            help_text(context.book, commands, coach=context.is_coach),
        ]
        context.show(join(text), _ways(context))

    return help_


def feature_for(commands: Sequence[Command]) -> Feature:
    """The room that knows what all others can do."""
    own = Command("help", "help", help_with(commands), menu=True)
    return Feature(room="other", commands=(own,), words={"help": own.handler, "hulp": own.handler})
