"""The queue of updates for the bot: kept until confirmed, one day at most."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from bot.clock import Clock

# What a bot hears of unless it asks for more (Bot API, getUpdates).
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
NEW_NUMBERS_AFTER = timedelta(days=7)
HIGHEST = 2_000_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Update:
    """One update and the instant it came in."""

    id: int
    at: datetime
    wire: dict[str, Any]


class UpdateQueue:
    """Updates in order. Numbers start at random, and anew after a week of silence."""

    def __init__(self, clock: Clock, random: Random, kept_for: float) -> None:
        self._clock = clock
        self._random = random
        self._kept_for = timedelta(seconds=kept_for)
        self._updates: deque[Update] = deque()
        self._next_id = random.randint(1, HIGHEST)
        self._last_at: datetime | None = None
        self._arrived = asyncio.Event()
        self.listener: Callable[[], None] | None = None
        self.allowed: frozenset[str] | None = None

    def __len__(self) -> int:
        self._expire()
        return len(self._updates)

    def wants(self, kind: str) -> bool:
        return kind not in NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed

    def put(self, wire: dict[str, Any]) -> int:
        """Number an update and queue it; an `update_id` of its own is kept (fuzzing)."""
        now = self._clock.now()
        if self._last_at is not None and now - self._last_at > NEW_NUMBERS_AFTER:
            self._updates.clear()
            self._next_id = self._random.randint(1, HIGHEST)
        self._last_at = now
        own = wire.get("update_id")
        number = own if isinstance(own, int) else self._next_id
        self._updates.append(Update(number, now, {"update_id": number, **wire}))
        if number < HIGHEST:
            self._next_id = max(self._next_id, number) + 1
        self.announce()
        return number

    def announce(self) -> None:
        """Wake whoever waits for updates: one has come, or the way they leave has changed."""
        self._arrived.set()
        if self.listener is not None:
            self.listener()

    def get(self, offset: int, limit: int) -> list[dict[str, Any]]:
        """Confirm everything below `offset`, answer what is left (as the Bot API means it)."""
        self._expire()
        if offset < 0:
            while len(self._updates) > -offset:
                self._updates.popleft()
        elif 0 < offset <= self._next_id + 10:
            # An offset far beyond the newest number is of an earlier count: it confirms nothing.
            while self._updates and self._updates[0].id < offset:
                self._updates.popleft()
        return [update.wire for update in islice(self._updates, limit)]

    def holds(self, update: Update) -> bool:
        self._expire()
        return update in self._updates

    def remove(self, update: Update) -> None:
        if update in self._updates:
            self._updates.remove(update)

    def oldest(self, number: int) -> list[Update]:
        self._expire()
        return list(islice(self._updates, number))

    def clear(self) -> None:
        self._updates.clear()

    async def arrival(self) -> None:
        """Return when there is something in the queue."""
        while not len(self):
            self._arrived.clear()
            await self._arrived.wait()

    def _expire(self) -> None:
        if self._updates and self._clock.now() - self._updates[0].at > self._kept_for:
            oldest = self._clock.now() - self._kept_for
            while self._updates and self._updates[0].at < oldest:
                self._updates.popleft()
