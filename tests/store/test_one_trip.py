"""Statements that travel to SQLite's thread with another, or with the commit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError

from bot.store import messages
from bot.store.engine import Store
from bot.store.tables import client, message
from tests.store.scenes import NOW, client_of, enrol


async def _count(store: Store) -> int:
    async with store.read() as tx:
        return int((await tx.run(select(func.count()).select_from(message))).scalar_one())


async def test_what_is_put_off_is_there_for_the_next_statement(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        await tx.put_off(update(client).values(pushed=3))
        await tx.put_off(update(client).values(pushed=client.c.pushed + 4))
        seen = (await tx.run(select(client.c.pushed))).scalar_one()
    assert (seen, (await client_of(store, noor.id)).pushed) == (7, 7)


async def test_what_is_put_off_to_the_end_is_committed(store: Store) -> None:
    async with store.write() as tx:
        await messages.remember(tx, [(1, 5), (1, 6)], NOW)
        await messages.remember(tx, [(1, 6), (1, 7)], NOW + timedelta(seconds=1))
    assert await _count(store) == 3


async def test_what_was_put_off_in_a_transaction_that_fails_is_gone(store: Store) -> None:
    noor = await enrol(store)

    async def fail() -> None:
        async with store.write() as tx:
            await tx.put_off(update(client).values(pushed=7))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with store.write() as tx:
        await messages.remember(tx, [(1, 5)], NOW)
    assert (await client_of(store, noor.id)).pushed == 0


async def test_what_fails_at_the_commit_raises_and_leaves_nothing(store: Store) -> None:
    noor = await enrol(store)

    async def write() -> None:
        async with store.write() as tx:
            await tx.put_off(update(client).values(pushed=7))
            await tx.put_off(update(client).values(cohort_id=404))

    with pytest.raises(IntegrityError):
        await write()
    assert (await client_of(store, noor.id)).pushed == 0


async def test_nothing_is_committed_after_a_failure_that_was_taken_for_another_s(
    file_store: Store,
) -> None:
    noor = await enrol(file_store)

    async def write() -> None:
        async with file_store.write() as tx:
            await tx.put_off(update(client).values(pushed=7))
            await tx.put_off(update(client).values(cohort_id=404))
            with pytest.raises(IntegrityError):
                await tx.run(select(client.c.id))

    with pytest.raises(IntegrityError):
        await write()
    assert (await client_of(file_store, noor.id)).pushed == 0
    async with file_store.write() as tx:
        await tx.put_off(update(client).values(pushed=1))
    assert (await client_of(file_store, noor.id)).pushed == 1


async def test_the_last_statement_is_committed_with_its_trip(file_store: Store) -> None:
    noor = await enrol(file_store)
    async with file_store.write() as tx:
        await tx.put_off(update(client).values(pushed=2))
        await tx.run_last(update(client).values(every_days=2))
        async with file_store.read() as other:
            row = (await other.run(text("SELECT pushed, every_days FROM client"))).one()
    assert tuple(row) == (2, 2)
    assert (await client_of(file_store, noor.id)).pushed == 2
