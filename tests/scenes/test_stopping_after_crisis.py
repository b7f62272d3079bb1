"""Stopping, pausing and emptying the chat after words of a crisis: the numbers stay in reach."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_crisis import VEILED, VIOLENCE
from tests.scenes.test_crisis_stands import NO, PLAIN, someone, stands

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
YES = {"nl": "ja", "en": "yes"}
WAYS = {
    "nl": ("stop", "/stop", "/pauze", "stop met die berichten"),
    "en": ("stop", "/stop", "/pause", "stop the messages"),
}
WIPES = {"nl": ("/wis", "wis dit gesprek"), "en": ("/wipe", "delete this chat")}


def tells_where_to_ring(person: Person) -> bool:
    """Whether the newest message says it, and leads to everybody who answers."""
    told = person.book.replies["not_emergency"].strip() in text_of(person.last)
    return told and person.words("button.help") in person.buttons


@SPOKEN
@pytest.mark.parametrize("place", range(4))
async def test_whoever_stops_it_all_is_told_where_to_ring(
    stage: Stage, spoken: str, place: int
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    await person.say(WAYS[spoken][place])
    assert tells_where_to_ring(person)
    await person.say(YES[spoken] if place < 3 else "hm")
    assert stands(person)


@SPOKEN
async def test_a_stranger_who_says_stop_to_it_is_told_too(stage: Stage, spoken: str) -> None:
    person = await someone(stage, spoken, visits=True)
    await person.say(PLAIN[spoken])
    await person.say("stop")
    assert text_of(person.last).startswith(person.words("stop.visitor"))
    assert tells_where_to_ring(person)


@SPOKEN
async def test_an_exercise_that_is_stopped_then_says_it_as_well(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data("exercise:begin:feet:day:0", 1, stale=True)
    await person.say(PLAIN[spoken])
    await person.say("stop")
    assert text_of(person.last).startswith(person.words("stop.exercise"))
    assert tells_where_to_ring(person)


@SPOKEN
async def test_a_yes_after_stop_still_answers_the_question_before_it(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VEILED[spoken])
    await person.say("stop")
    assert kind_of(person, await person.say(YES[spoken])) == "suicide"


@SPOKEN
async def test_a_no_after_stop_is_none_to_the_question_before_it(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VEILED[spoken])
    await person.say("stop")
    await person.say(NO[spoken])
    assert stands(person)
    record = await person.record()
    assert record is not None
    assert record.is_held(stage.clock.now())


@SPOKEN
async def test_beside_the_question_of_typing_nothing_lights_up_after_stop(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VIOLENCE[spoken])
    await person.say("stop")
    await person.say(NO[spoken])
    assert not any("0800" in text for text in person.texts)


@SPOKEN
@pytest.mark.parametrize("place", range(2))
async def test_an_emptied_chat_says_where_to_ring(stage: Stage, spoken: str, place: int) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    await person.say(WIPES[spoken][place])
    assert len(person.heard) == 1
    assert person.book.replies["not_emergency"].strip() in text_of(person.last)


@SPOKEN
async def test_on_another_day_nothing_of_it_is_said(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    await stage.walk(hours=25)
    for text in ("stop", WIPES[spoken][0]):
        await person.say(text)
        assert person.book.replies["not_emergency"].strip() not in text_of(person.last), text
