"""Updates: stored before they are confirmed, handled in order, never lost, never twice."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import NetworkError

from bot import in_sight
from bot.sandbox.faults import Kind
from bot.store.errors import StoreError
from tests.cast import Person, Stage, text_of
from tests.outbox.conftest import rush


def message(person: Person, update_id: int, text: str) -> dict[str, Any]:
    chat = {"id": person.id, "type": "private", "first_name": person.name}
    sender = {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": "nl"}
    body = {"message_id": update_id, "date": 1, "chat": chat, "from": sender, "text": text}
    return {"update_id": update_id, "message": body}


async def test_the_same_update_twice_is_answered_once(stage: Stage, noor: Person) -> None:
    update = message(noor, 555, "/week")
    before = len(noor.heard)
    await stage.app.intake.accept([update])
    await stage.app.intake.accept([update, update])
    await stage.settle()
    assert len(noor.heard) == before + 1


async def test_an_update_with_a_smaller_number_than_the_last_is_handled(
    stage: Stage, noor: Person
) -> None:
    before = len(noor.heard)
    await stage.app.intake.accept([message(noor, 9_000_000, "/week")])
    await stage.app.intake.accept([message(noor, 12, "/week")])
    await stage.settle()
    assert len(noor.heard) == before + 2


async def test_what_was_stored_and_not_handled_is_handled_after_a_restart(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage.app.intake, "_line_up", lambda arrivals: None)
    stage.world.say(noor.id, "/drang")
    await stage.settle()
    before = len(noor.heard)
    monkeypatch.undo()
    await stage.restart()
    await stage.settle()
    assert "Duw je hielen" in text_of(noor.heard[before])


async def test_updates_of_one_chat_are_answered_in_order_and_others_side_by_side(
    stage: Stage, noor: Person, mia: Person
) -> None:
    before = {person.id: len(person.heard) for person in (noor, mia)}
    commands = ("/vandaag", "/week", "/drang")
    updates = [
        message(person, number * 10 + place, command)
        for number, command in enumerate(commands)
        for place, person in enumerate((noor, mia))
    ]
    await stage.app.intake.accept(updates)
    await stage.world.wait_for(
        lambda _: all(len(p.heard) >= before[p.id] + 3 for p in (noor, mia)), timeout=10
    )
    texts = [text_of(m) for m in noor.heard[before[noor.id] :]]
    assert texts[1].startswith("Week 1")
    assert "Duw je hielen" in texts[2]
    assert "Push your heels" in text_of(mia.heard[before[mia.id] + 2])


async def test_an_update_that_cannot_be_understood_stops_nothing(
    stage: Stage, noor: Person
) -> None:
    broken = {"update_id": 77, "message": {"message_id": 1, "chat": {"id": noor.id}}}
    before = len(noor.heard)
    await stage.app.intake.accept([broken, message(noor, 78, "/drang")])
    await stage.world.wait_for(
        lambda _: any("Duw je hielen" in text_of(m) for m in noor.heard[before:]), timeout=10
    )
    assert any("112" in text_of(m) for m in noor.heard[before:]), "the fixed help text went out"


async def test_a_handler_that_fails_leaves_nothing_half_done_and_help_goes_out(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    async def fail(*args: Any, **kwargs: Any) -> None:
        tried.append(1)
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("bot.clients.preferences.change", fail)
    before = await noor.record()
    await noor.say("/tijd 09:00")
    assert len(tried) == 3
    after = await noor.record()
    assert before is not None
    assert after is not None
    assert (after.daily_at, after.next_daily_at) == (before.daily_at, before.next_daily_at)
    assert "112" in text_of(noor.last)


@pytest.mark.long
async def test_without_a_database_the_update_stays_with_telegram_and_help_goes_out_once(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = stage.app.intake.accept

    async def gone(raws: Any) -> None:
        raise StoreError("gone on purpose")

    monkeypatch.setattr(stage.app.intake, "accept", gone)
    before = len(noor.heard)
    stage.world.say(noor.id, "/drang")
    await stage.world.wait_for(lambda _: len(noor.heard) > before, timeout=5)
    await asyncio.sleep(1.5)  # the poll asks again each second of the machine's own time
    told = [text_of(m) for m in noor.heard[before:]]
    assert len(told) == 1
    assert "112" in told[0]
    assert len(stage.world.queue) == 1, "not confirmed"

    monkeypatch.setattr(stage.app.intake, "accept", real)
    await stage.world.wait_for(lambda _: "Duw je hielen" in text_of(noor.last), timeout=10)


@pytest.mark.parametrize("kind", ["500", "drop-before", "429"])
async def test_help_that_did_not_arrive_goes_out_again_and_then_no_more(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    tried = []

    async def gone(raws: Any) -> None:
        tried.append(1)
        raise StoreError("gone on purpose")

    monkeypatch.setattr(stage.app.intake, "accept", gone)
    stage.world.faults.add("sendMessage", noor.id, kind=kind, times=2, seconds=1)
    stage.world.say(noor.id, "/drang")
    await rush(stage, lambda: noor.heard)
    more = len(tried) + 10
    await rush(stage, lambda: len(tried) >= more)
    assert noor.texts == [noor.book.replies["failed"].strip()]


async def test_of_whom_nobody_could_answer_only_so_many_are_remembered(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    failure_text, said = stage.app.failure_text, []

    class Heard:
        async def call(self, _method: str, params: dict[str, Any]) -> dict[str, int]:
            said.append(params["chat_id"])
            return {"message_id": 1}

    monkeypatch.setattr(failure_text, "_caller", Heard())
    monkeypatch.setattr(in_sight, "MOST_CHATS", 3)
    for chat_id in (1, 2, 3, 2, 4, 3, 1):
        await failure_text.say_once_an_hour(chat_id)
    assert said == [1, 2, 3, 4, 1], "the one who was told longest ago is forgotten first"
    assert len(failure_text._silent_until) == 3


async def test_help_that_could_not_be_sent_at_all_is_not_tried_at_each_turn(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    failure_text, tried = stage.app.failure_text, []

    class Deaf:
        async def call(self, *args: Any) -> None:
            tried.append(1)
            raise NetworkError("gone on purpose")

    monkeypatch.setattr(failure_text, "_caller", Deaf())
    for _ in range(5):
        await failure_text.say_once_an_hour(noor.id)
    assert len(tried) == 1
    stage.clock.move_to(stage.clock.now() + timedelta(seconds=10))
    await failure_text.say_once_an_hour(noor.id)
    assert len(tried) == 2
