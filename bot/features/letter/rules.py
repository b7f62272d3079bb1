"""When a letter is asked for, opens, and goes. Values in, a value out."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from bot.calendar.times import at_local, local_date, local_minutes
from bot.store.letterbox import Sealed
from bot.text import utf16_length

SHORT = 500
"""Characters; what is longer counts as a longer letter."""
LONG_EVERY = timedelta(days=7)
"""Longer letters come back once a week: reading and writing much about it keeps it going."""
UNOPENED_FOR = timedelta(days=30)
UNDECIDED_FOR = timedelta(days=1)
KEPT_FOR = timedelta(days=7)
LATEST = timedelta(days=21)
"""However many longer letters there are, each opens by then: before it is thrown away."""
MOST = 20
LONGEST = 4096
"""What Telegram shows in one message."""

_FROM, _TO = 8 * 60, 21 * 60


class Door(Enum):
    """Whether a letter opens now."""

    OPEN = "open"
    LATER = "later"
    """Its day has not come."""
    HOURS = "hours"
    """It is evening or night."""
    URGE = "urge"
    """An urge goes on."""


def door(found: Sealed, zone: str, now: datetime, *, in_urge: bool) -> Door:
    """Whether a letter opens now, and if not, why."""
    if now < found.opens_at:
        return Door.LATER
    if not _FROM <= local_minutes(zone, now) < _TO:
        return Door.HOURS
    return Door.URGE if in_urge else Door.OPEN


def is_long(text: str) -> bool:
    """Whether it counts as a longer letter."""
    return utf16_length(text) > SHORT


def opens_at(zone: str, now: datetime, *, long: bool, last_long: datetime | None) -> datetime:
    """The next morning at eight; a longer letter a week after the one before it."""
    tomorrow = at_local(local_date(zone, now) + timedelta(days=1), _FROM, zone)
    if long and last_long is not None:
        latest = at_local(local_date(zone, now) + LATEST, _FROM, zone)
        return min(max(tomorrow, last_long + LONG_EVERY), latest)
    return tomorrow


def next_long_at(last_long: datetime | None) -> datetime | None:
    """From when a longer letter is asked for again; `last_long` is when the latest opens."""
    return last_long + LONG_EVERY - timedelta(days=1) if last_long is not None else None
