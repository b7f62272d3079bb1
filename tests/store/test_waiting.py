"""Where a room waits for a text."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.store import waiting
from bot.store.engine import Store, Tx
from bot.store.tables import waiting as table
from bot.store.waiting import FOR_LETTERS, PATIENCE
from tests.store.scenes import NOW


async def test_the_last_place_that_waits_is_the_one(store: Store) -> None:
    async with store.write() as tx:
        await waiting.wait_for(tx, 101, "settings:zone", NOW)
        await waiting.wait_for(tx, 101, "coach:broadcast", NOW)
        assert await waiting.find(tx, 101, NOW) == "coach:broadcast"
        assert await waiting.find(tx, 102, NOW) is None


async def test_patience_ends_and_asking_again_renews_it(store: Store) -> None:
    almost = NOW + PATIENCE - timedelta(seconds=1)
    async with store.write() as tx:
        await waiting.wait_for(tx, 101, "settings:zone", NOW)
        assert await waiting.find(tx, 101, almost) == "settings:zone"
        assert await waiting.find(tx, 101, NOW + PATIENCE) is None
        await waiting.wait_for(tx, 101, "settings:zone", almost)
        assert await waiting.find(tx, 101, NOW + PATIENCE) == "settings:zone"


async def test_a_place_can_be_cleared_for_one_chat(store: Store) -> None:
    async with store.write() as tx:
        await waiting.wait_for(tx, 101, "settings:zone", NOW)
        await waiting.wait_for(tx, 102, "settings:zone", NOW)
        await waiting.clear(tx, 101)
        assert await waiting.find(tx, 101, NOW) is None
        assert await waiting.find(tx, 102, NOW) == "settings:zone"


async def test_for_a_while_it_is_known_which_place_waited(store: Store) -> None:
    end = NOW + PATIENCE
    async with store.write() as tx:
        await waiting.wait_for(tx, 101, "anchor:sentence", NOW)
        await waiting.wait_for(tx, 102, "letter:text", NOW)
        await waiting.clear(tx, 102)
        assert await waiting.find_closed(tx, 101, NOW) is None
        assert await waiting.find_closed(tx, 101, end) == "anchor:sentence"
        assert await waiting.find_closed(tx, 101, end + waiting.REMEMBERED) is None
        assert await waiting.find_closed(tx, 102, end) is None


async def test_what_nobody_waits_for_any_more_is_purged(store: Store) -> None:
    async with store.write() as tx:
        await waiting.wait_for(tx, 101, "settings:zone", NOW)
        await waiting.wait_for(tx, 102, "settings:zone", NOW + timedelta(minutes=1))
        await waiting.purge(tx, NOW + PATIENCE + timedelta(seconds=1))
        left = (await tx.run(select(func.count()).select_from(table))).scalar_one()
    assert left == 1


async def test_a_question_of_safety_leaves_a_longer_patience_as_it_is(store: Store) -> None:
    later = NOW + FOR_LETTERS - timedelta(seconds=1)
    async with store.write() as tx:
        await waiting.wait_for(tx, 101, "letter:text", NOW, FOR_LETTERS)
        await waiting.put_questions(tx, 101, "v1", NOW)
        assert await waiting.find_both(tx, 101, later) == ("letter:text", "v1")
        await waiting.put_questions(tx, 101, "", NOW)
        assert await waiting.find_both(tx, 101, later) == ("letter:text", "")


async def test_a_place_that_is_left_leaves_an_open_question(store: Store) -> None:
    async with store.write() as tx:
        await waiting.wait_for(tx, 101, "more:nickname", NOW)
        await waiting.leave(tx, 101, NOW)
        assert await waiting.find_both(tx, 101, NOW) == (None, "")
        await waiting.wait_for(tx, 101, "more:nickname", NOW)
        await waiting.put_questions(tx, 101, "v1", NOW)
        await waiting.leave(tx, 101, NOW)
        assert await waiting.find_both(tx, 101, NOW) == (None, "v1")


async def test_what_was_answered_outlives_the_place_and_the_questions(store: Store) -> None:
    async with store.write() as tx:
        await waiting.wait_for(tx, 101, "contact:write", NOW, FOR_LETTERS)
        await waiting.put_questions(tx, 101, "p1", NOW, answered="v23676a1b2c")
        await waiting.leave(tx, 101, NOW)
        found = await waiting.find_all(tx, 101, NOW)
        assert found == waiting.Waits("", "p1", "v23676a1b2c")
        await waiting.clear(tx, 101)
        found = await waiting.find_all(tx, 101, NOW)
        assert found == waiting.Waits("", "", "v23676a1b2c")
        await waiting.wait_for(tx, 101, "letter:text", NOW)
        found = await waiting.find_all(tx, 101, NOW)
        assert found == waiting.Waits("letter:text", "", "v23676a1b2c")
        await waiting.put_questions(tx, 101, "", NOW, answered="")
        assert await waiting.find_both(tx, 101, NOW) == ("letter:text", "")
        await waiting.put_questions(tx, 101, "", NOW, answered="v23676a1b2c")
        await waiting.clear(tx, 101)
        await waiting.put_questions(tx, 101, "", NOW, answered="")
        assert await waiting.find_all(tx, 101, NOW) == waiting.Waits()


async def test_of_what_does_not_fit_the_questions_stay(store: Store) -> None:
    questions = "v1234567890_23676a1b2c15180.p1234567890_23"
    async with store.write() as tx:
        await waiting.wait_for(tx, 101, "a_very:long_place:123456789", NOW)
        await waiting.put_questions(tx, 101, questions, NOW, answered="v23676a1b2c")
        assert await waiting.find_both(tx, 101, NOW) == (None, questions)


async def test_a_place_that_ends_soon_waits_on_when_it_is_told_to_stay(store: Store) -> None:
    soon = NOW + PATIENCE - timedelta(minutes=2)
    async with store.write() as tx:
        assert not await waiting.waits_on(tx, 101, NOW)
        await waiting.wait_for(tx, 101, "more:nickname", NOW)
        await waiting.put_questions(tx, 101, "v1", NOW)
        assert await waiting.waits_on(tx, 101, NOW)
        assert not await waiting.waits_on(tx, 101, soon)
        await waiting.stay(tx, 101, soon)
        assert await waiting.waits_on(tx, 101, soon)
        assert await waiting.find_both(tx, 101, soon) == ("more:nickname", "v1")
        await waiting.stay(tx, 102, NOW)
        assert await waiting.find(tx, 102, NOW) is None


async def test_it_is_known_since_when_a_place_waits(store: Store) -> None:
    later = NOW + timedelta(minutes=20)
    async with store.write() as tx:
        assert await waiting.asked_at(tx, 101, NOW) is None
        await waiting.wait_for(tx, 101, "weeks:line:1:8", NOW)
        assert await waiting.asked_at(tx, 101, later) == NOW
        assert await waiting.asked_at(tx, 101, NOW + PATIENCE) is None


_PLACES = ("letter:text", "contact:write", "a_very:long_place:123456789")
_QUESTIONS = ("", "v1", "v1234567890_23676a1b2c15180.p1234567890_23")


async def _do(tx: Tx, rng: random.Random, now: datetime) -> None:
    """Something that a handler does with what waits."""
    match rng.randrange(6):
        case 0:
            patience = rng.choice([PATIENCE, FOR_LETTERS])
            await waiting.wait_for(tx, 101, rng.choice(_PLACES), now, patience)
        case 1:
            answered = rng.choice([None, "", "v23676a1b2c"])
            questions = rng.choice(_QUESTIONS)
            await waiting.put_questions(tx, 101, questions, now, answered=answered)
        case 2:
            await waiting.stay(tx, 101, now)
        case 3:
            await waiting.leave(tx, 101, now)
        case 4:
            await waiting.clear(tx, 101)
        case _:
            await waiting.wait_for(tx, 102, rng.choice(_PLACES), now)


async def _see(tx: Tx, now: datetime) -> list[object]:
    return [
        (await waiting.find_all(tx, chat_id, now), await waiting.find_closed(tx, chat_id, now))
        for chat_id in (101, 102, 103)
    ]


@pytest.mark.parametrize("seed", range(20))
async def test_what_is_read_once_is_what_stands_there(store: Store, seed: int) -> None:
    rng, now = random.Random(seed), NOW
    for _ in range(12):
        async with store.write() as tx:
            await _see(tx, now)
            for _ in range(rng.randrange(4)):
                now += timedelta(minutes=rng.choice([0, 1, 15, 100]))
                await _do(tx, rng, now)
            within = await _see(tx, now)
        async with store.read() as tx:
            assert await _see(tx, now) == within


async def test_a_change_that_is_rolled_back_is_not_remembered(store: Store) -> None:
    with pytest.raises(RuntimeError):
        async with store.write() as tx:
            await waiting.wait_for(tx, 101, "letter:text", NOW)
            raise RuntimeError
    async with store.write() as tx:
        assert await waiting.find(tx, 101, NOW) is None
