"""The server's end of a connection: uvicorn's, with a short cut for calls of the Bot API.

uvicorn's pure Python parser spends more on a request than everything behind it. A call whose head
and body are small and plain is therefore read here; whatever else comes in goes uvicorn's way, on
the same connection.
"""

from __future__ import annotations

import asyncio
import http
import re
from asyncio import BaseTransport
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.sandbox.api import Reply
from bot.sandbox.botside import BotSide

LARGEST = 256 * 1024
_LINE = re.compile(rb"(?:POST|GET) (/(?:file/)?bot[^ ?]*)\??([^ ]*) HTTP/1\.1\r\n")
_HEADER = re.compile(
    rb"\r\n(content-length|content-type|connection|transfer-encoding|expect):[ \t]*([^\r]*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Request:
    path: str
    query: bytes
    content_type: str
    body: bytes
    close: bool


class Connection(H11Protocol):
    """One connection; the application finds its transport in `scope["state"]`."""

    def __init__(self, bot_side: BotSide, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bot_side = bot_side
        self._held = b""
        self._busy = False
        self._last = False

    def connection_made(self, transport: BaseTransport) -> None:
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)  # type: ignore[arg-type]

    def data_received(self, data: bytes) -> None:
        if self._held:
            data, self._held = self._held + data, b""
        if self._busy:
            self._held = data
        elif self._idle() and data.startswith((b"POST /bot", b"GET /bot", b"GET /file/bot")):
            self._take(data)
        else:
            super().data_received(data)

    def shutdown(self) -> None:
        """Close, after the answer that is under way."""
        self._last = True
        if not self._busy:
            super().shutdown()

    def _idle(self) -> bool:
        """True between two requests."""
        state = repr(self.conn.their_state)
        return state == "IDLE" and self.conn.trailing_data == (b"", False)

    def _take(self, data: bytes) -> None:
        end = data.find(b"\r\n\r\n")
        if end < 0:
            if len(data) < LARGEST:
                self._held = data
            else:
                super().data_received(data)
            return
        size, plain = _measure(data, end)
        if not plain or size > LARGEST:
            super().data_received(data)
        elif len(data) < end + 4 + size:
            self._held = data
        else:
            self._held = data[end + 4 + size :]
            self._serve(_read(data, end, size))

    def _serve(self, request: _Request) -> None:
        self._busy = True
        self._unset_keepalive_if_required()
        task = self.loop.create_task(self._answer(request))
        self.tasks.add(task)
        task.add_done_callback(self._answered)

    async def _answer(self, request: _Request) -> None:
        side = self._bot_side
        reply = await side.reply(request.path, request.query, request.content_type, request.body)
        if reply.dropped:
            self.transport.abort()
        elif not self.transport.is_closing():
            self.transport.write(_written(reply, request.close))
            if request.close or self._last:
                self.transport.close()

    def _answered(self, task: asyncio.Task[Any]) -> None:
        self.tasks.discard(task)
        self._busy = False
        if not task.cancelled() and (error := task.exception()) is not None:
            self.logger.error("the local Telegram failed", exc_info=error)
            self.transport.abort()
        elif self._held and not self.transport.is_closing():
            self.data_received(b"")


def _measure(data: bytes, end: int) -> tuple[int, bool]:
    """Size of the body, and whether the request is one for the short cut."""
    if _LINE.match(data) is None:
        return 0, False
    size = 0
    for name, value in _HEADER.findall(data, 0, end):
        if name.lower() in (b"transfer-encoding", b"expect"):
            return 0, False
        if name.lower() == b"content-length":
            size = int(value)
    return size, True


def _read(data: bytes, end: int, size: int) -> _Request:
    line = _LINE.match(data)
    assert line is not None
    headers = {name.lower(): value for name, value in _HEADER.findall(data, 0, end)}
    return _Request(
        path=unquote(line.group(1).decode("latin-1")),
        query=line.group(2),
        content_type=headers.get(b"content-type", b"").decode("latin-1"),
        body=data[end + 4 : end + 4 + size],
        close=headers.get(b"connection", b"").lower() == b"close",
    )


def _written(reply: Reply, close: bool) -> bytes:
    lines = [f"HTTP/1.1 {reply.status} {_PHRASES.get(reply.status, '')}"]
    lines += [f"{name}: {value}" for name, value in reply.headers()]
    if close:
        lines.append("connection: close")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + reply.body


_PHRASES = {status.value: status.phrase for status in http.HTTPStatus}
