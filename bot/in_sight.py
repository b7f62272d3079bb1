"""The buttons that each chat has in sight: those of the bot's newest message there.

In memory alone, so that nobody's words or steps are kept anywhere for its sake. After a restart
nothing is in sight until the bot says something again; the buttons themselves work all the same.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

_T = TypeVar("_T")
MOST_CHATS = 10_000
_DENIED_FOR = timedelta(minutes=30)
"""How long a stranger's no may be taken back, whatever was asked since."""


@dataclass(frozen=True, slots=True)
class Pressable:
    """A button: its label, and the data that pressing it sends."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The newest message of the bot in one chat."""

    message_id: int
    said: int
    """A number that tells its words from others; never the words."""
    rows: tuple[tuple[Pressable, ...], ...]
    at: datetime
    letter: int = 0
    """The number of the letter that brought it."""
    kind: str = ""
    """The kind of that letter: it tells the reply to a crisis from others."""
    told: str = ""
    """The kind of crisis that this is the reply to; "": it is none, or only repeats one."""
    under: Shown | None = None
    """What was in sight before a reply to a crisis came."""
    earlier: tuple[Shown, ...] = ()
    """The replies to a crisis that came before it, the newest first."""

    @property
    def buttons(self) -> list[Pressable]:
        """Its buttons, row by row."""
        return [button for row in self.rows for button in row]

    def data(self, beginnings: str | tuple[str, ...] = "") -> list[str]:
        """The data of each of its buttons that begins so, row by row."""
        return [one.data for one in self.buttons if one.data.startswith(beginnings)]

    def holds(self, beginnings: str | tuple[str, ...]) -> bool:
        """Whether the data of one of its buttons begins so."""
        return bool(self.data(beginnings))


class InSight:
    """Remembers of each chat its newest message, the question of the arrival that is open, and
    the replies to a crisis that stand; the chats that were longest silent are forgotten first.
    """

    def __init__(self) -> None:
        self._of: dict[int, Shown] = {}
        self._open: dict[int, Shown] = {}
        self._before: dict[int, Shown] = {}
        self._denied: dict[int, datetime] = {}
        self._crisis: dict[int, Shown] = {}

    def find(self, chat_id: int) -> Shown | None:
        """What is in sight in this chat, as far as this process knows."""
        return self._of.get(chat_id)

    def show(self, chat_id: int, shown: Shown) -> None:
        """From now on this is in sight."""
        self._before.pop(chat_id, None)
        keep_latest(self._of, chat_id, shown)

    def find_open(self, chat_id: int) -> Shown | None:
        """The question of the arrival that is open in this chat, in sight or not."""
        return self._open.get(chat_id)

    def leave_open(self, chat_id: int, shown: Shown) -> None:
        """This question is open until another is asked, or it is closed."""
        keep_latest(self._open, chat_id, shown)

    def close(self, chat_id: int) -> None:
        """None is open there any more."""
        self._open.pop(chat_id, None)

    def deny(self, chat_id: int, now: datetime) -> None:
        """A stranger says no to "are you thinking of it?"."""
        keep_latest(self._denied, chat_id, now)

    def has_denied(self, chat_id: int, now: datetime) -> bool:
        """Whether that was lately."""
        at = self._denied.get(chat_id)
        return at is not None and now - at < _DENIED_FOR

    def find_crisis(self, chat_id: int) -> Shown | None:
        """The newest reply to a crisis there, whatever came below it."""
        return self._crisis.get(chat_id)

    def stand(self, chat_id: int, shown: Shown) -> None:
        """This one is a reply to a crisis."""
        keep_latest(self._crisis, chat_id, shown)

    def take_back(self, chat_id: int, beginnings: str | tuple[str, ...]) -> None:
        """The question with such a button was denied: what stood before it is the newest again."""
        found = self._crisis.pop(chat_id, None)
        while found is not None and found.holds(beginnings):
            found = replace(found.earlier[0], earlier=found.earlier[1:]) if found.earlier else None
        if found is not None:
            keep_latest(self._crisis, chat_id, found)

    def take_back_told(self, chat_id: int, kinds: Collection[str]) -> None:
        """The replies to these kinds were about somebody else: they stand no more."""
        found = self._crisis.pop(chat_id, None)
        all_ = (found, *found.earlier) if found is not None else ()
        if kept := [one for one in all_ if one.told not in kinds]:
            keep_latest(self._crisis, chat_id, replace(kept[0], earlier=tuple(kept[1:])))

    def forget(self, chat_id: int) -> None:
        """Something else is on its way: until it arrives, nothing is known to be in sight."""
        if (found := self._of.pop(chat_id, None)) is not None:
            keep_latest(self._before, chat_id, found)

    def find_before(self, chat_id: int) -> Shown | None:
        """What is in sight, or was until something else was sent that has not arrived."""
        return self._of.get(chat_id) or self._before.get(chat_id)

    def take_away(self, chat_id: int, numbers: Collection[int]) -> None:
        """These messages are deleted."""
        found = self._of.get(chat_id)
        if found is not None and found.message_id in numbers:
            del self._of[chat_id]


def keep_latest(into: dict[int, _T], chat_id: int, found: _T) -> None:
    """Of so many chats; the one that was longest silent makes room."""
    into.pop(chat_id, None)
    if len(into) >= MOST_CHATS:
        del into[next(iter(into))]
    into[chat_id] = found
