"""Who is handled at the same time: whoever floods the bot keeps no client and no coach waiting.

Each rank has places of its own. So nobody waits for those of another rank, and nobody for ever.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import IntEnum


class Rank(IntEnum):
    """Whose update it is; a smaller number goes before."""

    KNOWN = 0
    """A client's or a coach's, or from the group in which the coaches read."""
    GRAVE = 1
    """A stranger's who says plainly that somebody is in danger."""
    STRANGER = 2


_PLACES = {Rank.KNOWN: 10, Rank.GRAVE: 3, Rank.STRANGER: 3}
"""Together as many as letters may be in flight: what is handled further ahead only grows old. Few
for strangers, whose replies wait for the same road.
"""


class Turns:
    """Places for chats, given within a rank to whoever waits longest."""

    def __init__(self) -> None:
        self._free = dict(_PLACES)
        self._waiting: dict[Rank, dict[int, asyncio.Future[Rank]]] = {rank: {} for rank in Rank}

    @asynccontextmanager
    async def taken(self, chat: int, rank: Rank) -> AsyncIterator[None]:
        """Lasts once there is a place for this chat, which waits for one at a time."""
        rank = await self._wait(chat, rank)
        try:
            yield
        finally:
            self._give_back(rank)

    def move_up(self, chat: int, rank: Rank) -> None:
        """A chat that waits with those of a lower rank waits with these instead."""
        for lower in range(rank + 1, len(Rank)):
            if (turn := self._waiting[Rank(lower)].pop(chat, None)) is not None:
                self._waiting[rank][chat] = turn
        self._let_in(rank)

    async def _wait(self, chat: int, rank: Rank) -> Rank:
        turn: asyncio.Future[Rank] = asyncio.get_running_loop().create_future()
        self._waiting[rank][chat] = turn
        self._let_in(rank)
        try:
            return await turn
        except asyncio.CancelledError:
            for waiting in self._waiting.values():
                waiting.pop(chat, None)
            if turn.done() and not turn.cancelled():
                self._give_back(turn.result())
            raise

    def _give_back(self, rank: Rank) -> None:
        self._free[rank] += 1
        self._let_in(rank)

    def _let_in(self, rank: Rank) -> None:
        waiting = self._waiting[rank]
        while waiting and self._free[rank]:
            turn = waiting.pop(next(iter(waiting)))
            if not turn.done():
                self._free[rank] -= 1
                turn.set_result(rank)
