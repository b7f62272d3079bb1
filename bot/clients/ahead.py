"""What was planned by a clock that was ahead, brought back to where it belongs.

A machine may start with a clock that is weeks ahead until it learns the time. One look at what is
due moves everybody on from there, and nobody would hear anything until that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog

from bot.calendar import recurring
from bot.calendar.times import local_date, outside_quiet
from bot.clients import course
from bot.deps import Deps
from bot.store import clients, closings, dailies, hard_days, waiting
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.hard_days import Far

_AT_ONCE = 200
_ONE_DAY = timedelta(days=1)
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Mend:
    """When a client's next daily message is due after all."""

    client: Client
    next_at: datetime
    daily_on: date | None


async def bring_back(deps: Deps, longest_hold: timedelta) -> None:
    """Plan anew, by the clock as it is now, what is further ahead than any plan reaches.

    After a crisis nothing waits for more than `longest_hold`.
    """
    messages, days = await _bring_back_dailies(deps), await _bring_back_hard_days(deps)
    now = deps.clock.now()
    async with deps.store.write() as tx:
        places = await waiting.drop_far(tx, now)
        holds = await clients.bring_back_holds(tx, now + longest_hold)
        left = await closings.bring_back(tx, now)
    if messages or days or places or holds or left:
        log.warning(
            "planned by a clock that was ahead",
            daily=messages, hard_days=days, places=places, holds=holds, closings=left,
        )  # fmt: skip


async def _bring_back_dailies(deps: Deps) -> int:
    now, after, mended = deps.clock.now(), 0, 0
    while True:
        await deps.right_of_way.give()
        async with deps.store.read() as tx:
            found = await dailies.list_far(tx, now, _AT_ONCE, after)
            mends = [mend for one in found if (mend := await _mend(tx, one, now)) is not None]
        if mends:
            async with deps.store.write() as tx:
                for mend in mends:
                    mended += await dailies.bring_back(
                        tx, mend.client, mend.next_at, mend.daily_on
                    )
        if len(found) < _AT_ONCE:
            return mended
        after = found[-1]


async def _mend(tx: Tx, client_id: int, now: datetime) -> _Mend | None:
    """None: it is as it should be, such as for whoever waits for the first day of a group."""
    client = await clients.find(tx, client_id)
    if client is None or client.next_daily_at is None:
        return None
    today, last_on = local_date(client.zone, now), client.daily_on
    if last_on is not None and last_on > today:
        last_on = today - _ONE_DAY
    group = await course.group_start(tx, client, today) if client.ended_at is None else None
    at = course.next_daily_of(client, now, not_before=group, daily_on=last_on)
    return _Mend(client, at, last_on) if at < client.next_daily_at else None


async def _bring_back_hard_days(deps: Deps) -> int:
    now = deps.clock.now()
    async with deps.store.read() as tx:
        mends = _later_than_due(await hard_days.list_far(tx, now), now)
    if mends:
        async with deps.store.write() as tx:
            for one, at in mends:
                on = local_date(one.zone, at)
                await hard_days.bring_back(tx, one, at, hard_days.key_of(one.client_id, on))
    return len(mends)


def _later_than_due(found: Sequence[Far], now: datetime) -> list[tuple[Far, datetime]]:
    mends = []
    for one in found:
        minutes = outside_quiet((one.quiet_from, one.quiet_to), one.daily_at)
        at = recurring.next_at(one.day, minutes, one.zone, now, yearly=one.yearly)
        if at is not None and (one.next_at is None or at < one.next_at - _ONE_DAY):
            mends.append((one, at))
    return mends
