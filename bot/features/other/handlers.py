"""`/help`, and what needs no room of its own: thanks, a greeting, good night, who reads along."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context, Handler
from bot.feature import Command, Feature
from bot.features.other.going_on import ask_again, ways_on, where_she_was
from bot.features.other.unknown import answer_coach
from bot.outbox.letters import Button, Rows
from bot.safety import help_screen, lasting, standing
from bot.safety.lines import lines_for, show
from bot.safety.people import show_people
from bot.screens import how, typed
from bot.screens.frame import (
    booking_rows,
    coach_ways,
    exercises_button,
    how_to_join,
    panel_button,
    urge_and_help,
    urge_button,
)
from bot.screens.menus import help_text
from bot.text import Text, join
from bot.understanding.coach_topics import asks_for_help, read_topic

_ON_TOP = ("danger", "suicide", "violence")


async def who_reads(context: Context) -> None:
    """Is this a robot, and who reads along?"""
    key = "other.robot" if context.client is not None else "other.robot_visitor"
    shown = await typed.in_sight(context)
    near = await lasting.lasts(context, shown)
    # Whoever asks this now asks whether somebody comes: who does, stands below it.
    text = join([context.t(key), show_people(context)]) if near else context.t(key)
    await standing.show(context, text, coach_ways(context))
    await ask_again(context)


async def welcome(context: Context) -> None:
    """Thanks are answered; nothing more is asked."""
    shown = await typed.in_sight(context)
    context.show(context.t("other.thanks"), await where_she_was(context, shown) or None)
    await ask_again(context)


async def greet(context: Context) -> None:
    """Somebody says hello, or asks whether anybody is there."""
    if context.is_coach_alone:
        context.show(*await answer_coach(context))
        return
    shown = await typed.in_sight(context)
    here = await where_she_was(context, shown)
    still = _still(context)
    said = join([context.t("other.hello"), context.t("other.still_paused") if still else ""])
    context.show(said, here or [*still, *ways_on(context)])
    await ask_again(context)


def _still(context: Context) -> Rows:
    """Of whoever paused the messages and is there again: whether she wants them again."""
    client = context.client
    if client is None or not client.is_paused or client.is_over:
        return []
    t = context.t
    yes = Button(t("pause.button.sure"), "settings:resume")
    return [[yes, Button(t("stop.button.no"), "settings:keep")]]


async def good_night(context: Context) -> None:
    """Before sleep: something for the body, and nothing to do after it."""
    t, shown = context.t, await typed.in_sight(context)
    rows = await where_she_was(context, shown) or [urge_and_help(t)]
    context.show(t("other.night"), rows)
    await ask_again(context)


async def good_day(context: Context) -> None:
    """A day that was good, or something she is proud of: glad of the telling, praising nothing."""
    t = context.t
    context.show(t("other.good_day"), [[urge_button(t), exercises_button(t)]])


async def human(context: Context) -> None:
    """A person to talk to: everybody who answers, and the coach."""
    await help_screen.sos(context)
    for row in coach_ways(context):
        context.add_below(row)


async def to_home(context: Context) -> None:
    """Home, or to somebody who is there: a safe place is looked for, and people are in reach."""
    shown = await typed.in_sight(context)
    context.show(context.t("other.home"), await where_she_was(context, shown) or ways_on(context))
    await ask_again(context)


async def quiet_days(context: Context) -> None:
    """A while without contact: glad of the telling, counting nothing."""
    t = context.t
    context.show(t("other.quiet_days"), [[urge_button(t), exercises_button(t)]])


def help_with(commands: Sequence[Command]) -> Handler:
    """`/help`: the help lines on top, then what can be done here; of a coach who takes no part
    herself the other way round, where that is all she says and she spoke of no crisis. What she
    named behind it stands in the place of all that can be done.
    """

    async def help_(context: Context) -> None:
        hers = await _asks_for_commands(context)
        country = context.client.country if context.client else None
        shown = lines_for(context.book, country, _ON_TOP)
        visits = context.client is None
        invited = visits and not context.is_coach
        numbers: list[Text | str] = [
            show(context.book, shown, context.now),
            context.book.replies["not_emergency"],
        ]
        can = help_text(context.book, commands, coach=context.is_coach, visits=visits)
        topic = read_topic(context.text) if hers else ""
        about = how.answer(context.t, topic) if topic else can
        text: list[Text | str] = [about, *numbers] if hers else [*numbers, can]
        text.append(how_to_join(context) if invited else "")
        hers_first = [*(how.ways(context.t, topic) if topic else []), [panel_button(context.t)]]
        rows = [*hers_first, *ways_on(context)] if hers else ways_on(context)
        context.show(join(text), [*rows, *booking_rows(context)] if invited else rows)
        await ask_again(context)

    return help_


async def _asks_for_commands(context: Context) -> bool:
    """Whether it is a coach at her work, who wants no help herself as far as anybody can tell."""
    named = asks_for_help(context.text)
    return named and context.is_coach_alone and not await lasting.is_near_a_crisis(context)


def feature_for(commands: Sequence[Command]) -> Feature:
    """The room that knows what all others can do."""
    own = Command("help", "help", help_with(commands), menu=True)
    return Feature(
        room="other",
        commands=(own,),
        words={"help": own.handler, "hulp": own.handler},
        wishes={
            "help": own.handler,
            "robot": who_reads,
            "thanks": welcome,
            "hello": greet,
            "human": human,
            "home": to_home,
            "quiet": quiet_days,
            "night": good_night,
            "good": good_day,
        },
    )
