"""The bot's lives on one database: stopped in good order, or ended in the middle of something."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any
from weakref import WeakSet

from tests.cast import Stage, close_app, start_app

_LIFE: ContextVar[WeakSet[asyncio.Task[Any]] | None] = ContextVar("life", default=None)


@contextlib.contextmanager
def tasks_known() -> Iterator[None]:
    """Know of each task whether the bot began it."""
    loop = asyncio.get_running_loop()

    def make(loop: asyncio.AbstractEventLoop, work: Any, **how: Any) -> asyncio.Task[Any]:
        task = asyncio.Task(work, loop=loop, **how)
        if (life := _LIFE.get()) is not None:
            life.add(task)
        return task

    before = loop.get_task_factory()
    loop.set_task_factory(make)
    try:
        yield
    finally:
        loop.set_task_factory(before)


class Lives:
    """Starts the bot anew on what the one before left."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._tasks: WeakSet[asyncio.Task[Any]] = WeakSet()
        self.stops = self.kills = 0

    async def begin(self) -> None:
        """A new life; whatever it begins is known as its own."""
        stage = self.stage
        # Else each that has gone would be woken by each step of the clock, and stay in memory.
        stage.clock._listeners.clear()
        self._tasks = WeakSet()
        known = _LIFE.set(self._tasks)
        try:
            stage.app = await start_app(stage.settings, stage.clock)
        finally:
            _LIFE.reset(known)
        stage.clock._listeners.clear()

    async def stop(self) -> None:
        """In good order."""
        await close_app(self.stage.app)
        self.stops += 1

    async def kill(self) -> None:
        """At once: nothing that is under way goes on, nothing is given back."""
        app = self.stage.app
        app.ticker.stop()
        tasks = [task for task in self._tasks if not task.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        # What the system would do for a process that is gone.
        await app.caller.shutdown()
        await app.deps.store.close()
        self.kills += 1
