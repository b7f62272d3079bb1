"""One update: handled in one transaction, tried three times, else set aside with the help text."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from bot.deps import Deps
from bot.in_hand import InHand
from bot.intake.raw import incoming_numbers, language_of
from bot.logs import fault_of
from bot.outbox.letters import Letter
from bot.outbox.queue import Cause, queue
from bot.safety.failure_text import FailureText
from bot.store import clients, intake, messages
from bot.store.engine import Tx
from bot.store.errors import is_database_error
from bot.store.intake import ASIDE, DONE, Arrival
from bot.store.outbox import Row

MOST_ATTEMPTS = 3
_RETRY_SECONDS = (0.2, 1.0)
log = structlog.get_logger(__name__)

AfterCommit = Callable[[], Awaitable[None]]


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
    after_commit: AfterCommit | None
    """What goes out at once and needs no row: the answer to a button press, if it was one."""


@dataclass(frozen=True, slots=True)
class _Written:
    """What an attempt was about to commit."""

    handled: Handled
    rows: list[Row]


@dataclass(slots=True)
class _Tries:
    """The attempts at one update."""

    hold: Callable[[Iterable[int]], None]
    """Holds letters until the last attempt is over."""
    written: _Written | None = None
    """By the latest that came to its commit: an error there does not say that it failed."""


Handle = Callable[[Tx, dict[str, Any]], Awaitable[Handled]]
TellGroup = Callable[[Tx, dict[str, Any]], Awaitable[Sequence[Letter]]]


class Attempts:
    """Tries each update until it is done, or set aside."""

    def __init__(
        self,
        deps: Deps,
        in_hand: InHand,
        is_stopping: Callable[[], bool],
        *,
        handle: Handle,
        post: Callable[[list[Row]], None],
        failure_text: FailureText,
        tell_group: TellGroup | None,
    ) -> None:
        self._deps = deps
        self._in_hand = in_hand
        self._is_stopping = is_stopping
        self._handle = handle
        self._post = post
        self._failure_text = failure_text
        self._tell_group = tell_group
        self._retries = asyncio.Lock()

    async def handle_until_done(self, arrival: Arrival) -> AfterCommit | None:
        """Give what is left to do now that it is on disk, which nothing needs to wait for."""
        structlog.contextvars.bind_contextvars(cause=name_of(self._deps, arrival))
        with self._deps.letters.passing() as hold:
            return await self._attempt(arrival, _Tries(hold))

    async def _attempt(self, arrival: Arrival, tries: _Tries) -> AfterCommit | None:
        begun, counted, waited = arrival.attempts, arrival.counted, False
        while counted or begun < MOST_ATTEMPTS:
            try:
                if counted:
                    handled = await self._handle_once(arrival, tries)
                else:
                    # One at a time: a crash now is charged to this update, not to all that wait.
                    async with self._retries:
                        begun, counted = begun + 1, True
                        await self._count(arrival)
                        handled = await self._handle_once(arrival, tries)
                if handled is None:
                    return None
                self._deps.metrics.updates.add("handled")
                return handled.after_commit
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
        return None

    async def _wait_for_database(self, arrival: Arrival, waited: bool) -> None:
        """The update is safe; the person is not left without a word while it cannot be handled."""
        if waited and arrival.chat_id is not None:
            await self._failure_text.say_once_an_hour(arrival.chat_id, language_of(arrival.raw))
        await self._deps.clock.sleep(_RETRY_SECONDS[-1])

    async def _handle_once(self, arrival: Arrival, tries: _Tries) -> Handled | None:
        deps = self._deps
        with deps.right_of_way.taken():
            async with deps.store.write() as tx:
                if await intake.mark(tx, deps.bot_id, arrival.update_id, DONE):
                    tries.written = await self._write(tx, arrival, tries)
            # Closed before, by an earlier attempt: that one's commit succeeded after all.
            if (written := tries.written) is None:
                return None
            written.handled.committed(written.rows)
            self._post(written.rows)
            return written.handled

    async def _write(self, tx: Tx, arrival: Arrival, tries: _Tries) -> _Written:
        deps, now = self._deps, self._deps.clock.now()
        result = await self._handle(tx, arrival.raw)
        if result.client_id is not None and result.seen:
            await clients.mark_seen(tx, result.client_id, now)
            await messages.remember(tx, incoming_numbers(arrival.raw), now)
        cause = Cause(name_of(self._deps, arrival), now, deps.owner, arrival.received_at)
        rows = await queue(tx, cause, result.letters, result.client_id)
        await result.decided(rows)
        tries.hold(row.id for row in rows)
        return _Written(result, rows)

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
                if self._is_stopping() or not is_database_error(error):
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
        cause = Cause(f"{name_of(self._deps, arrival)}:aside", now, self._deps.owner)
        found = await clients.find_by_chat(tx, arrival.chat_id)
        return await queue(tx, cause, told, found.id if found else None)

    async def _remember(self, tx: Tx, chat_id: int, number: int) -> None:
        """So that a client can sweep it away; of others nothing is kept."""
        if await clients.find_by_chat(tx, chat_id) is not None:
            await messages.remember(tx, [(chat_id, number)], self._deps.clock.now())


def name_of(deps: Deps, arrival: Arrival) -> str:
    """What stands in the logs about this update, and about the letters that it causes."""
    return f"u:{deps.bot_id}:{arrival.update_id}"
