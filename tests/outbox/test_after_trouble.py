"""What failed for long goes as soon as it can, and holds back nobody's answers for ever."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import NetworkError

from bot.outbox.recorder import Recorder
from bot.road.caller import Caller
from bot.road.lanes import Lane
from tests.cast import COACH_ID, Person, Stage
from tests.enrolling import the_client
from tests.outbox.conftest import put, rush
from tests.replicas.pair import until
from tests.scenes.relaying import agreed, forum

_POISON = "gif"


@pytest.fixture
def attempts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often what Telegram never takes in a private chat was tried."""
    tried: list[int] = []
    called = Caller.call

    async def call(
        self: Caller, method: str, params: dict[str, Any], *rest: Any, **how: Any
    ) -> Any:
        if _POISON in str(params.get("text")) and params["chat_id"] > 0:
            tried.append(1)
            raise NetworkError("Internal Server Error (500)")
        return await called(self, method, params, *rest, **how)

    monkeypatch.setattr(Caller, "call", call)
    return tried


async def pass_time(stage: Stage, **delta: float) -> None:
    stage.clock.move_to(stage.clock.now() + timedelta(**delta))
    await stage.app.run_due()
    await stage.settle()


@pytest.mark.long
async def test_an_answer_that_is_never_taken_holds_up_no_later_one(
    stage: Stage, noor: Person, mia: Person, attempts: list[int]
) -> None:
    made = await forum(stage)
    await agreed(noor)
    await noor.say("/coach")
    await noor.say("hallo")
    await rush(stage, lambda: len(made.topics) == 1, seconds=120)
    thread = made.topics[0].thread_id
    coach = Person(stage, COACH_ID, "Coach")
    await made.say(coach, f"een {_POISON}", thread)
    await rush(stage, lambda: len(attempts) > 1, seconds=60)
    for _ in range(8):
        await mia.say("/week")
        await pass_time(stage, minutes=5)
    await made.say(coach, "en een tweede antwoord", thread)
    for _ in range(10):
        await mia.say("/week")
        await pass_time(stage, minutes=1)
    assert any("tweede" in text for text in noor.texts)


@pytest.mark.long
async def test_after_an_outage_and_a_restart_nobody_waits_out_an_old_delay(
    stage: Stage, noor: Person, mia: Person
) -> None:
    stage.world.faults.add("sendMessage", kind="500", times=None)
    stage.world.say(noor.id, "/week")
    await put(stage, mia, "Zorg.", lane=Lane.CARE)
    late = stage.clock.now() + timedelta(minutes=15)
    await rush(stage, lambda: stage.clock.now() > late, seconds=920)
    await stage.restart()
    stage.world.faults.clear()
    began = stage.clock.now()
    while not (noor.texts and mia.texts):
        await pass_time(stage, seconds=4)
        assert stage.clock.now() - began < timedelta(seconds=40)


async def test_who_is_back_before_it_is_noted_that_she_was_gone_is_there(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram refused a message to her, and the database is slow to take that."""
    insist, refused, go_on = Recorder._insist, asyncio.Event(), asyncio.Event()

    async def slow(self: Recorder, items: Any, **how: Any) -> None:
        refused.set()
        await go_on.wait()
        await insist(self, items, **how)

    monkeypatch.setattr(Recorder, "_insist", slow)
    stage.world.chats[noor.id].blocked = True
    await put(stage, noor, "Goedemorgen.")
    await refused.wait()
    stage.world.chats[noor.id].blocked = False
    stage.world.say(noor.id, "/week")
    await until(lambda: noor.heard)
    go_on.set()
    await stage.settle()
    assert (await the_client(noor)).unreachable_at is None
    await stage.walk(days=1)
    assert len(noor.heard) == 2
