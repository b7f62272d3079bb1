"""Which course a client follows: that of their group, or their own.

A group with a first day takes its clients along: whoever came earlier waits for that day, whoever
comes later is in the week in which the group is. A group without one leaves everybody the day of
their own first message; so does one whose sixteen weeks were over before somebody came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.calendar.programme import Day, day_on, over_on
from bot.calendar.times import local_date, next_daily_at
from bot.store import clients, cohorts
from bot.store.clients import AGAIN, Client
from bot.store.cohorts import Cohort
from bot.store.engine import Tx

COURSE = ("cohort_id", "started_on", "week_told", "after")
"""What of a client a move to another group changes, beside the hour of the next message."""


async def group_start(tx: Tx, client: Client, today: date) -> date | None:
    """The first day of the client's group, if the client goes along with it."""
    if client.cohort_id is None or client.after == AGAIN:
        return None
    found = await cohorts.find(tx, client.cohort_id)
    return start_of(found, today) if found is not None else None


def start_of(found: Cohort, today: date) -> date | None:
    """The first day of a group, if it has one and its sixteen weeks are not over."""
    if found.start_on is None or day_on(found.start_on, today, found.weeks_off) is None:
        return None
    return found.start_on


def last_day(found: Cohort) -> date | None:
    """The last of a group's sixteen weeks, if it has a first day."""
    if found.start_on is None:
        return None
    return over_on(found.start_on, found.weeks_off) - timedelta(days=1)


async def waits_until(tx: Tx, client: Client, now: datetime) -> date | None:
    """The first day of the group that the client is waiting for; None: no need to wait."""
    today = local_date(client.zone, now)
    start = await group_start(tx, client, today)
    return start if start is not None and start > today else None


async def day_of(tx: Tx, client: Client, on: date) -> Day | None:
    """The client's day of the programme on a local date; None after the end."""
    return day_on(client.started_on, on, await cohorts.weeks_off_of(tx, client))


async def is_last_day(tx: Tx, client: Client, now: datetime) -> bool:
    """Whether the sixteen weeks end at this client's next midnight."""
    if client.ended_at is not None or client.daily_on is None:
        return False
    today = local_date(client.zone, now)
    over = await day_of(tx, client, today + timedelta(days=1)) is None
    return over and await day_of(tx, client, today) is not None


async def follow_group(tx: Tx, client: Client, now: datetime) -> None:
    """Go along with the group from now on: after a move, or when the group's first day changed.

    A theme that the group is still to get is told again; one that has come and gone is not.
    """
    if client.ended_at is not None:
        return
    today = local_date(client.zone, now)
    start = await group_start(tx, client, today)
    if start is None:
        await _wait_no_longer(tx, client, now)
        return
    values: dict[str, Any] = {"started_on": start}
    if start > today:
        values["week_told"] = 0
    else:
        day = await day_of_start(tx, client, start, today)
        if day is not None and day.week < client.week_told:
            values["week_told"] = day.week - 1
    if client.next_daily_at is not None:
        told = values.get("week_told", client.week_told)
        values["next_daily_at"] = next_daily_of(client, now, not_before=start, week_told=told)
    await clients.change(tx, client.id, **values)


async def _wait_no_longer(tx: Tx, client: Client, now: datetime) -> None:
    """Who waited for the first day of a group that is left begins with the next daily message."""
    if client.next_daily_at is None or client.started_on <= local_date(client.zone, now):
        return
    following = next_daily_of(client, now)
    first = local_date(client.zone, following)
    await clients.change(tx, client.id, started_on=first, next_daily_at=following)


async def go_back(tx: Tx, client: Client, before: Mapping[str, Any], now: datetime) -> None:
    """Into the group in which a client was, at the day at which it would be without the move.

    `before`: what `COURSE` names, as it was.
    """
    hers = {name: before[name] for name in COURSE}
    hers["started_on"] = date.fromisoformat(hers["started_on"])
    if client.next_daily_at is not None:
        first, told = hers["started_on"], hers["week_told"]
        hers["next_daily_at"] = next_daily_of(client, now, not_before=first, week_told=told)
    await clients.change(tx, client.id, **hers)


def next_daily_of(
    client: Client, now: datetime, *, not_before: date | None = None, **instead: Any
) -> datetime:
    """When her next daily message is due, as she set it.

    Before the first one of a programme there are no two days to wait, however lately something
    of an earlier one came.

    `instead`: an hour, a zone, a frequency, a last day or a week (`daily_at`, `zone`,
    `every_days`, `daily_on`, `week_told`) that takes the place of hers.
    """
    changed = replace(client, **instead)
    has_begun = changed.week_told > 0 or changed.ended_at is not None
    return next_daily_at(
        now,
        changed.daily_at,
        changed.zone,
        last_on=changed.daily_on,
        every_days=changed.every_days if has_begun else 1,
        not_before=not_before,
    )


async def day_of_start(tx: Tx, client: Client, start: date, on: date) -> Day | None:
    """The day of the programme for this client if it had begun on `start`."""
    return day_on(start, on, await cohorts.weeks_off_of(tx, client))
