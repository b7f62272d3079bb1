"""What is said below the neutral line over "can you type safely?": nothing light follows."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.database import table
from tests.scenes.fixed import kind_of
from tests.scenes.test_crisis import VIOLENCE
from tests.scenes.test_crisis_stands import NO, someone

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
ASKED_FOR = {
    "nl": (
        "oefening", "/oefening", "ademhaling", "vandaag", "hij at soep", "/hm",
        "wat is dit", "wie is dit", "wie ben jij", "wat kun je",
    ),
    "en": (
        "exercise", "/exercise", "breathing", "today", "he ate soup", "/hm",
        "what is this", "who is this", "who are you", "what do you do",
    ),
}  # fmt: skip
"""The last four are asked by whoever else holds the phone."""


async def covered(stage: Stage, spoken: str, *, visits: bool) -> Person:
    """Somebody who can not type safely."""
    person = await someone(stage, spoken, visits=visits)
    await person.say(VIOLENCE[spoken])
    await person.say(NO[spoken])
    assert person.texts[-1] == person.book.replies["violence_unsafe"].strip()
    return person


def is_put_off(person: Person) -> bool:
    """Whether the newest message names 112 and nothing else, with the way to help below it."""
    line = person.book.replies["not_emergency"].strip()
    return text_of(person.last) == line and person.buttons == [person.words("button.help")]


@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
async def test_no_exercise_and_no_list_of_words_opens_below_it(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await covered(stage, spoken, visits=visits)
    for text in ASKED_FOR[spoken]:
        await stage.walk(seconds=40)
        await person.say(text)
        assert is_put_off(person), (text, text_of(person.last)[:120])
    # Once nobody is there she finds the lines below that line too.
    await person.say({"nl": "nu ben ik alleen", "en": "im alone now"}[spoken])
    assert kind_of(person, person.last) == "violence_safe"


@SPOKEN
@pytest.mark.parametrize("pressed", [False, True])
async def test_what_was_being_written_waits_no_longer(
    stage: Stage, spoken: str, *, pressed: bool
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/brief", "en": "/letter"}[spoken])
    await person.say(VIOLENCE[spoken])
    await (person.press("lines.button.unsafe") if pressed else person.say(NO[spoken]))
    assert person.texts[-1] == person.book.replies["violence_unsafe"].strip()
    await person.say({"nl": "hij zegt sorry", "en": "he says sorry"}[spoken])
    assert await table(stage, "letter") == []
