"""A commit that succeeded and reported failure: nothing is lost by it, and nothing doubled."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.clients import preferences
from bot.intake.turns import Rank
from bot.outbox.letters import say
from bot.outbox.queue import Cause, queue
from bot.road.lanes import Lane
from bot.store import intake, outbox_held
from tests.cast import Person, Stage
from tests.intake.test_handling import state_of
from tests.intake.test_intake import message
from tests.lost_answer import lose_answer
from tests.replicas.pair import until


async def begin(stage: Stage, person: Person, update_id: int, text: str) -> None:
    """The update is taken in, as far as that goes."""
    await asyncio.gather(
        stage.app.intake.accept([message(person, update_id, text)]), return_exceptions=True
    )


def answers(person: Person) -> list[str]:
    """What was heard, but for the fixed help text that stands in for an answer."""
    fixed = person.book.replies["failed"].strip()
    return [text for text in person.texts if text != fixed]


async def test_an_update_that_telegram_repeats_is_handled_though_it_is_known(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = lose_answer(monkeypatch, stage.app.deps.store, intake, "add")
    stage.world.say(noor.id, "/drang")
    stage.world.say(noor.id, "/week")
    await stage.world.wait_for(lambda _: len(answers(noor)) == 2, timeout=30)
    await stage.settle()
    assert lost
    assert answers(noor)[0] == noor.words("urge.first")
    assert answers(noor)[1].startswith("Week 1")


async def test_an_update_that_nobody_repeats_is_handled_all_the_same(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its taking in was cut short, for another leads by now, or the webhook answered."""
    store = stage.app.deps.store
    lost = lose_answer(monkeypatch, store, intake, "add", error=asyncio.CancelledError)
    await begin(stage, noor, 555, "/drang")
    await stage.settle()
    assert lost
    assert noor.texts == []
    for _ in range(3):
        await stage.app.run_due()
    await stage.settle()
    assert noor.texts == [noor.words("urge.first")]


async def test_a_reply_whose_commit_gave_no_answer_leaves_at_once_and_once(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = lose_answer(monkeypatch, stage.app.deps.store, intake, "mark")
    stage.world.say(noor.id, "/drang")
    stage.world.say(noor.id, "/week")
    await stage.world.wait_for(lambda _: len(noor.heard) == 2, timeout=30)
    for _ in range(3):
        await stage.app.run_due()
        await stage.settle()
    assert lost
    assert noor.texts[0] == noor.words("urge.first")
    assert noor.texts[1].startswith("Week 1")
    assert len(noor.heard) == 2


async def test_a_press_whose_commit_gave_no_answer_is_answered(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await noor.say("/drang")
    lost = lose_answer(monkeypatch, stage.app.deps.store, intake, "mark")
    await noor.press("urge.button.go")
    assert lost
    assert "answerCallbackQuery" in [request.method for request in stage.world.requests]
    assert len(noor.heard) == 2


async def test_a_reply_waits_for_its_retry_and_is_not_taken_for_lost_meanwhile(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it would leave now, and a second time when the update is tried again."""
    lost = lose_answer(monkeypatch, stage.app.deps.store, intake, "mark", times=3)
    stage.world.say(noor.id, "/drang")
    await until(lambda: lost)
    for _ in range(3):
        await stage.app.run_due()
    await stage.world.wait_for(lambda _: noor.heard, timeout=30)
    await stage.settle()
    assert noor.texts == [noor.words("urge.first")]


@pytest.mark.parametrize("lane", [Lane.REPLY, Lane.ALERT, Lane.RELAY, Lane.BROADCAST])
async def test_letters_whose_claim_gave_no_answer_leave_once(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch, lane: Lane
) -> None:
    deps = stage.app.deps
    lost = lose_answer(monkeypatch, deps.store, outbox_held, "claim")
    told = [say(noor.id, text).with_(lane=lane) for text in ("Een.", "Twee.")]
    async with deps.store.write() as tx:
        await queue(tx, Cause("test", deps.clock.now()), told)
    stage.app.sender.kick()
    await until(lambda: lost)
    for _ in range(3):
        await stage.app.run_due()
        await stage.settle()
    assert sorted(noor.texts) == ["Een.", "Twee."]


async def test_what_is_in_hand_is_never_taken_for_lost(
    stage: Stage, noor: Person, mia: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is on its way, those behind it, one that rests, and one whose update is at work."""
    stage.world.faults.add("sendMessage", noor.id, kind="slow", seconds=0.3, times=1)
    stage.world.faults.add("sendMessage", mia.id, kind="429", seconds=30, times=1)
    working, go_on = asyncio.Event(), asyncio.Event()
    real = preferences.change

    async def change(*args: Any, **kwargs: Any) -> None:
        working.set()
        await go_on.wait()
        await real(*args, **kwargs)

    for number, person in ((11, noor), (12, noor), (13, mia), (14, mia)):
        await begin(stage, person, number, "/week")
    await stage.world.wait_for(lambda _: len(noor.heard) == 1, timeout=10)
    looks = [stage.app.sender.recover() for _ in range(5)]
    await asyncio.gather(*looks, stage.app.intake.resume(), stage.app.intake.resume())
    await stage.settle()
    monkeypatch.setattr(preferences, "change", change)
    both = [message(noor, 15, "/tijd 10:30"), message(noor, 16, "/week")]
    await stage.app.intake.accept(both)
    await working.wait()
    looking = [asyncio.create_task(stage.app.run_due()) for _ in range(3)]
    go_on.set()
    await asyncio.gather(*looking)
    await stage.settle()
    await stage.walk(minutes=2)
    assert len(noor.heard) == 4
    assert len(mia.heard) == 2
    assert await state_of(stage, 15) == ("done", 1)


async def test_an_update_that_was_lost_goes_before_those_that_came_after_it(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nothing is handled for a while, as when many write at once.
    turns = stage.app.intake._turns
    free, turns._free = turns._free, dict.fromkeys(Rank, 0)
    store = stage.app.deps.store
    lost = lose_answer(monkeypatch, store, intake, "add", error=asyncio.CancelledError)
    await begin(stage, noor, 21, "/drang")
    assert lost
    await begin(stage, noor, 22, "/week")
    await stage.app.intake.resume()
    turns._free = free
    for rank in Rank:
        turns._let_in(rank)
    await stage.settle()
    assert noor.texts[0] == noor.words("urge.first")
    assert noor.texts[1].startswith("Week 1")
    assert len(noor.heard) == 2
