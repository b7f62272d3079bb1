"""Many at once: how many may be under way, and who goes before whom."""

from __future__ import annotations

import asyncio
import gc
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.outbox import letters, retries
from bot.outbox.sender import BULK_IN_FLIGHT, IN_FLIGHT
from bot.road.lanes import Lane
from bot.road.pace import Pace
from bot.sandbox.model import Request
from bot.store import clients, erasures
from tests.cast import Person, Stage, close_app, start_app, text_of
from tests.enrolling import the_client, wish
from tests.outbox.conftest import put, rush
from tests.scenes.broadcasting import write

HANG = 1.5
"""Seconds: more than a busy machine needs to begin nine sends."""


async def crowd(stage: Stage, size: int) -> list[Person]:
    """That many clients."""
    return [await stage.enrolled(f"Nr {number}") for number in range(size)]


async def broadcast(stage: Stage, text: str) -> None:
    """The coach sends this to everyone; it is not waited for."""
    coach = await stage.coach()
    await write(coach, text)
    await coach.tap("Versturen naar")
    stage.clock.move_to(stage.clock.now() + timedelta(seconds=61))
    await stage.app.run_due()


def sends(stage: Stage) -> list[Request]:
    return [call for call in stage.world.requests if call.method == "sendMessage"]


def most_at_once(calls: list[Request]) -> int:
    """How many of these calls were under way at the same time."""
    edges = sorted(
        edge
        for call in calls
        for edge in ((call.at.timestamp() - call.latency, 1), (call.at.timestamp(), -1))
    )
    under_way = most = 0
    for _, change in edges:
        under_way += change
        most = max(most, under_way)
    return most


@pytest.mark.long
async def test_no_more_replies_are_under_way_than_may_be_doubled(stage: Stage) -> None:
    people = await crowd(stage, 26)
    stage.world.faults.add("sendMessage", kind="slow", seconds=HANG, times=None)
    for person in people:
        stage.world.say(person.id, "/week")
    await stage.settle()
    assert all(len(person.heard) == 1 for person in people)
    assert BULK_IN_FLIGHT < most_at_once(sends(stage)) <= IN_FLIGHT


async def test_bulk_that_hangs_never_takes_the_place_of_a_reply(
    stage: Stage, let_go: asyncio.Event
) -> None:
    people = await crowd(stage, 20)
    for person in people[:-1]:
        stage.world.faults.add("sendMessage", person.id, kind="hang")
    await broadcast(stage, "Tot vanavond.")
    await stage.world.wait_for(lambda world: len(world.faults) <= 19 - BULK_IN_FLIGHT)
    stage.world.say(people[-1].id, "/week")
    await stage.world.wait_for(lambda _: any(t.startswith("Week 1") for t in people[-1].texts))
    assert len(stage.world.faults) == 19 - BULK_IN_FLIGHT, "no more bulk than may be"
    stage.world.faults.clear()
    let_go.set()
    await stage.settle()
    assert all("Tot vanavond." in person.texts for person in people)


@pytest.mark.long
async def test_flooded_chats_never_take_the_place_of_a_reply(stage: Stage) -> None:
    people = await crowd(stage, 20)
    pace = stage.app.caller.rate_limiter
    assert isinstance(pace, Pace)
    for person in people[:-1]:
        pace.road.flood(person.id, 60)
        stage.world.say(person.id, "/week")
    await asyncio.sleep(0.1)
    stage.world.say(people[-1].id, "/drang")
    await stage.world.wait_for(lambda _: people[-1].heard)
    assert not any(person.heard for person in people[:-1])
    await rush(stage, lambda: all(person.heard for person in people), seconds=90)


async def test_a_flooded_chat_keeps_no_other_from_its_broadcast(stage: Stage) -> None:
    people = await crowd(stage, 12)
    pace = stage.app.caller.rate_limiter
    assert isinstance(pace, Pace)
    pace.road.flood(people[0].id, 300)
    await broadcast(stage, "Tot vanavond.")
    await rush(stage, lambda: all(person.heard for person in people[1:]), seconds=10)
    assert not people[0].heard
    await stage.walk(minutes=6)
    assert people[0].texts == ["Tot vanavond."]


@pytest.mark.long
async def test_two_flooded_chats_stop_the_broadcast_and_no_reply(stage: Stage) -> None:
    people = await crowd(stage, 12)
    for person in people[:2]:
        stage.world.faults.add("sendMessage", person.id, kind="429", seconds=30)
    await broadcast(stage, "Tot vanavond.")
    await rush(stage, lambda: not stage.world.faults, seconds=5)
    reached = [person for person in people if person.heard]
    assert len(reached) < 10
    stage.world.say(people[-1].id, "/week")
    await rush(stage, lambda: any(t.startswith("Week 1") for t in people[-1].texts), seconds=2)
    assert [person for person in people if "Tot vanavond." in person.texts] == reached
    await rush(stage, lambda: all("Tot vanavond." in p.texts for p in people), seconds=60)


async def stand_still(stage: Stage, people: list[Person], seconds: float) -> None:
    """Telegram asks two of them to wait, while the others' letters are lined up already."""
    for person in people[:2]:
        stage.world.faults.add("sendMessage", person.id, kind="429", seconds=seconds)
    await broadcast(stage, "Tot vanavond.")
    await rush(stage, lambda: not stage.world.faults, seconds=5)


