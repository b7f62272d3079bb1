"""The hours in which the bot keeps its voice down."""

from __future__ import annotations

from datetime import datetime

from bot.calendar.times import local_minutes

_NIGHT_ENDS = 6 * 60


def is_night(zone: str, now: datetime) -> bool:
    """Between midnight and six, local time."""
    return local_minutes(zone, now) < _NIGHT_ENDS
