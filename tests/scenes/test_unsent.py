"""Words for the coach, before it was agreed that a coach reads them: she hears that they went
nowhere.
"""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from bot.store.consents import INBOX
from tests.cast import Person, Stage, text_of
from tests.scenes.database import table
from tests.scenes.fixed import kind_of
from tests.scenes.test_commands import begins

WORDS = {
    "nl": [
        "Hoi Marieke, gisteren ging het mis. Kun je me terugbellen?",
        *("hoi marieke", "kun je me bellen", "verstuur maar", "is het aangekomen?", "dankjewel"),
    ],
    "en": [
        "Hi Marieke, yesterday went wrong. Could you call me back?",
        *("hi marieke", "can you call me", "just send it", "did it send?", "thank you"),
    ],
}
NODS = {
    "nl": ["ja ik wil schrijven", "ok", "ja graag", "is goed", "ja", "goed"],
    "en": ["yes i want to write", "ok sure", "yes please", "yes", "fine"],
}


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_whatever_is_written_there_is_said_not_to_have_been_sent(
    stage: Stage, spoken: str
) -> None:
    coach = await stage.coach()
    person = await stage.enrolled("Noor", spoken)
    await person.say("/coach")
    before = len(coach.heard)
    for said in WORDS[spoken]:
        assert text_of(await person.say(said)) == person.words("contact.unsent"), said
        assert person.words("contact.button.agree") in person.buttons
    assert len(coach.heard) == before
    await person.press("contact.button.agree")
    await person.say("hoi")
    assert len(coach.heard) > before


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_a_loose_yes_shows_what_agrees_and_agrees_to_nothing(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/coach")
    for said in NODS[spoken]:
        assert text_of(await person.say(said)) == person.words("other.in_full"), said
        assert person.words("contact.button.agree") in person.buttons
    assert not [row for row in await table(stage, "consent") if row["purpose"] == INBOX]


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_what_was_written_first_is_not_sent_once_more_was_written(
    stage: Stage, spoken: str
) -> None:
    coach = await stage.coach()
    person = await stage.enrolled("Noor", spoken)
    first, then = WORDS[spoken][0], {"nl": "nee wacht, dat was voor mijn zus",
                                     "en": "no wait, that was for my sister"}[spoken]  # fmt: skip
    await person.say(f"/coach {first}")
    await person.say(then)
    await person.press("contact.button.agree")
    assert person.words("contact.button.send_unsent") not in person.buttons
    assert not any(first in text for text in coach.texts)


async def test_a_burst_hears_it_once(noor: Person, stage: Stage) -> None:
    stage.thinking = 0
    await noor.say("/coach")
    for said in ("hoi marieke", "gister ging het mis", "kun je me bellen"):
        await noor.say(said)
    assert noor.texts.count(noor.words("contact.unsent")) == 1


async def test_a_voice_message_is_no_different(noor: Person) -> None:
    await noor.say("/coach")
    assert text_of(await noor.send("voice")) == noor.words("contact.unsent")


async def test_whoever_feels_bad_has_something_for_now_beside_it(noor: Person) -> None:
    await noor.say("/coach")
    answer = await noor.say("ik voel me zo leeg")
    assert noor.words("contact.unsent") in text_of(answer)
    assert noor.words("contact.meanwhile") in text_of(answer)
    assert noor.words("button.now") in noor.buttons


async def test_an_urge_goes_first_and_below_it_stands_that_nothing_was_sent(noor: Person) -> None:
    await noor.say("/coach")
    answer = await noor.say("hoi marieke ik wil hem nu appen")
    assert begins("urge.first")(answer, noor.book)
    await noor.press("contact.button.unsent")
    assert begins("contact.about")(noor.last, noor.book)


@pytest.mark.parametrize("said", ["nee", "nee dankje", "laat maar", "liever niet"])
async def test_a_no_leaves_it(noor: Person, said: str) -> None:
    await noor.say("/coach")
    assert text_of(await noor.say(said)) == noor.words("contact.left")


async def test_a_crisis_a_command_and_a_wish_go_on_from_there(noor: Person, stage: Stage) -> None:
    for said, sees in {
        "vandaag": None, "wis alles": "forget.ask", "stop met die berichten": "stop.ask",
    }.items():  # fmt: skip
        await noor.say("/coach")
        answer = await noor.say(said)
        assert text_of(answer) != noor.words("contact.unsent"), said
        assert sees is None or begins(sees)(answer, noor.book)
    await noor.say("/coach")
    assert kind_of(noor, await noor.say("ik wil dood")) == "suicide"


async def test_elsewhere_nothing_is_said_of_sending(noor: Person, stage: Stage) -> None:
    await noor.say("/coach")
    await noor.say("/vandaag")
    stage.thinking = 6.0
    answer = await noor.say("gister ging het mis marieke")
    assert text_of(answer) != noor.words("contact.unsent")
