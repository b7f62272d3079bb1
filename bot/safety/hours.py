"""Opening hours of help lines, written as `always` or `mo-fr 09:00-17:00; sa 10:00-12:00`."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_SPAN = re.compile(r"(\w\w)(?:-(\w\w))? (\d\d):(\d\d)-(\d\d):(\d\d)")
_ZONES = {"NL": "Europe/Amsterdam", "BE": "Europe/Brussels"}


def is_open(hours: str, country: str, now: datetime) -> bool:
    """Whether somebody answers at this instant. Unknown hours count as closed."""
    if hours == "always":
        return True
    # By way of UTC: an instant given in the same zone would keep an hour that does not exist.
    local = now.astimezone(UTC).astimezone(ZoneInfo(_ZONES.get(country, "UTC")))
    minute, today = local.hour * 60 + local.minute, local.weekday()
    for first, last, *clock in _SPAN.findall(hours):
        opens, closes = int(clock[0]) * 60 + int(clock[1]), int(clock[2]) * 60 + int(clock[3])
        day, answers = today, opens <= minute < closes
        if closes < opens:
            # Past midnight it is still the evening that began the day before.
            day = today if minute >= opens else (today - 1) % 7
            answers = minute >= opens or minute < closes
        if answers and _within(first, last or first, day):
            return True
    return False


def _within(first: str, last: str, weekday: int) -> bool:
    """Whether a day lies between two others; `fr-mo` goes round the weekend."""
    start, end = _DAYS.index(first), _DAYS.index(last)
    return (weekday - start) % 7 <= (end - start) % 7
