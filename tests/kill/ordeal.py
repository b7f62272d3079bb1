"""A town lives with a bot that is killed over and over."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from bot.calendar.times import at_local, local_date
from bot.clock import MovableClock
from bot.content.load import load
from bot.outbox.queue import LEASE
from bot.sandbox.limits import Limits
from bot.sandbox.server import LocalTelegram
from bot.store.tombstones import Tombstones
from tests.cast import COACH_ID, MORNING, TOKEN
from tests.kill.aftermath import Aftermath, Day
from tests.kill.leaver import Leaver
from tests.kill.ledger import Ledger, PostgresReader, Reader, SqliteReader
from tests.kill.people import ZONE, Act, Client, Coach, Someone
from tests.kill.process import BotProcess
from tests.kill.town import Town
from tests.seeds import seed
from tests.store.databases import KEY, path_of

ROUNDS = int(os.environ.get("KILL_ROUNDS", "12"))
SEED = seed("KILL_SEED")

_START = 0.25
"""Seconds within which a life that is cut short on its way up ends."""
_MOST_CALLS, _A_CALL = 60, 0.03
"""Another life ends after so many replies at most, at some instant of the next one; in seconds."""
_QUIET, _LIFE = 0.5, 2.0
"""Seconds without a call, or in all, after which it ends too."""
_HOURS = (420, 480, 540, 720, 1080)
"""Of the hours that are offered, those at which even a held message still has three hours."""
_NOON = 720
_BEGINS = at_local(local_date(ZONE, MORNING), _NOON, ZONE) - timedelta(minutes=20)
"""A promise to come back in twenty minutes falls due with the first daily messages."""
_BROADCASTS_AT = 540
_FIRST_CLIENTS, _MOST_CLIENTS, _LINK_USES = 10, 40, 24
_DAYS = 100
"""Fewer than the programme has."""
_LONGEST_AWAY = timedelta(hours=16)
"""Telegram keeps an update for a day: so long at most the bot is away, with one to be had."""
_LATE = 600.0
"""Seconds that something due may have to wait for the bot to be there again."""
_LAST_LIVES, _STEP = 100, timedelta(minutes=15)
_PATIENCE = 60.0

_LEFT = (
    "SELECT (SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending') AND lane = 0)"
    " + (SELECT count(*) FROM intake WHERE state = 'waiting')"
)
_STILL_TO_COME = (
    "SELECT (SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending'))"
    " + (SELECT count(*) FROM broadcast WHERE state IN ('planned', 'filling', 'sending'))"
)


class Ordeal:
    """Runs it."""

    def __init__(
        self, folder: Path, url: str, town: Town, clock: MovableClock, database_url: str
    ) -> None:
        self.town = town
        self.clock = clock
        self.random = random = Random(SEED)
        self.log = folder / "bot.log"
        on_server = database_url.startswith("postgresql")
        # There, what a killed process holds comes once its lease is over, behind newer replies.
        town.in_order = not on_server
        reader: Reader | None = PostgresReader(database_url) if on_server else None
        erasures = folder / "erasures"
        reader = reader or SqliteReader(path_of(database_url))
        self.ledger = Ledger(reader, Tombstones(erasures))
        settings = {
            "_env_file": None,
            "token": TOKEN,
            "api_url": url,
            "coach_ids": frozenset({COACH_ID}),
            "database_url": database_url,
            "encryption_key": KEY,
            "erasures_file": erasures,
            "rate_per_second": 1000,
        }
        self.bot = BotProcess(settings, self.log)
        self.coach = Coach(town, Random(random.random()))
        self.clients: list[Client] = []
        self.tasks: dict[Someone, asyncio.Task[None]] = {}
        self.tokens: list[str] = []
        self.must_come: set[Day] = set()
        self.may_come: set[Day] = set()
        self._owed: Counter[int] = Counter()
        self._slots = _all_slots()
        self._slot = next(self._slots)
        self.blocker = self._new_client()
        self.leaver = self._new_leaver()
        self.torn: list[str] = []
        """What was wrong with what was kept of her."""
        self._came_up = False

    async def run(self) -> Aftermath:
        """Everything, start to end."""
        await self._calm_beginning()
        self._let_time_pass(timedelta(seconds=self.random.uniform(0, _LATE)))
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
            leaver=self.leaver,
            torn=self.torn,
            coach=self.coach,
            deliveries=list(self.town.deliveries()),
            unanswered=unanswered,
            must_come=self.must_come,
            may_come=self.may_come,
            log=[json.loads(line) for line in lines if line.startswith("{")]
            + [{"level": "error", "event": line} for line in lines if not line.startswith("{")],
        )

    async def _live_and_die(self) -> None:
        """One life, ended at a random instant: one in five still on its way up."""
        mark = len(self.town.requests)
        self._start()
        if self.random.random() < 0.2:
            await asyncio.sleep(self.random.uniform(0, _START))
        else:
            calls = self.random.randint(0, _MOST_CALLS)
            asks = "getUpdates" if calls else "getMe"
            await self.town.wait_for(lambda town: town.was_asked(asks, mark), _PATIENCE)
            self._came_up = bool(calls)
            await self._work(mark, calls)
            await asyncio.sleep(self.random.uniform(0, _A_CALL))
        self._kill()

    async def _work(self, mark: int, calls: int) -> None:
        """Until so many calls showed something, there is nothing to do, or somebody is erased."""
        until, left_already = time.monotonic() + _LIFE, self.leaver.is_leaving
        with suppress(TimeoutError):
            while self.town.replies_since(mark) < calls and time.monotonic() < until:
                if self.leaver.is_leaving and not left_already:
                    return
                seen = len(self.town.requests)
                await self.town.wait_for_a_call(seen, _QUIET)

    def _start(self) -> None:
        self._came_up = False
        self.bot.start(self.town.clock.now(), self.ledger.life)

    def _kill(self) -> None:
        self.bot.kill()
        self.ledger.note_kill()
        self.torn += self.leaver.wrongs(self.ledger, came_up=self._came_up)

    def _set_the_scene(self) -> None:
        """What happens while the bot is dead: somebody arrives, time passes, the coach writes."""
        self._raise_what_broke()
        if self.random.random() < 0.5 and len(self.clients) < _MOST_CLIENTS:
            self._move_in()
        if self.coach not in self.tasks and self.coach.is_asked:
            self.tasks[self.coach] = asyncio.create_task(self.coach.answer())
        if not self._is_coach_writing() and self._is_all_done():
            # Killed around that instant, or not there when it comes.
            before, after = -self.random.uniform(0, _START), self.random.uniform(0, _LATE)
            self._let_time_pass(timedelta(seconds=self.random.choice((before, after))))

    def _let_time_pass(self, beyond: timedelta) -> None:
        """To about the next instant at which something is due."""
        now = self.town.clock.now()
        due = [at for at in (*self.ledger.instants(), _instant_of(self._slot)) if at > now]
        to, since = min(due) + beyond, self.town.oldest_update_at()
        if since is None or to - since < _LONGEST_AWAY:
            self._move(to)

    def _move(self, to: datetime) -> None:
        self.clock.move_to(to)
        while _instant_of(self._slot) <= self.town.clock.now() + timedelta(seconds=_START):
            self._expect(*self._slot)
            self._slot = next(self._slots)

    def _expect(self, day: date, minutes: int) -> None:
        arrived = [client for client in self.clients if client.minutes is not None]
        for client in arrived:
            if client.minutes == minutes and _is_settled(client, day):
                self.must_come.add((client.id, day))
                self._owed[client.id] += 1
        self.may_come |= {(c.id, day) for c in self.clients if not _is_settled(c, day)}
        self.may_come.add((self.leaver.id, day))
        if arrived and minutes == _BROADCASTS_AT and day.toordinal() % 2:
            # Every other day: with the daily message that makes two a day at most.
            self._have_coach_write()

    def _have_coach_write(self) -> None:
        if self.coach not in self.tasks and not self.town.asleep:
            self.tasks[self.coach] = asyncio.create_task(self.coach.broadcast())

    def _is_owed(self, client: Client) -> bool:
        return self.town.dailies_heard[client.id] < self._owed[client.id]

    def _raise_what_broke(self) -> None:
        for task in self.tasks.values():
            if task.done():
                task.result()

    def _is_coach_writing(self) -> bool:
        """Whether she is at it: half an hour later the bot would wait for her words no more."""
        task = self.tasks.get(self.coach)
        if task is not None and task.done():
            task.result()
            del self.tasks[self.coach]
        return self.coach in self.tasks

    def _is_all_done(self) -> bool:
        """Whether nothing is due that has not left yet, so that the clock may move on."""
        return min(self.ledger.instants()) > self.town.clock.now()

    async def _calm_beginning(self) -> None:
        """Enough to lose: a daily message, one to many, a promise, a letter, an answer.

        The coach makes links and writes, one client arrives and blocks the bot, one settles,
        others are arriving when it ends, and one is being erased.
        """
        self.town.add_person("Coach", "nl", COACH_ID)
        self._start()
        async with asyncio.timeout(_PATIENCE):
            self.tokens.append(await self.coach.invite())
            arrives = self.blocker.arrive(self.tokens[0], _HOURS)
            more, _ = await asyncio.gather(self.coach.invite(), arrives)
            self.tokens.append(more)
            self.town.acts += 1
            self.town.block(self.blocker.id)
            first = self._move_in(
                (_NOON,), Client.give_away, Client.write_to_the_coach, Client.ride_an_urge
            )
            while not first.promised:
                self._raise_what_broke()
                await asyncio.sleep(0.01)
            await self.coach.answer()
            self._have_coach_write()
            while self._is_coach_writing():
                await asyncio.sleep(0.01)
            leaves = self.leaver.come_and_go(_HOURS)
            self.tasks[self.leaver] = asyncio.create_task(leaves)
            while not self.leaver.is_leaving:
                self._raise_what_broke()
                await asyncio.sleep(0.01)
        while len(self.clients) < _FIRST_CLIENTS:
            self._move_in()
        await asyncio.sleep(self.random.uniform(0, _A_CALL))
        self._kill()

    def _new_client(self) -> Client:
        person = self.town.add_person(f"Client {len(self.clients)}", "nl")
        return Client(self.town, person.id, Random(self.random.random()), self._is_owed)

    def _new_leaver(self) -> Leaver:
        person = self.town.add_person("Leaver", "nl")
        return Leaver(self.town, person.id, Random(self.random.random()), self.coach)

    def _move_in(self, hours: tuple[int, ...] = _HOURS, *first: Act) -> Client:
        client = self._new_client()
        token = self.tokens[len(self.clients) // _LINK_USES]
        self.clients.append(client)
        self.tasks[client] = asyncio.create_task(client.live(token, hours, *first))
        return client

    async def _calm_end(self) -> list[str]:
        """Lives that end at rest: what is still owed has to come, each thing when it is due."""
        self.town.asleep = True
        for _ in range(_LAST_LIVES):
            self._move(self.town.clock.now() + LEASE)
            self._start()
            at_rest = await self._come_to_rest()
            self._kill()
            if not at_rest or not self.ledger.number(_STILL_TO_COME):
                break
            self._let_time_pass(_STEP)
        self._allow_what_fell_due()
        waiting = {who: task for who, task in self.tasks.items() if not task.done()}
        self._raise_what_broke()
        for task in waiting.values():
            task.cancel()
        return [f"{w.id} got no reply to {w.waits_for}: {self._last_heard(w)}" for w in waiting]

    def _allow_what_fell_due(self) -> None:
        """The clock runs on through the last life: a slot may have passed that nobody expected."""
        while _instant_of(self._slot) <= self.town.clock.now():
            day, minutes = self._slot
            may = [c for c in self.clients if c.minutes == minutes or not _is_settled(c, day)]
            self.may_come |= {(c.id, day) for c in (*may, self.leaver)}
            self._slot = next(self._slots)

    async def _come_to_rest(self) -> bool:
        """False: it does not."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            await asyncio.sleep(0.05)
            done = all(task.done() for task in self.tasks.values()) and not len(self.town.queue)
            if done and not self.ledger.number(_LEFT) and self._is_all_done():
                return True
        return False

    def _last_heard(self, who: Someone) -> list[str]:
        return [heard.text[:60] for heard in self.town.people_heard[who.id][-3:]]


