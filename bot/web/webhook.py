"""Where Telegram is told to post updates: by one process, and only when it is not so already."""

from __future__ import annotations

import hashlib
from typing import Any

import structlog
from telegram.error import TelegramError

from bot.caller import Caller
from bot.deps import Deps
from bot.intake.poll import ALLOWED_UPDATES
from bot.outbox.outcomes import backoff
from bot.store import notes
from bot.web.server import WEBHOOK_PATH

_NOTE = "webhook"
log = structlog.get_logger(__name__)


class Webhook:
    """The webhook of these settings."""

    def __init__(self, deps: Deps, caller: Caller) -> None:
        self._deps = deps
        self._caller = caller

    async def set(self) -> None:
        """Tell Telegram.

        Raises:
            telegram.error.TelegramError: it cannot be told.
        """
        await self._caller.call("setWebhook", self._params())

    async def hold(self) -> None:
        """The same for the leader of several: until it is done, and not when it is so already."""
        failures = 0
        while True:
            try:
                if not await self._is_set():
                    await self.set()
                    await self._note()
                return
            except TelegramError as error:
                log.error("the webhook is not set", error=type(error).__name__)
            except Exception as error:
                log.error("the webhook is not known", error=type(error).__name__)
            failures += 1
            await self._deps.clock.sleep(min(30.0, backoff(failures)))

    async def _is_set(self) -> bool:
        """Telegram shows the address; that the secret is ours too is noted in the database."""
        found = await self._caller.call("getWebhookInfo", {})
        if found.get("url") != self._params()["url"]:
            return False
        async with self._deps.store.read() as tx:
            return await notes.says(tx, _NOTE, self._digest())

    async def _note(self) -> None:
        async with self._deps.store.write() as tx:
            await notes.put(tx, _NOTE, self._digest())

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
