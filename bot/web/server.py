"""What is served over HTTP when BOT_HTTP_PORT is set: health, metrics, and the webhook."""

from __future__ import annotations

import asyncio
import errno
import hmac
import json
import socket
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from typing import Any

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.deps import Deps
from bot.intake.raw import is_numbered
from bot.intake.worker import Intake
from bot.logs import fault_of
from bot.settings import Settings
from bot.web.figures import CONTENT_TYPE, Figures

WEBHOOK_PATH = "/telegram"
HEALTH_PATH, ALIVE = "/healthz", "alive\n"
LARGEST_BODY = 1_000_000
"""Bytes; an update of Telegram has a few thousand."""

BODY_SECONDS = 10.0
"""How long a body may take to arrive; Telegram sends one at once."""

_PROBE_SECONDS = 0.5

_HANG_UP = {"connection": "close"}
"""With the answer: what is left of the body is not waited for."""

_STORED_WITHIN = 8.0
"""Seconds after which Telegram had better try again, perhaps at another replica."""
_MOST_TURNED_DOWN = 10_000
"""Numbers of updates that are kept in memory; Telegram brings no more in a minute or two."""
_SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header
log = structlog.get_logger(__name__)


class PortTaken(OSError):
    """Something listens there already."""


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """None: the bot handles signals, and uvicorn would take them over."""
        yield


class WebServer:
    """uvicorn inside the bot's own event loop."""

    def __init__(self, deps: Deps, intake: Intake, figures: Figures) -> None:
        self._deps = deps
        self._intake = intake
        self._figures = figures
        self._turned_down: dict[int, None] = {}
        self._probe: asyncio.Task[None] | None = None
        self._server: uvicorn.Server | None = None
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Listen: from here on requests are taken, or wait for the server to look.

        Raises:
            OSError: the port is taken.
        """
        settings = self._deps.settings
        # uvicorn would end the whole process when the port is taken.
        listening = listen(settings.http_host, settings.http_port or 0)
        config = uvicorn.Config(
            self.application(),
            log_config=None,
            lifespan="off",
            server_header=False,
        )
        self._server = _Server(config)
        self._task = asyncio.create_task(self._server.serve([listening]), name="web")
        self._probe = asyncio.create_task(self._measure_lag(), name="loop lag")

    async def stop(self) -> None:
        """Answer what is under way, take nothing more."""
        if self._probe is not None:
            self._probe.cancel()
        if self._server is not None and self._task is not None:
            self._server.should_exit = True
            await asyncio.wait({self._task}, timeout=1)

    def application(self) -> Starlette:
        """The routes."""
        routes = [
            Route(HEALTH_PATH, self._healthz),
            Route("/readyz", self._readyz),
            Route("/works", self._works),
            Route("/metrics", self._metrics),
        ]
        if self._deps.settings.webhook_url:
            routes.append(Route(WEBHOOK_PATH, self._webhook, methods=["POST"]))
        return Starlette(routes=routes)

    async def _healthz(self, _request: Request) -> Response:
        return PlainTextResponse(ALIVE)

    async def _readyz(self, _request: Request) -> Response:
        """For a load balancer: whether updates may be sent here; to lead is no part of it."""
        return await self._told(self._figures.why_not_ready, "ready")

    async def _works(self, _request: Request) -> Response:
        """For whoever has to be told: whether people are heard and answered."""
        return await self._told(self._figures.why_not_working, "works")

    async def _told(self, why_not: Callable[[], Awaitable[str]], well: str) -> Response:
        present = self._deps.replica.is_present
        reason = await why_not() if present else "out of touch with the database"
        return PlainTextResponse(f"{reason or well}\n", status_code=503 if reason else 200)

    async def _metrics(self, _request: Request) -> Response:
        return PlainTextResponse(await self._figures.page(), media_type=CONTENT_TYPE)

    async def _measure_lag(self) -> None:
        loop, lag = asyncio.get_running_loop(), self._deps.metrics.loop_lag_seconds
        while True:
            due_at = loop.time() + _PROBE_SECONDS
            await asyncio.sleep(_PROBE_SECONDS)
            lag.note(loop.time() - due_at)

    async def _webhook(self, request: Request) -> Response:
        if not _knows_secret(request, self._deps.settings):
            self._deps.metrics.webhook_refused.add()
            return Response(status_code=403, headers=_HANG_UP)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                raw = await _read_update(request)
        except TimeoutError:
            return Response(status_code=408, headers=_HANG_UP)
        if raw is None:
            return Response(status_code=400, headers=_HANG_UP)
        if not self._deps.replica.is_present:
            # Another replica takes it at Telegram's next try, and does not wait for this one.
            return self._not_stored(raw)
        try:
            async with asyncio.timeout(_STORED_WITHIN):
                await self._intake.accept([raw])
        except Exception as error:
            log.error("update not stored, so not confirmed", **fault_of(error))
            return self._not_stored(raw)
        return Response(status_code=200)

    def _not_stored(self, raw: dict[str, Any]) -> Response:
        """Telegram will try again; whoever wrote is not left without a word until that succeeds.

        Where there are others, one of them may take the next try: only what comes here once more
        shows that none did.
        """
        words = BackgroundTask(self._intake.leave_word, [raw])
        number = int(raw["update_id"])
        if self._deps.replica.alone or number in self._turned_down:
            return Response(status_code=503, background=words)
        self._turned_down[number] = None
        if len(self._turned_down) > _MOST_TURNED_DOWN:
            del self._turned_down[next(iter(self._turned_down))]
        return Response(status_code=503)


def listen(host: str, port: int) -> socket.socket:
    """Whoever asks there is answered, or waits.

    Raises:
        PortTaken: it is taken.
        OSError: the address is none of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except OSError as error:
        listening.close()
        kind = PortTaken if error.errno == errno.EADDRINUSE else OSError
        raise kind(
            f"{host}:{port or '…'} cannot be listened on ({error.strerror}):"
            " choose another BOT_HTTP_PORT or BOT_HTTP_HOST"
        ) from None
    return listening


def _knows_secret(request: Request, settings: Settings) -> bool:
    assert settings.webhook_secret is not None
    given = request.headers.get(_SECRET_HEADER, "")
    return hmac.compare_digest(given.encode(), settings.webhook_secret.get_secret_value().encode())


async def _read_update(request: Request) -> dict[str, Any] | None:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            return None
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return raw if isinstance(raw, dict) and is_numbered(raw) else None
