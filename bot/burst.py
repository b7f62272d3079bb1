"""A burst: texts of one chat in quick succession. One reply stands for all of them.

The first text is answered at once; nobody in need waits for the last word. A later one is answered
anew only when it is graver, and then that reply takes the place of the lighter one. See
`docs/decisions/0009-a-burst-gets-one-reply.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

GAP = timedelta(seconds=3)
"""Texts that follow each other within this time belong together."""
LONGEST = timedelta(seconds=30)
"""After this long a reply no longer stands for what is written now."""
_MOST_CHATS = 10_000

UNCLEAR, DISTRESS, URGE, KIND_OF_URGE = 1, 2, 3, 4
"""How grave a text is that is no crisis; every crisis is graver (`bot.safety.replies`)."""
CRISIS = 10
"""Every crisis is at least this grave: its reply is never taken back."""

_OF_LABEL = {"urge": URGE, "distress": DISTRESS}
_WENT_BY = "resisted"
"""An urge that is told when it is over: any that goes on is graver."""


def gravity_of(label: str, kind: str) -> int:
    """Of a text that is no crisis; `kind` is set when it says which urge it is."""
    if kind == _WENT_BY:
        return UNCLEAR
    gravity = _OF_LABEL.get(label, UNCLEAR)
    return KIND_OF_URGE if gravity == URGE and kind else gravity


@dataclass(frozen=True, slots=True)
class Burst:
    """The reply that stands for what is being written in one chat."""

    gravity: int
    said_at: datetime
    last_at: datetime
    """When the latest text came."""
    keys: Sequence[str] = ()
    """The letters of that reply, to be taken back when a graver text comes."""

    def goes_on(self, now: datetime) -> bool:
        """Whether a text now belongs to it."""
        return now - self.last_at <= GAP and now - self.said_at <= LONGEST

    def stands_for(self, gravity: int) -> bool:
        """Whether its reply answers a text of this gravity too."""
        return gravity <= self.gravity


def next_of(
    found: Burst | None, gravity: int | None, keys: Sequence[str], now: datetime
) -> Burst | None:
    """The burst after an update: of this gravity, answered by `keys`.

    `gravity` None: no free text, such as a command, which has an answer of its own.
    """
    if gravity is None:
        return None
    if keys:
        return Burst(gravity, now, now, () if gravity >= CRISIS else tuple(keys))
    return replace(found, last_at=now) if found is not None else None


class Bursts:
    """Those that go on, for a process that is alone: what is forgotten at a restart costs one
    reply more. Several processes share theirs in the database (`bot.store.bursts`).
    """

    def __init__(self) -> None:
        self._of: dict[int, Burst] = {}

    def find(self, chat_id: int | None, now: datetime) -> Burst | None:
        """The burst that a text of this chat belongs to, if one goes on."""
        found = self._of.get(chat_id) if chat_id is not None else None
        return found if found is not None and found.goes_on(now) else None

    def put(self, chat_id: int, burst: Burst | None, now: datetime) -> None:
        """What stands for this chat from now on (`next_of`); None: nothing."""
        if burst is None:
            self._of.pop(chat_id, None)
            return
        if len(self._of) >= _MOST_CHATS:
            self._of = {chat: one for chat, one in self._of.items() if one.goes_on(now)}
        self._of[chat_id] = burst
