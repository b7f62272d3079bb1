"""The road to Telegram, driven on a clock that jumps.

At the other end stands the local Telegram's own rule.
"""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import BadRequest, RetryAfter

from bot.road.lanes import BULK, Lane
from bot.road.pace import NoLonger, Pace, Road, seconds_of
from bot.road.pace import Passage as Way
from bot.sandbox.limits import Limits
from bot.sandbox.limits import Pace as Telegram
from bot.sandbox.model import Chat
from tests.virtual_time import VirtualClock, run

JITTER = 0.010
GROUP = -100_500


@dataclass
class Passage:
    """One send: asked for, left, arrived."""

    lane: Lane
    chat_id: int
    cost: int
    asked_at: float
    left_at: float = -1.0
    arrived_at: float = -1.0

    @property
    def waited(self) -> float:
        return self.left_at - self.asked_at


@dataclass
class Traffic:
    """Sends on one road, and what became of them."""

    rate: float = 30.0
    seed: int = 1
    passages: list[Passage] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = VirtualClock()
        self.road = Road(self.clock, self.rate)
        self._random = random.Random(self.seed)

    def send(
        self, lane: Lane, chat_id: int, cost: int = 1, after: float = 0.0
    ) -> asyncio.Task[None]:
        task = asyncio.create_task(self._pass(lane, chat_id, cost, after))
        self.tasks.append(task)
        return task

    async def _pass(self, lane: Lane, chat_id: int, cost: int, after: float) -> None:
        await self.clock.sleep(after)
        passage = Passage(lane, chat_id, cost, self.clock.monotonic())
        await self.road.enter(lane, chat_id, cost)
        passage.left_at = self.clock.monotonic()
        passage.arrived_at = passage.left_at + self._random.uniform(0, JITTER)
        self.passages.append(passage)

    async def all(self) -> None:
        """Everything has left, or was given up."""
        await asyncio.gather(*self.tasks, return_exceptions=True)

    def of(self, *lanes: Lane, chat_id: int | None = None) -> list[Passage]:
        return [
            p
            for p in sorted(self.passages, key=lambda passage: passage.left_at)
            if (not lanes or p.lane in lanes) and chat_id in (None, p.chat_id)
        ]

    def refusals(self) -> list[Passage]:
        """What Telegram would have answered with 429."""
        telegram = Telegram(Limits(per_second=int(self.rate)))
        chats: dict[int, Chat] = {}
        refused = []
        for passage in sorted(self.passages, key=lambda passage: passage.arrived_at):
            kind: Any = "group" if passage.chat_id < 0 else "private"
            chat = chats.setdefault(passage.chat_id, Chat(passage.chat_id, kind, {}))
            if telegram.refusal(chat, passage.cost, passage.arrived_at) is not None:
                refused.append(passage)
        return refused


def most_in_a_second(passages: list[Passage]) -> int:
    """The largest number that arrived within any one second."""
    arrivals = sorted(p.arrived_at for p in passages for _ in range(p.cost))
    return max(sum(1 for at in arrivals if start <= at < start + 1) for start in arrivals)


def rate_of(passages: list[Passage]) -> float:
    """Passages a second, from the first to the last."""
    return (len(passages) - 1) / (passages[-1].left_at - passages[0].left_at)


def on_the_road(scene: Callable[[Traffic], Awaitable[None]], **traffic: Any) -> Traffic:
    """Play a scene to its end."""

    async def play() -> Traffic:
        made = Traffic(**traffic)
        await scene(made)
        await made.all()
        return made

    return run(play())


async def broadcast_to_600(traffic: Traffic) -> None:
    for chat_id in range(1, 601):
        traffic.send(Lane.BROADCAST, chat_id)


@pytest.mark.parametrize("seed", range(3))
def test_bulk_uses_the_road_to_the_full_and_no_second_sees_more_than_thirty(seed: int) -> None:
    traffic = on_the_road(broadcast_to_600, seed=seed)
    assert len(traffic.passages) == 600
    assert most_in_a_second(traffic.passages) <= 30
    assert not traffic.refusals()
    assert rate_of(traffic.of()) >= 28


def test_bulk_is_spaced_evenly_from_the_first_instant() -> None:
    traffic = on_the_road(broadcast_to_600)
    left = [passage.left_at for passage in traffic.of()]
    assert max(b - a for a, b in pairwise(left)) < 0.08
    assert sum(1 for at in left if at < left[0] + 0.1) <= 4


