"""Links into a cohort: used as often as they may be, and not once more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.store import invites
from bot.store.engine import Store
from bot.store.tables import invite
from tests.store.databases import together
from tests.store.scenes import NOW, the_cohort

EXPIRY = NOW + timedelta(days=7)


async def _invite(store: Store, uses: int = 1) -> tuple[int, str, int]:
    async with store.write() as tx:
        cohort_id = await the_cohort(tx, NOW)
        invite_id, token = await invites.add(tx, cohort_id, uses, EXPIRY, NOW)
    return invite_id, token, cohort_id


async def _use(store: Store, token: str) -> int | None:
    async with store.write() as tx:
        return await invites.use(tx, token, NOW)


async def test_a_link_leads_to_its_cohort_as_often_as_it_may(store: Store) -> None:
    _, token, cohort_id = await _invite(store, uses=2)
    assert [await _use(store, token) for _ in range(3)] == [cohort_id, cohort_id, None]


@pytest.mark.parametrize("uses", [1, 3])
async def test_used_by_many_at_the_same_instant_it_lets_in_as_many_as_it_may(
    store: Store, uses: int
) -> None:
    _, token, cohort_id = await _invite(store, uses)
    found = await together(lambda _: _use(store, token), 8)
    assert found.count(cohort_id) == uses
    assert found.count(None) == 8 - uses


async def test_a_use_that_is_rolled_back_is_not_lost(store: Store) -> None:
    _, token, cohort_id = await _invite(store)

    async def fail() -> None:
        async with store.write() as tx:
            await invites.use(tx, token, NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await _use(store, token) == cohort_id


async def test_asking_whether_a_link_is_good_does_not_use_it(store: Store) -> None:
    _, token, cohort_id = await _invite(store)
    async with store.read() as tx:
        assert await invites.find_cohort(tx, token, NOW) == cohort_id
        assert await invites.find_cohort(tx, token, NOW) == cohort_id
    await _use(store, token)
    async with store.read() as tx:
        assert await invites.find_cohort(tx, token, NOW) is None


@pytest.mark.parametrize("token", ["", "x", "een-gok", "' OR 1=1 --", "é" * 64])
async def test_an_unknown_token_leads_nowhere(store: Store, token: str) -> None:
    await _invite(store)
    assert await _use(store, token) is None


async def test_a_link_is_over_at_the_instant_it_expires(store: Store) -> None:
    _, token, cohort_id = await _invite(store)
    almost = EXPIRY - timedelta(microseconds=1)
    async with store.read() as tx:
        assert await invites.find_cohort(tx, token, almost) == cohort_id
        assert await invites.find_cohort(tx, token, EXPIRY) is None


async def test_a_revoked_link_is_worthless(store: Store) -> None:
    invite_id, token, cohort_id = await _invite(store)
    async with store.write() as tx:
        revoked = [await invites.revoke(tx, invite_id, NOW) for _ in range(2)]
    assert revoked == [cohort_id, None]
    assert await _use(store, token) is None


async def test_only_a_hash_of_the_token_is_kept(store: Store) -> None:
    _, token, _ = await _invite(store)
    async with store.read() as tx:
        (row,) = (await tx.run(select(invite))).all()
    assert token not in str(row)
    assert row.token_hash == invites.hash_token(token)


async def test_a_token_fits_a_link_of_telegram(store: Store) -> None:
    _, token, _ = await _invite(store)
    assert len(token) <= 64
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
