"""Sends a second: what is in our outbox, beside plain python-telegram-bot with its default httpx.

Ours is written to the outbox, claimed, rendered, paced, sent and its outcome on disk, all inside
the time; theirs is sent and forgotten.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import update
from telegram import LinkPreviewOptions
from telegram.ext import ExtBot

from benchmarks.figures import Figure, spread
from benchmarks.house import TOKEN, fill, settings_for, telegram
from bot.app import App
from bot.clock import SystemClock
from bot.outbox.letters import say
from bot.outbox.queue import LEASE
from bot.road.lanes import Lane
from bot.road.transport import AiohttpRequest
from bot.running import open_app
from bot.store import outbox
from bot.store.outbox import NewRow, Row
from bot.store.tables import client

_TOGETHER = 64
_AT_ONCE = 500
_TEXT = (
    "Vandaag gaat het over je adem. Zet je voeten neer, leg een hand op je buik en laat de lucht"
    " langzaam gaan, langer dan ze komt. Drie keer is genoeg. Je hoeft er niets van te vinden en"
    " niets op te lossen; je lijf merkt dat het even niet hoeft. Lukt het niet, dan is dat ook"
    " goed: kijk dan een tijdje naar iets dat stilstaat en noem in stilte wat je ziet."
)


@dataclass(slots=True)
class Way:
    """One way to send, and what it came to, a figure a round."""

    name: str
    send: Callable[[], Awaitable[int]]
    """Sends; gives how many."""
    per_second: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    """Seconds of processor time a send, in this process, all threads."""
    count: int = 0

    async def run(self) -> None:
        """One round."""
        used, began = time.process_time(), time.perf_counter()
        number = await self.send()
        took = time.perf_counter() - began
        self.per_second.append(number / took)
        self.cpu.append((time.process_time() - used) / number)
        self.count += number


async def measure(*, quick: bool) -> list[Figure]:
    """All ways by turns, against the same server."""
    people, alone, rounds = (100, 30, 1) if quick else (600, 200, 5)
    with TemporaryDirectory() as name:
        async with telegram(people) as street:
            settings = settings_for(Path(name), street.url, rate_per_second=1000)
            tomorrow = SystemClock().now() + timedelta(days=1)
            await fill(settings, street.people, next_daily_at=tomorrow, quiet_from=0, quiet_to=0)
            app = await open_app(settings, SystemClock())
            await app.start()
            plain: ExtBot[None] = ExtBot(TOKEN, base_url=f"{street.url}/bot")
            await plain.initialize()
            swift: ExtBot[None] = ExtBot(TOKEN, base_url=f"{street.url}/bot",
                                         request=AiohttpRequest(),
                                         get_updates_request=AiohttpRequest())  # fmt: skip
            await swift.initialize()
            ours = _Ours(app, street.people)
            ways = [
                Way("plain PTB 22.8, one after the other",
                    lambda: _in_turn(plain, street.people[:alone])),
                Way(f"plain PTB 22.8, gather of {_TOGETHER}",
                    lambda: _together(plain, street.people)),
                Way(f"PTB on our transport, gather of {_TOGETHER}: nothing kept, no pace",
                    lambda: _together(swift, street.people)),
                Way("ours, bulk: claimed, checked, paced, sent, outcome on disk", ours.bulk),
                Way("ours, replies: paced, sent, outcome on disk", ours.replies),
            ]  # fmt: skip
            await asyncio.sleep(1)
            for number in range(rounds):
                for way in ways:
                    await ours.prepare(number)
                    await way.run()
            await plain.shutdown()
            await swift.shutdown()
            await app.stop()
            await app.deps.store.close()
    return [*map(_figure, ways), *_ratios(ways)]


def _figure(way: Way) -> Figure:
    seen = f"{spread(way.per_second)}; {median(way.cpu) * 1000:.2f} ms of CPU each"
    count = f"median of {len(way.per_second)} rounds, {way.count:,} sends"
    return Figure(f"Sends a second, {way.name}", seen, count)


def _ratios(ways: Sequence[Way]) -> list[Figure]:
    in_turn, together, *ours = ways
    return [
        Figure(f"{way.name.partition(':')[0]}, over plain PTB",
               f"× {_ratio(way, in_turn):.1f} one after the other, × {_ratio(way, together):.1f}"
               f" gather", "median of the ratios of each round")
        for way in ours
    ]  # fmt: skip


def _ratio(way: Way, other: Way) -> float:
    return median(a / b for a, b in zip(way.per_second, other.per_second, strict=True))


async def _in_turn(plain: ExtBot[None], people: Sequence[int]) -> int:
    for person in people:
        await _send_plainly(plain, person)
    return len(people)


async def _together(plain: ExtBot[None], people: Sequence[int]) -> int:
    for start in range(0, len(people), _TOGETHER):
        batch = people[start : start + _TOGETHER]
        await asyncio.gather(*(_send_plainly(plain, person) for person in batch))
    return len(people)


async def _send_plainly(plain: ExtBot[None], person: int) -> None:
    options = LinkPreviewOptions(is_disabled=True)
    await plain.send_message(person, _TEXT, link_preview_options=options)


class _Ours:
    """The running bot: its outbox, sender, pace and transport."""

    def __init__(self, app: App, people: Sequence[int]) -> None:
        self._app = app
        self._people = people
        self._round = 0
        self._sent = 0
        app.delivery.on_sent = self._count

    def _count(self, _row: Row) -> None:
        self._sent += 1

    async def prepare(self, number: int) -> None:
        """Let each chat rest, and forget how much each client got today."""
        self._round = number
        async with self._app.deps.store.write() as tx:
            await tx.run(update(client).values(pushed=0))
        await asyncio.sleep(1.2)

    async def bulk(self) -> int:
        """Rows of a broadcast, written in one transaction, then claimed and sent."""
        await self._write(Lane.BROADCAST)
        self._app.sender.kick()
        return await self._until_sent()

    async def replies(self) -> int:
        """Rows that this process owns, handed over after their commit."""
        self._app.sender.post(await self._write(Lane.REPLY))
        return await self._until_sent()

    async def _write(self, lane: Lane) -> list[Row]:
        self._sent = 0
        now, mine = self._app.deps.clock.now(), lane is Lane.REPLY
        rows = []
        for number, person in enumerate(self._people, 1):
            letter = say(person, _TEXT)
            rows.append(NewRow(
                f"bench:{self._round}:{lane}:{number}", lane, person, "call",
                {"method": letter.method, "params": letter.params}, now, client_id=number,
                owner=self._app.deps.owner if mine else None,
                lease_until=now + LEASE if mine else None,
            ))  # fmt: skip
        async with self._app.deps.store.write() as tx:
            return [
                row
                for start in range(0, len(rows), _AT_ONCE)
                for row in await outbox.add(tx, rows[start : start + _AT_ONCE], now)
            ]

    async def _until_sent(self) -> int:
        """Until the last outcome is on disk."""
        async with asyncio.timeout(120):
            while self._sent < len(self._people) or self._app.sender.busy:  # noqa: ASYNC110
                await asyncio.sleep(0.002)
        return self._sent
