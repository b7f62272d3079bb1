"""Urges, the numbers given in them, exercises."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.store import urges
from bot.store.engine import Store, Tx
from bot.store.tables import practice, urge
from bot.store.urges import IDLE
from tests.store.databases import together
from tests.store.scenes import NOW, enrol

MINUTE = timedelta(minutes=1)


async def _step(tx: Tx, practice_id: int) -> tuple[int, bool]:
    query = select(practice.c.step, practice.c.ended_at).where(practice.c.id == practice_id)
    row = (await tx.run(query)).one()
    return row.step, row.ended_at is not None


async def test_within_the_hour_it_is_the_same_urge(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        first = await urges.open_urge(tx, noor.id, NOW)
        again = await urges.open_urge(tx, noor.id, NOW + IDLE - MINUTE)
        longer = await urges.open_urge(tx, noor.id, NOW + 2 * (IDLE - MINUTE))
    assert first.id == again.id == longer.id


async def test_an_hour_after_the_last_act_it_is_a_new_urge_and_the_old_one_is_closed(
    store: Store,
) -> None:
    noor = await enrol(store)
    later = NOW + timedelta(days=80)
    async with store.write() as tx:
        first = await urges.open_urge(tx, noor.id, NOW)
        second = await urges.open_urge(tx, noor.id, later)
        closed = await urges.find(tx, first.id, noor.id)
    assert second.id != first.id
    assert closed is not None
    assert closed.ended_at == NOW + IDLE
    assert not closed.is_open(later)
    assert second.is_open(later)


async def test_an_urge_that_was_closed_is_not_opened_again(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        first = await urges.open_urge(tx, noor.id, NOW)
        await urges.end_all(tx, noor.id, NOW)
        assert (await urges.open_urge(tx, noor.id, NOW)).id != first.id


async def test_the_urge_of_another_client_is_not_found_nor_closed(store: Store) -> None:
    noor, mia = await enrol(store, 101), await enrol(store, 102)
    async with store.write() as tx:
        hers = await urges.open_urge(tx, noor.id, NOW)
        await urges.end_all(tx, mia.id, NOW)
        assert await urges.find(tx, hers.id, mia.id) is None
        found = await urges.find(tx, hers.id, noor.id)
    assert found is not None
    assert found.ended_at is None


async def test_one_press_of_the_anchor_by_many_fingers_opens_one_urge(store: Store) -> None:
    noor = await enrol(store)

    async def press(_: int) -> int:
        async with store.write() as tx:
            return (await urges.open_urge(tx, noor.id, NOW)).id

    assert len(set(await together(press, 6))) == 1
    async with store.read() as tx:
        assert (await tx.run(select(func.count()).select_from(urge))).scalar_one() == 1


async def test_what_an_urge_is_can_be_set(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        hers = await urges.open_urge(tx, noor.id, NOW)
        await urges.change(tx, hers.id, kind="incoming", state="numb")
        found = await urges.find(tx, hers.id, noor.id)
    assert found is not None
    assert (found.kind, found.state) == ("incoming", "numb")


async def test_each_exercise_is_rated_once_and_numbers_keep_their_order(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        hers = await urges.open_urge(tx, noor.id, NOW)
        answers = [(0, 8), (1, 6), (2, 7), (1, 1)]
        added = [await urges.add_strength(tx, hers, *answer, NOW) for answer in answers]
        assert await urges.list_strengths(tx, hers.id) == [8, 6, 7]
        assert await urges.count_rated_exercises(tx, hers.id) == 2
    assert added == [True, True, True, False]


async def test_whoever_is_asked_anew_gives_a_further_number(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        hers = await urges.open_urge(tx, noor.id, NOW)
        questions = []
        for minutes, number in enumerate((8, 6, 7)):
            questions.append(await urges.next_question(tx, hers.id))
            at = NOW + timedelta(minutes=minutes)
            await urges.add_strength(tx, hers, questions[-1], number, at)
        await urges.add_strength(tx, hers, urges.AT_RETURN, 3, NOW + timedelta(minutes=20))
        questions.append(await urges.next_question(tx, hers.id))
        assert questions == [0, -2, -3, -4]
        assert await urges.list_strengths(tx, hers.id) == [8, 6, 7, 3]


async def test_of_two_numbers_under_one_question_the_latest_counts(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        hers = await urges.open_urge(tx, noor.id, NOW)
        for question in (0, -2):
            for number in (8, 3):
                await urges.add_strength(tx, hers, question, number, NOW)
        assert await urges.list_strengths(tx, hers.id) == [3, 3]


async def test_an_exercise_goes_forward_only(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        number = await urges.begin_practice(tx, noor.id, None, "feet", NOW)
        moved = [await urges.step_practice(tx, number, noor.id, step) for step in (1, 3, 3, 2)]
        assert await _step(tx, number) == (3, False)
    assert moved == [True, True, False, False]


async def test_an_exercise_that_is_over_stays_where_it_was(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        number = await urges.begin_practice(tx, noor.id, None, "feet", NOW)
        await urges.end_practice(tx, number, noor.id, NOW)
        assert not await urges.step_practice(tx, number, noor.id, 1)
        assert await _step(tx, number) == (0, True)


async def test_nobody_moves_or_ends_the_exercise_of_another(store: Store) -> None:
    noor, mia = await enrol(store, 101), await enrol(store, 102)
    async with store.write() as tx:
        number = await urges.begin_practice(tx, noor.id, None, "feet", NOW)
        assert not await urges.step_practice(tx, number, mia.id, 1)
        await urges.end_practice(tx, number, mia.id, NOW)
        assert not await urges.end_open_practices(tx, mia.id, NOW)
        assert await _step(tx, number) == (0, False)


@pytest.mark.parametrize(("after", "found"), [(timedelta(), True), (IDLE, False)])
async def test_what_was_begun_within_the_hour_can_be_left(
    store: Store, after: timedelta, found: bool
) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        number = await urges.begin_practice(tx, noor.id, None, "feet", NOW)
        assert await urges.end_open_practices(tx, noor.id, NOW + after) is found
        assert not await urges.end_open_practices(tx, noor.id, NOW + after)
        assert await _step(tx, number) == (0, found)


async def test_the_exercises_of_one_urge_are_listed_in_order(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        hers = await urges.open_urge(tx, noor.id, NOW)
        for name, urge_id in (("feet", hers.id), ("eyes", None), ("cold", hers.id)):
            await urges.begin_practice(tx, noor.id, urge_id, name, NOW)
        assert await urges.list_done_in(tx, hers.id) == ["feet", "cold"]


async def test_an_open_urge_ends_an_hour_after_the_last_act(store: Store) -> None:
    noor, mia = await enrol(store, 101), await enrol(store, 102)
    async with store.write() as tx:
        hers = await urges.open_urge(tx, noor.id, NOW)
        assert await urges.open_until(tx, noor.id, NOW) == NOW + IDLE
        await urges.change(tx, hers.id, last_act_at=NOW + 5 * MINUTE)
        assert await urges.open_until(tx, noor.id, NOW + 6 * MINUTE) == NOW + 5 * MINUTE + IDLE
        assert await urges.open_until(tx, noor.id, NOW + 5 * MINUTE + IDLE) is None
        assert await urges.open_until(tx, mia.id, NOW) is None
        await urges.end_all(tx, noor.id, NOW + 6 * MINUTE)
        assert await urges.open_until(tx, noor.id, NOW + 6 * MINUTE) is None


async def test_a_drop_is_from_the_number_before_it_in_the_same_urge_latest_first(
    store: Store,
) -> None:
    noor, mia = await enrol(store, 101), await enrol(store, 102)
    async with store.write() as tx:
        for who in (noor, mia):
            hers = await urges.open_urge(tx, who.id, NOW)
            feet = await urges.begin_practice(tx, who.id, hers.id, "feet", NOW)
            delay = await urges.begin_practice(tx, who.id, hers.id, "delay", NOW)
            await urges.add_strength(tx, hers, 0, 8, NOW)
            await urges.add_strength(tx, hers, feet, 6, NOW + MINUTE)
            await urges.add_strength(tx, hers, delay, 7, NOW + 2 * MINUTE)
            await urges.add_strength(tx, hers, urges.AT_RETURN, 2, NOW + 20 * MINUTE)
            await urges.end_all(tx, who.id, NOW)
        assert await urges.list_drops(tx, noor.id) == [("delay", 6, 7), ("feet", 8, 6)]
        assert await urges.list_drops(tx, noor.id, 1) == [("delay", 6, 7)]


async def test_without_a_number_before_it_a_number_is_no_drop(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        for number in (4, 9):
            hers = await urges.open_urge(tx, noor.id, NOW)
            feet = await urges.begin_practice(tx, noor.id, hers.id, "feet", NOW)
            await urges.add_strength(tx, hers, feet, number, NOW)
            await urges.end_all(tx, noor.id, NOW)
        assert await urges.list_drops(tx, noor.id) == []


async def test_the_number_of_a_return_is_given_once_and_is_a_point_of_the_line(
    store: Store,
) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        hers = await urges.open_urge(tx, noor.id, NOW)
        await urges.add_strength(tx, hers, 0, 8, NOW)
        assert await urges.add_strength(tx, hers, urges.AT_RETURN, 3, NOW + 20 * MINUTE)
        assert not await urges.add_strength(tx, hers, urges.AT_RETURN, 9, NOW + 21 * MINUTE)
        points = await urges.list_points(tx, hers.id)
        assert points == [(NOW, 8), (NOW + 20 * MINUTE, 3)]
        assert await urges.count_rated_exercises(tx, hers.id) == 0


@pytest.mark.parametrize(("after", "goes_on"), [(IDLE - MINUTE, True), (IDLE, False)])
async def test_all_agree_on_when_an_urge_is_over(
    store: Store, after: timedelta, goes_on: bool
) -> None:
    noor, now = await enrol(store), NOW + after
    async with store.write() as tx:
        found = await urges.open_urge(tx, noor.id, NOW)
    async with store.read() as tx:
        assert found.is_open(now) is goes_on
        assert (await urges.find_open(tx, noor.id, now) is not None) is goes_on
        assert (await urges.open_until(tx, noor.id, now) is not None) is goes_on
        assert await urges.is_any_open(tx, noor.id, now) is goes_on
