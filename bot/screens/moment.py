"""On which day, and at what hour: buttons to tap, what is typed instead, and what is asked again.

A room asks in its own words and keeps what is known so far; how a day or an hour is offered, read
and doubted is the same in all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.calendar.days import parse_day, show_coming
from bot.calendar.from_now import read_from_now, says_now
from bot.calendar.halves import halves_of, of_half
from bot.calendar.midnight import may_be_either
from bot.calendar.moments import both_readings, leading_day, parse_moment, year_in_doubt
from bot.calendar.repeats import OTHER, WEEKLY, repeats
from bot.calendar.spans import parse_span
from bot.calendar.times import at_local, local_date, local_minutes, show_minutes
from bot.context import Context
from bot.outbox.letters import Button, Rows, in_pairs, in_rows

_FURTHEST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another; no first day: it is asked again, no last one: one day was typed."""

    first: date | None = None
    last: date | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What could be read: a day, and minutes after midnight. No day: it is asked again."""

    day: date | None = None
    minutes: int | None = None
    doubt: str = ""
    """Which day is meant, where it may be either of two; or that one day is asked for."""
    weekly: bool = False
    """It was meant for every week."""
    halves: tuple[int, int] | None = None
    """The minutes of the morning and of the evening, where either may be meant."""


def day_rows(days: Iterable[date], data: str, name: Callable[[date], str]) -> Rows:
    """A button for each day, two to a row; the day is the last part of its data."""
    return in_pairs([Button(name(day), f"{data}:{day}") for day in days])


def hour_rows(hours: Iterable[int], data: str, across: int) -> Rows:
    """A button for each whole hour; its minutes after midnight are the last part of its data."""
    buttons = [Button(show_minutes(hour * 60), f"{data}:{hour * 60}") for hour in hours]
    return in_rows(buttons, across)


def read(
    context: Context, text: str, zone: str, chosen: date | None = None, now: str = ""
) -> Typed:
    """A day, a time or both, in the person's language, by the clock in `zone`; `chosen`: the day
    that is known already; `now`: the text for whoever says that it is to be at once.

    A lone time is one of that day, else of today. Once: what is meant for more is asked again.
    """
    if repeats(text)[0]:
        return Typed(doubt=context.t("moment.once"))
    if now and says_now(text):
        return Typed(doubt=context.t(now))
    return _read(context, text, zone, chosen)


def read_weekly(context: Context, text: str, zone: str, chosen: date | None, now: str) -> Typed:
    """As `read`, where it may also be meant for every week."""
    how, words = repeats(text)
    if how == OTHER:
        return Typed(doubt=context.t("moment.once_or_weekly"))
    if says_now(words):
        return Typed(doubt=context.t(now))
    return replace(_read(context, words, zone, chosen), weekly=how == WEEKLY)


def _read(context: Context, text: str, zone: str, chosen: date | None) -> Typed:
    if (ahead := read_from_now(text)) is not None:
        at = context.now + ahead
        return Typed(local_date(zone, at), local_minutes(zone, at))
    today = local_date(zone, context.now)
    if doubt := _doubt(context, text, today, with_time=True):
        return Typed(doubt=doubt)
    day, minutes = parse_moment(text, today, chosen, context.language)
    if minutes is not None:
        on = day or chosen or today
        if not may_be_either(text, minutes):
            return Typed(on, minutes, halves=halves_of(text, minutes))
        if on == today:
            return Typed(today + timedelta(days=1), minutes)  # The one that is still to come.
        named = show_coming(on, today, context.language)
        return Typed(doubt=context.t("moment.midnight", on=named))
    return Typed(day or leading_day(text, today) or chosen)


def with_half(typed: Typed, text: str, asked: int) -> Typed:
    """The same where it was asked of which half of the day the hour `asked` is: 's avonds says it,
    and another day leaves it; while it is not said, it is asked again. 0: that was not asked.
    """
    if not asked or typed.day is None or typed.minutes is not None:
        return typed
    halves, minutes = of_half(text, asked)
    return replace(typed, minutes=minutes, halves=halves)


def settled(typed: Typed, zone: str, now: datetime) -> Typed:
    """The same without `halves`, unless both are still to come and she is to be asked."""
    if typed.day is None or typed.halves is None:
        return typed
    coming = [one for one in typed.halves if at_local(typed.day, one, zone) > now]
    if len(coming) > 1:
        return typed
    return replace(typed, minutes=coming[0] if coming else typed.minutes, halves=None)


def halves_row(halves: Iterable[int], data: str, behind: str = "") -> Sequence[Button]:
    """A button for each of the two hours; its minutes after midnight stand behind `data`."""
    return [Button(show_minutes(one), f"{data}:{one}{behind}") for one in halves]


def read_day(context: Context, text: str, today: date) -> Typed:
    """A day alone; without a year it is the next such day, `today` included."""
    if doubt := _doubt(context, text, today, with_time=False):
        return Typed(doubt=doubt)
    return Typed(parse_day(text, today))


def read_days(context: Context, text: str, today: date) -> Days:
    """One day, or two with all between them: `wo t/m vr`, `3-7 January`."""
    if (span := parse_span(text, today)) is None:
        typed = read_day(context, text, today)
        return Days(typed.day, doubt=typed.doubt)
    if span.doubt is not None:
        return Days(doubt=_which(context, span.doubt, today, "_day"))
    return Days(span.first, span.last)


def _doubt(context: Context, text: str, today: date, *, with_time: bool) -> str:
    alone = "" if with_time else "_day"
    if not with_time and repeats(text)[0]:
        return context.t("moment.once_day")
    if (readings := both_readings(text, today)) is not None:
        return _which(context, readings, today, alone)
    if (later := year_in_doubt(text, today)) is not None:
        return context.t(
            f"moment.later_year{alone}", on=show_coming(later, today, context.language)
        )
    return ""


def _which(context: Context, readings: tuple[date, date], today: date, alone: str) -> str:
    on, near = (show_coming(day, today, context.language) for day in readings)
    return context.t(f"moment.doubtful{alone}", on=on, near=near)


def why_not(at: datetime, now: datetime) -> str:
    """Why nothing can be planned for then: `past`, `too_far`, or empty when it can."""
    if at <= now:
        return "past"
    return "too_far" if at > now + _FURTHEST else ""
