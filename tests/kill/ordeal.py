"""A town lives with a bot that is killed over and over; what is left of it afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from bot.clock import MovableClock
from bot.content.load import load
from bot.features.coach.broadcast import UNDO_FOR
from bot.outbox.sender import IN_FLIGHT
from bot.sandbox.limits import Limits
from bot.sandbox.server import LocalTelegram
from bot.times import at_local, local_date
from tests.kill.ledger import Ledger
from tests.kill.process import BotProcess
from tests.kill.town import BROADCAST, COACH_ID, Client, Coach, Heard, Someone, Town

ROUNDS = int(os.environ.get("KILL_ROUNDS", "100"))
SEED = int(os.environ.get("KILL_SEED", str(time.time_ns() % 1_000_000)))
BROADCASTS = bool(os.environ.get("KILL_BROADCASTS"))
"""Whether the coach writes to everybody meanwhile: not in the ordinary run."""
TOKEN = "1000001:LOCAL-test-token-that-opens-nothing-at-all"
ZONE = "Europe/Amsterdam"
MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""A Monday, 10:30 in Amsterdam."""

_START = 0.25
"""Seconds within which a life that is cut short on its way up ends."""
_MOST_CALLS, _A_CALL, _LIFE = 20, 0.03, 0.5
"""Another life ends after so many replies at most, at some instant of the next one; in seconds."""
_HOURS = (420, 480, 540, 720, 900, 1080)
_BROADCASTS_AT = (540, 720)
_FIRST_CLIENTS, _MOST_CLIENTS, _LINK_USES = 10, 40, 20
_DAYS = 100
_PATIENCE = 30.0

_LEFT = (
    "SELECT (SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending'))"
    " + (SELECT count(*) FROM intake WHERE state = 'waiting')"
)

_HELD = "SELECT count(*) FROM outbox WHERE state = 'queued' AND reason = 'held'"

_UNDO = "SELECT count(*) FROM broadcast WHERE state = 'planned'"

_HOUR = timedelta(minutes=61)
"""A little longer than an urge goes on without an act."""

_PUSHES_LEFT = (
    "SELECT (SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending') AND lane >= 4)"
    " + (SELECT count(*) FROM broadcast"
    " WHERE state IN ('planned', 'filling'))"
)

Day = tuple[int, date]
"""Chat id and local date of a daily message."""


@dataclass
class Aftermath:
    """What the tests look at."""

    seed: int
    town: Town
    ledger: Ledger
    clients: list[Client]
    blocker: Client
    coach: Coach
    unanswered: list[str] = field(default_factory=list)
    must_come: set[Day] = field(default_factory=set)
    may_come: set[Day] = field(default_factory=set)
    log: list[dict[str, Any]] = field(default_factory=list)

    @property
    def sure(self) -> list[Client]:
        """Those who arrived and know what became of each act; the bot may give one up."""
        return [client for client in self.clients if client.sure and client.minutes is not None]

    @cached_property
    def came(self) -> Counter[str]:
        """Key of a daily message or a broadcast -> how often it arrived."""
        found: Counter[str] = Counter()
        rows = self.ledger.rows("SELECT chat_id, id, started_on FROM client")
        broadcasts = [row[0] for row in self.ledger.rows("SELECT id FROM broadcast ORDER BY id")]
        for chat_id, client_id, started_on in rows:
            for heard in self.town.people_heard[chat_id]:
                if (on := _day_of(heard, date.fromisoformat(started_on))) is not None:
                    found[f"daily:{client_id}:{on}"] += 1
                if (number := _broadcast_of(heard, broadcasts)) is not None:
                    found[f"broadcast:{number}:{client_id}"] += 1
        return found

    def blame(self, problems: Iterable[str]) -> str:
        """Nothing when there are none; else the first ones, and how to see them again."""
        found = list(problems)
        if not found:
            return ""
        shown = "\n".join(found[:12])
        return f"seed {self.seed}, {len(found)} problems after {self.ledger.kills} kills:\n{shown}"


