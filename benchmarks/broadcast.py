"""A message to many, at Telegram's own pace and distance, beside what others do for it.

The local Telegram refuses what Telegram refuses (30 in any second, 1 a second to a chat with short
bursts) and is 40 ms away, ± 10 ms. Meanwhile other clients report an urge, one a second.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from sqlalchemy import update
from telegram.error import RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, ExtBot

from benchmarks.figures import Figure, milliseconds, percentile
from benchmarks.house import TOKEN, Telegram, fill, settings_for, telegram
from bot.app import App
from bot.clock import SystemClock
from bot.running import open_app
from bot.store import broadcasts
from bot.store.tables import client

_URGES = 60
"""Other clients who report an urge by turns."""
_AWAY = 0.04
_WORDS = "Donderdag om acht uur is er een bijeenkomst."
_CONTENT = {"parts": [{"kind": "text", "text": _WORDS}], "language": "nl"}
_GOAL_RATE, _GOAL_REPLY = 28.0, 0.025
_GOAL_QUEUED, _GOAL_OTHERS = 4.0, 0.05


@dataclass(frozen=True, slots=True)
class Seen:
    """What the other end saw of one way to send."""

    came: int
    lost: int
    doubled: int
    refused: int
    seconds: float
    replies: Sequence[float] = ()

    @property
    def rate(self) -> float:
        return (self.came + len(self.replies)) / self.seconds


async def measure(*, quick: bool) -> list[Figure]:
    """Ours, then the others, each against a fresh server."""
    count, others, many = (150, 60, 5_000) if quick else (3_000, 300, 100_000)
    figures = [*_of_ours(await _ours(count), count)]
    for name, way in (
        ("PTB 22.8 with AIORateLimiter, one after the other", _ptb_in_turn),
        ("PTB 22.8 with AIORateLimiter, gather of all", _ptb_together),
        ("aiogram 3.31, a loop with a pause of 50 ms and the wait that Telegram names", _aiogram),
    ):
        try:
            figures.append(_of_others(name, await _other(way, others), others))
        except RuntimeError as error:  # PTB's limiter wants a package of its own
            figures.append(Figure(f"The same with {name}", str(error)[:80], "not installed"))
    figures += await _queueing(many)
    return figures


def _of_ours(seen: Seen, count: int) -> list[Figure]:
    of = f"{count:,} recipients, {len(seen.replies)} urges meanwhile"
    beyond = [max(0.0, value - _AWAY) for value in seen.replies]
    half, most = percentile(beyond, 50), percentile(beyond, 99)
    return [
        Figure("A message to many: sends a second, replies included", f"{seen.rate:.1f}", of,
               "≥ 28", seen.rate >= _GOAL_RATE),
        Figure("Refused for being too fast (429)", f"{seen.refused}", of, "0", seen.refused == 0),
        Figure("Lost, doubled", f"{seen.lost}, {seen.doubled}", of, "0, 0",
               not seen.lost and not seen.doubled),
        Figure("The reply to an urge meanwhile, beyond the 40 ms of the road: p50, p99",
               f"{milliseconds(half)}, {milliseconds(most)}", of, "p99 ≤ 25 ms",
               most <= _GOAL_REPLY),
    ]  # fmt: skip


def _of_others(name: str, seen: Seen, count: int) -> Figure:
    shown = (
        f"{seen.rate:.1f} a second, 429: {seen.refused}, lost {seen.lost}, doubled {seen.doubled}"
    )
    return Figure(f"The same with {name}", shown, f"{count:,} recipients, no urges")


async def _ours(count: int) -> Seen:
    with TemporaryDirectory() as name:
        async with telegram(count + _URGES, far=True) as street:
            settings = settings_for(Path(name), street.url)
            tomorrow = SystemClock().now() + timedelta(days=1)
            await fill(settings, street.people, next_daily_at=tomorrow, quiet_from=0, quiet_to=0)
            app = await open_app(settings, SystemClock())
            await app.start()
            await asyncio.sleep(2)
            urging = street.people[count:]
            async with app.deps.store.write() as tx:
                # They are no recipients: what is for them would wait for an hour.
                these = client.c.chat_id.in_(urging)
                await tx.run(update(client).where(these).values(status="paused"))
            number = await _confirmed(app)
            said: list[tuple[int, float]] = []
            urges = asyncio.create_task(_report_urges(street, urging, said))
            await _until_done(app, number, count)
            urges.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await urges
            await asyncio.sleep(1)
            calls = await _calls(street)
            await app.stop()
            await app.deps.store.close()
    return _seen(calls, street.people[:count], said)


async def _confirmed(app: App) -> int:
    now = app.deps.clock.now()
    async with app.deps.store.write() as tx:
        return await broadcasts.add(
            tx, 1, _CONTENT, now, state=broadcasts.FILLING, audience="everyone", started_at=now,
            confirmed_at=now, next_at=now, expires_at=now + timedelta(days=1),
        )  # fmt: skip


async def _until_done(app: App, number: int, count: int) -> None:
    async with asyncio.timeout(60 + count / 5):
        while True:
            async with app.deps.store.read() as tx:
                found = await broadcasts.find(tx, number)
            assert found is not None
            if found.total == count == found.settled:
                return
            await asyncio.sleep(0.2)


async def _report_urges(street: Telegram, people: Sequence[int], said: list[Any]) -> None:
    async with aiohttp.ClientSession() as session:
        for number in range(10_000):
            person = people[number % len(people)]
            said.append((person, time.time()))
            await session.post(f"{street.url}/people/{person}/say", json={"text": "/drang"})
            await asyncio.sleep(1)


async def _calls(street: Telegram) -> list[dict[str, Any]]:
    async with aiohttp.ClientSession() as session, session.get(f"{street.url}/requests") as answer:
        found = await answer.json()
    return [call for call in found["requests"] if call["method"] == "sendMessage"]


def _seen(
    calls: Sequence[dict[str, Any]], people: Sequence[int], said: Sequence[tuple[int, float]] = ()
) -> Seen:
    ours = [call for call in calls if call["params"].get("text") == _WORDS]
    ok = Counter(int(call["params"]["chat_id"]) for call in ours if call["ok"])
    refused = sum(call["error_code"] == 429 for call in calls)
    times = [_at(call) for call in ours if call["ok"]]
    first: dict[int, list[float]] = {}
    for call in calls:
        if call["ok"] and call["params"].get("text") != _WORDS:
            first.setdefault(int(call["params"]["chat_id"]), []).append(_at(call))
    replies = []
    for person, at in said:
        later = [one for one in first.get(person, []) if one >= at]
        if later:
            # The server notes a call when its answer has gone back: half the road after it came.
            replies.append(min(later) - _AWAY / 2 - at)
    return Seen(
        sum(ok.values()),
        sum(ok[person] == 0 for person in people),
        sum(max(0, number - 1) for number in ok.values()),
        refused,
        max(times) - min(times),
        replies,
    )


def _at(call: dict[str, Any]) -> float:
    return datetime.fromisoformat(call["at"]).astimezone(UTC).timestamp()


Way = Callable[[Telegram], Awaitable[None]]


async def _other(way: Way, count: int) -> Seen:
    async with telegram(count, far=True) as street:
        await way(street)
        return _seen(await _calls(street), street.people)


async def _ptb(street: Telegram) -> ExtBot[Any]:
    limiter = AIORateLimiter(max_retries=3)
    made = ExtBot(TOKEN, base_url=f"{street.url}/bot", rate_limiter=limiter)
    await made.initialize()
    return made


async def _ptb_in_turn(street: Telegram) -> None:
    made = await _ptb(street)
    for person in street.people:
        with contextlib.suppress(RetryAfter, TelegramError):
            await made.send_message(person, _WORDS)
    await made.shutdown()


async def _ptb_together(street: Telegram) -> None:
    made = await _ptb(street)
    sends = (made.send_message(person, _WORDS) for person in street.people)
    await asyncio.gather(*sends, return_exceptions=True)
    await made.shutdown()


async def _aiogram(street: Telegram) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(street.url))
    async with Bot(TOKEN, session=session) as made:
        for person in street.people:
            await _once_more(made, person)
            await asyncio.sleep(0.05)


async def _once_more(made: Bot, person: int) -> None:
    try:
        await made.send_message(person, _WORDS)
    except TelegramRetryAfter as error:
        await asyncio.sleep(error.retry_after)
        await _once_more(made, person)
    except TelegramAPIError:
        return


async def _queueing(count: int) -> list[Figure]:
    """A message to so many written down by the bot's own tick, while others write as well."""
    with TemporaryDirectory() as name:
        settings = settings_for(Path(name), "http://127.0.0.1:9")
        tomorrow = SystemClock().now() + timedelta(days=1)
        people = range(30_000_000, 30_000_000 + count)
        await fill(settings, people, next_daily_at=tomorrow, quiet_from=0, quiet_to=0)
        took, others = await _queue_all(settings, count)
    most = percentile(others, 99)
    of = f"{count:,} clients, {len(others)} other writes, mean {milliseconds(mean(others))}"
    return [
        Figure(f"A message to {count:,} clients written down", f"{took:.2f} s", of, "< 4 s",
               took < _GOAL_QUEUED),
        Figure("Another write meanwhile: p99", milliseconds(most), of, "< 50 ms",
               most < _GOAL_OTHERS),
    ]  # fmt: skip


