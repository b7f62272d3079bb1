"""What has to try again: since when, and whether Telegram is away or the letter is at fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.outbox.outcomes import Later
from bot.store.outbox import Row

MOST_FAILED = 6
"""So often a letter fails, while more calls go well than fail, until others pass it."""
GIVEN_UP_AFTER = 400
"""Attempts at a letter that is alone in its trouble: about a day's, five minutes apart at most."""
LOST_PAUSES = (3.0, 60.0, 600.0)
"""Seconds before a letter is tried again of which an answer was lost while others came, each time:
it may be there already, and nobody is to read the same words ten times.
"""
_FORGOTTEN_AFTER = timedelta(minutes=2)
"""So long after its time a letter that was not tried again is another's by now, or gone."""


@dataclass(slots=True)
class _Retry:
    """One letter's attempts in vain."""

    lane: int
    due_at: datetime
    """When it was to leave at first."""
    again_at: datetime
    well: int
    failed: int
    """How many calls had gone well, and failed, before its own."""
    answered: int
    """How many calls Telegram had answered by then."""
    attempts: int = 0
    lost: int = 0
    """After how many attempts it may have arrived, though Telegram is there."""


class Retries:
    """Kept in memory: another process finds out for itself."""

    def __init__(self, answered: Callable[[], int]) -> None:
        """`answered`: how many calls Telegram answered so far, of whatever kind."""
        self._answered = answered
        self._trials: dict[int, _Retry] = {}
        self._under_way: dict[int, Row] = {}
        self._well = self._failed = 0
        self.on_well: Callable[[], None] | None = None
        """Told whenever Telegram took a call."""

    @contextmanager
    def under_way(self, row: Row) -> Iterator[None]:
        """An attempt at it lasts for as long as this."""
        self._under_way[row.id] = row
        try:
            yield
        finally:
            self._under_way.pop(row.id, None)

    def went_well(self) -> None:
        """Telegram answered, whatever it said."""
        self._well += 1
        if self.on_well is not None:
            self.on_well()

    def failed(self, row: Row, retry: Later, now: datetime) -> Later | None:
        """It has to try again; gives when. None: it may have arrived often enough."""
        fresh = _Retry(row.lane, row.due_at, now, self._well, self._failed, self._answered())
        trial = self._trials.setdefault(row.id, fresh)
        if retry.trouble:
            trial.attempts += 1
            self._failed += 1
        if retry.lost and self._answered() > trial.answered:
            trial.lost += 1
            if trial.lost > len(LOST_PAUSES):
                return None
            retry = replace(retry, seconds=LOST_PAUSES[trial.lost - 1])
        else:
            retry = replace(retry, lost=False)  # no answer comes to anything: Telegram is away
        trial.again_at = now + timedelta(seconds=retry.seconds)
        return retry

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
        """By lane: when the first of what is tried, or has to try again, was to leave."""
        found: dict[int, datetime] = {}
        for row in self._under_way.values():
            found[row.lane] = min(row.due_at, found.get(row.lane, row.due_at))
        for row_id, trial in tuple(self._trials.items()):
            if trial.again_at + _FORGOTTEN_AFTER < now:
                del self._trials[row_id]
            else:
                found[trial.lane] = min(trial.due_at, found.get(trial.lane, trial.due_at))
        return found
