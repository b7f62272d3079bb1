"""A town of people at whom nobody looks closely, and a bot whose every call is looked at."""

from __future__ import annotations

import asyncio
import json
import resource
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import and_, func, or_, select
from telegram.error import NetworkError

from bot.app import App
from bot.outbox.outcomes import Refused
from bot.road.transport import AiohttpRequest, _body
from bot.sandbox.botside import BotSide
from bot.sandbox.limits import Limits
from bot.sandbox.model import Request
from bot.store.intake import WAITING
from bot.store.outbox import DROPPED, QUEUED, SENDING
from bot.store.tables import intake, outbox
from tests.cast import COACH_ID, Stage, staged
from tests.fuzz.updates import Made, Writer, mark
from tests.kill.process import letter_of, mark_calls_during
from tests.unsent import may_be_dropped

_CLIENTS, _VISITORS = 40, 20
_LONGEST_WAIT = 180.0
_REMEMBERED = 20_000
"""Letters of which a second call is told: who would send one twice does so soon."""
_SAYS_NOTHING = ("deleteMessage", "deleteMessages", "sendChatAction")
_EXPECTED = ("not found", "not modified", "too old", "can't be deleted", "can't be edited",
             "message to edit", "message identifier", "blocked", "empty chat_id")  # fmt: skip
"""What Telegram answers when a message or a chat in the update never was, or is gone."""

_ASKED_FOR = {"message", "callback_query"}
"""Updates that are answered, each of them; an edit or a block need not be."""


