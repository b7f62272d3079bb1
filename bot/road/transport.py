"""aiohttp behind PTB's `BaseRequest`: several times httpx's sends a second."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData

OK, TOO_MANY = 200, 429
LONGEST_UPLOAD = 30.0
"""Seconds that a file may take on its way, besides the wait for the answer."""
_LONGEST_CONNECT = 10.0
WAIT_UNNAMED = 5
"""Seconds to wait where nobody said how long."""
_NAMED_WAIT = re.compile(r"retry after (\d{1,6})", re.IGNORECASE)
_JSON = {"Content-Type": "application/json"}


class NotSent(NetworkError):
    """No connection came about, so nothing can have arrived."""


class AnswerLost(NetworkError):
    """The request may have left, and what came of it is not known."""


class AiohttpRequest(BaseRequest):
    """One pool of connections.

    Args:
        connections: how many at the same time.
        read_timeout: seconds to wait for an answer, unless a call names its own.
        on_date: told the `Date` of each answer to a call that went well, if it has one.
    """

    def __init__(
        self,
        connections: int = 64,
        read_timeout: float = 20.0,
        on_date: Callable[[str | None], None] | None = None,
    ) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._on_date = on_date
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=60)
            self._session = aiohttp.ClientSession(connector=connector, auto_decompress=True)

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The same without a log of the payload: a page of something in between is not ours."""
        try:
            return json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise TelegramError("Invalid server response") from None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        assert self._session is not None, "initialize() comes first"
        body, headers = _body(request_data)
        wait = _seconds(read_timeout, self._read_timeout)
        uploads = request_data is not None and request_data.contains_files
        timeout = aiohttp.ClientTimeout(
            # `sock_read` sees but the silence between two drips of an answer.
            total=_LONGEST_CONNECT + wait + (LONGEST_UPLOAD if uploads else 0),
            connect=_seconds(pool_timeout, _LONGEST_CONNECT),
            sock_connect=_seconds(connect_timeout, _LONGEST_CONNECT),
            sock_read=wait,
        )
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout
            ) as response:
                status, payload = response.status, await response.read()
                date = response.headers.get("Date")
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(type(error).__name__) from error
        except TimeoutError as error:
            raise AnswerLost(type(error).__name__) from error
        except (aiohttp.ClientError, OSError) as error:
            # The message of these errors can hold the address, and with it the token.
            raise AnswerLost(type(error).__name__) from None
        if status == OK and self._on_date is not None:
            self._on_date(date)
        return status, payload if status != TOO_MANY else _with_a_wait(payload)


def _with_a_wait(payload: bytes) -> bytes:
    """The answer "too many requests", with the wait where python-telegram-bot looks for it.

    Telegram, or what stands in between, may name it in the description alone, or not at all.
    """
    try:
        answer = json.loads(payload)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        answer = {}
    parameters = answer.get("parameters")
    if isinstance(parameters, dict) and parameters.get("retry_after"):
        return payload
    described = str(answer.get("description") or "Too Many Requests")
    named = _NAMED_WAIT.search(described)
    wait = max(1, int(named[1])) if named else WAIT_UNNAMED
    told = {"ok": False, "error_code": TOO_MANY, "description": described}
    return json.dumps(told | {"parameters": {"retry_after": wait}}).encode()


def _body(data: RequestData | None) -> tuple[Any, dict[str, str] | None]:
    if data is None:
        return None, None
    if not data.contains_files:
        # Several times as quick as a form, in which each character is looked at.
        return json.dumps(data.parameters, ensure_ascii=False).encode(), _JSON
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, part in data.multipart_data.items():
        filename, content, mime = part
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, None


def _seconds(value: Any, default: float) -> float:
    return default if value is None or value is BaseRequest.DEFAULT_NONE else float(value)
