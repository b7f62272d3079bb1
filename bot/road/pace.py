"""Right of way on the road to Telegram, made for a person in an urge.

Everything that counts against Telegram's limits passes here: replies go at once while the window
of one second has room; bulk is spaced evenly and yields one slot to every reply. A flood wait
stops the chat it concerns; when several chats meet one, it stops bulk as well, for as long as
Telegram says and never shorter.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import math
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Protocol

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.clock import Clock, sleep_or
from bot.road.lanes import Lane

_HEADROOM = 0.945  # of the granted rate; with 10 ms of jitter more was refused now and then
WINDOW = 1.02  # seconds; the server's second, and some jitter
_CHAT_PAUSE = 1.05  # seconds between two messages to one chat
_CHAT_BURST = 3  # replies that may leave together
_GROUP_LIMIT, _GROUP_WINDOW = 20, 61.0
_FLOOD_MEMORY = 10.0  # seconds within which a second chat's flood wait means all
_PATIENCE = 5.0  # seconds that a call waits for its turn to come; for longer it comes back
_UNCOUNTED = ("answer", "delete", "get", "set")
_OF_ITS_OWN = ("createforumtopic",)
"""What counts as a message and has a limit of its own besides: its wait says nothing of others."""


@dataclass(slots=True)
class _Chat:
    """What one chat was sent lately; instants are monotonic seconds."""

    tokens: float = _CHAT_BURST
    filled_at: float = 0.0
    last_at: float = -_GROUP_WINDOW
    blocked_until: float = 0.0
    recent: deque[float] = field(default_factory=deque)


@dataclass(frozen=True, slots=True)
class _Flood:
    at: float
    chat_id: Any
    until: float


@dataclass(order=True, slots=True)
class _Ticket:
    lane: int
    number: int
    chat_id: Any = field(compare=False)
    cost: int = field(compare=False)
    granted: asyncio.Future[None] = field(compare=False)


class Road:
    """Decides who goes when. Pure bookkeeping on one clock; sends nothing."""

    def __init__(self, clock: Clock, rate_per_second: float) -> None:
        self._clock = clock
        self._interval = 1 / (rate_per_second * _HEADROOM)
        self._window_limit = max(1, int(rate_per_second))
        self._next_bulk_at = 0.0
        self._bulk_stopped_until = 0.0
        self._window: deque[float] = deque()
        self._chats: dict[Any, _Chat] = {}
        self._queue: list[_Ticket] = []
        self._numbers = itertools.count()
        self._pump: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()
        self._floods: deque[_Flood] = deque()
        self.flood_waits = 0

    async def enter(
        self, lane: Lane, chat_id: Any, cost: int = 1, patience: float = math.inf
    ) -> None:
        """Return when this send may leave.

        Raises:
            RetryAfter: its chat, or all bulk, has to wait for more than `patience` seconds.
        """
        while True:
            now = self._clock.monotonic()
            wait = self._chat_wait(lane, chat_id, cost, now)
            if (known := max(wait, self._standstill(lane, now))) > patience:
                # Whoever calls has something better to do than to hold a place on the road.
                raise RetryAfter(math.ceil(known))
            if wait <= 0 and not self._queue and self._road_wait(lane, cost, now) <= 0:
                self._take(chat_id, cost, now)
                return
            if wait > 0:
                await self._clock.sleep(wait)
                continue
            ticket = _Ticket(
                lane,
                next(self._numbers),
                chat_id,
                cost,
                asyncio.get_running_loop().create_future(),
            )
            heapq.heappush(self._queue, ticket)
            self._ensure_pump()
            try:
                await ticket.granted
                return
            except _NotYet:
                continue
            except asyncio.CancelledError:
                self._wake.set()
                raise

    def standstill(self, lane: Lane) -> float:
        """Seconds for which nothing leaves on this lane, as Telegram asked; at most 0: none."""
        return self._standstill(lane, self._clock.monotonic())

    def flood(self, chat_id: Any, seconds: float) -> None:
        """Telegram asked to wait: this chat does, and bulk too when several people's were."""
        now = self._clock.monotonic()
        self.flood_waits += 1
        chat = self._chat(chat_id)
        chat.blocked_until = max(chat.blocked_until, now + seconds)
        if not _is_group(chat_id):  # a group has a limit of its own
            self._floods.append(_Flood(now, chat_id, now + seconds))
        while self._floods and self._floods[0].at < now - _FLOOD_MEMORY:
            self._floods.popleft()
        if len({flood.chat_id for flood in self._floods}) > 1:
            longest = max(flood.until for flood in self._floods)
            self._bulk_stopped_until = max(self._bulk_stopped_until, longest)
            self._look_again()

    def _look_again(self) -> None:
        """Bulk that is lined up already has to know that it stands still."""
        stopped = sorted(ticket for ticket in self._queue if Lane(ticket.lane).is_bulk)
        for ticket in stopped:
            if not ticket.granted.done():
                ticket.granted.set_exception(_NotYet())
        self._wake.set()

    def _ensure_pump(self) -> None:
        self._wake.set()
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._run(), name="road")

    async def _run(self) -> None:
        while self._queue:
            self._wake.clear()
            first = self._queue[0]
            now = self._clock.monotonic()
            wait = self._road_wait(Lane(first.lane), first.cost, now)
            if first.granted.done():
                heapq.heappop(self._queue)
            elif wait <= 0:
                heapq.heappop(self._queue)
                self._grant(first, now)
            else:
                # A reply that arrives meanwhile is looked at without waiting for bulk's slot.
                await sleep_or(self._clock, wait, self._wake)

    def _grant(self, ticket: _Ticket, now: float) -> None:
        if self._chat_wait(Lane(ticket.lane), ticket.chat_id, ticket.cost, now) > 0:
            ticket.granted.set_exception(_NotYet())
            return
        self._take(ticket.chat_id, ticket.cost, now)
        ticket.granted.set_result(None)

    def _road_wait(self, lane: Lane, cost: int, now: float) -> float:
        """Seconds until the road as a whole has room for `cost` more on this lane."""
        # The last place in the window is kept for a reply: it need not wait for one to fall free.
        limit = self._window_limit - (lane is not Lane.REPLY and self._window_limit > 1)
        wait = _wait_for_room(self._window, WINDOW, limit, cost, now)
        if lane.is_bulk:
            wait = max(wait, self._next_bulk_at - now, self._standstill(lane, now))
        return wait

    def _standstill(self, lane: Lane, now: float) -> float:
        return self._bulk_stopped_until - now if lane.is_bulk else 0.0

    def _chat_wait(self, lane: Lane, chat_id: Any, cost: int, now: float) -> float:
        """Seconds until this chat may be written to on this lane."""
        chat = self._chat(chat_id)
        wait = chat.blocked_until - now
        if _is_group(chat_id):
            room = _wait_for_room(chat.recent, _GROUP_WINDOW, _GROUP_LIMIT, cost, now)
            return max(wait, room)
        self._refill(chat, now)
        wait = max(wait, (min(cost, _CHAT_BURST) - chat.tokens) * _CHAT_PAUSE)
        return max(wait, chat.last_at + _CHAT_PAUSE - now) if lane.is_bulk else wait

    def _take(self, chat_id: Any, cost: int, now: float) -> None:
        chat = self._chat(chat_id)
        self._refill(chat, now)
        chat.tokens -= cost
        chat.last_at = now
        if _is_group(chat_id):
            chat.recent.extend([now] * cost)
        self._window.extend([now] * cost)
        # Catching up half a slot keeps the rate though timers wake late; more would be a burst.
        start = max(self._next_bulk_at, now - self._interval / 2)
        self._next_bulk_at = start + cost * self._interval
        if len(self._chats) > 10_000:
            self._forget_quiet_chats(now)

    def _chat(self, chat_id: Any) -> _Chat:
        found = self._chats.get(chat_id)
        if found is None:
            found = self._chats[chat_id] = _Chat(filled_at=self._clock.monotonic())
        return found

    @staticmethod
    def _refill(chat: _Chat, now: float) -> None:
        chat.tokens = min(_CHAT_BURST, chat.tokens + (now - chat.filled_at) / _CHAT_PAUSE)
        chat.filled_at = now

    def _forget_quiet_chats(self, now: float) -> None:
        self._chats = {
            chat_id: chat
            for chat_id, chat in self._chats.items()
            if chat.last_at > now - _GROUP_WINDOW or chat.blocked_until > now
        }


