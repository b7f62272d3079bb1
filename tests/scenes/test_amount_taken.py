"""An amount that was taken, without the word pills: it goes first wherever it is said."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
TAKEN = {
    "nl": [
        *("ik heb er 20 genomen", "heb er 20 op", "20 paracetamol op", "10 paracetamol"),
        *("heb er vijftien geslikt", "ik heb er 8 ingenomen, help me", "12 ibuprofen net"),
        *("20 genomen", "alles genomen", "heb ze allemaal op", "allemaal geslikt", "dertig op"),
        *("kheb ze allemaal gepakt", "alles is op, ik heb alles geslikt", "net alles ingenomen"),
    ],
    "en": [
        *("i took 20", "took 10", "took 20 of them", "10 ibuprofen", "ive swallowed thirty"),
        *("i took 12 already", "20 paracetamol just now", "took all of them", "took em all"),
        *("swallowed everything", "all 30 taken", "i've had all of them"),
    ],
}
HARMLESS = {
    "nl": [
        *("ik heb er 20 gebakken", "ik heb 2 paracetamol genomen tegen de hoofdpijn"),
        *(
            "er zitten er al 20 dagen op",
            "ik heb er 20 op zitten",
            "bus 20 genomen",
            "ik heb er 20",
        ),
        *("om 8 paracetamol genomen", "20 minuten genomen voor mezelf", "2 paracetamol genomen"),
        *("heb de trein van 8 genomen", "3 dagen vrij genomen", "heb 10 foto's genomen"),
        *("de bus van 9 genomen", "alle tijd genomen", "alle koekjes op"),
    ],
    "en": [
        *("took 20 minutes", "i took 20 photos", "it took 20"),
        *("i took 2 paracetamol for my headache", "i baked 20 of them"),
        *("at 8 ibuprofen for my back", "took bus 20", "i took 3 days off", "took 2 ibuprofen"),
        *("took 10 deep breaths", "took 5 photos", "took the 8 o'clock train"),
    ],
}


async def asked_how_strong(stage: Stage, name: str, spoken: str) -> Person:
    """A client whose number is asked for."""
    person = await stage.enrolled(name, spoken)
    await person.say({"nl": "/drang", "en": "/urge"}[spoken])
    await person.press("urge.button.go")
    return person


@SPOKEN
@pytest.mark.parametrize("asked", [False, True], ids=["anywhere", "in place of a number"])
async def test_an_amount_that_was_taken_is_heard_with_112_first(
    stage: Stage, spoken: str, *, asked: bool
) -> None:
    for number, said in enumerate(TAKEN[spoken]):
        name = f"Noor-{number}"
        person = await (
            asked_how_strong(stage, name, spoken) if asked else stage.enrolled(name, spoken)
        )
        assert kind_of(person, await person.say(said)) == "medical", said


@SPOKEN
async def test_an_amount_of_something_else_is_none(stage: Stage, spoken: str) -> None:
    for number, said in enumerate(HARMLESS[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(said)) is None, said


@SPOKEN
@pytest.mark.parametrize("kind", ["sticker", "voice"])
async def test_what_is_no_text_in_place_of_a_number_leaves_the_question(
    stage: Stage, spoken: str, kind: str
) -> None:
    person = await asked_how_strong(stage, "Noor", spoken)
    before = person.buttons
    for _ in range(2):
        assert text_of(await person.send(kind)) == person.words("other.not_text_here")
        assert person.buttons[: len(before)] == before
    assert text_of(await person.say("7")) == person.words("urge.what")