@dataclass
class Town:
    """Runs rounds of updates and notes everything that is wrong."""

    stage: Stage
    writer: Writer
    made: dict[int, Made] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)
    handled: int = 0
    calls: int = 0
    carried_out: dict[str, None] = field(default_factory=dict)
    """The keys of the latest letters of which a call was carried out, oldest first."""

    @property
    def app(self) -> App:
        return self.stage.app

    async def round(self, size: int) -> None:
        """Some people act at the same time; return when the bot has come to rest."""
        random = self.writer.random
        acting = random.sample(self.writer.people, min(size, len(self.writer.people)))
        made = [one for person in acting for one in self.writer.make(person)]
        self.made = {one.raw["update_id"]: one for one in made}
        for start in range(0, len(made), 100):
            await self.app.intake.accept([one.raw for one in made[start : start + 100]])
        await self.rest()
        self.handled += len(made)
        self._look_at_calls()
        pause = random.choice((2, 2, 2, 3, 3, 5, 5, 20, 90, 20_000))
        self._pass(pause)
        self.app.sender.kick()
        if pause > 20:
            await self._look_at_outbox()
            await self.app.run_due()
            await self.rest()

    async def rest(self) -> None:
        """Let time pass for whoever waits, until nobody does anything."""
        still, turns, deadline = 0, 0, time.monotonic() + _LONGEST_WAIT
        while still < 3:
            await asyncio.sleep(0.0005)
            busy = self.app.busy
            still, turns = 0 if busy else still + 1, turns + 1
            if busy and turns % 10 == 0:
                self._pass(0.25)
            assert time.monotonic() < deadline, f"no rest: {self._busy_with()}"

    def _busy_with(self) -> str:
        sender, intake_ = self.app.sender, self.app.intake
        tasks = [*sender._tasks, *intake_._tasks]
        replies = {chat: list(rows)[:2] for chat, rows in sender._replies.waiting.items()}
        where = [task.get_stack(limit=1) for task in tasks[:4]]
        return f"{replies}, {sender._in_hand}, {self.app.ticker.busy}, {where}"

    def _pass(self, seconds: float) -> None:
        self.stage.clock.move_to(self.stage.clock.now() + timedelta(seconds=seconds))

    async def check_round(self, told: str) -> None:
        """A round, and a look at whether anything went wrong; `told`: of which run it is."""
        await self.round(48)
        assert not self.wrong, f"{told}\n" + "\n".join(shown(self.wrong))

    async def check_all_handled(self, told: str) -> None:
        """Nothing waits any more, each update was handled or set aside, each letter has left."""
        assert await self.count_waiting() == 0, told
        assert sum(self.states.values()) == self.handled, told
        self._pass(1)
        self.app.sender.kick()
        await self.rest()
        await self._look_at_outbox(at_rest=True)
        assert not self.wrong, f"{told}\n" + "\n".join(shown(self.wrong))
        assert self.carried_out, "no call says of which letter it is"

    async def _look_at_outbox(self, *, at_rest: bool = False) -> None:
        """What was dropped, before it is forgotten; `at_rest`: also what should have left."""
        due = (outbox.c.state.in_((QUEUED, SENDING)), outbox.c.due_at <= self.stage.clock.now())
        row = (outbox.c.state, outbox.c.kind, outbox.c.reason)
        query = select(*row, func.count()).where(or_(and_(*due), outbox.c.state == DROPPED))
        async with self.app.deps.store.read() as tx:
            found = list(await tx.run(query.group_by(*row)))
        for state, kind, reason, number in found:
            if state != DROPPED and at_rest:
                self.wrong.append(f"{kind}: {number} are {state} at the end ({reason})")
            elif state == DROPPED and not may_be_dropped(kind, reason):
                self.wrong.append(f"{kind}: {number} were dropped, because of {reason}")

    async def count_waiting(self) -> int:
        """Updates that were stored and never handled."""
        async with self.app.deps.store.read() as tx:
            query = select(func.count()).where(intake.c.state == WAITING)
            return int((await tx.run(query)).scalar_one())

    # What is looked at

    def watch(self, patch: pytest.MonkeyPatch) -> None:
        """Look at what each update causes, at what is set aside, and at what Telegram refuses."""
        app = self.app
        attempts = app.intake._attempts
        really_handle, really_finish = attempts._handle, attempts._handle_once
        really_set_aside = attempts._set_aside
        really_conclude = app.delivery._conclude

        async def handle(tx: Any, raw: dict[str, Any]) -> Any:
            done = await really_handle(tx, raw)
            for letter in done.letters:
                self._look_at(letter, raw)
            return done

        async def finish(*given: Any) -> Any:
            done = await really_finish(*given)
            self.states["handled"] += 1
            return done

        async def set_aside(arrival: Any, reason: str) -> None:
            made = self.made.get(arrival.update_id)
            self.states["set aside"] += 1
            if made is not None and made.sound:
                self.wrong.append(f"a sound update was set aside: {made}")
            await really_set_aside(arrival, reason)

        async def conclude(row: Any, letter: Any, outcome: Any, tried_at: Any) -> Any:
            if isinstance(outcome, Refused) and not any(
                words in outcome.reason.lower() for words in _EXPECTED
            ):
                because = self.made.get(int(row.dedupe_key.split(":")[2] or 0), row.dedupe_key)
                self.wrong.append(f"refused: {outcome.reason}, {letter} because of {because}")
            return await really_conclude(row, letter, outcome, tried_at)

        patch.setattr(attempts, "_handle", handle)
        patch.setattr(attempts, "_handle_once", finish)
        patch.setattr(attempts, "_set_aside", set_aside)
        patch.setattr(app.delivery, "_conclude", conclude)
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: self.wrong.append(repr(context)))

    def _look_at(self, letter: Any, raw: dict[str, Any]) -> None:
        to = letter.chat_id
        if letter.params.get("chat_id", to) != to:
            self.wrong.append(f"a letter to {to} calls another chat: {letter}")
        if to != COACH_ID and to not in _chats_in(raw):
            self.wrong.append(f"a letter to {to} because of {raw}")

    def _look_at_calls(self) -> None:
        """Nobody reads what another wrote; a coach's own words may go to everybody."""
        calls = list(self.stage.world.requests)
        self.calls += len(calls)
        self._look_for_silence(calls)
        self._look_for_doubles(calls)
        world = self.stage.world
        for record in (world.requests, world.history, world.answers):
            record.clear()
        world.unknown_parameters.clear()
        for call in calls:
            chat, said = call.params.get("chat_id"), str(call.params)
            if chat is None or "merk" not in said:
                continue
            for writer in self.writer.people:
                if writer == COACH_ID or chat in (str(writer), str(COACH_ID)):
                    continue
                if mark(writer) in said:
                    self.wrong.append(f"{chat} reads what {writer} wrote: {call.method}")

    def _look_for_silence(self, calls: list[Request]) -> None:
        """Whoever wrote or pressed hears something, or is shown something else.

        Of several things said at once one is answered, so it is not asked which of them it was.
        """
        telling = [call for call in calls if call.method not in _SAYS_NOTHING]
        told = {call.params.get("chat_id") for call in telling}
        noted = {call.params.get("callback_query_id") for call in calls if "text" in call.params}
        for made in self.made.values():
            asked = [made.raw[kind] for kind in _ASKED_FOR & made.raw.keys() if made.sound]
            for one in asked:
                who = one["from"]["id"]
                answered = str(who) in told or one.get("id") in noted
                if not answered and not self.stage.world.chats[who].blocked:
                    self.wrong.append(f"nothing was said to {made}")

    def _look_for_doubles(self, calls: list[Request]) -> None:
        """A letter that was carried out is not called again: here no answer of Telegram's is lost,
        so nobody has to ask what became of it.
        """
        for call in calls:
            letter = letter_of(call.params)
            if letter in self.carried_out:
                self.wrong.append(f"called again: {call.method} of {letter}")
            elif letter and call.ok:
                self.carried_out[letter] = None
        for letter in list(self.carried_out)[:-_REMEMBERED]:
            del self.carried_out[letter]


