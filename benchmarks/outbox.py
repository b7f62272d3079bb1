"""Letters claimed and acknowledged a second, by the database alone: nothing is sent."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure
from bot.clock import SystemClock
from bot.road.lanes import BULK, Lane
from bot.store import outbox, outbox_held
from bot.store.engine import Store
from bot.store.outbox import SENT, NewRow, Settlement
from bot.store.schema import prepare
from bot.vault import Vault, new_key
from tests.store.server import kept_running

_LOTS = (1, 8, 100)
"""As a reply, as the sender claims bulk, and many."""
_AT_ONCE = 500


async def measure(*, quick: bool) -> list[Figure]:
    """Both databases, each with its usual care for the disk."""
    count = 200 if quick else 3_000
    figures = []
    for name in ("SQLite", "PostgreSQL"):
        try:
            async with _opened(name) as store:
                for lot in _LOTS:
                    figures.append(await _figure(name, store, count, lot))
        except OSError as error:
            figures.append(Figure(f"Letters on {name}", str(error)[:80], "did not start"))
    return figures


@asynccontextmanager
async def _opened(name: str) -> AsyncIterator[Store]:
    with TemporaryDirectory(prefix="anker-") as folder, ExitStack() as stack:
        url = f"sqlite+aiosqlite:///{folder}/anker.db"
        if name == "PostgreSQL":
            socket = stack.enter_context(kept_running(Path(folder) / "pg"))
            url = f"postgresql+asyncpg://postgres@/postgres?host={socket}"
        store = Store(url, Vault([new_key()]))
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
