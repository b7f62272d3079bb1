"""Whom the coach's messages can reach: one place, for every audience."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.calendar.times import local_date
from bot.clients import course
from bot.store import audiences, broadcast_sending, cohorts, consents, urges
from bot.store.audiences import Ledger
from bot.store.consents import COACH_VIEW
from bot.store.engine import Store
from tests.store.scenes import NOW, enrol

CASES: list[tuple[str, dict[str, Any], bool]] = [
    ("active", {}, True),
    ("held for a day", {"held_until": NOW + timedelta(days=1)}, True),
    ("with neutral notifications", {"neutral": True}, True),
    ("paused", {"status": "paused"}, False),
    ("at the end of the programme", {"ended_at": NOW}, False),
    ("unreachable", {"unreachable_at": NOW}, False),
]


@pytest.mark.long
@pytest.mark.parametrize(("values", "is_in"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
async def test_everyone_means_whoever_can_be_reached(
    store: Store, values: dict[str, Any], is_in: bool
) -> None:
    for bystander in (1, 2, 3):
        await enrol(store, bystander)
    await enrol(store, **values)
    async with store.read() as tx:
        assert await audiences.count_everyone(tx) == 3 + int(is_in)


async def test_each_audience_holds_whom_it_names_and_a_person_counts_once(store: Store) -> None:
    async with store.write() as tx:
        group = await cohorts.add(tx, "Noord", NOW)
    noor = await enrol(store, 101, cohort_id=group)
    seldom = await enrol(
        store, 102, last_seen_at=NOW - timedelta(days=20), started_on=date(2026, 11, 10)
    )
    await enrol(store, 103, last_seen_at=NOW - timedelta(days=20), status="paused")
    await enrol(store, 104, started_on=date(2026, 12, 21))
    async with store.write() as tx:
        await consents.give(tx, seldom.id, COACH_VIEW, "1", NOW)
    expected = {
        "everyone": 3,
        f"cohort-{group}": 1,
        f"client-{noor.id}": 1,
        f"cohort-{group}+client-{noor.id}": 1,
        f"client-{noor.id}+everyone": 3,
        "week-0": 1,
        "week-1": 2,
        "week-2": 1,
        "unseen-14": 1,
        "unseen-28": 0,
        "got-1": 0,
        "told-1": 0,
        "nobody-1": 0,
        "": 0,
    }
    assert {name for name, _ in audiences.parse("+".join(expected))} == set(audiences.AUDIENCES)
    async with store.read() as tx:
        found = {name: (await audiences.ledger(tx, name, NOW)).recipients for name in expected}
    assert found == expected


async def test_two_audiences_overlap_where_somebody_in_the_programme_is_in_both(
    store: Store,
) -> None:
    noor, paused = await enrol(store, 101), await enrol(store, 102, status="paused")
    gone = await enrol(store, 103, ended_at=NOW)
    async with store.read() as tx:
        expected = {noor.id: True, paused.id: True, gone.id: False}
        for number, overlaps in expected.items():
            both = (f"client-{number}", "everyone")
            assert await audiences.overlap(tx, *both, NOW) is overlaps
        assert not await audiences.overlap(tx, f"client-{noor.id}", f"client-{paused.id}", NOW)


async def test_a_week_is_that_of_the_clients_own_screen_also_beside_a_week_off(
    store: Store,
) -> None:
    first, off = date(2026, 11, 3), date(2026, 11, 30)
    async with store.write() as tx:
        group = await cohorts.add(tx, "Noord", NOW)
        await cohorts.add_week_off(tx, group, off)
    noor = await enrol(store, 101, cohort_id=group, started_on=first)
    for ahead in range(-2, 10):
        now = NOW + timedelta(days=7 + ahead)
        async with store.read() as tx:
            day = await course.day_of(tx, noor, local_date(noor.zone, now))
            assert day is not None
            found = await broadcast_sending.list_members(tx, f"week-{day.week}", now)
        assert [one.id for one in found] == [noor.id], now


async def test_the_ledger_never_tells_who_waits(store: Store) -> None:
    await enrol(store, 101)
    await enrol(store, 102, quiet_from=0, quiet_to=1439)
    await enrol(store, 103, held_until=NOW + timedelta(hours=3))
    await enrol(store, 104, pushed=2, pushed_on=date(2026, 11, 23))
    urged = await enrol(store, 105)
    await enrol(store, 106, status="paused")
    await enrol(store, 107, unreachable_at=NOW)
    async with store.write() as tx:
        await urges.open_urge(tx, urged.id, NOW)
    async with store.read() as tx:
        assert await audiences.ledger(tx, "everyone", NOW) == Ledger(5, 1, 1)


@pytest.mark.parametrize("status", ["active", "paused"])
async def test_in_an_audience_of_one_or_two_a_pause_is_not_told(store: Store, status: str) -> None:
    waits = {"status": status, "held_until": NOW + timedelta(hours=3)}
    await enrol(store, 101)
    her = await enrol(store, 102, **waits)
    async with store.read() as tx:
        assert await audiences.ledger(tx, "everyone", NOW) == Ledger(2, 0, 0)
        assert await audiences.ledger(tx, f"client-{her.id}", NOW) == Ledger(1, 0, 0)
        assert await audiences.count_everyone(tx) == 2
        assert her.id in [
            one.id for one in await broadcast_sending.list_members(tx, "everyone", NOW)
        ]


async def test_a_group_is_offered_while_it_is_open_or_has_clients(store: Store) -> None:
    async with store.write() as tx:
        empty, over, left = [await cohorts.add(tx, name, NOW) for name in ("Noord", "Oost", "Zee")]
        for group in (over, left):
            await cohorts.end(tx, group, NOW)
    await enrol(store, 101, cohort_id=left)
    async with store.read() as tx:
        assert await audiences.list_cohorts(tx) == [empty, left]
