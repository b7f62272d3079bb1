"""Which day of the sixteen weeks it is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.content.model import DAYS, DAYS_A_WEEK


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the programme: `number` from 0 to 111, `week` from 1 to 16."""

    number: int

    @property
    def week(self) -> int:
        return self.number // DAYS_A_WEEK + 1


def day_on(started_on: date, on: date) -> Day | None:
    """The day of the programme on a local date: at least the first; None after the end."""
    number = max(0, (on - started_on).days)
    return Day(number) if number < DAYS else None
