"""Opening hours of help lines, written as `always` or `mo-fr 09:00-17:00; sa 10:00-12:00`."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

_DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_SPAN = re.compile(r"(\w\w)(?:-(\w\w))? (\d\d):(\d\d)-(\d\d):(\d\d)")
_ZONES = {"NL": "Europe/Amsterdam", "BE": "Europe/Brussels"}


def is_open(hours: str, country: str, now: datetime) -> bool:
    """Whether somebody answers at this instant. Unknown hours count as closed."""
    if hours == "always":
        return True
    local = now.astimezone(ZoneInfo(_ZONES.get(country, "UTC")))
    minute = local.hour * 60 + local.minute
    for first, last, *clock in _SPAN.findall(hours):
        opens, closes = int(clock[0]) * 60 + int(clock[1]), int(clock[2]) * 60 + int(clock[3])
        days = range(_DAYS.index(first), _DAYS.index(last or first) + 1)
        if local.weekday() in days and opens <= minute < closes:
            return True
    return False
