"""Long polling that confirms an update only after it is stored."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.deps import Deps
from bot.intake.raw import ALLOWED_UPDATES, is_numbered
from bot.intake.worker import Intake
from bot.logs import fault_of
from bot.outbox.outcomes import backoff
from bot.road.caller import POLL_SECONDS, Caller, comes_from_between
from bot.road.pace import seconds_of

SILENT_AFTER = 120.0
"""Seconds without an answer of Telegram after which nobody is heard."""

DUEL, DUEL_WITHIN = 4, 600.0
"""So many conflicts within so many seconds: another process polls, and goes on doing so."""

_TOLD_AT, _LONGEST_PAUSE = 5, 5.0
"""After so many answers of what was stored before it is told; so many seconds pass at most until
the next is asked for, since somebody may write.
"""

log = structlog.get_logger(__name__)


class Poll:
    """Asks Telegram for updates for as long as it runs."""

    def __init__(self, deps: Deps, caller: Caller, intake: Intake) -> None:
        self._caller = caller
        self._intake = intake
        self._clock = deps.clock
        self._replica = deps.replica
        self._metrics = deps.metrics
        self._task: asyncio.Task[None] | None = None
        self._offset: int | None = None
        self._answered_at = self._clock.monotonic()
        self._conflicts: deque[float] = deque(maxlen=DUEL)
        self._unstored_since: float | None = None
        """Since when what Telegram sent could not be stored; None: all was."""
        self._repeats = 0
        """How many answers in a row held nothing but what was stored before."""

    @property
    def age(self) -> float:
        """Seconds since Telegram last answered; none while another process asks."""
        return self._clock.monotonic() - self._answered_at if self._task is not None else 0.0

    def why_not_receiving(self) -> str:
        """What keeps people from being heard, all of them or some; empty: nothing."""
        if self.age > SILENT_AFTER:
            return f"Telegram has not answered the poll for {self.age:.0f} s"
        since = self._unstored_since
        if since is not None and (unstored := self._clock.monotonic() - since) > SILENT_AFTER:
            return f"what Telegram sends could not be stored for {unstored:.0f} s"
        conflicts = self._conflicts
        if len(conflicts) == DUEL and self._clock.monotonic() - conflicts[0] < DUEL_WITHIN:
            return "another process polls with this token"
        return ""

    def start(self) -> None:
        """Begin to poll."""
        self._offset, self._answered_at = None, self._clock.monotonic()
        self._unstored_since = None
        self._task = asyncio.create_task(self._run(), name="poll")

    async def stop(self) -> None:
        """Stop asking; what was fetched and not stored was not confirmed either."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _run(self) -> None:
        failures = 0
        while True:
            try:
                found = await self._fetch()
                raws = [raw for raw in found if isinstance(raw, dict) and is_numbered(raw)]
                failures, self._answered_at = 0, self._clock.monotonic()
                stored = not raws or await self._store(raws)
                self._note_stored(stored)
                await self._pause_at_repeats(raws)
                if len(raws) < len(found):
                    # It cannot be told apart from what came before, nor confirmed by itself.
                    log.error("updates without a number passed over", count=len(found) - len(raws))
                if not stored or len(raws) < len(found):
                    await self._clock.sleep(1.0)
            except TelegramError as error:
                failures += 1
                if _is_webhook(error) and await self._drop_webhook():
                    continue
                await self._clock.sleep(self._pause_after(error, failures))
            except Exception as error:
                # Whatever it was: without its poll the bot would be deaf.
                failures += 1
                log.error("the poll failed", **fault_of(error))
                await self._clock.sleep(min(30.0, backoff(failures)))

    def _note_stored(self, stored: bool) -> None:
        if stored:
            self._unstored_since = None
        elif self._unstored_since is None:
            self._unstored_since = self._clock.monotonic()

    async def _pause_at_repeats(self, raws: list[dict[str, Any]]) -> None:
        """Once it may well come again: then the answer to its commit was lost, or to the poll."""
        if not raws:
            self._repeats = 0
        if self._repeats == _TOLD_AT:
            log.warning("what was stored before comes again and again")
        if self._repeats > 1:
            await self._clock.sleep(min(_LONGEST_PAUSE, backoff(self._repeats)))

    async def _fetch(self) -> list[dict[str, Any]]:
        params: dict[str, Any] = {
            "timeout": POLL_SECONDS,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        if self._offset is not None:
            params["offset"] = self._offset
        found: list[dict[str, Any]] = await self._caller.call(
            "getUpdates", params, read_timeout=POLL_SECONDS + 15.0
        )
        return found

    async def _drop_webhook(self) -> bool:
        """An earlier set-up used a webhook; this one polls. True: it is gone."""
        try:
            await self._caller.call("deleteWebhook", {"drop_pending_updates": False})
        except TelegramError as error:
            log.error("the webhook is still set", error=type(error).__name__)
            return False
        log.warning("an earlier webhook was taken away")
        return True

    def _pause_after(self, error: TelegramError, failures: int) -> float:
        if not isinstance(error, Conflict):
            return _pause_after(error, failures)
        log.error("another process polls with this token")
        self._metrics.poll_conflicts.add()
        self._conflicts.append(self._clock.monotonic())
        if self._replica.alone:
            return 5.0
        # Whoever lost touch with the database goes on asking, for it may be that all did.
        return 1.0 if self._replica.leads else 15.0

    async def _store(self, raws: list[dict[str, Any]]) -> bool:
        try:
            fresh = await self._intake.accept(raws)
        except Exception as error:
            log.error("updates not stored, so not confirmed", **fault_of(error))
            await self._intake.leave_word(raws)
            return False
        self._offset = max(int(raw["update_id"]) for raw in raws) + 1
        self._repeats = 0 if fresh else self._repeats + 1
        return True


def _is_webhook(error: TelegramError) -> bool:
    return isinstance(error, Conflict) and "webhook" in error.message.lower()


def _pause_after(error: TelegramError, failures: int) -> float:
    if isinstance(error, RetryAfter):
        return seconds_of(error)
    if isinstance(error, InvalidToken) and not comes_from_between(error):
        log.error("Telegram does not know this token: look at BOT_TOKEN")
        return 60.0
    log.warning("Telegram did not answer the poll", error=type(error).__name__)
    return min(30.0, backoff(failures))
