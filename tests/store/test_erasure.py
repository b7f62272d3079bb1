"""Erased means erased: in every table, also in one that is made tomorrow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.road.lanes import BULK
from bot.store import (
    audiences,
    broadcast_sending,
    broadcasts,
    clients,
    erasures,
    intake,
    outbox,
    outbox_held,
    sessions,
)
from bot.store.broadcasts import DONE, PLANNED, SENDING
from bot.store.engine import Store
from bot.store.intake import DONE as HANDLED
from bot.store.intake import Arrival
from bot.store.outbox import QUEUED, SENT, Settlement
from bot.store.tables import metadata, waiting
from bot.store.tables import outbox as outbox_table
from tests.store.scenes import NOW, enrol, letter, post, sending
from tests.store.seeding import everything, seed

CHAT, OTHER = 4_242_424_242, 5_353_535_353

ON_ITS_WAY_OUT = {"intake"}
"""Updates that wait are the person's next words: still to be answered, and closed by that."""

PERSONAL = {
    table.name
    for table in metadata.sorted_tables
    if table.name == "client" or {"client_id", "chat_id"} & set(table.columns.keys())
} - ON_ITS_WAY_OUT


async def _erase(store: Store, client_id: int) -> None:
    async with store.write() as tx:
        found = await clients.find(tx, client_id)
        assert found is not None
        await erasures.erase(tx, found, NOW)


def _speaks_of(row: Mapping[str, Any], table: str, client: Mapping[str, Any]) -> bool:
    own = row["id"] if table == "client" else row.get("client_id")
    return own == client["id"] or client["chat_id"] in row.values()


def _rows_of(
    rows: Mapping[str, list[dict[str, Any]]], client: Mapping[str, Any]
) -> dict[str, list[dict[str, Any]]]:
    found = {
        table: [row for row in of_table if _speaks_of(row, table, client)]
        for table, of_table in rows.items()
        if table not in ON_ITS_WAY_OUT
    }
    return {table: of_table for table, of_table in found.items() if of_table}


async def test_nothing_of_an_erased_client_stays_in_any_table(store: Store) -> None:
    noor = (await seed(store, chat_id=CHAT))["client"]
    assert set(_rows_of(await everything(store), noor)) == PERSONAL
    await _erase(store, noor["id"])
    assert _rows_of(await everything(store), noor) == {}


async def test_everything_of_another_client_stays(store: Store) -> None:
    noor = (await seed(store, chat_id=CHAT))["client"]
    mia = (await seed(store, chat_id=OTHER))["client"]
    before = _rows_of(await everything(store), mia)
    await _erase(store, noor["id"])
    assert _rows_of(await everything(store), mia) == before
    assert set(before) == PERSONAL


async def test_a_letter_to_the_coach_about_a_client_goes_too(store: Store) -> None:
    noor = await enrol(store, CHAT)
    await post(store, letter(chat_id=700, client_id=noor.id))
    await _erase(store, noor.id)
    assert (await everything(store))["outbox"] == []


async def _broadcast_to(store: Store, *chats: int) -> int:
    for chat_id in chats:
        await enrol(store, chat_id)
    return await sending(store)


async def test_a_broadcast_on_its_way_keeps_its_count_and_not_the_person(store: Store) -> None:
    number = await _broadcast_to(store, CHAT, OTHER)
    async with store.write() as tx:
        for chat_id in (CHAT, OTHER):
            found = await clients.find_by_chat(tx, chat_id)
            assert found is not None
            await erasures.erase(tx, found, NOW)
    left = (await everything(store))["outbox"]
    assert {(row["chat_id"], row["client_id"], row["broadcast_id"]) for row in left} == {
        (0, None, number)
    }
    assert all(row["dedupe_key"].startswith("erased:") for row in left)
    assert len(left) == 2


