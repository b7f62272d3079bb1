"""What is being made for many steps aside at each step for whoever writes meanwhile."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.outbox.recorder import Recorder
from bot.outbox.rendering import Rendering
from bot.road import right_of_way
from bot.road.caller import Caller
from bot.road.lanes import Lane
from bot.road.right_of_way import RightOfWay
from bot.store import intake
from bot.store.outbox import Row
from tests.cast import Person, Stage
from tests.outbox.conftest import put
from tests.outbox.test_in_flight import broadcast, crowd

WORDS = "Tot vanavond."


async def test_of_those_in_hand_one_is_rendered_and_the_others_stand_aside(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(right_of_way, "_LONGEST", 30.0)
    people, begun, answered = await crowd(stage, 6), list[int](), ExitStack()
    render = Rendering.render

    async def noted(self: Rendering, row: Row) -> Any:
        if row.broadcast_id is not None:
            if not begun:  # somebody writes at the moment at which the first of them is made
                answered.enter_context(stage.app.deps.right_of_way.taken())
            begun.append(row.chat_id)
        return await render(self, row)

    monkeypatch.setattr(Rendering, "render", noted)
    running = asyncio.create_task(broadcast(stage, WORDS))
    await stage.world.wait_for(lambda _: begun)
    await asyncio.sleep(0.1)
    assert len(begun) == 1
    answered.close()
    await running
    await stage.settle()
    assert all(WORDS in person.texts for person in people)
    assert set(begun) == {person.id for person in people}


async def test_under_a_flood_that_never_ends_all_leave(stage: Stage) -> None:
    people = await crowd(stage, 6)
    with stage.app.deps.right_of_way.taken():
        await broadcast(stage, WORDS)
        await stage.settle()
    assert all(WORDS in person.texts for person in people)


async def test_what_one_person_waits_for_steps_aside_for_nobody(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(right_of_way, "_LONGEST", 60.0)
    with stage.app.deps.right_of_way.taken():
        for lane in (Lane.ALERT, Lane.CARE):
            await put(stage, noor, lane.name, lane=lane)
        stage.app.sender.kick()
        await stage.world.wait_for(lambda _: {"ALERT", "CARE"} <= set(noor.texts))


async def test_a_reply_has_the_right_of_way_while_it_is_made_and_written_down_not_on_the_road(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    way, taken = stage.app.deps.right_of_way, dict[str, bool]()
    render, insist, call = Rendering.render, Recorder._insist, Caller.call

    async def made(self: Rendering, row: Row) -> Any:
        taken["made"] = way.is_taken
        return await render(self, row)

    async def written_down(self: Recorder, *args: Any, **how: Any) -> bool:
        taken["written down"] = way.is_taken
        return await insist(self, *args, **how)

    async def sent(self: Caller, *args: Any, **how: Any) -> Any:
        await asyncio.sleep(0)  # whoever handled the update has finished
        taken["on the road"] = way.is_taken
        return await call(self, *args, **how)

    monkeypatch.setattr(Rendering, "render", made)
    monkeypatch.setattr(Recorder, "_insist", written_down)
    monkeypatch.setattr(Caller, "call", sent)
    await noor.say("/week")
    assert taken == {"made": True, "on the road": False, "written down": True}


async def test_a_piece_that_hangs_holds_the_next_one_up_for_a_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(right_of_way, "_LONGEST_TURN", 0.01)
    way, hung = RightOfWay(), asyncio.Event()

    async def hang() -> None:
        async with way.in_turn():
            await hung.wait()

    hanging = asyncio.create_task(hang())
    await asyncio.sleep(0)
    async with asyncio.timeout(10), way.in_turn():
        assert not hanging.done()
    hung.set()
    await hanging
    async with asyncio.timeout(10), way.in_turn():
        pass


async def test_the_log_of_sqlite_is_carried_over_as_time_goes_by(
    stage: Stage, noor: Person, carried: list[Path]
) -> None:
    await noor.say("/week")
    await stage.walk(seconds=15)
    assert carried == [stage.app.deps.store.path]


async def test_a_full_disk_is_no_fault_of_that_tick(
    stage: Stage, noor: Person, disk_full: list[Path]
) -> None:
    await noor.say("/week")
    await stage.walk(seconds=15)
    assert disk_full
    assert not any(stage.app.deps.metrics.tick_failures.values.values())


async def test_nothing_for_many_slips_in_between_what_came_and_its_answer(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(right_of_way, "_LONGEST", 30.0)
    (person,) = await crowd(stage, 1)
    way, order, mark, waiting = stage.app.deps.right_of_way, list[str](), intake.mark, set()

    async def bulk() -> None:
        await way.give()
        order.append("bulk")

    add = intake.add

    async def stored(*args: Any) -> Any:
        waiting.add(asyncio.create_task(bulk()))
        return await add(*args)

    async def handled(*args: Any) -> bool:
        order.append("answer")
        return await mark(*args)

    monkeypatch.setattr(intake, "add", stored)
    monkeypatch.setattr(intake, "mark", handled)
    await person.say("/week")
    await asyncio.gather(*waiting)
    assert order == ["answer", "bulk"]
