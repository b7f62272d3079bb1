"""What is on its way while the chat is swept goes too, and nothing else does."""

from __future__ import annotations

import asyncio

import pytest

from tests.cast import Person, Stage, text_of
from tests.scenes.database import tables_with

BURSTS = {
    "nl": (
        ["mijn ex heeft me geslagen"],
        ["ik wil dood"],
        ["/drang", "/vandaag", "/nood", "/help", "/oefening", "/week", "/nood"],
        ["/cyclus", "/voortgang", "/mijngegevens"],
    ),
    "en": (
        ["my ex hit me"],
        ["i want to die"],
        ["/urge", "/today", "/crisis", "/help", "/exercise", "/week", "/crisis"],
        ["/cycle", "/progress", "/mydata"],
    ),
}
WIPE = {"nl": "/wis", "en": "/wipe"}


async def at_once(stage: Stage, person: Person, said: list[str]) -> None:
    """All of it before the first answer."""
    for text in said:
        stage.world.say(person.id, text)
    await stage.settle()
    await stage.walk(minutes=1)


@pytest.mark.parametrize(
    ("spoken", "said"), [(spoken, said) for spoken, all_ in BURSTS.items() for said in all_]
)
async def test_what_has_not_been_answered_yet_is_swept_with_its_answers(
    stage: Stage, mia: Person, spoken: str, said: list[str]
) -> None:
    person = await stage.enrolled("Noor", spoken, seen=True)
    beside = len(mia.heard)
    await mia.say("/help")
    await at_once(stage, person, [*said, WIPE[spoken]])
    (left,) = stage.world.chat(person.id)
    assert text_of(left) == person.words("wipe.done")
    assert len(mia.heard) > beside


async def test_an_answer_that_is_long_on_the_road_is_swept_when_it_comes(
    stage: Stage, noor: Person
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="slow", seconds=0.5, times=1)
    await at_once(stage, noor, ["ik wil dood", "/wis"])
    (left,) = stage.world.chat(noor.id)
    assert text_of(left).startswith(noor.words("wipe.done"))
    assert noor.book.replies["not_emergency"] in text_of(left)


async def test_a_visitor_s_answers_go_too_and_nothing_is_kept_for_it(
    stage: Stage, visitor: Person
) -> None:
    await visitor.start()
    await at_once(stage, visitor, ["/drang", "mijn ex heeft me geslagen", "/wis"])
    (left,) = stage.world.chat(visitor.id)
    assert text_of(left).startswith(visitor.words("wipe.done"))
    assert await tables_with(stage, visitor.id) == []


async def test_what_is_asked_after_it_stays(stage: Stage, noor: Person) -> None:
    await at_once(stage, noor, ["/nood", "/wis", "ik wil dood"])
    assert any("112" in text for text in noor.texts)
    assert any(text.startswith(noor.words("wipe.done")) for text in noor.texts)


@pytest.mark.parametrize(
    ("spoken", "said", "method"),
    [
        ("nl", "/mijngegevens", "sendDocument"),
        ("en", "/mydata", "sendDocument"),
        ("nl", "/voortgang", "sendPhoto"),
    ],
)
async def test_what_is_private_and_under_way_at_an_erasure_leaves_the_chat_when_it_comes(
    stage: Stage, spoken: str, said: str, method: str
) -> None:
    person = await stage.enrolled("Noor", spoken, seen=True)
    asked = await person.say({"nl": "/vergeetmij", "en": "/forgetme"}[spoken])
    stage.world.faults.add(method, person.id, kind="slow", seconds=0.5, times=1)
    stage.take_time()
    stage.world.say(person.id, said)
    while len(stage.world.faults):
        await asyncio.sleep(0.01)
    stage.world.tap(person.id, asked.message_id, "privacy:forget")
    await asyncio.sleep(0.8)
    await stage.settle()
    await stage.walk(seconds=10)
    assert await person.record() is None
    assert person.words("forget.done") in person.texts
    assert {message.kind for message in person.heard} == {"text"}


async def test_help_that_is_under_way_at_an_erasure_stays(stage: Stage, noor: Person) -> None:
    asked = await noor.say("/vergeetmij")
    stage.world.faults.add("sendMessage", noor.id, kind="slow", seconds=0.3, times=1)
    stage.take_time()
    stage.world.say(noor.id, "ik wil dood")
    await asyncio.sleep(0.1)
    stage.world.tap(noor.id, asked.message_id, "privacy:forget")
    await asyncio.sleep(0.6)
    await stage.settle()
    await stage.walk(seconds=10)
    assert await noor.record() is None
    assert any("113" in text for text in noor.texts)


async def test_an_old_sweep_of_a_visitor_does_not_ask_for_all_numbers_in_between(
    stage: Stage,
) -> None:
    person = stage.person("Vis", "nl")
    await person.start()
    stage.world._next_message_id += 150_000
    await person.say("/help")
    newest = person.last.message_id
    raw = {
        "update_id": 900_001,
        "message": {
            "message_id": 7, "date": int(stage.clock.now().timestamp()), "text": "/wis",
            "entities": [{"type": "bot_command", "offset": 0, "length": 4}],
            "chat": {"id": person.id, "type": "private", "first_name": "Vis"},
            "from": {"id": person.id, "is_bot": False, "first_name": "Vis", "language_code": "nl"},
        },
    }  # fmt: skip
    await stage.app.intake.accept([raw])
    await stage.settle()
    asked = [one for one in stage.world.requests if one.method == "deleteMessages"]
    assert 0 < len(asked) < 10
    assert newest in [message.message_id for message in stage.world.chat(person.id)]
