"""The postman: replies at once, everything else when it is due and the road is free."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakValueDictionary

import structlog

from bot.deps import Deps
from bot.logs import at_little_cost, fault_of
from bot.outbox.delivery import Delivery
from bot.outbox.outcomes import Later, backoff
from bot.outbox.queue import LEASE
from bot.outbox.replies import Replies
from bot.outbox.retries import GIVEN_UP_AFTER
from bot.replicas.replica import NotLeading
from bot.road.lanes import BULK, PASSED_ON, URGENT, Lane
from bot.store import outbox_held, outbox_queries, restored
from bot.store.outbox import Row

IN_FLIGHT = 16
"""Letters whose outcome may be unknown at the same time; a crash doubles at most these."""

BULK_IN_FLIGHT = 8
"""Of those, how many may be bulk: hanging bulk never takes a reply's place."""

_URGENT_AT_ONCE = 16
_PASSED_ON_AT_ONCE = 6
"""Few: the messages of many to the coaches never take the place of what cares for one."""
_TIDY_AT_ONCE = 2
"""Of its own: what has to go after ten minutes does so while a message to many leaves."""
_TO_MANY, _TIDY = BULK[:-1], BULK[-1:]
_LEFT_AT_ONCE = 500
_REPLIES = range(Lane.REPLY, Lane.REPLY + 1)
_LONGEST_SLEEP = 30.0
_NOT_LEADING = 2.0
"""Seconds after which a process that does not lead looks again; becoming the leader wakes it."""
_SOON = timedelta(seconds=2)
"""So far ahead a letter that is passed on stands before one that came after it."""
_STOP_SECONDS = 4.0
_LONGEST_QUEUE = 1.0  # seconds
_TOGETHER = 0.1
"""Seconds within which one look at the queue serves all who ask for one while many write."""
_TAKEN = 0.2
"""Seconds after which is looked again for what is due and somebody else has at this moment."""
_AWAY_AT_MOST = 15.0
"""Seconds after which somebody who is waited for is tried again, while Telegram is away."""
log = structlog.get_logger(__name__)


