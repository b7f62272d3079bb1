"""Who goes first inside the process: bulk steps aside while somebody is being answered.

The road (`bot.road.pace`) gives right of way between here and Telegram. This gives it before that:
both share one processor and, on SQLite, one writer.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from contextlib import contextmanager

_LONGEST = 0.2
"""Seconds that one piece of bulk waits at most: under a flood of messages it slows down and never
stops."""


class RightOfWay:
    """Counts answers that are being made."""

    def __init__(self) -> None:
        self._taken = 0
        self._free = asyncio.Event()
        self._free.set()

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
        """For bulk: return when nobody is being answered, or after a fifth of a second."""
        if not self._taken:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LONGEST):
                while self._taken:
                    await self._free.wait()
