"""Whom the coach's messages can reach: one place, for every audience."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.store import audiences, broadcasts, clients, cohorts, urges
from bot.store.audiences import Ledger
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


@pytest.mark.parametrize(("values", "is_in"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
async def test_everyone_means_whoever_can_be_reached(
    store: Store, values: dict[str, Any], is_in: bool
) -> None:
    await enrol(store, **values)
    async with store.read() as tx:
        assert await broadcasts.count_audience(tx) == int(is_in)


async def test_each_audience_holds_whom_it_names_and_a_person_counts_once(store: Store) -> None:
    async with store.write() as tx:
        group = await cohorts.add(tx, "Noord", NOW)
    noor = await enrol(store, 101, cohort_id=group)
    seldom = await enrol(
        store, 102, last_seen_at=NOW - timedelta(days=20), started_on=date(2026, 11, 10)
    )
    await enrol(store, 103, last_seen_at=NOW - timedelta(days=20), status="paused")
    async with store.write() as tx:
        await clients.give_consent(tx, seldom.id, audiences.COACH_VIEW, "1", NOW)
    expected = {
        "everyone": 2,
        f"cohort-{group}": 1,
        f"client-{noor.id}": 1,
        f"cohort-{group}+client-{noor.id}": 1,
        f"client-{noor.id}+everyone": 2,
        "week-1": 1,
        "week-2": 1,
        "unseen-14": 1,
        "unseen-28": 0,
        "got-1": 0,
        "nobody-1": 0,
        "": 0,
    }
    async with store.read() as tx:
        found = {name: (await audiences.ledger(tx, name, NOW)).recipients for name in expected}
    assert found == expected


async def test_the_ledger_tells_who_waits_and_never_why(store: Store) -> None:
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
        assert await audiences.ledger(tx, "everyone", NOW) == Ledger(1, 4, 1, 1)
