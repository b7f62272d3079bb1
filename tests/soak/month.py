"""Thirty days of many people, lived through hour by hour; each evening it is looked at all."""

from __future__ import annotations

import asyncio
import io
import json
import os
import sqlite3
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, cast

from bot.content.load import load
from bot.outbox.sender import IN_FLIGHT
from bot.sandbox.faults import Kind
from bot.sandbox.limits import Limits
from bot.sandbox.model import Message
from bot.store.backup import backup_to
from tests.cast import COACH_ID, TOKEN, Stage, staged
from tests.kill.ledger import Ledger, SqliteReader
from tests.soak.coach import LINK, BusyCoach, Sending
from tests.soak.diary import DAY
from tests.soak.lives import Lives, tasks_known
from tests.soak.measures import Measure, measure, slope
from tests.soak.residents import SECRET, Resident
from tests.soak.town import Month

CLIENTS = int(os.environ.get("SOAK_CLIENTS", "12"))
DAYS = int(os.environ.get("SOAK_DAYS", "3"))
SEED = int(os.environ.get("SOAK_SEED", "0")) or time.time_ns() % 1_000_000
ACTIVITY = float(os.environ.get("SOAK_ACTIVITY", "0.6" if CLIENTS < 100 else "0.1"))
"""Things that a client does on a day, on average; each takes one to fifteen updates."""

