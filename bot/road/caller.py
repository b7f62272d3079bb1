"""The bot as outbox and intake see it: a method of the Bot API, parameters, a lane."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.clock import Clock
from bot.network import in_the_way
from bot.road.lanes import Lane
from bot.road.pace import Pace, Passage, Shared
from bot.road.telegram_clock import TelegramClock
from bot.road.transport import AiohttpRequest

POLL_SECONDS = 25
"""How long Telegram may keep a poll open."""


class Caller(ExtBot[Passage]):
    """python-telegram-bot's bot, with calls written as data.

    `do_api_request` does the same for methods that PTB does not know, and warns for those
    that it does.
    """

    def __init__(self, *, telegram_clock: TelegramClock, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._telegram_clock = telegram_clock
        self._answered = 0

    @property
    def pace(self) -> Pace:
        """The rate limiter that it was built with."""
        assert isinstance(self.rate_limiter, Pace)
        return self.rate_limiter

    @property
    def answered(self) -> int:
        """How many calls went well, polls included."""
        return self._answered

    @property
    def threads_private_chats(self) -> bool:
        """Whether people write in topics of their chat with it; what it says comes beside them."""
        return bool(self.bot.has_topics_enabled)

    @property
    def telegram_clock(self) -> TelegramClock:
        """What time it is by what was answered."""
        return self._telegram_clock

    def standstill(self, lane: Lane) -> float:
        """Seconds for which nothing leaves on this lane; at most 0: none."""
        return self.pace.road.standstill(lane)

    async def call(
        self,
        method: str,
        params: dict[str, Any],
        lane: Lane = Lane.REPLY,
        *,
        read_timeout: float | None = None,
        still: Callable[[], Awaitable[bool]] | None = None,
    ) -> Any:
        """Make one call and give Telegram's raw result.

        `still` is asked when the road is free: whether the call is to be made at all.

        Raises:
            bot.road.pace.NoLonger: it was not.
            telegram.error.TelegramError: whatever went wrong; `bot.outbox.outcomes`
            knows what it means.
        """
        kwargs = self._merge_api_rl_kwargs(dict(params), Passage(lane, still))
        if read_timeout is None:
            result = await self._post(method, api_kwargs=kwargs)
        else:
            result = await self._post(method, api_kwargs=kwargs, read_timeout=read_timeout)
        self._answered += 1
        self._telegram_clock.hear_message(result)
        return result


_UNDESCRIBED = ("Forbidden (403)", "Bad Request (400)", "Unauthorized (401)", "Not Found (404)")
"""What python-telegram-bot says where nothing was described."""


def comes_from_between(error: BaseException) -> bool:
    """Whether no answer of Telegram's was read: no JSON, or nothing described in it.

    Then it is of something in between: a proxy, or the page where a Wi-Fi network asks to log in.
    """
    if isinstance(error, InvalidToken) and isinstance(error.__cause__, InvalidToken):
        error = error.__cause__  # the one that names the token wraps the answer to it
    return error.__cause__ is not None or str(error) in _UNDESCRIBED


def why_unreached(error: TelegramError) -> str:
    """What an operator is told when Telegram could not be asked."""
    if isinstance(error, InvalidToken):
        return (
            "what was asked of Telegram got an answer that is not Telegram's: look at BOT_API_URL,"
            " and at what stands in between, such as a proxy or the page of a Wi-Fi network"
        )
    reason = _networks_words(error)
    return (
        f"Telegram cannot be reached{f' ({reason})' if reason else ''}:"
        " look at the network, DNS and BOT_API_URL"
    )


def _networks_words(error: TelegramError) -> str:
    """No message of another library's: it may quote the address, and with it the token."""
    cause = error.__cause__ or error.__context__
    if isinstance(cause, aiohttp.ClientConnectorError):
        cause = cause.os_error
    return in_the_way(cause)


def share_road(caller: Caller, shared: Shared) -> None:
    """From here on this bot's sends count among those of others."""
    assert isinstance(caller.rate_limiter, Pace)
    caller.rate_limiter.shared = shared


def build_caller(token: str, api_url: str, clock: Clock, rate_per_second: float) -> Caller:
    """A bot that talks to `api_url`, paced for `rate_per_second` messages a second."""
    # Else python-telegram-bot warns whenever Telegram names a wait.
    os.environ["PTB_TIMEDELTA"] = "true"
    told = TelegramClock(clock)
    return Caller(
        token=token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=AiohttpRequest(64, on_date=told.note_date_header),
        get_updates_request=AiohttpRequest(2, POLL_SECONDS + 15.0, on_date=told.note_date_header),
        telegram_clock=told,
        rate_limiter=Pace(clock, rate_per_second),
    )
