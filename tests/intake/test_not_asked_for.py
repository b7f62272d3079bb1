"""Updates that nobody asked Telegram for, and those that cannot be stored."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.intake.poll import SILENT_AFTER
from bot.intake.worker import Intake
from bot.store.tables import intake
from tests.cast import COACH_ID, Person, Stage
from tests.enrolling import the_client
from tests.intake.test_handling import failure_text
from tests.outbox.conftest import rush


def written(person: Person, text: str, by: int | None = None) -> dict[str, Any]:
    """A message in her chat."""
    chat = {"id": person.id, "type": "private", "first_name": person.name}
    author = {"id": by or person.id, "is_bot": False, "first_name": "x", "language_code": "nl"}
    return {"message_id": 9001, "date": 1790000000, "chat": chat, "from": author, "text": text}


async def take(stage: Stage, raw: dict[str, Any]) -> tuple[str, int]:
    """Have it handled; gives what became of it, and after how many attempts."""
    await stage.app.intake.accept([{"update_id": 500_001, **raw}])
    await rush(stage, lambda: not stage.app.intake.busy)
    await stage.settle()
    async with stage.app.deps.store.read() as tx:
        found = (await tx.run(select(intake).where(intake.c.update_id == 500_001))).one()
    return found.state, found.attempts


@pytest.mark.parametrize("kind", ["business_message", "edited_business_message"])
@pytest.mark.parametrize("text", ["/clienten", "/vergeetmij", "ik wil dood"])
@pytest.mark.parametrize("by", [None, COACH_ID])
async def test_what_a_coach_and_a_client_write_to_each_other_is_not_meant_for_the_bot(
    stage: Stage, noor: Person, kind: str, text: str, by: int | None
) -> None:
    message = written(noor, text, by) | {"business_connection_id": "abc"}
    assert await take(stage, {kind: message}) == ("done", 1)
    assert not noor.heard
    assert await the_client(noor) is not None


@pytest.mark.parametrize(
    "raw",
    [
        {"chat_boost": {"boost": {"boost_id": "1"}}},
        {"message_reaction_count": {"message_id": 5, "date": 1790000000, "reactions": []}},
        {"deleted_business_messages": {"business_connection_id": "a", "message_ids": [1]}},
        {"guest_message": {"message_id": 1, "date": 0, "text": "hallo"}},
        {"brand_new": {"x": 1}},
    ],
    ids=lambda raw: next(iter(raw)),
)
async def test_what_nobody_asked_for_is_closed_at_once(
    stage: Stage, noor: Person, raw: dict[str, Any]
) -> None:
    ((kind, about),) = raw.items()
    chat = {"id": noor.id, "type": "private", "first_name": "Noor"}
    assert await take(stage, {kind: {"chat": chat, **about}}) == ("done", 1)
    assert not noor.heard


async def test_without_a_database_nothing_is_said_about_what_was_not_meant_for_the_bot(
    stage: Stage, noor: Person
) -> None:
    await stage.app.intake.leave_word([{"update_id": 1, "business_message": written(noor, "x")}])
    assert failure_text(noor) == 0
    await stage.app.intake.leave_word([{"update_id": 2, "message": written(noor, "x")}])
    assert failure_text(noor) == 1


async def test_an_update_without_a_number_keeps_no_other_from_being_heard(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    sound = {"update_id": 900_001, "message": written(noor, "/week")}
    fetched = 0

    async def fetch() -> list[Any]:
        nonlocal fetched
        fetched += 1
        await asyncio.sleep(0.01)
        return [{"poll": {}}, sound, "x"]

    await stage.app.poll.stop()
    monkeypatch.setattr(stage.app.poll, "_fetch", fetch)
    stage.app.poll.start()
    await rush(stage, lambda: len(noor.heard) == 1, seconds=20)
    await rush(stage, lambda: fetched > 3, seconds=20)
    assert len(noor.heard) == 1
    assert not stage.app.poll.why_not_receiving()
    assert "updates without a number passed over" in capsys.readouterr().out


async def test_what_cannot_be_stored_for_two_minutes_is_told(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(self: Intake, raws: Any) -> None:
        raise ValueError("an update that nobody foresaw")

    with monkeypatch.context() as patched:
        patched.setattr(Intake, "accept", fails)
        stage.world.say(noor.id, "/week")
        await rush(stage, lambda: stage.app.poll._unstored_since is not None)
        assert not stage.app.poll.why_not_receiving()
        for _ in range(5):
            stage.clock.move_to(stage.clock.now() + timedelta(seconds=SILENT_AFTER / 4))
            await asyncio.sleep(0.05)
        assert "could not be stored" in stage.app.poll.why_not_receiving()
    await rush(stage, lambda: not stage.app.poll.why_not_receiving())
    await rush(stage, lambda: any(text.startswith("Week") for text in noor.texts))
