"""What is wanted of the program while a letter is being written is no part of that letter."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from bot.sandbox.model import Message
from bot.screens.frame import help_button
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.database import table
from tests.scenes.test_commands import begins
from tests.scenes.test_wishes import WISHED

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
BRIEF = {"nl": "/brief", "en": "/letter"}
HALF = {"nl": "Ik mis je.", "en": "I miss you."}
MEANWHILE = ("wipe", "neutral", "word", "erase", "human", "coach", "plan")
WITHIN = {
    "nl": ("wis dit gesprek als je het gelezen hebt", "ik had een plan voor ons allebei"),
    "en": ("delete this chat once you have read it", "i had a plan for the two of us"),
}
LONGING = {
    "nl": ("ik mis je zo, mag ik langskomen", "en ik wil je stem zo graag horen"),
    "en": ("i miss you so, can i come round", "and i so want to hear your voice"),
}
RING = {"nl": "bel me", "en": "call me"}


async def writes(stage: Stage, spoken: str, *, half: bool) -> Person:
    """She was asked for the letter, or has just given one half of it."""
    person = await stage.enrolled("Noor", spoken)
    await person.say(BRIEF[spoken])
    if half:
        await person.say(HALF[spoken])
    return person


@SPOKEN
@pytest.mark.parametrize(
    ("wish", "half"),
    [*[(one, half) for one in MEANWHILE for half in (False, True)], ("call", True)],
)
async def test_a_wish_is_carried_out_and_no_letter(
    stage: Stage, spoken: str, wish: str, half: bool
) -> None:
    person = await writes(stage, spoken, half=half)
    before = await table(stage, "letter")
    said, looks = WISHED[wish]
    assert looks(await person.say(said[spoken]), person.book)
    assert await table(stage, "letter") == before


@SPOKEN
async def test_within_a_letter_the_same_words_are_the_letters(stage: Stage, spoken: str) -> None:
    person = await writes(stage, spoken, half=True)
    for text in WITHIN[spoken]:
        assert begins("letter.more")(await person.say(text), person.book), text


@SPOKEN
async def test_to_be_rung_may_be_all_that_a_letter_asks(stage: Stage, spoken: str) -> None:
    person = await writes(stage, spoken, half=False)
    assert begins("letter.sealed")(await person.say(RING[spoken]), person.book)
    assert len(await table(stage, "letter")) == 1


async def test_what_a_picture_says_is_no_letter(noor: Person) -> None:
    await noor.say("/brief")
    assert text_of(await noor.send("sticker")) == noor.words("letter.only_text")


@SPOKEN
async def test_after_words_of_a_crisis_no_exercise_is_offered_behind_a_letter(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "ik wil dood", "en": "i want to die"}[spoken])
    await person.say(BRIEF[spoken])
    for said in LONGING[spoken]:
        _is_careful(person, await person.say(said))
    await person.say(BRIEF[spoken])
    await person.press("letter.button.new")
    _is_careful(person, await person.press("letter.button.leave"))


def _is_careful(person: Person, heard: Message) -> None:
    assert person.book.replies["not_emergency"].strip() in text_of(heard)
    data = [one.data or "" for one in buttons_of(heard)]
    assert help_button(person.book.t).data in data
    assert not [one for one in data if one.startswith(("exercise:", "practice:", "urge:"))], data
