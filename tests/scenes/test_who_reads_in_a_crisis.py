"""Who asks in a crisis whether this is a human asks whether somebody comes: who does is said."""

from __future__ import annotations

import pytest

from tests.cast import Stage, text_of

WANTS_TO_DIE = {"nl": "ik wil dood", "en": "i want to die"}
HINTS = {"nl": "ik zie het niet meer zitten", "en": "i can't see a way out anymore"}
WHO = {
    "nl": ("ben jij een mens", "leest er iemand mee", "wie ben jij"),
    "en": ("are you real", "is anyone reading this", "are you a real person?"),
}
ASKED = [(spoken, one) for spoken in WHO for one in WHO[spoken]]


@pytest.mark.parametrize(("spoken", "who"), ASKED)
async def test_below_the_answer_stands_whom_to_ring(stage: Stage, spoken: str, who: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(WANTS_TO_DIE[spoken])
    heard = text_of(await person.say(who))
    assert "113" in heard
    assert "112" in heard
    assert person.words("button.help") in person.buttons


@pytest.mark.parametrize(("spoken", "who"), ASKED)
async def test_the_open_question_stays_open(stage: Stage, spoken: str, who: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(HINTS[spoken])
    heard, replies = text_of(await person.say(who)), person.book.replies
    assert heard.startswith(replies["suicide_who_reads"].strip())
    assert replies["suicide_open"].strip() in heard
    assert "113" in heard


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_on_any_other_day_it_is_said_plainly(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    heard = text_of(await person.say(WHO[spoken][0]))
    assert heard == person.words("other.robot")
