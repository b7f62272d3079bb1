"""Queueing what is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.calendar.times import local_date, next_daily_at
from bot.deps import Deps
from bot.store import dailies
from bot.store.dailies import Group

EXPIRY = timedelta(hours=3)
"""A daily message that is later than this is not sent any more."""

_CHUNK = 1_000
"""Clients moved on in one transaction, so that nobody else's waits long."""

_GROUPS = 25
"""Of those who chose other hours, or live in other zones, so many groups in one transaction."""


async def queue_due(deps: Deps) -> None:
    """Queue everybody who is due, a lot to a transaction."""
    while True:
        now = deps.clock.now()
        async with deps.store.read() as tx:
            groups = await dailies.list_due(tx, now, _GROUPS)
        if not groups or not await _queue_lot(deps, groups):
            return


async def _queue_lot(deps: Deps, groups: Sequence[Group]) -> int:
    """As many of them as one transaction takes; gives how many clients were moved on."""
    now, moved = deps.clock.now(), 0
    async with deps.store.write() as tx:
        for group in groups:
            on = local_date(group.zone, group.due_at)
            # The next that is not too late: after a long outage it may be one that is due already.
            following = next_daily_at(
                now - EXPIRY, group.daily_at, group.zone, last_on=on, every_days=group.every_days
            )
            expires_at = group.due_at + EXPIRY
            in_time = expires_at if expires_at > now else None
            moved += await dailies.queue_group(
                tx, group, on, following, now, in_time, _CHUNK - moved
            )
            if moved >= _CHUNK:
                break
    return moved
