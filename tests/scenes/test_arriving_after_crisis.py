"""The arrival comes back after whatever came between, without the link."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_arriving import come_to_consent, link

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
GRAVE = {"nl": "hij slaat me", "en": "he hits me"}
DEAD = {"nl": "ik wil dood", "en": "i want to die"}
ON = {"nl": "verder", "en": "go on"}
NO = {"nl": "nee", "en": "no"}


async def begun(stage: Stage, spoken: str, name: str = "Lea") -> Person:
    """Somebody who is asked who may see her phone."""
    person = stage.person(name, spoken)
    await person.start(await link(stage))
    return person


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("nl", "ja mn ex heeft mn code nog"),
        ("nl", "mijn man weet mijn wachtwoord"),
        ("nl", "nee maar mijn ex heeft mijn code nog"),
        ("nl", "bang dat ie meeleest"),
        ("en", "yeah my ex still has my passcode"),
        ("en", "he knows my password"),
    ],
)
async def test_the_frank_answer_is_a_yes(stage: Stage, spoken: str, said: str) -> None:
    person = await begun(stage, spoken)
    assert text_of(await person.say(said)) == person.words("start.ground_seen")


@SPOKEN
@pytest.mark.parametrize("later", [0, 5 * 24])
async def test_after_the_reply_to_danger_the_question_comes_back(
    stage: Stage, spoken: str, later: int
) -> None:
    person = await begun(stage, spoken)
    assert kind_of(person, await person.say(GRAVE[spoken])) == "violence"
    await person.press("lines.button.unsafe")
    await stage.walk(hours=later)
    await person.say(ON[spoken])
    assert person.words("start.who_again") in text_of(person.last)
    assert text_of(await person.say(NO[spoken])) == person.words("start.ground")


@SPOKEN
async def test_a_stranger_in_danger_is_led_back_by_a_button_and_by_start(
    stage: Stage, spoken: str
) -> None:
    person = await begun(stage, spoken)
    await person.press("start.button.seen")
    assert kind_of(person, await person.say(DEAD[spoken])) == "suicide"
    reply = person.last.message_id
    await person.press("start.button.again")
    assert text_of(person.last) == person.words("start.what")
    assert person.last.message_id != reply
    assert await person.record() is None
    await person.say(DEAD[spoken])
    assert person.words("start.agree_again") in text_of(await person.start())
    await person.press("start.button.agree")
    record = await person.record()
    assert record is not None
    assert record.neutral


@SPOKEN
async def test_below_a_question_of_safety_stands_no_way_back_and_below_its_answer_it_does(
    stage: Stage, spoken: str
) -> None:
    person = await begun(stage, spoken)
    await person.say(GRAVE[spoken])
    assert person.words("start.button.again") not in person.buttons
    await person.press("lines.button.safe")
    assert person.words("start.button.again") in person.buttons
    await person.press("start.button.again")
    assert text_of(person.last) == person.words("start.who_sees")


@SPOKEN
async def test_a_crisis_again_is_answered_before_the_arrival_goes_on(
    stage: Stage, spoken: str
) -> None:
    person = await begun(stage, spoken)
    await person.say(DEAD[spoken])
    await person.say(ON[spoken])
    assert kind_of(person, await person.say(DEAD[spoken])) == "suicide"


async def test_a_greeting_days_later_brings_the_question_back(stage: Stage) -> None:
    person = await begun(stage, "nl")
    await person.say(GRAVE["nl"])
    await person.press("lines.button.unsafe")
    await stage.walk(days=3)
    await person.say("hallo")
    assert text_of(person.last) == person.words("start.who_again")


async def test_an_urge_that_came_between_is_not_put_out_of_sight(stage: Stage) -> None:
    person = await begun(stage, "nl")
    await person.say("/drang")
    await person.say("de kat ligt op de bank")
    assert person.words("urge.button.go") in person.buttons


async def test_whoever_does_not_want_it_is_not_asked_again(stage: Stage) -> None:
    person = stage.person("Lea")
    await come_to_consent(person, await link(stage))
    await person.press("start.button.rather_not")
    await person.say(ON["nl"])
    assert all(person.words(f"start.{key}_again") not in person.texts for key in ("who", "agree"))
