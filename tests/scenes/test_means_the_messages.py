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

UNCLEAR = {
    "nl": ("ik doe niet meer mee", "schrijf me uit",
           "ik denk dat ik ermee ga stoppen want ik heb er eigenlijk niks meer aan",
           "haal me er maar uit"),
    "en": ("i dont want this anymore", "i want to stop getting these", "take me off your list"),
}  # fmt: skip
COMPLAINTS = {
    "nl": (
        "nee de bot helpt niet",
        "nee hoor de berichten helpen me niet",
        "nee ik bedoel dat de berichten te veel zijn",
    ),
    "en": ("no i mean the bot isnt helping", "no the messages are too much"),
}
NOT_ONLY_THAT = {
    "nl": (
        "nee de bot helpt niet en ik wil dood",
        "nee niks helpt",
        "nee het leven is te veel",
        "nee de berichten helpen me niet, ik ben te veel",
        "nee het programma is te veel en ik ook",
        "nee te veel de berichten en ik",
    ),
    "en": (
        "no the bot isnt helping i want to die",
        "no nothing is helping",
        "no the programme is too much, i am too much",
        "no the messages and i are too much",
    ),
}
NO_MESSAGES = {
    "nl": "alles is zinloos zonder mij beter",
    "en": "everyone is better off without me",
}


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
    assert offers(person), "what she wrote may have been meant so"


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


@SPOKEN
async def test_where_it_may_be_the_messages_the_way_stands_beside_the_question_and_after_a_no(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(UNCLEAR[spoken]):
        person = await stage.enrolled(f"Ilse-{number}", spoken)
        assert kind_of(person, await person.say(text)) == "suicide_veiled", text
        assert offers(person), text
        await person.say({"nl": "nee", "en": "no"}[spoken])
        assert offers(person), text


@SPOKEN
async def test_the_question_stays_in_sight_when_the_messages_are_to_stop(
    stage: Stage, spoken: str
) -> None:
    person = await asked(stage, spoken, 0)
    question = text_of(person.last)
    await person.press("lines.button.stop_messages")
    assert text_of(person.last).startswith(person.words("stop.ask"))
    assert question in person.texts


@SPOKEN
async def test_a_no_that_complains_of_the_program_is_one(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(COMPLAINTS[spoken]):
        person = await asked(stage, spoken, number)
        await person.say(text)
        assert text_of(person.last) == person.book.replies["suicide_no"].strip(), text
        assert offers(person), text


@SPOKEN
async def test_a_complaint_of_life_is_no_no(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(NOT_ONLY_THAT[spoken]):
        person = await asked(stage, spoken, number)
        await person.say(text)
        assert person.book.replies["suicide_no"].strip() not in person.texts, text
        assert await is_held(person), text


@SPOKEN
async def test_beside_what_can_only_be_of_living_it_does_not_stand(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Ilse", spoken)
    await person.say(NO_MESSAGES[spoken])
    assert "113" in text_of(person.last)
    assert not offers(person)
