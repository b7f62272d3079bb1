"""Who is due is found by groups and queued by sets."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.road.lanes import Lane
from bot.store import dailies, due
from bot.store.dailies import Group
from bot.store.engine import Store
from bot.store.tables import outbox
from tests.store.databases import together
from tests.store.scenes import NOW, client_of, enrol

DUE = NOW - timedelta(hours=2)
TODAY, FOLLOWING, EXPIRY = date(2026, 11, 23), DUE + timedelta(days=1), DUE + timedelta(hours=3)
GROUP = Group("Europe/Amsterdam", 480, 1, DUE, 0)


async def _queue(
    store: Store,
    group: Group = GROUP,
    limit: int = 100,
    expires_at: datetime | None = EXPIRY,
    following: datetime = FOLLOWING,
) -> int:
    async with store.write() as tx:
        return await dailies.queue_group(tx, group, TODAY, following, NOW, expires_at, limit)


async def _letters(store: Store) -> list[tuple[str, int]]:
    async with store.read() as tx:
        query = select(outbox.c.dedupe_key, outbox.c.chat_id).order_by(outbox.c.chat_id)
        return [(row.dedupe_key, row.chat_id) for row in await tx.run(query)]


async def _due(store: Store, limit: int = 100) -> list[Group]:
    async with store.read() as tx:
        return await dailies.list_due(tx, NOW, limit)


async def test_clients_with_the_same_wish_and_instant_are_one_group(store: Store) -> None:
    await enrol(store, 101, next_daily_at=DUE)
    await enrol(store, 102, next_daily_at=DUE, language="en")
    await enrol(store, 103, next_daily_at=DUE, zone="Europe/Brussels")
    await enrol(store, 104, next_daily_at=DUE, daily_at=9 * 60)
    await enrol(store, 105, next_daily_at=DUE, every_days=2)
    found = {(g.zone, g.daily_at, g.every_days): g.count for g in await _due(store)}
    assert found == {
        ("Europe/Amsterdam", 480, 1): 2,
        ("Europe/Brussels", 480, 1): 1,
        ("Europe/Amsterdam", 540, 1): 1,
        ("Europe/Amsterdam", 480, 2): 1,
    }


async def test_the_longest_due_group_comes_first_and_only_what_is_due(store: Store) -> None:
    await enrol(store, 101, next_daily_at=NOW)
    await enrol(store, 102, next_daily_at=DUE)
    await enrol(store, 103, next_daily_at=NOW + timedelta(microseconds=1))
    await enrol(store, 104)
    assert [group.due_at for group in await _due(store)] == [DUE, NOW]
    assert [group.due_at for group in await _due(store, limit=1)] == [DUE]


async def test_each_member_gets_one_letter_and_the_next_instant(store: Store) -> None:
    noor = await enrol(store, 101, next_daily_at=DUE)
    assert await _queue(store) == 1
    assert await _letters(store) == [(f"daily:{noor.id}:2026-11-23", 101)]
    async with store.read() as tx:
        row = (await tx.run(select(outbox))).one()
    assert (row.lane, row.kind, row.client_id) == (Lane.DAILY, "daily", noor.id)
    assert (row.due_at, row.expires_at, row.state) == (DUE, EXPIRY, "queued")
    found = await client_of(store, noor.id)
    assert (found.next_daily_at, found.daily_on) == (FOLLOWING, TODAY)


async def test_a_large_group_is_queued_in_chunks(store: Store) -> None:
    for chat_id in range(101, 108):
        await enrol(store, chat_id, next_daily_at=DUE)
    assert [await _queue(store, limit=3) for _ in range(4)] == [3, 3, 1, 0]
    assert [chat_id for _, chat_id in await _letters(store)] == list(range(101, 108))
    assert await _due(store) == []


async def test_another_group_is_left_alone(store: Store) -> None:
    others = [
        await enrol(store, 101, next_daily_at=DUE, zone="Europe/Brussels"),
        await enrol(store, 102, next_daily_at=DUE, daily_at=540),
        await enrol(store, 103, next_daily_at=DUE, every_days=2),
        await enrol(store, 104, next_daily_at=DUE + timedelta(seconds=1)),
    ]
    assert await _queue(store) == 0
    assert await _letters(store) == []
    assert [await client_of(store, other.id) for other in others] == others


async def test_the_same_date_is_never_queued_twice(store: Store) -> None:
    noor = await enrol(store, 101, next_daily_at=DUE)
    await _queue(store, following=DUE)
    assert await _queue(store) == 1
    assert len(await _letters(store)) == 1
    assert (await client_of(store, noor.id)).next_daily_at == FOLLOWING


async def test_queued_by_several_at_once_each_client_gets_one(store: Store) -> None:
    for chat_id in range(101, 121):
        await enrol(store, chat_id, next_daily_at=DUE)

    async def work(_: int) -> None:
        while await _queue(store, limit=3):
            pass

    await together(work, 4)
    assert [chat_id for _, chat_id in await _letters(store)] == list(range(101, 121))


@pytest.mark.parametrize("values", [{"status": "paused"}, {"unreachable_at": NOW}])
async def test_who_cannot_get_it_is_moved_on_without_a_letter(
    store: Store, values: dict[str, Any]
) -> None:
    noor = await enrol(store, next_daily_at=DUE, **values)
    assert await _queue(store) == 1
    assert await _letters(store) == []
    assert (await client_of(store, noor.id)).next_daily_at == FOLLOWING


async def test_what_is_too_late_already_is_only_moved_on_from(store: Store) -> None:
    noor = await enrol(store, next_daily_at=DUE)
    assert await _queue(store, expires_at=None) == 1
    assert await _letters(store) == []
    assert (await client_of(store, noor.id)).next_daily_at == FOLLOWING


async def test_the_next_instant_at_which_somebody_is_due(store: Store) -> None:
    async with store.read() as tx:
        assert await due.earliest(tx, [dailies.NEXT_DUE]) == [None]
    await enrol(store, 101)
    await enrol(store, 102, next_daily_at=FOLLOWING)
    await enrol(store, 103, next_daily_at=NOW)
    async with store.read() as tx:
        assert await due.earliest(tx, [dailies.NEXT_DUE]) == [NOW]
