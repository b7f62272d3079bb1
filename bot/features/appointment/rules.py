"""The three letters about an appointment. Values in, a value out."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import IntEnum

from bot.calendar.times import in_quiet_hours, local_minutes
from bot.store.clients import Client

MOST = 10
LONGEST_NOTE = 200


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
    return next(iter(coming(at, now)), Stage.OVER)


def coming(at: datetime, now: datetime) -> list[Stage]:
    """The letters whose time is still to come."""
    return [stage for stage, offset in _OFFSETS.items() if at + offset > now]


def is_quiet(client: Client, at: datetime, stage: Stage) -> bool:
    """Whether this letter is due in the client's quiet hours."""
    return in_quiet_hours(client.quiet, local_minutes(client.zone, at + _OFFSETS[stage]))