_CLOCKS_CHANGE = date(2026, 10, 25)
"""In Europe; in New York a week later."""
FIRST_DAY = _CLOCKS_CHANGE - timedelta(days=(DAYS + 1) // 2)
_LINK_USES, _AT_A_TIME, _LATECOMERS = 25, 40, 0.2
_BROADCAST_OVER = timedelta(hours=26)
_JUDGED = datetime.max.replace(tzinfo=UTC)
_EUROPE = "Europe/"
_FAULTS: tuple[Kind, ...] = ("429", "500", "502-html", "drop-before", "drop-after")
_HOURS = range(24) if CLIENTS >= 100 else (2, 9, 12, 17)
"""When people act; in between what is due comes all the same."""
_STEP, _LONGEST = 0.5, timedelta(minutes=40)
_STUCK = 240.0
"""Seconds of this machine after which the bot does not come to rest any more."""


class Soak:
    """Runs it."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage = stage
        self.town = cast(Month, stage.world)
        self.folder = folder
        self.random = Random(SEED)
        self.database = folder / "anker.db"
        self.ledger = Ledger(SqliteReader(self.database))
        self.reader = SqliteReader(self.database)
        self.lives = Lives(stage)
        self.books = stage.app.deps.shelf
        self.coach = BusyCoach(self.town, Random(SEED + 1))
        self.residents: dict[int, Resident] = {}
        self.by_number: list[Resident] = []
        self.problems: list[str] = []
        self.measures: list[Measure] = []
        self.excused: Counter[int] = Counter()
        """How often something may have come twice to a chat: its outcome was not known."""
        self.dailies = self.doubled = self.judged = 0
        self.town.on_letter, self.town.on_edit = self._hear, self._see
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
        deadline, until = time.monotonic() + _STUCK, self.stage.clock.now() + _LONGEST
        while still < 3:
            await asyncio.sleep(0.001)
            busy = self.stage.app.busy or len(self.town.queue) or not done()
            still, turns = 0 if busy else still + 1, turns + 1
            if busy and turns % 15 == 0:
                self.stage.clock.move_to(self.stage.clock.now() + timedelta(seconds=_STEP))
                self.stage.app.sender.kick()
            assert time.monotonic() < deadline, "the bot does not come to rest"
            if busy and not self.stage.app.busy and self.stage.clock.now() > until:
                return

    async def together(self, acts: dict[Resident | BusyCoach, Awaitable[None]]) -> None:
        """Several people do something at the same time; who gets no reply is named."""
        tasks = {who: asyncio.ensure_future(act) for who, act in acts.items()}
        await self.rest(lambda: all(task.done() for task in tasks.values()))
        for who, task in tasks.items():
            if not task.done():
                task.cancel()
                last = [heard.text[:50] for heard in self.town.people_heard[who.id][-2:]]
                self.problems.append(f"{who.id} got no reply to {who.waits_for!r}, heard {last}")
            elif (error := task.exception()) is not None:
                self.problems.append(f"{who.id} in {who.waits_for!r}: {error!r}")

    # What came

    def _hear(self, message: Message, key: str) -> None:
        if message.chat_id == COACH_ID:
            self.coach.hear(message)
            return
        resident = self.residents.get(message.chat_id)
        if resident is None:
            return
        text = message.text or message.caption or ""
        data = [b.data or "" for row in message.inline_keyboard or () for b in row]
        if key.startswith("daily:"):
            self._hear_daily(resident, date.fromisoformat(key.rpartition(":")[2]), text, data)
        elif text.startswith("Nieuws "):
            number = int(text.split()[1].rstrip(":"))
            self._count(self.coach.sendings, number, resident)
            self.coach.sendings[number - 1].in_words.add(resident.id)
        elif link := next((b.url for row in message.inline_keyboard or () for b in row
                           if (b.url or "").startswith(LINK)), None):  # fmt: skip
            self._count(self.coach.meetings, int(link.rpartition("-")[2]), resident, most=2)
        elif line := next((one for one in data if one.startswith("news:open:")), None):
            self._count_line(int(line.rpartition(":")[2]), resident)
        elif "Antwoord op " in text:
            self.coach.answers[text[text.index("vraag ") :].split("\n")[0]] += 1

    def _count_line(self, number: int, who: Resident) -> None:
        """A neutral line stands for one of the coach's messages, or for a reminder."""
        sending = next((one for one in self.coach.sendings if one.id == number), None)
        if sending is not None:
            self._count(self.coach.sendings, sending.number, who)
        elif self.coach.meetings:
            self._count(self.coach.meetings, self.coach.meetings[-1].number, who, most=2)

    def _see(self, message: Message) -> None:
        text = message.text or ""
        if text.startswith("Verbeterd "):
            number = int(text.split()[1].rstrip(":"))
            self.coach.sendings[number - 1].corrected.add(message.chat_id)

    def _hear_daily(self, resident: Resident, on: date, text: str, data: list[str]) -> None:
        now, diary = self.stage.clock.now(), resident.diary
        again = bool(diary.came.get(on))
        excused = again and self._excuse(resident.id)
        self.dailies += 1
        self.doubled += again
        self.problems += diary.hear_daily(now, on, excused)
        numbers = [int(one.split(":")[2]) for one in data if one.startswith("daily:helped:")]
        themed = any(one.startswith("daily:open:theme:") for one in data)
        if numbers:
            self.problems += diary.read(on, numbers[0], "· · ·" in text, again)
        elif themed and diary.starts is not None:
            diary.weeks.add((on.toordinal() - diary.starts) // 7)

    def _count(self, among: list[Sending], number: int, who: Resident, most: int = 1) -> None:
        sending = among[number - 1]
        sending.came[who.id] += 1
        if sending.came[who.id] > most and not self._excuse(who.id):
            self.problems.append(f"{who.id} got message {number} {sending.came[who.id]} times")

    def _excuse(self, chat_id: int) -> bool:
        """Whether something may have come twice there, once for each outcome not known."""
        unsure = self.town.faults.unsure
        for known in (unsure, self.excused):
            if known[chat_id] > 0:
                known[chat_id] -= 1
                return True
        return False

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
        self.problems += self._judge_sendings(self.stage.clock.now())
        self.problems += self._what_is_left()
        self.problems += self.coach.wrong_answers(self.stage.clock.now())

    async def _found_groups(self) -> None:
        firsts = (None, FIRST_DAY - timedelta(days=9), FIRST_DAY, FIRST_DAY + timedelta(days=2))
        for name, first in zip(("Els", "Iep", "Berk", "Linde"), firsts, strict=True):
            await self.together({self.coach: self.coach.found(name, first)})

    async def _live(self, day: int) -> None:
        on = FIRST_DAY + day * DAY
        arrivals = self._arrivals(day)
        trouble = self.random.sample(_HOURS, 2)
        ended = self.random.choice(_HOURS[1:]) if day % 3 == 1 else None
        for hour in _HOURS:
            minute = self.random.randrange(2, 55)
            await self.pass_time(datetime(on.year, on.month, on.day, hour, minute, tzinfo=UTC))
            if hour in trouble:
                self._trouble()
            if hour == 2:
                await self._back_up(on)
            if 6 <= hour < 18:
                share = -(-len(arrivals) // sum(hour <= later < 18 for later in _HOURS))
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
        number = len(self.by_number) + 1
        spoken = "en" if number % 5 == 0 else "nl"
        person = self.town.add_person(f"{SECRET.title()} {number}", spoken)
        resident = Resident(self.town, person.id, SEED + number, number, self.books[spoken])
        resident.group = self.coach.groups[number % len(self.coach.groups)]
        self.residents[person.id] = resident
        self.by_number.append(resident)
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
        for resident in self.by_number:
            if resident.minutes is None or resident.diary.gone:
                continue
            chance = ACTIVITY / len(_HOURS) * (1.5 if resident.awake() else 0.2)
            if self.random.random() < chance:
                if resident.blocked:
                    yield resident, resident.return_()
                else:
                    yield resident, resident.act()

    async def _round(self, day: int, hour: int) -> None:
        """What the coach does: a rhythm of six days that leaves each client two pushes a day."""
        coach, first, second, third, fourth = self.coach, *self.coach.groups
        if hour == 12:
            await coach.answer(12)
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
                if (latest := coach.sendings[-1]) and coach.is_known(latest):
                    await coach.correct(latest)

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
        """While people act, and their replies are on the way."""
        tasks = {who: asyncio.ensure_future(act) for who, act in acts.items()}
        await asyncio.sleep(self.random.uniform(0.02, 0.2))
        if kill:
            await self.lives.kill()
            rows = self.ledger.rows("SELECT chat_id FROM outbox WHERE state = 'sending'")
            self.excused.update(chat for (chat,) in rows)
            if len(rows) > IN_FLIGHT:
                self.problems.append(f"{len(rows)} letters were on the way at once")
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
            self.problems.append(f"the backup of {on}: {whole}, {kept} of {here}, {waiting}")

    # The evening

    async def _look(self, day: int) -> None:
        await self.rest()
        self.problems += self._judge_days(FIRST_DAY + day * DAY)
        self.problems += self._judge_sendings(self.stage.clock.now())
        self.problems += self._overdue()
        self._forget()
        self.measures.append(measure(day, self.database, self.reader))
        print(self.line(day), flush=True)

    def _judge_days(self, tonight: date) -> Iterator[str]:
        """The day before yesterday is over wherever somebody lives; so is what came late."""
        on = tonight - DAY
        for resident in self.by_number:
            if resident.minutes is not None:
                self.judged += resident.diary.is_steady(on)
                yield from resident.diary.judge(on)
                resident.diary.forget(on - 3 * DAY)

    def _overdue(self) -> Iterator[str]:
        """What should have left by now."""
        before = self.stage.clock.now() - timedelta(minutes=5)
        query = (
            "SELECT kind, count(*) FROM outbox WHERE state IN ('queued', 'sending')"
            " AND due_at < ? GROUP BY kind"
        )
        stamp = before.strftime("%Y-%m-%d %H:%M:%S.%f")
        for kind, number in self.ledger.rows(query, stamp):
            yield f"{number} letters of the kind {kind} are overdue at {before}"

    def _judge_sendings(self, now: datetime) -> Iterator[str]:
        counts = "total, sent, unreachable, expired, refused, stopped"
        for sending in self.coach.sendings:
            if now - sending.at < _BROADCAST_OVER:
                continue
            query = f"SELECT state, {counts} FROM broadcast WHERE id = ?"
            state, total, *found = self.ledger.rows(query, sending.id)[0]
            kept = (
                "SELECT state, count(*) FROM outbox WHERE broadcast_id = ? AND kind = 'broadcast'"
                " GROUP BY state"
            )
            really = Counter(dict(self.ledger.rows(kept, sending.id)))
            # Of who was erased since, the count stays and the letter is gone.
            stayed = sum(not self.residents[chat].diary.gone for chat in sending.came)
            if state != "done" or total != sum(found) or found[0] != len(sending.came):
                yield f"message {sending.number} is {state}, {total}, {found}: {len(sending.came)}"
            if really["sent"] != stayed or really["refused"]:
                yield f"message {sending.number} came to {stayed}, and to {really} in the outbox"
            yield from self._who_missed(sending, _days_of(sending.at, 0, 1))
            left = sending.in_words - sending.corrected if sending.fixed else set()
            for one in (self.residents[chat] for chat in left):
                # Who blocked the bot, or swept the chat, has nothing that could be corrected.
                if not (one.diary.gone or one.blocked or one.swept_at > sending.at):
                    yield f"the correction of {sending.number} did not reach {one.diary.number}"
            sending.at = _JUDGED
        for meeting in self.coach.meetings:
            if now - meeting.at > timedelta(hours=2):
                yield from self._who_missed(meeting, _days_of(meeting.at, -1, 0), most=2)
                meeting.at = _JUDGED

    def _who_missed(self, sending: Sending, days: list[date], most: int = 1) -> Iterator[str]:
        """Those who were there all along and did not get it; reminders do not wait for a zone."""
        for one in self.by_number:
            meant = sending.group in (0, one.group) and one.minutes is not None
            here = one.diary.zone.startswith(_EUROPE) or most == 1
            if meant and here and not one.diary.gone and all(map(one.diary.is_steady, days)):
                if one.diary.first_on > days[0] or one.urges_on & set(days):
                    continue
                if sending.came[one.id] < most:
                    yield f"{one.diary.number} missed message {sending.number} of {days[0]}"

    def _what_is_left(self) -> Iterator[str]:
        query = "SELECT state, count(*) FROM intake WHERE state != 'done' GROUP BY state"
        for state, number in self.ledger.rows(query):
            yield f"{number} updates are {state}"
        # Committed, yet in the log beside the file still.
        written = self.database.read_bytes()
        for secret in (SECRET, SECRET.title()):
            if secret.encode() in written:
                yield f"'{secret}' stands in the database as it is"

    def _forget(self) -> None:
        """What the town remembers of the day, so that it does not grow itself."""
        for who in (*self.by_number, self.coach):
            self.town.people_heard[who.id].clear()
            who._heard_to = 0
        for record in (self.town.requests, self.town.history, self.town.answers):
            record.clear()
        for chat in [chat for chat in self.town.chats.values() if chat.person is not None]:
            resident = self.residents.get(chat.id)
            if resident is not None and resident.diary.gone:
                chat.messages.clear()

    def line(self, day: int) -> str:
        """One day in one line."""
        now, faults = self.measures[-1], self.town.faults.counts
        return (
            f"day {day + 1:2} {FIRST_DAY + day * DAY}: {len(self.by_number)} clients,"
            f" {self.town.updates} updates, {self.town.letters} letters,"
            f" {self.dailies} daily ({self.judged} due for certain, {self.doubled} doubled),"
            f" {len(self.coach.sendings)} to many, {faults.total()} faults,"
            f" {self.lives.stops} stops, {self.lives.kills} kills;"
            f" {now.memory:.0f} MiB, {now.files} files, {now.tasks} tasks;"
            f" database {now.database:.1f} MiB, outbox {now.rows['outbox']},"
            f" intake {now.rows['intake']}; {len(self.problems)} problems;"
            f" {time.process_time():.0f} s"
        )

    def summary(self) -> str:
        """The whole month, for `docs/reliability.md`."""
        late = self.measures[len(self.measures) // 2 :]
        acts: Counter[str] = Counter()
        for one in self.by_number:
            acts.update(one.done)
        last, clients = self.measures[-1], len(self.by_number)
        latest = max((one.diary.latest for one in self.by_number), default=timedelta(0))
        return "\n".join((
            f"seed {SEED}: {DAYS} days, {clients} clients, {self.town.updates} updates,"
            f" {self.town.letters} letters, {self.dailies} daily ({self.judged} due for certain,"
            f" {self.doubled} doubled, the latest {latest} after its hour),"
            f" {len(self.coach.sendings)} to many, {len(self.coach.meetings)} sessions,"
            f" {len(self.coach.answered)} answers of the coach",
            f"faults {dict(self.town.faults.counts)}; {self.lives.stops} stops,"
            f" {self.lives.kills} kills",
            f"acts {dict(acts.most_common())}",
            f"memory {slope(late, lambda one: one.memory):+.2f} MiB a day over the last"
            f" {len(late)} days, files {slope(late, lambda one: one.files):+.2f},"
            f" tasks {slope(late, lambda one: one.tasks):+.2f}; database {last.database:.1f} MiB,"
            f" {last.free:.1f} of it free; rows {last.rows}",
        ))  # fmt: skip


def _days_of(at: datetime, *numbers: int) -> list[date]:
    return [at.date() + number * DAY for number in numbers]


@asynccontextmanager
async def a_month(folder: Path) -> AsyncIterator[Soak]:
    """The bot on a database of its own, shortly before the first day."""
    content = load(Path("content"))
    midnight = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC)
    town: Any = partial(Month, book=content["nl"], seed=SEED)
    with tasks_known():
        async with staged(
            folder, now=midnight, limits=Limits(enabled=False), telegram=town, rate_per_second=1000
        ) as stage:
            yield Soak(stage, folder)


def errors_in(log: io.StringIO) -> list[str]:
    """Error lines; what a library says is in the same form."""
    lines = [line for line in log.getvalue().splitlines() if line.strip()]
    bad = ("error", "critical")
    return [x for x in lines if not x.startswith("{") or json.loads(x)["level"] in bad]


__all__ = ["CLIENTS", "DAYS", "SEED", "TOKEN", "Soak", "a_month", "errors_in"]
