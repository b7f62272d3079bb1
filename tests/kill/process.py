"""The bot as a process that can be killed: forked from a parent that has imported everything."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import sys
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot import logs
from bot.app import App
from bot.clock import MovableClock, prefer_packaged_zones
from bot.content.model import Book
from bot.outbox.delivery import Delivery
from bot.outbox.outcomes import Later
from bot.pictures import library
from bot.road import pace
from bot.road.caller import Caller
from bot.running import open_app
from bot.settings import Settings
from bot.store.outbox import Row
from tests import once
from tests.warm import FORKS

MARK = "letter"
"""The parameter in which each call says of which life and which letter it is."""
_TICK_SECONDS = 0.1


async def _plain_picture(name: str, _book: Book) -> bytes:
    """A drawing outlasts most lives here; `tests/pictures` looks at the real ones."""
    file = io.BytesIO()
    Image.new("L", (64, 64)).save(file, "PNG" if name.startswith("cycle:") else "GIF")
    return file.getvalue()


class BotProcess:
    """Starts the bot, again and again, on the same settings."""

    def __init__(self, settings: dict[str, Any], log: Path) -> None:
        self._settings = settings
        self._log = log
        self._process: Any = None

    def start(self, now: datetime, life: int = 0) -> None:
        """Begin a life whose clock shows `now`."""
        given = (self._settings, now, self._log, life)
        self._process = FORKS.Process(target=_live, args=given)
        self._process.start()

    def kill(self) -> None:
        """End it as a power cut would; on return it is gone."""
        process, self._process = self._process, None
        ended = f"it ended by itself ({process.exitcode}): {self._log.read_text()}"
        assert process.exitcode is None, ended
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        process.close()

    @property
    def lives(self) -> bool:
        """Whether it was started and not killed."""
        return self._process is not None


def _live(settings: dict[str, Any], now: datetime, log: Path, life: int) -> None:
    for name in [name for name in os.environ if name.startswith("BOT_")]:
        del os.environ[name]
    with log.open("a") as file:
        os.dup2(file.fileno(), sys.stdout.fileno())
        os.dup2(file.fileno(), sys.stderr.fileno())
    once.install()
    library.draw = _plain_picture  # type: ignore[assignment]
    pace._CHAT_PAUSE = 0.01  # this Telegram has no limits: whoever acts need not wait a second
    _mark_calls(life)
    prefer_packaged_zones()
    logs.configure("WARNING", "json")
    asyncio.run(_serve(Settings(**settings), MovableClock(now)))


def _mark_calls(life: int) -> None:
    """Have each call say of which letter it is, so that the town can count every one apart."""
    letter: ContextVar[str] = ContextVar("letter", default="")
    attempt, call = Delivery.attempt, Caller.call

    async def attempted(self: Delivery, row: Row) -> Later | None:
        letter.set(f"{life}:{row.dedupe_key}")
        return await attempt(self, row)

    async def called(
        self: Caller, method: str, params: dict[str, Any], *rest: Any, **options: Any
    ) -> Any:
        marked = {**params, MARK: letter.get()} if letter.get() else params
        return await call(self, method, marked, *rest, **options)

    Delivery.attempt = attempted  # type: ignore[method-assign]
    Caller.call = called  # type: ignore[method-assign]


def mark_calls_during(patch: pytest.MonkeyPatch) -> None:
    """The same in this process, until the end of the test."""
    for patched, name in ((Delivery, "attempt"), (Caller, "call")):
        patch.setattr(patched, name, getattr(patched, name))  # put back afterwards
    _mark_calls(life=1)


def letter_of(params: dict[str, str]) -> str:
    """The key of the letter that a call belongs to; "": it belongs to none."""
    return params.get(MARK, "").partition(":")[2]


async def _serve(settings: Settings, clock: MovableClock) -> None:
    app = await open_app(settings, clock)
    await app.start()
    while True:
        await _tick(app)
        await asyncio.sleep(_TICK_SECONDS)


async def _tick(app: App) -> None:
    """A life may be shorter than the seconds after which the program's own clock ticks."""
    for feature in app.features:
        for tick in feature.ticks:
            if tick.next_due is not None or tick.name == "leases":
                await app.ticker.run_one(tick)
