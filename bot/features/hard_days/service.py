"""Noting a hard date, and queueing the message when it has come."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.calendar import recurring
from bot.calendar.times import at_local, local_date, outside_quiet
from bot.deps import Deps
from bot.features.hard_days.kind import KIND
from bot.outbox import due
from bot.outbox.letters import Letter
from bot.outbox.queue import Cause, queue
from bot.road.lanes import Lane
from bot.store import hard_days
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.hard_days import Due, HardDay

MOST = 20


def next_at(client: Client, found: HardDay, now: datetime) -> datetime | None:
    """When this date's next message is due for this client."""
    return recurring.next_at(found.day, client.hour_by_day, client.zone, now, yearly=found.yearly)


async def finish(tx: Tx, client: Client, found: HardDay, now: datetime) -> datetime | None:
    """The date is noted from now on; gives when its message comes, None: it is past."""
    at = next_at(client, found, now)
    await hard_days.change(tx, found.id, ready=True, next_at=at)
    return at


async def queue_due(deps: Deps) -> None:
    """Queue what has come, and move each date on to its next year, or to none."""
    await due.queue_all(deps, hard_days.list_due, _queue)


async def _queue(tx: Tx, one: Due, now: datetime) -> None:
    on = local_date(one.zone, one.next_at)
    minutes = outside_quiet((one.quiet_from, one.quiet_to), one.daily_at)
    following = recurring.next_at(one.day, minutes, one.zone, now, yearly=one.yearly)
    await hard_days.change(tx, one.id, next_at=following)
    params = {"chat_id": one.chat_id, "day_id": one.id}
    note = Letter(
        "sendMessage", params, lane=Lane.PROGRAMME, kind=KIND,
        key=hard_days.key_of(one.client_id, on), due_at=one.next_at,
        expires_at=at_local(on + timedelta(days=1), 0, one.zone),
    )  # fmt: skip
    await queue(tx, Cause(f"hard_day:{one.id}", now), [note], one.client_id)
