"""What is to become of an opened letter may be said in one's own words."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.database import table
from tests.scenes.test_letter import give, letters_of, next_morning, open_it

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
GONE = {"nl": "woensdag 25 november", "en": "Wednesday 25 November"}
A_WEEK = {"nl": "dinsdag 1 december", "en": "Tuesday 1 December"}


async def opened(stage: Stage, spoken: str) -> Person:
    """She has just read a letter of hers, and is asked what is to become of it."""
    await stage.coach()
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/pauze", "en": "/pause"}[spoken])
    await give(person)
    await next_morning(person)
    await open_it(person)
    return person


@pytest.mark.parametrize(
    ("spoken", "said"),
    [("nl", "bewaar hem"), ("nl", "houd hem nog even"), ("nl", "verscheur hem niet"),
     ("en", "keep it"), ("en", "keep it a week")],
)  # fmt: skip
async def test_asked_in_words_it_is_kept(stage: Stage, spoken: str, said: str) -> None:
    person = await opened(stage, spoken)
    assert text_of(await person.say(said)) == person.words("letter.kept", day=A_WEEK[spoken])
    assert await table(stage, "urge") == []
    await stage.walk(hours=26)
    await stage.app.run_due()
    assert len(await letters_of(stage)) == 1


@pytest.mark.parametrize(
    ("spoken", "said"),
    [("nl", "verscheur hem maar"), ("nl", "weg ermee"), ("en", "tear it up")],
)
async def test_it_is_torn_up_once_that_is_sure(stage: Stage, spoken: str, said: str) -> None:
    person = await opened(stage, spoken)
    assert text_of(await person.say(said)) == person.words("other.in_full")
    assert len(await letters_of(stage)) == 1
    await person.press("letter.button.tear")
    assert await letters_of(stage) == []


@pytest.mark.parametrize(("spoken", "said"), [("nl", "deel hem"), ("en", "share it")])
async def test_sharing_it_takes_a_tap(stage: Stage, spoken: str, said: str) -> None:
    person = await opened(stage, spoken)
    share = person.words("letter.button.share")
    assert text_of(await person.say(said)) == person.words("letter.to_share", button=share)
    await person.press("letter.button.share")
    assert person.words("letter.button.share_yes") in person.buttons


@pytest.mark.parametrize(("spoken", "said"), [("nl", "niks"), ("en", "nothing")])
async def test_whoever_chooses_nothing_is_told_when_it_goes(
    stage: Stage, spoken: str, said: str
) -> None:
    person = await opened(stage, spoken)
    assert text_of(await person.say(said)) == person.words("letter.undecided", gone=GONE[spoken])
    assert person.words("letter.button.keep") in person.buttons


@SPOKEN
async def test_what_is_not_understood_there_leaves_the_choice_in_reach(
    stage: Stage, spoken: str
) -> None:
    person = await opened(stage, spoken)
    told = {"nl": "dat schreef ik bij het raam", "en": "i wrote that by the window"}
    assert text_of(await person.say(told[spoken])) == person.words("other.going_on")
    assert person.words("letter.button.keep") in person.buttons


@SPOKEN
async def test_an_urge_goes_first_there(stage: Stage, spoken: str) -> None:
    person = await opened(stage, spoken)
    await person.say({"nl": "ik wil hem appen", "en": "i want to text him"}[spoken])
    assert len(await table(stage, "urge")) == 1


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("nl", "weg met mij"),
        ("nl", "alles mag weg, ik ook"),
        ("nl", "bewaar hem, ik ga er een eind aan maken"),
        ("nl", "niks heeft nog zin"),
        ("nl", "verscheur hem maar, iedereen is beter af zonder mij"),
        ("nl", "laat hem aan mijn moeder lezen als ik dood ben"),
        ("en", "get rid of me"),
        ("en", "keep it for when i'm dead"),
        ("en", "nothing matters any more"),
        ("en", "tear it up, i want to die"),
        ("en", "share it when i'm gone"),
    ],
)
async def test_words_of_a_crisis_are_heard_there_as_anywhere(
    stage: Stage, spoken: str, said: str
) -> None:
    elsewhere = await stage.enrolled("Mia", spoken)
    heard = text_of(await elsewhere.say(said))
    assert "112" in heard
    person = await opened(stage, spoken)
    assert text_of(await person.say(said)) == heard
    assert len(await letters_of(stage)) == 1
