"""The message of the day, the theme of the week, what a neutral line hides."""

from __future__ import annotations

from bot.calendar.days import day_in, show_coming
from bot.calendar.programme import DAYS, Day
from bot.calendar.times import local_date
from bot.clients import course
from bot.context import Context
from bot.feature import Command, Feature, Tick
from bot.features.daily import ending, service
from bot.features.daily.kind import (
    DAY,
    THEME,
    DailyKind,
    behind_the_line,
    line_data,
    offers_more,
    theme_for,
)
from bot.features.daily.texts import daily_buttons, daily_text, theme_text
from bot.outbox.letters import Rows
from bot.screens.frame import exercises_button, urge_button, ways_onward
from bot.screens.stub import reveal
from bot.store import clients, dailies
from bot.understanding.closed_lists import word_set
from bot.understanding.words import words_of

_ANEW = word_set("opnieuw af nul begin start starting square zero beginning")
"""Words of whoever asks for the week that ask whether it begins anew."""


async def today(context: Context) -> None:
    """Today's message; a visitor sees the first one."""
    if await _still_waits(context):
        return
    day = await _day(context)
    if day is None:
        context.show(context.t("daily.none_today"), _ways(context))
        return
    text = daily_text(context.book, day.number)
    context.say(text, daily_buttons(context.book, day.number))


async def week(context: Context) -> None:
    """This week's theme; to "do I have to start over?", that she does not."""
    if context.unit.wish == "week" and not _ANEW.isdisjoint(words_of(context.text)):
        context.show(context.t("daily.not_anew"), [[exercises_button(context.t)], *_ways(context)])
        return
    if await _still_waits(context):
        return
    day = await _day(context)
    if day is None:
        context.show(context.t("daily.programme_over"), _ways(context))
        return
    await _say_theme(context, day.week)


async def past_week(context: Context) -> None:
    """The theme of a week that the group has had, or has now."""
    day = await _day(context)
    number = context.number(0)
    if context.client is None or day is None or not 1 <= number <= day.week:
        context.show(context.t("daily.none_today"), _ways(context))
        return
    await _say_theme(context, number)


def _ways(context: Context) -> Rows:
    """Help in an urge; after the sixteen weeks also how to go on."""
    return [[urge_button(context.t)], *ways_onward(context)]


async def _say_theme(context: Context, number: int) -> None:
    if context.client is None:
        context.say(theme_text(context.book, number))
        return
    context.say(await theme_for(context.tx, context.book, context.client, number))


async def _day(context: Context) -> Day | None:
    client = context.client
    if client is None:
        return Day(0)
    if client.ended_at is not None:
        return None
    return await course.day_of(context.tx, client, local_date(client.zone, context.now))


async def _still_waits(context: Context) -> bool:
    """Whether the client's group has not begun yet; then that is said."""
    client = context.client
    if client is None or client.ended_at is not None:
        return False
    start = await course.waits_until(context.tx, client, context.now)
    if start is None:
        return False
    on = show_coming(start, local_date(client.zone, context.now), context.language)
    buttons = [exercises_button(context.t), urge_button(context.t)]
    context.show(context.t("daily.waiting", on=on), [buttons])
    return True


async def open_line(context: Context) -> None:
    """A neutral line was tapped: the message of that date, for ten minutes."""
    found = None
    on = day_in(context.word(1))
    if context.client is not None and on is not None:
        word = context.word(0)
        found = await behind_the_line(context.tx, context.book, context.client, word, on)
    if found is None or on is None:
        context.show(context.t("daily.none_today"), _ways(context))
        return
    await reveal(context, line_data(context.word(0), on), *found)
    client = context.client
    if client is not None and context.word(0) in (DAY, THEME) and offers_more(client, on):
        # Behind a line they are offered when it is opened.
        await clients.change(context.tx, client.id, more_offered=client.more_offered + 1)


async def helped(context: Context) -> None:
    """ "Hielp": remembered once, thanked each time."""
    number = context.number(0)
    if context.client is not None and number < DAYS:
        await clients.mark_helpful(context.tx, context.client.id, number, context.now)
    context.toast(context.t("daily.noted"))


FEATURE = Feature(
    room="daily",
    commands=(
        Command("vandaag", "today", today, menu=True, light=True),
        Command("week", "week", week, light=True),
    ),
    words={"vandaag": today, "today": today},
    wishes={"today": today, "week": week},
    buttons={"helped": helped, "open": open_line, "past": past_week},
    kinds={"daily": DailyKind()},
    ticks=(
        Tick("daily", 1.0, service.queue_due, dailies.NEXT_DUE),
        Tick("endings", 60.0, ending.end_due, at_start=True),
    ),
)
