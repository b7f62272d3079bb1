"""A message a day for each client at an hour of their own: ours, JobQueue, APScheduler.

Each is a process of its own and has its clients, or their jobs, on disk before it starts. Some
then choose an hour that is seconds away; the server notes when their message arrives.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import func, select, update

from benchmarks.daily_bots import keep_jobs
from benchmarks.figures import Figure, milliseconds, percentile
from benchmarks.house import (
    ALL,
    FIRST_CHAT,
    ROOT,
    ZONE,
    Telegram,
    fill,
    memory,
    processor_seconds,
    settings_for,
    telegram,
)
from benchmarks.road import calls_of
from bot.calendar.times import local_minutes
from bot.clock import SystemClock
from bot.store.engine import Store
from bot.store.opening import open_store
from bot.store.tables import client, outbox

NAMES = {
    "ours": "ours",
    "job_queue": "PTB 22.8 JobQueue",
    "scheduler": "APScheduler 3.11 with SQLAlchemyJobStore",
}
_PATIENCE = 60.0  # seconds in which a bot has to be ready
_EACH_SECOND, _SECONDS = 20, 6  # who is due by their own hour
_WINDOW = _EACH_SECOND * _SECONDS
_LATEST = 6.0  # seconds after which a message counts as missed
_LETTERS = 100_000  # yesterday's, which are still there


@dataclass(frozen=True, slots=True)
class Size:
    """How many clients, how many of them due in the same second, for how long to look on."""

    clients: int
    together: int = 0
    idle_seconds: float = 5.0


async def measure(*, quick: bool) -> list[Figure]:
    """All of them with few clients and with many; ours with very many."""
    sizes = [Size(200, idle_seconds=1)] if quick else [Size(n) for n in (1_000, 10_000, 100_000)]
    last = Size(500, 100, 1) if quick else Size(1_000_000, 10_000)
    figures = [await _figure(name, size) for size in sizes for name in NAMES]
    return [*figures, *await _of_very_many(last)]


async def _figure(name: str, size: Size) -> Figure:
    what = f"A message a day for {size.clients:,} clients, {NAMES[name]}"
    of = f"{_WINDOW} of them due within {_SECONDS} s"
    with TemporaryDirectory() as folder:
        await _settle_in(name, Path(folder), size)
        try:
            async with _Running.of(name, Path(folder)) as bot:
                idle = await bot.idle(size.idle_seconds)
                held = bot.memory
                late = await bot.lateness()
        except TimeoutError:
            return Figure(what, f"not ready within {_PATIENCE:.0f} s", of)
    return Figure(what, _told(bot.ready, held, idle, late), of)


def _told(ready: float, held: float, idle: float, late: Sequence[float]) -> str:
    marks = [percentile(late, part) for part in (50, 99)] if len(late) > 1 else []
    shown = ", ".join(map(milliseconds, marks)) or "–"
    return (
        f"ready {ready:.2f} s; {held:.0f} MiB; idle {idle * 100:.1f} % of a core;"
        f" late p50, p99 {shown}; missed {_WINDOW - len(late)}"
    )


async def _of_very_many(size: Size) -> list[Figure]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        await _settle_in("ours", folder, size)
        async with _Running.of("ours", folder, size.together) as bot:
            idle = await bot.idle(size.idle_seconds)
            held = bot.memory
            tick = (await bot.ask("tick"))["tick"]
            late = await bot.lateness()
            store = open_store(settings_for(folder, bot.street.url))
            queued, since_due, hold, wrong = await _same_second(bot, store, size.together)
            await store.close()
    of = f"{size.clients:,} clients"
    many = f"{size.together:,} of {of}"
    return [
        Figure(f"Ready after imports with {of}", f"{bot.ready:.2f} s", of, "≤ 2 s",
               bot.ready <= 2),
        Figure(f"Memory with {of}", f"{held:.0f} MiB", of, "< 200 MiB", held < 200),
        Figure(f"An idle second's ticks with {of}", milliseconds(tick), "median of 300", "< 1 ms",
               tick < 0.001),
        Figure(f"Idle with {of}", f"{idle * 100:.1f} % of a core", of),
        Figure(f"Late, with {of}: p50, p99; missed",
               f"{', '.join(milliseconds(percentile(late, part)) for part in (50, 99))};"
               f" {_WINDOW - len(late)}", f"{_WINDOW} of {of}", "0 missed", len(late) == _WINDOW),
        Figure(f"{size.together:,} due in the same second: from the tick until the last is queued",
               f"{queued:.2f} s", f"{many}; since they were due {since_due:.2f} s", "≤ 0.5 s",
               queued <= 0.5),
        Figure("Longest hold of the event loop meanwhile", milliseconds(hold), many, "≤ 50 ms",
               hold <= 0.05),
        Figure("Missed or queued twice", f"{wrong}", many, "0", wrong == 0),
    ]  # fmt: skip


async def _settle_in(name: str, folder: Path, size: Size) -> None:
    """Its clients, or their jobs, are on disk; nobody is due within the hour."""
    chats = range(FIRST_CHAT, FIRST_CHAT + size.clients)
    if name == "ours":
        later = SystemClock().now() + timedelta(hours=1)
        await fill(settings_for(folder, "http://127.0.0.1:9"), chats, next_daily_at=later,
                   spread=timedelta(hours=22), letters=_LETTERS, quiet_from=0,
                   quiet_to=0)  # fmt: skip
        return
    with sqlite3.connect(folder / "clients.db") as database:
        database.execute("CREATE TABLE client (chat INTEGER PRIMARY KEY)")
        database.executemany("INSERT INTO client VALUES (?)", ((chat,) for chat in chats))
    if name == "scheduler":
        keep_jobs(folder, chats)


class _Running:
    """A bot that runs, and the server it talks to."""

    def __init__(self, process: asyncio.subprocess.Process, street: Telegram, ready: float):
        self._process = process
        self.street = street
        self.ready = ready

    @classmethod
    @asynccontextmanager
    async def of(cls, name: str, folder: Path, people: int = 0) -> AsyncIterator[_Running]:
        """Start it.

        Raises:
            TimeoutError: it is not ready in time.
        """
        async with telegram(_WINDOW + people, keep=ALL) as street:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "benchmarks.daily_bots", name, str(folder), street.url,
                cwd=ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            try:
                assert process.stdout is not None
                async with asyncio.timeout(_PATIENCE):
                    ready = json.loads(await process.stdout.readline())["ready"]
                yield cls(process, street, ready)
            finally:
                process.kill()
                await process.communicate()

    async def ask(self, asked: str) -> dict[str, Any]:
        """One line in, one line out."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(asked.encode() + b"\n")
        found: dict[str, Any] = json.loads(await process.stdout.readline())
        return found

    async def idle(self, seconds: float) -> float:
        """The part of a core that it uses while nothing is to be done."""
        await asyncio.sleep(2)
        used = processor_seconds(self._process.pid)
        await asyncio.sleep(seconds)
        return (processor_seconds(self._process.pid) - used) / seconds

    @property
    def memory(self) -> float:
        return memory(self._process.pid)

    async def lateness(self) -> list[float]:
        """Seconds after their hour at which the messages set out; those that never did are not
        in it."""
        first = int(time.time()) + 5
        due = {FIRST_CHAT + n: first + n % _SECONDS for n in range(_WINDOW)}
        await self.ask(f"due {json.dumps(list(due.items()))}")
        await asyncio.sleep(max(0.0, first + _SECONDS + _LATEST - time.time()))
        came: dict[int, float] = {}
        for call in await calls_of(self.street):
            if call.ok and call.chat_id in due and call.method.startswith("send"):
                came.setdefault(call.chat_id, call.set_out_at)
        return [at - due[chat] for chat, at in came.items()]


