"""Where a room waits for a text."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from bot.store import waiting
from bot.store.engine import Store
from bot.store.tables import waiting as table
from bot.store.waiting import PATIENCE
from tests.store.scenes import NOW


async def test_the_last_place_that_waits_is_the_one(store: Store) -> None:
    async with store.write() as tx:
        await waiting.wait_for(tx, 101, "settings:zone", NOW)
        await waiting.wait_for(tx, 101, "coach:broadcast", NOW)
        assert await waiting.find(tx, 101, NOW) == "coach:broadcast"
        assert await waiting.find(tx, 102, NOW) is None


async def test_patience_ends_and_asking_again_renews_it(store: Store) -> None:
    almost = NOW + PATIENCE - timedelta(seconds=1)
    async with store.write() as tx:
        await waiting.wait_for(tx, 101, "settings:zone", NOW)
        assert await waiting.find(tx, 101, almost) == "settings:zone"
        assert await waiting.find(tx, 101, NOW + PATIENCE) is None
        await waiting.wait_for(tx, 101, "settings:zone", almost)
        assert await waiting.find(tx, 101, NOW + PATIENCE) == "settings:zone"


async def test_a_place_can_be_cleared_for_one_chat(store: Store) -> None:
    async with store.write() as tx:
        await waiting.wait_for(tx, 101, "settings:zone", NOW)
        await waiting.wait_for(tx, 102, "settings:zone", NOW)
        await waiting.clear(tx, 101)
        assert await waiting.find(tx, 101, NOW) is None
        assert await waiting.find(tx, 102, NOW) == "settings:zone"


async def test_what_nobody_waits_for_any_more_is_purged(store: Store) -> None:
    async with store.write() as tx:
        await waiting.wait_for(tx, 101, "settings:zone", NOW)
        await waiting.wait_for(tx, 102, "settings:zone", NOW + timedelta(minutes=1))
        await waiting.purge(tx, NOW + PATIENCE + timedelta(seconds=1))
        left = (await tx.run(select(func.count()).select_from(table))).scalar_one()
    assert left == 1
