"""He, or somebody else, has her phone and types: nothing tells him what she came for."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
HIM = {
    "nl": (
        "ik ben haar man", "laat eens zien wat ze hier over mij zegt", "haar man hier wat is dit",
        "met haar vriend hier, wat moet dit voorstellen", "waarom chat zij met jou",
        "wat heeft ze hier over mij gezegd", "je spreekt met haar man", "laat mijn vrouw met rust",
        "wie ben jij en wat wil je van mijn vrouw",
    ),
    "en": (
        "its her husband, stop messaging my wife", "hi this is her husband",
        "im her boyfriend and i want to know what this is", "what did she tell you about me",
        "why is she talking to you", "leave my girlfriend alone", "im her husband who is this",
        "who are you and why are you texting my wife", "let me see what she says about me",
    ),
}  # fmt: skip
HELPS = {
    "nl": ("ik ben haar moeder", "dit is haar beste vriendin", "ik ben haar zus, wat is dit"),
    "en": ("hi im her friend using her phone", "its her mum here", "im a friend of hers"),
}
TELLS_MORE = {
    "nl": {"ik ben haar man en ik heb haar geslagen": "harm",
           "ik ben haar moeder en ze heeft pillen ingenomen": "medical"},
    "en": {"im her friend and she took an overdose": "medical"},
}  # fmt: skip
GOES_ON = {"nl": ("wat is dit", "geef antwoord"), "en": ("what is this", "answer me")}
ASKED = {"nl": "hij slaat me", "en": "he hit me"}


def line_of(person: Person, key: str) -> str:
    return person.book.replies[key].strip()


@SPOKEN
async def test_he_reads_that_it_is_a_program_and_nothing_more(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(HIM[spoken]):
        person = await stage.enrolled(f"Noor{number}", spoken)
        heard = await person.say(text)
        assert text_of(heard) == line_of(person, "somebody_types"), text
        assert not person.buttons


@SPOKEN
async def test_what_he_goes_on_asking_gets_the_same(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(HIM[spoken][0])
    for text in GOES_ON[spoken]:
        await stage.walk(seconds=40)
        assert text_of(await person.say(text)) == line_of(person, "somebody_types"), text


@SPOKEN
async def test_whether_she_can_type_is_not_left_for_him_to_read(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(ASKED[spoken])) == "violence"
    await stage.walk(seconds=40)
    await person.say(HIM[spoken][0])
    assert person.texts[-1] == line_of(person, "somebody_types")
    assert person.book.replies["violence"].strip() not in person.texts
    await stage.walk(seconds=40)
    yes = text_of(await person.say({"nl": "ja", "en": "yes"}[spoken]))
    assert yes == line_of(person, "somebody_types")


@SPOKEN
async def test_who_may_help_finds_the_way_to_help(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(HELPS[spoken]):
        person = await stage.enrolled(f"Noor{number}", spoken)
        assert text_of(await person.say(text)) == line_of(person, "somebody_helps"), text
        assert person.words("button.help") in person.buttons


@SPOKEN
async def test_who_tells_more_is_heard_in_that(stage: Stage, spoken: str) -> None:
    for number, (text, kind) in enumerate(TELLS_MORE[spoken].items()):
        person = await stage.enrolled(f"Noor{number}", spoken)
        assert kind_of(person, await person.say(text)) == kind, text


@SPOKEN
async def test_a_crisis_of_hers_is_heard_below_that_line(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(HIM[spoken][0])
    await stage.walk(seconds=40)
    assert kind_of(person, await person.say(ASKED[spoken])) == "violence"
