"""Who goes first inside the process: bulk steps aside while somebody is being answered.

The road (`bot.road.pace`) gives right of way between here and Telegram. This gives it before that:
both share one processor and, on SQLite, one writer.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

_LONGEST = 0.04
"""Seconds that one piece of bulk waits at most, more than most answers take. It is made one after
the other: under a flood of messages some twenty a second leave, where the road has room.
"""
_LONGEST_TURN = 1.0
"""Seconds that bulk waits at most for the piece before it, which may hang."""


class RightOfWay:
    """Counts answers that are being made."""

    def __init__(self) -> None:
        self._taken = 0
        self._free = asyncio.Event()
        self._free.set()
        self._turn = asyncio.Lock()

    @property
    def is_taken(self) -> bool:
        """Whether somebody is being answered."""
        return self._taken > 0

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Somebody is being answered for as long as this lasts."""
        self._taken += 1
        self._free.clear()
        try:
            yield
        finally:
            self._taken -= 1
            if not self._taken:
                self._free.set()

    async def give(self) -> None:
        """For bulk: return when nobody is being answered, or after a moment (`_LONGEST`)."""
        if not self._taken:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LONGEST):
                while self._taken:
                    await self._free.wait()

    @asynccontextmanager
    async def in_turn(self) -> AsyncIterator[None]:
        """One piece of bulk after the other: of several that had begun, none could step aside."""
        held = False
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LONGEST_TURN):
                held = await self._turn.acquire()
        try:
            await self.give()
            yield
        finally:
            if held:
                self._turn.release()
