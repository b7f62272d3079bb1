"""What Telegram does not take: when it is away, and when it is one letter alone."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from telegram.error import NetworkError

from bot.outbox.outcomes import Later
from bot.outbox.retries import GIVEN_UP_AFTER, LOST_PAUSES, MOST_FAILED, Retries
from bot.road.caller import Caller
from bot.road.lanes import Lane
from bot.store.outbox import Row
from bot.store.tables import outbox
from tests.cast import Person, Stage
from tests.outbox.conftest import put, rush
from tests.outbox.test_delivery import state_of
from tests.scenes.relaying import agreed, forum

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TROUBLE, FLOOD = Later(10.0, "NetworkError", trouble=True), Later(10.0, "flood wait")
POISON = "gif"


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Telegram fails over every text in which this word stands; how often it did."""
    tries = [0]
    called = Caller.call

    async def call(
        self: Caller, method: str, params: dict[str, Any], *rest: Any, **how: Any
    ) -> Any:
        if POISON in str(params.get("text")):
            tries[0] += 1
            raise NetworkError("Internal Server Error (500)")
        return await called(self, method, params, *rest, **how)

    monkeypatch.setattr(Caller, "call", call)
    return tries


@pytest.mark.long
async def test_when_telegram_is_back_nobody_waits_for_the_next_attempt(
    stage: Stage, noor: Person, mia: Person
) -> None:
    stage.world.faults.add("sendMessage", kind="500", times=None)
    for person in (noor, mia):
        stage.world.say(person.id, "/week")
    late = stage.clock.now() + timedelta(minutes=12)
    await rush(stage, lambda: stage.clock.now() > late, seconds=740)
    stage.world.faults.clear()
    back_at = stage.clock.now()
    other = await stage.enrolled("Lot")
    await other.say("/drang")
    await rush(stage, lambda: noor.heard and mia.heard, seconds=400)
    assert stage.clock.now() - back_at < timedelta(seconds=15)


@pytest.mark.long
async def test_nor_does_whoever_is_the_only_one_there(stage: Stage, noor: Person) -> None:
    stage.world.faults.add("sendMessage", kind="500", times=None)
    stage.world.say(noor.id, "/week")
    late = stage.clock.now() + timedelta(minutes=12)
    await rush(stage, lambda: stage.clock.now() > late, seconds=740)
    stage.world.faults.clear()
    back_at = stage.clock.now()
    stage.world.say(noor.id, "/drang")
    await rush(stage, lambda: len(noor.heard) == 2, seconds=400)
    assert stage.clock.now() - back_at < timedelta(seconds=15)
    assert noor.texts[1] == noor.words("urge.first"), "in their order"


async def test_a_flood_wait_is_not_cut_short_by_what_others_are_sent(
    stage: Stage, noor: Person, mia: Person
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="429", seconds=120)
    stage.world.say(noor.id, "/week")
    await rush(stage, lambda: not stage.world.faults)
    began = stage.clock.now()
    await mia.say("/week")
    await rush(stage, lambda: noor.heard, seconds=200)
    assert noor.heard[0].date - began >= timedelta(seconds=100)


async def test_a_reply_that_telegram_never_takes_lets_the_others_pass(
    stage: Stage, noor: Person, mia: Person, poison: list[int]
) -> None:
    await put(stage, noor, POISON, lane=Lane.REPLY)
    await rush(stage, lambda: poison[0] > 1)
    stage.world.say(noor.id, "/drang")
    stage.world.say(mia.id, "/week")
    await rush(stage, lambda: noor.words("urge.first") in noor.texts, seconds=90)
    tried = poison[0]
    await mia.say("/week")
    await rush(stage, lambda: poison[0] > tried, seconds=400)
    assert (await state_of(stage, POISON))[0] in ("queued", "sending")


async def test_also_when_nobody_else_is_there(
    stage: Stage, noor: Person, poison: list[int]
) -> None:
    await put(stage, noor, POISON, lane=Lane.REPLY)
    await rush(stage, lambda: poison[0] > 1)
    stage.world.say(noor.id, "/drang")
    await rush(stage, lambda: noor.words("urge.first") in noor.texts, seconds=90)


async def test_and_is_given_up_in_the_end(
    stage: Stage, noor: Person, mia: Person, poison: list[int]
) -> None:
    await put(stage, noor, POISON, lane=Lane.REPLY, due_at=stage.clock.now() + timedelta(hours=1))
    async with stage.app.deps.store.write() as tx:
        mine = outbox.c.dedupe_key == POISON
        await tx.run(update(outbox).where(mine).values(attempts=GIVEN_UP_AFTER))
    stage.clock.move_to(stage.clock.now() + timedelta(hours=1))
    await stage.app.run_due()
    await rush(stage, lambda: poison[0])
    await mia.say("/week")
    for _ in range(2 * MOST_FAILED):
        stage.clock.move_to(stage.clock.now() + timedelta(minutes=5))
        await stage.app.run_due()
        await stage.settle()
    assert await state_of(stage, POISON) == ("refused", "given up")


async def test_in_the_coaches_group_one_message_does_not_hold_up_those_of_the_others(
    stage: Stage, noor: Person, mia: Person, poison: list[int]
) -> None:
    made = await forum(stage)
    for person in (noor, mia):
        await agreed(person)
        await person.say("/coach")
        await person.say(f"hallo {person.name}")
    await rush(stage, lambda: len(made.topics) == 2, seconds=120)
    await noor.say(f"een {POISON}")
    stage.world.say(mia.id, "kun je me helpen")

    def there() -> bool:
        return any("helpen" in text for one in made.topics for text in made.texts(one.thread_id))

    await rush(stage, lambda: poison[0] > 1)
    await rush(stage, there, seconds=120)


