""" "Can you type safely?" that nobody answered is asked once more, and then lets her go on."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_crisis import VIOLENCE
from tests.scenes.test_crisis_stands import NO

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
ANGRY = {"nl": "hij werd boos", "en": "he got angry at me"}
HOME = {"nl": "ben weer thuis", "en": "im home again"}
YES = {"nl": "ja", "en": "yes"}
BAD = {"nl": "voel me rot", "en": "i feel awful"}
MORNING = {"nl": "goedemorgen", "en": "good morning"}
READS = {"nl": "wie leest dit", "en": "who reads this"}
HITS = {"nl": "hij slaat me", "en": "he hits me"}


def said(person: Person, key: str) -> str:
    return person.book.replies[key].strip()


async def asked(stage: Stage, spoken: str, told: dict[str, str]) -> Person:
    person = await stage.enrolled("Noor", spoken)
    await person.say(told[spoken])
    assert said(person, "violence") in person.texts
    return person


@SPOKEN
@pytest.mark.parametrize("told", [ANGRY, VIOLENCE])
async def test_after_half_an_hour_it_is_asked_once_more_and_a_bare_yes_counts(
    stage: Stage, spoken: str, told: dict[str, str]
) -> None:
    person = await asked(stage, spoken, told)
    await stage.walk(minutes=40)
    await person.say(HOME[spoken])
    assert text_of(person.last) == said(person, "violence_open")
    await person.say(YES[spoken])
    assert kind_of(person, person.last) == "violence_safe"


@SPOKEN
async def test_a_bare_no_counts_then_and_nothing_lights_up(stage: Stage, spoken: str) -> None:
    person = await asked(stage, spoken, VIOLENCE)
    await stage.walk(minutes=40)
    await person.say(HOME[spoken])
    await person.say(NO[spoken])
    assert said(person, "violence_unsafe") in person.texts
    # It was answered, and is asked no more.
    for minutes in (1, 40, 60):
        await stage.walk(minutes=minutes)
        await person.say({"nl": "de soep is op", "en": "the soup is gone"}[spoken])
        assert text_of(person.last) == said(person, "not_emergency")


@SPOKEN
@pytest.mark.parametrize("told", [ANGRY, VIOLENCE])
async def test_let_go_by_twice_she_is_heard_in_whatever_she_types(
    stage: Stage, spoken: str, told: dict[str, str]
) -> None:
    person = await asked(stage, spoken, told)
    await stage.walk(minutes=40)
    await person.say(HOME[spoken])
    await person.say(BAD[spoken])
    hidden = (said(person, "not_emergency"), said(person, "violence_open"))
    assert text_of(person.last) in hidden
    await stage.walk(minutes=35)
    for text in (BAD[spoken], HOME[spoken], MORNING[spoken]):
        heard = await person.say(text)
        assert text_of(heard) not in hidden, text
        assert "0800-2000" not in text_of(heard)
        await stage.walk(seconds=40)


@SPOKEN
async def test_the_next_morning_is_a_morning(stage: Stage, spoken: str) -> None:
    person = await asked(stage, spoken, VIOLENCE)
    await stage.walk(hours=18)
    for text in (MORNING[spoken], BAD[spoken]):
        heard = text_of(await person.say(text))
        assert heard not in {said(person, "not_emergency"), said(person, "violence_open")}


@SPOKEN
async def test_violence_that_is_told_then_is_asked_about_anew(stage: Stage, spoken: str) -> None:
    person = await asked(stage, spoken, ANGRY)
    await stage.walk(minutes=40)
    await person.say(HOME[spoken])
    await stage.walk(minutes=35)
    await person.say(BAD[spoken])
    assert kind_of(person, await person.say(HITS[spoken])) == "violence"
    assert kind_of(person, await person.say(YES[spoken])) == "violence_safe"


@SPOKEN
@pytest.mark.parametrize("minutes", [5, 40])
async def test_who_reads_this_in_between_shows_nobody_what_was_told(
    stage: Stage, spoken: str, minutes: int
) -> None:
    person = await asked(stage, spoken, VIOLENCE)
    await stage.walk(minutes=minutes)
    hidden = (said(person, "not_emergency"), said(person, "violence_open"))
    for text in (READS[spoken], HOME[spoken]):
        await person.say(text)
        await stage.walk(minutes=1)
    assert text_of(person.last) in hidden
    await stage.walk(hours=3)
    heard = text_of(await person.say(MORNING[spoken]))
    assert heard not in hidden
    assert "0800" not in heard


@SPOKEN
async def test_who_could_not_type_and_asks_who_reads_this_is_shown_nothing_either(
    stage: Stage, spoken: str
) -> None:
    person = await asked(stage, spoken, VIOLENCE)
    await person.say(NO[spoken])
    await stage.walk(minutes=20)
    for text in (READS[spoken], HOME[spoken]):
        await person.say(text)
        await stage.walk(minutes=1)
    assert text_of(person.last) == said(person, "not_emergency")


@SPOKEN
async def test_who_could_type_is_shown_the_numbers_after_it(stage: Stage, spoken: str) -> None:
    person = await asked(stage, spoken, VIOLENCE)
    await person.say(YES[spoken])
    await stage.walk(minutes=5)
    await person.say(READS[spoken])
    await person.say(BAD[spoken])
    hidden = (said(person, "not_emergency"), said(person, "violence_open"))
    assert text_of(person.last) not in hidden