async def replies_among_bulk(traffic: Traffic) -> None:
    await broadcast_to_600(traffic)
    for number in range(100):
        traffic.send(Lane.REPLY, 10_000 + number, after=0.5 + number * 0.15)


def test_a_reply_hardly_notices_a_broadcast() -> None:
    traffic = on_the_road(replies_among_bulk)
    assert max(passage.waited for passage in traffic.of(Lane.REPLY)) < 0.1
    assert not traffic.refusals()
    assert rate_of(traffic.of()) >= 28


async def everyone_at_once_among_bulk(traffic: Traffic) -> None:
    await broadcast_to_600(traffic)
    for number in range(60):
        traffic.send(Lane.REPLY, 10_000 + number, after=2.0)


def test_sixty_people_in_an_urge_at_the_same_instant_all_go_before_the_broadcast() -> None:
    traffic = on_the_road(everyone_at_once_among_bulk)
    replies = traffic.of(Lane.REPLY)
    last = max(passage.left_at for passage in replies)
    between = [p for p in traffic.of(Lane.BROADCAST) if 2.0 < p.left_at < last]
    assert not between
    assert last - 2.0 < 60 / 28 + 0.1
    assert not traffic.refusals()


def test_the_lanes_go_in_their_order() -> None:
    async def scene(traffic: Traffic) -> None:
        for lane in reversed(Lane):
            for number in range(20):
                traffic.send(lane, lane * 100 + number)

    traffic = on_the_road(scene)
    queued = traffic.of()[35:]
    assert [p.lane for p in queued] == sorted(p.lane for p in queued)
    assert not traffic.refusals()


def test_one_chat_gets_bulk_once_a_second() -> None:
    async def scene(traffic: Traffic) -> None:
        for _ in range(6):
            traffic.send(Lane.BROADCAST, 7)

    left = [p.left_at for p in on_the_road(scene).of()]
    assert all(1.0 + JITTER <= b - a <= 1.2 for a, b in pairwise(left))


def test_one_chat_gets_three_replies_at_once_and_then_one_a_second() -> None:
    async def scene(traffic: Traffic) -> None:
        for _ in range(7):
            traffic.send(Lane.REPLY, 7)

    traffic = on_the_road(scene)
    left = [p.left_at for p in traffic.of()]
    assert left[2] - left[0] < 0.01
    assert all(1.0 <= b - a <= 1.2 for a, b in pairwise(left[2:]))
    assert not traffic.refusals()


def test_after_a_pause_three_may_leave_at_once_again() -> None:
    async def scene(traffic: Traffic) -> None:
        for start in (0.0, 10.0):
            for _ in range(3):
                traffic.send(Lane.REPLY, 7, after=start)

    traffic = on_the_road(scene)
    assert max(p.waited for p in traffic.of()) < 0.01
    assert not traffic.refusals()


def test_a_group_gets_twenty_a_minute() -> None:
    async def scene(traffic: Traffic) -> None:
        for _ in range(45):
            traffic.send(Lane.RELAY, GROUP)

    traffic = on_the_road(scene)
    left = [p.left_at for p in traffic.of()]
    assert all(b - a > 60 for a, b in zip(left, left[20:], strict=False))
    assert left[-1] < 125
    assert not traffic.refusals()


def test_a_chat_that_has_to_wait_holds_up_nobody_else() -> None:
    async def scene(traffic: Traffic) -> None:
        for _ in range(40):
            traffic.send(Lane.BROADCAST, 7)
            traffic.send(Lane.RELAY, GROUP)
        for chat_id in range(100, 300):
            traffic.send(Lane.BROADCAST, chat_id)

    traffic = on_the_road(scene)
    others = [p for p in traffic.of(Lane.BROADCAST) if p.chat_id >= 100]
    assert others[-1].left_at < 260 / 28
    assert not traffic.refusals()


def test_an_album_counts_what_it_holds() -> None:
    async def scene(traffic: Traffic) -> None:
        for chat_id in range(100, 200):
            traffic.send(Lane.BROADCAST, chat_id, cost=1 + chat_id % 10)
        for number in range(20):
            traffic.send(Lane.REPLY, 1_000 + number, cost=10, after=1.0 + number * 0.3)
            traffic.send(Lane.RELAY, GROUP, cost=7, after=number * 5.0)

    traffic = on_the_road(scene)
    assert most_in_a_second(traffic.passages) <= 30
    assert not traffic.refusals()
    in_group = [p.arrived_at for p in traffic.of(chat_id=GROUP) for _ in range(p.cost)]
    assert all(b - a > 60 for a, b in zip(in_group, in_group[20:], strict=False))


