"""What is asked for by name while the reply to a crisis stands: no exercise answers a crisis."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import asked_again
from tests.scenes.test_crisis import VEILED, VIOLENCE
from tests.scenes.test_crisis_stands import PLAIN, TAKEN, someone, stands

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
ASKED_FOR = {
    "nl": ("oefening", "Vandaag", "/vandaag", "/oefening", "cyclus", "week", "/kompas",
           "voortgang", "geef me een oefening", "wat is het thema van deze week",
           "ademhalingsoefening"),
    "en": ("exercise", "Today", "/today", "/exercise", "cycle", "week", "/compass", "progress",
           "give me an exercise", "show me the cycle", "breathing exercise"),
}  # fmt: skip
EXERCISE = {"nl": "/oefening", "en": "/exercise"}


def is_put_off(person: Person) -> bool:
    """Whether the newest message says so, with 112 on top and the numbers below."""
    text, said = text_of(person.last), person.book.replies
    first = text.startswith(said["still_taken"].strip())
    numbers = all(number in text for number in ("112", "113", "1813"))
    helps = person.words("button.help") in person.buttons
    return first and said["still_later"].strip() in text and numbers and helps


@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
@pytest.mark.parametrize("first", [PLAIN, TAKEN])
async def test_no_exercise_and_no_text_opens_by_its_name_while_that_reply_stands(
    stage: Stage, spoken: str, first: dict[str, str], *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    await person.say(first[spoken])
    for text in ASKED_FOR[spoken]:
        await stage.walk(seconds=40)
        await person.say(text)
        assert is_put_off(person), (text, text_of(person.last)[:120])
        on = person.book.replies["still_later_on"].strip() in text_of(person.last)
        assert on != visits
        assert person.words("button.now") not in person.buttons


@SPOKEN
async def test_the_way_back_opens_them_again(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    await stage.walk(hours=5)
    await person.say(EXERCISE[spoken])
    assert is_put_off(person)
    await person.say({"nl": "/verder", "en": "/resume"}[spoken])
    for text in ASKED_FOR[spoken][:4]:
        await person.say(text)
        assert not is_put_off(person), text
    await person.say(EXERCISE[spoken])
    assert text_of(person.last).startswith(person.words("exercise.offer"))


@SPOKEN
async def test_after_a_restart_too(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(TAKEN[spoken])
    await stage.restart()
    await person.say(EXERCISE[spoken])
    assert is_put_off(person)


@SPOKEN
async def test_a_letter_asked_for_in_one_word_may_be_a_farewell(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    await person.say({"nl": "brief", "en": "letter"}[spoken])
    assert stands(person)


@SPOKEN
async def test_the_question_stays_open_when_an_exercise_is_asked_for(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in ASKED_FOR[spoken][:4]:
        await person.say(VEILED[spoken])
        await person.say(text)
        assert asked_again(person, person.last), text
    await person.say({"nl": "nee", "en": "no"}[spoken])
    assert text_of(person.last) == person.book.replies["suicide_no"].strip()
    await person.say(EXERCISE[spoken])
    assert text_of(person.last).startswith(person.words("exercise.offer"))


@SPOKEN
async def test_no_lines_light_up_where_somebody_may_look_along(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VIOLENCE[spoken])
    lines = {person.book.replies[key].strip() for key in ("not_emergency", "violence_open")}
    for text in ASKED_FOR[spoken][:4]:
        await person.say(text)
        assert text_of(person.last) in lines, text
    await person.say({"nl": "nee", "en": "no"}[spoken])
    assert person.book.replies["violence_unsafe"].strip() in [text_of(m) for m in person.heard]


@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
async def test_a_command_that_there_is_not_is_said_to_that_reply(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    now = {"nl": "/nu", "en": "/now"}[spoken]
    for text in ("/sos112", now, "/help112"):
        await person.say(TAKEN[spoken])
        await stage.walk(seconds=40)
        await person.say(text)
        assert all(number in text_of(person.last) for number in ("112", "113", "1813")), text
        assert person.words("button.help") in person.buttons, text
        assert (person.words("button.now") in person.buttons) == (text == now)
        await person.say({"nl": "ja", "en": "yes"}[spoken])
        assert stands(person), text
        await stage.walk(seconds=40)


@SPOKEN
async def test_on_a_calm_day_the_name_of_that_button_opens_it_with_a_slash_too(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/nu", "en": "/now"}[spoken])
    assert person.words("urge.button.go") in person.buttons
