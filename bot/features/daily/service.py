"""Queueing what is due."""

from __future__ import annotations

from datetime import timedelta

from bot.deps import Deps
from bot.store import dailies
from bot.store.dailies import Group
from bot.times import local_date, next_daily_at

EXPIRY = timedelta(hours=3)
"""A daily message that is later than this is not sent any more."""

_CHUNK = 1_000
"""Clients moved on in one transaction, so that nobody else's waits long."""

_GROUPS = 200


async def queue_due(deps: Deps) -> None:
    """Queue everybody who is due, a lot to a transaction."""
    while True:
        now = deps.clock.now()
        async with deps.store.read() as tx:
            groups = await dailies.list_due(tx, now, _GROUPS)
        for group in groups:
            await _queue_group(deps, group)
        if len(groups) < _GROUPS:
            return


async def _queue_group(deps: Deps, group: Group) -> None:
    now = deps.clock.now()
    on = local_date(group.zone, group.due_at)
    following = next_daily_at(
        now, group.daily_at, group.zone, last_on=on, every_days=group.every_days
    )
    expires_at = group.due_at + EXPIRY
    in_time = expires_at if expires_at > now else None
    left = group.count
    while left > 0:
        async with deps.store.write() as tx:
            moved = await dailies.queue_group(tx, group, on, following, now, in_time, _CHUNK)
        left = left - moved if moved else 0
