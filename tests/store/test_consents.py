"""What was agreed to in other words lapses, and is asked again; what was withdrawn is not."""

from __future__ import annotations

from datetime import timedelta

from bot.store import clients, consents
from bot.store.engine import Store
from tests.store.scenes import NOW, client_of, enrol

OLD, NEW = "2026-11", "2027-01"
TODAY = {"programme": OLD, "coach_view": NEW}
LATER = NOW + timedelta(days=1)


async def test_a_text_that_changed_is_asked_again_of_whom_it_concerns(store: Store) -> None:
    noor, mia, lea = [await enrol(store, chat) for chat in (101, 202, 303)]
    async with store.write() as tx:
        for one in (noor, mia, lea):
            await consents.give(tx, one.id, "programme", OLD, NOW)
        await consents.give(tx, noor.id, "coach_view", OLD, NOW)
        await consents.give(tx, mia.id, "coach_view", OLD, NOW)
        await consents.withdraw(tx, mia.id, "coach_view", NOW)
        await consents.give(tx, lea.id, "coach_view", NEW, NOW)
        await consents.lapse(tx, TODAY, LATER)
        assert not await consents.is_given(tx, noor.id, "coach_view")
        assert await consents.is_given(tx, lea.id, "coach_view")
        latest = await consents.list_latest(tx, noor.id)
        assert latest["programme"].holds
        assert (latest["coach_view"].lapsed, latest["coach_view"].withdrawn_at) == (True, LATER)
        assert await consents.is_any_open(tx, noor.id, OLD)
    asked = [(await client_of(store, one.id)).consent_ask_at for one in (noor, mia, lea)]
    assert asked == [LATER, None, None]


async def test_the_base_goes_on_until_the_client_answers(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        await consents.give(tx, noor.id, "programme", OLD, NOW)
        await consents.lapse(tx, {"programme": NEW, "coach_view": NEW}, LATER)
        assert await consents.is_given(tx, noor.id, "programme")
        assert await consents.is_any_open(tx, noor.id, NEW)
    assert (await client_of(store, noor.id)).consent_ask_at == LATER


async def test_what_was_decided_is_not_asked_again(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        await consents.give(tx, noor.id, "coach_view", OLD, NOW)
        await consents.lapse(tx, TODAY, LATER)
        await consents.settle(tx, noor.id, "coach_view")
        await clients.change(tx, noor.id, consent_ask_at=None)
        await consents.lapse(tx, TODAY, LATER)
        assert not await consents.is_any_open(tx, noor.id, OLD)
    assert (await client_of(store, noor.id)).consent_ask_at is None


async def test_what_is_agreed_to_anew_is_not_asked_again_wherever_that_was(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        await consents.give(tx, noor.id, "inbox", OLD, NOW)
        await consents.lapse_all(tx, LATER)
        assert await consents.is_any_open(tx, noor.id, OLD)
        await consents.give(tx, noor.id, "inbox", OLD, LATER)
        assert not await consents.is_any_open(tx, noor.id, OLD)
