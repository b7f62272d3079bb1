"""Moves the clock through each due instant, not over it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from bot.clock import MovableClock

_STILL = 0.03
"""Seconds without work after which the bot counts as settled: an update may be on its way."""

_LONGEST_WAIT = 20.0


class Walker(Protocol):
    """What the walk needs of a running bot."""

    @property
    def busy(self) -> bool:
        """Whether it is at work."""
        ...

    async def run_due(self, *, passing: bool = False) -> None:
        """Do what is due now; `passing`: on the way to a later instant."""
        ...

    async def next_due_at(self) -> datetime | None:
        """The next instant at which something is due."""
        ...


async def settle(bot: Walker, quiet: Callable[[], bool] = lambda: True) -> None:
    """Return when the bot has had nothing to do for a moment."""
    waited = still = 0.0
    while still < _STILL and waited < _LONGEST_WAIT:
        await asyncio.sleep(0.005)
        waited += 0.005
        still = 0.0 if bot.busy or not quiet() else still + 0.005


async def walk(
    bot: Walker,
    clock: MovableClock,
    to: datetime,
    progress: Callable[[datetime], Awaitable[None]] | None = None,
    rest: Callable[[], Awaitable[None]] | None = None,
) -> None:
    """Stop at every instant up to `to` at which something is due, and let it happen.

    `rest` returns when the bot has nothing left to do, for whoever knows better than `settle`.
    """
    rest = rest or partial(settle, bot)
    await rest()
    while (due_at := await bot.next_due_at()) is not None and due_at <= to:
        # A due instant in the past that stays due would hold the walk for ever.
        clock.move_to(max(due_at, clock.now() + timedelta(milliseconds=1)))
        if progress is not None:
            await progress(clock.now())
        await bot.run_due(passing=True)
        await rest()
    clock.move_to(to)
    await bot.run_due()
    await rest()
