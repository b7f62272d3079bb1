"""The one place where Telegram's errors become outcomes of ours."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.road.caller import comes_from_between
from bot.road.pace import seconds_of
from bot.road.transport import AnswerLost

_FIRST_DELAY, _LONGEST_DELAY = 0.5, 300.0
_TOKEN_DELAY = 60.0
_LETS_PASS = 5.0

# Telegram's words for "what you want is so already".
_ALREADY = ("message is not modified", "message to delete not found")
_PERSON_GONE = ("blocked by the user", "user is deactivated", "can't initiate conversation")
_GROUP_GONE = ("bot was kicked", "bot is not a member", "chat was deleted")
_UNKNOWN = ("chat not found", "user not found", "peer_id_invalid")
_STALE = ("wrong file identifier", "wrong remote file", "wrong file_id", "file_reference_")
# Telegram's words for "what you want to change is not there, or not a text or picture of yours".
_NOT_TO_EDIT = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "no text in the message to edit",
    "no media in the message to edit",
)
# No bad requests by their number, and yet never taken.
_NEVER = ("method not found", "entity too large")


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived, or what it wanted is so already."""

    message_id: int | None = None
    album_ids: tuple[int, ...] = ()
    result: Any = None
    """What Telegram answered."""


@dataclass(frozen=True, slots=True)
class Later:
    """Try again after `seconds`."""

    seconds: float
    reason: str
    trouble: bool = False
    """The network's or Telegram's own: it may be over for all at once."""
    lost: bool = False
    """It may have arrived: only the answer is missing."""

    @property
    def may_be_there(self) -> bool:
        """Whether it is to wait for so long that others of its chat go before it."""
        return self.lost and self.seconds > _LETS_PASS


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person blocked the bot or is gone."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group has another id now."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class StaleFile:
    """Telegram no longer knows the file id; upload again."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never take it; shown with the reason, not retried."""

    reason: str
    nothing_to_edit: bool = False
    """Whether it was the message to edit that it did not find, or does not let be edited."""


Outcome = Sent | Later | Unreachable | Moved | StaleFile | Refused


def outcome_of(error: TelegramError, attempts: int, source: int | None = None) -> Outcome:
    """What an error means for the letter, at its `attempts`-th attempt (from 1).

    `source`: the chat that the call copies from, of which an error may speak as well.
    """
    # BadRequest and ChatMigrated are NetworkErrors to PTB, so the order matters.
    match error:
        case Forbidden() | BadRequest() | InvalidToken() if comes_from_between(error):
            return Later(backoff(attempts), "not Telegram's answer", trouble=True)
        case RetryAfter():
            return Later(seconds_of(error), "flood wait")
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case Forbidden() | BadRequest():
            return _of_words(_plain(error), source)
        case EndPointNotFound():
            return Refused(_plain(error))
        case _ if any(words in error.message.lower() for words in _NEVER):
            return Refused(_plain(error))
        case InvalidToken():
            return Later(_TOKEN_DELAY, "the token was refused")
        case AnswerLost():
            return Later(backoff(attempts), type(error).__name__, trouble=True, lost=True)
        case _:
            return Later(backoff(attempts), type(error).__name__, trouble=True)


def backoff(attempts: int) -> float:
    """Seconds before the next attempt: doubling, with jitter."""
    ceiling = min(_LONGEST_DELAY, _FIRST_DELAY * 2.0 ** min(attempts - 1, 12))
    return ceiling * random.uniform(0.5, 1.0)


def _of_words(text: str, source: int | None) -> Outcome:
    lowered = text.lower()
    if any(words in lowered for words in _ALREADY):
        return Sent()
    if _is_gone(lowered, source):
        return Unreachable(text)
    if any(words in lowered for words in _STALE):
        return StaleFile()
    return Refused(text, any(words in lowered for words in _NOT_TO_EDIT))


def _is_gone(text: str, source: int | None) -> bool:
    """Whether Telegram says so of the chat that was written to, and not of the one copied from."""
    if any(words in text for words in _PERSON_GONE):
        return True
    if any(words in text for words in _GROUP_GONE):
        return source is None or source > 0
    return source is None and any(words in text for words in _UNKNOWN)


def _plain(error: TelegramError) -> str:
    """Telegram's own description, cut to what the table keeps."""
    return error.message[:200]
