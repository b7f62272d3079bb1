"""Everything that the local Telegram remembers, and how it tells those who watch."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any, TypeVar

from bot.clock import Clock
from bot.sandbox.faults import Faults
from bot.sandbox.files import FileStore
from bot.sandbox.limits import Limits, Pace
from bot.sandbox.model import Answer, Chat, Event, Message, Person, Record, Request, Wire
from bot.sandbox.profile import Profile
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.wire import message_wire

S = TypeVar("S", bound="State")


@dataclass(slots=True)
class Callback:
    """A pressed button that waits for its answer."""

    id: str
    user_id: int
    at: datetime
    answered: bool = False


@dataclass(slots=True)
class Webhook:
    """Where updates are posted to, instead of being fetched."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    certificate: bool = False
    last_error_at: datetime | None = None
    last_error: str = ""


class Subscription:
    """What happens from now on; close it, or leave its `async for`, to stop listening."""

    def __init__(self, listeners: set[Subscription]) -> None:
        self._queue: asyncio.Queue[Event | None] = asyncio.Queue()
        self._listeners = listeners
        listeners.add(self)

    def put(self, event: Event) -> None:
        self._queue.put_nowait(event)

    def close(self) -> None:
        """Hear nothing more; whoever waits for the next event is told that there is none."""
        self._listeners.discard(self)
        self._queue.put_nowait(None)

    def __aiter__(self) -> Subscription:
        return self

    async def __anext__(self) -> Event:
        event = await self._queue.get()
        if event is None:
            raise StopAsyncIteration
        return event


class State:
    """People, chats, messages, the bot's account, the record of events and calls."""

    def __init__(
        self,
        clock: Clock,
        token: str = "1000001:LOCAL",
        bot_name: str = "Anker",
        bot_username: str = "anker_demo_bot",
        limits: Limits | None = None,
        seed: int | None = None,
        keep: int | None = None,
    ) -> None:
        """`keep` bounds what is remembered: events, calls, messages per chat; None: everything."""
        self.clock = clock
        self.token = token
        self.limits = limits or Limits()
        self.random = Random(seed)
        self.keep = keep
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files = FileStore(self.random, keep)
        self.pace = Pace(self.limits)
        self.faults = Faults(self.random)
        self.latency: tuple[float, float] = (0.0, 0.0)
        self.queue = UpdateQueue(clock, self.random, self.limits.update_seconds)
        self.poll: asyncio.Future[str] | None = None
        self.webhook = Webhook()
        self.profile = Profile(names={"": bot_name})
        self.callbacks: dict[str, Callback] = {}
        self.history: Record[Event] = Record(keep)
        self.requests: Record[Request] = Record(keep)
        self.answers: Record[Answer] = Record(keep)
        self.unknown_parameters: list[tuple[str, str]] = []
        self.bot: Wire = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": bot_name,
            "username": bot_username,
        }
        self._next_message_id = self.random.randint(100, 10_000)
        self._changed: asyncio.Event | None = None
        self._listeners: set[Subscription] = set()

    # Chats and messages

    def new_message_id(self, chat: Chat) -> int:
        """One count over all private chats and small groups; a supergroup counts for itself."""
        if chat.kind == "supergroup":
            number = chat.next_message_id
            chat.next_message_id += 1
            return number
        self._next_message_id += 1
        return self._next_message_id

    def add_message(self, chat: Chat, message: Message) -> None:
        messages = chat.messages
        messages[message.message_id] = message
        if self.keep is not None and len(messages) > self.keep:
            del messages[next(iter(messages))]

    def wire_of(self, message: Message) -> Wire:
        return message_wire(message, self.chats[message.chat_id], self.bot)

    def add_callback(self, user_id: int) -> str:
        """Note that a button was pressed; answers the number of the query."""
        query_id = str(self.random.randint(10**17, 10**18))
        self.callbacks[query_id] = Callback(query_id, user_id, self.clock.now())
        if self.keep is not None and len(self.callbacks) > self.keep:
            del self.callbacks[next(iter(self.callbacks))]
        return query_id

    def push(self, kind: str, wire: Any) -> None:
        """Queue an update for the bot, if it wants that kind."""
        if self.queue.wants(kind):
            self.queue.put({kind: wire})

    def end_poll(self, why: str = "") -> None:
        """Send away the bot that waits in getUpdates, with a 409 that says why or with nothing."""
        if self.poll is not None and not self.poll.done():
            self.poll.set_result(why)
        self.poll = None

    def set_webhook(self, webhook: Webhook) -> None:
        """Post updates there from now on (without an address: have them fetched)."""
        self.webhook = webhook
        self.queue.announce()

    # Watching

    def emit(
        self,
        kind: str,
        chat_id: int | None = None,
        message: Message | None = None,
        *,
        message_id: int | None = None,
        method: str = "",
        params: dict[str, Any] | None = None,
    ) -> None:
        """Record that something happened and wake whoever waits for it."""
        if message is not None:
            message_id = message.message_id
        event = Event(self.clock.now(), kind, chat_id, message_id, method, params or {}, message)
        self.history.append(event)
        for listener in self._listeners:
            listener.put(event)
        self.wake()

    def wake(self) -> None:
        if self._changed is not None:
            self._changed.set()
            self._changed = None

    def subscribe(self) -> Subscription:
        return Subscription(self._listeners)

    async def wait_for(self: S, predicate: Callable[[S], Any], timeout: float = 30) -> Any:
        """What `predicate(world)` answers once that is true; TimeoutError after real seconds."""
        async with asyncio.timeout(timeout):
            while not (answer := predicate(self)):
                if self._changed is None:
                    self._changed = asyncio.Event()
                await self._changed.wait()
        return answer
