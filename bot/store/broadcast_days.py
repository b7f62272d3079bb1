"""On which day a message to many comes, and what else comes to the same people on it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select

from bot.calendar.times import USUAL_QUIET, at_local, local_date, local_minutes
from bot.store import audiences, broadcasts
from bot.store.engine import Tx
from bot.store.tables import broadcast, client

_ASKED = (broadcast.c.audience, broadcast.c.on, broadcast.c.minutes, broadcast.c.zone,
          broadcast.c.weekly, broadcast.c.next_at, broadcast.c.started_at)  # fmt: skip


async def count_others_near(
    tx: Tx, found: broadcasts.Broadcast, at: datetime, zone: str, now: datetime
) -> int:
    """How many other messages of coaches come on the day on which one of this instant does, to
    some of the same people; two stands for more. In the evening that is the next day: by then
    most people have quiet hours.

    Not what mends an earlier one, nor of a session: no limit of a day holds those.
    """
    on, evening = _comes_on(at, zone), USUAL_QUIET[0]
    since, until = at_local(on - timedelta(days=1), evening, zone), at_local(on, evening, zone)
    planned = and_(broadcast.c.state == broadcasts.PLANNED, broadcast.c.paused.is_(False))
    left = and_(broadcast.c.started_at >= since, broadcast.c.started_at < until)
    others = (broadcast.c.id != found.id, broadcast.c.session_id.is_(None),
              broadcast.c.withdrawn_at.is_(None))  # fmt: skip
    gets, count = await audiences.members(tx, found.audience or "", now), 0
    for row in await tx.run(select(*_ASKED).where(*others, or_(planned, left))):
        written = row.audience or ""
        if audiences.mends(written) or not (row.started_at or _is_due(row, since, until)):
            continue
        both = and_(gets, await audiences.members(tx, written, now))
        count += (await tx.run(select(client.c.id).where(both).limit(1))).first() is not None
        if count == 2:
            break
    return count


def _comes_on(at: datetime, zone: str) -> date:
    evening = local_minutes(zone, at) >= USUAL_QUIET[0]
    return local_date(zone, at) + timedelta(days=evening)


def _is_due(row: Any, since: datetime, until: datetime) -> bool:
    """Whether this plan is for an instant between these, or for every week at such a one."""
    if row.on is None:
        return bool(since <= row.next_at < until)
    on = [row.on]
    if row.weekly:
        first = local_date(row.zone, since)
        on += [day for day in (first, first + timedelta(days=1))
               if day > row.on and (day - row.on).days % 7 == 0]  # fmt: skip
    return any(since <= at_local(day, row.minutes, row.zone) < until for day in on)
