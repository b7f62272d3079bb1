"""A local Telegram with one person, a clock that stands still, and two ways of calling it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from telegram.ext import ExtBot

from bot.sandbox.model import Person
from bot.sandbox.server import LocalTelegram
from bot.sandbox.world import World


class StillClock:
    """Time that passes only when a test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._start = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        raise NotImplementedError("the local Telegram waits in real time only")

    def pass_by(self, **duration: float) -> None:
        self.seconds += timedelta(**duration).total_seconds()

    def move_to(self, instant: datetime) -> None:
        self.seconds = max(self.seconds, (instant - self._start).total_seconds())


class Api:
    """Calls the Bot API over plain HTTP, form-encoded, as a library would."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self.session = session
        self.base = base

    async def __call__(self, method: str, **params: Any) -> Any:
        form = {k: v if isinstance(v, str) else json.dumps(v) for k, v in params.items()}
        async with self.session.post(f"{self.base}/{method}", data=form) as response:
            return await response.json()

    async def ok(self, method: str, **params: Any) -> Any:
        answer = await self(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """The code and the words of a refusal."""
        answer = await self(method, **params)
        assert not answer["ok"], answer
        return f"{answer['error_code']} {answer['description']}"


async def polled(world: World) -> None:
    """Return when a bot waits in getUpdates."""
    while world.poll is None:
        await asyncio.sleep(0.005)


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def world(clock: StillClock) -> World:
    return World(clock, seed=7)


@pytest.fixture
async def server(world: World) -> AsyncIterator[LocalTelegram]:
    server = LocalTelegram(world)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def api(server: LocalTelegram, session: aiohttp.ClientSession) -> Api:
    return Api(session, f"{server.url}/bot{server.world.token}")


@pytest.fixture
async def bot(server: LocalTelegram) -> AsyncIterator[ExtBot[None]]:
    """python-telegram-bot, as a client that we did not write."""
    bot: ExtBot[None] = ExtBot(
        server.world.token,
        base_url=f"{server.url}/bot",
        base_file_url=f"{server.url}/file/bot",
    )
    async with bot:
        yield bot


@pytest.fixture
def noor(world: World) -> Person:
    """Somebody who has pressed Start."""
    person = world.add_person("Noor", "nl")
    world.start(person.id)
    return person


@pytest.fixture
def stranger(world: World) -> Person:
    """Somebody who has an account and never opened the bot."""
    return world.add_person("Sanne", "nl")