def _day_of(heard: Heard, started_on: date) -> date | None:
    """The local date of a daily message, open or as a neutral line."""
    for data in heard.data:
        if data.startswith("daily:open:"):
            return date.fromisoformat(data.rpartition(":")[2])
        if data.startswith("daily:helped:"):
            return started_on + timedelta(days=int(data.rpartition(":")[2]))
    return None


def _broadcast_of(heard: Heard, ids: Sequence[int]) -> int | None:
    """The id of a broadcast, open or as a neutral line."""
    if heard.text.startswith(BROADCAST):
        return ids[int(heard.text.removeprefix(BROADCAST).partition(":")[0]) - 1]
    opens = [data for data in heard.data if data.startswith("news:open:")]
    return int(opens[0].rpartition(":")[2]) if opens else None


class Ordeal:
    """Runs it."""

    def __init__(self, folder: Path, url: str, town: Town, random: Random) -> None:
        self.town = town
        self.random = random
        self.ledger = Ledger(folder / "anker.db")
        self.log = folder / "bot.log"
        settings = {
            "_env_file": None,
            "token": TOKEN,
            "api_url": url,
            "coach_ids": frozenset({COACH_ID}),
            "database_url": f"sqlite+aiosqlite:///{folder / 'anker.db'}",
            "rate_per_second": 1000,
        }
        self.bot = BotProcess(settings, self.log)
        self.coach = Coach(town, Random(random.random()))
        self.clients: list[Client] = []
        self.tasks: dict[Someone, asyncio.Task[None]] = {}
        self.tokens: list[str] = []
        self.must_come: set[Day] = set()
        self.may_come: set[Day] = set()
        self._slots = _all_slots()
        self.blocker = self._new_client()

    async def run(self) -> Aftermath:
        """Everything, start to end."""
        await self._calm_beginning()
        for _ in range(ROUNDS):
            self._set_the_scene()
            await self._live_and_die()
        unanswered = await self._calm_end()
        lines = self.log.read_text().splitlines()
        return Aftermath(
            seed=SEED,
            town=self.town,
            ledger=self.ledger,
            clients=self.clients,
            blocker=self.blocker,
            coach=self.coach,
            unanswered=unanswered,
            must_come=self.must_come,
            may_come=self.may_come,
            log=[json.loads(line) for line in lines if line.startswith("{")]
            + [{"level": "error", "event": line} for line in lines if not line.startswith("{")],
        )

    async def _live_and_die(self) -> None:
        """One life, ended at a random instant: one in five still on its way up."""
        mark = len(self.town.requests)
        self.bot.start(self.town.clock.now())
        if self.random.random() < 0.2:
            await asyncio.sleep(self.random.uniform(0, _START))
        else:
            await self.town.wait_for(lambda town: town.was_asked("getMe", mark), _PATIENCE)
            calls = self.random.randint(0, _MOST_CALLS)
            with contextlib.suppress(TimeoutError):
                await self.town.wait_for(lambda town: town.replies_since(mark) >= calls, _LIFE)
            await asyncio.sleep(self.random.uniform(0, _A_CALL))
        self._kill()

    def _kill(self) -> None:
        self.bot.kill()
        self.ledger.note_kill(IN_FLIGHT)

    def _set_the_scene(self) -> None:
        """What happens while the bot is dead: somebody arrives, hours pass, the coach writes."""
        self._raise_what_broke()
        if self.random.random() < 0.5:
            self._move_in()
        if self.ledger.number(_UNDO):
            self.town.clock.move_to(self.town.clock.now() + UNDO_FOR)
        if not self._all_came():
            return
        day, minutes = next(self._slots)
        before = timedelta(seconds=self.random.uniform(0, _START))
        self.town.clock.move_to(at_local(day, minutes, ZONE) - before)
        self._expect(day, minutes)
        arrived = any(client.minutes is not None for client in self.clients)
        if BROADCASTS and arrived and minutes in _BROADCASTS_AT and self.random.random() < 0.5:
            self.tasks[self.coach] = asyncio.create_task(self.coach.broadcast())

    def _let_urges_end(self) -> None:
        """What waits for an urge comes once it is over, an hour after the last act in it."""
        if not self.ledger.number(_HELD):
            return
        day, minutes = next(self._slots)
        self.town.clock.move_to(min(at_local(day, minutes, ZONE), self.town.clock.now() + _HOUR))
        if self.town.clock.now() >= at_local(day, minutes, ZONE):
            self._expect(day, minutes)

    def _expect(self, day: date, minutes: int) -> None:
        self.must_come |= {(c.id, day) for c in self.clients if c.minutes == minutes}
        self.may_come |= {(c.id, day) for c in self.clients if c.minutes is None}

    def _raise_what_broke(self) -> None:
        for task in self.tasks.values():
            if task.done():
                task.result()

    def _all_came(self) -> bool:
        """Whether everything that was due has arrived, so that the clock may move on by hours."""
        coach = self.tasks.get(self.coach)
        if coach is not None and not coach.done():
            return False
        if self.ledger.number(_PUSHES_LEFT):
            return False
        return self.must_come <= set(self.ledger.dailies("sent"))

    async def _calm_beginning(self) -> None:
        """The coach makes links, pictures are uploaded, one client blocks, others arrive."""
        self.town.add_person("Coach", "nl", COACH_ID)
        self.bot.start(self.town.clock.now())
        async with asyncio.timeout(_PATIENCE):
            for _ in range(_MOST_CLIENTS // _LINK_USES + 1):
                self.tokens.append(await self.coach.invite())
            await self.blocker.arrive(self.tokens[-1])
            await self.blocker.breathe()
        self.town.acts += 1
        self.town.block(self.blocker.id)
        for _ in range(_FIRST_CLIENTS):
            self._move_in()
        self._kill()

    def _new_client(self) -> Client:
        person = self.town.add_person(f"Client {len(self.clients)}", "nl")
        return Client(self.town, person.id, Random(self.random.random()))

    def _move_in(self) -> None:
        if len(self.clients) == _MOST_CLIENTS:
            return
        client = self._new_client()
        token = self.tokens[len(self.clients) // _LINK_USES]
        self.clients.append(client)
        self.tasks[client] = asyncio.create_task(client.live(token))

    async def _calm_end(self) -> list[str]:
        """One life without a kill: every reply that is still owed has to come now."""
        self.town.asleep = True
        self._let_urges_end()
        self.bot.start(self.town.clock.now())
        _, waiting = await asyncio.wait(self.tasks.values(), timeout=_PATIENCE)
        until = time.monotonic() + _PATIENCE
        while self.ledger.number(_LEFT) and time.monotonic() < until:
            await asyncio.sleep(0.1)
        self._kill()
        self._raise_what_broke()
        for task in waiting:
            task.cancel()
        return [
            f"{who.id} got no reply to {who.waits_for}: {self._last_heard(who)}"
            for who, task in self.tasks.items()
            if task in waiting
        ]

    def _last_heard(self, who: Someone) -> list[str]:
        return [heard.text[:60] for heard in self.town.people_heard[who.id][-3:]]


def _all_slots() -> Iterator[tuple[date, int]]:
    """Local dates and hours at which daily messages are due, from the first morning on."""
    first = local_date(ZONE, MORNING)
    for number in range(_DAYS):
        day = first + timedelta(days=number)
        for minutes in _HOURS:
            if at_local(day, minutes, ZONE) > MORNING:
                yield day, minutes


async def _ordeal(folder: Path) -> Aftermath:
    book = load(Path("content"))["nl"]
    limits = Limits(enabled=False, update_seconds=timedelta(days=7).total_seconds())
    clock = MovableClock(MORNING)
    town = Town(clock, TOKEN, limits=limits, seed=SEED, book=book)
    town.latency = (0.015, 0.015)
    server = LocalTelegram(town)
    url = await server.start()
    ordeal = Ordeal(folder, url, town, Random(SEED))
    try:
        return await ordeal.run()
    except BaseException as error:
        error.add_note(f"seed {SEED}: KILL_SEED={SEED} repeats it")
        raise
    finally:
        if ordeal.bot.lives:
            ordeal.bot.kill()
        await server.stop()


def endure(folder: Path) -> Aftermath:
    """The whole ordeal, with its files in `folder`."""
    return asyncio.run(_ordeal(folder))
