"""Which days a group may begin on, and which weeks it may have off. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from bot.calendar.programme import WEEK, day_on
from bot.store.cohorts import Cohort
from bot.text import one_line

FURTHEST = timedelta(days=366)
LONGEST_NAME = 40
_MONDAYS = 3


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
