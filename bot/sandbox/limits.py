"""The pace that Telegram allows, and the sizes."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

from bot.sandbox.model import Chat

MB = 1024 * 1024


@dataclass(slots=True)
class Limits:
    """What the local Telegram allows; `enabled=False` switches the pace off, never the sizes.

    Figures: Telegram's FAQ for bots (30 messages a second, one a second in one chat with short
    bursts, 20 a minute in a group) and the Bot API reference (sizes, ages). Ages are in seconds.
    """

    enabled: bool = True
    per_second: int = 30
    chat_burst: int = 3
    chat_per_second: float = 1.0
    group_per_minute: int = 20
    text: int = 4096
    caption: int = 1024
    photo_bytes: int = 10 * MB
    upload_bytes: int = 50 * MB
    download_bytes: int = 20 * MB
    delete_seconds: float = 48 * 3600
    update_seconds: float = 24 * 3600
    callback_seconds: float = 15 * 60


@dataclass(slots=True)
class _Wait:
    until: float
    step: int


class Pace:
    """Decides whether one more message may leave now, by the clock's monotonic()."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._all: deque[float] = deque()
        self._tokens: dict[int, tuple[float, float]] = {}
        self._groups: dict[int, deque[float]] = {}
        self._waits: dict[int, _Wait] = {}

    def refusal(self, chat: Chat, items: int, now: float) -> int | None:
        """Seconds to wait, or None when it may go (and is counted)."""
        if not self._limits.enabled:
            return None
        wait = self._waits.get(chat.id)
        if wait is not None and now < wait.until:
            wait.until += wait.step
            return math.ceil(wait.until - now)
        missing = max(self._over_all(items, now), self._over_chat(chat, now))
        if missing > 0:
            step = max(1, math.ceil(missing))
            self._waits[chat.id] = _Wait(now + step, step)
            return step
        self._waits.pop(chat.id, None)
        self._count(chat, items, now)
        return None

    def _over_all(self, items: int, now: float) -> float:
        sent = self._all
        while sent and sent[0] <= now - 1:
            sent.popleft()
        surplus = len(sent) + items - self._limits.per_second
        if surplus <= 0 or not sent:
            return 0.0
        return sent[min(surplus, len(sent)) - 1] + 1 - now

    def _over_chat(self, chat: Chat, now: float) -> float:
        if chat.kind == "private":
            tokens = self._tokens_at(chat.id, now)
            return (1 - tokens) / self._limits.chat_per_second if tokens < 1 else 0.0
        sent = self._groups.setdefault(chat.id, deque())
        while sent and sent[0] <= now - 60:
            sent.popleft()
        if len(sent) < self._limits.group_per_minute:
            return 0.0
        return sent[0] + 60 - now

    def _tokens_at(self, chat_id: int, now: float) -> float:
        tokens, at = self._tokens.get(chat_id, (float(self._limits.chat_burst), now))
        return min(self._limits.chat_burst, tokens + (now - at) * self._limits.chat_per_second)

    def _count(self, chat: Chat, items: int, now: float) -> None:
        self._all.extend([now] * items)
        if chat.kind == "private":
            self._tokens[chat.id] = (self._tokens_at(chat.id, now) - items, now)
        else:
            self._groups[chat.id].extend([now] * items)
