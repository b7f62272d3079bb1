"""Letters claimed and acknowledged a second, by the database alone: nothing is sent."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure
from benchmarks.house import database, on_each, settings_for
from bot.clock import SystemClock
from bot.road.lanes import BULK, Lane
from bot.store import outbox, outbox_held
from bot.store.engine import Store
from bot.store.opening import open_store
from bot.store.outbox import SENT, NewRow, Settlement
from bot.store.schema import prepare

_LOTS = (1, 8, 100)
"""As a reply, as the sender claims bulk, and many."""
_AT_ONCE = 500


async def measure(*, quick: bool) -> list[Figure]:
    """Both databases, each with its usual care for the disk."""
    count = 200 if quick else 3_000

    async def on(name: str) -> list[Figure]:
        async with _opened(name) as store:
            return [await _figure(name, store, count, lot) for lot in _LOTS]

    return await on_each("Letters", on)


@asynccontextmanager
async def _opened(name: str) -> AsyncIterator[Store]:
    with TemporaryDirectory(prefix="anker-") as made, database(name, Path(made)) as values:
        store = open_store(settings_for(Path(made), "", **values))
        await prepare(store)
        yield store
        await store.close()


async def _figure(name: str, store: Store, count: int, lot: int) -> Figure:
    """Claim a lot in one transaction, acknowledge it in another, until none is left."""
    await _queue(store, count, lot)
    began, done, clock = time.perf_counter(), 0, SystemClock()
    while done < count:
        now = clock.now()
        async with store.write() as tx:
            rows = await outbox_held.claim(tx, now, "bench", now + timedelta(minutes=1), lot, BULK)
        async with store.write() as tx:
            settled = await outbox.settle(tx, [Settlement(row, SENT) for row in rows], now)
        assert settled
        done += len(settled)
    took = time.perf_counter() - began
    what = f"Letters claimed and acknowledged a second on {name}, {lot} at a time"
    return Figure(what, f"{count / took:,.0f}", f"{count:,} letters, two transactions a lot")


async def _queue(store: Store, count: int, lot: int) -> None:
    now = SystemClock().now()
    payload = {"method": "sendMessage", "params": {"text": "Vanavond om acht uur."}}
    for start in range(0, count, _AT_ONCE):
        rows = [
            NewRow(f"{lot}:{number}", Lane.BROADCAST, number, "call", payload, now)
            for number in range(start, min(start + _AT_ONCE, count))
        ]
        async with store.write() as tx:
            await outbox.add(tx, rows, now)
