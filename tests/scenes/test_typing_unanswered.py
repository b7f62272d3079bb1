"""What is said while it is open whether she can type safely, and is no answer to that."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_crisis import VIOLENCE
from tests.scenes.test_crisis_stands import NO, someone

YES = {"nl": "ja", "en": "yes"}
SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
VISITS = pytest.mark.parametrize("visits", [False, True])
SOMETIMES = {"nl": "mn vriend slaat me soms", "en": "my bf hits me sometimes"}
NOT_NOW = {
    "nl": ("nu niet", "niet nu", "op dit moment niet", "nu nie"),
    "en": ("not rn", "not now", "not right now", "right now not"),
}
CANNOT = {"nl": ("nu even niet", "kan nu niet", "nee nu niet"),
          "en": ("cant now", "no not now", "i cant type right now")}  # fmt: skip
ELSE = {
    "nl": ("dan pakken ze haar af", "anoniem kan dat", "mag dat", "waar dan", "ok"),
    "en": ("the dog is hungry", "can it be anonymous", "is that allowed", "where then", "ok"),
}
KEEPS = {
    "nl": ("moet ik die berichten wissen", "moet ik de appjes bewaren", "zal ik zijn foto wissen"),
    "en": ("should i delete these messages", "do i keep the screenshots", "should i save his pic"),
}  # fmt: skip


def said(person: Person, key: str) -> str:
    return person.book.replies[key].strip()


async def asked(stage: Stage, spoken: str, *, visits: bool, told: dict[str, str]) -> Person:
    person = await someone(stage, spoken, visits=visits)
    await person.say(told[spoken])
    assert said(person, "violence") in person.texts
    return person


@SPOKEN
@VISITS
async def test_not_now_may_be_of_the_hitting_and_is_asked_about_once(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    for text in NOT_NOW[spoken]:
        person = await asked(stage, spoken, visits=visits, told=SOMETIMES)
        await person.say(text)
        assert text_of(person.last) == said(person, "violence_open"), text
        assert said(person, "violence_unsafe") not in person.texts
        # The number to call stays in sight above.
        assert said(person, "violence") in [text_of(one) for one in person.heard]
        await person.say(YES[spoken])
        assert kind_of(person, person.last) == "violence_safe"


@SPOKEN
@VISITS
async def test_said_to_the_question_in_few_words_it_is_a_no(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    for text in NOT_NOW[spoken]:
        person = await asked(stage, spoken, visits=visits, told=SOMETIMES)
        await person.say(text)
        await person.say(text)
        assert said(person, "violence_unsafe") in person.texts, text
        assert not any("0800" in one for one in person.texts)


@SPOKEN
async def test_who_cannot_type_now_is_left_alone(stage: Stage, spoken: str) -> None:
    for text in CANNOT[spoken]:
        person = await asked(stage, spoken, visits=False, told=SOMETIMES)
        await person.say(text)
        assert said(person, "violence_unsafe") in person.texts, text


@SPOKEN
@VISITS
async def test_what_is_waited_for_is_said_in_turn_and_nothing_lights_up(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await asked(stage, spoken, visits=visits, told=VIOLENCE)
    lines = [said(person, "not_emergency"), said(person, "violence_open")]
    for number, text in enumerate(ELSE[spoken]):
        await stage.walk(seconds=40)
        await person.say(text)
        assert text_of(person.last) == lines[number % 2], text
        if number % 2:
            assert buttons_of(person.last) == []
    await person.say(NO[spoken])
    assert said(person, "violence_unsafe") in person.texts
    # It was answered, and is asked no more.
    for text in ELSE[spoken][:3]:
        await person.say(text)
        assert text_of(person.last) == said(person, "not_emergency"), text


@SPOKEN
@VISITS
async def test_what_to_keep_is_answered_without_a_word_of_why(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await asked(stage, spoken, visits=visits, told=VIOLENCE)
    for text in KEEPS[spoken]:
        await stage.walk(seconds=40)
        await person.say(text)
        assert text_of(person.last).startswith(said(person, "violence_keep")), text
        assert text_of(person.last).endswith(said(person, "violence_open")), text
        assert not any(sign.isdecimal() for sign in text_of(person.last))
    await person.say(YES[spoken])
    assert kind_of(person, person.last) == "violence_safe"
