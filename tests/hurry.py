"""The road's pauses, passed over: while the bot does nothing but keep the pace of a chat, its
clock is moved to the end of that pause. Letters leave at the same instants of the clock, and in
the same order, as if a second had gone by.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.app import App
from bot.clock import MovableClock

_LATE = 0.25
"""Seconds: a pause counts from when a call left, and at Telegram from when it came, which on a
busy machine is later. Real timers wake late there too.
"""
_IDLE = 5
"""Looks in a row at a loop with nothing ready to run, after which only the clock is waited for."""


class Road:
    """The clock as the road sees it: it knows until when somebody waits on it."""

    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock
        self._until: list[float] = []

    def now(self) -> datetime:
        return self._clock.now()

    def monotonic(self) -> float:
        return self._clock.monotonic()

    async def sleep(self, seconds: float) -> None:
        until = self.monotonic() + seconds
        self._until.append(until)
        try:
            await self._clock.sleep(seconds)
        finally:
            self._until.remove(until)

    def pass_over(self) -> None:
        """Move the clock to where the first of those who wait goes on."""
        if self._until:
            left = min(self._until) - self.monotonic()
            self._clock.move_to(self._clock.now() + timedelta(seconds=left + _LATE))


def see(app: App, clock: MovableClock) -> None:
    """From here on the pauses of this bot's road can be passed over."""
    app.caller.pace.road._clock = Road(clock)


class Hurry:
    """Sees whether anything but the clock is waited for."""

    def __init__(self, app: App) -> None:
        self._clock = app.caller.pace.road._clock
        self._idle = 0

    def look(self) -> None:
        """To be called at each turn of whoever waits for the bot."""
        ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
        self._idle = 0 if ready else self._idle + 1
        if self._idle >= _IDLE and isinstance(self._clock, Road):
            self._idle = 0
            self._clock.pass_over()
