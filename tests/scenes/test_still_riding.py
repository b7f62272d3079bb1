"""On the way there, and not stopped yet: whatever she says, stopping comes first."""

from __future__ import annotations

import pytest

from bot.screens.practice import ROAD
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_urge_said import SPOKEN, TO_HIM, VISITS, someone
from tests.scenes.urging import labels, offered

FEELS = {
    "nl": ("ben zo gespannen", "ik tril helemaal", "tranen over mn wangen", "voel me zo rot"),
    "en": ("im crying so hard", "im shaking", "i feel awful", "my heart is racing"),
}
SAYS = {
    "nl": ("ik weet dat het dom is", "ben er bijna", "hij belt me nu", "geen zin",
           "ik wil hem zo graag zien", "wat een dag", "het wordt erger"),
    "en": ("i know its dumb", "nearly there", "he is calling me now", "dont feel like it",
           "i want to see him so bad", "what a day", "its getting worse"),
}  # fmt: skip
DRIVES_ON = {
    "nl": ("kan hier niet stoppen", "kan niet stoppen zit op de a12", "ik rij gewoon door",
           "toch verder", "ik stop niet", "kan nergens stoppen"),
    "en": ("i cant stop here im on the highway", "cant pull over", "im not stopping",
           "i keep driving", "theres nowhere to stop"),
}  # fmt: skip
STOPPED = {"nl": ("sta stil", "ik ben te voet"), "en": ("pulled over", "im walking")}
NO_RIDE = {
    "nl": ("kan niet stoppen met huilen", "ik kan niet stoppen met aan hem denken"),
    "en": ("i cant stop crying", "cant stop thinking about him"),
}
WILL_STOP = {
    "nl": ("ik ga stoppen", "oke ik ga zo stoppen", "ik zal stoppen"),
    "en": ("ok ill stop", "i will stop", "im gonna stop", "ill pull over"),
}
NOT_UNDERWAY = {
    "nl": ("ik zit nog thuis", "ben al thuis", "ben er", "ik ben er al"),
    "en": ("still at home", "im home", "just arrived", "im there"),
}
WAS_THERE = {"nl": "ik ben al bij hem geweest", "en": "i slept with him"}
GRAVE = {
    "nl": ("ik rij door tot ik er niet meer ben", "ik stop niet meer, ik wil dood",
           "ik rij gewoon door tegen een boom", "kan niet stoppen ik rij me dood",
           "ik rij van de weg af", "ik ga op de autosnelweg staan", "ik loop op de autosnelweg"),
    "en": ("i cant stop i want to crash this car", "im not stopping i want to die",
           "i keep driving until im dead", "i keep driving off the road",
           "gonna drive into traffic", "im driving off a bridge"),
}  # fmt: skip


async def on_the_way(stage: Stage, spoken: str, *, visits: bool = False) -> Person:
    """Somebody who told that she goes there."""
    person = await someone(stage, spoken, visits=visits)
    assert text_of(await person.say(TO_HIM[spoken])) == person.words("urge.first_on_the_way")
    return person


