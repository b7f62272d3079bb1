"""Zones that a client can tap, and zones that a client types."""

from __future__ import annotations

import zoneinfo
from functools import cache

from bot.calendar.times import city_of

COMMON = (
    "Europe/Amsterdam",
    "Europe/Brussels",
    "Europe/London",
    "Atlantic/Canary",
    "Europe/Athens",
    "America/Paramaribo",
    "America/Curacao",
    "America/New_York",
    "Asia/Jakarta",
    "Australia/Sydney",
)


@cache
def _by_city() -> dict[str, str]:
    return {city_of(zone).lower(): zone for zone in sorted(zoneinfo.available_timezones())}


def find_zone(typed: str) -> str | None:
    """The zone that somebody means: its IANA name in any case, or its city."""
    wanted = typed.strip().lower()
    for zone in zoneinfo.available_timezones():
        if zone.lower() == wanted.replace(" ", "_"):
            return zone
    return _by_city().get(wanted.replace("_", " "))
