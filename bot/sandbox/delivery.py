"""Posting updates to the bot's webhook, with its secret, and again until it says 200."""

from __future__ import annotations

import asyncio
import contextlib
import json
import ssl
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.api import answer
from bot.sandbox.updates import Update
from bot.sandbox.world import World

TIMEOUT = 60.0
LONGEST_PAUSE = 60.0
# Methods that an answer to an update may not call (as the Bot API server has it).
_NOT_IN_ANSWERS = ("deletewebhook", "setwebhook", "close", "logout")


class Delivery:
    """Empties the queue into the webhook: updates of one chat in order, chats side by side."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._wanted = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._under_way: dict[object, asyncio.Task[None]] = {}

    def start(self) -> None:
        self._world.queue.listener = self._wanted.set
        self._wanted.set()
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        self._world.queue.listener = None
        tasks = [task for task in (self._task, *self._under_way.values()) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._under_way.clear()

    async def _run(self) -> None:
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            if self._world.webhook.url:
                self._hand_out()

    def _hand_out(self) -> None:
        """Begin with the oldest update of every chat that is not being served."""
        most = self._world.webhook.max_connections
        for update in self._world.queue.oldest(2 * most):
            if len(self._under_way) >= most:
                return
            chat = _chat_of(update)
            if chat not in self._under_way:
                task = asyncio.get_running_loop().create_task(self._deliver(chat, update))
                self._under_way[chat] = task

    async def _deliver(self, chat: object, update: Update) -> None:
        """Post one update until it is taken, has expired, or the webhook is another."""
        world = self._world
        hook, pause = world.webhook, 0.0
        try:
            while world.webhook is hook and world.queue.holds(update):
                error, wait = await self._post(update)
                if not error:
                    world.queue.remove(update)
                    world.wake()
                    return
                hook.last_error, hook.last_error_at = error, world.clock.now()
                world.wake()
                await asyncio.sleep(wait or pause)
                pause = min(max(2 * pause, 1.0), LONGEST_PAUSE)
        finally:
            self._under_way.pop(chat, None)
            self._wanted.set()

    async def _post(self, update: Update) -> tuple[str, float]:
        """What went wrong ("" when nothing did), and the wait that the bot asked for."""
        hook = self._world.webhook
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
        body = json.dumps(update.wire, ensure_ascii=False).encode("utf-8", "replace")
        try:
            async with asyncio.timeout(TIMEOUT):
                status, reason, given, answered = await post(hook.url, headers, body)
        except TimeoutError:
            return "Read timeout expired", 0.0
        except (OSError, ValueError, EOFError) as error:
            return f"Connection failed: {error}", 0.0
        if not 200 <= status <= 299:
            wait = given.get("retry-after", "")
            text = f"Wrong response from the webhook: {status} {reason}"
            return text, float(wait) if wait.isdigit() else 0.0
        await self._call_in_answer(answered)
        return "", 0.0

    async def _call_in_answer(self, body: bytes) -> None:
        """A bot may answer an update with one call; its result is not told."""
        try:
            call = json.loads(body)
        except ValueError:
            return
        if not isinstance(call, dict) or not isinstance(call.get("method"), str):
            return
        method = call.pop("method")
        if method.lower() in _NOT_IN_ANSWERS or method.lower().startswith("get"):
            return
        params = {k: v if isinstance(v, str) else json.dumps(v) for k, v in call.items()}
        await answer(self._world, method, params, {})


def _chat_of(update: Update) -> object:
    for value in update.wire.values():
        if isinstance(value, dict):
            message = value.get("message", value)
            chat = message.get("chat") if isinstance(message, dict) else None
            if isinstance(chat, dict):
                return chat.get("id")
    return update.id


async def post(
    url: str, headers: dict[str, str], body: bytes
) -> tuple[int, str, dict[str, str], bytes]:
    """One HTTP/1.1 POST on a connection of its own: status, reason, headers, body."""
    parts = urlsplit(url)
    secure = ssl.create_default_context() if parts.scheme == "https" else None
    port = parts.port or (443 if secure else 80)
    reader, writer = await asyncio.open_connection(parts.hostname, port, ssl=secure)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        lines = [f"POST {target} HTTP/1.1", f"Host: {parts.netloc.rpartition('@')[2]}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        lines += [f"Content-Length: {len(body)}", "Connection: close", "", ""]
        writer.write("\r\n".join(lines).encode() + body)
        return await _response(reader)
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def _response(
    reader: asyncio.StreamReader,
) -> tuple[int, str, dict[str, str], bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    line, *rest = head.decode("latin-1").strip().split("\r\n")
    _, status, *reason = line.split(" ", 2)
    pairs: Any = (one.partition(":") for one in rest)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    if "content-length" in headers:
        body = await reader.readexactly(int(headers["content-length"]))
    elif headers.get("transfer-encoding", "").lower() == "chunked":
        body = await _chunks(reader)
    else:
        body = await reader.read()
    return int(status), reason[0] if reason else "", headers, body


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int((await reader.readline()).split(b";")[0], 16):
        parts.append(await reader.readexactly(size))
        await reader.readline()
    return b"".join(parts)
