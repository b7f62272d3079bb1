"""Who is due for a daily message: found by an index, queued by set, never one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import String, and_, cast, func, literal, null, or_, select, update

from bot.road.lanes import Lane
from bot.store import dialect
from bot.store.clients import ACTIVE, Client
from bot.store.due import first_of
from bot.store.engine import Tx
from bot.store.outbox import QUEUED
from bot.store.tables import client, outbox


@dataclass(frozen=True, slots=True)
class Group:
    """Clients who share zone, hour, frequency and due instant: one computation serves all."""

    zone: str
    daily_at: int
    every_days: int
    due_at: datetime
    count: int


async def list_due(tx: Tx, now: datetime, limit: int) -> list[Group]:
    """The groups that are due, earliest first."""
    keys = (client.c.zone, client.c.daily_at, client.c.every_days, client.c.next_daily_at)
    query = (
        select(*keys, func.count())
        .where(client.c.next_daily_at <= now)
        .group_by(*keys)
        .order_by(client.c.next_daily_at)
        .limit(limit)
    )
    return [Group(*row) for row in await tx.run(query)]


async def queue_group(
    tx: Tx,
    group: Group,
    on: date,
    following_at: datetime,
    now: datetime,
    expires_at: datetime | None,
    limit: int,
) -> int:
    """Queue up to `limit` clients of a group and move them on; gives how many.

    `expires_at` None: this message is too late already, and is only moved on from.
    """
    query = (
        select(client.c.id)
        .where(
            client.c.next_daily_at == group.due_at,
            client.c.zone == group.zone,
            client.c.daily_at == group.daily_at,
            client.c.every_days == group.every_days,
        )
        .order_by(client.c.id)
        .limit(limit)
    )
    # Held, for nobody may be moved on without a letter because another process, or the client,
    # changed the group in between.
    members = await dialect.hold(tx, query)
    if expires_at is not None:
        await _insert(tx, members, group.due_at, on, now, expires_at)
    moved = await tx.run(
        update(client)
        .where(client.c.id.in_(members))
        .values(next_daily_at=following_at, daily_on=on)
    )
    return int(moved.rowcount)


async def _insert(
    tx: Tx,
    members: Any,
    due_at: datetime,
    on: date,
    now: datetime,
    expires_at: datetime,
) -> None:
    rows = select(
        literal("daily:") + cast(client.c.id, String) + literal(f":{on.isoformat()}"),
        literal(int(Lane.DAILY)),
        client.c.chat_id,
        client.c.id,
        literal("daily"),
        null(),
        literal(due_at, outbox.c.due_at.type),
        literal(expires_at, outbox.c.expires_at.type),
        literal(QUEUED),
        literal(now, outbox.c.created_at.type),
    ).where(
        client.c.id.in_(members),
        client.c.status == ACTIVE,
        client.c.unreachable_at.is_(None),
    )
    columns = (
        "dedupe_key", "lane", "chat_id", "client_id", "kind", "payload_sealed", "due_at",
        "expires_at", "state", "created_at",
    )  # fmt: skip
    await tx.run(dialect.insert(tx, outbox).from_select(columns, rows).on_conflict_do_nothing())


_EVERY = (1, 2, 7)
"""Days between two messages that can be chosen."""


async def list_far(tx: Tx, now: datetime, limit: int, after: int) -> list[int]:
    """Clients behind `after` whose next message is a day further ahead than they chose: a group
    that begins later is the reason, or a clock that was ahead.
    """
    far = [
        and_(
            client.c.every_days == days,
            client.c.next_daily_at > now + timedelta(days=days + 1),
        )
        for days in _EVERY
    ]
    soonest = now + timedelta(days=min(_EVERY) + 1)
    query = (
        select(client.c.id)
        .where(client.c.next_daily_at > soonest, or_(*far), client.c.id > after)
        .order_by(client.c.id)
        .limit(limit)
    )
    return list((await tx.run(query)).scalars())


async def bring_back(tx: Tx, one: Client, next_at: datetime, daily_on: date | None) -> int:
    """Plan a client's next message earlier, unless it was planned anew meanwhile; gives 1 or 0."""
    same = (client.c.id == one.id, client.c.next_daily_at == one.next_daily_at)
    result = await tx.run(
        update(client).where(*same).values(next_daily_at=next_at, daily_on=daily_on)
    )
    return int(result.rowcount)


NEXT_DUE = first_of(client.c.next_daily_at)
"""When somebody is due next."""
