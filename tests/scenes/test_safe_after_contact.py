"""Is it safe right now? After contact, asked, and answered in words of her own."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
CONTACT = {"nl": "heb hem toch geappt", "en": "i texted him"}
SAFE = {
    "nl": ("veilig ja", "gewoon thuis", "ben thuis", "thuis ja", "ja thuis", "alles goed",
           "ja hoor", "veilig hoor"),
    "en": ("safe yeah", "im home", "at home", "just home", "yeah im home", "safe yes",
           "all good"),
}  # fmt: skip
NOT_SAFE = {
    "nl": ("ja maar bang", "ja maar hij staat buiten", "ben bang", "thuis bij hem", "nee",
           "thuis maar bang", "ja maar eng", "hij is thuis"),
    "en": ("yes but scared", "yes but he's outside", "i'm scared", "home with him", "no",
           "home but scared", "yeah bit scared", "he's home"),
}  # fmt: skip


async def asked(stage: Stage, spoken: str, name: str) -> Person:
    person = await stage.enrolled(name, spoken)
    await person.say(CONTACT[spoken])
    assert person.words("urge.button.not_safe") in person.buttons
    return person


@SPOKEN
async def test_what_says_that_it_is_safe_begins_with_the_body(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(SAFE[spoken]):
        person = await asked(stage, spoken, f"Noor-{number}")
        assert text_of(await person.say(text)).startswith(person.words("urge.happened_safe")), text


@SPOKEN
async def test_fear_behind_a_yes_is_no_yes(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(NOT_SAFE[spoken]):
        person = await asked(stage, spoken, f"Noor-{number}")
        await person.say(text)
        assert "112" in text_of(person.last), (text, text_of(person.last)[:99])
        assert person.words("urge.happened_safe") not in person.texts, text