@SPOKEN
@VISITS
async def test_how_she_feels_waits_until_she_has_stopped(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    for text in FEELS[spoken]:
        person = await on_the_way(stage, spoken, visits=visits)
        answer = await person.say(text)
        assert text_of(answer) == person.words("urge.still_riding"), text
        names = ("urge.button.go", "urge.button.not_going", "button.help")
        assert labels(answer) == [person.words(name) for name in names]


@SPOKEN
async def test_so_does_whatever_else_she_says_and_no_exercise_is_offered(
    stage: Stage, spoken: str
) -> None:
    person = await on_the_way(stage, spoken)
    for text in SAYS[spoken]:
        answer = await person.say(text)
        known = {person.words("urge.still_riding"), person.words("urge.drives_on").strip()}
        assert text_of(answer) in known, text
        assert not offered(answer), text


@SPOKEN
@VISITS
async def test_who_cannot_stop_or_drives_on_lays_the_phone_aside(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    for text in DRIVES_ON[spoken]:
        person = await on_the_way(stage, spoken, visits=visits)
        assert text_of(await person.say(text)) == person.words("urge.drives_on").strip(), text
        assert text_of(await person.say(FEELS[spoken][0])) == person.words("urge.still_riding")


@SPOKEN
async def test_what_else_she_cannot_stop_is_no_ride(stage: Stage, spoken: str) -> None:
    for text in NO_RIDE[spoken]:
        person = await on_the_way(stage, spoken)
        assert text_of(await person.say(text)) == person.words("urge.still_riding"), text


@SPOKEN
@VISITS
async def test_that_she_will_stop_is_taken_at_its_word(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    for text in WILL_STOP[spoken]:
        person = await on_the_way(stage, spoken, visits=visits)
        assert text_of(await person.say(text)) == person.words("urge.stop_first"), text
        assert text_of(await person.say(STOPPED[spoken][0])) == person.words("urge.how_strong")


@SPOKEN
@VISITS
async def test_who_has_not_left_or_has_arrived_rides_no_more(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    for text in NOT_UNDERWAY[spoken]:
        person = await on_the_way(stage, spoken, visits=visits)
        assert text_of(await person.say(text)) == person.words("urge.how_strong"), text


@SPOKEN
async def test_it_is_so_too_once_she_said_that_she_drives(stage: Stage, spoken: str) -> None:
    person = await on_the_way(stage, spoken)
    await person.say({"nl": "ik rij", "en": "im driving"}[spoken])
    answer = await person.say(FEELS[spoken][0])
    assert text_of(answer) == person.words("urge.drives_on").strip()


@SPOKEN
@VISITS
async def test_who_has_stopped_meanwhile_goes_on(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    for text in STOPPED[spoken]:
        person = await on_the_way(stage, spoken, visits=visits)
        await person.say(FEELS[spoken][0])
        await person.say(DRIVES_ON[spoken][0])
        assert text_of(await person.say(text)) == person.words("urge.how_strong"), text


@SPOKEN
async def test_it_is_not_forgotten_when_something_else_is_in_sight(
    stage: Stage, spoken: str
) -> None:
    person = await on_the_way(stage, spoken)
    await person.say("/help")
    assert text_of(await person.say(FEELS[spoken][0])) == person.words("urge.still_riding")
    await stage.walk(hours=2)
    assert text_of(await person.say(FEELS[spoken][0])) == person.words("exercise.distress")


@SPOKEN
async def test_who_has_turned_is_not_asked_whether_she_rides(stage: Stage, spoken: str) -> None:
    person = await on_the_way(stage, spoken)
    await person.press("urge.button.not_going")
    assert text_of(await person.say(FEELS[spoken][0])) == person.words("exercise.distress")


@SPOKEN
async def test_who_has_stopped_and_tells_how_she_feels_gets_what_is_for_the_road(
    stage: Stage, spoken: str
) -> None:
    person = await on_the_way(stage, spoken)
    await person.press("urge.button.go")
    await person.press("urge.button.skip")
    await person.press("urge.button.skip")
    answer = await person.say(FEELS[spoken][0])
    assert text_of(answer) == person.words("exercise.distress")
    begins = [
        one.data or "" for one in buttons_of(answer) if "exercise:begin:" in (one.data or "")
    ]
    assert {data.split(":")[3] for data in begins} == {ROAD}


@SPOKEN
@VISITS
async def test_that_she_was_there_goes_first(stage: Stage, spoken: str, *, visits: bool) -> None:
    person = await on_the_way(stage, spoken, visits=visits)
    assert text_of(await person.say(WAS_THERE[spoken])) == person.words("urge.happened")


@pytest.mark.long
@SPOKEN
@VISITS
async def test_a_crisis_goes_first(stage: Stage, spoken: str, *, visits: bool) -> None:
    for text in GRAVE[spoken]:
        person = await on_the_way(stage, spoken, visits=visits)
        assert kind_of(person, await person.say(text)) is not None, text
        await stage.walk(days=3)
