"""Which days a group may begin on, and which weeks it may have off. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from bot.calendar.days import both_readings, parse_day
from bot.calendar.programme import WEEK, day_on
from bot.store.cohorts import Cohort
from bot.text import one_line

FURTHEST = timedelta(days=366)
LONGEST_NAME = 40
_MONDAYS = 3
_RUNS_FOR = timedelta(weeks=16)


def clean_name(text: str) -> str | None:
    """A name as it is kept: one line, one to forty characters; None: it is no such name."""
    name = one_line(text)
    return name if 0 < len(name) <= LONGEST_NAME else None


def next_mondays(today: date) -> list[date]:
    """The Mondays that a group is most likely to begin on."""
    ahead = (7 - today.weekday()) % 7 or 7
    return [today + timedelta(days=ahead) + number * WEEK for number in range(_MONDAYS)]


def why_not(start: date, today: date, weeks_off: Collection[date]) -> str | None:
    """Why a group cannot begin on that day, as the name of a text; None: it can."""
    if start > today + FURTHEST:
        return "too_far"
    return "too_old" if day_on(start, today, weeks_off) is None else None


def lately(typed: str, today: date) -> date | None:
    """Of a date without a year, the one of the last sixteen weeks: a group may run already.

    None: there is none, or the year or the weekday beside it says that another one is meant.
    """
    coming = parse_day(typed, today)
    before = today - _RUNS_FOR
    past = parse_day(typed, before)
    if coming is None or past is None or not past < today <= coming:
        return None
    same = (past.month, past.day) == (coming.month, coming.day)
    return past if same and both_readings(typed, before) is None else None


def says_which(typed: str, today: date) -> bool:
    """Whether of such a date, `lately`, its weekday tells that the coming one is not meant."""
    return both_readings(typed, today) is not None


def weeks_to_come(found: Cohort, today: date) -> list[date]:
    """The first days of the weeks that can still be taken off: none that has begun."""
    if found.start_on is None:
        return []
    weeks, first = [], found.start_on + WEEK
    while day_on(found.start_on, first, found.weeks_off) is not None:
        overlaps = any(abs(first - off) < WEEK for off in found.weeks_off)
        if first > today and not overlaps:
            weeks.append(first)
        first += WEEK
    return weeks
