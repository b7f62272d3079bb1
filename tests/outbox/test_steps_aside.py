"""What is being made for many steps aside at each step for whoever writes meanwhile."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from typing import Any

import pytest

from bot.outbox.delivery import Delivery
from bot.road import right_of_way
from bot.store import intake
from bot.store.outbox import Row
from tests.cast import Stage
from tests.outbox.test_in_flight import broadcast, crowd

WORDS = "Tot vanavond."


async def test_of_those_in_hand_one_is_rendered_and_the_others_stand_aside(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(right_of_way, "_LONGEST", 30.0)
    people, begun, answered = await crowd(stage, 6), list[int](), ExitStack()
    render = Delivery._render

    async def noted(self: Delivery, row: Row) -> Any:
        if row.broadcast_id is not None:
            if not begun:  # somebody writes at the moment at which the first of them is made
                answered.enter_context(stage.app.deps.right_of_way.taken())
            begun.append(row.chat_id)
        return await render(self, row)

    monkeypatch.setattr(Delivery, "_render", noted)
    running = asyncio.create_task(broadcast(stage, WORDS))
    await stage.world.wait_for(lambda _: begun)
    await asyncio.sleep(0.1)
    assert len(begun) == 1
    answered.close()
    await running
    await stage.settle()
    assert all(WORDS in person.texts for person in people)
    assert set(begun) == {person.id for person in people}


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
