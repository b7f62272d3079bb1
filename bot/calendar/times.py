"""Local wishes and UTC instants. Pure rules; minutes are counted from local midnight.

A local time in the gap of a clock change comes as much later as the clock jumped (02:30 at
03:30); one that exists twice comes once, the first time.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 24 * 60
USUAL_QUIET = (21 * 60, 8 * 60)
"""The quiet hours of whoever chose no others."""


def at_local(on: date, minutes: int, zone: str) -> datetime:
    """The UTC instant of `minutes` after midnight on the local date `on`."""
    return datetime.combine(on, _time_of(minutes), ZoneInfo(zone)).astimezone(UTC)


def _time_of(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def local_date(zone: str, instant: datetime) -> date:
    """The date in `zone` at this instant."""
    return instant.astimezone(ZoneInfo(zone)).date()


def local_minutes(zone: str, instant: datetime) -> int:
    """Minutes after midnight on the clock in `zone` at this instant."""
    local = instant.astimezone(ZoneInfo(zone))
    return local.hour * 60 + local.minute


def next_daily_at(
    after: datetime,
    minutes: int,
    zone: str,
    *,
    last_on: date | None = None,
    every_days: int = 1,
    not_before: date | None = None,
) -> datetime:
    """The first instant later than `after` at which the clock shows `minutes`.

    `last_on` is the local date of the previous message: there is never a second one on that date,
    and with `every_days` 2 none on the day after it. `not_before` is the earliest local date.
    """
    day = local_date(zone, after)
    if not_before is not None:
        day = max(day, not_before)
    if last_on is not None:
        day = max(day, last_on + timedelta(days=every_days))
    while (instant := at_local(day, minutes, zone)) <= after:
        day += timedelta(days=1)
    return instant


def in_quiet_hours(quiet: tuple[int, int], minutes: int) -> bool:
    """Whether this time of day lies in the quiet hours (end excluded; equal ends: never)."""
    start, end = quiet
    if start <= end:
        return start <= minutes < end
    return minutes >= start or minutes < end


def outside_quiet(quiet: tuple[int, int], minutes: int) -> int:
    """This time of day, or the end of the quiet hours when it lies inside them."""
    return quiet[1] if in_quiet_hours(quiet, minutes) else minutes


def quiet_ends_at(quiet: tuple[int, int], zone: str, now: datetime) -> datetime:
    """The next instant at which the quiet hours end."""
    ends = next_daily_at(now, quiet[1], zone)
    # In the hour that comes twice, they may still end the second time.
    wall = datetime.combine(local_date(zone, now), _time_of(quiet[1]), ZoneInfo(zone))
    again = wall.replace(fold=1).astimezone(UTC)
    exists = local_minutes(zone, again) == quiet[1]
    return again if exists and now < again < ends else ends


def show_minutes(minutes: int) -> str:
    """Minutes after midnight as 08:15."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


_CLOCK = re.compile(r"\s*(\d{1,2})(?:\s*[:.uh]\s*(\d{2}))?\s*(uur|u|h|am|pm)?\s*", re.IGNORECASE)


def parse_minutes(text: str) -> int | None:
    """Minutes after midnight from what a person types: 8, 8:15, 08.15, 8u15, 8 uur, 8:15 pm."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    half = (match[3] or "").lower()
    if half in {"am", "pm"}:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour == 24 and minute == 0:
        hour = 0
    return hour * 60 + minute if hour < 24 and minute < 60 else None
