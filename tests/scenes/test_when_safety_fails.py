"""Whatever breaks in the guard or behind it, the fixed help text still goes out."""

from __future__ import annotations

import pytest

from bot.safety import replies
from bot.understanding.classify import Classifier
from tests.cast import Person, Stage, text_of
from tests.outbox.conftest import rush
from tests.scenes.database import stands_in_files

pytestmark = pytest.mark.usefixtures("something_breaks")


@pytest.fixture
def broken_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be classified."""
    monkeypatch.setattr(Classifier, "classify", lambda *_: 1 / 0)


async def heard_after_all_attempts(stage: Stage, person: Person) -> str:
    """The last thing heard once every attempt was made; only one thing was said."""
    await rush(stage, lambda: not stage.app.busy and not len(stage.world.queue))
    await stage.settle()
    return person.texts[-1]


@pytest.mark.usefixtures("broken_guard")
@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_for_a_message_that_is_changed(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/week")
    mine = next(m for m in stage.world.chat(person.id) if not m.from_bot)
    stage.world.edit(person.id, mine.message_id, "ik wil dood")
    assert await heard_after_all_attempts(stage, person) == person.book.replies["failed"]
    assert len(person.heard) == 2


@pytest.mark.usefixtures("broken_guard")
@pytest.mark.parametrize("kind", ["photo", "voice", "document"])
async def test_for_a_caption(stage: Stage, noor: Person, kind: str) -> None:
    getattr(stage.world, f"send_{kind}")(noor.id, caption="ik wil dood")
    assert await heard_after_all_attempts(stage, noor) == noor.book.replies["failed"]
    assert not stands_in_files(stage, "ik wil dood")


@pytest.mark.usefixtures("broken_guard")
async def test_for_a_visitor(stage: Stage, visitor: Person) -> None:
    stage.world.say(visitor.id, "ik wil dood")
    assert await heard_after_all_attempts(stage, visitor) == visitor.book.replies["failed"]


@pytest.mark.parametrize("key", ["safe", "yes"])
async def test_for_an_answer_to_the_guards_own_question(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    await noor.say("hij slaat me" if key == "safe" else "iedereen is beter af zonder mij")
    monkeypatch.setattr(replies, "answer", lambda *_: 1 / 0)
    message, button = noor.find_button(noor.words(f"lines.button.{key}"))
    assert button.data is not None
    stage.world.tap(noor.id, message.message_id, button.data)
    assert await heard_after_all_attempts(stage, noor) == noor.book.replies["failed"]


async def test_for_a_button_on_a_message_that_telegram_shows_no_more(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "answer", lambda *_: 1 / 0)
    sender = {"id": noor.id, "is_bot": False, "first_name": "Noor", "language_code": "nl"}
    chat = {"id": noor.id, "type": "private", "first_name": "Noor"}
    stage.world.raw_update({
        "callback_query": {
            "id": "77", "from": sender, "chat_instance": "1", "data": "safety:thinking",
            "message": {"message_id": 1, "date": 0, "chat": chat},
        }
    })  # fmt: skip
    assert await heard_after_all_attempts(stage, noor) == noor.book.replies["failed"]


async def test_when_the_reply_cannot_be_put_together(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "first_reply", lambda *_: 1 / 0)
    stage.world.say(noor.id, "ik wil dood")
    assert await heard_after_all_attempts(stage, noor) == noor.book.replies["failed"]
    monkeypatch.undo()
    await noor.say("ik wil dood")
    assert noor.texts[-1].startswith(noor.book.replies["suicide"])


@pytest.mark.usefixtures("broken_guard")
async def test_where_a_room_waits_for_a_text_the_room_takes_nothing(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.zone")
    stage.world.say(noor.id, "Paramaribo")
    assert await heard_after_all_attempts(stage, noor) == noor.book.replies["failed"]
    record = await noor.record()
    assert record is not None
    assert record.zone == "Europe/Amsterdam"


@pytest.mark.usefixtures("broken_guard")
async def test_though_telegram_does_not_take_it_at_first(stage: Stage, noor: Person) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="500", times=1)
    stage.world.say(noor.id, "ik wil dood")
    await rush(stage, lambda: noor.heard)
    assert noor.texts == [noor.book.replies["failed"].strip()]


@pytest.mark.parametrize(
    "description",
    [
        "Bad Request: can't parse entities: something",
        "Bad Request: message to be replied not found",
        "Bad Request: QUANTUM_INVALID",
    ],
)
async def test_a_reply_to_a_crisis_that_telegram_refuses_comes_without_what_stands_around_it(
    stage: Stage, noor: Person, description: str
) -> None:
    await noor.say("ik wil dood")
    good = text_of(noor.last)
    before = len(noor.heard)
    stage.world.faults.add("sendMessage", noor.id, kind="400", description=description)
    await noor.say("ik wil dood")
    assert len(noor.heard) == before + 1
    assert text_of(noor.last) == good
    assert not noor.buttons


async def test_and_if_they_are_refused_too_the_fixed_help_text_comes(
    stage: Stage, noor: Person
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="400", times=2)
    await noor.say("ik wil dood")
    assert noor.texts == [noor.book.replies["failed"]]


async def test_when_all_is_refused_it_is_tried_no_further(stage: Stage, noor: Person) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="400", times=None)
    await noor.say("ik wil dood")
    assert not noor.heard
    assert sum(call.method == "sendMessage" for call in stage.world.requests) == 3
