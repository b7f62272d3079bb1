"""Which day of the sixteen weeks it is. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.calendar.times import at_local

WEEKS, DAYS_A_WEEK = 16, 7
DAYS = WEEKS * DAYS_A_WEEK
WEEK = timedelta(days=DAYS_A_WEEK)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the programme: `number` from 0 to 111, `week` from 1 to 16."""

    number: int
    again: bool = False
    """Whether it is a day of a week off, on which an earlier message comes once more."""

    @property
    def week(self) -> int:
        return self.number // DAYS_A_WEEK + 1


def day_on(started_on: date, on: date, weeks_off: Collection[date] = ()) -> Day | None:
    """The day of the programme on a local date: at least the first; None after the end.

    `weeks_off` are the first days of weeks in which the programme stands still. The messages of
    the seven days before such a week come once more in it. One that does not lie after the start
    is passed over.
    """
    off = [first for first in weeks_off if started_on < first <= on]
    passed = sum(first + WEEK <= on for first in off) * DAYS_A_WEEK
    running = next((first for first in off if on < first + WEEK), None)
    if running is None:
        number = max(0, (on - started_on).days - passed)
        return Day(number) if number < DAYS else None
    stands_at = (running - started_on).days - passed
    if stands_at >= DAYS:
        return None
    span = min(DAYS_A_WEEK, stands_at)
    return Day(stands_at - span + (on - running).days % span, again=True)


def over_on(started_on: date, weeks_off: Collection[date] = ()) -> date:
    """The first date that lies behind the programme."""
    on = started_on + timedelta(days=DAYS)
    while day_on(started_on, on, weeks_off) is not None:
        on += timedelta(days=1)
    return on


def ends_at(started_on: date, zone: str, weeks_off: Collection[date] = ()) -> datetime:
    """The midnight after the last day, on the clock of this zone."""
    return at_local(over_on(started_on, weeks_off), 0, zone)
