"""The local Telegram of the ordeal: it tells each of its people what the bot says, and counts."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from bot.content.model import Book
from bot.sandbox.model import Message
from bot.sandbox.world import World
from tests.kill.process import MARK

_SENDS = ("send", "edit")
_UNCHANGED = "message is not modified"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message of the bot looked like at the instant at which it came."""

    message_id: int
    text: str
    data: tuple[str, ...]
    new: bool
    """False: an earlier message was changed."""


Want = Callable[[Heard], bool]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One call of the bot that was carried out: of which letter, in which of its lives."""

    life: int
    key: str


@dataclass(frozen=True, slots=True)
class Came:
    """Which message became of which letter, in which life of the bot."""

    message_id: int
    life: int
    key: str


class Town(World):
    """Telegram; whoever lives there hears at once what the bot says to her."""

    def __init__(self, *args: Any, book: Book, **options: Any) -> None:
        super().__init__(*args, **options)
        self.book = book
        self.people_heard: dict[int, list[Heard]] = defaultdict(list)
        self.news: dict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self.dailies_heard: Counter[int] = Counter()
        self._latest_daily: dict[int, str] = {}
        self.asleep = False
        self.acts = 0
        self.in_order = True
        """Whether replies to what somebody wrote at once come in that order whatever is killed."""

    def emit(
        self,
        kind: str,
        chat_id: int | None = None,
        message: Message | None = None,
        **options: Any,
    ) -> None:
        super().emit(kind, chat_id, message, **options)
        if kind in {"message", "edit"} and message is not None and message.from_bot:
            rows = message.inline_keyboard or []
            data = tuple(b.data for row in rows for b in row if b.data is not None)
            text = message.text or message.caption or ""
            heard = Heard(message.message_id, text, data, kind == "message")
            self.people_heard[message.chat_id].append(heard)
            if heard.new and _is_daily(data) and self._latest_daily.get(message.chat_id) != text:
                # What came twice, because of a kill, is the message of one day.
                self._latest_daily[message.chat_id] = text
                self.dailies_heard[message.chat_id] += 1
            self.news[message.chat_id].set()

    def was_asked(self, method: str, mark: int) -> bool:
        """Whether the bot called this method, leaving out the first `mark` calls."""
        return any(request.method == method for request in self.requests[mark:])

    def replies_since(self, mark: int) -> int:
        """How many calls that show something came after the first `mark` calls."""
        return sum(request.method.startswith(_SENDS) for request in self.requests[mark:])

    async def wait_for_a_call(self, mark: int, timeout: float) -> None:
        """Until the bot has made more than `mark` calls; TimeoutError after so many seconds."""
        await self.wait_for(lambda town: len(town.requests) > mark, timeout)

    def oldest_update_at(self) -> datetime | None:
        """Since when the bot has been owed an update that it did not confirm."""
        found = self.queue.oldest(1)
        return found[0].at if found else None

    @cached_property
    def arrivals(self) -> dict[int, list[Came]]:
        """Chat -> what came there, once all is over: its calls and messages are in one order."""
        calls: dict[int, list[str]] = defaultdict(list)
        for request in self.requests:
            if request.ok and _is_new(request.method):
                calls[int(request.params["chat_id"])].append(request.params.get(MARK, "0:"))
        found: dict[int, list[Came]] = defaultdict(list)
        for chat_id, marks in calls.items():
            new = [heard.message_id for heard in self.people_heard[chat_id] if heard.new]
            for message_id, mark in zip(new, marks, strict=True):
                life, _, key = mark.partition(":")
                found[chat_id].append(Came(message_id, int(life), key))
        return found

    def deliveries(self) -> Iterator[Delivery]:
        """What was carried out, in order; an edit that changed nothing arrived too."""
        for request in self.requests:
            life, _, key = request.params.get(MARK, "").partition(":")
            if key and (request.ok or _UNCHANGED in request.description):
                yield Delivery(int(life), key)


def _is_new(method: str) -> bool:
    return method.startswith(("send", "copy")) and method != "sendChatAction"


def _is_daily(data: tuple[str, ...]) -> bool:
    return any(one.startswith("daily:") for one in data)
