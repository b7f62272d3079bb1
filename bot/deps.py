"""What services need; knows no Telegram."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from bot.clock import Clock
from bot.content.shelf import Shelf
from bot.metrics import Metrics
from bot.settings import Settings
from bot.store.engine import Store


@dataclass(frozen=True, slots=True)
class Deps:
    """Handed to every service and tick."""

    settings: Settings
    store: Store
    shelf: Shelf
    clock: Clock
    bot_id: int
    bot_username: str
    owner: str = field(default_factory=lambda: uuid.uuid4().hex[:16])
    """This process, as the holder of leases."""
    metrics: Metrics = field(default_factory=Metrics)

    def is_coach(self, user_id: int) -> bool:
        """The one place where the coach's role is decided."""
        return user_id in self.settings.coach_ids
