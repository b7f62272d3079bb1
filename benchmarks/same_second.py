"""Ten thousand clients who are due in the same second, and a loop that must stay free."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from benchmarks.figures import Figure, milliseconds
from benchmarks.house import FIRST_CHAT, ZONE, fill, settings_for, telegram
from bot.app import App
from bot.clock import SystemClock
from bot.running import open_app
from bot.store.tables import client, outbox
from bot.times import local_minutes

_LOOK = 0.002


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
            # What is due must lie behind the start; nobody is due before the last row is in.
            due = (clock.now() + timedelta(seconds=120)).replace(microsecond=0)
            await fill(settings, street.people, next_daily_at=due, quiet_from=0, quiet_to=0,
                       daily_at=local_minutes(ZONE, due))  # fmt: skip
            due = await _bring_forward(settings, clock.now() + timedelta(seconds=8))
            app = await open_app(settings, clock)
            await app.start()
            await asyncio.sleep(2)
            idle = await _held_until(clock, due - timedelta(seconds=1))
            took, held = await _watch(app, due, count)
            missed = await _wrong(app, count, due)
            await app.stop()
            await app.deps.store.close()
    return took, held, idle, missed
