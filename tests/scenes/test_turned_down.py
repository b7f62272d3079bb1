"""What is said against the exercise of an urge: no, why, not here, and pieces of the story."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.content.model import LANGUAGES
from bot.screens.choosing import UNSEEN
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_urge_said import VISITS, someone
from tests.scenes.urging import come_to_states, offered

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
TO_HIM = {"nl": "ik wil hem appen", "en": "i want to text him"}
REFUSED = {
    "nl": ("nee", "nee dank je", "geen zin in", "waarom moet dat", "hou op met je hielen",
           "hou op", "doe maar wat anders", "wat een onzin", "heb ik al 100x gedaan",
           "ik wil niet", "waarom zou dat helpen", "rot op met je hielen"),
    "en": ("no", "why", "dont want to", "not doing it", "something else", "this is stupid",
           "done that 100 times", "how is that gonna help", "piss off with your heels"),
}  # fmt: skip
NOT_HERE = {
    "nl": ("kan nu niet ben op werk", "mijn collega kijkt mee", "ik sta in de rij bij de appie",
           "mn baas kijkt", "kan nu niet ik zit in de les", "er zijn mensen om me heen",
           "zit in de trein"),
    "en": ("people are watching", "cant do that people around", "im at work", "on the bus",
           "my boss is here", "stuck in a meeting"),
}  # fmt: skip
DID = {"nl": ("heb ik al gedaan", "dat heb ik net gedaan"), "en": ("already did that",)}
STORY = {
    "nl": ("hij heeft een nieuwe vriendin", "gister was het nog zo gezellig", "de hond slaapt",
           "mijn moeder vond hem altijd al niks"),
    "en": ("he has a new girlfriend", "last night was so nice", "my mum never liked him"),
}  # fmt: skip
GRAVE = {
    "nl": ("ik wil niet meer", "nee ik wil dood", "zit op het spoor",
           "geen zin meer in het leven", "iedereen kijkt als ik spring",
           "nee hij slaat me", "heb het gedaan met die pillen"),
    "en": ("i dont want to live", "no i want to die", "all of them",
           "on the train tracks", "no he hits me", "people will find me hanging"),
}  # fmt: skip
UNSAID = {
    "nl": ("ik sta bij de trein", "ben op werk met een touw", "hij kijkt mee", "ik kan niet"),
    "en": ("at work with a rope", "he is watching me", "i cant do this", "by the train"),
}
"""What may be more than that an exercise does not suit."""
DOUBTED = {"nl": ("heb ik al gedaan", "dat heb ik gedaan"), "en": ("not doing it",)}
TEARS = {"nl": "ik wil dood", "en": "i want to die"}


async def at_the_heels(stage: Stage, spoken: str, *, visits: bool = False) -> Person:
    """Somebody who told of an urge and reads the first reply."""
    person = await someone(stage, spoken, visits=visits)
    await person.say(TO_HIM[spoken])
    return person


@SPOKEN
@VISITS
async def test_who_refuses_or_cannot_here_gets_three_that_nobody_sees(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    for text in (*REFUSED[spoken], *NOT_HERE[spoken]):
        await person.say(TO_HIM[spoken])
        answer = await person.say(text)
        assert text_of(answer) == person.words("urge.unseen"), text
        assert len(offered(answer)) == 3
        assert set(offered(answer)) <= set(UNSEEN)
        assert person.words("button.help") in person.buttons


@SPOKEN
async def test_further_on_who_is_among_people_gets_them_too(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await come_to_states(person)
    assert text_of(await person.say(NOT_HERE[spoken][0])) == person.words("urge.unseen")


@SPOKEN
async def test_who_refuses_these_as_well_is_shown_people(stage: Stage, spoken: str) -> None:
    person = await at_the_heels(stage, spoken)
    await person.say(REFUSED[spoken][0])
    another = {"nl": "iets anders", "en": "something else"}[spoken]
    assert text_of(await person.say(another)).startswith(person.words("urge.person_asked"))


@SPOKEN
async def test_who_does_not_feel_like_any_of_three_is_let_be_however_she_says_it(
    stage: Stage, spoken: str
) -> None:
    said = {
        "nl": ("geen zin", "ik heb geen zin", "nee geen zin", "heb er geen zin in"),
        "en": ("not in the mood", "i dont feel like it"),
    }
    for text in said[spoken]:
        person = await at_the_heels(stage, spoken)
        await person.say(NOT_HERE[spoken][0])
        assert text_of(await person.say(text)).startswith(person.words("urge.done")), text


@SPOKEN
async def test_on_the_road_a_no_says_that_she_does_not_ride(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "ik ga naar hem toe", "en": "i'm driving to his place now"}[spoken])
    no = {"nl": "nee", "en": "no"}[spoken]
    assert text_of(await person.say(no)) == person.words("urge.how_strong")


@SPOKEN
async def test_who_did_it_already_goes_on_to_the_number(stage: Stage, spoken: str) -> None:
    for text in DID[spoken]:
        person = await at_the_heels(stage, spoken)
        assert text_of(await person.say(text)) == person.words("urge.how_strong"), text


@SPOKEN
async def test_who_wants_to_be_left_alone_is(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    texts = {"nl": ("laat me met rust", "ga weg"), "en": ("leave me alone", "go away")}
    for text in texts[spoken]:
        await person.say(TO_HIM[spoken])
        assert text_of(await person.say(text)).startswith(person.words("urge.done")), text


@SPOKEN
@VISITS
async def test_a_piece_of_the_story_may_be_told_and_the_list_of_words_never_comes(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await at_the_heels(stage, spoken, visits=visits)
    before = person.buttons
    said = [text_of(await person.say(text)) for text in (*STORY[spoken], *STORY[spoken])]
    assert set(said) == {person.words("other.going_on"), person.words("other.heard")}
    assert said[0] == person.words("other.going_on")
    assert all(one != other for one, other in pairwise(said))
    assert set(before) <= set(person.buttons)


@pytest.mark.long
@SPOKEN
@VISITS
async def test_what_is_grave_is_heard_all_the_same(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    for text in GRAVE[spoken]:
        person = await at_the_heels(stage, spoken, visits=visits)
        assert kind_of(person, await person.say(text)) is not None, text
        await stage.walk(hours=25)


@SPOKEN
async def test_what_may_be_more_is_no_refusal(stage: Stage, spoken: str) -> None:
    for text in UNSAID[spoken]:
        person = await at_the_heels(stage, spoken)
        assert text_of(await person.say(text)) != person.words("urge.unseen"), text


@SPOKEN
async def test_near_a_crisis_that_it_was_done_may_be_of_that(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(TEARS[spoken])
    await stage.walk(minutes=40)
    for text in DOUBTED[spoken]:
        await person.say(TO_HIM[spoken])
        await person.press("button.now")
        answer = await person.say(text)
        further = {person.words("urge.unseen"), person.words("urge.how_strong")}
        assert text_of(answer) not in further, text


@SPOKEN
async def test_elsewhere_these_words_open_no_exercise(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in (REFUSED[spoken][0], NOT_HERE[spoken][0]):
        assert person.words("urge.unseen") not in text_of(await person.say(text))