@pytest.mark.long
async def test_what_was_decided_before_a_standstill_is_not_sent_after_it(stage: Stage) -> None:
    people = await crowd(stage, 12)
    await stand_still(stage, people, 600)
    in_danger, paused, erased, *others = [p for p in people[2:] if not p.heard]
    stage.world.say(in_danger.id, "ik wil niet meer leven")
    stage.world.say(paused.id, "/pauze")
    await rush(stage, lambda: in_danger.heard and paused.heard, seconds=5)
    client = await the_client(erased)
    async with stage.app.deps.store.write() as tx:
        await erasures.erase(tx, client, stage.clock.now())
    await rush(stage, lambda: all("Tot vanavond." in p.texts for p in others), seconds=900)
    await stage.walk(minutes=5)
    for person in (in_danger, paused, erased):
        assert "Tot vanavond." not in person.texts


async def test_nor_after_the_few_seconds_that_her_chat_has_to_wait(
    stage: Stage, noor: Person
) -> None:
    stage.app.caller.pace.road.flood(noor.id, 4)
    await put(stage, noor, "Tot vanavond.", lane=Lane.BROADCAST)
    await asyncio.sleep(0.3)
    client = await the_client(noor)
    async with stage.app.deps.store.write() as tx:
        await clients.change(tx, client.id, held_until=stage.clock.now() + timedelta(hours=24))
    await stage.walk(minutes=1)
    assert not noor.heard
    await stage.walk(hours=25)
    assert "Tot vanavond." in noor.texts


async def test_what_has_to_go_after_ten_minutes_goes_while_bulk_stands_still(
    stage: Stage,
) -> None:
    people = await crowd(stage, 14)
    last = people[-1]

    def files() -> int:
        return sum(message.document is not None for message in last.heard)

    stage.world.say(last.id, "/mijngegevens")
    await rush(stage, lambda: files() == 2, seconds=20)
    await stand_still(stage, people, 3600)
    await stage.walk(minutes=12)
    assert not files()


async def test_so_is_what_was_opened_behind_a_neutral_line_closed_again(stage: Stage) -> None:
    people = await crowd(stage, 12)
    shy = await stage.enrolled("Shy")
    await wish(shy, neutral=True)
    await stage.walk_to(datetime(2026, 11, 24, 7, 1, tzinfo=UTC))
    await shy.press("stub.button.open")
    assert text_of(shy.last) != shy.words("stub.line")
    for person in people[:2]:
        stage.app.caller.pace.road.flood(person.id, 3600)
    await stage.walk(minutes=12)
    assert text_of(shy.last) == shy.words("stub.line")


@pytest.mark.long
async def test_nor_does_it_wait_for_a_message_to_many_to_be_over(stage: Stage) -> None:
    people = await crowd(stage, 24)
    await people[0].say("/week")
    gone = people[0].last
    stage.world.faults.add("sendMessage", kind="slow", seconds=0.3, times=None)
    await broadcast(stage, "Tot vanavond.")
    params = letters.delete(people[0].id, [gone.message_id]).params
    await put(stage, people[0], "Weg.", lane=Lane.TIDY, method="deleteMessages", params=params)
    await stage.world.wait_for(lambda _: gone not in people[0].heard)
    assert sum("Tot vanavond." in person.texts for person in people) < len(people) / 2
    stage.world.faults.clear()
    await stage.settle()


async def crash(stage: Stage) -> None:
    """The process is gone between one instant and the next; what was in its hands is unknown."""
    app = stage.app
    mine = asyncio.current_task()
    before = asyncio.all_tasks()
    doomed = {*app.sender._tasks, *app.intake._tasks, app.sender._loop, app.poll._task}
    for task in before & doomed:
        if task is not None and task is not mine:
            task.cancel()
    app.sender._tasks.clear()
    app.intake._tasks.clear()
    app.sender._loop = None
    await asyncio.sleep(0)
    await close_app(app)
    with warnings.catch_warnings():
        # A connection that was just being opened has nobody left to close it.
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
    stage.app = await start_app(stage.settings, stage.clock)


@pytest.mark.long
@pytest.mark.parametrize("crashes_after", [1, 9])
async def test_after_a_crash_nobody_goes_without_and_few_hear_it_twice(
    stage: Stage, crashes_after: int
) -> None:
    people = await crowd(stage, 25)
    stage.world.faults.add("sendMessage", kind="slow", seconds=0.15, times=None)
    await broadcast(stage, "Tot vanavond.")
    await stage.world.wait_for(
        lambda _: sum(len(p.heard) for p in people) >= crashes_after, timeout=10
    )
    await crash(stage)
    await rush(stage, lambda: all("Tot vanavond." in p.texts for p in people), seconds=60)
    await stage.settle()
    doubled = sum(person.texts.count("Tot vanavond.") - 1 for person in people)
    assert 0 <= doubled <= IN_FLIGHT


@pytest.fixture
def shaky(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A network and a Telegram in which two sends in five meet something."""
    # Else others pass a letter whose answer is lost twice over.
    monkeypatch.setattr(retries, "LOST_PAUSES", (3.0,) * 1_000)
    for kind in ("500", "502-html", "drop-before", "429"):
        stage.world.faults.add(
            "sendMessage",
            kind=kind,
            times=None,
            probability=0.1,
            seconds=1,
        )
    yield stage
    stage.world.faults.clear()


async def test_on_a_very_bad_day_everything_arrives_once_and_replies_in_order(
    shaky: Stage,
) -> None:
    people = await crowd(shaky, 8)
    for command in ("/week", "/drang", "/week"):
        for person in people:
            shaky.world.say(person.id, command)
    await rush(shaky, lambda: all(len(person.heard) >= 3 for person in people), seconds=300)
    shaky.world.faults.clear()
    await shaky.settle()
    for person in people:
        assert [text_of(m).startswith("Week 1") for m in person.heard] == [True, False, True]
