"""A hard day that is told one step early: its name where it is asked how often, its date below the
list.
"""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.database import stands_in_files, table
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
DAY = {"nl": ("3 maart", "woensdag 3 maart 2027"), "en": ("3 march", "Wednesday 3 March 2027")}
NAME = {"nl": "onze trouwdag", "en": "our wedding day"}


async def at_how_often(stage: Stage, spoken: str) -> Person:
    """She is asked whether it comes back every year."""
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data("date:add", message_id=1, stale=True)
    await person.say(DAY[spoken][0])
    assert text_of(person.last) == person.words("date.how_often", day=DAY[spoken][1])
    return person


@SPOKEN
async def test_its_name_is_taken_along_and_the_question_asked_once_more(
    stage: Stage, spoken: str
) -> None:
    person = await at_how_often(stage, spoken)
    await person.say(NAME[spoken])
    assert text_of(person.last) == person.words("date.how_often", day=DAY[spoken][1])
    await person.say({"nl": "ja", "en": "yes"}[spoken])
    assert text_of(person.last) == person.words("date.ask_name_said")
    await person.say({"nl": "ja", "en": "yes"}[spoken])
    assert NAME[spoken] not in [text_of(one) for one in stage.world.chat(person.id)]
    assert not stands_in_files(stage, NAME[spoken])
    await person.press("date.button.list")
    assert NAME[spoken] in text_of(person.last)


@SPOKEN
async def test_a_crisis_an_urge_or_a_hard_time_is_no_name(stage: Stage, spoken: str) -> None:
    grave = {"nl": "dan is het voorbij met mij", "en": "i will kill myself then"}[spoken]
    person = await at_how_often(stage, spoken)
    assert kind_of(person, await person.say(grave))
    other = {"nl": ("ik wil hem appen", "ben zo verdrietig", "waarom vraag je dat?"),
             "en": ("i want to text him", "i feel so sad", "why do you ask?")}  # fmt: skip
    for said in other[spoken]:
        person = await at_how_often(stage, spoken)
        await person.say(said)
        assert [row["name_sealed"] for row in await table(stage, "hard_day")] == [None] * len(
            await table(stage, "hard_day")
        ), said


@SPOKEN
async def test_a_date_below_the_list_is_noted_as_if_it_had_been_asked_for(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data("date:list", message_id=1, stale=True)
    said = {"nl": "3 maart zijn verjaardag", "en": "3 march his birthday"}[spoken]
    assert text_of(await person.say(said)) == person.words("date.how_often", day=DAY[spoken][1])
    await person.press("date.button.yearly")
    assert text_of(person.last) == person.words("date.ask_name_said")


@SPOKEN
async def test_a_crisis_with_a_date_below_the_list_is_one(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data("date:list", message_id=1, stale=True)
    said = {"nl": "op 3 maart maak ik er een eind aan", "en": "on 3 march i will end my life"}
    assert kind_of(person, await person.say(said[spoken]))