def _wait_for_room(
    recent: deque[float], window: float, limit: int, cost: int, now: float
) -> float:
    """Seconds until `cost` more fit into a window that takes `limit`; forgets what is past."""
    # Both comparisons add: rounding must not call an instant past here and to come there.
    while recent and recent[0] + window <= now:
        recent.popleft()
    surplus = min(len(recent), len(recent) + cost - limit)
    return recent[surplus - 1] + window - now if surplus > 0 else 0.0


class _NotYet(Exception):
    """The chat itself has to wait, or bulk; its ticket goes to the back."""


class NoLonger(Exception):
    """What waited on the road is not to be sent any more."""


@dataclass(frozen=True, slots=True)
class Passage:
    """How a call takes the road."""

    lane: Lane = Lane.REPLY
    still: Callable[[], Awaitable[bool]] | None = None
    """Asked when the road is free: whether the call is to be made at all."""


class Shared(Protocol):
    """A road that others use too."""

    async def enter(self, lane: Lane, cost: int) -> None:
        """Return when this send may leave."""
        ...


_REPLY = Passage()


class Pace(BaseRateLimiter[Passage]):
    """The road as PTB's rate limiter; `rate_limit_args` is the passage (default: a reply's)."""

    def __init__(self, clock: Clock, rate_per_second: float) -> None:
        self.road = Road(clock, rate_per_second)
        self.shared: Shared | None = None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Passage | None,
    ) -> Any:
        chat_id = data.get("chat_id")
        passage = rate_limit_args or _REPLY
        method = endpoint.lower()
        counts = chat_id is not None and not method.startswith(_UNCOUNTED)
        if counts:
            await self._enter(passage.lane, chat_id, _cost(data))
        if passage.still is not None and not await passage.still():
            raise NoLonger
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            if counts and method not in _OF_ITS_OWN:
                self.road.flood(chat_id, seconds_of(error))
            else:
                self.road.flood_waits += 1
            raise

    async def _enter(self, lane: Lane, chat_id: Any, cost: int) -> None:
        await self.road.enter(lane, chat_id, cost, _PATIENCE)
        if self.shared is not None:
            await self.shared.enter(lane, cost)


def seconds_of(error: RetryAfter) -> float:
    """The wait that Telegram named, in seconds."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


def _cost(data: dict[str, Any]) -> int:
    media = data.get("media")
    return len(media) if isinstance(media, list) else 1


def _is_group(chat_id: Any) -> bool:
    return isinstance(chat_id, int) and chat_id < 0
