"""This process among those that share its database: what it may still send, and whether it leads.

With SQLite there is one process, and it may do everything. On PostgreSQL each says every two
seconds that it is there (`bot.replicas.heartbeat`). One that could not for five seconds — frozen,
asleep, cut off — starts nothing any more: after six the others take what it holds. See
`docs/decisions/0015-one-leader-by-lease.md`.
"""

from __future__ import annotations

import math
import uuid
from collections.abc import Callable

from bot.clock import since_boot
from bot.store import replicas
from bot.store.engine import Tx
from bot.store.replicas import LEASE

TRUSTED = LEASE.total_seconds() - 1.0
"""Seconds after its latest beat in which a process is sure that nobody thinks it gone."""


class NotLeading(Exception):
    """Another process leads by now."""


class Replica:
    """What this process knows of its own standing; asks nobody."""

    def __init__(self, *, alone: bool, since_boot: Callable[[], float] = since_boot) -> None:
        """`alone`: no other process can be there."""
        self.alone = alone
        self.owner = _new_name()
        """Its name as the holder of leases: a new one whenever the others thought it gone."""
        self.epoch: int | None = None
        self.count = 1
        self._since_boot = since_boot
        self._seen_at = self._led_at = -math.inf

    @property
    def is_present(self) -> bool:
        """Whether the others are sure to think so too."""
        return self.alone or self._since_boot() - self._seen_at < TRUSTED

    @property
    def leads(self) -> bool:
        """Whether it does what one does for all: to many, at its time, and asking for updates."""
        if self.alone:
            return True
        renewed = self._since_boot() - self._led_at < TRUSTED
        return self.epoch is not None and renewed and self.is_present

    def holds(self, owner: str | None) -> bool:
        """Whether what `owner` took is still this process's to send."""
        return owner in (None, self.owner) and self.is_present

    def has_lost(self, owner: str | None) -> bool:
        """Whether the others have it by now."""
        return owner not in (None, self.owner)

    def was_seen(self, began_at: float, count: int) -> None:
        """The others know that it is there, from a statement that began then."""
        self._seen_at, self.count = began_at, count

    def was_told(self, began_at: float, epoch: int | None) -> None:
        """Which lead this process holds (None: none), from a statement that began then."""
        self._led_at, self.epoch = began_at, epoch

    def rejoin(self) -> None:
        """What the old name held is everybody's."""
        self.owner, self.epoch = _new_name(), None
        self._seen_at = self._led_at = -math.inf

    async def fence(self, tx: Tx) -> None:
        """For `Store.fenced`.

        Raises:
            NotLeading: nothing may be written in the name of all.
        """
        if not await replicas.is_leader(tx, self.owner, self.epoch):
            raise NotLeading


def _new_name() -> str:
    return uuid.uuid4().hex[:16]
