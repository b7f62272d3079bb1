"""All processes together keep to the rate: counted in one row, by the database's clock."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import SystemClock
from bot.deps import Deps
from bot.replicas.replica import Replica
from bot.road.lanes import Lane
from bot.road.pace import WINDOW
from bot.road.shared_road import FOR_REPLIES, SharedRoad
from bot.settings import Settings
from bot.store import replicas
from bot.store.engine import Store, Tx
from bot.store.tables import road as table
from bot.vault import Vault
from tests.store.databases import KEY

pytestmark = pytest.mark.long

RATE = 20
NO_CONTENT: Any = None


@pytest.fixture
async def store(database: str) -> AsyncIterator[Store]:
    """The database of all."""
    made = Store(database, Vault([KEY]))
    yield made
    await made.close()


@pytest.fixture
def deps(store: Store) -> Deps:
    """Of one process among two."""
    settings = Settings(_env_file=None, rate_per_second=RATE)
    replica = Replica(alone=False)
    replica.was_seen(0.0, 2)
    return Deps(settings, store, NO_CONTENT, SystemClock(), 1, "bot", replica=replica)


async def _send(road: SharedRoad, lane: Lane, count: int) -> None:
    for _ in range(count):
        await road.enter(lane, 1)


async def test_two_processes_share_one_rate(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    real, taken_at = replicas.take_road, []

    async def take(tx: Tx, *given: Any) -> float:
        if (wait := await real(tx, *given)) <= 0:
            row = (await tx.run(select(table.c.taken))).scalar_one()
            taken_at.append(struct.unpack("<d", row[-8:])[0])
        return wait

    monkeypatch.setattr(replicas, "take_road", take)
    leader, other = SharedRoad(deps), SharedRoad(deps)
    await asyncio.gather(_send(leader, Lane.BROADCAST, RATE), _send(other, Lane.REPLY, RATE))
    taken_at.sort()
    assert len(taken_at) == 2 * RATE
    spans = zip(taken_at, taken_at[RATE - 1 :], strict=False)
    assert all(late - soon >= WINDOW for soon, late in spans)


async def test_bulk_leaves_five_a_second_to_the_replies_of_all(store: Store) -> None:
    """Within a window of a minute, so that nothing depends on how fast this goes."""

    async def free(limit: int) -> bool:
        async with store.write() as tx:
            return await replicas.take_road(tx, 1, 1, limit, 60.0) <= 0

    bulk, all_ = RATE - FOR_REPLIES, RATE
    assert all([await free(bulk) for _ in range(bulk)])
    assert not await free(bulk)
    assert all([await free(all_) for _ in range(FOR_REPLIES)])
    assert not await free(all_)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one whenever the count of all is asked, and raises instead of answering."""
    times: list[int] = []

    async def take(*_given: Any) -> float:
        times.append(1)
        raise ConnectionError("away on purpose")

    monkeypatch.setattr(replicas, "take_road", take)
    return times


async def test_nobody_asks_while_there_is_one_process(deps: Deps, asked: list[int]) -> None:
    deps.replica.was_seen(0.0, 1)
    await SharedRoad(deps).enter(Lane.REPLY, 1)
    assert asked == []


async def test_a_count_that_cannot_be_asked_holds_nobody_up(deps: Deps, asked: list[int]) -> None:
    async with asyncio.timeout(30):
        await SharedRoad(deps).enter(Lane.REPLY, 1)
    assert asked == [1]


async def test_a_database_that_is_away_holds_nobody_up(
    deps: Deps, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = Store("postgresql+asyncpg://nobody@127.0.0.1:9/nothing", deps.store.vault)
    async with asyncio.timeout(30):
        await SharedRoad(replace(deps, store=gone)).enter(Lane.REPLY, 1)
    assert "the road is not counted" in capsys.readouterr().out
