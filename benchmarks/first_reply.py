"""How long somebody waits who writes /drang: the real process, one urge at a time."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, milliseconds, percentile
from benchmarks.house import (
    ROOT,
    TOKEN,
    ZONE,
    database,
    fill,
    on_each,
    processor_seconds,
    running,
    settings_for,
)
from bot.calendar.night import is_night
from bot.clock import MovableClock, SystemClock
from bot.content.load import load
from bot.outbox.letters import say
from bot.road.lanes import Lane
from bot.sandbox.server import LocalTelegram
from bot.sandbox.world import World
from bot.settings import Settings
from bot.store import outbox
from bot.store.opening import open_store
from bot.store.outbox import NewRow

GOAL = 0.050
_WARM_UP = 10
_REST = 0.03  # seconds between two urges: outcomes are recorded, the next poll waits


async def measure(*, quick: bool) -> list[Figure]:
    """Idle, and while a broadcast leaves, on either database."""

    async def on(name: str) -> list[Figure]:
        idle, cpu = await _urges(name, 20 if quick else 300, _REST, waiting=0)
        busy, _ = await _urges(name, 4 if quick else 60, 0.4, waiting=500 if quick else 3_000)
        meanwhile = "while a broadcast leaves at 28 a second"
        return [
            _figure(f"First reply to /drang on {name}, idle", idle, f"p95 ≤ {milliseconds(GOAL)}"),
            Figure(
                f"Processor time of the bot for one urge on {name}, all in",
                milliseconds(cpu),
                f"mean of {len(idle)}",
            ),
            _figure(f"First reply to /drang on {name}, {meanwhile}", busy),
        ]

    return await on_each("First reply to /drang", on)


def _figure(what: str, waits: list[float], goal: str = "") -> Figure:
    marks = {part: percentile(waits, part) for part in (50, 95, 99)}
    seen = " · ".join(f"p{part} {milliseconds(value)}" for part, value in marks.items())
    met = marks[95] <= GOAL if goal else None
    return Figure(what, seen, f"{len(waits)} clients, each the exercise's text", goal, met)


async def _urges(on: str, count: int, rest: float, *, waiting: int) -> tuple[list[float], float]:
    """Seconds from the client's tap to the reply in the chat, client by client; CPU seconds."""
    with TemporaryDirectory() as name, database(on, Path(name)) as values:
        clock = MovableClock()
        world = World(clock, TOKEN, seed=1)
        server = LocalTelegram(world)
        settings = settings_for(Path(name), await server.start(), **values)
        people = [world.add_person(f"P{n}", "nl").id for n in range(_WARM_UP + count + waiting)]
        for person in people:
            world.chats[person].started = True
        tomorrow = clock.now() + timedelta(days=1)
        await fill(settings, people, next_daily_at=tomorrow, quiet_from=0, quiet_to=0)
        if waiting:
            await _queue(settings, people[_WARM_UP + count :], first_id=_WARM_UP + count + 1)
        async with running(settings, Path(name)) as process:
            await asyncio.sleep(1)
            waits, exercise, used = [], _exercise(), 0.0
            for number, person in enumerate(people[: _WARM_UP + count]):
                if number == _WARM_UP:
                    used = processor_seconds(process.pid)
                waits.append(await _urge(world, person, exercise))
                await asyncio.sleep(rest)
            used = processor_seconds(process.pid) - used
            assert not waiting or _left(world, people[_WARM_UP + count :]), "the broadcast ended"
        await server.stop()
    return waits[_WARM_UP:], used / count


def _left(world: World, people: list[int]) -> bool:
    return any(not world.chats[person].messages for person in people)


async def _urge(world: World, person: int, exercise: str) -> float:
    began = time.perf_counter()
    world.say(person, "/drang")
    await world.wait_for(lambda w: w.chat(person)[-1].from_bot)
    took = time.perf_counter() - began
    first = world.chat(person)[-1]
    assert exercise in (first.text or first.caption or ""), "the reply holds no exercise"
    return took


def _exercise() -> str:
    night = is_night(ZONE, SystemClock().now())
    book = load(ROOT / "content")["nl"]
    return book.t("urge.first_night" if night else "urge.first").strip()


async def _queue(settings: Settings, people: list[int], first_id: int) -> None:
    """A message to each of them, due now."""
    now = SystemClock().now()
    store = open_store(settings)
    rows = []
    for number, person in enumerate(people, first_id):
        letter = say(person, "Vanavond om 20:00 zien we elkaar. De link staat klaar.")
        payload = {"method": letter.method, "params": letter.params}
        rows.append(NewRow(f"bench:{number}", Lane.BROADCAST, person, "call", payload, now,
                           client_id=number))  # fmt: skip
    for start in range(0, len(rows), 500):
        async with store.write() as tx:
            await outbox.add(tx, rows[start : start + 500], now)
    await store.close()
