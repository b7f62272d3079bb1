"""Ten thousand clients who are due in the same second, and a loop that must stay free."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Coroutine
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from benchmarks.figures import Figure, milliseconds
from benchmarks.house import ZONE, fill, settings_for, telegram
from bot.app import App
from bot.calendar.times import local_minutes
from bot.clock import SystemClock
from bot.running import open_app
from bot.store.tables import client, outbox

_AHEAD = timedelta(seconds=9)
"""From here to the second in which all are due: time to fill the database and to start."""

_LOOK = 0.002  # seconds between two looks of the watchdog


async def measure(*, quick: bool) -> list[Figure]:
    """The running bot: its own tick finds them, its sender begins to send, nothing is stubbed."""
    count, repeats = (200, 1) if quick else (10_000, 5)
    rounds = [await _round(count) for _ in range(repeats)]
    queued, held, idle, missed = zip(*rounds, strict=True)
    of = f"median of {repeats}" if repeats > 1 else "once"
    return [
        Figure(f"{count:,} due in the same second: until the last is queued",
               f"{median(queued):.2f} s", f"{of}; up to 1 s of it is the tick's turn"),
        Figure("Longest hold of the event loop meanwhile",
               f"{milliseconds(median(held))}, at most {milliseconds(max(held))}",
               f"{of}; while nothing happens {milliseconds(median(idle))}"),
        Figure("Missed or queued twice", f"{sum(missed)}", f"{count * repeats:,}", "0",
               sum(missed) == 0),
    ]  # fmt: skip


async def _round(count: int) -> tuple[float, float, float, int]:
    """Seconds until all are queued, longest hold then and when idle, how many went wrong."""
    clock = SystemClock()
    with TemporaryDirectory() as name:
        async with telegram(count) as street:
            settings = settings_for(Path(name), street.url)
            due = (clock.now() + _AHEAD).replace(microsecond=0)
            await fill(settings, street.people, next_daily_at=due, quiet_from=0, quiet_to=0,
                       daily_at=local_minutes(ZONE, due))  # fmt: skip
            app = await open_app(settings, clock)
            await app.start()
            await asyncio.sleep(1)
            assert clock.now() < due - timedelta(seconds=2), "the machine is too busy"
            idle = await _hold(_until(clock, due - timedelta(seconds=0.5)))
            held = await _hold(_all_queued(app, count))
            took = (clock.now() - due).total_seconds()
            missed = await _wrong(app, count, due)
            await app.stop()
            await app.deps.store.close()
    return took, held, idle, missed


async def _until(clock: SystemClock, instant: datetime) -> None:
    await clock.sleep((instant - clock.now()).total_seconds())


async def _all_queued(app: App, count: int) -> None:
    query = select(func.count()).where(outbox.c.kind == "daily")
    async with asyncio.timeout(60):
        while True:
            async with app.deps.store.read() as tx:
                if (await tx.run(query)).scalar_one() >= count:
                    return
            await asyncio.sleep(0.01)


async def _hold(work: Coroutine[None, None, None]) -> float:
    """Seconds for which the loop was longest held while this went on."""
    longest, doing = 0.0, asyncio.create_task(work)
    while not doing.done():
        began = time.perf_counter()
        await asyncio.sleep(_LOOK)
        longest = max(longest, time.perf_counter() - began - _LOOK)
    await doing
    return longest


async def _wrong(app: App, count: int, due: datetime) -> int:
    """Clients without exactly one letter, or not moved on to another day."""
    async with app.deps.store.read() as tx:
        letters = Counter((await tx.run(select(outbox.c.client_id))).scalars())
        behind = (
            await tx.run(select(func.count()).where(client.c.next_daily_at <= due))
        ).scalar_one()
    return sum(letters[number] != 1 for number in range(1, count + 1)) + int(behind)
