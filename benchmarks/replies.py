"""How many updates the bot can answer in a second on one core, everything that it keeps on disk.

They wait at the local Telegram, which is near and has no limits, before the bot starts.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp

from benchmarks.figures import Figure, milliseconds
from benchmarks.house import (
    ALL,
    Telegram,
    database,
    fill,
    on_each,
    processor_seconds,
    running,
    settings_for,
    telegram,
)
from benchmarks.road import calls_of
from bot.clock import SystemClock

_GOAL = 500
_ASKING = 32  # people who write at the same time


async def measure(*, quick: bool) -> list[Figure]:
    """A reply that is only text, and one to an urge, on either database."""
    count = 100 if quick else 2_000

    async def on(name: str) -> list[Figure]:
        return [*await _figures(name, "/over", count), *await _figures(name, "/drang", count)]

    return await on_each("Replies a second", on)


async def _figures(on: str, said: str, count: int) -> list[Figure]:
    rate, cpu = await _round(on, said, count)
    return [
        Figure(f"Replies to {said} a second on {on}, on one core", f"{rate:.0f}",
               f"{count:,} clients, one update each", f"≥ {_GOAL}", rate >= _GOAL),
        Figure(f"Processor time of the bot for one {said} on {on}, all in", milliseconds(cpu),
               f"mean of {count:,}"),
    ]  # fmt: skip


async def _round(on: str, said: str, count: int) -> tuple[float, float]:
    """Replies a second; seconds of processor time for one."""
    with TemporaryDirectory() as name, database(on, Path(name)) as values:
        async with telegram(count, keep=ALL) as street:
            settings = settings_for(Path(name), street.url, **values)
            tomorrow = SystemClock().now() + timedelta(days=1)
            await fill(settings, street.people, next_daily_at=tomorrow, quiet_from=0, quiet_to=0)
            await _say(street, said)
            core = (os.cpu_count() or 1) - 1
            async with running(
                settings, Path(name), core=core, BOT_RATE_PER_SECOND="1000"
            ) as process:
                used = processor_seconds(process.pid)
                times = await _replied(street, count)
                used = processor_seconds(process.pid) - used
    return (count - 1) / (max(times) - min(times)), used / count


async def _say(street: Telegram, said: str) -> None:
    async def some(session: aiohttp.ClientSession, people: Sequence[int]) -> None:
        for person in people:
            async with session.post(f"{street.url}/people/{person}/say", json={"text": said}):
                pass

    async with aiohttp.ClientSession() as session:
        parts = (street.people[n::_ASKING] for n in range(_ASKING))
        await asyncio.gather(*(some(session, part) for part in parts))


async def _replied(street: Telegram, count: int) -> list[float]:
    """When each one's first reply came to the server, once all have one."""
    async with asyncio.timeout(60 + count / 10):
        while True:
            await asyncio.sleep(1)
            first: dict[int, float] = {}
            for call in await calls_of(street):
                if call.ok and call.chat_id and call.method.startswith("send"):
                    first.setdefault(call.chat_id, call.came_at)
            if len(first) == count:
                return list(first.values())