async def _same_second(bot: _Running, store: Store, count: int) -> tuple[float, float, float, int]:
    """Seconds until all are queued, from the tick and from when they were due; the longest hold of
    the loop then; how many went wrong.
    """
    first = FIRST_CHAT + _WINDOW
    these = client.c.chat_id.between(first, first + count - 1)
    due = datetime.fromtimestamp(int(time.time()) + 4, UTC)
    async with store.write() as tx:
        same = local_minutes(ZONE, due)  # who is due at one instant chose one hour
        await tx.run(update(client).where(these).values(next_daily_at=due, daily_at=same))
    holding = asyncio.create_task(bot.ask(f"hold {4 + 4}"))
    left = select(func.count()).where(client.c.next_daily_at == due)
    async with asyncio.timeout(60):
        await asyncio.sleep((due - SystemClock().now()).total_seconds())
        while await _count(store, left):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    ended = SystemClock().now()
    hold = (await holding)["hold"]
    letters = select(outbox.c.client_id, outbox.c.created_at).where(outbox.c.due_at == due)
    async with store.read() as tx:
        rows = (await tx.run(letters)).all()
    found = [row.client_id for row in rows]
    begun = min(row.created_at for row in rows)
    wrong = count - len(set(found)) + len(found) - len(set(found))
    return (ended - begun).total_seconds(), (ended - due).total_seconds(), hold, wrong


async def _count(store: Store, query: Any) -> int:
    async with store.read() as tx:
        return int((await tx.run(query)).scalar_one())