async def test_what_is_passed_on_keeps_its_order_over_a_restart(
    stage: Stage, noor: Person
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="500", times=4)
    await put(stage, noor, "Een.", lane=Lane.RELAY)
    await rush(stage, lambda: len(stage.world.faults) == 0)
    await stage.restart()
    await put(stage, noor, "Twee.", lane=Lane.RELAY)
    await rush(stage, lambda: len(noor.heard) == 2, seconds=120)
    assert noor.texts == ["Een.", "Twee."]


async def test_nor_does_a_text_come_before_the_album_that_it_follows(
    stage: Stage, noor: Person
) -> None:
    ends_at = stage.clock.now() + timedelta(seconds=1.5)
    await put(stage, noor, "Een.", lane=Lane.RELAY, due_at=ends_at)
    await put(stage, noor, "Twee.", lane=Lane.RELAY)
    await asyncio.sleep(0.1)
    assert not noor.heard
    await rush(stage, lambda: len(noor.heard) == 2)
    assert noor.texts == ["Een.", "Twee."]


# By itself


def row(number: int, lane: Lane = Lane.RELAY) -> Row:
    return Row(number, str(number), lane, 1, None, None, "call", None, NOW, None, 1)


def test_while_telegram_takes_nothing_no_letter_is_alone() -> None:
    trying = Retries(lambda: 0)
    for attempt in range(50):
        for number in (1, 2):
            trying.failed(row(number), TROUBLE, NOW + timedelta(minutes=attempt))
    assert not trying.is_alone(1)
    trying.went_well()
    assert not trying.is_alone(1), "one that went well says little after so many"


def test_one_that_fails_over_and_over_while_others_arrive_is() -> None:
    trying = Retries(lambda: 0)
    for _ in range(MOST_FAILED - 1):
        trying.failed(row(1), TROUBLE, NOW)
        trying.went_well()
    assert not trying.is_alone(1)
    trying.failed(row(1), TROUBLE, NOW)
    assert trying.is_alone(1)
    trying.ended(row(1))
    assert not trying.is_alone(1)


def test_what_went_well_before_its_first_attempt_does_not_count() -> None:
    trying = Retries(lambda: 0)
    trying.went_well()
    for _ in range(50):
        trying.failed(row(1), TROUBLE, NOW)
    assert not trying.is_alone(1)
    trying.went_well()
    assert trying.is_alone(1)


def test_nor_does_a_wait_that_telegram_asked_for() -> None:
    trying = Retries(lambda: 0)
    for _ in range(50):
        trying.failed(row(1), FLOOD, NOW)
        trying.went_well()
    assert not trying.is_alone(1)


def test_what_is_tried_no_more_is_not_late_for_ever() -> None:
    trying = Retries(lambda: 0)
    trying.failed(row(1), TROUBLE, NOW)
    assert trying.first_due(NOW + timedelta(minutes=1)) == {Lane.RELAY: NOW}
    assert not trying.first_due(NOW + timedelta(minutes=5))


LOST = Later(0.3, "AnswerLost", trouble=True, lost=True)


def test_what_may_have_arrived_is_tried_a_few_times_ever_more_seldom() -> None:
    answered: list[bool] = []
    trying = Retries(lambda: len(answered))
    trying.failed(row(1), LOST, NOW)
    answered.append(True)
    pauses = []
    for _ in LOST_PAUSES:
        again = trying.failed(row(1), LOST, NOW)
        assert again is not None
        pauses.append(again.seconds)
    assert tuple(pauses) == LOST_PAUSES
    assert list(LOST_PAUSES) == sorted(LOST_PAUSES)
    assert trying.failed(row(1), LOST, NOW) is None


def test_while_telegram_answers_nothing_it_is_not_given_up() -> None:
    trying = Retries(lambda: 0)
    for _ in range(50):
        again = trying.failed(row(1), LOST, NOW)
        assert again is not None
        assert again.seconds == LOST.seconds
        assert not again.lost


@pytest.mark.long
async def test_a_reply_whose_answer_is_always_lost_comes_a_few_times_at_most(
    stage: Stage, noor: Person, mia: Person
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="drop-after", times=None)
    stage.world.say(noor.id, "ik wil dood")
    await rush(stage, lambda: noor.heard)
    for _ in range(60):
        stage.clock.move_to(stage.clock.now() + timedelta(minutes=1))
        stage.world.say(mia.id, "/week")
        await stage.app.run_due()
        await stage.settle()
    assert 2 <= noor.texts.count(noor.texts[0]) <= 2 + len(LOST_PAUSES)
    assert len(mia.heard) == 60


async def test_meanwhile_she_gets_what_comes_after_it(
    stage: Stage, noor: Person, mia: Person
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="drop-after", times=3)
    stage.world.say(noor.id, "/week")
    await rush(stage, lambda: len(noor.heard) == 3, seconds=20)
    stage.world.say(noor.id, "/drang")
    await rush(stage, lambda: noor.words("urge.first") in noor.texts, seconds=10)


async def test_what_is_passed_on_does_not_wait_for_it_either(stage: Stage, noor: Person) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="drop-after", times=3)
    await put(stage, noor, "Een.", lane=Lane.RELAY)
    await rush(stage, lambda: noor.texts.count("Een.") == 3, seconds=20)
    await put(stage, noor, "Twee.", lane=Lane.RELAY)
    await rush(stage, lambda: "Twee." in noor.texts, seconds=10)