async def test_what_a_coach_wrote_to_her_alone_goes_and_what_goes_to_others_stays(
    store: Store,
) -> None:
    noor, mia = await enrol(store, CHAT), await enrol(store, OTHER)
    hers, others = audiences.alone(noor.id), f"{audiences.alone(mia.id)}0"
    content = {"parts": [{"kind": "text", "text": "Sanne, sterkte vrijdag."}]}
    async with store.write() as tx:
        weekly = {"audience": hers, "state": PLANNED, "weekly": True}
        first = await broadcasts.add(tx, 700, content, NOW, **weekly)
        for audience in (hers, f"got-{first}", f"{hers}+cohort-1", f"{hers}0", others, None):
            await broadcasts.add(tx, 700, content, NOW, audience=audience)
        for audience in (hers, "cohort-1"):
            number = await sessions.add(tx, 700, NOW)
            await sessions.change(tx, number, audience=audience)
    await _erase(store, noor.id)
    left = await everything(store)
    names = {row["audience"] for row in left["broadcast"]}
    assert names == {"cohort-1", f"{hers}0", others, None}
    assert len(left["broadcast"]) == len(names)
    assert [row["audience"] for row in left["session"]] == ["cohort-1"]


async def test_a_broadcast_ends_although_a_client_was_erased_while_it_was_sent(
    store: Store,
) -> None:
    number = await _broadcast_to(store, CHAT)
    async with store.write() as tx:
        (row,) = await outbox_held.claim(tx, NOW, "me", NOW + timedelta(minutes=1), 5, BULK)
    assert row.client_id is not None
    await _erase(store, row.client_id)
    async with store.write() as tx:
        settled = await outbox.settle(tx, [Settlement(row, SENT)], NOW)
        await broadcast_sending.count_outcomes(tx, number, [(SENT, False)] * len(settled), NOW)
        await broadcast_sending.close_if_settled(tx, number, NOW)
        found = await broadcasts.find(tx, number)
    assert found is not None
    assert (found.sent, found.state) == (1, DONE)


async def test_an_anonymous_row_can_still_be_claimed(store: Store) -> None:
    number = await _broadcast_to(store, CHAT)
    (row,) = (await everything(store))["outbox"]
    await _erase(store, row["client_id"])
    async with store.write() as tx:
        (claimed,) = await outbox_held.claim(tx, NOW, "me", NOW, 5, BULK)
        found = await broadcasts.find(tx, number)
    assert (claimed.chat_id, claimed.client_id, claimed.broadcast_id) == (0, None, number)
    assert found is not None
    assert found.state == SENDING


async def test_words_that_still_wait_are_gone_once_they_are_answered(store: Store) -> None:
    noor = await enrol(store, CHAT)
    async with store.write() as tx:
        await intake.add(tx, 1, [Arrival(5, CHAT, {"update_id": 5})], NOW)
    await _erase(store, noor.id)
    async with store.write() as tx:
        await intake.mark(tx, 1, 5, HANDLED)
    (row,) = (await everything(store))["intake"]
    assert (row["chat_id"], row["payload_sealed"]) == (None, None)


async def test_who_was_erased_may_come_back_as_somebody_new(store: Store) -> None:
    first = await enrol(store, CHAT)
    await _erase(store, first.id)
    again = await enrol(store, CHAT)
    assert again.week_told == 0


async def test_the_id_of_an_erased_client_is_not_given_again(store: Store) -> None:
    first = await enrol(store, CHAT)
    await _erase(store, first.id)
    assert (await enrol(store, OTHER)).id != first.id


@pytest.mark.parametrize("state", [QUEUED, SENT])
async def test_letters_to_the_chat_go_whoever_they_were_written_for(
    store: Store, state: str
) -> None:
    noor = await enrol(store, CHAT)
    await post(store, letter(chat_id=CHAT, client_id=None))
    async with store.write() as tx:
        await tx.run(update(outbox_table).values(state=state))
    await _erase(store, noor.id)
    assert (await everything(store))["outbox"] == []


async def test_where_a_text_was_awaited_is_forgotten(store: Store) -> None:
    noor = await enrol(store, CHAT)
    async with store.write() as tx:
        await tx.run(waiting.insert().values(chat_id=CHAT, place="letter:write", until=NOW))
    await _erase(store, noor.id)
    assert (await everything(store))["waiting"] == []
