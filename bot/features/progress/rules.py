"""What there is to see of a while. Values in, a value out; nothing here ranks or judges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median_low

SPANS = {"four": 4, "twelve": 12, "all": 0}
"""Weeks to look back on; 0: from the start. The names are those of the texts."""
USUAL = "four"

FEW = 3
"""With fewer urges than this the picture says that it is little."""

_BACK = ((60, "hour"), (6 * 60, "hours"), (24 * 60, "day"))
"""Minutes -> the words for coming back within them."""


@dataclass(frozen=True, slots=True)
class Change:
    """One exercise: how often a number followed it, and the numbers before and after, on average.

    The averages are in halves.
    """

    exercise: str
    times: int
    before: float
    after: float

    @property
    def eased(self) -> bool:
        """Whether it went down."""
        return self.after < self.before


def since_of(span: str, now: datetime) -> datetime | None:
    """The instant from which on a span looks; None: from the start."""
    weeks = SPANS[span]
    return now - timedelta(weeks=weeks) if weeks else None


def changes_of(tried: Iterable[tuple[str, int, int]]) -> list[Change]:
    """From (exercise, number before, number after): each exercise once, what eased most first."""
    by_exercise: dict[str, list[tuple[int, int]]] = {}
    for exercise, before, after in tried:
        by_exercise.setdefault(exercise, []).append((before, after))
    changes = [
        Change(exercise, len(pairs), _mean([b for b, _ in pairs]), _mean([a for _, a in pairs]))
        for exercise, pairs in by_exercise.items()
    ]
    return sorted(changes, key=lambda c: (c.after - c.before, -c.times, c.exercise))


def _mean(numbers: Sequence[int]) -> float:
    return round(2 * sum(numbers) / len(numbers)) / 2


def back_within(minutes: Sequence[int]) -> str | None:
    """How soon somebody came back after contact, as most often; None: it is not known."""
    if not minutes:
        return None
    usual = median_low(minutes)
    return next((name for most, name in _BACK if usual <= most), "later")


def in_halves(number: float) -> str:
    """6.5 as 6½."""
    whole, half = divmod(round(number * 2), 2)
    return f"{whole or ''}½" if half else str(whole)
