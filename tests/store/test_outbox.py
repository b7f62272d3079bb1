"""The outbox: queued once, claimed by one, settled once, never lost."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update

from bot.road.lanes import BULK, URGENT, Lane
from bot.store import outbox, outbox_held, outbox_queries, outbox_unsent
from bot.store.engine import Store
from bot.store.outbox import (
    DROPPED,
    EXPIRED,
    QUEUED,
    REFUSED,
    SENDING,
    SENT,
    UNREACHABLE,
    Deferral,
    Row,
    Settlement,
)
from bot.store.tables import outbox as table
from tests.store.databases import together
from tests.store.scenes import NOW, enrol, letter, post

MINUTE = timedelta(minutes=1)
ALL = range(len(Lane))


async def _claim(
    store: Store,
    owner: str = "me",
    limit: int = 100,
    lanes: range = ALL,
    now: datetime = NOW,
) -> list[Row]:
    async with store.write() as tx:
        return await outbox_held.claim(tx, now, owner, now + MINUTE, limit, lanes)


async def _kept(store: Store, key: str) -> Any:
    async with store.read() as tx:
        return (await tx.run(select(table).where(table.c.dedupe_key == key))).one_or_none()


async def _settle(store: Store, rows: Sequence[Row], state: str = SENT) -> list[int]:
    async with store.write() as tx:
        items = [Settlement(row, state, "why", 77) for row in rows]
        return await outbox.settle(tx, items, NOW)


# --- queueing


async def test_a_letter_comes_out_as_it_went_in(store: Store) -> None:
    noor = await enrol(store)
    new = letter(lane=3, client_id=noor.id, expires_at=NOW + MINUTE, payload={"a": ["é", 1]})
    (posted,) = await post(store, new)
    (claimed,) = await _claim(store)
    assert posted.attempts == 0
    assert claimed == Row(
        id=posted.id, dedupe_key="k", lane=3, chat_id=101, client_id=noor.id, broadcast_id=None,
        kind="call", payload={"a": ["é", 1]}, due_at=NOW, expires_at=NOW + MINUTE, attempts=1,
        owner="me",
    )  # fmt: skip


async def test_what_has_come_to_a_client_since_a_letter_is_known(store: Store) -> None:
    client_id = (await enrol(store)).id
    await post(store, *(letter(key, client_id=client_id) for key in ("one", "two")))
    one, two = await _claim(store)
    await _settle(store, [one])
    async with store.read() as tx:
        assert await outbox_queries.is_any_arriving(tx, client_id)
        assert await outbox_queries.has_come_since(tx, client_id, one.id, 77), (
            "the other may be there"
        )
        assert not await outbox_queries.has_come_since(tx, client_id, two.id, 77)
    await _settle(store, [two])
    async with store.read() as tx:
        assert not await outbox_queries.is_any_arriving(tx, client_id)
        assert await outbox_queries.has_come_since(tx, client_id, one.id, 77)
        assert not await outbox_queries.has_come_since(tx, client_id, two.id, 77)
        assert await outbox_queries.has_come_since(tx, client_id, two.id, 76), (
            "one that had waited"
        )


async def test_nothing_to_queue_is_nothing_queued(store: Store) -> None:
    assert await post(store) == []


async def test_a_known_key_is_not_queued_again(store: Store) -> None:
    await post(store, letter("a", payload={"first": True}))
    added = await post(store, letter("a", payload={"first": False}), letter("b"))
    assert [row.dedupe_key for row in added] == ["b"]
    assert {"first": True} in [row.payload for row in await _claim(store)]


async def test_a_key_stays_known_after_the_letter_was_sent(store: Store) -> None:
    await post(store, letter("a"))
    await _settle(store, await _claim(store))
    assert await post(store, letter("a")) == []


async def test_the_same_key_twice_in_one_breath_is_one_letter(store: Store) -> None:
    added = await post(store, letter("a", payload={"n": 1}), letter("a", payload={"n": 2}))
    assert [row.payload for row in added] == [{"n": 1}]
    assert [row.payload for row in await _claim(store)] == [{"n": 1}]


async def test_the_same_key_from_many_sides_at_once_is_one_letter(store: Store) -> None:
    added = await together(lambda _: post(store, letter("a")), 8)
    assert sorted(map(len, added)) == [0] * 7 + [1]


async def test_a_reply_belongs_to_whoever_queues_it_and_is_not_claimed(store: Store) -> None:
    (mine,) = await post(store, letter(owner="me", lease_until=NOW + MINUTE))
    assert mine.attempts == 1
    assert await _claim(store, "other") == []
    assert await _settle(store, [mine]) == [mine.id]


async def test_what_is_written_is_sealed(store: Store) -> None:
    await post(store, letter(payload={"text": "geheim"}))
    assert b"geheim" not in (await _kept(store, "k")).payload_sealed


# --- claiming


async def test_first_lanes_go_first_then_the_longest_due_then_the_first_queued(
    store: Store,
) -> None:
    await post(
        store,
        letter("broadcast", lane=Lane.BROADCAST, due_at=NOW - 60 * MINUTE),
        letter("daily, later", lane=Lane.DAILY),
        letter("daily, earlier", lane=Lane.DAILY, due_at=NOW - MINUTE),
        letter("reply", lane=Lane.REPLY),
        letter("alert, first", lane=Lane.ALERT),
        letter("alert, second", lane=Lane.ALERT),
    )
    expected = ["reply", "alert, first", "alert, second", "daily, earlier", "daily, later"]
    assert [row.dedupe_key for row in await _claim(store, limit=5)] == expected
    assert [row.dedupe_key for row in await _claim(store)] == ["broadcast"]


async def test_only_the_lanes_that_are_asked_for_are_claimed(store: Store) -> None:
    await post(store, *(letter(lane.name, lane=lane) for lane in Lane))
    assert {row.lane for row in await _claim(store, lanes=BULK)} == set(BULK)
    assert {row.lane for row in await _claim(store, lanes=URGENT)} == set(URGENT)


async def test_what_is_not_due_yet_waits(store: Store) -> None:
    await post(store, letter(due_at=NOW + MINUTE))
    assert await _claim(store) == []
    assert len(await _claim(store, now=NOW + MINUTE)) == 1


@pytest.mark.parametrize("count", [1, 2, 60])
async def test_no_more_is_claimed_than_asked_for(store: Store, count: int) -> None:
    await post(store, *(letter(str(number)) for number in range(count)))
    taken = [len(await _claim(store, limit=1)) for _ in range(count + 1)]
    assert taken == [1] * count + [0]


async def test_no_more_is_claimed_whatever_postgres_thinks_of_the_table(
    postgres_store: Store,
) -> None:
    await post(postgres_store, *(letter(str(number)) for number in range(300)))
    async with postgres_store.write() as tx:
        await tx.run(text("SET LOCAL enable_hashjoin = off"))
        await tx.run(text("SET LOCAL enable_mergejoin = off"))
        await tx.run(text("SET LOCAL enable_hashagg = off"))
        await tx.run(text("SET LOCAL enable_material = off"))
        await tx.run(text("SET LOCAL enable_sort = off"))
        rows = await outbox_held.claim(tx, NOW, "me", NOW + MINUTE, 3, ALL)
    assert len(rows) == 3


async def test_what_one_claims_no_other_gets(store: Store) -> None:
    await post(store, *(letter(str(number)) for number in range(200)))

    async def work(owner: int) -> list[int]:
        mine: list[int] = []
        while rows := await _claim(store, str(owner), limit=7):
            mine += [row.id for row in rows]
            await asyncio.sleep(0)
        return mine

    found = [number for mine in await together(work, 4) for number in mine]
    assert len(found) == len(set(found)) == 200


async def test_a_claim_passes_over_what_another_is_claiming_right_now(
    postgres_store: Store,
) -> None:
    store = postgres_store
    await post(store, *(letter(str(number)) for number in range(10)))
    async with store.write() as first, store.write() as second:
        one = await outbox_held.claim(first, NOW, "one", NOW + MINUTE, 6, ALL)
        async with asyncio.timeout(5):
            two = await outbox_held.claim(second, NOW, "two", NOW + MINUTE, 6, ALL)
    assert (len(one), len(two)) == (6, 4)
    assert not {row.id for row in one} & {row.id for row in two}


async def test_a_claim_that_is_rolled_back_leaves_the_letter_in_the_queue(store: Store) -> None:
    await post(store, letter())

    async def fail() -> None:
        async with store.write() as tx:
            await outbox_held.claim(tx, NOW, "me", NOW + MINUTE, 1, ALL)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    (row,) = await _claim(store)
    assert row.attempts == 1


async def test_a_letter_that_cannot_be_opened_stops_no_other(store: Store) -> None:
    await post(store, letter("damaged"), letter("whole"))
    async with store.write() as tx:
        damaged = table.c.dedupe_key == "damaged"
        await tx.run(update(table).where(damaged).values(payload_sealed=b"\x01" + bytes(60)))
    assert [row.dedupe_key for row in await _claim(store)] == ["whole"]
    assert await _claim(store) == []
    kept = await _kept(store, "damaged")
    assert (kept.state, kept.owner, kept.reason) == (QUEUED, None, "cannot be opened")
    assert kept.due_at > NOW


# --- outcomes


@pytest.mark.parametrize("state", [SENT, REFUSED, UNREACHABLE, EXPIRED, DROPPED])
async def test_an_outcome_is_kept_and_the_content_goes(store: Store, state: str) -> None:
    await post(store, letter())
    await _settle(store, await _claim(store), state)
    kept = await _kept(store, "k")
    assert (kept.state, kept.reason, kept.message_id, kept.settled_at) == (state, "why", 77, NOW)
    assert (kept.payload_sealed, kept.owner, kept.lease_until) == (None, None, None)


async def test_a_letter_is_settled_once(store: Store) -> None:
    (row,) = await post(store, letter(owner="me", lease_until=NOW))
    assert await _settle(store, [row]) == [row.id]
    assert await _settle(store, [row], REFUSED) == []
    assert (await _kept(store, "k")).state == SENT


async def test_a_letter_that_went_back_to_the_queue_is_not_settled_by_who_lost_it(
    store: Store,
) -> None:
    await post(store, letter())
    rows = await _claim(store)
    async with store.write() as tx:
        await outbox_held.release(tx, NOW, "other", all_leases=True)
    assert await _settle(store, rows) == []


async def test_a_deferred_letter_comes_back_when_it_is_due(store: Store) -> None:
    await post(store, letter())
    (row,) = await _claim(store)
    async with store.write() as tx:
        await outbox.defer(tx, [Deferral(row, NOW + MINUTE, "later")])
    assert await _claim(store) == []
    (again,) = await _claim(store, now=NOW + MINUTE)
    assert (again.attempts, again.payload) == (2, row.payload)
    assert (await _kept(store, "k")).reason == "later"


async def test_a_flood_wait_does_not_count_as_an_attempt(store: Store) -> None:
    await post(store, letter())
    (row,) = await _claim(store)
    async with store.write() as tx:
        await outbox.defer(tx, [Deferral(row, NOW, "flood", keep_attempts=True)])
    assert [again.attempts for again in await _claim(store)] == [1]


async def test_what_was_settled_cannot_be_deferred(store: Store) -> None:
    await post(store, letter())
    (row,) = await _claim(store)
    await _settle(store, [row])
    async with store.write() as tx:
        await outbox.defer(tx, [Deferral(row, NOW, "later")])
    assert (await _kept(store, "k")).state == SENT


# --- leases


async def test_a_lease_that_is_over_is_taken_from_another_and_never_from_oneself(
    store: Store,
) -> None:
    await post(store, letter("mine"), letter("theirs"))
    (_, _) = await _claim(store, "me", limit=1), await _claim(store, "they", limit=1)
    after = NOW + MINUTE
    async with store.write() as tx:
        assert await outbox_held.release(tx, after - timedelta(seconds=1), "me") == 0
        assert await outbox_held.release(tx, after, "me") == 1
        assert await outbox_held.release(tx, after, "me") == 0
    assert ((await _kept(store, "mine")).state, (await _kept(store, "theirs")).state) == (
        SENDING,
        QUEUED,
    )


async def test_after_a_crash_whatever_was_in_flight_is_queued_again(store: Store) -> None:
    await post(store, letter("a"), letter("b", owner="dead", lease_until=NOW + 60 * MINUTE))
    await _claim(store, "dead")
    async with store.write() as tx:
        assert await outbox_held.release(tx, NOW, "new", all_leases=True) == 2
    assert {row.attempts for row in await _claim(store, "new")} == {2}


async def test_what_a_sender_holds_can_be_told_and_requeued_once(store: Store) -> None:
    await post(store, letter("a"), letter("b"), letter("theirs"))
    first, second = await _claim(store, "me", limit=2)
    await _claim(store, "they")
    async with store.write() as tx:
        assert sorted(await outbox_held.list_held(tx, "me")) == [first.id, second.id]
        assert sorted(await outbox_held.list_held(tx, "me", lock=True)) == [first.id, second.id]
    await _settle(store, [second])
    async with store.write() as tx:
        await outbox_held.requeue(tx, [first.id, second.id])
        assert await outbox_held.list_held(tx, "me") == []
    states = [(await _kept(store, key)).state for key in ("a", "b", "theirs")]
    assert states == [QUEUED, SENT, SENDING]


async def test_a_letter_kept_over_a_wait_is_due_after_it_also_for_another_sender(
    store: Store,
) -> None:
    await post(store, letter())
    (row,) = await _claim(store, "they")
    async with store.write() as tx:
        await outbox_held.keep_until(tx, [row.id], NOW + 5 * MINUTE, MINUTE)
        assert await outbox_held.release(tx, NOW + 4 * MINUTE, "me") == 0
        await outbox_held.give_back(tx, "they")
    assert await _claim(store, "me") == []
    assert (await _kept(store, "k")).due_at == NOW + 5 * MINUTE


async def test_a_chat_is_being_replied_to_until_whoever_takes_the_reply_over_has_it(
    store: Store,
) -> None:
    async def answer() -> bool:
        async with store.read() as tx:
            return await outbox_queries.is_being_replied_to(tx, 101, "me", NOW)

    await post(store, letter("later", due_at=NOW + MINUTE), letter("elsewhere", chat_id=102))
    assert not await answer()
    await post(store, letter("r", owner="gone", lease_until=NOW))
    assert await answer()
    async with store.write() as tx:
        await outbox_held.release(tx, NOW, "me")
    assert await answer()
    await _claim(store, "me")
    assert not await answer()


# --- expiry, dropping, forgetting


async def test_what_a_client_no_longer_wants_is_dropped_on_the_lanes_named(store: Store) -> None:
    noor, mia = await enrol(store, 101), await enrol(store, 102)
    await post(
        store,
        letter("her daily", lane=Lane.DAILY, client_id=noor.id),
        letter("her reply", lane=Lane.REPLY, client_id=noor.id),
        letter("another's", lane=Lane.DAILY, client_id=mia.id),
        letter("under way", lane=Lane.DAILY, client_id=noor.id, owner="me"),
    )
    async with store.write() as tx:
        await outbox_unsent.drop_for_client(tx, noor.id, [Lane.DAILY, Lane.CARE], NOW)
    kept = await _kept(store, "her daily")
    assert (kept.state, kept.payload_sealed) == (DROPPED, None)
    assert {row.dedupe_key for row in await _claim(store)} == {"her reply", "another's"}


async def test_what_waits_for_a_client_can_be_looked_at_again_now(store: Store) -> None:
    noor, mia = await enrol(store, 101), await enrol(store, 102)
    later, earlier = NOW + MINUTE, NOW - MINUTE
    held = await post(
        store,
        letter("waits", lane=Lane.DAILY, client_id=noor.id, owner="me"),
        letter("other lane", lane=Lane.CARE, client_id=noor.id, owner="me"),
        letter("another's", lane=Lane.DAILY, client_id=mia.id, owner="me"),
    )
    await post(
        store,
        letter("is due", lane=Lane.DAILY, client_id=noor.id, due_at=earlier),
        letter("planned", lane=Lane.DAILY, client_id=noor.id, due_at=later),
        letter("under way", lane=Lane.DAILY, client_id=noor.id, due_at=later, owner="me"),
    )
    async with store.write() as tx:
        await outbox.defer(tx, [Deferral(row, later, "held", keep_attempts=True) for row in held])
        await outbox_unsent.hurry_for_client(tx, noor.id, [Lane.DAILY], NOW)
    claimed = {row.dedupe_key: row.due_at for row in await _claim(store)}
    assert claimed == {"waits": NOW, "is due": earlier}


async def test_whether_one_of_some_letters_is_still_to_come_is_told(store: Store) -> None:
    await post(store, letter("first"), letter("second"))
    rows = await _claim(store)

    async def to_come(*keys: str) -> bool:
        async with store.read() as tx:
            return await outbox_queries.is_any_on_its_way(tx, keys)

    await _settle(store, [row for row in rows if row.dedupe_key == "first"])
    assert await to_come("first", "second")
    assert not await to_come("first")
    assert not await to_come()


async def test_one_waits_for_those_of_its_kind_before_it_that_others_hold_or_that_can_be_opened(
    store: Store,
) -> None:
    noor, mia = await enrol(store, 101), await enrol(store, 102)
    seconds = iter(range(9))

    async def put(key: str, **values: Any) -> Row:
        due_at = NOW + timedelta(seconds=next(seconds))
        wanted = {"kind": "answer", "client_id": noor.id, "due_at": due_at} | values
        (row,) = await post(store, letter(key, **wanted))
        return row

    async def first_before(row: Row) -> datetime | None:
        async with store.read() as tx:
            return await outbox_queries.earlier_due_at(tx, row)

    await put("another's", client_id=mia.id)
    await put("other kind", kind="call")
    await put("my own", owner="me", payload={"is": "mine"})
    await put("unreadable")
    async with store.write() as tx:
        unreadable = table.c.dedupe_key == "unreadable"
        await tx.run(update(table).where(unreadable).values(payload_sealed=b"\x01" + bytes(60)))
        assert len(await outbox_held.claim(tx, NOW + MINUTE, "me", NOW, 9, ALL)) == 2
        found = await outbox_queries.find_last_unsettled(tx, noor.id, "answer")
    assert found == {"is": "mine"}
    assert await first_before(await put("last", owner="me")) is None
    held = await put("another holds it", owner="another")
    assert await first_before(await put("behind it", owner="me")) == held.due_at


async def test_what_was_not_sent_of_a_kind_can_be_taken_away_and_its_keys_are_free_again(
    store: Store,
) -> None:
    noor, mia = await enrol(store, 101), await enrol(store, 102)
    await post(
        store,
        letter("queued", kind="aftercare", client_id=noor.id),
        letter("dropped", kind="aftercare", lane=Lane.DAILY, client_id=noor.id),
        letter("other kind", client_id=noor.id),
        letter("another's", kind="aftercare", client_id=mia.id),
    )
    sent = await post(store, letter("sent", kind="aftercare", client_id=noor.id, owner="me"))
    await _settle(store, sent)
    async with store.write() as tx:
        await outbox_unsent.drop_for_client(tx, noor.id, [Lane.DAILY], NOW)
        await outbox_unsent.remove_unsent(tx, noor.id, "aftercare")
    keys = ("queued", "dropped", "sent", "other kind", "another's")
    again = await post(store, *(letter(key, client_id=noor.id) for key in keys))
    assert {row.dedupe_key for row in again} == {"queued", "dropped"}


async def test_the_earliest_instant_of_each_lane_is_told(store: Store) -> None:
    await post(
        store,
        letter("a", lane=Lane.DAILY, due_at=NOW + MINUTE),
        letter("b", lane=Lane.DAILY, due_at=NOW),
        letter("c", lane=Lane.TIDY, due_at=NOW + 2 * MINUTE),
        letter("d", lane=Lane.ALERT, due_at=NOW, owner="me"),
    )
    async with store.read() as tx:
        assert await outbox_queries.next_due(tx, Lane) == {
            Lane.DAILY: NOW,
            Lane.TIDY: NOW + 2 * MINUTE,
        }
        assert await outbox_queries.next_due(tx, [Lane.REPLY]) == {}


async def test_letters_to_strangers_are_forgotten_altogether(store: Store) -> None:
    rows = await post(store, letter("a"), letter("b"))
    async with store.write() as tx:
        await outbox.forget(tx, [rows[0].id])
    assert await _kept(store, "a") is None
    assert await _kept(store, "b") is not None


async def test_settled_letters_are_purged_and_open_ones_never(store: Store) -> None:
    rows = await post(
        store, letter("sent", owner="me"), letter("queued", due_at=NOW - 60 * MINUTE)
    )
    await _settle(store, rows[:1])
    async with store.write() as tx:
        await outbox.purge(tx, NOW)
    assert await _kept(store, "sent") is not None
    async with store.write() as tx:
        await outbox.purge(tx, NOW + MINUTE)
    assert await _kept(store, "sent") is None
    assert await _kept(store, "queued") is not None


async def test_old_letters_are_purged_a_lot_at_a_time(store: Store) -> None:
    rows = await post(store, *(letter(str(number), owner="me") for number in range(3)))
    await _settle(store, rows)
    async with store.write() as tx:
        assert [await outbox.purge(tx, NOW + MINUTE, 2) for _ in range(2)] == [True, False]


async def test_a_thousand_letters_fit_in_one_call(store: Store) -> None:
    added = await post(store, *(letter(str(number), payload=None) for number in range(1_000)))
    assert len(added) == 1_000


async def test_what_is_put_into_a_letter_is_never_lost_to_a_claim_at_the_same_moment(
    store: Store,
) -> None:
    await post(store, letter("leaves"), letter("stays", due_at=NOW + MINUTE))
    async with store.write() as one:
        if not one.postgres:
            return  # one writer: there is no same moment
        assert await outbox_held.claim(one, NOW, "me", NOW + MINUTE, 5, ALL)
        assert await outbox_unsent.find_queued(one, "stays")
        async with store.write() as other:
            assert await outbox_unsent.find_queued(other, "leaves") is None, "it counts as left"
            later = NOW + 2 * MINUTE
            assert not await outbox_held.claim(other, later, "they", later, 5, ALL)