def test_a_flooded_chat_waits_and_the_others_go_on() -> None:
    async def scene(traffic: Traffic) -> None:
        await broadcast_to_600(traffic)
        await traffic.clock.sleep(0.01)
        traffic.road.flood(599, 60)
        for number in range(20):
            traffic.send(Lane.REPLY, 599 if number % 2 else 5_000 + number, after=number * 0.1)

    traffic = on_the_road(scene)
    flooded = traffic.of(chat_id=599)
    assert min(p.left_at for p in flooded) >= 60.01
    assert max(p.left_at for p in traffic.of(Lane.BROADCAST) if p.chat_id != 599) < 620 / 28
    assert max(p.waited for p in traffic.of(Lane.REPLY) if p.chat_id != 599) < 0.1


def test_two_flooded_chats_stop_bulk_and_not_replies() -> None:
    async def scene(traffic: Traffic) -> None:
        await broadcast_to_600(traffic)
        await traffic.clock.sleep(2.0)
        traffic.road.flood(1_001, 30)
        traffic.road.flood(1_002, 30)
        for number in range(50):
            traffic.send(Lane.REPLY, 5_000 + number, after=number * 0.5)
            traffic.send(Lane.CARE, 6_000 + number, after=number * 0.5)

    traffic = on_the_road(scene)
    assert not [p for p in traffic.of(*map(Lane, BULK)) if 2.0 < p.left_at < 32.0]
    assert max(p.waited for p in traffic.of(Lane.REPLY, Lane.CARE)) < 0.1
    assert len(traffic.passages) == 700
    assert not traffic.refusals()


def test_two_flood_waits_of_the_same_chat_are_one_chat() -> None:
    async def scene(traffic: Traffic) -> None:
        await broadcast_to_600(traffic)
        traffic.road.flood(1_001, 30)
        traffic.road.flood(1_001, 30)

    assert on_the_road(scene).of()[-1].left_at < 25


def test_bulk_that_is_lined_up_already_does_not_stay_there_over_a_long_wait() -> None:
    async def scene(traffic: Traffic) -> None:
        async def impatient(chat_id: int) -> float:
            with pytest.raises(RetryAfter) as told:
                await traffic.road.enter(Lane.TIDY, chat_id, patience=5.0)
            return seconds_of(told.value)

        await broadcast_to_600(traffic)
        await traffic.clock.sleep(0.5)
        lined_up = [asyncio.create_task(impatient(1_000 + number)) for number in range(8)]
        await traffic.clock.sleep(0.1)
        traffic.road.flood(1_001, 600)
        traffic.road.flood(1_002, 600)
        assert await asyncio.gather(*lined_up) == [600] * 8
        assert traffic.clock.monotonic() < 1

    assert len(on_the_road(scene).passages) == 600


def test_flood_waits_far_apart_do_not_stop_bulk() -> None:
    async def scene(traffic: Traffic) -> None:
        await broadcast_to_600(traffic)
        traffic.road.flood(1_001, 5)
        await traffic.clock.sleep(15.0)
        traffic.road.flood(1_002, 60)

    assert on_the_road(scene).of()[-1].left_at < 25


@pytest.mark.parametrize(("first", "second"), [(60, 5), (5, 60)])
def test_a_flood_wait_is_never_shortened_by_another(first: float, second: float) -> None:
    async def scene(traffic: Traffic) -> None:
        traffic.road.flood(7, first)
        traffic.road.flood(7, second)
        traffic.send(Lane.REPLY, 7)
        await traffic.clock.sleep(1.0)

    assert on_the_road(scene).of(chat_id=7)[0].left_at >= 60


@pytest.mark.parametrize(("first", "second"), [(60, 5), (5, 60)])
def test_bulk_stands_still_for_the_longest_of_the_waits(first: float, second: float) -> None:
    async def scene(traffic: Traffic) -> None:
        traffic.road.flood(1_001, first)
        traffic.road.flood(1_002, second)
        traffic.send(Lane.BROADCAST, 7)

    assert on_the_road(scene).of(chat_id=7)[0].left_at >= 60


