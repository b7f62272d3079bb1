"""The grave question is asked as long as it stands, and never twice in the same words."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_no_with_a_reason import asked

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
NEITHER = {
    "nl": (
        "de kat ligt op de bank",
        "ik eet een boterham",
        "de buren verven hun hek",
        "de zon schijnt",
    ),
    "en": (
        "the cat is on the sofa",
        "i am eating toast",
        "the neighbours paint their fence",
        "its sunny out",
    ),
}
WHO_READS = {"nl": "leest mn coach dit", "en": "does my coach read this"}


@SPOKEN
async def test_no_two_in_a_row_are_the_same_and_an_answer_is_one_still(
    stage: Stage, spoken: str
) -> None:
    person = await asked(stage, spoken, 0)
    heard = [text_of(await person.say(said)) for said in NEITHER[spoken]]
    assert heard[0].startswith(person.book.replies["suicide_again"].strip())
    assert all(one != other for one, other in pairwise(heard))
    assert all("113" in text for text in heard)
    assert [text for text in heard if len(text) > len(heard[0])] == []
    assert (
        kind_of(person, await person.say({"nl": "soms", "en": "sometimes"}[spoken])) == "suicide"
    )


@SPOKEN
async def test_who_reads_it_is_answered_with_the_question_below(stage: Stage, spoken: str) -> None:
    person = await asked(stage, spoken, 0)
    text = text_of(await person.say(WHO_READS[spoken]))
    assert text.startswith(person.book.replies["suicide_who_reads"].strip())
    assert person.book.replies["suicide_open"].strip() in text


@SPOKEN
async def test_a_greeting_after_a_night_is_answered_for_the_night(
    stage: Stage, spoken: str
) -> None:
    await stage.walk(hours=13)
    person = await asked(stage, spoken, 0)
    await stage.walk(hours=10)
    text = text_of(await person.say({"nl": "goedemorgen", "en": "good morning"}[spoken]))
    assert text.startswith(person.book.replies["after_night"].strip())
    assert person.words("lines.button.no") in person.buttons
