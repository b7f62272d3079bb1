"""Replies: each chat's leave in order, the next one when the outcome of this one is known."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.clock import sleep_or
from bot.deps import Deps
from bot.logs import at_little_cost
from bot.outbox.delivery import Delivery
from bot.outbox.letters import FIRST
from bot.outbox.outcomes import Later
from bot.outbox.queue import LEASE
from bot.store import outbox_held, outbox_unsent
from bot.store.outbox import Row

_WORTH_NOTING = 3.0
"""Seconds: a shorter wait is not written down."""


class Replies:
    """What waits to be sent at once, by chat."""

    def __init__(
        self,
        deps: Deps,
        delivery: Delivery,
        slots: asyncio.Semaphore,
        attempt: Callable[[Row], Awaitable[Later | None]],
        spawn: Callable[[Coroutine[Any, Any, None]], None],
        kick: Callable[[], None],
    ) -> None:
        """`attempt` tries once and says when to try again, `spawn` begins what ends by itself,
        `kick` has the queue looked at. A reply takes one of the `slots` while it is tried.
        """
        self._delivery = delivery
        self._trying = delivery.trying
        self._trying.on_well = self._let_stranded_go
        self._store = deps.store
        self._clock = deps.clock
        self._letters = deps.letters
        self._slots = slots
        self._attempt = attempt
        self._spawn = spawn
        self._kick = kick
        self.waiting: dict[int, deque[Row]] = {}
        self._resting: set[asyncio.Task[None]] = set()
        """Chats whose next attempt waits for its time."""
        self._hurry: dict[int, asyncio.Event] = {}
        """By chat: what ends that wait, because somebody there is in danger."""
        self._passed: set[int] = set()
        """Chats in which replies stand back that others passed."""
        self._stranded: set[asyncio.Event] = set()
        """Those of them that wait since the network or Telegram failed."""
        self._stopping = False

    @property
    def resting(self) -> int:
        """In how many chats the next attempt waits for its time."""
        return len(self._resting)

    def stop(self) -> None:
        """Begin no further reply."""
        self._stopping = True

    def end_rests(self) -> None:
        """Nobody waits for the next attempt any more."""
        for task in tuple(self._resting):
            task.cancel()

    def post(self, rows: list[Row]) -> None:
        """Send these replies now, each chat's in order."""
        self._letters.take(row.id for row in rows)
        for row in rows:
            waiting = self.waiting.get(row.chat_id)
            if waiting is not None:
                hurry = self._hurry.get(row.chat_id)
                _line_up(waiting, row, begun=hurry is None)
                if hurry is not None and (row.kind == FIRST or hurry in self._stranded):
                    hurry.set()  # somebody is in danger, or there all the same: it may be over
                continue
            self.waiting[row.chat_id] = deque([row])
            self._spawn(self._deliver(row.chat_id))

    async def _deliver(self, chat_id: int) -> None:
        """One chat's replies: the next one leaves when this one's outcome is known."""
        waiting = self.waiting[chat_id]
        try:
            while waiting and not self._stopping:
                async with self._slots:
                    retry = await self._attempt(waiting[0])
                if retry is not None and self._trying.is_suspect(waiting[0].id):
                    await self._try_next(waiting)
                alone = retry is not None and self._trying.is_alone(waiting[0].id)
                if retry is not None and (alone or retry.may_be_there):
                    await self._delivery.give_back(
                        waiting[0], self._in(retry.seconds), passed=True
                    )
                    if not retry.may_be_there:
                        self._passed.add(chat_id)
                    retry = None
                    self._kick()
                elif retry is None and chat_id in self._passed:
                    self._passed.discard(chat_id)
                    await self._hurry_passed(chat_id)
                if retry is None:
                    self._letters.let_go([waiting.popleft().id])
                    continue
                waiting[0] = replace(waiting[0], attempts=waiting[0].attempts + 1)
                if not _let_pass(waiting):
                    await self._rest(retry, waiting)
        finally:
            self._letters.let_go(row.id for row in waiting)
            del self.waiting[chat_id]

    async def _try_next(self, waiting: deque[Row]) -> None:
        """Behind one that failed often: if the next one arrives, the first is at fault."""
        if len(waiting) < 2:
            return
        row = waiting[1]
        async with self._slots:
            retry = await self._attempt(row)
        place = waiting.index(row)
        if retry is None:
            del waiting[place]
            self._letters.let_go([row.id])
        else:
            waiting[place] = replace(row, attempts=row.attempts + 1)

    async def _rest(self, retry: Later, waiting: deque[Row]) -> None:
        """Wait for the next attempt; a long wait is noted, so that no restart shortens it."""
        task, chat_id = asyncio.current_task(), waiting[0].chat_id
        assert task is not None
        hurry = self._hurry[chat_id] = asyncio.Event()
        try:
            if retry.trouble and not retry.lost:
                self._stranded.add(hurry)
            if retry.seconds > _WORTH_NOTING:
                await self._note_wait([row.id for row in waiting], retry)
            self._resting.add(task)
            await sleep_or(self._clock, retry.seconds, hurry)
        finally:
            del self._hurry[chat_id]
            self._stranded.discard(hurry)
            self._resting.discard(task)

    def _let_stranded_go(self) -> None:
        """A call went well: whoever waits for the network to be back need not any longer."""
        for hurry in self._stranded:
            hurry.set()

    async def _hurry_passed(self, chat_id: int) -> None:
        """Something arrived there again: what stood back goes now."""
        with at_little_cost("not hurried"):  # then they leave when they are due
            async with self._store.write() as tx:
                await outbox_unsent.hurry_passed(tx, chat_id, self._clock.now())
        self._kick()

    async def _note_wait(self, row_ids: Sequence[int], retry: Later) -> None:
        due_at = self._in(retry.seconds)
        with at_little_cost("wait not noted"):  # then a restart asks Telegram too early, once
            async with self._store.write() as tx:
                await outbox_held.keep_until(tx, row_ids, due_at, LEASE, lease_only=retry.trouble)

    def _in(self, seconds: float) -> datetime:
        return self._clock.now() + timedelta(seconds=seconds)


def _line_up(waiting: deque[Row], row: Row, *, begun: bool) -> None:
    """Behind those due before it; the reply to a crisis first, or right behind the one that is
    being sent (`begun`).
    """
    place = len(waiting)
    while place > begun and _rank(waiting[place - 1]) > _rank(row):
        place -= 1
    waiting.insert(place, row)


def _rank(row: Row) -> tuple[bool, datetime, int]:
    return row.kind != FIRST, row.due_at, row.id


def _let_pass(waiting: deque[Row]) -> bool:
    """Behind a reply that has to try again: whether one to a crisis goes before it now."""
    if waiting[0].kind == FIRST or len(waiting) == 1 or waiting[1].kind != FIRST:
        return False
    held_up = waiting.popleft()
    _line_up(waiting, held_up, begun=False)
    return True