async def _queue_all(settings: Any, count: int) -> tuple[float, list[float]]:
    from bot.content.shelf import Shelf
    from bot.deps import Deps
    from bot.features.coach import sending
    from bot.store.opening import open_store

    store, clock = open_store(settings), SystemClock()
    shelf = Shelf(settings.require_content())
    deps = Deps(settings, store, shelf, clock, 1, "bench")
    now = clock.now()
    async with store.write() as tx:
        number = await broadcasts.add(
            tx, 1, _CONTENT, now, state=broadcasts.FILLING, audience="everyone", started_at=now,
            next_at=now, expires_at=now + timedelta(days=1),
        )  # fmt: skip
    others: list[float] = []
    busy = asyncio.create_task(_others_write(store, others))
    began = time.perf_counter()
    await sending.work(deps)
    took = time.perf_counter() - began
    busy.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await busy
    async with store.read() as tx:
        found = await broadcasts.find(tx, number)
    assert found is not None
    assert found.total == count
    await store.close()
    return took, others


async def _others_write(store: Any, others: list[float]) -> None:
    while True:
        began = time.perf_counter()
        async with store.write() as tx:
            await tx.run(update(client).where(client.c.id == 1).values(pushed=0))
        others.append(time.perf_counter() - began)
        await asyncio.sleep(0.005)
