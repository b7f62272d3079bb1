"""Pictures by name: drawn once in a process of their own, uploaded once per version and bot.

Names: `cycle:<language>:<lit phase, or ->` and `breath:<language>:<seconds in>-<seconds out>`.

A drawing of somebody's own has no name: its order, numbers and all, travels sealed in the letter
that asks for it. It is drawn when that letter leaves, and neither the bytes nor Telegram's file id
are kept: nothing of it is left here once the letter is settled, so there is nothing to erase.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
from typing import Any

from telegram import InputFile

from bot.content.model import PHASES, Book, Breath
from bot.deps import Deps
from bot.store import messages
from bot.store.engine import Tx

_DRAWING_VERSION = "1"
"""Change this when the same words are drawn otherwise, so that the picture is uploaded anew."""

_DRAWING_SECONDS = 20.0


def cycle_name(language: str, lit: str | None = None) -> str:
    """The name of the cycle's picture, with one phase lit or all alike."""
    return f"cycle:{language}:{lit or '-'}"


def breath_name(language: str, breath: Breath) -> str:
    """The name of the moving breath in one pace."""
    return f"breath:{language}:{breath.inhale:g}-{breath.exhale:g}"


def order_of(name: str, book: Book) -> dict[str, Any]:
    """What `bot.pictures` needs to draw the picture of this name."""
    kind, _, detail = name.split(":")
    if kind == "cycle":
        return {
            "kind": kind,
            "title": book.cycle.title,
            "subtitle": book.t("cycle.subtitle"),
            "phases": [phase.name for phase in book.cycle.phases],
            "lit": PHASES.index(detail) if detail in PHASES else None,
        }
    seconds_in, _, seconds_out = detail.partition("-")
    return {
        "kind": kind,
        "inhale": book.t("breath.in"),
        "exhale": book.t("breath.out"),
        "seconds_in": float(seconds_in),
        "seconds_out": float(seconds_out),
    }


def key_of(name: str, book: Book) -> str:
    """The name with a digest of what is drawn: what a file id is kept under."""
    order = json.dumps([_DRAWING_VERSION, order_of(name, book)], sort_keys=True)
    return f"{name}:{hashlib.sha256(order.encode()).hexdigest()[:12]}"


async def draw(name: str, book: Book) -> bytes:
    """The picture of this name; raises as `draw_order` does."""
    return await draw_order(order_of(name, book))


async def draw_order(order: dict[str, Any]) -> bytes:
    """The picture itself.

    Raises:
        OSError, TimeoutError: the drawing process failed or did not end.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.pictures",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(_DRAWING_SECONDS):
            drawn, _ = await process.communicate(json.dumps(order).encode())
    except TimeoutError:
        process.kill()
        await process.wait()
        raise
    if process.returncode or not drawn:
        raise OSError(f"the picture of kind {order['kind']} was not drawn")
    return drawn


async def find_file(deps: Deps, tx: Tx, key: str) -> str | None:
    """Telegram's id of a picture that this bot uploaded before: asked at each urge, read once."""
    if (known := deps.uploaded.get(key)) is None:
        known = await messages.find_file(tx, deps.bot_id, key)
        if known is not None:
            deps.uploaded[key] = known
    return known


class Library:
    """Where the outbox gets pictures from."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._bytes: dict[str, bytes] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    def _book(self, name: str) -> Book:
        return self._deps.shelf[name.split(":")[1]]

    async def file_for(self, name: str) -> str | InputFile:
        """Telegram's id, or the bytes when this bot never uploaded them."""
        book = self._book(name)
        key = key_of(name, book)
        known = self._deps.uploaded.get(key)
        if known is None:
            async with self._deps.store.read() as tx:
                known = await find_file(self._deps, tx, key)
        if known is not None:
            return known
        async with self._locks.setdefault(key, asyncio.Lock()):
            if key not in self._bytes:
                self._bytes[key] = await draw(name, book)
        suffix = "png" if name.startswith("cycle:") else "gif"
        return InputFile(self._bytes[key], filename=f"anker.{suffix}")

    async def drawing_of(self, order: dict[str, Any]) -> bytes:
        """A picture of somebody's own: drawn anew each time, and not kept."""
        return await draw_order(order)

    async def learn(self, name: str, result: Any) -> None:
        """Keep the id that Telegram gave."""
        key = key_of(name, self._book(name))
        if key not in self._bytes or (file_id := _file_id(result)) is None:
            return
        del self._bytes[key]
        async with self._deps.store.write() as tx:
            now = self._deps.clock.now()
            await messages.keep_file(tx, self._deps.bot_id, key, file_id, now)
        self._deps.uploaded[key] = file_id

    async def forget(self, name: str) -> None:
        """Telegram no longer knows the id."""
        key = key_of(name, self._book(name))
        async with self._deps.store.write() as tx:
            await messages.forget_file(tx, self._deps.bot_id, key)
        self._deps.uploaded.pop(key, None)


def _file_id(result: Any) -> str | None:
    """The id of the largest photo, or of the animation, in Telegram's answer."""
    if not isinstance(result, dict):
        return None
    if sizes := result.get("photo"):
        return str(sizes[-1]["file_id"])
    animation = result.get("animation") or result.get("document")
    return str(animation["file_id"]) if animation else None
