"""A no that gives its reason is a no, or is asked about again in short; it is never a yes."""

from __future__ import annotations

import pytest

from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.fixed import asked_again, kind_of
from tests.scenes.test_crisis import VEILED

SPOKEN = pytest.mark.parametrize("spoken", ["nl", "en"])
NOES = {
    "nl": ("nee gewoon moe", "niet dood ofzo", "nee ik wil alleen slapen", "welnee",
           "nee hoor ben alleen heel moe", "nee joh ik bedoel gewoon moe",
           "nee niet zo bedoel ik het niet", "nee echt niet haha", "god nee",
           "ik bedoelde dat ik klaar ben met hem", "nee hoor ik red me wel", "nee zenne",
           "bijlange niet", "maar nee gij", "nee het was een grapje", "zo bedoel ik t niet",
           "nee ik wil stoppen met het programma"),
    "en": ("no just tired", "not like that", "nah not dead", "no i mean with him", "god no",
           "no no im ok", "i just meant im exhausted", "definitely not", "not suicidal",
           "no ive got kids", "no i wouldnt do anything", "no love", "no i was joking"),
}  # fmt: skip
AGAIN = {
    "nl": ("laat maar", "gaat wel weer", "ja graag", "gewoon moe", "nee ik wil rust",
           "ik wil niet dood", "ja nee hoor", "ik bedoel", "ik bedoel ik wil slapen"),
    "en": ("never mind", "yes please", "just tired", "i don't want to die", "no i want out",
           "i mean", "no im tired of it all", "no its fine this way"),
}  # fmt: skip
DANGER = {
    "nl": ("nee maar ik heb wel pillen klaarliggen", "nee ik sta op de brug", "nee maar soms"),
    "en": ("no but i have pills ready", "no i'm on the bridge", "no but sometimes"),
}


async def asked(stage: Stage, spoken: str, number: int) -> Person:
    """Somebody who was asked "are you thinking of it?"."""
    person = await stage.enrolled(f"Noor-{number}", spoken)
    assert kind_of(person, await person.say(VEILED[spoken])) == "suicide_veiled"
    return person


async def is_held(person: Person) -> bool:
    record = await person.record()
    assert record is not None
    return record.held_until is not None


@SPOKEN
async def test_it_is_taken_at_its_word_and_nothing_is_held(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(NOES[spoken]):
        person = await asked(stage, spoken, number)
        assert text_of(await person.say(text)) == person.book.replies["suicide_no"].strip(), text
        assert not await is_held(person), text


@SPOKEN
async def test_what_is_neither_is_asked_once_more_in_short(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(AGAIN[spoken]):
        person = await asked(stage, spoken, number)
        assert asked_again(person, await person.say(text)), text
        assert person.words("lines.button.no") in [one.text for one in buttons_of(person.last)]


@SPOKEN
async def test_with_means_a_plan_or_a_but_it_is_no_no(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(DANGER[spoken]):
        person = await asked(stage, spoken, number)
        assert kind_of(person, await person.say(text)) in {"suicide", "medical"}, text
        assert await is_held(person), text
