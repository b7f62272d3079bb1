"""On which days a message to many leaves, and what else comes to the same people on one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import and_, select

from bot.calendar.programme import WEEK
from bot.calendar.times import USUAL_QUIET, at_local, local_date, local_minutes
from bot.store import audiences, broadcasts, cohorts
from bot.store.broadcasts import RESTS, Broadcast
from bot.store.engine import Tx
from bot.store.tables import client


async def days_off(tx: Tx, found: Broadcast) -> list[date]:
    """Its days, from the next one on, on which all for whom it is are in a week off of their
    group; none of a message that is for others, too.
    """
    parts = audiences.parse(found.audience or "")
    if not found.weekly or found.on is None or any(kind != audiences.GROUP for kind, _ in parts):
        return []
    each: list[set[date]] = []
    for _, number in parts:
        group = await cohorts.find(tx, number)
        weeks = () if group is None else group.weeks_off
        each.append({day for week in weeks if (day := day_in_week(found.on, week)) >= found.on})
    return sorted(set.intersection(*each)) if each else []


def day_in_week(on: date, week: date) -> date:
    """The day in the seven from `week` on that is of the same weekday."""
    return week + timedelta(days=(on - week).days % 7)


async def first_to_come(
    tx: Tx, found: Broadcast, on: date, now: datetime
) -> tuple[date, datetime]:
    """Of a message of every week: that day, or the first one after it that is to come; and when
    it is due on it.
    """
    while (next_at := await first_instant(tx, found, on, now)) <= now:
        on += WEEK
    return on, next_at


async def first_instant(tx: Tx, found: Broadcast, on: date, now: datetime) -> datetime:
    """When it is due on this date: in the first zone whose clock shows the hour."""
    assert found.minutes is not None
    assert found.zone is not None
    zones = {found.zone}
    if found.each_local:
        zones = set(await audiences.zones(tx, found.audience or "", now)) or zones
    return min(at_local(on, found.minutes, zone) for zone in zones)


async def ahead(tx: Tx, found: Broadcast) -> Broadcast:
    """The plan with the day on which it leaves next: not in a week off, if it rests then."""
    off = await _rests_on(tx, found)
    on = found.on
    while on in off:
        on += WEEK
    return replace(found, on=on)


async def _rests_on(tx: Tx, found: Broadcast) -> list[date]:
    return await days_off(tx, found) if RESTS in found.content else []


async def leaves_between(tx: Tx, found: Broadcast, since: datetime, until: datetime) -> bool:
    """Whether a plan leaves something between these instants, if it belongs to a coach then."""
    if found.on is None:
        return found.next_at is not None and since <= found.next_at < until
    if found.paused or found.minutes is None or found.zone is None:
        return False
    days = {found.on}
    if found.weekly:
        first = local_date(found.zone, since)
        span = range((local_date(found.zone, until) - first).days + 1)
        days |= {day for day in (first + timedelta(days=n) for n in span)
                 if day > found.on and day.weekday() == found.on.weekday()}  # fmt: skip
    days -= set(await _rests_on(tx, found))
    return any(since <= at_local(day, found.minutes, found.zone) < until for day in days)


async def count_others_near(
    tx: Tx,
    found: Broadcast,
    at: datetime,
    zone: str,
    now: datetime,
    is_coach: Callable[[int], bool],
) -> int:
    """How many other messages of coaches come on the day on which one of this instant does, to
    some of the same people; two stands for more. In the evening that is the next day: by then
    most people have quiet hours.

    Not what mends an earlier one, nor of a session: no limit of a day holds those; and nothing
    planned by somebody who `is_coach` no more, for it does not leave.
    """
    on, evening = comes_on(at, zone), USUAL_QUIET[0]
    since, until = at_local(on - timedelta(days=1), evening, zone), at_local(on, evening, zone)
    gets, count = await audiences.members(tx, found.audience or "", now), 0
    for other in await broadcasts.list_near(tx, since, until):
        written = other.audience or ""
        if other.id == found.id or audiences.mends(written):
            continue
        leaves = is_coach(other.coach_chat_id) and await leaves_between(tx, other, since, until)
        if other.started_at is None and not leaves:
            continue
        both = and_(gets, await audiences.members(tx, written, now))
        count += (await tx.run(select(client.c.id).where(both).limit(1))).first() is not None
        if count == 2:
            break
    return count


def comes_on(at: datetime, zone: str) -> date:
    """The day on which most people get what leaves then."""
    evening = local_minutes(zone, at) >= USUAL_QUIET[0]
    return local_date(zone, at) + timedelta(days=evening)
