"""Thirty days of many people, lived through hour by hour; each evening it is looked at all."""

from __future__ import annotations

import asyncio
import io
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, cast

from bot.content.load import load
from bot.sandbox.faults import Kind
from bot.sandbox.limits import Limits
from bot.store.backup import backup_to
from bot.store.tombstones import Tombstones
from tests.cast import COACH_ID, TOKEN, Stage, staged
from tests.kill.ledger import Ledger, SqliteReader
from tests.soak.account import Account
from tests.soak.choices import ACTIVITY, CLIENTS, DAYS, FIRST_DAY, HOURS, SEED
from tests.soak.coach import BusyCoach
from tests.soak.diary import DAY
from tests.soak.lives import Lives, tasks_known
from tests.soak.measures import Measure, grown, measure
from tests.soak.report import line
from tests.soak.residents import SECRET, Resident
from tests.soak.town import Month

_LINK_USES, _AT_A_TIME, _LATECOMERS = 25, 40, 0.2
_FAULTS: tuple[Kind, ...] = ("429", "500", "502-html", "drop-before", "drop-after")
_STEP, _LONGEST = timedelta(seconds=0.5), timedelta(minutes=40)
_STUCK = 120.0
"""Seconds of its own processor time after which the bot does not come to rest any more."""
_ERRORS = ("error", "critical")


