"""What rooms keep for a client, on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.store import anchors, appointments, due, hard_days, letterbox, safe_words
from bot.store.engine import Store
from bot.store.letterbox import Sealed
from bot.vault import VaultError
from tests.store.scenes import NOW, enrol
from tests.store.seeding import everything

HOUR = timedelta(hours=1)


async def _letter(store: Store, client_id: int, text: str, *, long: bool = False) -> Sealed:
    async with store.write() as tx:
        letter_id = await letterbox.add(
            tx, client_id, text, long=long, sealed_at=NOW, opens_at=NOW + HOUR,
            gone_at=NOW + timedelta(days=30),
        )  # fmt: skip
        found = await letterbox.find(tx, letter_id, client_id, NOW)
    assert found is not None
    return found


async def test_what_is_kept_comes_back_as_it_was(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        await anchors.add(tx, noor.id, anchors.PLAN, {"if": "één 🌊"}, NOW, ready=False)
        plan_id = await anchors.finish_plan(tx, noor.id, "dan")
        noted = await appointments.begin(tx, noor.id, "work", NOW)
        await appointments.set_note(tx, noted, "één 🌊")
        day = await hard_days.begin(tx, noor.id, date(2027, 2, 28), NOW)
        await hard_days.set_name(tx, day, "één 🌊")
    sealed = await _letter(store, noor.id, "één 🌊")
    async with store.read() as tx:
        [plan] = await anchors.list_all(tx, noor.id)
        assert (plan.id, plan.content) == (plan_id, {"if": "één 🌊", "then": "dan"})
        assert await appointments.note_of(tx, noted, noor.id) == "één 🌊"
        assert (await hard_days.list_all(tx, noor.id))[0].name == "één 🌊"
        assert await letterbox.read(tx, sealed.id, noor.id) == "één 🌊"


async def test_nothing_of_one_client_is_found_for_another(store: Store) -> None:
    noor, mia = await enrol(store), await enrol(store, 202)
    sealed = await _letter(store, noor.id, "van Noor")
    async with store.write() as tx:
        plan = await anchors.add(tx, noor.id, anchors.SENTENCE, {"text": "x"}, NOW, ready=True)
        noted = await appointments.begin(tx, noor.id, "work", NOW)
        await appointments.set_note(tx, noted, "x")
        day = await hard_days.begin(tx, noor.id, date(2027, 2, 28), NOW)
    async with store.write() as tx:
        assert await letterbox.read(tx, sealed.id, mia.id) == ""
        assert await letterbox.find(tx, sealed.id, mia.id, NOW) is None
        assert not await letterbox.drop(tx, sealed.id, mia.id, NOW)
        assert await anchors.find(tx, plan, mia.id) is None
        assert not await anchors.drop(tx, plan, mia.id)
        assert await appointments.find(tx, noted, mia.id) is None
        assert await appointments.note_of(tx, noted, mia.id) == ""
        assert await hard_days.find(tx, day, mia.id) is None
        await appointments.drop(tx, noted, mia.id)
        await hard_days.drop(tx, day, mia.id)
    rows = await everything(store)
    assert all(len(rows[name]) == 1 for name in ("letter", "anchor", "appointment", "hard_day"))


async def test_a_sealed_value_does_not_open_in_another_row(store: Store) -> None:
    noor = await enrol(store)
    one, other = await _letter(store, noor.id, "één"), await _letter(store, noor.id, "twee")
    rows = {row["id"]: row for row in (await everything(store))["letter"]}
    async with store.write() as tx:
        moved = rows[one.id]["content_sealed"]
        await letterbox.change(tx, other.id, noor.id, content_sealed=moved)
        with pytest.raises(VaultError):
            await letterbox.read(tx, other.id, noor.id)


async def test_a_letter_whose_time_is_over_is_not_found_even_before_the_purge(
    store: Store,
) -> None:
    noor = await enrol(store)
    sealed = await _letter(store, noor.id, "weg")
    over = NOW + timedelta(days=30)
    async with store.write() as tx:
        assert await letterbox.find(tx, sealed.id, noor.id, over) is None
        await letterbox.purge(tx, over)
    assert (await everything(store))["letter"] == []


async def test_a_longer_letter_leaves_an_empty_row_for_a_week(store: Store) -> None:
    noor = await enrol(store)
    sealed = await _letter(store, noor.id, "lang", long=True)
    async with store.write() as tx:
        assert await letterbox.drop(tx, sealed.id, noor.id, NOW)
        assert await letterbox.list_all(tx, noor.id, NOW) == []
        assert await letterbox.last_long_opens_at(tx, noor.id) == NOW + HOUR
        assert await letterbox.read(tx, sealed.id, noor.id) == ""
        await letterbox.purge(tx, NOW + timedelta(days=8))
    assert (await everything(store))["letter"] == []


async def test_a_word_fits_however_it_is_typed_and_no_other_does(store: Store) -> None:
    noor, mia = await enrol(store), await enrol(store, 202)
    async with store.read() as tx:
        sealed = safe_words.seal(tx, noor.id, "Grijze  schuur")
        assert safe_words.fits(tx, noor.id, " grijze SCHUUR", sealed)
        assert not safe_words.fits(tx, noor.id, "grijze schuren", sealed)
        assert sealed != safe_words.seal(tx, noor.id, "Grijze  schuur")
        with pytest.raises(VaultError):
            safe_words.fits(tx, mia.id, "Grijze  schuur", sealed)


async def test_a_word_is_set_changed_and_taken_off(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        await safe_words.change(tx, noor.id, next_sealed=b"x")
        found = await safe_words.find(tx, noor.id)
        assert found is not None
        assert not found.is_set
        await safe_words.change(
            tx, noor.id, hash_sealed=b"x", open_until=NOW + safe_words.OPEN_FOR
        )
        found = await safe_words.find(tx, noor.id)
        assert found is not None
        assert (found.is_set, found.is_open(NOW), found.is_open(NOW + safe_words.OPEN_FOR)) == (
            True,
            True,
            False,
        )
        await safe_words.drop_draft(tx, noor.id)
        assert await safe_words.find(tx, noor.id) is not None
        await safe_words.remove(tx, noor.id)
        assert await safe_words.find(tx, noor.id) is None


async def test_what_is_due_is_found_with_whom_it_concerns(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        day = await hard_days.begin(tx, noor.id, NOW.date(), NOW)
        await hard_days.change(tx, day, ready=True, next_at=NOW)
        noted = await appointments.begin(tx, noor.id, "work", NOW)
        await appointments.change(tx, noted, at=NOW + HOUR, next_at=NOW)
        assert await hard_days.list_due(tx, NOW - HOUR, 9) == []
        assert [(d.id, d.chat_id) for d in await hard_days.list_due(tx, NOW, 9)] == [(day, 101)]
        found = await appointments.list_due(tx, NOW, 9)
        assert [(d.id, d.at) for d in found] == [(noted, NOW + HOUR)]
        dues = [hard_days.NEXT_DUE, appointments.NEXT_DUE]
        assert await due.earliest(tx, dues) == [NOW, NOW]
        assert await hard_days.count(tx, noor.id) == 1
        assert await appointments.count_coming(tx, noor.id) == 1


async def test_one_appointment_at_a_time_is_asked_about(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        first = await appointments.begin(tx, noor.id, "work", NOW)
        await appointments.change(tx, first, at=NOW + HOUR)
        second = await appointments.begin(tx, noor.id, "lawyer", NOW)
        asked = await appointments.find_asked(tx, noor.id)
        assert asked is not None
        assert asked.id == second
        await appointments.ask_for(tx, first, noor.id)
        asked = await appointments.find_asked(tx, noor.id)
        assert asked is not None
        assert asked.id == first
        await appointments.drop_drafts(tx, noor.id)
        assert await appointments.find_asked(tx, noor.id) is None
    assert len((await everything(store))["appointment"]) == 1


async def test_what_is_past_and_what_was_never_finished_goes(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        await appointments.begin(tx, noor.id, "work", NOW)
        await hard_days.begin(tx, noor.id, NOW.date(), NOW)
        await anchors.add(tx, noor.id, anchors.PLAN, {"if": "x"}, NOW, ready=False)
        for purge in (appointments.purge, hard_days.purge, anchors.purge_drafts):
            await purge(tx, NOW - HOUR)
    rows = await everything(store)
    assert all(rows[name] for name in ("appointment", "hard_day", "anchor"))
    async with store.write() as tx:
        for purge in (appointments.purge, hard_days.purge, anchors.purge_drafts):
            await purge(tx, NOW)
    rows = await everything(store)
    assert not any(rows[name] for name in ("appointment", "hard_day", "anchor"))
