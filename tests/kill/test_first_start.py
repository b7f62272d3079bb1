"""`kill -9` during the very first start: key and schema are made by the next one, or are whole."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.sandbox.limits import Limits
from bot.sandbox.server import LocalTelegram
from bot.sandbox.world import World
from tests.kill.process import BotProcess

pytestmark = [pytest.mark.kill]

TOKEN = "1000001:LOCAL-test-token-that-opens-nothing-at-all"

Sign = Callable[[Path], bool]
SIGNS: dict[str, Sign] = {
    "the key is there": lambda folder: (folder / "encryption.key").exists(),
    "the database is there": lambda folder: (folder / "anker.db").exists(),
    "the database is no longer empty": lambda folder: _size(folder / "anker.db") > 0,
    "tables are being made": lambda folder: _size(folder / "anker.db-wal") > 0,
}
"""What a first start leaves behind, in this order, and is ended at."""


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


@pytest.mark.parametrize("sign", SIGNS)
async def test_a_start_after_a_first_one_that_was_killed_comes_up(
    tmp_path: Path, sign: str
) -> None:
    world = World(MovableClock(), TOKEN, limits=Limits(enabled=False))
    server = LocalTelegram(world)
    url = await server.start()
    try:
        await _twice(world, tmp_path, url, SIGNS[sign])
    finally:
        await server.stop()


async def _twice(world: World, folder: Path, url: str, sign: Sign) -> None:
    settings = {
        "_env_file": None,
        "token": TOKEN,
        "api_url": url,
        "database_url": f"sqlite+aiosqlite:///{folder / 'anker.db'}",
    }
    bot = BotProcess(settings, folder / "bot.log")
    bot.start(world.clock.now())
    try:
        async with asyncio.timeout(60):
            while not sign(folder):
                await asyncio.sleep(0)
    finally:
        bot.kill()
    assert not _has_come_up(world, 0)
    mark = len(world.requests)
    bot.start(world.clock.now())
    try:
        await world.wait_for(lambda world: _has_come_up(world, mark), timeout=60)
    finally:
        bot.kill()


def _has_come_up(world: World, mark: int) -> bool:
    return any(request.method == "setMyCommands" for request in world.requests[mark:])