class Soak:
    """Runs it."""

    def __init__(self, stage: Stage, folder: Path, log: io.StringIO) -> None:
        """`log`: what the bot logs, as lines of JSON; read and emptied each evening."""
        self.stage = stage
        self.town = cast(Month, stage.world)
        self.folder = folder
        self.log = log
        self.random = Random(SEED)
        tombstones = Tombstones(stage.settings.erasures_path)
        self.ledger = Ledger(SqliteReader(folder / "anker.db"), tombstones)
        self.lives = Lives(stage)
        self.coach = BusyCoach(self.town, Random(SEED + 1))
        self.account = Account(self.town, self.coach, self.ledger, stage.clock)
        self.measures: list[Measure] = []
        self._tokens: dict[int, list[str]] = {}

    # Time

    async def pass_time(self, to: datetime) -> None:
        """Through every instant at which something is due."""
        app, clock = self.stage.app, self.stage.clock
        await self.rest()
        while (due_at := await app.next_due_at()) is not None and due_at <= to:
            clock.move_to(max(due_at, clock.now() + timedelta(milliseconds=1)))
            await self._tick()
        clock.move_to(to)
        await self._tick()

    async def _tick(self) -> None:
        # What has come due, and not every tick each time as `walk` does at its end.
        self.stage.app.sender.kick()
        await self.stage.app.run_due(passing=True)
        await self.rest()

    async def rest(self, done: Callable[[], bool] = lambda: True) -> None:
        """Let a moment pass, and another, until nobody is at work and `done` says so."""
        still = turns = 0
        deadline, until = time.process_time() + _STUCK, self.stage.clock.now() + _LONGEST
        while still < 3:
            await asyncio.sleep(0.001)
            busy = self.stage.app.busy or len(self.town.queue) or not done()
            still, turns = 0 if busy else still + 1, turns + 1
            if busy and turns % 15 == 0:
                self.stage.clock.move_to(self.stage.clock.now() + _STEP)
                self.stage.app.sender.kick()
            assert time.process_time() < deadline, "the bot does not come to rest"
            if busy and not self.stage.app.busy and self.stage.clock.now() > until:
                return

    async def together(self, acts: dict[Resident | BusyCoach, Awaitable[None]]) -> None:
        """Several people do something at the same time; who gets no reply is named."""
        tasks = {who: asyncio.ensure_future(act) for who, act in acts.items()}
        problems = self.account.problems
        await self.rest(lambda: all(task.done() for task in tasks.values()))
        for who, task in tasks.items():
            if not task.done():
                task.cancel()
                last = [heard.text[:50] for heard in self.town.people_heard[who.id][-2:]]
                self.account.problems.append(
                    f"{who.id} got no reply to {who.waits_for!r}, heard {last}"
                )
            elif (error := task.exception()) is not None:
                problems.append(f"{who.id} in {who.waits_for!r}: {error!r}")

    # A day

    async def run(self) -> None:
        """All of it."""
        self.town.add_person("Coach", "nl", COACH_ID)
        await self.lives.stop()
        await self.lives.begin()
        await self._found_groups()
        for day in range(DAYS):
            await self._live(day)
            await self._look(day)
        await self.pass_time(self.stage.clock.now() + timedelta(hours=30))
        self._close_the_day(DAYS)
        self.account.look_at_the_rest(self.folder / "anker.db")
        self.account.problems += grown(self.measures, CLIENTS)

    async def _found_groups(self) -> None:
        firsts = (None, FIRST_DAY - timedelta(days=9), FIRST_DAY, FIRST_DAY + timedelta(days=2))
        for name, first in zip(("Els", "Iep", "Berk", "Linde"), firsts, strict=True):
            await self.together({self.coach: self.coach.found(name, first)})

    async def _live(self, day: int) -> None:
        on = FIRST_DAY + day * DAY
        arrivals = self._arrivals(day)
        trouble = self.random.sample(HOURS, 2)
        mornings = [hour for hour in HOURS if 4 < hour < 8]
        ended = self.random.choice([*mornings * 5, *HOURS[1:]]) if day % 3 == 1 else None
        for hour in HOURS:
            minute = self.random.randrange(2, 55)
            await self.pass_time(datetime(on.year, on.month, on.day, hour, minute, tzinfo=UTC))
            if hour in trouble:
                self._trouble()
            if hour == 2:
                await self._back_up(on)
            if 6 <= hour < 18:
                share = -(-len(arrivals) // sum(hour <= later < 18 for later in HOURS))
                await self._arrive([arrivals.pop() for _ in range(share)])
            acts: dict[Resident | BusyCoach, Awaitable[None]] = dict(self._acts())
            if ended == hour:
                await self._end_a_life(acts, kill=day % 2 == 1)
            else:
                await self.together(acts)
            if hour in (9, 12, 17):
                await self.together({self.coach: self._round(day, hour)})
            self.town.faults.clear()

    def _arrivals(self, day: int) -> list[Resident]:
        last = max(1, DAYS * 2 // 3)
        late = int(CLIENTS * _LATECOMERS)
        if day == 0:
            number = CLIENTS - late
        else:
            number = late * day // last - late * (day - 1) // last if day <= last else 0
        return [self._newcomer() for _ in range(number)]

    def _newcomer(self) -> Resident:
        number = len(self.account.residents) + 1
        spoken = "en" if number % 5 == 0 else "nl"
        person = self.town.add_person(f"{SECRET.title()} {number}", spoken)
        resident = Resident(
            self.town, person.id, SEED + number, number, self.stage.app.deps.shelf[spoken]
        )
        resident.group = self.coach.groups[number % len(self.coach.groups)]
        self.account.residents[person.id] = resident
        return resident

    async def _arrive(self, coming: list[Resident]) -> None:
        while coming:
            some, coming = coming[:_AT_A_TIME], coming[_AT_A_TIME:]
            for group in {one.group for one in some}:
                here = sum(one.group == group for one in some)
                while len(self._tokens.setdefault(group, [])) < here:
                    await self.together({self.coach: self._invite(group)})
            await self.together(
                {one: one.come(self._tokens[one.group].pop(),
                               self.coach.first_days.get(one.group, date.min)) for one in some}
            )  # fmt: skip

    async def _invite(self, group: int) -> None:
        self._tokens[group] += [await self.coach.invite_into(group)] * _LINK_USES

    def _acts(self) -> Iterator[tuple[Resident, Awaitable[None]]]:
        for resident in self.account.residents.values():
            if resident.minutes is None or resident.diary.gone:
                continue
            chance = ACTIVITY / len(HOURS) * (1.5 if resident.awake() else 0.2)
            if self.random.random() < chance:
                if resident.blocked:
                    yield resident, resident.return_()
                else:
                    yield resident, resident.act()

    async def _round(self, day: int, hour: int) -> None:
        """What the coach does: a rhythm of six days that leaves each client two pushes a day."""
        coach, first, second, third, fourth = self.coach, *self.coach.groups
        if hour == 12:
            await coach.answer_some(12)
            return
        if hour == 17:
            await coach.look_around()
            return
        today = FIRST_DAY + day * DAY
        match day % 6:
            case 0:
                await coach.write_to(0)
            case 1:
                await coach.write_to(first)
            case 2:
                meets = datetime(today.year, today.month, today.day, 14, tzinfo=UTC) + 2 * DAY
                typed = (today + 2 * DAY).strftime("%d-%m-%Y 15:00")
                await coach.plan_session(second, meets, typed)
                await coach.write_line(second, min(16, day // 7 + 2))
            case 3:
                await coach.write_to(third)
            case 4:
                await coach.write_to(fourth)
            case 5:
                await coach.correct(coach.sendings[-1])

    # What goes wrong

    def _trouble(self) -> None:
        """Until the next hour, now and then."""
        for kind in self.random.sample(_FAULTS, 2):
            self.town.faults.add(
                "sendMessage", kind=kind, times=max(3, CLIENTS // 50), probability=0.1,
                seconds=self.random.randint(1, 40),
            )  # fmt: skip
        self.town.faults.add("getUpdates", kind=self.random.choice(_FAULTS[1:4]), times=2)

    async def _end_a_life(
        self, acts: dict[Resident | BusyCoach, Awaitable[None]], *, kill: bool
    ) -> None:
        """While people act, and what has come due is on its way."""
        app, clock = self.stage.app, self.stage.clock
        if (due_at := await app.next_due_at()) is not None:
            clock.move_to(due_at + timedelta(milliseconds=1))
        app.sender.kick()
        ticks = asyncio.ensure_future(app.run_due(passing=True))
        tasks = {who: asyncio.ensure_future(act) for who, act in acts.items()}
        await asyncio.sleep(self.random.uniform(0.05, 0.4))
        ticks.cancel()
        await asyncio.gather(ticks, return_exceptions=True)
        if kill:
            said = self.log.tell()
            await self.lives.kill()
            # A process that is gone says nothing of its end.
            self.log.seek(said)
            self.log.truncate()
            self.account.note_kill()
        else:
            await self.lives.stop()
        # Away for a while: what was due meanwhile comes late.
        self.stage.clock.move_to(self.stage.clock.now() + timedelta(seconds=30))
        await self.lives.begin()
        await self.together(dict(tasks))

    async def _back_up(self, on: date) -> None:
        target = self.folder / f"backup-{on.day % 2}.db"
        await backup_to(self.stage.settings, target)
        with closing(sqlite3.connect(target)) as copy:
            whole = copy.execute("PRAGMA integrity_check").fetchone()[0]
            kept, waiting = (copy.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
                             for name in ("client", "intake"))  # fmt: skip
        here = self.ledger.number("SELECT count(*) FROM client")
        if whole != "ok" or kept != here or waiting:
            self.account.problems.append(
                f"the backup of {on}: {whole}, {kept} of {here}, {waiting}"
            )

    # The evening

    async def _look(self, day: int) -> None:
        await self.rest()
        self._close_the_day(day)
        kept = sum(len(chat.messages) for chat in self.town.chats.values())
        self.measures.append(measure(day, self.folder / "anker.db", self.ledger, kept))
        print(line(self, day), flush=True)

    def _close_the_day(self, day: int) -> None:
        self.account.judge(FIRST_DAY + day * DAY)
        self.account.problems += self._wrong_lines()
        for who in (*self.account.residents.values(), self.coach):
            # What the town remembers of the day, so that it does not grow itself.
            self.town.people_heard[who.id].clear()
            who._heard_to = 0

    def _wrong_lines(self) -> Iterator[str]:
        """Errors in the log, and words that should not be in it."""
        for told in self.log.getvalue().splitlines():
            if not told.startswith("{") or json.loads(told)["level"] in _ERRORS:
                yield told
            elif SECRET in told.lower() or TOKEN in told:
                yield f"somebody's words, or the token: {told}"
        self.log.seek(0)
        self.log.truncate()


@asynccontextmanager
async def a_month(folder: Path, log: io.StringIO) -> AsyncIterator[Soak]:
    """The bot on a database of its own, shortly before the first day."""
    content = load(Path("content"))
    midnight = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC)
    town: Any = partial(Month, book=content["nl"], seed=SEED)
    with tasks_known():
        async with staged(
            folder, now=midnight, limits=Limits(enabled=False), telegram=town, rate_per_second=1000
        ) as stage:
            yield Soak(stage, folder, log)
