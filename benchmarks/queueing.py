"""A message to very many is written down, while others write as well."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import update

from benchmarks.figures import Figure, milliseconds, percentile
from benchmarks.house import ZONE, fill, settings_for
from bot.calendar.times import local_date, local_minutes
from bot.clock import SystemClock
from bot.content.shelf import Shelf
from bot.deps import Deps
from bot.features.coach.broadcast import sending
from bot.settings import Settings
from bot.store import broadcasts
from bot.store.engine import Store
from bot.store.opening import open_store
from bot.store.tables import client

_GOAL_QUEUED, _GOAL_OTHERS = 4.0, 0.05
FEW, MANY = 5_000, 100_000
_REST = 0.005  # seconds between two writes of the others


async def measure(*, quick: bool) -> list[Figure]:
    """The same words for all; then with names filled in, by each client's own clock."""
    count = FEW if quick else MANY
    return [
        *_figures(count, "", await _round(count, "Donderdag om acht uur.")),
        *_figures(count, ", with names, by each one's own clock",
                  await _round(count, "Dag {voornaam|jij}, donderdag.", each_local=True)),
    ]  # fmt: skip


def _figures(count: int, how: str, found: tuple[float, list[float]]) -> list[Figure]:
    took, others = found
    most = percentile(others, 99)
    of = f"{count:,} clients, {len(others)} other writes, mean {milliseconds(mean(others))}"
    return [
        Figure(f"A message to {count:,} clients written down{how}", f"{took:.2f} s", of,
               f"< {_GOAL_QUEUED:.0f} s", took < _GOAL_QUEUED),
        Figure(f"Another write meanwhile{how}: p99", milliseconds(most), of,
               f"< {milliseconds(_GOAL_OTHERS)}", most < _GOAL_OTHERS),
    ]  # fmt: skip


async def _round(count: int, words: str, **values: Any) -> tuple[float, list[float]]:
    """Seconds until all letters are there, and of each write beside it."""
    with TemporaryDirectory() as name:
        settings = settings_for(Path(name), "http://127.0.0.1:9")
        tomorrow = SystemClock().now() + timedelta(days=1)
        people = range(30_000_000, 30_000_000 + count)
        await fill(settings, people, next_daily_at=tomorrow, quiet_from=0, quiet_to=0)
        async with _opened(settings) as deps:
            number = await _confirm(deps, words, values)
            others: list[float] = []
            busy = asyncio.create_task(_others_write(deps.store, others))
            began = time.perf_counter()
            await sending.work(deps)
            took = time.perf_counter() - began
            busy.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await busy
            async with deps.store.read() as tx:
                found = await broadcasts.find(tx, number)
    assert found is not None
    assert found.total == count
    return took, others


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Deps]:
    store = open_store(settings)
    yield Deps(settings, store, Shelf(settings.require_content()), SystemClock(), 1, "bench")
    await store.close()


async def _confirm(deps: Deps, words: str, values: dict[str, Any]) -> int:
    now = deps.clock.now()
    content = {"parts": [{"kind": "text", "text": words}]}
    async with deps.store.write() as tx:
        return await broadcasts.add(
            tx, 1, content, now, state=broadcasts.FILLING, audience="everyone", started_at=now,
            next_at=now, expires_at=now + timedelta(days=1), on=local_date(ZONE, now),
            minutes=local_minutes(ZONE, now), zone=ZONE, **values,
        )  # fmt: skip


async def _others_write(store: Store, others: list[float]) -> None:
    while True:
        began = time.perf_counter()
        async with store.write() as tx:
            await tx.run(update(client).where(client.c.id == 1).values(pushed=0))
        others.append(time.perf_counter() - began)
        await asyncio.sleep(_REST)
