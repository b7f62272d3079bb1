"""Updates: stored before they are confirmed, kept until they are handled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from bot.store import desk, intake
from bot.store.engine import Store
from bot.store.intake import ASIDE, DONE, WAITING, Arrival
from bot.store.tables import intake as table
from tests.store.databases import together
from tests.store.scenes import NOW, enrol

BOT = 1_000_001


def _arrival(update_id: int, text: str = "dag", chat_id: int | None = 101) -> Arrival:
    raw = {"update_id": update_id, "message": {"text": text}}
    return Arrival(update_id, chat_id, raw)


async def _add(store: Store, *arrivals: Arrival, bot_id: int = BOT) -> set[int]:
    async with store.write() as tx:
        return set(await intake.add(tx, bot_id, arrivals, NOW))


async def _waiting(store: Store, bot_id: int = BOT) -> list[Arrival]:
    async with store.read() as tx:
        return await intake.list_waiting(tx, bot_id)


async def _mark(store: Store, update_id: int, state: str, reason: str | None = None) -> bool:
    async with store.write() as tx:
        return await intake.mark(tx, BOT, update_id, state, reason)


async def _kept(store: Store, update_id: int) -> Any:
    async with store.read() as tx:
        query = select(table).where(table.c.update_id == update_id)
        return (await tx.run(query)).one_or_none()


async def test_an_update_waits_as_it_came(store: Store) -> None:
    assert await _add(store, _arrival(5, "ik app hem bijna")) == {5}
    as_it_came = replace(_arrival(5, "ik app hem bijna"), counted=False, received_at=NOW)
    assert await _waiting(store) == [as_it_came]


async def test_what_waits_is_listed_for_whom_it_is(store: Store) -> None:
    async with store.write() as tx:
        for number, owner in ((5, "me"), (6, "me"), (7, "they"), (8, None)):
            await intake.add(tx, BOT, [_arrival(number)], NOW, owner)
    await _mark(store, 5, DONE)
    async with store.read() as tx:
        assert await intake.list_numbers(tx, BOT, "me") == [6]
        assert sorted(await intake.list_numbers(tx, BOT)) == [6, 7, 8]
        some = await intake.list_waiting(tx, BOT, "me", among={5, 6, 7})
    assert [arrival.update_id for arrival in some] == [6]


async def test_of_what_is_stored_and_left_it_is_told_whether_a_client_wrote_it(
    store: Store,
) -> None:
    await enrol(store, 101)
    async with store.write() as tx:
        await desk.add_group(tx, -55, NOW)
    wrote = {5: 101, 6: 102, 7: -55, 8: -56, 9: None}
    arrivals = [_arrival(number, chat_id=chat) for number, chat in wrote.items()]
    told = {5: True, 6: False, 7: True, 8: False, 9: False}
    async with store.write() as tx:
        assert await intake.add(tx, BOT, arrivals, NOW) == told
    assert {one.update_id: one.known for one in await _waiting(store)} == told
    if not store.is_sqlite:
        async with store.write() as tx:
            left = await intake.take_over(tx, BOT, "me")
        assert {one.update_id: one.known for one in left} == told


async def test_no_updates_are_no_trouble(store: Store) -> None:
    assert await _add(store) == set()


async def test_an_update_is_stored_once_for_each_bot(store: Store) -> None:
    assert await _add(store, _arrival(5), _arrival(6)) == {5, 6}
    assert await _add(store, _arrival(6), _arrival(7)) == {7}
    assert await _add(store, _arrival(6), bot_id=BOT + 1) == {6}
    assert [found.update_id for found in await _waiting(store, BOT + 1)] == [6]


async def test_the_same_update_twice_in_one_batch_is_stored_once(store: Store) -> None:
    assert await _add(store, _arrival(5), _arrival(5)) == {5}
    assert len(await _waiting(store)) == 1


async def test_the_same_update_from_two_sides_at_once_is_new_to_one(store: Store) -> None:
    fresh = await together(lambda _: _add(store, _arrival(5)), 6)
    assert sorted(map(len, fresh)) == [0, 0, 0, 0, 0, 1]


async def test_an_update_that_was_handled_is_not_taken_again(store: Store) -> None:
    await _add(store, _arrival(5))
    await _mark(store, 5, DONE)
    assert await _add(store, _arrival(5)) == set()
    assert await _waiting(store) == []


async def test_ids_that_start_anew_lower_are_taken(store: Store) -> None:
    await _add(store, _arrival(900_000_000))
    assert await _add(store, _arrival(12)) == {12}


async def test_what_came_first_waits_first(store: Store) -> None:
    async with store.write() as tx:
        await intake.add(tx, BOT, [_arrival(9)], NOW)
        await intake.add(tx, BOT, [_arrival(4), _arrival(3)], NOW + timedelta(seconds=1))
    assert [found.update_id for found in await _waiting(store)] == [9, 3, 4]


async def test_attempts_are_counted_and_the_first_counts_from_the_start(store: Store) -> None:
    await _add(store, _arrival(5), _arrival(6))
    async with store.write() as tx:
        await intake.count_attempt(tx, BOT, 5)
    assert [found.attempts for found in await _waiting(store)] == [2, 1]


async def test_of_a_closed_update_only_the_number_stays(store: Store) -> None:
    await _add(store, _arrival(5), _arrival(6))
    await _mark(store, 5, DONE)
    await _mark(store, 6, ASIDE, "failed three times")
    done, aside = await _kept(store, 5), await _kept(store, 6)
    assert (done.chat_id, done.payload_sealed, done.reason) == (None, None, None)
    assert (aside.chat_id, aside.payload_sealed) == (None, None)
    assert (aside.state, aside.reason) == (ASIDE, "failed three times")


async def test_an_update_is_closed_once(store: Store) -> None:
    await _add(store, _arrival(5))
    assert [await _mark(store, 5, DONE), await _mark(store, 5, ASIDE)] == [True, False]
    assert not await _mark(store, 404, DONE)


async def test_an_update_closed_from_many_sides_at_once_is_closed_by_one(store: Store) -> None:
    await _add(store, _arrival(5))
    assert sum(await together(lambda _: _mark(store, 5, DONE), 6)) == 1


async def test_numbers_are_forgotten_in_time_and_what_waits_is_not(store: Store) -> None:
    await _add(store, _arrival(5), _arrival(6), _arrival(7))
    await _mark(store, 5, DONE)
    await _mark(store, 6, ASIDE)
    async with store.write() as tx:
        await intake.purge(tx, NOW)
        assert set((await tx.run(select(table.c.update_id))).scalars()) == {5, 6, 7}
        await intake.purge(tx, NOW + timedelta(seconds=1))
        assert set((await tx.run(select(table.c.update_id))).scalars()) == {7}


async def test_an_update_of_no_chat_can_wait_too(store: Store) -> None:
    await _add(store, _arrival(5, chat_id=None))
    assert [found.chat_id for found in await _waiting(store)] == [None]


async def test_an_update_that_cannot_be_opened_stops_no_other(store: Store) -> None:
    await _add(store, _arrival(5), _arrival(6))
    async with store.write() as tx:
        damaged = table.c.update_id == 5
        await tx.run(update(table).where(damaged).values(payload_sealed=b"\x01" + bytes(60)))
    found = [(arrival.chat_id, arrival.raw) for arrival in await _waiting(store)]
    assert found == [(101, {}), (101, _arrival(6).raw)]
    assert (await _kept(store, 5)).state == WAITING
