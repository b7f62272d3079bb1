"""The running bot, two clients, and a way to let time pass for whoever waits."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.content.model import Book
from bot.outbox import letters
from bot.outbox.queue import Cause, queue
from bot.pictures import library
from bot.road.lanes import Lane
from bot.sandbox.things import picture
from tests.cast import Person, Stage
from tests.checkpoints import carried, disk_full
from tests.enrolling import the_client
from tests.unhurried import mia, noor, stage

__all__ = ["carried", "disk_full", "mia", "noor", "stage"]


@pytest.fixture(autouse=True)
def _pictures_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def drawn(name: str, book: Book) -> bytes:
        return picture()

    monkeypatch.setattr(library, "draw", drawn)


async def put(stage: Stage, person: Person, text: str, **fields: Any) -> None:
    """Queue a message to this client, due now; the text is also its key."""
    client = await the_client(person)
    letter = letters.say(person.id, text).with_(**{"lane": Lane.CARE, "key": text, **fields})
    async with stage.app.deps.store.write() as tx:
        await queue(tx, Cause("test", stage.clock.now()), [letter], client.id)
    stage.app.sender.kick()


_SLOW_MACHINE = 250
"""Looks, 20 ms apart, for what is under way when the time is over: a busy machine is behind."""


async def rush(
    stage: Stage, done: Callable[[], Any], seconds: float = 60.0, turns: int = 25
) -> None:
    """Let time pass, at most this much, in small steps, until something is so.

    `turns`: of a real millisecond; so long each step waits for what is under way.
    """

    async def is_so() -> bool:
        so = done()
        return bool(await so if inspect.isawaitable(so) else so)

    step = max(0.05, seconds / 300)
    for _ in range(int(seconds / step)):
        for turn in range(turns):
            await asyncio.sleep(0.001)
            if turn > 2 and not stage.app.busy:
                break
        if await is_so():
            return
        stage.clock.move_to(stage.clock.now() + timedelta(seconds=step))
    for _ in range(_SLOW_MACHINE):
        await asyncio.sleep(0.02)
        if await is_so():
            return
    raise AssertionError("it did not come to that")
