"""Who says that nothing was taken or done is heard; who told of pills before gets all lines."""

from __future__ import annotations

import pytest

from tests.cast import Stage, text_of

WANTS_TO_DIE = {"nl": "ik wil dood", "en": "i want to die"}
TOOK = {"nl": "ik heb te veel pillen genomen", "en": "i took too many pills"}
NOTHING = {
    "nl": ("ik heb niks ingenomen", "nee ik heb niks gedaan"),
    "en": ("i havent taken anything", "no i havent done anything"),
}


@pytest.mark.parametrize("spoken", NOTHING)
async def test_a_no_to_what_was_asked_is_one_with_the_numbers_below(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(WANTS_TO_DIE[spoken])
    for text in NOTHING[spoken]:
        heard = text_of(await person.say(text))
        assert heard.startswith(person.book.replies["still_no"].strip()), text
        assert "113" in heard
        assert "112" in heard


@pytest.mark.parametrize("spoken", NOTHING)
async def test_what_was_told_before_is_not_taken_back_by_it(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(TOOK[spoken])
    heard = text_of(await person.say(NOTHING[spoken][0]))
    assert heard.startswith(person.book.replies["still"].strip()[:30])
