"""Updates: stored, then handled in order per chat, different chats at the same time."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from bot.deps import Deps
from bot.in_hand import InHand
from bot.intake.attempts import AfterCommit, Attempts, Handle, TellGroup, name_of
from bot.intake.raw import ASKED_FOR, chat_of, language_of
from bot.intake.turns import Rank, Turns
from bot.logs import fault_of
from bot.safety.failure_text import FailureText
from bot.store import intake, outbox_queries
from bot.store.intake import Arrival
from bot.store.outbox import Row

_STOP_SECONDS = 4.0
_LOOK_AGAIN = (0.02, 0.05, 0.1, 0.2)
"""Seconds between looks at whether another process is done with this chat; the last one stays."""
_LONGEST_TURN, _LONGEST_REPLY = 20.0, 2.0
"""Seconds that an update waits for an earlier one elsewhere, and for the reply to that one. Nobody
waits for ever, whatever became of the other.
"""
log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Line:
    """What waits in one chat, in order."""

    rank: Rank
    arrivals: deque[Arrival] = field(default_factory=deque)


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
        self._failure_text = failure_text
        self._wait_for_room = wait_for_room
        self._may_be_grave = may_be_grave
        self._chats: dict[int, _Line] = {}
        self._in_hand = InHand()
        self._turns = Turns()
        self._resuming = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._attempts = Attempts(
            deps,
            self._in_hand,
            lambda: self._stopping,
            handle=handle,
            post=post,
            failure_text=failure_text,
            tell_group=tell_group,
        )

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
            log.error("not looked at", cause=name_of(self._deps, arrival), **fault_of(error))
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
                        after_commit = await self._attempts.handle_until_done(arrival)
                        if after_commit is not None:
                            self._spawn(self._afterwards(after_commit))
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
            log.error(
                "the turn is not known", cause=name_of(self._deps, arrival), **fault_of(error)
            )
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

    async def _afterwards(self, after_commit: AfterCommit) -> None:
        """The chat's next update does not wait for this."""
        try:
            await after_commit()
        except Exception as error:
            log.error("failed after the commit", **fault_of(error))


def _key_of(arrival: Arrival) -> int:
    return arrival.chat_id if arrival.chat_id is not None else 0


def _put_in(line: deque[Arrival], arrival: Arrival) -> None:
    """Before those that came after it."""
    place = len(line)
    while place and line[place - 1].update_id > arrival.update_id:
        place -= 1
    line.insert(place, arrival)
