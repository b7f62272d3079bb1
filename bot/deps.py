"""What every part is given: settings, the words, the database, and what this process remembers."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.clock import Clock, SystemClock
from bot.content.shelf import Shelf
from bot.in_hand import InHand
from bot.in_sight import InSight
from bot.metrics import Metrics
from bot.replicas.replica import Replica
from bot.road.right_of_way import RightOfWay
from bot.road.telegram_clock import TelegramClock
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
    metrics: Metrics = field(default_factory=Metrics)
    replica: Replica = field(default_factory=lambda: Replica(alone=True))
    right_of_way: RightOfWay = field(default_factory=RightOfWay)
    letters: InHand = field(default_factory=InHand)
    """Those that this process is sending, or is about to."""
    in_sight: InSight = field(default_factory=InSight)
    uploaded: dict[str, str] = field(default_factory=dict)
    """Telegram's ids of pictures by their key, as far as this process has met them."""
    telegram_clock: TelegramClock = field(default_factory=lambda: TelegramClock(SystemClock()))

    @property
    def owner(self) -> str:
        """This process, as the holder of leases."""
        return self.replica.owner

    def is_coach(self, user_id: int) -> bool:
        """The one place where the coach's role is decided."""
        return user_id in self.settings.coach_ids
