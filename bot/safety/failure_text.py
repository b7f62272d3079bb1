"""The fixed help text that goes out when the program itself fails."""

from __future__ import annotations

import structlog
from telegram.error import TelegramError

from bot.clock import Clock
from bot.content.model import LANGUAGES
from bot.content.shelf import Shelf
from bot.in_sight import keep_latest
from bot.outbox import letters
from bot.outbox.letters import Letter
from bot.road.caller import Caller

_ONCE_IN = 3600.0
_AGAIN_IN = 3.0
"""Seconds after which it is tried again when it could not be sent."""
log = structlog.get_logger(__name__)


class FailureText:
    """Sends the text straight to Telegram: the outbox may be what failed."""

    def __init__(self, caller: Caller, shelf: Shelf, clock: Clock, language: str) -> None:
        self._caller = caller
        self._shelf = shelf
        self._clock = clock
        self._language = language
        self._silent_until: dict[int, float] = {}

    async def say(self, chat_id: int, language: str = "") -> int | None:
        """Send the fixed text now; a failure of that is logged and nothing more.

        Gives the number of the message; None: it was not sent.

        `language` is that of the person's Telegram, since the database may be gone.

        Groups hear nothing: it is meant for one person.
        """
        letter = self.letter(chat_id, language)
        if letter is None:
            return None
        try:
            sent = await self._caller.call(letter.method, letter.params)
        except TelegramError as error:
            log.error("the fixed help text was not sent", error=type(error).__name__)
            return None
        return sent.get("message_id") if isinstance(sent, dict) else None

    def letter(self, chat_id: int, language: str = "") -> Letter | None:
        """The same as a letter, for when Telegram is what failed; None: it is a group."""
        if chat_id < 0:
            return None
        spoken = language if language in LANGUAGES else self._language
        text = self._shelf[spoken].replies["failed"]
        return letters.say(chat_id, text).with_(kind=letters.FIRST)

    async def say_once_an_hour(self, chat_id: int, language: str = "") -> None:
        """The same, at most once an hour a chat: for when the database is gone.

        The hour counts only when it was sent.
        """
        now, said = self._clock.monotonic(), None
        if now < self._silent_until.get(chat_id, now):
            return
        keep_latest(self._silent_until, chat_id, now + _ONCE_IN)  # while it is under way, too
        try:
            said = await self.say(chat_id, language)
        finally:
            if said is None:
                keep_latest(self._silent_until, chat_id, self._clock.monotonic() + _AGAIN_IN)
