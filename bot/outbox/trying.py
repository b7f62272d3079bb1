"""What has to try again: since when, and whether Telegram is away or the letter is at fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.outbox.outcomes import Later
from bot.store.outbox import Row

MOST_FAILED = 6
"""So often a letter fails, while more calls go well than fail, until others pass it."""
GIVEN_UP_AFTER = 400
"""Attempts at a letter that is alone in its trouble: about a day's, five minutes apart at most."""
_FORGOTTEN_AFTER = timedelta(minutes=2)
"""So long after its time a letter that was not tried again is another's by now, or gone."""


@dataclass(slots=True)
class _Trial:
    """One letter's attempts in vain."""

    lane: int
    due_at: datetime
    """When it was to leave at first."""
    again_at: datetime
    well: int
    failed: int
    """How many calls had gone well, and failed, before its own."""
    attempts: int = 0


class Trying:
    """Kept in memory: another process finds out for itself."""

    def __init__(self) -> None:
        self._trials: dict[int, _Trial] = {}
        self._well = self._failed = 0
        self.on_well: Callable[[], None] | None = None
        """Told whenever Telegram took a call."""

    def went_well(self) -> None:
        """Telegram answered, whatever it said."""
        self._well += 1
        if self.on_well is not None:
            self.on_well()

    def failed(self, row: Row, retry: Later, now: datetime) -> None:
        """It has to try again."""
        fresh = _Trial(row.lane, row.due_at, now, self._well, self._failed)
        trial = self._trials.setdefault(row.id, fresh)
        trial.again_at = now + timedelta(seconds=retry.seconds)
        if retry.trouble:
            trial.attempts += 1
            self._failed += 1

    def ended(self, row: Row) -> None:
        """It has not to try again."""
        self._trials.pop(row.id, None)

    def is_suspect(self, row_id: int) -> bool:
        """Whether it failed so often that it may be at fault."""
        trial = self._trials.get(row_id)
        return trial is not None and trial.attempts >= MOST_FAILED

    def is_alone(self, row_id: int) -> bool:
        """Whether it fails over and over while others arrive."""
        trial = self._trials.get(row_id)
        if trial is None or not self.is_suspect(row_id):
            return False
        others_failed = self._failed - trial.failed - trial.attempts
        return self._well - trial.well > others_failed

    def first_due(self, now: datetime) -> dict[int, datetime]:
        """By lane: when the first of what has to try again was to leave."""
        found: dict[int, datetime] = {}
        for row_id, trial in tuple(self._trials.items()):
            if trial.again_at + _FORGOTTEN_AFTER < now:
                del self._trials[row_id]
            else:
                found[trial.lane] = min(trial.due_at, found.get(trial.lane, trial.due_at))
        return found
