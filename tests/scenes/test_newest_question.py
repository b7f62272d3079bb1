"""A yes or a no belongs to the newest that asks, also where that is a reply and no question."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_crisis import VIOLENCE
from tests.scenes.test_crisis_stands import PLAIN, TAKEN, said_to_it, someone, stands

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
YES = {"nl": ("ja", "ja heb ik", "ja net"), "en": ("yes", "yes i have", "yeah")}
NO = {"nl": "nee", "en": "no"}
HURTS_HIM = {"nl": "ben bang dat ik hem wat doe", "en": "i'm scared i'll hurt him"}
DID_NOTHING = {"nl": "nee niks gedaan", "en": "no nothing happened"}
CAN = {
    "nl": ("ja ik kan typen", "hij is niet thuis", "ja ik ben alleen"),
    "en": ("yes i can type", "he's not here", "yes i'm alone"),
}
NEAR = {"nl": "nee hij zit naast me", "en": "no he's next to me"}
UNSURE = {"nl": "weet niet", "en": "not sure"}


@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
@pytest.mark.parametrize("first", [PLAIN, TAKEN])
async def test_a_yes_to_whether_something_was_taken_says_nothing_of_typing(
    stage: Stage, spoken: str, first: dict[str, str], *, visits: bool
) -> None:
    for text in YES[spoken]:
        person = await someone(stage, spoken, visits=visits)
        await person.say(VIOLENCE[spoken])
        await person.say(first[spoken])
        heard = len(person.heard)
        await person.say(text)
        assert stands(person), (text, text_of(person.last)[:99])
        assert len(person.heard) == heard + 1


@SPOKEN
async def test_the_question_above_is_open_still(stage: Stage, spoken: str) -> None:
    for text in CAN[spoken]:
        person = await stage.enrolled("Noor", spoken)
        await person.say(VIOLENCE[spoken])
        await person.say(PLAIN[spoken])
        await person.say(YES[spoken][0])
        assert kind_of(person, await person.say(text)) == "violence_safe", text


@SPOKEN
async def test_who_says_that_somebody_is_there_is_left_in_peace(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    asked = await person.say(VIOLENCE[spoken])
    await person.say(PLAIN[spoken])
    heard = len(person.heard)
    await person.say(NEAR[spoken])
    assert len(person.heard) == heard
    assert text_of(asked) == person.book.replies["violence_unsafe"].strip()


@SPOKEN
async def test_not_knowing_is_said_to_the_reply(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    asked = await person.say(VIOLENCE[spoken])
    await person.say(PLAIN[spoken])
    await person.say(UNSURE[spoken])
    assert said_to_it(person, "unsure")
    assert kind_of(person, asked) == "violence"


@SPOKEN
async def test_a_no_with_its_reason_is_answered_below_the_reply(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    asked = await person.say(VIOLENCE[spoken])
    assert kind_of(person, await person.say(HURTS_HIM[spoken])) == "harm"
    heard = len(person.heard)
    await person.say(DID_NOTHING[spoken])
    assert len(person.heard) == heard + 1
    assert "112" in text_of(person.last)
    assert kind_of(person, asked) == "violence"


@SPOKEN
async def test_a_question_that_is_asked_anew_is_the_newest(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    await person.say(VIOLENCE[spoken])
    assert kind_of(person, await person.say(YES[spoken][0])) == "violence_safe"


@SPOKEN
async def test_a_yes_to_a_screen_that_asks_is_none_to_the_question_above(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VIOLENCE[spoken])
    await person.say("/stop")
    await person.say(YES[spoken][0])
    assert kind_of(person, person.last) != "violence_safe"
