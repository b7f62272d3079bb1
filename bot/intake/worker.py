"""Updates: stored, one transaction each, in order per chat, tried three times."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from bot.deps import Deps
from bot.in_hand import InHand
from bot.intake.raw import ASKED_FOR, chat_of, incoming_numbers, language_of
from bot.intake.turns import Rank, Turns
from bot.logs import fault_of
from bot.outbox.letters import Letter
from bot.outbox.queue import Cause, queue
from bot.safety.failure_text import FailureText
from bot.store import clients, intake, messages, outbox_queries
from bot.store.engine import Tx, is_database_error
from bot.store.intake import ASIDE, DONE, Arrival
from bot.store.outbox import Row

MOST_ATTEMPTS = 3
_STOP_SECONDS = 4.0
_RETRY_SECONDS = (0.2, 1.0)
_LOOK_AGAIN = (0.02, 0.05, 0.1, 0.2)
"""Seconds between looks at whether another process is done with this chat; the last one stays."""
_LONGEST_TURN, _LONGEST_REPLY = 20.0, 2.0
"""Seconds that an update waits for an earlier one elsewhere, and for the reply to that one. Nobody
waits for ever, whatever became of the other.
"""
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Handled:
    """What handling one update came to."""

    letters: list[Letter]
    client_id: int | None
    seen: bool
    """Whether the client is there: everything but leaving shows that."""
    decided: Callable[[list[Row]], Awaitable[None]]
    """Told of the replies before the commit, to note in the same transaction what they are."""
    committed: Callable[[list[Row]], None]
    """Told of them as soon as they are on disk."""
    after_commit: Callable[[], Awaitable[None]] | None
    """What goes out at once and needs no row: the answer to a button press, if it was one."""


@dataclass(frozen=True, slots=True)
class _Written:
    """What an attempt was about to commit."""

    handled: Handled
    rows: list[Row]


@dataclass(slots=True)
class _Line:
    """What waits in one chat, in order."""

    rank: Rank
    arrivals: deque[Arrival] = field(default_factory=deque)


@dataclass(slots=True)
class _Attempts:
    """Those at one update."""

    hold: Callable[[Iterable[int]], None]
    """Holds letters until the last attempt is over."""
    written: _Written | None = None
    """By the latest that came to its commit: an error there does not say that it failed."""


Handle = Callable[[Tx, dict[str, Any]], Awaitable[Handled]]
TellGroup = Callable[[Tx, dict[str, Any]], Awaitable[Sequence[Letter]]]


class Intake:
    """Takes raw updates from the poll or the webhook."""

    def __init__(
        self,
        deps: Deps,
        handle: Handle,
        post: Callable[[list[Row]], None],
        failure_text: FailureText,
        wait_for_room: Callable[[], Awaitable[None]] | None = None,
        tell_group: TellGroup | None = None,
        may_be_grave: Callable[[dict[str, Any]], bool] | None = None,
    ) -> None:
        """`handle` decides, `post` sends replies, `failure_text` says the fixed help text, and
        `tell_group` what is said in a group instead.

        `wait_for_room` is awaited before each update: in a rush, replies that are written long
        before they can leave would grow old, and the last of them would hold up the first.

        `may_be_grave` tells which strangers go before the others in a rush.
        """
        self._deps = deps
        self._handle = handle
        self._post = post
        self._failure_text = failure_text
        self._wait_for_room = wait_for_room
        self._tell_group = tell_group
        self._may_be_grave = may_be_grave
        self._chats: dict[int, _Line] = {}
        self._in_hand = InHand()
        self._turns = Turns()
        self._retries = asyncio.Lock()
        self._resuming = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False

    async def accept(self, raws: Sequence[dict[str, Any]]) -> int:
        """Store updates and begin to handle them; on return they may be confirmed to Telegram.

        Gives how many of them had not come before.

        Raises:
            sqlalchemy.exc.DBAPIError: they could not be stored; do not confirm them.
        """
        deps = self._deps
        now, owner = deps.clock.now(), None if deps.replica.alone else deps.owner
        arrivals = [
            Arrival(int(raw["update_id"]), chat_of(raw), raw, received_at=now) for raw in raws
        ]
        with self._in_hand.passing() as hold:
            # Until they are lined up: bulk would slip in between this and their handling.
            with deps.right_of_way.taken():
                with self._in_hand.passing() as hold_until_known:
                    # All of them: the statement that says which are new commits as well.
                    hold_until_known(arrival.update_id for arrival in arrivals)
                    async with deps.store.write() as tx:
                        fresh = await intake.add(tx, deps.bot_id, arrivals, now, owner)
                    hold(fresh)
                if len(fresh) < len(arrivals):
                    # Telegram repeats what was not confirmed: it may be stored all the same.
                    await self.resume()
                deps.metrics.updates.add("accepted", amount=len(fresh))
                self._line_up(
                    replace(arrival, known=fresh[arrival.update_id])
                    for arrival in arrivals
                    if arrival.update_id in fresh
                )
            return len(fresh)

    async def leave_word(self, raws: Iterable[dict[str, Any]]) -> None:
        """Say the fixed help text to those whose updates could not be stored."""
        meant = [raw for raw in raws if ASKED_FOR.intersection(raw)]
        for chat_id, language in {chat_of(raw): language_of(raw) for raw in meant}.items():
            if chat_id is not None:
                await self._failure_text.say_once_an_hour(chat_id, language)

    async def resume(self) -> None:
        """Line up what is stored for this process and not in its hands.

        An earlier process left it, or the answer to the commit that stored it was lost.
        """
        deps, owner = self._deps, None if self._deps.replica.alone else self._deps.owner
        async with self._resuming:
            if self._stopping:
                return
            async with deps.store.read() as tx:
                numbers = await intake.list_numbers(tx, deps.bot_id, owner)
            lost = {number for number in numbers if number not in self._in_hand}
            if not lost:
                return
            async with deps.store.write() as tx:
                # Once more, for one that was in hand may be done by now.
                left = await intake.list_waiting(tx, deps.bot_id, owner, among=lost)
            self._line_up(left)

    async def take_over(self) -> None:
        """Line up what other processes stored and did not handle before they went."""
        if self._stopping:
            return
        with self._in_hand.passing() as hold:
            async with self._deps.store.write() as tx:
                left = await intake.take_over(tx, self._deps.bot_id, self._deps.owner)
                hold(arrival.update_id for arrival in left)
            self._line_up(left)

    async def stop(self) -> None:
        """Finish the updates in hand; the rest stays stored."""
        self._stopping = True
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=_STOP_SECONDS)

    @property
    def busy(self) -> bool:
        """Whether updates are being handled."""
        return bool(self._tasks)

    @property
    def is_crowded(self) -> bool:
        """Whether several chats wait for an answer."""
        return len(self._chats) > 1

    def _line_up(self, arrivals: Iterable[Arrival]) -> None:
        for arrival in arrivals:
            self._in_hand.take([arrival.update_id])
            key, rank = _key_of(arrival), self._rank_of(arrival)
            line = self._chats.get(key)
            if line is None:
                line = self._chats[key] = _Line(rank)
                self._spawn(self._work_off(key))
            _put_in(line.arrivals, arrival)
            self._move_up(key, rank)

    def _rank_of(self, arrival: Arrival) -> Rank:
        chat_id = arrival.chat_id
        if arrival.known or (chat_id is not None and self._deps.is_coach(chat_id)):
            return Rank.KNOWN
        return Rank.GRAVE if self.is_crowded and self._is_grave(arrival) else Rank.STRANGER

    def _is_grave(self, arrival: Arrival) -> bool:
        try:
            return self._may_be_grave is not None and self._may_be_grave(arrival.raw)
        except Exception as error:
            log.error("not looked at", cause=self._name_of(arrival), **fault_of(error))
            return False  # it waits among the others, and handling it meets the same

    def _move_up(self, key: int, rank: Rank) -> None:
        """All that waits in a chat goes up for the sake of one, since it stays in order."""
        line = self._chats[key]
        if rank < line.rank:
            line.rank = rank
            self._turns.move_up(key, rank)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work_off(self, key: int) -> None:
        line = self._chats[key]
        try:
            while line.arrivals and not self._stopping:
                await self._take_turn(key, line)
        finally:
            self._in_hand.let_go(arrival.update_id for arrival in line.arrivals)
            del self._chats[key]

    async def _take_turn(self, key: int, line: _Line) -> None:
        """The chat's updates are handled in order wherever they came in, and so are the replies.

        Once its turn has come it stays: Telegram hands over a chat's updates one by one. While
        another process is at it, others have the place.
        """
        waited, looks = 0.0, iter(_LOOK_AGAIN)
        while True:
            async with self._turns.taken(key, line.rank):
                if self._stopping:
                    return
                if not await self._waits_for_others(line.arrivals[0], waited):
                    if self._wait_for_room is not None:
                        await self._wait_for_room()
                    arrival = line.arrivals.popleft()
                    try:
                        await self._handle_until_done(arrival)
                    finally:
                        self._in_hand.let_go([arrival.update_id])
                    return
            pause = next(looks, _LOOK_AGAIN[-1])
            waited += pause
            await asyncio.sleep(pause)

    async def _waits_for_others(self, arrival: Arrival, waited: float) -> bool:
        if self._deps.replica.alone or arrival.chat_id is None or waited >= _LONGEST_TURN:
            return False
        try:
            return await self._others_are_at_it(arrival, replies=waited < _LONGEST_REPLY)
        except Exception as error:
            log.error("the turn is not known", cause=self._name_of(arrival), **fault_of(error))
            return False  # handling it meets the same database, and knows what to do

    async def _others_are_at_it(self, arrival: Arrival, *, replies: bool) -> bool:
        deps = self._deps
        assert arrival.chat_id is not None
        async with deps.store.read() as tx:
            if await intake.others_come_first(tx, deps.bot_id, arrival, deps.owner):
                return True
            if not replies:
                return False
            now = deps.clock.now()
            return await outbox_queries.is_being_replied_to(tx, arrival.chat_id, deps.owner, now)

    async def _handle_until_done(self, arrival: Arrival) -> None:
        structlog.contextvars.bind_contextvars(cause=self._name_of(arrival))
        with self._deps.letters.passing() as hold:
            await self._attempt(arrival, _Attempts(hold))

    async def _attempt(self, arrival: Arrival, attempts: _Attempts) -> None:
        begun, counted, waited = arrival.attempts, arrival.counted, False
        while counted or begun < MOST_ATTEMPTS:
            try:
                if counted:
                    handled = await self._handle_once(arrival, attempts)
                else:
                    # One at a time: a crash now is charged to this update, not to all that wait.
                    async with self._retries:
                        begun, counted = begun + 1, True
                        await self._count(arrival)
                        handled = await self._handle_once(arrival, attempts)
                if handled is not None:
                    self._deps.metrics.updates.add("handled")
                    if handled.after_commit is not None:
                        self._spawn(self._afterwards(handled.after_commit))
                return
            except Exception as error:
                self._deps.metrics.updates.add("failed")
                log.error("update failed", attempt=begun, **fault_of(error))
                if is_database_error(error):
                    await self._wait_for_database(arrival, waited)
                    waited = True
                    continue
            counted = False
            if begun < MOST_ATTEMPTS:
                await self._deps.clock.sleep(_RETRY_SECONDS[begun - 1])
        await self._set_aside(arrival, "failed three times")

    async def _wait_for_database(self, arrival: Arrival, waited: bool) -> None:
        """The update is safe; the person is not left without a word while it cannot be handled."""
        if waited and arrival.chat_id is not None:
            await self._failure_text.say_once_an_hour(arrival.chat_id, language_of(arrival.raw))
        await self._deps.clock.sleep(_RETRY_SECONDS[-1])

    async def _afterwards(self, after_commit: Callable[[], Awaitable[None]]) -> None:
        """The chat's next update does not wait for this."""
        try:
            await after_commit()
        except Exception as error:
            log.error("failed after the commit", **fault_of(error))

    async def _handle_once(self, arrival: Arrival, attempts: _Attempts) -> Handled | None:
        deps = self._deps
        with deps.right_of_way.taken():
            async with deps.store.write() as tx:
                if await intake.mark(tx, deps.bot_id, arrival.update_id, DONE):
                    attempts.written = await self._write(tx, arrival, attempts)
            # Closed before, by an earlier attempt: that one's commit succeeded after all.
            if (written := attempts.written) is None:
                return None
            written.handled.committed(written.rows)
            self._post(written.rows)
            return written.handled

    async def _write(self, tx: Tx, arrival: Arrival, attempts: _Attempts) -> _Written:
        deps, now = self._deps, self._deps.clock.now()
        result = await self._handle(tx, arrival.raw)
        if result.client_id is not None and result.seen:
            await clients.mark_seen(tx, result.client_id, now)
            await messages.remember(tx, incoming_numbers(arrival.raw), now)
        cause = Cause(self._name_of(arrival), now, deps.owner, arrival.received_at)
        rows = await queue(tx, cause, result.letters, result.client_id)
        await result.decided(rows)
        attempts.hold(row.id for row in rows)
        return _Written(result, rows)

    def _name_of(self, arrival: Arrival) -> str:
        """What stands in the logs about this update, and about the letters that it causes."""
        return f"u:{self._deps.bot_id}:{arrival.update_id}"

    async def _count(self, arrival: Arrival) -> None:
        try:
            async with self._deps.store.write() as tx:
                await intake.count_attempt(tx, self._deps.bot_id, arrival.update_id)
        except Exception as error:
            log.error("attempt not counted", **fault_of(error))

    async def _set_aside(self, arrival: Arrival, reason: str) -> None:
        self._deps.metrics.updates.add("aside")
        log.error("update set aside", reason=reason)
        # The words first: after a crash between the two they come twice rather than never.
        said = None
        language = language_of(arrival.raw)
        if arrival.chat_id is not None:
            said = await self._failure_text.say(arrival.chat_id, language)
        while True:
            try:
                async with self._deps.store.write() as tx:
                    await intake.mark(tx, self._deps.bot_id, arrival.update_id, ASIDE, reason)
                    rows = await self._say_later(tx, arrival, language) if said is None else []
                    if arrival.chat_id is not None and said is not None:
                        await self._remember(tx, arrival.chat_id, said)
                self._post(rows)
                return
            except Exception as error:
                log.error("not marked as set aside", **fault_of(error))
                if self._stopping or not is_database_error(error):
                    # It stays in hand until the next start, or the words would be said again.
                    self._in_hand.take([arrival.update_id])
                    return
            await self._deps.clock.sleep(_RETRY_SECONDS[-1])

    async def _say_later(self, tx: Tx, arrival: Arrival, language: str) -> list[Row]:
        """In a group; or Telegram did not take the words just now: they wait with the others."""
        if arrival.chat_id is None:
            return []
        letter = self._failure_text.letter(arrival.chat_id, language)
        told = [letter] if letter is not None else []
        if letter is None and self._tell_group is not None:
            told = [*await self._tell_group(tx, arrival.raw)]
        now = self._deps.clock.now()
        cause = Cause(f"{self._name_of(arrival)}:aside", now, self._deps.owner)
        found = await clients.find_by_chat(tx, arrival.chat_id)
        return await queue(tx, cause, told, found.id if found else None)

    async def _remember(self, tx: Tx, chat_id: int, number: int) -> None:
        """So that a client can sweep it away; of others nothing is kept."""
        if await clients.find_by_chat(tx, chat_id) is not None:
            await messages.remember(tx, [(chat_id, number)], self._deps.clock.now())


def _key_of(arrival: Arrival) -> int:
    return arrival.chat_id if arrival.chat_id is not None else 0


def _put_in(line: deque[Arrival], arrival: Arrival) -> None:
    """Before those that came after it."""
    place = len(line)
    while place and line[place - 1].update_id > arrival.update_id:
        place -= 1
    line.insert(place, arrival)
