"""Several machines, the people who write to them, and the books that are looked at afterwards."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, update

from bot.calendar.times import local_date
from bot.clock import SystemClock
from bot.sandbox.limits import Limits
from bot.sandbox.server import LocalTelegram
from bot.sandbox.world import World
from bot.store.engine import Store
from bot.store.intake import WAITING
from bot.store.outbox import QUEUED, SENDING
from bot.store.tables import client, intake, outbox
from bot.vault import Vault
from tests.cast import COACH_ID, TOKEN
from tests.replicas.machines import Front, Machine
from tests.replicas.pair import until
from tests.scenes.test_run import where_it_is_noon
from tests.store.databases import KEY
from tests.store.scenes import enrol
from tests.web.conftest import SECRET, free_port

_PEOPLE = 700_000_100
AT_LENGTH = "REPLICAS" in os.environ
"""`make replicas`, on a machine with nothing else to do; else there are other tests beside it."""
TAKEN_OVER_WITHIN = 10.0 if AT_LENGTH else 20.0
"""Seconds after which another leads, whatever became of the leader: eight at most in itself."""


@dataclass
class Fleet:
    """Machines at work. People write `/week`; each gets a daily message when it is due."""

    world: World
    store: Store
    front: Front
    settings: dict[str, Any]
    folder: Path
    machines: list[Machine] = field(default_factory=list)
    said: Counter[int] = field(default_factory=Counter)

    def machine(self, **settings: Any) -> Machine:
        """One more, not yet started."""
        return self.machine_of(None, **settings)

    def machine_of(self, become: Callable[[], None] | None, **settings: Any) -> Machine:
        """One that is to `become` of another release first; None: it is of this one."""
        port = {"http_port": free_port()} if "webhook_url" in self.settings else {}
        name = f"machine-{len(self.machines) + 1}"
        made = Machine(name, self.settings | port | settings, self.folder, become)
        self.machines.append(made)
        return made

    async def up(self, *machines: Machine) -> None:
        """Start these, all at once, and put them behind the front."""
        for machine in machines:
            machine.start()
        await asyncio.gather(*(machine.ready() for machine in machines))
        self.front.machines += machines

    @property
    def leader(self) -> Machine:
        """The machine that leads."""
        return next(m for m in self.machines if m.lives and m.leads)

    async def another_leads(self, before: Machine, within: float = TAKEN_OVER_WITHIN) -> Machine:
        """Wait until a machine leads that is not this one."""
        others = [m for m in self.machines if m is not before and m.lives]
        await until(lambda: any(m.leads for m in others), within)
        return next(m for m in others if m.leads)

    async def move_in(self, count: int) -> list[int]:
        """Clients; no daily message is due yet."""
        found = []
        for number in range(count):
            person = self.world.add_person(f"Client {number}", "nl", _PEOPLE + number)
            self.world.chats[person.id].started = True
            now, zone = datetime.now(UTC), where_it_is_noon()
            await enrol(
                self.store, person.id, zone=zone, daily_at=12 * 60, last_seen_at=now,
                created_at=now, started_on=local_date(zone, now),
            )  # fmt: skip
            found.append(person.id)
        return found

    async def let_dailies_fall_due(self, *people: int, after: float = 0.0) -> None:
        """These get today's message then."""
        due_at = datetime.now(UTC) + timedelta(seconds=after)
        async with self.store.write() as tx:
            chosen = client.c.chat_id.in_(people)
            await tx.run(update(client).where(chosen).values(next_daily_at=due_at))

    def say(self, person: int) -> None:
        """Somebody asks which week it is."""
        self.said[person] += 1
        self.world.say(person, "/week")

    def heard(self, person: int) -> list[str]:
        """What the bot says in this chat now."""
        return [m.text or "" for m in self.world.chat(person) if m.from_bot]

    async def write(self, people: list[int], every: float = 0.4) -> None:
        """Everybody asks, in turn, until this is cancelled."""
        while True:
            for person in people:
                self.say(person)
                await asyncio.sleep(every)

    async def rest(self, seconds: float = 30.0) -> None:
        """Wait until nothing waits, is queued or is under way."""
        async with asyncio.timeout(seconds):
            while len(self.world.queue) or await self._left():
                await asyncio.sleep(0.1)

    async def _left(self) -> int:
        async with self.store.read() as tx:
            waits = select(func.count()).where(intake.c.state == WAITING)
            leaves = select(func.count()).where(outbox.c.state.in_((QUEUED, SENDING)))
            return sum([(await tx.run(query)).scalar_one() for query in (waits, leaves)])

    async def states(self) -> dict[str, int]:
        """How many updates ended how."""
        async with self.store.read() as tx:
            query = select(intake.c.state, func.count()).group_by(intake.c.state)
            return dict((await tx.run(query)).all())

    def answers(self) -> Counter[int]:
        """Who was told how often which week it is."""
        return self._sent(lambda params: params.get("text", "").startswith("Week "))

    def dailies(self) -> Counter[int]:
        """Who got a daily message how often."""
        return self._sent(lambda params: "daily:helped" in params.get("reply_markup", ""))

    def _sent(self, wanted: Any) -> Counter[int]:
        return Counter(
            int(request.params["chat_id"])
            for request in self.world.requests
            if request.method == "sendMessage" and request.ok and wanted(request.params)
        )

    def errors(self) -> list[str]:
        """What the machines complained about, but for a beat that came late on a busy machine."""
        return [
            f"{machine.name}: {line}"
            for machine in self.machines
            for line in machine.log.splitlines()
            if '"level": "error"' in line or not line.startswith("{")
            if '"event": "no beat"' not in line
        ]


@asynccontextmanager
async def fleet(
    folder: Path, database: str, *, webhook: bool = True, limits: Limits | None = None
) -> AsyncIterator[Fleet]:
    """A local Telegram, a front and a database; machines are started by the scene."""
    world = World(SystemClock(), TOKEN, limits=limits or Limits(enabled=False))
    world.latency = (0.01, 0.02)
    world.add_person("Coach", "nl", COACH_ID)
    server, front, store = LocalTelegram(world), Front(), Store(database, Vault([KEY]))
    url, port = await server.start(), await front.start()
    settings = {
        "_env_file": None,
        "token": TOKEN,
        "api_url": url,
        "coach_ids": frozenset({COACH_ID}),
        "database_url": database,
        "encryption_key": KEY,
        "erasures_file": folder / "anker.erased",
        "timezone": where_it_is_noon(),
    }
    if webhook:
        settings |= {"webhook_url": f"http://127.0.0.1:{port}", "webhook_secret": SECRET}
    made = Fleet(world, store, front, settings, folder)
    try:
        yield made
    finally:
        for machine in made.machines:
            if machine.lives:
                await machine.kill()
        await front.stop()
        await server.stop()
        await store.close()


def through(wire_port: int, database: str) -> str:
    """The address of the same database by way of a wire."""
    name = database.partition("@/")[2].partition("?")[0]
    return f"postgresql+asyncpg://postgres@127.0.0.1:{wire_port}/{name}"
