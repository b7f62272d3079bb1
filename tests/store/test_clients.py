"""Clients, what they agreed to, and when they were last heard of."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.store import clients, consents
from bot.store.engine import Store
from bot.store.tables import client, helpful
from bot.vault import VaultError
from tests.store.databases import together
from tests.store.scenes import NOW, client_of, enrol


async def test_a_client_is_found_by_chat_and_by_id(store: Store) -> None:
    noor = await enrol(store, 101)
    async with store.read() as tx:
        assert await clients.find_by_chat(tx, 101) == noor
        assert await clients.find(tx, noor.id) == noor


async def test_nobody_is_found_in_an_unknown_chat(store: Store) -> None:
    await enrol(store, 101)
    async with store.read() as tx:
        assert await clients.find_by_chat(tx, 102) is None
        assert await clients.find(tx, 0) is None


async def test_a_chat_id_of_fifty_two_bits_fits(store: Store) -> None:
    largest = 2**52 - 1
    await enrol(store, largest)
    async with store.read() as tx:
        assert (await clients.find_by_chat(tx, largest)) is not None


async def test_a_chat_is_enrolled_once(store: Store) -> None:
    await enrol(store, 101)
    with pytest.raises(IntegrityError):
        await enrol(store, 101)


async def test_a_new_client_is_active_and_left_alone_at_night(store: Store) -> None:
    noor = await enrol(store)
    assert (noor.status, noor.every_days, noor.neutral) == ("active", 1, False)
    assert noor.quiet == (21 * 60, 8 * 60)
    assert noor.next_daily_at is None


async def test_a_change_touches_one_client_and_the_columns_it_names(store: Store) -> None:
    noor, mia = await enrol(store, 101), await enrol(store, 102)
    async with store.write() as tx:
        await clients.change(tx, noor.id, language="en", neutral=True)
    changed = asdict(noor) | {"language": "en", "neutral": True}
    assert asdict(await client_of(store, noor.id)) == changed
    assert await client_of(store, mia.id) == mia


async def test_whoever_is_seen_is_reachable_again(store: Store) -> None:
    noor = await enrol(store, unreachable_at=NOW)
    later = NOW + timedelta(hours=1)
    async with store.write() as tx:
        await clients.mark_seen(tx, noor.id, later)
    found = await client_of(store, noor.id)
    assert (found.last_seen_at, found.unreachable_at) == (later, None)


async def test_messages_are_counted_per_local_date(store: Store) -> None:
    noor = await enrol(store)
    counted = []
    for day in (23, 23, 24, 24, 24):
        async with store.write() as tx:
            await clients.mark_pushed(tx, [noor.id], date(2026, 11, day))
        found = await client_of(store, noor.id)
        counted.append((found.pushed_on, found.pushed))
    assert [number for _, number in counted] == [1, 2, 1, 2, 3]
    assert counted[-1][0] == date(2026, 11, 24)


async def test_messages_counted_side_by_side_are_all_counted(store: Store) -> None:
    noor = await enrol(store)

    async def count(_: int) -> None:
        async with store.write() as tx:
            await clients.mark_pushed(tx, [noor.id], date(2026, 11, 23))

    await together(count, 30)
    assert (await client_of(store, noor.id)).pushed == 30


async def _consents(store: Store, client_id: int, *purposes: str) -> list[bool]:
    async with store.read() as tx:
        return [await consents.is_given(tx, client_id, purpose) for purpose in purposes]


async def test_a_consent_holds_for_its_purpose_and_its_client(store: Store) -> None:
    noor, mia = await enrol(store, 101), await enrol(store, 102)
    async with store.write() as tx:
        await consents.give(tx, noor.id, "programme", "1", NOW)
    assert await _consents(store, noor.id, "programme", "coach") == [True, False]
    assert await _consents(store, mia.id, "programme") == [False]


async def test_a_consent_can_be_withdrawn_and_given_again(store: Store) -> None:
    noor = await enrol(store)
    held = []
    async with store.write() as tx:
        await consents.give(tx, noor.id, "coach", "1", NOW)
        await consents.give(tx, noor.id, "programme", "1", NOW)
        await consents.withdraw(tx, noor.id, "coach", NOW)
        held.append(await consents.is_given(tx, noor.id, "coach"))
        await consents.give(tx, noor.id, "coach", "2", NOW)
        held.append(await consents.is_given(tx, noor.id, "coach"))
    assert held == [False, True]
    assert await _consents(store, noor.id, "programme") == [True]


async def test_what_helped_is_remembered_once_with_its_first_instant(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        await clients.mark_helpful(tx, noor.id, 3, NOW)
        await clients.mark_helpful(tx, noor.id, 3, NOW + timedelta(days=1))
        rows = (await tx.run(select(helpful))).all()
    assert [tuple(row) for row in rows] == [(noor.id, 3, NOW)]


async def test_a_nickname_is_sealed_for_one_client(store: Store) -> None:
    noor, mia = await enrol(store, 101), await enrol(store, 102)
    async with store.write() as tx:
        await clients.set_nickname(tx, noor.id, "Noortje")
    sealed = (await client_of(store, noor.id)).nickname_sealed
    assert sealed is not None
    assert b"Noortje" not in sealed
    assert store.vault.open(sealed, clients.nickname_purpose(noor.id)) == b"Noortje"
    with pytest.raises(VaultError):
        store.vault.open(sealed, clients.nickname_purpose(mia.id))


LONG_AGO, SINCE, LATER = NOW - timedelta(days=91), NOW - timedelta(days=90), NOW
IDLE: list[tuple[str, dict[str, Any], bool]] = [
    ("ended long ago, not seen since", {"ended_at": LONG_AGO, "last_seen_at": LONG_AGO}, True),
    ("at the very instant", {"ended_at": SINCE, "last_seen_at": SINCE}, True),
    ("seen since", {"ended_at": LONG_AGO, "last_seen_at": LATER}, False),
    ("ended since", {"ended_at": LATER, "last_seen_at": LONG_AGO}, False),
    ("still in the programme", {"last_seen_at": LONG_AGO}, False),
]


@pytest.mark.parametrize(("values", "idle"), [case[1:] for case in IDLE], ids=[c[0] for c in IDLE])
async def test_who_is_idle_ended_long_ago_and_gave_no_sign(
    store: Store, values: dict[str, Any], idle: bool
) -> None:
    noor = await enrol(store, **values)
    async with store.read() as tx:
        found = await clients.list_idle_since(tx, SINCE, 10)
    assert [one.id for one in found] == ([noor.id] if idle else [])


@pytest.mark.parametrize(("started", "idle"), [(10, True), (11, True), (12, False)])
async def test_who_never_heard_of_the_end_is_idle_by_the_start(
    store: Store, started: int, idle: bool
) -> None:
    noor = await enrol(store, started_on=date(2026, 3, started), last_seen_at=LONG_AGO)
    async with store.read() as tx:
        found = await clients.list_idle_since(tx, SINCE, 10, started_by=date(2026, 3, 11))
    assert [one.id for one in found] == ([noor.id] if idle else [])


async def test_the_idle_are_listed_a_few_at_a_time(store: Store) -> None:
    for chat_id in range(101, 104):
        await enrol(store, chat_id, ended_at=LONG_AGO, last_seen_at=LONG_AGO)
    async with store.read() as tx:
        assert len(await clients.list_idle_since(tx, SINCE, 2)) == 2


def test_the_object_has_every_column_of_the_table() -> None:
    assert set(clients.Client.__slots__) == set(client.c.keys())
