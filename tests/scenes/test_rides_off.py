"""Whoever tells in the midst of an urge that she drives, or is about to, stops first."""

from __future__ import annotations

import pytest

from tests.cast import Stage, text_of
from tests.scenes.test_urge_said import NOW, SPOKEN, VISITS, someone

AT_ONCE = {
    "nl": ("ik ga nr haar toe met de auto", "ik ga nr hem toe", "ja ik rij al"),
    "en": ("driving to his", "walkin 2 hers"),
}
AMIDST = {
    "nl": ("ik rij", "met de auto", "zit in de auto", "stap nu in de auto", "op de fiets",
           "ja ik rij al"),
    "en": ("im driving", "in the car", "getting in my car now", "on my bike", "im in the car"),
}  # fmt: skip
NOT_RIDING = {"nl": ("in de bus", "ik loop"), "en": ("on the bus", "walking")}
TAXI = {"nl": "taxi gebeld", "en": "called a taxi"}


@SPOKEN
@VISITS
async def test_who_goes_there_is_told_to_stop_first(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    for text in AT_ONCE[spoken]:
        person = await someone(stage, spoken, visits=visits)
        assert text_of(await person.say(text)) == person.words("urge.first_on_the_way"), text


@SPOKEN
@VISITS
@pytest.mark.parametrize("further", [False, True])
async def test_who_tells_it_in_the_midst_of_an_urge_is_told_so_too(
    stage: Stage, spoken: str, *, visits: bool, further: bool
) -> None:
    for text in AMIDST[spoken]:
        person = await someone(stage, spoken, visits=visits)
        await person.say(NOW[spoken])
        if further:
            await person.press("urge.button.go")
        assert text_of(await person.say(text)) == person.words("urge.first_on_the_way"), text


@SPOKEN
async def test_who_drives_nothing_herself_is_not(stage: Stage, spoken: str) -> None:
    for text in NOT_RIDING[spoken]:
        person = await stage.enrolled("Noor", spoken)
        await person.say(NOW[spoken])
        assert text_of(await person.say(text)) != person.words("urge.first_on_the_way"), text
        await stage.walk(days=1)


@SPOKEN
async def test_who_takes_a_taxi_instead_goes_on(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(AT_ONCE[spoken][0])
    assert text_of(await person.say(TAXI[spoken])) == person.words("urge.how_strong")