class Sender:
    """Sends what is in the outbox."""

    def __init__(self, deps: Deps, delivery: Delivery) -> None:
        self._delivery = delivery
        self._trying = delivery.trying
        self._store = deps.store
        self._clock = deps.clock
        self._replica = deps.replica
        self._right_of_way = deps.right_of_way
        self._letters = deps.letters
        self._for_all = deps.store.fenced(deps.replica.fence)
        self._leads_from = 0.0
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        self._replies = Replies(deps, delivery, self._slots, self._attempt, self._spawn, self.kick)
        self._tasks: set[asyncio.Task[None]] = set()
        self._in_hand = {"urgent": 0, "passed_on": 0, "bulk": 0, "tidy": 0}
        self._turns: WeakValueDictionary[tuple[str, int], asyncio.Lock] = WeakValueDictionary()
        self._wake = asyncio.Event()
        self._soon: asyncio.TimerHandle | None = None
        self._loop: asyncio.Task[None] | None = None
        self._looking = False
        self._stopping = False
        self._held = False
        """Whether a backup was put back and no coach said yet that it may go on."""

    def start(self) -> None:
        """Begin to send what is due."""
        self._wake.set()
        self._loop = asyncio.create_task(self._run(), name="sender")

    async def take_up(self) -> None:
        """Take up the replies that an earlier process left: they go before any that come now."""
        async with self._store.read() as tx:
            # It begins with a backup that is put back, for which every process is stopped.
            self._held = await restored.is_held(tx)
        if self._held:
            log.warning("what goes to many waits until a coach says that it may go on")
        while await self._claim("urgent", _REPLIES, _LEFT_AT_ONCE):
            pass

    async def stop(self) -> None:
        """Finish what is in hand, start nothing new; the rest stays in the outbox."""
        self._stopping = True
        self._replies.stop()
        self._wake.set()
        if self._loop is not None:
            await self._loop
        self._replies.end_rests()
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=_STOP_SECONDS)
        with at_little_cost("letters not given back"):  # else the leases end by themselves
            async with self._store.write() as tx:
                await outbox_held.give_back(tx, self._replica.owner)

    async def recover(self) -> None:
        """Requeue what stands in this process's name and is not in its hands.

        The answer to the commit that took it was lost.
        """
        if self._stopping:
            return
        owner = self._replica.owner
        async with self._store.read() as tx:
            if not self._not_in_hand(await outbox_held.list_held(tx, owner)):
                return
        async with self._store.write() as tx:
            # Once more: meanwhile some were settled, or put off and claimed again.
            if lost := self._not_in_hand(await outbox_held.list_held(tx, owner, lock=True)):
                log.warning("letters were in nobody's hands", count=len(lost))
                await outbox_held.requeue(tx, lost)
        self.kick()

    def _not_in_hand(self, row_ids: Iterable[int]) -> list[int]:
        return [row_id for row_id in row_ids if row_id not in self._letters]

    def pause_what_a_leader_sends(self, seconds: float) -> None:
        """Send nothing that the leader alone sends for so long: another was it a moment ago."""
        self._leads_from = self._clock.monotonic() + seconds

    def kick(self) -> None:
        """Look at the queue now: something may be due."""
        self._wake.set()

    def kick_soon(self) -> None:
        """The same in a moment, once for all who ask until then."""
        if self._soon is None:
            self._soon = asyncio.get_running_loop().call_later(_TOGETHER, self.kick)

    @property
    def lanes(self) -> Sequence[Lane]:
        """The lanes that are open: what goes to many waits for a word after a restore, and while
        Telegram wants it to stand still.
        """
        to_many = () if self._held or self._standstill > 0 else _TO_MANY
        return tuple(Lane(lane) for lane in (*URGENT, *PASSED_ON, *to_many, *_TIDY))

    @property
    def _standstill(self) -> float:
        return self._delivery.standstill(Lane.BROADCAST)

    @property
    def bulk_in_hand(self) -> int:
        """How many letters of what goes to many are claimed and have no outcome on disk."""
        return self._in_hand["bulk"]

    @property
    def busy(self) -> bool:
        """Whether letters are on their way, or about to be looked for."""
        at_work = len(self._tasks) > self._replies.resting or self._looking
        return at_work or self._wake.is_set() or self._soon is not None

    def post(self, rows: list[Row]) -> None:
        """Send these replies now, each chat's in order."""
        self._replies.post(rows)

    async def wait_for_room(self) -> None:
        """Return when a reply could leave at once, or after a second: Telegram may be away."""
        if not self._slots.locked():
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LONGEST_QUEUE), self._slots:
                pass  # behind the replies that wait for a slot

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _attempt(self, row: Row) -> Later | None:
        """One attempt; what nobody foresaw keeps the letter, and those behind it."""
        with self._trying.under_way(row):
            retry = await self._attempted(row)
        if retry is not None:
            again = self._trying.failed(row, retry, self._clock.now())
            for_good = row.attempts >= GIVEN_UP_AFTER and self._trying.is_alone(row.id)
            if again is not None and not for_good:
                return again
            await self._delivery.give_up(row)
        self._trying.ended(row)
        return None

    async def _attempted(self, row: Row) -> Later | None:
        cause = (row.payload or {}).get("cause")
        bind = structlog.contextvars.bound_contextvars
        try:
            with bind(letter=row.id, **({"cause": cause} if cause else {})):
                return await self._delivery.attempt(row)
        except Exception as error:
            log.error("attempt failed", letter=row.id, kind=row.kind, **fault_of(error))
            return Later(backoff(row.attempts), type(error).__name__)

    async def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            if self._soon is not None:
                self._soon.cancel()
                self._soon = None
            self._looking = True
            try:
                wait = await self._take_what_is_due()
            except Exception as error:
                log.error("the outbox cannot be read", **fault_of(error))
                wait = 1.0
            finally:
                self._looking = False
            if wait > 0 and not self._stopping:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(wait):
                        await self._wake.wait()

    async def _take_what_is_due(self) -> float:
        """Claim and begin to send; gives the seconds until it is worth looking again."""
        now = self._clock.now()
        async with self._store.read() as tx:
            self._held = self._held and await restored.is_held(tx)
            due = await outbox_queries.next_due(tx, self.lanes)
        budgets = (
            ("urgent", URGENT, _URGENT_AT_ONCE, 1),
            ("passed_on", PASSED_ON, _PASSED_ON_AT_ONCE, 1),
            # Several at a time: a claim costs the same for one letter as for eight.
            ("bulk", _TO_MANY, BULK_IN_FLIGHT, BULK_IN_FLIGHT // 2),
            ("tidy", _TIDY, max(_TIDY_AT_ONCE, BULK_IN_FLIGHT - self._in_hand["bulk"]), 1),
        )
        standstill = self._standstill
        wait = min(_LONGEST_SLEEP, standstill) if standstill > 0 else _LONGEST_SLEEP
        for name, lanes, most, worth in budgets:
            first_of = {lane: at for lane, at in due.items() if lane in lanes}
            if not first_of:
                continue
            first = min(first_of.values())
            if name != "urgent" and (held := self._leaders_held()) > 0:
                wait = min(wait, held)
            elif first > now:
                wait = min(wait, max(0.001, (first - now).total_seconds()))
            elif (free := most - self._in_hand[name]) >= worth:
                if Lane(lanes[0]).is_bulk:
                    await self._right_of_way.give()
                ready = sorted(lane for lane, at in first_of.items() if at <= now)
                try:
                    wait = 0.0 if await self._claim(name, ready, free) else min(wait, _TAKEN)
                except NotLeading:
                    wait = min(wait, _NOT_LEADING)
            # A full hand wakes this loop as soon as one letter is settled.
        return wait

    def _leaders_held(self) -> float:
        """Seconds for which only another process may send to many and pass on; at most 0: none.

        What is passed on keeps its order in each chat, and each process knows but its own turns.
        """
        if not self._replica.leads:
            return _NOT_LEADING
        return self._leads_from - self._clock.monotonic()

    async def _claim(self, name: str, lanes: Iterable[int], limit: int) -> int:
        now, owner = self._clock.now(), self._replica.owner
        shared = name != "urgent" and not self._replica.alone
        with self._letters.passing() as hold:
            async with (self._for_all if shared else self._store).write() as tx:
                rows = await outbox_held.claim(tx, now, owner, now + LEASE, limit, lanes)
                hold(row.id for row in rows)
            self.post([row for row in rows if row.lane == Lane.REPLY])
            for row in rows:
                if row.lane != Lane.REPLY:
                    self._in_hand[name] += 1
                    self._letters.take([row.id])
                    self._spawn(self._deliver(name, row))
        return len(rows)

    def _turn_of(self, row: Row) -> asyncio.Lock:
        """One push to a client at a time: the next one sees the count of the day.

        What is passed on keeps its order in each chat.
        """
        lane = Lane(row.lane)
        if lane is Lane.RELAY:
            return self._turns.setdefault(("chat", row.chat_id), asyncio.Lock())
        if lane.is_push and row.client_id is not None:
            return self._turns.setdefault(("client", row.client_id), asyncio.Lock())
        return asyncio.Lock()

    async def _deliver(self, name: str, row: Row) -> None:
        try:
            async with self._turn_of(row), self._slots:
                again_at, retry = await self._waits_behind(row), None
                if again_at is None:
                    retry = await self._attempt(row)
                    again_at = None if retry is None else self._again_at(row, retry)
                if again_at is not None:
                    # Within its turn: those behind it look for it in the queue.
                    passed = self._is_passed(row) or (retry is not None and retry.may_be_there)
                    await self._delivery.give_back(row, again_at, passed=passed)
        finally:
            self._in_hand[name] -= 1
            self._letters.let_go([row.id])
            self._wake.set()

    def _again_at(self, row: Row, retry: Later) -> datetime:
        """Soon, where the network is at fault and somebody waits; else as the attempts have it."""
        away = retry.trouble and not retry.lost and row.lane in URGENT
        away = away and not self._trying.is_alone(row.id)
        return self._in(min(retry.seconds, _AWAY_AT_MOST) if away else retry.seconds)

    def _in(self, seconds: float) -> datetime:
        return self._clock.now() + timedelta(seconds=seconds)

    async def _waits_behind(self, row: Row) -> datetime | None:
        """When an earlier letter of the same chat is due that this one does not pass; None: none.

        What is passed on keeps its order, also when the first of it has to try again.
        """
        if Lane(row.lane) is not Lane.RELAY:
            return None
        try:
            async with self._store.read() as tx:
                return await outbox_queries.find_before(tx, row, self._clock.now() + _SOON)
        except Exception as error:
            log.error("the order is not known", letter=row.id, kind=row.kind, **fault_of(error))
            return self._in(backoff(row.attempts))

    def _is_passed(self, row: Row) -> bool:
        """Whether those behind a letter that has to try again go before it."""
        # A topic has a limit of its own; what goes into it waits for it by itself.
        method = row.payload["method"] if row.payload else ""
        return method == "createForumTopic" or self._trying.is_alone(row.id)
