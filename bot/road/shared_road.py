"""What all processes together may send in a second, counted in PostgreSQL while there are several.

The leader's bulk leaves five a second free; whoever replies takes what is free, from the same
count. Nobody asks it while there is one process.
"""

from __future__ import annotations

import asyncio

import structlog

from bot.deps import Deps
from bot.logs import fault_of
from bot.road.lanes import Lane
from bot.road.pace import WINDOW
from bot.store import replicas

FOR_REPLIES = 5
"""Sends a second that bulk leaves to the replies of all."""
_PATIENCE = 2.0
log = structlog.get_logger(__name__)


class SharedRoad:
    """One count for all."""

    def __init__(self, deps: Deps) -> None:
        self._store = deps.store
        self._replica = deps.replica
        self._clock = deps.clock
        self._bot_id = deps.bot_id
        rate = deps.settings.rate_per_second
        self._limit = max(1, int(rate) - 1)
        self._bulk_limit = max(1, int(rate) - FOR_REPLIES)
        # One at a time asks, in order; a reply is not behind bulk.
        self._turns = {False: asyncio.Lock(), True: asyncio.Lock()}

    async def enter(self, lane: Lane, cost: int) -> None:
        """Return when this send may leave; without an answer it may, by its own road alone."""
        if self._replica.count > 1:
            async with self._turns[lane.is_bulk]:
                await self._take(self._bulk_limit if lane.is_bulk else self._limit, cost)

    async def _take(self, limit: int, cost: int) -> None:
        while True:
            try:
                async with asyncio.timeout(_PATIENCE), self._store.write() as tx:
                    wait = await replicas.take_road(tx, self._bot_id, cost, limit, WINDOW)
            except Exception as error:
                log.warning("the road is not counted", **fault_of(error))
                return
            if wait <= 0:
                return
            await self._clock.sleep(wait)
