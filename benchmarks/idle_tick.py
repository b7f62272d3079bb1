"""What it costs to find that nobody is due."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, milliseconds
from benchmarks.house import FIRST_CHAT, fill, settings_for, telegram
from bot.app import App
from bot.clock import SystemClock
from bot.running import open_app

SAME = 1.2  # a ratio of medians up to here counts as the same


async def measure(*, quick: bool) -> list[Figure]:
    """Few and many clients in the same run, tick by tick in turn."""
    few, many, ticks = (10, 1_000, 30) if quick else (100, 100_000, 2_000)
    seen: dict[int, list[float]] = {few: [], many: []}
    with TemporaryDirectory() as name:
        async with telegram() as street:
            apps = {count: await _open(Path(name) / str(count), street.url, count)
                    for count in seen}  # fmt: skip
            for number in range(ticks + 20):
                for count, app in apps.items():
                    took = await _tick(app)
                    if number >= 20:
                        seen[count].append(took)
            for app in apps.values():
                await app.caller.shutdown()
                await app.deps.store.close()
    ratio = median(seen[many]) / median(seen[few])
    return [
        *(Figure(f"An idle tick with {count:,} clients", milliseconds(median(values)),
                 f"median of {len(values):,}") for count, values in seen.items()),
        Figure(f"The same, {many:,} over {few:,}", f"× {ratio:.2f}", "ratio of the medians",
               f"the same (≤ × {SAME})", ratio <= SAME),
    ]  # fmt: skip


async def _open(folder: Path, url: str, count: int) -> App:
    settings = settings_for(folder, url)
    tomorrow = SystemClock().now() + timedelta(days=1)
    chats = range(FIRST_CHAT, FIRST_CHAT + count)
    await fill(settings, chats, next_daily_at=tomorrow, letters=count)
    return await open_app(settings, SystemClock())


async def _tick(app: App) -> float:
    began = time.perf_counter()
    await app.ticker.look(1.0)
    return time.perf_counter() - began
