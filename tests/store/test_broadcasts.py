"""Messages of the coach to many: drafts, recipients, counts."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.road.lanes import BULK, Lane
from bot.store import broadcast_copies, broadcast_sending, broadcasts, outbox_held
from bot.store.broadcast_copies import FIX, UNDO
from bot.store.broadcast_sending import Hours
from bot.store.broadcasts import DONE, DRAFT, FILLING, PLANNED, Broadcast
from bot.store.engine import Store
from bot.store.outbox import DROPPED, EXPIRED, REFUSED, SENDING, SENT, UNREACHABLE
from bot.store.tables import broadcast
from bot.store.tables import outbox as outbox_table
from bot.vault import VaultError
from tests.store.databases import together
from tests.store.scenes import NOW, count, enrol, sending

COACH, OTHER_COACH = 700, 701
CONTENT = {"text": "Donderdag om acht uur", "entities": []}


async def _draft(store: Store) -> int:
    async with store.write() as tx:
        return await broadcasts.add(tx, COACH, CONTENT, NOW)


async def _sending(store: Store, recipients: int) -> int:
    for number in range(recipients):
        await enrol(store, 101 + number)
    number = await sending(store, COACH, CONTENT)
    assert (await _found(store, number)).total == recipients
    return number


async def _found(store: Store, number: int) -> Broadcast:
    async with store.read() as tx:
        found = await broadcasts.find(tx, number)
    assert found is not None
    return found


async def _confirm(store: Store, number: int) -> bool:
    found = await _found(store, number)
    async with store.write() as tx:
        return await broadcasts.confirm(tx, found, NOW, NOW)


async def test_a_draft_keeps_what_the_coach_wrote(store: Store) -> None:
    found = await _found(store, await _draft(store))
    assert (found.coach_chat_id, found.state, found.content) == (COACH, DRAFT, CONTENT)
    assert (found.total, found.settled) == (0, 0)


async def test_a_draft_is_sealed_for_its_coach(store: Store) -> None:
    await _draft(store)
    async with store.read() as tx:
        sealed = (await tx.run(select(broadcast.c.content_sealed))).scalar_one()
    assert b"Donderdag" not in sealed
    with pytest.raises(VaultError):
        store.vault.open(sealed, f"broadcast:{OTHER_COACH}")


async def test_an_unknown_broadcast_is_not_found(store: Store) -> None:
    async with store.read() as tx:
        assert await broadcasts.find(tx, 404) is None


async def test_the_draft_of_a_coach_is_the_newest_that_she_did_not_confirm(store: Store) -> None:
    older, newer = await _draft(store), await _draft(store)
    await _confirm(store, await _draft(store))
    async with store.write() as tx:
        found = await broadcasts.find_draft(tx, COACH)
        assert found is not None
        assert found.id == newer
        assert await broadcasts.find_draft(tx, OTHER_COACH) is None
        assert await broadcasts.drop(tx, newer, COACH)
        left = await broadcasts.find_draft(tx, COACH)
    assert left is not None
    assert left.id == older


async def test_what_goes_to_many_is_what_left_lately_or_is_about_to(store: Store) -> None:
    await enrol(store, 101)
    cases: dict[str, dict[str, object]] = {
        "draft": {"state": DRAFT},
        "about to leave": {"state": PLANNED, "next_at": NOW},
        "standing still": {"state": PLANNED, "paused": True},
        "left": {"state": DONE, "started_at": NOW},
        "left long ago": {"state": DONE, "started_at": NOW - timedelta(days=2)},
        "withdrawn": {"state": DONE, "started_at": NOW, "withdrawn_at": NOW},
        "stopped at once": {
            "state": DONE,
            "started_at": NOW,
            "stopped_at": NOW,
            "total": 1,
            "stopped": 1,
        },
        "stopped too late": {"state": DONE, "started_at": NOW, "stopped_at": NOW, "total": 1},
    }
    async with store.write() as tx:
        for name, values in cases.items():
            await broadcasts.add(tx, OTHER_COACH, {"name": name}, NOW, **values)
        found = await broadcasts.list_to_many(tx, NOW - timedelta(days=1))
    assert [one.content["name"] for one in found] == ["stopped too late", "left", "about to leave"]


async def test_a_draft_is_confirmed_once(store: Store) -> None:
    number = await _draft(store)
    assert [await _confirm(store, number) for _ in range(2)] == [True, False]
    assert (await _found(store, number)).state == PLANNED


async def test_a_draft_confirmed_twice_at_the_same_instant_is_taken_once(store: Store) -> None:
    number = await _draft(store)
    taken = await together(lambda _: _confirm(store, number), 5)
    assert sorted(taken) == [False, False, False, False, True]


async def test_the_draft_of_another_coach_cannot_be_found_or_dropped(store: Store) -> None:
    number = await _draft(store)
    async with store.write() as tx:
        assert await broadcasts.find_own(tx, number, OTHER_COACH) is None
        assert not await broadcasts.drop(tx, number, OTHER_COACH)
    assert (await _found(store, number)).state == DRAFT


async def test_a_draft_can_be_thrown_away_and_a_message_on_its_way_cannot(store: Store) -> None:
    draft, under_way = await _draft(store), await _sending(store, 1)
    async with store.write() as tx:
        dropped = [await broadcasts.drop(tx, n, COACH) for n in (draft, draft, under_way)]
    assert dropped == [True, False, False]


async def test_each_recipient_gets_one_letter_that_expires_after_a_day(store: Store) -> None:
    number = await _sending(store, 3)
    async with store.write() as tx:
        rows = await outbox_held.claim(tx, NOW, "me", NOW + timedelta(minutes=1), 10, BULK)
    assert [row.chat_id for row in rows] == [101, 102, 103]
    assert {(row.lane, row.kind, row.broadcast_id) for row in rows} == {
        (Lane.BROADCAST, "broadcast", number)
    }
    assert {row.expires_at for row in rows} == {NOW + timedelta(hours=24)}
    assert (await _found(store, number)).total == 3


async def test_only_who_was_written_to_can_open_it(store: Store) -> None:
    number = await _sending(store, 1)
    late = await enrol(store, 500)
    async with store.read() as tx:
        query = select(outbox_table.c.client_id).where(outbox_table.c.broadcast_id == number)
        noor = (await tx.run(query)).scalar_one()
        assert await broadcast_copies.was_sent_to(tx, number, noor)
        assert not await broadcast_copies.was_sent_to(tx, number, late.id)
        assert not await broadcast_copies.was_sent_to(tx, number + 1, noor)


async def test_outcomes_add_up_and_the_last_one_closes(store: Store) -> None:
    number = await _sending(store, 5)
    closed = [
        await count(store, number, [SENT, SENT]),
        await count(store, number, [UNREACHABLE, EXPIRED]),
        await count(store, number, [REFUSED]),
        await count(store, number, []),
    ]
    found = await _found(store, number)
    assert closed == [False, False, True, False]
    assert (found.sent, found.unreachable, found.expired, found.refused) == (2, 1, 1, 1)
    assert (found.state, found.settled) == (DONE, 5)


async def test_who_left_meanwhile_counts_as_not_reached_in_time(store: Store) -> None:
    number = await _sending(store, 1)
    assert await count(store, number, [DROPPED])
    assert (await _found(store, number)).expired == 1


async def test_a_message_to_nobody_is_closed_at_once(store: Store) -> None:
    number = await _sending(store, 0)
    assert await count(store, number, [])
    assert (await _found(store, number)).state == DONE


async def test_outcomes_counted_side_by_side_all_count_and_one_closes(store: Store) -> None:
    number = await _sending(store, 20)
    closed = await together(lambda _: count(store, number, [SENT]), 20)
    assert sorted(closed) == [False] * 19 + [True]
    assert (await _found(store, number)).sent == 20


async def test_of_who_had_to_wait_only_is_told_at_the_end_whom_it_did_not_reach(
    store: Store,
) -> None:
    number = await _sending(store, 4)
    async with store.write() as tx:
        waited = [(UNREACHABLE, True), (EXPIRED, True), (SENT, False), (SENT, False)]
        await broadcast_sending.count_outcomes(tx, number, waited, NOW)
        before = await broadcasts.find(tx, number)
        await broadcast_sending.reveal(tx, number, NOW)
        after = await broadcasts.find(tx, number)
    assert before is not None
    assert after is not None
    assert (before.out, before.expired, before.unreachable) == (4, 0, 0)
    # The letters were never claimed here, so the end takes them for too late as well.
    assert (after.sent, after.expired, after.unreachable) == (2, 4, 1)


async def test_written_down_again_after_a_crash_each_still_has_one_letter(store: Store) -> None:
    number = await _sending(store, 3)
    async with store.write() as tx:
        await broadcasts.change(tx, number, cursor=0)
        found = await broadcasts.find(tx, number)
        assert found is not None
        await broadcast_sending.queue_some(tx, found, Hours(NOW, {}), NOW)
    assert (await _found(store, number)).total == 3


async def test_by_each_clock_three_hours_late_still_goes_and_more_is_noted_at_once(
    store: Store,
) -> None:
    await enrol(store, 101, zone="Asia/Tokyo")
    await enrol(store, 102, zone="Europe/Athens")
    await enrol(store, 103)
    async with store.write() as tx:
        number = await broadcasts.add(
            tx, COACH, CONTENT, NOW, state=FILLING, audience="everyone", each_local=True,
            expires_at=NOW + timedelta(days=1),
        )  # fmt: skip
        found = await broadcasts.find(tx, number)
        assert found is not None
        by_zone = {
            "Asia/Tokyo": NOW - timedelta(hours=4),
            "Europe/Athens": NOW - timedelta(hours=2),
        }
        await broadcast_sending.queue_some(tx, found, Hours(NOW, by_zone), NOW)
        rows = await outbox_held.claim(tx, NOW, "me", NOW + timedelta(minutes=1), 10, BULK)
    found = await _found(store, number)
    assert [row.chat_id for row in rows] == [102, 103]
    assert (found.total, found.expired) == (3, 1)


async def test_old_drafts_and_finished_messages_are_forgotten_and_one_under_way_is_not(
    store: Store,
) -> None:
    draft, under_way = await _draft(store), await _sending(store, 1)
    async with store.write() as tx:
        await broadcasts.purge(tx, NOW)
        kept = [await broadcasts.find(tx, number) is not None for number in (draft, under_way)]
        await broadcasts.purge(tx, NOW + timedelta(seconds=1))
        left = [await broadcasts.find(tx, number) is not None for number in (draft, under_way)]
    assert (kept, left) == ([True, True], [False, True])


async def test_a_message_planned_long_ago_is_kept_as_long_as_any_once_it_is_finished(
    store: Store,
) -> None:
    end, keep = NOW + timedelta(days=60), timedelta(days=30)
    sent, stopped = await _sending(store, 1), await _draft(store)
    async with store.write() as tx:
        await broadcast_sending.count_outcomes(tx, sent, [(SENT, False)], end)
        assert await broadcast_sending.close_if_settled(tx, sent, end)
        # Whoever planned it was no coach any more when it was due.
        await broadcasts.change(tx, stopped, state=DONE, stopped_at=end)
        there = []
        for now in (end + timedelta(hours=1), end + keep, end + keep + timedelta(seconds=1)):
            await broadcasts.purge(tx, now - keep)
            there.append([await broadcasts.find(tx, n) is not None for n in (sent, stopped)])
    assert there == [[True, True], [True, True], [False, False]]


async def test_what_is_on_the_road_is_not_stopped_but_changed_once_it_is_there(
    store: Store,
) -> None:
    number = await _sending(store, 2)
    claimed = asyncio.Event()

    async def claim() -> None:
        async with store.write() as tx:
            assert await outbox_held.claim(tx, NOW, "me", NOW + timedelta(minutes=1), 1, BULK)
            claimed.set()
            await asyncio.sleep(0.1)  # so that the other comes upon a letter that is being taken

    async def stop() -> None:
        await claimed.wait()
        async with store.write() as tx:
            await broadcast_sending.stop_some(tx, number, NOW)

    await asyncio.gather(claim(), stop())
    async with store.write() as tx:
        query = select(outbox_table.c.state).order_by(outbox_table.c.id)
        states = list((await tx.run(query)).scalars())
        found = await broadcasts.find(tx, number)
        assert found is not None
        queued = [
            await broadcast_copies.queue_after(tx, found, kind, NOW, NOW) for kind in (FIX, UNDO)
        ]
    assert (states, found.stopped) == ([SENDING, DROPPED], 1)
    assert queued == [1, 1]