def test_who_gives_up_waiting_does_not_stall_the_others() -> None:
    async def scene(traffic: Traffic) -> None:
        await broadcast_to_600(traffic)
        for number in range(40):
            traffic.send(Lane.REPLY, 9_000 + number, cost=10, after=1.0).cancel()
        await traffic.clock.sleep(1.0)
        replies = [traffic.send(Lane.REPLY, 8_000 + number) for number in range(40)]
        await traffic.clock.sleep(0.2)
        for task in [*replies, *traffic.tasks[:600:2]]:
            task.cancel()
        traffic.send(Lane.REPLY, 7_000)

    traffic = on_the_road(scene)
    assert traffic.of(chat_id=7_000)[0].waited < 0.1
    assert {p.chat_id for p in traffic.of(Lane.BROADCAST)} >= set(range(2, 601, 2))
    assert traffic.of()[-1].left_at < 400 / 28


def test_giving_up_a_large_album_lets_the_next_one_go_at_once() -> None:
    async def scene(traffic: Traffic) -> None:
        for number in range(29):
            traffic.send(Lane.REPLY, 100 + number, after=number * 0.03)
        await traffic.clock.sleep(0.9)
        album = traffic.send(Lane.REPLY, 7, cost=10)
        traffic.send(Lane.REPLY, 8)
        await traffic.clock.sleep(0.05)
        album.cancel()

    traffic = on_the_road(scene)
    assert traffic.of(chat_id=8)[0].waited < 0.2


@pytest.mark.parametrize("rate", [1.0, 2.0, 5.0, 60.0])
def test_other_rates_are_kept_too(rate: float) -> None:
    async def scene(traffic: Traffic) -> None:
        for chat_id in range(1, 61):
            traffic.send(Lane.BROADCAST, chat_id)
            traffic.send(Lane.REPLY, 1_000 + chat_id, after=chat_id * 0.01)

    traffic = on_the_road(scene, rate=rate)
    assert len(traffic.passages) == 120
    assert not traffic.refusals()


def test_chats_that_were_quiet_are_forgotten_and_the_others_are_not() -> None:
    async def scene(traffic: Traffic) -> None:
        for batch in range(60):
            for chat_id in range(batch * 200, batch * 200 + 200):
                traffic.road.flood(chat_id, 0.001 if chat_id else 5_000)
            await traffic.clock.sleep(11.0)
        for chat_id in (1, 2, 0):
            traffic.send(Lane.REPLY, chat_id)

    traffic = on_the_road(scene)
    assert len(traffic.road._chats) < 10
    assert traffic.of(chat_id=0)[0].left_at >= 5_000


sends = st.tuples(
    st.sampled_from(Lane),
    st.sampled_from([1, 2, 3, GROUP, *range(10, 60)]),
    st.sampled_from([1, 1, 1, 1, 2, 10]),
    st.floats(0, 8),
    st.sampled_from([None, None, None, 0.0, 0.05, 0.5]),
)
floods = st.tuples(st.sampled_from([1, 2, 10]), st.floats(0, 8), st.floats(0.5, 5))


@settings(max_examples=60)
@given(st.lists(sends, max_size=150), st.lists(floods, max_size=3), st.integers(0, 99))
def test_whatever_comes_everyone_leaves_and_nobody_is_refused(
    coming: list[tuple[Lane, int, int, float, float | None]],
    waits: list[tuple[int, float, float]],
    seed: int,
) -> None:
    until: dict[int, list[tuple[float, float]]] = defaultdict(list)

    async def flood(traffic: Traffic, chat_id: int, at: float, seconds: float) -> None:
        await traffic.clock.sleep(at)
        now = traffic.clock.monotonic()
        until[chat_id].append((now, now + seconds))
        traffic.road.flood(chat_id, seconds)

    async def give_up(traffic: Traffic, task: asyncio.Task[None], after: float) -> None:
        await traffic.clock.sleep(after)
        task.cancel()

    async def scene(traffic: Traffic) -> None:
        others = [asyncio.create_task(flood(traffic, *wait)) for wait in waits]
        for lane, chat_id, cost, after, patience in coming:
            task = traffic.send(lane, chat_id, cost, after)
            if patience is not None:
                others.append(asyncio.create_task(give_up(traffic, task, after + patience)))
        await asyncio.gather(*others)

    traffic = on_the_road(scene, seed=seed)
    patient = [one for one in coming if one[4] is None]
    assert len(traffic.passages) >= len(patient)
    assert not traffic.refusals()
    for chat_id, spans in until.items():
        for start, end in spans:
            assert not [p for p in traffic.of(chat_id=chat_id) if start < p.left_at < end - 1e-6]


# The same road, as python-telegram-bot's rate limiter.


async def call(pace: Pace, endpoint: str, data: dict[str, Any]) -> float:
    async def sent() -> bool:
        return True

    clock = VirtualClock()
    began = clock.monotonic()
    await pace.process_request(sent, (), {}, endpoint, data, None)
    return clock.monotonic() - began


