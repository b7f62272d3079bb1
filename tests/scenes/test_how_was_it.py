"""After contact that had to happen "how was it?" is answered in words of one's own."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.database import table
from tests.scenes.test_appointment import at, plan, planned

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)


async def asked(stage: Stage, spoken: str) -> Person:
    """An hour after it began she is asked how it was."""
    person = await stage.enrolled("Noor", spoken)
    await plan(person, "24-11 14:30")
    await at(person, 15, 31)
    assert text_of(person.last) == person.words("appointment.after")
    return person


@pytest.mark.parametrize(
    ("spoken", "how", "said"),
    [
        ("nl", "heavy", "het was heel zwaar"),
        ("nl", "heavy", "ik ben kapot"),
        ("nl", "fine", "ging goed"),
        ("nl", "not_held", "het ging niet door"),
        ("nl", "not_held", "hij kwam niet opdagen"),
        ("nl", "not_held", "hij heeft afgezegd"),
        ("en", "heavy", "it was very hard"),
        ("en", "heavy", "not good"),
        ("en", "fine", "it went well"),
        ("en", "not_held", "he didn't show up"),
        ("en", "not_held", "he cancelled"),
    ],
)
async def test_how_it_was_may_be_said_in_words(
    stage: Stage, spoken: str, how: str, said: str
) -> None:
    person = await asked(stage, spoken)
    assert text_of(await person.say(said)) == person.words(f"appointment.{how}")
    assert await planned(stage) == []


@SPOKEN
async def test_what_is_not_understood_leaves_the_four_answers_in_reach(
    stage: Stage, spoken: str
) -> None:
    person = await asked(stage, spoken)
    four = {person.words(f"appointment.button.{how}") for how in ("fine", "heavy", "not_held")}
    told = {"nl": "we hadden het over de fietsen", "en": "we talked about the bicycles"}
    assert text_of(await person.say(told[spoken])) == person.words("other.going_on")
    assert four <= set(person.buttons)
    said = await person.say({"nl": "ging wel oké", "en": "it went okay"}[spoken])
    assert text_of(said) == person.words("appointment.fine")


@SPOKEN
async def test_an_urge_goes_first_there(stage: Stage, spoken: str) -> None:
    person = await asked(stage, spoken)
    await person.say({"nl": "ik wil hem appen", "en": "i want to text him"}[spoken])
    assert len(await table(stage, "urge")) == 1


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("nl", "het was zwaar, ik wil niet meer leven"),
        ("nl", "zwaar. iedereen is beter af zonder mij"),
        ("nl", "hij was dronken"),
        ("nl", "het ging goed maar ik trek het niet meer"),
        ("nl", "hij heeft me geslagen"),
        ("nl", "ik heb alles afgezegd, ik wil niet meer"),
        ("nl", "hij heeft gedreigd"),
        ("nl", "hij laat me niet gaan"),
        ("nl", "zwaar, ik heb pillen genomen"),
        ("en", "it was hard, i want to die"),
        ("en", "not good. everyone would be better off without me"),
        ("en", "it was fine until he hit me"),
        ("en", "he didn't let me go"),
        ("en", "i cancelled everything, i can't go on"),
        ("en", "hard, i took an overdose"),
        ("en", "i don't want to be here any more"),
    ],
)
async def test_words_of_a_crisis_are_heard_there_as_anywhere(
    stage: Stage, spoken: str, said: str
) -> None:
    elsewhere = await stage.enrolled("Mia", spoken)
    heard = text_of(await elsewhere.say(said))
    person = await asked(stage, spoken)
    assert text_of(await person.say(said)) == heard
    assert "112" in heard
