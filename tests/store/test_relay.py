"""Which message became which, and how things stand between clients and coaches."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.clients import relaying
from bot.clients.relaying import Source
from bot.outbox.letters import Letter
from bot.outbox.parts import Part
from bot.outbox.queue import Cause, queue
from bot.road.lanes import Lane
from bot.store import (
    clients,
    desk,
    notes,
    outbox_held,
    outbox_queries,
    outbox_unsent,
    relay,
)
from bot.store.desk import Away
from bot.store.engine import Store, Tx
from bot.text import Text
from tests.store.scenes import NOW, enrol

NOOR, COACH, GROUP = 11, 700, -1009


def _text(words: str) -> Part:
    return {"kind": "text", "text": words}


async def _payload(tx: Tx, relay_id: int) -> dict[str, Any]:
    found = await outbox_unsent.find_queued(tx, relaying.key_of(relay_id))
    assert found is not None
    params: dict[str, Any] = found["params"]
    return params


async def test_a_message_is_found_from_both_ends(store: Store) -> None:
    noor = await enrol(store, NOOR)
    async with store.write() as tx:
        number = await relay.add(
            tx, client_id=noor.id, direction=relay.IN, from_chat_id=NOOR, from_message_id=5,
            to_chat_id=COACH, at=NOW,
        )  # fmt: skip
        assert await relay.find_copy(tx, COACH, 9) is None
        await relay.mark_arrived(tx, number, COACH, 9)
        there = await relay.find_copy(tx, COACH, 9)
        assert there is not None
        assert (there.id, there.client_id) == (number, noor.id)
        assert [one.to_message_id for one in await relay.list_from(tx, NOOR, 5)] == [9]
        assert await relay.concerns(tx, NOOR, [4, 5])
        assert await relay.concerns(tx, COACH, [9])
        assert not await relay.concerns(tx, COACH, [5])
        latest = await relay.find_latest_question(tx, noor.id)
        assert latest is not None
        assert latest.from_message_id == 5
        await relay.purge(tx, NOW + timedelta(seconds=1))
        assert await relay.find(tx, number) is None


async def test_the_latest_answer_is_one_to_that_client(store: Store) -> None:
    noor, mia = await enrol(store, NOOR), await enrol(store, 12)
    async with store.write() as tx:
        assert await relay.latest_answer(tx, noor.id) == 0
        numbers = [
            await relay.add(
                tx, client_id=client.id, direction=direction, from_chat_id=COACH,
                from_message_id=5, to_chat_id=client.chat_id, at=NOW,
            )
            for client, direction in (
                (noor, relay.OUT), (noor, relay.OUT), (noor, relay.IN), (mia, relay.OUT),
            )
        ]  # fmt: skip
        assert await relay.latest_answer(tx, noor.id) == numbers[1]


async def test_a_question_is_open_from_the_first_message_until_it_is_answered(
    store: Store,
) -> None:
    noor, mia = await enrol(store, NOOR), await enrol(store, 12)
    async with store.write() as tx:
        await relay.mark_asked(tx, noor.id, NOW)
        await relay.mark_asked(tx, noor.id, NOW + timedelta(hours=1))
        await relay.mark_asked(tx, mia.id, NOW - timedelta(hours=1))
        assert [one.client_id for one in await relay.list_open(tx, NOW)] == [mia.id, noor.id]
        found = await relay.find_conversation(tx, noor.id)
        assert found is not None
        assert (found.open_since, found.asked_at) == (NOW, NOW + timedelta(hours=1))
        await relay.change_conversation(tx, noor.id, open_since=None, answered_at=NOW)
        await clients.change(tx, mia.id, ended_at=NOW)
        assert await relay.count_open(tx, NOW + timedelta(days=6)) == 1, "a week to answer in"
        assert await relay.count_open(tx, NOW + timedelta(days=8)) == 0
        await clients.change(tx, mia.id, after=clients.ENDED_BY_COACH)
        assert await relay.count_open(tx, NOW) == 0


async def test_a_group_that_moved_keeps_its_topics(store: Store) -> None:
    noor = await enrol(store, NOOR)
    async with store.write() as tx:
        await desk.add_group(tx, GROUP, NOW)
        await desk.add_group(tx, GROUP, NOW)
        await desk.change_group(tx, GROUP, linked_at=NOW)
        await relay.mark_asked(tx, noor.id, NOW)
        await relay.change_conversation(tx, noor.id, group_id=GROUP, thread_id=3)
        await relay.move_group(tx, GROUP, -1010)
        moved = await relay.find_by_topic(tx, -1010, 3)
        assert moved is not None
        assert moved.client_id == noor.id
        await relay.leave_group(tx, -1010)
        assert await relay.find_by_topic(tx, -1010, 3) is None
        linked = await desk.find_linked(tx)
        assert linked is not None
        assert await desk.list_never_linked(tx, NOW + timedelta(days=2)) == []


async def test_parts_of_an_album_join_one_letter_and_a_change_goes_into_it(store: Store) -> None:
    noor = await enrol(store, NOOR)
    async with store.write() as tx:
        for number in (5, 6):
            source = Source(NOOR, number, {"kind": "photo", "file": f"f{number}"}, album="77")
            await relaying.bring(tx, noor, source, relay.IN, COACH, Text("Noor"), NOW)
        first, second = await relay.list_album(tx, NOOR, "77", COACH)
        params = await _payload(tx, first.id)
        assert params["relays"] == [first.id, second.id]
        assert [part["file"] for part in params["parts"]] == ["f5", "f6"]
        await relaying.change(tx, second, {"kind": "photo", "file": "f7"}, NOW, 1)
        assert [p["file"] for p in (await _payload(tx, first.id))["parts"]] == ["f5", "f7"]


async def test_the_name_stands_above_what_has_no_room_for_it(store: Store) -> None:
    noor = await enrol(store, NOOR)
    async with store.write() as tx:
        source = Source(NOOR, 5, _text("a" * 4094))
        await relaying.bring(tx, noor, source, relay.IN, COACH, Text("Noor"), NOW)
        above, below = await relay.list_from(tx, NOOR, 0), await relay.list_from(tx, NOOR, 5)
        assert (await _payload(tx, above[0].id))["parts"] == [
            {"kind": "text", "text": "Noor", "entities": []}
        ]
        assert (await _payload(tx, below[0].id))["head"]["plain"] == ""


async def test_what_waits_can_be_brought_forward(store: Store) -> None:
    noor = await enrol(store, NOOR)
    later = NOW + timedelta(hours=9)
    letter = Letter("sendMessage", {"chat_id": NOOR}, lane=Lane.RELAY, kind="relay_out")
    async with store.write() as tx:
        await queue(tx, Cause("a", NOW), [letter.with_(due_at=later)], noor.id)
        assert await outbox_queries.is_on_its_way(tx, noor.id, kind="relay_out")
        assert await outbox_unsent.bring_forward(tx, noor.id, "relay_out", Lane.REPLY, NOW) == 1
        (row,) = await outbox_held.claim(tx, NOW, "me", later, 5, range(Lane.REPLY, Lane.ALERT))
        assert row.kind == "relay_out"


async def test_answers_at_hand_and_days_away_are_sealed_and_end(store: Store) -> None:
    today = date(2026, 11, 23)
    async with store.write() as tx:
        first = await desk.add_canned(tx, "Dank je.", NOW)
        await desk.add_canned(tx, "Tot donderdag.", NOW)
        await desk.drop_canned(tx, first)
        assert [one.text for one in await desk.list_canned(tx)] == ["Tot donderdag."]
        for until in (today, today + timedelta(days=2)):
            await desk.set_away(tx, COACH, Away(today, until, "Anna"), NOW)
        assert await desk.find_away(tx, until) == Away(today, until, "Anna")
        assert await desk.find_away(tx, until + timedelta(days=1)) is None
        await desk.drop_away(tx)
        assert await desk.find_away(tx, today) is None


async def test_facts_are_found_by_the_beginning_of_their_name(store: Store) -> None:
    async with store.write() as tx:
        assert await notes.put(tx, "digest:1", "x")
        assert await notes.put(tx, "digest_2", "y")
        assert await notes.find_all(tx, "digest:") == {"digest:1": "x"}
        await notes.drop(tx, "digest:1")
        assert await notes.find(tx, "digest:1") is None
