"""A message to many, at Telegram's own pace and distance, beside what others do for it.

The local Telegram refuses what Telegram refuses (30 in any second, 1 a second to a chat with short
bursts) and is 40 ms away, ± 10 ms. Meanwhile other clients report an urge, one a second, and each
bot answers. Every bot is a process of its own: ours is `python -m bot run`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
from sqlalchemy import func, select, update

from benchmarks.figures import Figure, milliseconds, percentile
from benchmarks.house import (
    ALL,
    ROOT,
    Telegram,
    fill,
    processor_seconds,
    running,
    settings_for,
    telegram,
)
from benchmarks.peers import PEERS
from benchmarks.road import Said, Seen, calls_of, seen
from bot.clock import SystemClock
from bot.outbox.sender import IN_FLIGHT
from bot.settings import Settings
from bot.store import broadcasts
from bot.store.broadcasts import Broadcast
from bot.store.engine import Store
from bot.store.opening import open_store
from bot.store.outbox import SENT
from bot.store.tables import client, outbox

_URGES = 60
"""Other clients who report an urge by turns."""
_WORDS = "Donderdag om acht uur is er een bijeenkomst."
CONTENT = {"parts": [{"kind": "text", "text": _WORDS}]}
_GOAL_RATE, _GOAL_REPLY = 28.0, 0.025
_MOST = 30
_PATIENCE = 3.0  # seconds in which the last reply may still come


async def measure(*, quick: bool) -> list[Figure]:
    """Ours, the same with kill -9, then the others, each against a fresh server."""
    count, killed, others = (60, 60, 60) if quick else (3_000, 600, 600)
    figures = [*await _ours(count), *await _with_a_kill(killed)]
    for name, (what, _) in list(PEERS.items())[: 1 if quick else None]:
        try:
            figures.append(_of_others(what, await _other(name, others), others))
        except PeerError as error:
            figures.append(Figure(f"The same with {what}", str(error), "did not run"))
    return figures


# --- ours


async def _ours(count: int) -> list[Figure]:
    async with _stage(count) as (settings, street, folder):
        people, urging = street.people[:count], street.people[count:]
        async with running(settings, folder) as process:
            await asyncio.sleep(1)
            store = open_store(settings)
            used = processor_seconds(process.pid)
            number = await _confirm(store)
            async with _reporting_urges(street, urging) as said:
                await _until(store, number, count)
            used = processor_seconds(process.pid) - used
            await asyncio.sleep(_PATIENCE)
            calls = await calls_of(street)
            await store.close()
    return _figures(seen(calls, people, _WORDS, said), count, used / count)


def _figures(found: Seen, count: int, used: float) -> list[Figure]:
    of = f"{count:,} recipients, {len(found.replies)} urges meanwhile"
    half, most = _marks(found.replies)
    even = found.most <= _MOST
    return [
        Figure("A message to many: messages a second, replies included", f"{found.rate:.1f}", of,
               "≥ 28", found.rate >= _GOAL_RATE),
        Figure("Most in any second, longest silence",
               f"{found.most}, {milliseconds(found.gap)}", of, f"≤ {_MOST}", even),
        Figure("Refused for being too fast (429)", f"{found.refused}", of, "0",
               found.refused == 0),
        Figure("Lost, doubled", f"{found.lost}, {found.doubled}", of, "0, 0",
               not found.lost and not found.doubled),
        Figure("From an urge to its reply, without the road: p50, p99",
               f"{milliseconds(half)}, {milliseconds(most)}; unanswered {found.unanswered}", of,
               "p99 ≤ 25 ms, none unanswered", most <= _GOAL_REPLY and not found.unanswered),
        Figure("Processor time of the bot for one recipient, urges included", milliseconds(used),
               of),
    ]  # fmt: skip


def _marks(replies: Sequence[float]) -> tuple[float, float]:
    if len(replies) < 2:
        return (replies[0],) * 2 if replies else (float("nan"),) * 2
    return percentile(replies, 50), percentile(replies, 99)


async def _with_a_kill(count: int) -> list[Figure]:
    """Ended by kill -9 when a third has left, started again, and looked at when all is over."""
    async with _stage(count) as (settings, street, folder):
        people = street.people[:count]
        async with running(settings, folder) as process:
            store = open_store(settings)
            number = await _confirm(store)
            await _until(store, number, count // 3)
            process.kill()
            await process.wait()
        before = await _settled(store, number)
        async with running(settings, folder):
            found = await _until(store, number, count)
            await asyncio.sleep(_PATIENCE)
            calls = await calls_of(street)
        states = await _sent_rows(store, number)
        await store.close()
    came = seen(calls, people, _WORDS)
    of = f"{count:,} recipients, killed at {before:,}"
    counted = found.sent == found.total == states == count
    return [
        Figure("kill -9 in the middle, started again: lost, doubled",
               f"{came.lost}, {came.doubled}", of, f"0, at most {IN_FLIGHT}",
               not came.lost and came.doubled <= IN_FLIGHT),
        Figure("The counts the coach sees then: sent of recipients",
               f"{found.sent:,} of {found.total:,}", of, "all", counted),
    ]  # fmt: skip


@asynccontextmanager
async def _stage(count: int) -> AsyncIterator[tuple[Settings, Telegram, Path]]:
    """Recipients, and others who are none: what is for them would wait for an hour."""
    with TemporaryDirectory() as name:
        async with telegram(count + _URGES, far=True, keep=ALL) as street:
            settings = settings_for(Path(name), street.url)
            tomorrow = SystemClock().now() + timedelta(days=1)
            await fill(settings, street.people, next_daily_at=tomorrow, quiet_from=0, quiet_to=0)
            store = open_store(settings)
            async with store.write() as tx:
                urging = client.c.chat_id.in_(street.people[count:])
                await tx.run(update(client).where(urging).values(status="paused"))
            await store.close()
            yield settings, street, Path(name)


async def _confirm(store: Store) -> int:
    now = SystemClock().now()
    async with store.write() as tx:
        return await broadcasts.add(
            tx, 1, CONTENT, now, state=broadcasts.FILLING, audience="everyone", started_at=now,
            confirmed_at=now, next_at=now, expires_at=now + timedelta(days=1),
        )  # fmt: skip


async def _until(store: Store, number: int, settled: int) -> Broadcast:
    """Wait until so many recipients have an outcome."""
    async with asyncio.timeout(60 + settled / 5):
        while True:
            async with store.read() as tx:
                found = await broadcasts.find(tx, number)
            assert found is not None
            if found.settled >= settled:
                return found
            await asyncio.sleep(0.3)


async def _settled(store: Store, number: int) -> int:
    async with store.read() as tx:
        found = await broadcasts.find(tx, number)
    assert found is not None
    return found.settled


async def _sent_rows(store: Store, number: int) -> int:
    these = (outbox.c.broadcast_id == number, outbox.c.state == SENT)
    async with store.read() as tx:
        return int((await tx.run(select(func.count()).where(*these))).scalar_one())


# --- the others


class PeerError(Exception):
    """A library that does not run here; the text says why."""


def _of_others(name: str, found: Seen, count: int) -> Figure:
    half, most = _marks(found.replies)
    shown = (
        f"{found.rate:.1f} a second, most in any second {found.most}, longest silence"
        f" {milliseconds(found.gap)}, 429: {found.refused}, lost {found.lost}, doubled"
        f" {found.doubled}; reply p50 {milliseconds(half)}, p99 {milliseconds(most)},"
        f" unanswered {found.unanswered}"
    )
    return Figure(f"The same with {name}", shown,
                  f"{count:,} recipients, {len(found.replies)} urges meanwhile")  # fmt: skip


async def _other(name: str, count: int) -> Seen:
    async with telegram(count + _URGES, far=True, keep=ALL) as street:
        people = street.people[:count]
        async with _peer(name, street, people) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            async with _reporting_urges(street, street.people[count:]) as said:
                process.stdin.write(b"go\n")
                async with asyncio.timeout(60 + count / 5):
                    assert await process.stdout.readline() == b"done\n"
            await asyncio.sleep(_PATIENCE)
            return seen(await calls_of(street), people, _WORDS, said)


@asynccontextmanager
async def _peer(
    name: str, street: Telegram, people: Sequence[int]
) -> AsyncIterator[asyncio.subprocess.Process]:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.peers", name, street.url, cwd=ROOT,
        stdin=pipe, stdout=pipe, stderr=pipe,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.write(json.dumps({"people": list(people), "words": _WORDS}).encode() + b"\n")
    try:
        if await process.stdout.readline() != b"ready\n":
            error = (await process.stderr.read()).decode().strip()
            raise PeerError(error.rpartition("\n")[2][:120])
        yield process
    finally:
        process.stdin.close()
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


# --- those who report an urge


@asynccontextmanager
async def _reporting_urges(street: Telegram, people: Sequence[int]) -> AsyncIterator[list[Said]]:
    """One a second, for as long as this is open; who, and when."""
    said: list[Said] = []
    task = asyncio.create_task(_report_urges(street, people, said))
    try:
        yield said
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _report_urges(street: Telegram, people: Sequence[int], said: list[Said]) -> None:
    async with aiohttp.ClientSession() as session:
        number = 0
        while True:
            person = people[number % len(people)]
            said.append((person, time.time()))
            await session.post(f"{street.url}/people/{person}/say", json={"text": "/drang"})
            number += 1
            await asyncio.sleep(1)
