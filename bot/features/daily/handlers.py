"""The message of the day, the theme of the week, what a neutral line hides."""

from __future__ import annotations

from datetime import date

from bot.content.model import DAYS
from bot.context import Context
from bot.feature import Command, Feature, Tick
from bot.features.daily import service
from bot.features.daily.kind import DailyKind, behind_the_line, line_data
from bot.features.daily.texts import daily_buttons, daily_text, theme_text
from bot.frame import urge_button
from bot.programme import day_on
from bot.store import clients, dailies
from bot.stub import reveal
from bot.times import local_date


async def today(context: Context) -> None:
    """Today's message; a visitor sees the first one."""
    number = _day_number(context)
    if number is None:
        context.show(context.t("daily.none_today"), [[urge_button(context.book.t)]])
        return
    context.say(daily_text(context.book, number), daily_buttons(context.book, number))


async def week(context: Context) -> None:
    """This week's theme."""
    number = _day_number(context)
    if number is None:
        context.show(context.t("daily.programme_over"), [[urge_button(context.book.t)]])
        return
    context.say(theme_text(context.book, number // 7 + 1))


def _day_number(context: Context) -> int | None:
    client = context.client
    if client is None:
        return 0
    day = day_on(client.started_on, local_date(client.zone, context.now))
    return None if day is None or client.ended_at else day.number


async def open_line(context: Context) -> None:
    """A neutral line was tapped: the message of that date, for ten minutes."""
    found = None
    on = _date(context)
    if context.client is not None and on is not None:
        found = behind_the_line(context.book, context.client, context.word(0), on)
    if found is None or on is None:
        context.show(context.t("daily.none_today"), [[urge_button(context.book.t)]])
        return
    reveal(context, line_data(context.word(0), on), *found)


def _date(context: Context) -> date | None:
    try:
        return date.fromisoformat(context.word(1))
    except ValueError:
        return None


async def helped(context: Context) -> None:
    """ "Hielp": remembered once, thanked each time."""
    number = context.number(0)
    if context.client is not None and number < DAYS:
        await clients.mark_helpful(context.tx, context.client.id, number, context.now)
    context.toast(context.t("daily.noted"))


FEATURE = Feature(
    room="daily",
    commands=(
        Command("vandaag", "today", today, menu=True),
        Command("week", "week", week),
    ),
    words={"vandaag": today, "today": today},
    buttons={"helped": helped, "open": open_line},
    kinds={"daily": DailyKind()},
    ticks=(
        Tick("daily", 1.0, service.queue_due, dailies.next_due_at),
        Tick("after", 3600.0, service.erase_idle),
    ),
)
