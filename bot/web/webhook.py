"""Where Telegram is told to post updates: by one process, and only when it is not so already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import structlog
from telegram.error import BadRequest, TelegramError

from bot.deps import Deps
from bot.intake.raw import ALLOWED_UPDATES
from bot.logs import fault_of
from bot.outbox.outcomes import backoff
from bot.road.caller import Caller
from bot.store import notes
from bot.web.figures import Gauge
from bot.web.server import WEBHOOK_PATH

LOOK_EVERY = 60.0
"""Seconds between two looks at whether it is set still."""

RECENT = 600.0
"""Seconds after Telegram failed to hand something over; while more waits, it fails still."""

SILENT_AFTER = 240.0
"""Seconds for which it is not known to be set, or nothing comes by it: nobody is heard."""

_NOTE = "webhook"
log = structlog.get_logger(__name__)


class Webhook:
    """The webhook of these settings."""

    def __init__(self, deps: Deps, caller: Caller) -> None:
        self._deps = deps
        self._caller = caller
        self._look_away()

    def _look_away(self) -> None:
        """Another process looks at it."""
        self._seen_at: float | None = None
        self._stuck_at: float | None = None
        self._pending = self._failed_at = 0

    async def set(self) -> None:
        """Tell Telegram.

        Raises:
            telegram.error.TelegramError: it cannot be told.
        """
        await self._caller.call("setWebhook", self._params())
        async with self._deps.store.write() as tx:
            await notes.put(tx, _NOTE, self._digest())

    async def hold(self) -> None:
        """Set it unless it is so already, and see that it stays so, until this is cancelled.

        Whoever has the token can take it away, by polling once from a laptop.
        """
        self._seen_at, failures, was_set = self._deps.clock.monotonic(), 0, False
        try:
            while True:
                if await self._make_sure(was_set=was_set):
                    self._seen_at, failures, was_set = self._deps.clock.monotonic(), 0, True
                    await self._deps.clock.sleep(LOOK_EVERY)
                else:
                    failures += 1
                    await self._deps.clock.sleep(min(30.0, backoff(failures)))
        finally:
            self._look_away()

    async def _make_sure(self, *, was_set: bool) -> bool:
        try:
            if await self._shows_ours() and (was_set or await self._is_noted()):
                return True
            if was_set:
                self._deps.metrics.webhook_lost.add()
                log.error("the webhook was taken away: something else uses this token")
            await self.set()
            return True
        except BadRequest as error:
            log.error("Telegram refuses the webhook", reason=error.message)
        except TelegramError as error:
            log.error("the webhook is not set", error=type(error).__name__)
        except Exception as error:
            log.error("the webhook is not known", **fault_of(error))
        return False

    async def _shows_ours(self) -> bool:
        found = await self._caller.call("getWebhookInfo", {})
        self._pending = int(found.get("pending_update_count", 0))
        self._failed_at = int(found.get("last_error_date", 0))
        if not self._pending or self._deps.clock.now().timestamp() - self._failed_at > RECENT:
            self._stuck_at = None
        elif self._stuck_at is None:
            self._stuck_at = self._deps.clock.monotonic()
        return bool(found.get("url") == self._params()["url"])

    async def _is_noted(self) -> bool:
        """Telegram shows the address alone; that the secret is ours too is in the database."""
        async with self._deps.store.read() as tx:
            return await notes.says(tx, _NOTE, self._digest())

    def _params(self) -> dict[str, Any]:
        settings = self._deps.settings
        assert settings.webhook_secret is not None
        return {
            "url": settings.webhook_url + WEBHOOK_PATH,
            "secret_token": settings.webhook_secret.get_secret_value(),
            "allowed_updates": list(ALLOWED_UPDATES),
            "drop_pending_updates": False,
        }

    def _digest(self) -> str:
        return hashlib.sha256(repr(self._params()).encode()).hexdigest()

    @property
    def age(self) -> float:
        """Seconds since Telegram last said that it is set; none while another process looks."""
        return 0.0 if self._seen_at is None else self._deps.clock.monotonic() - self._seen_at

    def why_not_receiving(self) -> str:
        """What keeps people from being heard; empty: nothing."""
        if self.age > SILENT_AFTER:
            return f"Telegram has not said for {self.age:.0f} s that the webhook is set"
        if self._stuck_at is not None:
            stuck = self._deps.clock.monotonic() - self._stuck_at
            if stuck > SILENT_AFTER:
                return f"Telegram cannot hand over what people write, for {stuck:.0f} s now"
        return ""

    def gauges(self) -> Iterator[Gauge]:
        """How it stands, as far as Telegram tells."""
        yield Gauge(
            "anker_webhook_age_seconds",
            "Since Telegram last said that the webhook is set.",
            lambda: {(): self.age},
        )
        yield Gauge(
            "anker_webhook_pending",
            "Updates that wait at Telegram; up to a minute old.",
            lambda: {(): self._pending},
        )
        yield Gauge(
            "anker_webhook_failed_timestamp_seconds",
            "When Telegram last failed to hand over an update; 0: never.",
            lambda: {(): self._failed_at},
        )
