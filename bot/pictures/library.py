"""Pictures by name: drawn once off the event loop, uploaded once per version and bot.

Names: `cycle:<language>:<lit phase, or ->` and `breath:<language>:<seconds in>-<seconds out>`.
"""

from __future__ import annotations

import asyncio
import hashlib
from typing import Any

from telegram import InputFile

from bot.content.model import PHASES, Book, Breath
from bot.deps import Deps
from bot.pictures.breath import BreathLabels, BreathPattern, breath_animation
from bot.pictures.cycle import CycleLabels, cycle_png
from bot.store import messages

_DRAWING_VERSION = "1"
"""Change this when the same words are drawn otherwise, so that the picture is uploaded anew."""


def cycle_name(language: str, lit: str | None = None) -> str:
    """The name of the cycle's picture, with one phase lit or all alike."""
    return f"cycle:{language}:{lit or '-'}"


def breath_name(language: str, breath: Breath) -> str:
    """The name of the moving breath in one pace."""
    return f"breath:{language}:{breath.inhale:g}-{breath.exhale:g}"


def key_of(name: str, book: Book) -> str:
    """The name with a digest of the words in the picture: what a file id is kept under."""
    digest = hashlib.sha256(repr((_DRAWING_VERSION, _labels(name, book))).encode()).hexdigest()
    return f"{name}:{digest[:12]}"


def _labels(name: str, book: Book) -> CycleLabels | BreathLabels:
    if name.startswith("cycle:"):
        return CycleLabels(
            title=book.cycle.title,
            phases=tuple(phase.name for phase in book.cycle.phases),
            subtitle=book.t("cycle.subtitle"),
        )
    return BreathLabels(inhale=book.t("breath.in"), exhale=book.t("breath.out"))


def draw(name: str, book: Book) -> bytes:
    """The picture itself; 60 to 400 ms of work."""
    kind, _, detail = name.split(":")
    labels = _labels(name, book)
    if kind == "cycle" and isinstance(labels, CycleLabels):
        return cycle_png(labels, PHASES.index(detail) if detail in PHASES else None)
    assert isinstance(labels, BreathLabels)
    inhale, _, exhale = detail.partition("-")
    return breath_animation(BreathPattern(float(inhale), float(exhale)), labels)


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
        async with self._deps.store.read() as tx:
            known = await messages.find_file(tx, self._deps.bot_id, key)
        if known is not None:
            return known
        async with self._locks.setdefault(key, asyncio.Lock()):
            if key not in self._bytes:
                self._bytes[key] = await asyncio.to_thread(draw, name, book)
        suffix = "png" if name.startswith("cycle:") else "gif"
        return InputFile(self._bytes[key], filename=f"anker.{suffix}")

    async def learn(self, name: str, result: Any) -> None:
        """Keep the id that Telegram gave."""
        key = key_of(name, self._book(name))
        if key not in self._bytes or (file_id := _file_id(result)) is None:
            return
        del self._bytes[key]
        async with self._deps.store.write() as tx:
            now = self._deps.clock.now()
            await messages.keep_file(tx, self._deps.bot_id, key, file_id, now)

    async def forget(self, name: str) -> None:
        """Telegram no longer knows the id."""
        async with self._deps.store.write() as tx:
            await messages.forget_file(tx, self._deps.bot_id, key_of(name, self._book(name)))


def _file_id(result: Any) -> str | None:
    if not isinstance(result, dict):
        return None
    found: str | None = None
    if sizes := result.get("photo"):
        found = sizes[-1].get("file_id")
    elif animation := result.get("animation") or result.get("document"):
        found = animation.get("file_id")
    return found
