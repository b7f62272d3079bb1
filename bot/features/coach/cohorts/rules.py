"""Which days a group may begin on, and which weeks it may have off. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from bot.calendar.days import parse_day
from bot.calendar.from_today import parse_past
from bot.calendar.moments import both_readings
from bot.calendar.programme import WEEK, day_on
from bot.store.cohorts import Cohort
from bot.text import one_line

FURTHEST = timedelta(days=366)
LONGEST_NAME = 40
_MONDAYS = 3
_RUNS_FOR = timedelta(weeks=16)
_A_DAY, _MOSTLY = timedelta(days=1), 4


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


@dataclass(frozen=True, slots=True)
class Begun:
    """A first day gone by, of a group that runs already, and what else may be meant."""

    day: date
    others: tuple[date, ...] = ()
    contradicted: bool = False
    """Whether a weekday stood beside it that is another's."""


def read_begun(typed: str, today: date) -> Begun | None:
    """The first day gone by that may have been typed: one said from today, or a date without a
    year that was within the last sixteen weeks.

    None: there is none, or a year says that another one is meant.
    """
    if (said := parse_past(typed, today)) is not None:
        return Begun(said)
    coming, before = parse_day(typed, today), today - _RUNS_FOR
    past = parse_day(typed, before)
    if coming is None or past is None or not past < today <= coming:
        return None
    if (past.month, past.day) != (coming.month, coming.day):
        return None
    contradicts_past = both_readings(typed, before)
    contradicts_coming = both_readings(typed, today) is not None
    if contradicts_past is None:
        return Begun(past, () if contradicts_coming else (coming,))
    _, near = contradicts_past
    return Begun(past, (near,) if contradicts_coming else (near, coming), contradicted=True)


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


def weeks_in(coming: list[date], first: date, last: date) -> list[date]:
    """Those of the coming weeks that lie mostly within these days; where there is none, the one
    that holds most of them.
    """
    inside = {
        week: (min(last, week + WEEK - _A_DAY) - max(first, week)).days + 1 for week in coming
    }
    mostly = [week for week, days in inside.items() if days >= _MOSTLY]
    if mostly:
        return mostly
    most = max(inside, key=lambda week: inside[week], default=None)
    return [most] if most is not None and inside[most] > 0 else []
