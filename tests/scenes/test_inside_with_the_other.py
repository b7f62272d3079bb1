"""On the way there, and in there by now: no road any more, but whether it is safe."""

from __future__ import annotations

from tests.cast import Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_still_riding import on_the_way
from tests.scenes.test_urge_said import SPOKEN, VISITS, someone

INSIDE = {
    "nl": ("ik zit bij hem binnen", "ben binnen", "zit bij hem op de bank nu", "ik ben nu bij hem",
           "hij deed open ik zit in zn keuken", "lig bij haar in bed", "ben bij hem thuis"),
    "en": ("im inside his house", "im inside", "im in his living room rn", "im with him now",
           "sat on his sofa", "im at his place", "im in her flat and its weird"),
}  # fmt: skip
NOT_YET = {
    "nl": ("sta bij hem voor de deur", "ik sta in zijn straat", "bijna bij hem"),
    "en": ("im at his door", "im in his street", "nearly at his"),
}
UNSAFE = {
    "nl": (
        "ik zit bij hem binnen en hij laat me niet weg",
        "zit bij hem binnen en ik durf niet weg",
    ),
    "en": ("im inside his house and he wont let me leave", "im at his and hes locked the door"),
}
AT_ONCE = {
    "nl": ("ik zit bij hem binnen", "zit bij haar op de bank", "zit in zijn huis"),
    "en": ("im inside his house", "im in her flat", "sat on his sofa"),
}


@SPOKEN
@VISITS
async def test_who_is_in_there_is_asked_whether_it_is_safe(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    for text in INSIDE[spoken]:
        person = await on_the_way(stage, spoken, visits=visits)
        assert text_of(await person.say(text)) == person.words("urge.happened").strip(), text


@SPOKEN
async def test_it_is_heard_too_once_typing_can_wait(stage: Stage, spoken: str) -> None:
    person = await on_the_way(stage, spoken)
    await person.say({"nl": "ben zo gespannen", "en": "im shaking"}[spoken])
    answer = await person.say(INSIDE[spoken][1])
    assert text_of(answer) == person.words("urge.happened").strip()


@SPOKEN
async def test_who_is_in_there_and_told_of_no_road_is_asked_so_too(
    stage: Stage, spoken: str
) -> None:
    for text in AT_ONCE[spoken]:
        person = await someone(stage, spoken, visits=False)
        assert text_of(await person.say(text)) == person.words("urge.happened").strip(), text


@SPOKEN
async def test_who_stands_before_it_is_not_in_there(stage: Stage, spoken: str) -> None:
    for text in NOT_YET[spoken]:
        person = await on_the_way(stage, spoken)
        assert text_of(await person.say(text)) != person.words("urge.happened").strip(), text


@SPOKEN
async def test_danger_in_there_goes_first(stage: Stage, spoken: str) -> None:
    for text in UNSAFE[spoken]:
        person = await on_the_way(stage, spoken)
        assert kind_of(person, await person.say(text)) == "violence", text
