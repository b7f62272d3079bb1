"""What is typed in the midst of an urge, where a tap was meant: it is understood, or asked for."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.urging import labels, rows_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
VISITS = pytest.mark.parametrize("visits", [False, True], ids=["client", "visitor"])
TO_HIM = {"nl": "ik ga naar hem toe", "en": "i'm driving to his place now"}
DRIVES = {
    "nl": ("auto", "ik rij", "fiets", "ben met de auto", "ik zit in de auto", "ja"),
    "en": ("yes im driving", "in the car", "on my bike", "yes"),
}
STOPPED = {
    "nl": ("ik sta stil", "gestopt", "ik rij niet", "ik zit in de bus", "nee"),
    "en": ("ok ive stopped", "pulled over", "im parked", "no"),
}
GRAVE = {
    "nl": ("ik rij me dood", "hij zit naast me en slaat me", "ik wil dood",
           "ik rij straks tegen een boom"),
    "en": ("i want to crash this car and die", "i want to die"),
}  # fmt: skip


async def someone(stage: Stage, spoken: str, *, visits: bool) -> Person:
    """A client, or somebody who only found the bot."""
    if not visits:
        return await stage.enrolled("Noor", spoken)
    person = stage.person("Vis", spoken)
    await person.start()
    return person


@SPOKEN
@VISITS
async def test_who_rides_is_told_to_stop_and_asked_nothing(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    first = await person.say(TO_HIM[spoken])
    assert text_of(first) == person.words("urge.first_on_the_way")
    for text in DRIVES[spoken]:
        answer = await person.say(text)
        assert text_of(answer) == person.words("urge.stop_first"), text
        assert labels(answer)[:2] == labels(first)


@SPOKEN
@VISITS
async def test_who_has_stopped_goes_on_to_the_number(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    for text in STOPPED[spoken]:
        await person.say(TO_HIM[spoken])
        await person.say(DRIVES[spoken][0])
        answer = await person.say(text)
        assert text_of(answer) == person.words("urge.how_strong"), text
        await person.press("urge.button.skip")
    assert len(await rows_of(stage, "urge")) == (0 if visits else 1)


@SPOKEN
async def test_it_is_so_too_when_being_on_the_way_was_tapped(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("nu")
    await person.press("urge.button.on_the_way")
    answer = await person.say(DRIVES[spoken][0])
    assert text_of(answer) == person.words("urge.stop_first")
    answer = await person.say(STOPPED[spoken][0])
    assert text_of(answer) == person.words("urge.how_strong")


@SPOKEN
async def test_a_crisis_on_the_way_goes_first(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in GRAVE[spoken]:
        await stage.walk(hours=25)
        await person.say(TO_HIM[spoken])
        assert kind_of(person, await person.say(text)) is not None, text


@SPOKEN
async def test_elsewhere_a_ride_is_no_answer(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in (DRIVES[spoken][1], STOPPED[spoken][0]):
        answer = await person.say(text)
        assert text_of(answer) not in {
            person.words("urge.stop_first"),
            person.words("urge.how_strong"),
        }
