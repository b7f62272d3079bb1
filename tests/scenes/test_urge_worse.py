""" "It is getting worse", said in an urge, is said of the urge: unless something graver stands."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_urge_said import someone
from tests.scenes.urging import come_to_states, do_one, labels, offered, rate, strengths

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
WORSE = {
    "nl": ("het wordt weer erger", "het wordt erger", "erger", "nog sterker dan net"),
    "en": ("worse", "worse than before", "it's getting worse", "it's even stronger now"),
}
INCOMING = {"nl": "hij appt me net", "en": "he just texted me"}
SENT = {"nl": "ik heb hem gebeld", "en": "i called him"}
HIT = {"nl": "hij heeft me geslagen", "en": "he hit me"}
GRAVE = {
    "nl": ("het wordt erger en ik kan niet meer", "hij wordt erger", "het slaan wordt erger",
           "het wordt erger hij staat voor de deur", "de gedachten worden erger ik wil dood"),
    "en": ("it's getting worse i can't go on", "he is getting worse", "the hitting gets worse",
           "it's getting worse he is at the door", "worse i want to die"),
}  # fmt: skip


async def after_one(person: Person, before: int = 8) -> None:
    """Somebody who did an exercise, and is asked for the number."""
    await come_to_states(person, before)
    await person.press("urge.button.phone")
    await do_one(person)


async def is_left_alone(person: Person) -> bool:
    """Whether no crisis was heard: nothing waits because of one."""
    client = await person.record()
    assert client is not None
    return client.held_until is None and kind_of(person, person.last) is None


@SPOKEN
async def test_to_the_question_for_a_number_worse_brings_another_kind_of_exercise(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(WORSE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await after_one(person)
        answer = await person.say(text)
        assert text_of(answer) == person.words("urge.worse"), text
        assert len(offered(answer)) == 3
        assert {person.words("urge.button.person"), person.words("button.help")} <= set(
            labels(answer)
        )
        assert await is_left_alone(person), text


@SPOKEN
async def test_worse_once_more_leads_to_a_person(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await after_one(person)
    for text in WORSE[spoken][:2]:
        await person.say(text)
    assert text_of(person.last).startswith(person.words("urge.person"))
    assert offered(person.last) == []


@SPOKEN
async def test_worse_after_two_exercises_leads_to_a_person(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await after_one(person)
    await rate(person, 7)
    await do_one(person)
    answer = await person.say(WORSE[spoken][0])
    assert text_of(answer).startswith(person.words("urge.person"))


@SPOKEN
async def test_wherever_she_is_in_an_urge_worse_is_of_it(stage: Stage, spoken: str) -> None:
    text = WORSE[spoken][0]
    person = await stage.enrolled("Noor", spoken)
    await person.say("⚓ Nu")
    assert text_of(await person.say(text)) == person.words("urge.how_strong")
    assert text_of(await person.say(text)) == person.words("urge.what")
    assert text_of(await person.say(text)) == person.words("urge.offer")
    assert text_of(await person.say(text)) == person.words("urge.offer")
    feet = person.book.exercises["feet"].title
    await person.tap(feet, person.last)
    assert text_of(await person.say(text)) == person.words("urge.worse")
    assert await is_left_alone(person)


@SPOKEN
async def test_a_visitors_worse_is_of_the_urge_while_nothing_was_said_of_the_other(
    stage: Stage, spoken: str
) -> None:
    text = WORSE[spoken][0]
    person = await someone(stage, spoken, visits=True)
    await person.say("⚓ Nu")
    assert text_of(await person.say(text)) == person.words("urge.how_strong")
    assert text_of(await person.say({"nl": "erger", "en": "worse"}[spoken])) == person.words(
        "urge.what"
    )
    await person.say(SENT[spoken])
    await person.press("urge.button.safe")
    assert kind_of(person, await person.say(WORSE["nl"][0])) == "violence"


@SPOKEN
async def test_below_eased_and_below_a_promise_it_is_and_the_promise_stands(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await after_one(person)
    await rate(person, 4)
    await person.tap({"nl": "Ja, om", "en": "Yes, at"}[spoken])
    answer = await person.say(WORSE[spoken][0])
    assert text_of(answer) == person.words("urge.worse")
    await stage.walk(minutes=21)
    assert text_of(person.last).startswith(person.words("urge.return", at="10:20"))
    assert text_of(await person.say(WORSE[spoken][1])) == person.words("urge.worse")
    assert await strengths(stage) == [8, 4]
    assert await is_left_alone(person)


@SPOKEN
async def test_what_is_graver_beside_it_is_heard_as_before(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(GRAVE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await after_one(person)
        await person.say(text)
        assert not await is_left_alone(person), text


@SPOKEN
async def test_where_the_other_acts_worse_may_be_of_that_and_is_asked_about(
    stage: Stage, spoken: str
) -> None:
    for number, before in enumerate((INCOMING[spoken], SENT[spoken])):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(before)
        assert await is_left_alone(person)
        await person.say(WORSE["nl"][0])
        assert kind_of(person, person.last) == "violence", before


@SPOKEN
async def test_after_words_of_a_crisis_worse_is_of_those(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(HIT[spoken])
    await person.press("lines.button.safe")
    await after_one(person)
    answer = text_of(await person.say(WORSE["nl"][0]))
    assert answer != person.words("urge.worse")
    assert "112" in answer
