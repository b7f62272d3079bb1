""" "I want to stop with this" may be said of the messages; who says so finds the way to that."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.fixed import asked_again, kind_of
from tests.scenes.test_no_with_a_reason import is_held

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
STOPPING = {"nl": "ik wil hiermee stoppen", "en": "i dont want this anymore"}
NO = {
    "nl": ("nee met deze berichten", "nee met de bot", "nee de berichten", "nee die app",
           "nee ik bedoel het programma", "ik bedoelde de berichten"),
    "en": ("no the messages", "no with these messages", "no i mean the app", "no the bot",
           "i meant the messages"),
}  # fmt: skip
NOT_SO = {"nl": "nee zo niet", "en": "no not like that"}
AGAIN = {
    "nl": ("met de berichten", "ik bedoel de berichten", "ja stop de berichten"),
    "en": ("the messages", "the messages i mean", "yes stop the messages", "yes stop them"),
}
GRAVE = {
    "nl": ("nee maar de berichten ook", "nee met alles", "nee ik wil zo niet verder", "ja",
           "nee niet met de berichten maar met leven"),
    "en": ("no but the messages too", "no with everything", "yes", "no not the messages me"),
}  # fmt: skip


def offers(person: Person) -> bool:
    label = person.words("lines.button.stop_messages")
    return label in [one.text for one in buttons_of(person.last)]


async def asked(stage: Stage, spoken: str, number: int) -> Person:
    person = await stage.enrolled(f"Ilse-{number}", spoken)
    assert kind_of(person, await person.say(STOPPING[spoken])) == "suicide_veiled"
    return person


@SPOKEN
async def test_a_no_that_names_them_is_one_and_shows_the_way(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(NO[spoken]):
        person = await asked(stage, spoken, number)
        await person.say(text)
        assert text_of(person.last) == person.book.replies["suicide_no"].strip(), text
        assert not await is_held(person), text
        assert offers(person), text
    await person.press("lines.button.stop_messages")
    assert person.texts[-1].startswith(person.words("stop.ask"))
    await person.press("stop.button.yes")
    record = await person.record()
    assert record is not None
    assert record.is_paused


@SPOKEN
async def test_not_like_that_is_a_no(stage: Stage, spoken: str) -> None:
    person = await asked(stage, spoken, 0)
    await person.say(NOT_SO[spoken])
    assert text_of(person.last) == person.book.replies["suicide_no"].strip()
    assert not offers(person)


@SPOKEN
async def test_without_a_no_it_is_asked_once_more_and_the_way_stands_beside_the_answers(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(AGAIN[spoken]):
        person = await asked(stage, spoken, number)
        await person.say(text)
        assert asked_again(person, person.last), text
        assert person.words("lines.button.no") in [one.text for one in buttons_of(person.last)]
        assert offers(person) or "them" in text, text


@SPOKEN
async def test_what_is_more_than_that_is_no_no(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(GRAVE[spoken]):
        person = await asked(stage, spoken, number)
        await person.say(text)
        assert person.book.replies["suicide_no"].strip() not in person.texts, text
        assert await is_held(person), text
