"""`kill -9` during the very first start: key and schema are made by the next one, or are whole."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from random import Random

import pytest

from bot.clock import MovableClock
from bot.sandbox.limits import Limits
from bot.sandbox.server import LocalTelegram
from bot.sandbox.world import World
from tests.kill.process import BotProcess

pytestmark = [pytest.mark.kill]

ROUNDS = max(1, int(os.environ.get("KILL_ROUNDS", "12")) // 10)
SEED = int(os.environ.get("KILL_SEED", str(time.time_ns() % 1_000_000)))
TOKEN = "1000001:LOCAL-test-token-that-opens-nothing-at-all"
_LONGEST = 0.5
"""Seconds within which a first start is cut short."""


async def test_a_start_after_a_first_one_that_was_killed_comes_up(tmp_path: Path) -> None:
    world = World(MovableClock(), TOKEN, limits=Limits(enabled=False))
    server = LocalTelegram(world)
    url = await server.start()
    random = Random(SEED)
    try:
        for number in range(ROUNDS):
            folder = tmp_path / str(number)
            folder.mkdir()
            await _twice(world, folder, url, random.uniform(0, _LONGEST))
    except BaseException as error:
        error.add_note(f"KILL_SEED={SEED} repeats it")
        raise
    finally:
        await server.stop()


async def _twice(world: World, folder: Path, url: str, seconds: float) -> None:
    settings = {
        "_env_file": None,
        "token": TOKEN,
        "api_url": url,
        "database_url": f"sqlite+aiosqlite:///{folder / 'anker.db'}",
    }
    bot = BotProcess(settings, folder / "bot.log")
    bot.start(world.clock.now())
    await asyncio.sleep(seconds)
    bot.kill()
    mark = len(world.requests)
    bot.start(world.clock.now())
    try:
        await world.wait_for(
            lambda w: any(request.method == "setMyCommands" for request in w.requests[mark:]),
            timeout=30,
        )
    finally:
        bot.kill()
