"""What time it is by Telegram's answers: the one clock that this machine does not set itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from bot.clock import Clock

APART = timedelta(minutes=5)
"""Farther from Telegram's no clock is that learns the time from anywhere."""


class TelegramClock:
    """The latest instant that was told, and what passed since by a clock that nobody sets."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._told: datetime | None = None
        self._at = 0.0
        self._header: str | None = None

    def now(self) -> datetime | None:
        """The time by Telegram; None: it told nothing yet.

        It lags where the machine slept since: its monotonic clock stood still meanwhile.
        """
        if self._told is None:
            return None
        return self._told + timedelta(seconds=self._clock.monotonic() - self._at)

    def ahead(self) -> timedelta:
        """By how much this machine's clock is ahead of it; below zero: behind."""
        told = self.now()
        return timedelta() if told is None else self._clock.now() - told

    def note_date_header(self, date: str | None) -> None:
        """The `Date` of an answer, mostly that of many more in the same second."""
        if date is None or date == self._header:
            return
        self._header = date
        try:
            told = parsedate_to_datetime(date)
        except ValueError:
            return
        self._hear(told if told.tzinfo is not None else told.replace(tzinfo=UTC))

    def hear_message(self, result: Any) -> None:
        """When a message was sent: a Bot API server of one's own names no `Date`."""
        if isinstance(result, dict) and isinstance(date := result.get("date"), int):
            self._hear(datetime.fromtimestamp(date, UTC))

    def _hear(self, told: datetime) -> None:
        known = self.now()
        if known is None or told > known:  # a message that is edited keeps its old date
            self._told, self._at = told, self._clock.monotonic()
