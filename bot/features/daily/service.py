"""Queueing what is due, and letting go of those who left."""

from __future__ import annotations

from datetime import timedelta

from bot import leaving
from bot.content.model import DAYS
from bot.deps import Deps
from bot.store import clients, cohorts, dailies
from bot.store.dailies import Group
from bot.times import local_date, next_daily_at

EXPIRY = timedelta(hours=3)
"""A daily message that is later than this is not sent any more."""

FORGET_AFTER = timedelta(days=90)
"""After the end of the programme, and without a sign."""

_CHUNK = 5_000
_GROUPS = 200


async def queue_due(deps: Deps) -> None:
    """Queue everybody who is due, some thousands to a transaction."""
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


async def erase_idle(deps: Deps) -> None:
    """Erase those whose programme ended long ago and who gave no sign since."""
    now = deps.clock.now()
    since = now - FORGET_AFTER
    async with deps.store.write() as tx:
        began = since.date() - timedelta(days=DAYS, weeks=await cohorts.most_weeks_off(tx))
        for client in await clients.list_idle_since(tx, since, 500, started_by=began):
            await leaving.erase(tx, client, now)
