"""What the tests of the store begin with."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from bot.store import broadcast_sending, broadcasts, clients, outbox
from bot.store.broadcast_sending import Hours
from bot.store.broadcasts import FILLING, SENDING
from bot.store.clients import Client
from bot.store.engine import Store, Tx
from bot.store.outbox import NewRow, Row
from bot.store.tables import cohort

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday, 10:00 in Amsterdam."""


async def enrol(store: Store, chat_id: int = 101, **values: Any) -> Client:
    """A client who gets a message a day at eight."""
    usual: dict[str, Any] = {
        "chat_id": chat_id,
        "language": "nl",
        "zone": "Europe/Amsterdam",
        "daily_at": 8 * 60,
        "started_on": date(2026, 11, 23),
        "last_seen_at": NOW,
        "created_at": NOW,
    }
    async with store.write() as tx:
        client_id = await clients.add(tx, usual | values)
    return await client_of(store, client_id)


async def client_of(store: Store, client_id: int) -> Client:
    """What the database knows of a client now."""
    async with store.read() as tx:
        found = await clients.find(tx, client_id)
    assert found is not None
    return found


def letter(key: str = "k", **values: Any) -> NewRow:
    """A letter that is due."""
    usual: dict[str, Any] = {
        "dedupe_key": key,
        "lane": 0,
        "chat_id": 101,
        "kind": "call",
        "payload": {"method": "sendMessage", "params": {"text": "dag"}},
        "due_at": NOW,
    }
    return NewRow(**(usual | values))


async def post(store: Store, *rows: NewRow) -> list[Row]:
    """Put letters in the outbox."""
    async with store.write() as tx:
        return await outbox.add(tx, rows, NOW)


async def sending(store: Store, coach: int = 700, content: dict[str, Any] | None = None) -> int:
    """A message to everyone whose letters are all written down; gives its id."""
    async with store.write() as tx:
        number = await broadcasts.add(
            tx, coach, content or {"parts": [{"kind": "text", "text": "dag"}]}, NOW,
            state=FILLING, audience="everyone", started_at=NOW, expires_at=NOW + timedelta(days=1),
        )  # fmt: skip
        found = await broadcasts.find(tx, number)
        assert found is not None
        assert not await broadcast_sending.queue_some(tx, found, Hours(NOW, {}), NOW)
        await broadcasts.change(tx, number, state=SENDING)
    return number


async def count(store: Store, number: int, states: list[str]) -> bool:
    """Count outcomes of clients who did not have to wait. True: this call closed it."""
    async with store.write() as tx:
        await broadcast_sending.count_outcomes(
            tx, number, [(state, False) for state in states], NOW
        )
        return await broadcast_sending.close_if_settled(tx, number, NOW)


async def the_cohort(tx: Tx, now: datetime) -> int:
    """The first cohort that there is; else one is made, without a name or a start."""
    found = (await tx.run(select(cohort.c.id).order_by(cohort.c.id).limit(1))).scalar()
    if found is None:
        made = await tx.run(insert(cohort).values(created_at=now).returning(cohort.c.id))
        found = made.scalar_one()
    return int(found)


def slowed(
    patch: pytest.MonkeyPatch, module: Any, name: str, *, before: bool = False
) -> asyncio.Event:
    """Once this function is called, half a second goes by, `before` it or after; the event tells
    that it was.
    """
    inside, real = asyncio.Event(), getattr(module, name)

    async def slow(*given: Any, **named: Any) -> Any:
        if before and not inside.is_set():
            inside.set()
            await asyncio.sleep(0.5)
        result = await real(*given, **named)
        if not inside.is_set():
            inside.set()
            await asyncio.sleep(0.5)
        return result

    patch.setattr(module, name, slow)
    return inside
