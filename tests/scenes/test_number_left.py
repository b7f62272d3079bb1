"""The question for a number: read as people type it, asked twice at most, and left by a word."""

from __future__ import annotations

import pytest

from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.urging import rows_of, strengths

SPOKEN = pytest.mark.parametrize("spoken", ["nl", "en"])
NOW = {"nl": "nu", "en": "now"}
LEAVES = {
    "nl": ("nee laat maar", "gaat wel weer", "slaap lekker", "klaar", "dankje", "gaat beter nu",
           "hoeft al niet meer", "nee hoor"),
    "en": ("never mind", "feeling better", "good night", "done", "thanks", "no thanks"),
}  # fmt: skip
SKIPS = {"nl": ("verder", "weet ik niet", "wat moet ik"), "en": ("go on", "idk", "what now")}
TYPED = {
    "nl": {"een 5 ofzo": 5, "3 ofzo": 3, "nog steeds 7": 7, "6 a 7": 7, "6/7": 7, "bijna 0": 0},
    "en": {"like a 3": 3, "still 7": 7, "maybe a 5": 5, "6 or 7": 7, "almost 0": 0},
}
NO_NUMBER = {"nl": ("heel erg", "best veel"), "en": ("a lot", "quite bad")}


async def at_the_number(stage: Stage, spoken: str, number: int) -> Person:
    """Somebody who is asked how strong it is."""
    person = await stage.enrolled(f"Noor-{number}", spoken)
    await person.say(NOW[spoken])
    await person.press("urge.button.go")
    return person


@SPOKEN
async def test_a_number_is_taken_as_it_is_typed(stage: Stage, spoken: str) -> None:
    for number, (text, strength) in enumerate(TYPED[spoken].items()):
        person = await at_the_number(stage, spoken, number)
        assert text_of(await person.say(text)) == person.words("urge.what"), text
        assert (await strengths(stage))[-1] == strength, text


@SPOKEN
async def test_a_word_that_leaves_ends_it(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(LEAVES[spoken]):
        person = await at_the_number(stage, spoken, number)
        answer = text_of(await person.say(text))
        assert answer.startswith(person.words("urge.done")), text
        assert kind_of(person, person.last) is None
        assert not await rows_of(stage, "waiting"), text


@SPOKEN
async def test_who_goes_on_without_one_is_asked_what_it_is(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(SKIPS[spoken]):
        person = await at_the_number(stage, spoken, number)
        assert text_of(await person.say(text)) == person.words("urge.what"), text


@SPOKEN
async def test_it_is_asked_twice_and_not_a_third_time(stage: Stage, spoken: str) -> None:
    person = await at_the_number(stage, spoken, 0)
    first, second = NO_NUMBER[spoken]
    assert text_of(await person.say(first)) == person.words("urge.number_kindly")
    assert text_of(await person.say(second)) == person.words("urge.no_number")
    assert person.words("button.help") in [one.text for one in buttons_of(person.last)]
    assert text_of(await person.say(first)) != person.words("urge.number_kindly")


@SPOKEN
async def test_after_the_first_miss_a_number_is_still_taken(stage: Stage, spoken: str) -> None:
    person = await at_the_number(stage, spoken, 0)
    await person.say(NO_NUMBER[spoken][0])
    assert text_of(await person.say("6")) == person.words("urge.what")


@SPOKEN
async def test_a_new_first_reply_ends_the_question_before_it(stage: Stage, spoken: str) -> None:
    person = await at_the_number(stage, spoken, 0)
    await person.say({"nl": "hij belt me nu", "en": "he is calling me now"}[spoken])
    await person.say({"nl": "klaar", "en": "done"}[spoken])
    assert text_of(person.last) != person.words("urge.number_kindly")
    assert text_of(person.last) == person.words("urge.how_strong"), "done with that one"


async def test_that_he_hung_up_tells_of_no_crisis(stage: Stage) -> None:
    noor = await stage.enrolled("Noor", "en")
    await noor.say("he is calling me now")
    assert kind_of(noor, await noor.say("hung up")) is None
