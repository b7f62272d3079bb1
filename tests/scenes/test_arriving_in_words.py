"""Arriving by typing: a stray word leaves the question there, and a doubt is a yes."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_arriving import come_to_consent, link

SEEN = {
    "nl": [
        *("soms", "misschien", "ja soms", "af en toe", "hij kijkt soms ja", "weet ik niet"),
        *(
            "mijn vriend soms",
            "mn man leest wel eens mee",
            "niet altijd",
            "jaa",
            "jaaa",
            "ja hoor",
        ),
        *("alleen mn vriendin", "mn zoon van 4", "nee alleen mijn dochter", "ik hoop het niet"),
        *("volgens mij niet", "ja ik deel m met mn zus"),
        *("geen idee", "mijn stiefvader leest mee"),
    ],
    "en": [
        *("idk maybe", "sometimes", "maybe", "my boyfriend sometimes looks", "yes sometimes"),
        *("he looks at it sometimes", "not always", "i dont know", "yess", "i hope not"),
        *("only my mum", "we share it", "my kid uses it for games", "not that i know of"),
        *("no idea", "my uncle reads it"),
    ],
}
UNSEEN = {
    "nl": [
        *("nee", "neee", "neeee", "nee niemand", "alleen ik", "nee hoor"),
        *("nee alleen ik heb mn code", "ik woon alleen dus nee", "niemand heeft mijn code"),
        *("nee niemand gelukkig niet meer", "nee niet meer", "ik heb een nieuwe telefoon dus nee"),
    ],
    "en": [
        *("no", "nooo", "nobody", "just me", "nah just me", "no only i know the passcode"),
        *("i live alone so no", "no one but me", "just me thankfully", "not anymore"),
        *("no it's my own phone", "not any more thankfully"),
    ],
}
UNTOLD = {
    "nl": ["dit is mijn telefoon", "het is mijn eigen mobiel", "hij heeft mijn code niet"],
    "en": ["it's my phone", "this is my own phone"],
}
ONWARD = {
    "nl": ["okee verder", "ga door", "ja is goed", "okee", "ja gedaan", "ok klaar"],
    "en": ["yeah sure", "ok whatever", "yeah did it", "ok go on", "next"],
}
AGREES = {
    "nl": ["jaa", "jaa akkoord", "ja is goed", "ik ga akkoord"],
    "en": ["yess", "yeah sure", "yes i agree", "I agree"],
}
STRAY = {
    "nl": ["wat is dit precies", "ok", "verder", "wat is dit", "is dit een robot", "hallo"],
    "en": ["what is this exactly", "ok", "continue", "what is this", "is this a robot", "hello"],
}


async def _asked(stage: Stage, spoken: str, name: str = "Lea") -> Person:
    person = stage.person(name, spoken)
    await person.start(await link(stage))
    return person


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_who_may_see_the_phone_is_read_with_care(stage: Stage, spoken: str) -> None:
    for number, said in enumerate(SEEN[spoken]):
        person = await _asked(stage, spoken, f"Lea-{number}")
        assert text_of(await person.say(said)) == person.words("start.ground_seen"), said


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_a_no_in_other_words_is_a_no(stage: Stage, spoken: str) -> None:
    for number, said in enumerate(UNSEEN[spoken]):
        person = await _asked(stage, spoken, f"Lea-{number}")
        assert text_of(await person.say(said)) == person.words("start.ground"), said


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_what_speaks_of_the_phone_and_tells_neither_is_asked_once_more(
    stage: Stage, spoken: str
) -> None:
    for number, said in enumerate(UNTOLD[spoken]):
        person = await _asked(stage, spoken, f"Lea-{number}")
        assert text_of(await person.say(said)) == person.words("start.who_again"), said


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_behind_the_exercise_everyday_words_go_on(stage: Stage, spoken: str) -> None:
    for number, said in enumerate(ONWARD[spoken]):
        person = await _asked(stage, spoken, f"Lea-{number}")
        await person.press("start.button.unseen")
        assert text_of(await person.say(said)) == person.words("start.what"), said


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_a_yes_in_everyday_words_is_consent(stage: Stage, spoken: str) -> None:
    for number, said in enumerate(AGREES[spoken]):
        person = stage.person(f"Lea-{number}", spoken)
        await come_to_consent(person, await link(stage))
        assert text_of(await person.say(said)) == person.words("start.which_hour"), said


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("number", range(6))
async def test_a_stray_word_leaves_each_question_of_the_arrival_in_sight(
    stage: Stage, spoken: str, number: int
) -> None:
    said = STRAY[spoken][number]
    person = await _asked(stage, spoken)
    for _ in range(2):
        await person.say(said)
        assert person.words("start.button.unseen") in person.buttons
        assert person.words("start.who_again") in text_of(person.last)
    no = {"nl": "nee", "en": "no"}[spoken]
    assert text_of(await person.say(no)) == person.words("start.ground")
    if said not in {"ok", "verder", "continue"}:
        await person.say(said)
        assert person.words("start.button.onward") in person.buttons
    await person.say({"nl": "verder", "en": "continue"}[spoken])
    assert text_of(person.last) == person.words("start.what")
    await person.say(said)
    assert text_of(person.last).endswith(person.words("start.agree_again"))
    await person.say(person.words("start.button.agree"))
    assert text_of(person.last) == person.words("start.which_hour")


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_an_old_yes_is_not_consent(stage: Stage, spoken: str) -> None:
    person = stage.person("Lea", spoken)
    await come_to_consent(person, await link(stage))
    for said in {"nl": ["soms", "misschien"], "en": ["sometimes", "maybe"]}[spoken]:
        await person.say(said)
        assert person.words("start.button.agree") in person.buttons
        assert await person.record() is None


GRAVE = {
    "nl": [
        "hij slaat me soms",
        "soms wil ik dood",
        "ja soms slaat hij me",
        "hij pakt me soms bij mijn keel",
        *("ik kan niet meer", "ik wil niet meer leven"),
    ],
    "en": [
        *("he hits me sometimes", "sometimes i want to die", "yes sometimes he hits me"),
        *("i can't go on anymore", "no i can't do this anymore"),
    ],
}


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_what_is_grave_is_no_answer_to_who_may_see_the_phone(
    stage: Stage, spoken: str
) -> None:
    for number, said in enumerate(GRAVE[spoken]):
        person = await _asked(stage, spoken, f"Lea-{number}")
        assert kind_of(person, await person.say(said)) is not None, said


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_elsewhere_the_same_words_are_asked_about(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    said = {"nl": "hij kijkt soms ja", "en": "he reads my phone"}[spoken]
    assert kind_of(person, await person.say(said)) == "violence"
