"""The three letters about an appointment. Values in, a value out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import IntEnum

from bot.times import in_quiet_hours, local_minutes

MOST = 10
LONGEST_NOTE = 200
FURTHEST = timedelta(days=400)


class Stage(IntEnum):
    """Which letter comes next."""

    BEFORE = 0
    DURING = 1
    AFTER = 2
    OVER = 3


_OFFSETS = {
    Stage.BEFORE: timedelta(hours=-1),
    Stage.DURING: timedelta(0),
    Stage.AFTER: timedelta(hours=1),
}
_GOOD_FOR = {
    Stage.BEFORE: timedelta(hours=1),
    Stage.DURING: timedelta(minutes=30),
    Stage.AFTER: timedelta(hours=3),
}
"""A letter that is later than this says something that is not true any more."""


def due_at(at: datetime, stage: Stage) -> datetime | None:
    """When a letter is due; None after the last."""
    return at + _OFFSETS[stage] if stage in _OFFSETS else None


def expires_at(at: datetime, stage: Stage) -> datetime:
    """When it says nothing true any more."""
    return at + _OFFSETS[stage] + _GOOD_FOR[stage]


def first_stage(at: datetime, now: datetime) -> Stage:
    """The first letter whose time is still to come."""
    return next((s for s in _OFFSETS if at + _OFFSETS[s] > now), Stage.OVER)


def in_quiet(quiet: tuple[int, int], zone: str, instants: Iterable[datetime]) -> bool:
    """Whether one of these lies in the quiet hours."""
    return any(in_quiet_hours(quiet, local_minutes(zone, instant)) for instant in instants)


def instants(at: datetime, now: datetime) -> list[datetime]:
    """When letters about it are still to come."""
    return [at + offset for offset in _OFFSETS.values() if at + offset > now]
