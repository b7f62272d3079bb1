"""What is read into an answer that does not say how long to wait, or is not Telegram's."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from telegram import InputFile
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.clock import SystemClock
from bot.outbox.outcomes import Later, outcome_of
from bot.road.caller import POLL_SECONDS, Caller, build_caller, comes_from_between, why_unreached
from bot.road.pace import seconds_of
from bot.road.transport import LONGEST_UPLOAD, WAIT_UNNAMED, AnswerLost, NotSent
from tests.cast import TOKEN
from tests.virtual_time import VirtualClock, run

Answer = Callable[[], web.StreamResponse]
HTML = "<html>Log in to this network</html>"


@asynccontextmanager
async def answering(answer: Answer) -> AsyncIterator[str]:
    """A server that gives every call this answer."""

    async def handle(_request: web.Request) -> web.StreamResponse:
        return answer()

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


async def error_of(answer: Answer, ask: str = "call") -> TelegramError:
    """What the bot makes of it."""
    async with answering(answer) as url:
        caller = build_caller(TOKEN, url, SystemClock(), 30)
        await caller.request.initialize()
        try:
            work: Awaitable[object]
            work = caller.initialize() if ask == "start" else caller.call("sendMessage", SENT)
            with pytest.raises(TelegramError) as found:
                await work
        finally:
            await caller.request.shutdown()
            await caller.shutdown()
    return found.value


SENT = {"chat_id": 7, "text": "x"}


def told(code: int, description: str | None, **more: object) -> Answer:
    """An answer of Telegram's shape."""
    body: dict[str, object] = {"ok": False, "error_code": code, **more}
    if description is not None:
        body["description"] = description
    return lambda: web.json_response(body, status=code)


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (told(429, "Too Many Requests: retry after 7", parameters={"retry_after": 7}), 7),
        (told(429, "Too Many Requests: retry after 9"), 9),
        (told(429, "Too Many Requests: retry after 9", parameters={}), 9),
        (told(429, "Too Many Requests: retry after 0"), 1),
        (told(429, "Too Many Requests"), WAIT_UNNAMED),
        (told(429, None), WAIT_UNNAMED),
        (lambda: web.Response(status=429, text=HTML, content_type="text/html"), WAIT_UNNAMED),
        (lambda: web.json_response([], status=429), WAIT_UNNAMED),
    ],
)
async def test_too_many_requests_is_a_wait_however_it_is_said(
    answer: Answer, seconds: int
) -> None:
    error = await error_of(answer)
    assert isinstance(error, RetryAfter)
    assert seconds_of(error) == seconds
    assert outcome_of(error, 1) == Later(seconds, "flood wait")


@pytest.mark.parametrize("code", [401, 404])
@pytest.mark.parametrize("ask", ["start", "call"])
async def test_a_page_of_something_in_between_says_nothing_of_the_token(
    code: int, ask: str
) -> None:
    error = await error_of(
        lambda: web.Response(status=code, text=HTML, content_type="text/html"), ask
    )
    assert isinstance(error, InvalidToken)
    assert comes_from_between(error)
    assert "look at BOT_API_URL" in why_unreached(error)
    outcome = outcome_of(error, 1)
    assert isinstance(outcome, Later)
    assert outcome.trouble


@pytest.mark.parametrize(("code", "words"), [(401, "Unauthorized"), (404, "Not Found")])
@pytest.mark.parametrize("ask", ["start", "call"])
async def test_telegrams_own_answer_is_about_the_token(code: int, words: str, ask: str) -> None:
    error = await error_of(told(code, words), ask)
    assert isinstance(error, InvalidToken)
    assert not comes_from_between(error)


def _untrusted() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED] x (_ssl.c:1)")
    error.verify_message = "self-signed certificate"
    return error


REASONS: list[tuple[BaseException | None, str]] = [
    (ConnectionRefusedError(errno.ECONNREFUSED, "Connect call failed"), " (Connection refused)"),
    (OSError(errno.ENETUNREACH, "Multiple exceptions"), " (Network is unreachable)"),
    (socket.gaierror(socket.EAI_NONAME, "Name not known"), " (Name not known)"),
    (_untrusted(), " (self-signed certificate)"),
    (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] x (_ssl.c:1)"), ""),
    (OSError("Multiple exceptions: [Errno 111], [Errno 101]"), ""),
    (TimeoutError(), " (no answer in time)"),
    (aiohttp.ServerDisconnectedError(), ""),
    (None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("cause", "reason"), REASONS)
@pytest.mark.parametrize("suppressed", [False, True])
def test_why_telegram_is_not_reached_is_told_in_the_networks_words_and_no_name_of_ours(
    cause: BaseException | None, reason: str, suppressed: bool
) -> None:
    error = NotSent("ClientConnectorError")
    if suppressed:  # as where the message could quote the address
        error.__context__ = cause
    else:
        error.__cause__ = cause
    told = why_unreached(error)
    assert told == (
        f"Telegram cannot be reached{reason}: look at the network, DNS and BOT_API_URL"
    )


async def test_a_port_where_nobody_listens_is_told_as_the_system_calls_it() -> None:
    caller = build_caller(TOKEN, "http://127.0.0.1:1", SystemClock(), 30)
    try:
        with pytest.raises(NotSent) as caught:
            await caller.initialize()
    finally:
        await caller.shutdown()
    assert "(Connection refused)" in why_unreached(caught.value)


class Dripping(web.StreamResponse):
    """An answer of which a blank comes every five seconds, and nothing else ever."""

    async def prepare(self, request: web.BaseRequest) -> Any:
        writer = await super().prepare(request)
        with contextlib.suppress(ConnectionError):
            while True:
                await self.write(b" ")
                await asyncio.sleep(5)
        return writer


Ask = Callable[[Caller], Awaitable[Any]]


async def a_text(caller: Caller) -> Any:
    return await caller.call("sendMessage", SENT)


async def a_picture(caller: Caller) -> Any:
    photo = InputFile(b"x", filename="x.png", attach=False)
    return await caller.call("sendPhoto", {"chat_id": 7, "photo": photo})


async def a_poll(caller: Caller) -> Any:
    return await caller.call("getUpdates", {}, read_timeout=POLL_SECONDS + 15.0)


@pytest.mark.parametrize(
    ("ask", "soonest", "latest"),
    [
        (a_text, 20, 40),
        (a_picture, LONGEST_UPLOAD, LONGEST_UPLOAD + 40),
        (a_poll, POLL_SECONDS + 15, POLL_SECONDS + 40),
    ],
)
def test_an_answer_that_comes_in_drips_is_lost_after_a_while(
    ask: Ask, soonest: float, latest: float
) -> None:
    async def scene() -> None:
        clock = VirtualClock()
        async with answering(Dripping) as url:
            caller = build_caller(TOKEN, url, clock, 30)
            for request in caller._request:
                await request.initialize()
            begun = clock.monotonic()
            try:
                async with asyncio.timeout(1_000):
                    with pytest.raises(AnswerLost):
                        await ask(caller)
            finally:
                for request in caller._request:
                    await request.shutdown()
            assert soonest <= clock.monotonic() - begun <= latest

    run(scene())