def _all_slots() -> Iterator[tuple[date, int]]:
    """Local dates and hours at which daily messages are due, from the first morning on."""
    first = local_date(ZONE, MORNING)
    for number in range(_DAYS):
        day = first + timedelta(days=number)
        yield from ((day, minutes) for minutes in _HOURS if at_local(day, minutes, ZONE) > _BEGINS)


def _is_settled(client: Client, day: date) -> bool:
    """Whether it is known which hour holds on that day."""
    return client.hour_from is not None and client.hour_from <= day


def _instant_of(slot: tuple[date, int]) -> datetime:
    return at_local(*slot, ZONE)


async def _ordeal(folder: Path, database_url: str) -> Aftermath:
    book = load(Path("content"))["nl"]
    clock = MovableClock(_BEGINS)
    town = Town(clock, TOKEN, limits=Limits(enabled=False), seed=SEED, book=book)
    town.latency = (0.015, 0.015)
    server = LocalTelegram(town)
    url = await server.start()
    ordeal = Ordeal(folder, url, town, clock, database_url)
    try:
        return await ordeal.run()
    except BaseException as error:
        error.add_note(f"seed {SEED}: KILL_SEED={SEED} repeats it")
        raise
    finally:
        if ordeal.bot.lives:
            ordeal.bot.kill()
        await server.stop()


def endure(folder: Path, database_url: str) -> Aftermath:
    """The whole ordeal, with its files in `folder`."""
    return asyncio.run(_ordeal(folder, database_url))