def _chats_in(raw: dict[str, Any]) -> set[Any]:
    """Every chat that the update says it belongs to."""
    holders = [one for one in raw.values() if isinstance(one, dict)]
    holders += [one["message"] for one in holders if isinstance(one.get("message"), dict)]
    places = [one.get(name) for one in holders for name in ("chat", "from")]
    return {place["id"] for place in places if isinstance(place, dict) and _is_id(place.get("id"))}


def _is_id(value: object) -> bool:
    return type(value) is int


def memory() -> int:
    """Resident memory of this process in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 2**20


@asynccontextmanager
async def town(
    folder: Path, seed: int, patch: pytest.MonkeyPatch, **settings: Any
) -> AsyncIterator[Town]:
    """The bot on a database of its own, and Telegram with no socket between."""
    limits = Limits(enabled=False)
    async with staged(folder, limits=limits, rate_per_second=1000, **settings) as stage:
        await stage.app.poll.stop()
        stage.app.ticker.stop()
        _without_sockets(stage, patch)
        stage.world.keep = 40
        # Else each step of the clock has the sender look into the outbox.
        stage.clock._listeners.clear()
        people = await _settle_people(stage)
        writer = Writer(stage.world, stage.app.features, Random(seed), people)
        made = Town(stage, writer)
        made.watch(patch)
        mark_calls_during(patch)
        yield made


async def _settle_people(stage: Stage) -> list[int]:
    stage.world.add_person("Coach", "nl", COACH_ID)
    stage.world.chats[COACH_ID].started = True
    people = [COACH_ID]
    for number in range(_CLIENTS):
        spoken = "nl" if number % 3 else "en"
        person = await stage.enrolled(f"Nr {number}", spoken, seen=number % 4 == 0)
        people.append(person.id)
    for number in range(_VISITORS):
        visitor = stage.person(f"Bezoek {number}", "nl")
        stage.world.chats[visitor.id].started = True
        people.append(visitor.id)
    return people


def _without_sockets(stage: Stage, patch: pytest.MonkeyPatch) -> None:
    side = BotSide(stage.world)
    over_the_wire = AiohttpRequest.do_request

    async def do_request(
        self: AiohttpRequest, url: str, method: str, request_data: Any = None, **how: Any
    ) -> tuple[int, bytes]:
        body, headers = _body(request_data)
        if body is not None and not isinstance(body, bytes):
            return await over_the_wire(self, url, method, request_data, **how)
        kind = (headers or {}).get("Content-Type", "")
        reply = await side.reply(urlsplit(url).path, b"", kind, body or b"")
        if reply.dropped:
            raise NetworkError("dropped")
        return reply.status, reply.body

    patch.setattr(AiohttpRequest, "do_request", do_request)


def shown(wrong: list[str]) -> Iterator[str]:
    """Each kind of fault once, with how often it came."""
    kinds: dict[str, list[str]] = {}
    for one in wrong:
        kinds.setdefault(one[:40], []).append(one)
    for found in kinds.values():
        yield f"{len(found)} × {json.dumps(found[0])[:3000]}"
