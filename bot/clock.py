"""The only reader of the system time.

Everything that waits or asks for the time takes a `Clock`, so that the demo and the tests can
move it. Instants are aware datetimes in UTC; durations are seconds (float) or `timedelta`.
"""

from __future__ import annotations

import asyncio
import time
import zoneinfo
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

_SLIGHT = timedelta(seconds=1)
"""Less is how a clock learns the time day by day; several of these count once they are this."""


class Clock(Protocol):
    """What the program knows of time."""

    def now(self) -> datetime:
        """The current instant, aware, UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never run backwards; for pace and for timeouts."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return once `monotonic()` has advanced by `seconds`."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))


class MovableClock:
    """Runs with the machine's time, plus an offset that can be moved forward.

    Whoever sleeps on it wakes when its time comes, whether that time passed or was moved over.
    Moving over a due instant is the caller's to avoid: `bot.sandbox.walk` goes through them one
    by one.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._started = time.monotonic()
        self._start = (start or datetime.now(UTC)).astimezone(UTC)
        self._offset = 0.0
        self._moved: asyncio.Event | None = None
        self._listeners: list[Callable[[datetime], None]] = []

    def monotonic(self) -> float:
        return time.monotonic() - self._started + self._offset

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self.monotonic())

    def on_move(self, listener: Callable[[datetime], None]) -> None:
        """Have `listener` called with the new instant after each move."""
        self._listeners.append(listener)

    def move_to(self, instant: datetime) -> None:
        """Move forward to `instant`; an instant already past changes nothing."""
        self._offset += max(0.0, (instant - self.now()).total_seconds())
        if self._moved is not None:
            self._moved.set()
            self._moved = None
        for listener in self._listeners:
            listener(self.now())

    async def sleep(self, seconds: float) -> None:
        until = self.monotonic() + seconds
        while (left := until - self.monotonic()) > 0:
            if self._moved is None:
                self._moved = asyncio.Event()
            try:
                await asyncio.wait_for(self._moved.wait(), timeout=left)
            except TimeoutError:
                continue


class SetBack:
    """By how much the time was set back, told by `monotonic()`, which nobody sets.

    What `now()` was at its start stays the same, but for that.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._origin = self._read()

    def take(self) -> timedelta:
        """By how much since this was last asked; zero: it was not, or was put forward."""
        origin, before = self._read(), self._origin
        if before - _SLIGHT < origin < before:
            return timedelta()
        self._origin = origin
        return max(timedelta(), before - origin)

    def _read(self) -> datetime:
        since = self._clock.monotonic()
        return self._clock.now() - timedelta(seconds=since)


async def sleep_or(clock: Clock, seconds: float, event: asyncio.Event) -> None:
    """Return after so many seconds, or as soon as the event is set."""
    waits = [asyncio.ensure_future(clock.sleep(seconds)), asyncio.ensure_future(event.wait())]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()


def since_boot() -> float:
    """Seconds since the machine started, also those that it or this process slept through.

    For leases: no other clock shows a process that it was frozen or suspended.
    """
    # macOS has no such clock; its monotonic one stands still while the machine sleeps.
    number = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.clock_gettime(number)


def prefer_packaged_zones() -> None:
    """Use the pinned tzdata package instead of the machine's, which may be older."""
    zoneinfo.reset_tzpath(to=())
