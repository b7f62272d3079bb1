"""The bot's side: `/bot<token>/<Method>` and `/file/bot<token>/<path>`."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import unquote

from starlette.types import Receive, Scope, Send

from bot.sandbox.api import Reply, answer, refusal
from bot.sandbox.errors import ApiError
from bot.sandbox.params import decode
from bot.sandbox.world import World

UNAUTHORIZED = refusal(ApiError(401, "Unauthorized"))
NOT_FOUND = refusal(ApiError(404, "Not Found"))
TOO_LARGE = refusal(ApiError(413, "Request Entity Too Large"))


class BotSide:
    """Answers the bot; an ASGI application, and a plain function for the fast lane."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._door = f"/bot{world.token}/"

    async def reply(self, path: str, query: bytes, content_type: str, body: bytes) -> Reply:
        """The answer to one request."""
        if path.startswith("/file/"):
            return self._file(path.removeprefix("/file"))
        if not path.startswith(self._door):
            return UNAUTHORIZED if path.count("/") > 1 else NOT_FOUND
        try:
            params, uploads = decode(query, body, content_type)
        except ApiError as error:
            return refusal(error)
        return await answer(self.world, path[len(self._door) :], params, uploads)

    def _file(self, path: str) -> Reply:
        if not path.startswith(self._door):
            return UNAUTHORIZED
        file = self.world.files.by_path(path[len(self._door) :])
        if file is None or file.size > self.world.limits.download_bytes:
            return NOT_FOUND
        return Reply(200, file.data, "application/octet-stream")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _body(receive, self.world.limits.upload_bytes)
        if body is None:
            reply = TOO_LARGE
        else:
            query, content_type = scope["query_string"], _content_type(scope)
            reply = await self.reply(unquote(scope["path"]), query, content_type, body)
        if reply.dropped:
            await _hang_up(scope, receive)
        else:
            await _respond(send, reply)


def _content_type(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"content-type":
            return str(value.decode("latin-1"))
    return ""


async def _body(receive: Receive, most: int) -> bytes | None:
    """The whole body, or None when it is larger than `most` bytes."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if not message.get("more_body"):
            return b"".join(parts) if size <= most else None
        if size > most:
            parts.clear()


async def _respond(send: Send, reply: Reply) -> None:
    headers = [(name.encode(), value.encode()) for name, value in reply.headers()]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})


async def _hang_up(scope: Scope, receive: Receive) -> None:
    """Close the connection without an answer."""
    transport: Any = scope["state"]["transport"]
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        await asyncio.sleep(0)
