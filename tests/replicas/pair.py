"""Two bots on one database, one local Telegram, one clock."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.app import App
from tests.cast import Person, Stage, close_app, replace, staged, start_app
from tests.store.databases import KEY
from tests.web.conftest import SECRET, free_port

_LONGEST_WAIT = 60.0


@dataclass
class Pair:
    """`one` leads, `other` follows."""

    stage: Stage
    other: App
    _last_id: int = field(default=5_000)

    @property
    def one(self) -> App:
        return self.stage.app

    async def hand(self, app: App, person: Person, text: str) -> dict[str, Any]:
        """One bot gets what a person writes."""
        update = self.written(person, text)
        await app.intake.accept([update])
        return update

    def written(self, person: Person, text: str) -> dict[str, Any]:
        """An update as Telegram sends it, each with the next number."""
        self._last_id += 1
        chat = {"id": person.id, "type": "private", "first_name": person.name}
        sender = {"id": person.id, "is_bot": False, "first_name": person.name}
        body = {"message_id": self._last_id, "date": 1, "chat": chat, "text": text}
        return {"update_id": self._last_id, "message": body | {"from": sender}}

    @asynccontextmanager
    async def no_beats(self) -> AsyncIterator[None]:
        """Neither says that it is there, nor takes over from the other; for a moment only."""
        one, other = self.one.heartbeat, self.other.heartbeat
        assert one is not None
        assert other is not None
        async with one._turn, other._turn:
            yield

    async def settle(self) -> None:
        """Wait until both rest."""
        still, deadline = 0, time.monotonic() + _LONGEST_WAIT
        while still < 3:
            await asyncio.sleep(0.005)
            busy = self.one.busy or self.other.busy or len(self.stage.world.queue)
            still = 0 if busy else still + 1
            assert time.monotonic() < deadline, "the two do not come to rest"


async def until(so: Callable[[], object], seconds: float = _LONGEST_WAIT) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(seconds):
        while not so():
            await asyncio.sleep(0.02)


@asynccontextmanager
async def paired(folder: Path, database: str) -> AsyncIterator[Pair]:
    """Both, started one after the other."""
    ports = free_port(), free_port()
    options: dict[str, Any] = {
        "database_url": database,
        "encryption_key": KEY,
        "webhook_url": f"http://127.0.0.1:{ports[0]}",
        "webhook_secret": SECRET,
        "http_port": ports[0],
    }
    async with staged(folder, **options) as stage:
        other = await start_app(replace(stage.settings, http_port=ports[1]), stage.clock)
        try:
            yield Pair(stage, other)
        finally:
            await close_app(other)