def test_answers_to_buttons_and_deletions_never_wait() -> None:
    async def scene() -> list[float]:
        pace = Pace(VirtualClock(), 30)
        pace.road.flood(7, 60)
        return [
            await call(pace, "answerCallbackQuery", {"callback_query_id": "1"}),
            await call(pace, "deleteMessages", {"chat_id": 7, "message_ids": [1]}),
            await call(pace, "getUpdates", {}),
            await call(pace, "setMyCommands", {"commands": []}),
        ]

    assert run(scene()) == [0, 0, 0, 0]


@pytest.mark.parametrize("endpoint", ["sendMessage", "editMessageText", "copyMessage"])
def test_sends_edits_and_copies_count(endpoint: str) -> None:
    async def scene() -> list[float]:
        pace = Pace(VirtualClock(), 30)
        return [await call(pace, endpoint, {"chat_id": 7}) for _ in range(4)]

    waits = run(scene())
    assert waits[:3] == [0, 0, 0]
    assert 1.0 < waits[3] < 1.2


def test_a_429_of_telegram_stops_the_chat_for_as_long_as_it_says_and_is_passed_on() -> None:
    async def scene() -> float:
        pace = Pace(VirtualClock(), 30)

        async def refuse() -> None:
            raise RetryAfter(17)

        with pytest.raises(RetryAfter):
            await pace.process_request(refuse, (), {}, "sendMessage", {"chat_id": 7}, None)
        assert pace.road.flood_waits == 1
        with pytest.raises(RetryAfter) as told:
            await call(pace, "sendMessage", {"chat_id": 7})
        assert seconds_of(told.value) == 17
        assert pace.road.flood_waits == 1, "it was not asked again"
        await VirtualClock().sleep(16)
        return await call(pace, "sendMessage", {"chat_id": 7})

    assert run(scene()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("endpoint", "chat_id"),
    [("setMyCommands", None), ("getUpdates", None), ("setMessageReaction", 8),
     ("createForumTopic", GROUP), ("sendMessage", GROUP)],
)  # fmt: skip
def test_a_429_to_what_is_no_message_to_a_person_stops_no_bulk(
    endpoint: str, chat_id: int | None
) -> None:
    async def scene() -> Pace:
        pace = Pace(VirtualClock(), 30)

        async def refuse() -> None:
            raise RetryAfter(3_600)

        for method, data in (("sendMessage", {"chat_id": 7}), (endpoint, {"chat_id": chat_id})):
            with pytest.raises(RetryAfter):
                await pace.process_request(refuse, (), {}, method, data, None)
        assert pace.road.standstill(Lane.DAILY) <= 0
        assert pace.road.flood_waits == 2
        return pace

    run(scene())


def test_the_limit_on_new_topics_keeps_no_message_out_of_the_group() -> None:
    async def scene() -> float:
        pace = Pace(VirtualClock(), 30)

        async def refuse() -> None:
            raise RetryAfter(600)

        with pytest.raises(RetryAfter):
            await pace.process_request(
                refuse, (), {}, "createForumTopic", {"chat_id": GROUP}, None
            )
        return await call(pace, "sendMessage", {"chat_id": GROUP})

    assert run(scene()) == 0


def test_other_errors_stop_nothing() -> None:
    async def scene() -> float:
        pace = Pace(VirtualClock(), 30)

        async def refuse() -> None:
            raise BadRequest("no")

        with pytest.raises(BadRequest):
            await pace.process_request(refuse, (), {}, "sendMessage", {"chat_id": 7}, None)
        return await call(pace, "sendMessage", {"chat_id": 7})

    assert run(scene()) == 0


def test_what_is_not_wanted_any_more_once_the_road_is_free_is_not_sent() -> None:
    """A process that was frozen on the road may have been given up meanwhile."""

    async def scene() -> list[str]:
        pace, wanted, sent = Pace(VirtualClock(), 30), [True], []

        async def send() -> None:
            sent.append("sent")

        async def is_wanted() -> bool:
            return wanted[0]

        async def go() -> None:
            way = Way(still=is_wanted)
            await pace.process_request(send, (), {}, "sendMessage", {"chat_id": 7}, way)

        for _ in range(3):
            await go()
        fourth = asyncio.create_task(go())
        await asyncio.sleep(0.1)
        wanted[0] = False
        with pytest.raises(NoLonger):
            await fourth
        return sent

    assert run(scene()) == ["sent"] * 3
