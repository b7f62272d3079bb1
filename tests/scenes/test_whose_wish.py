"""Whose death is wished for: her own with "i" left out, or his."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Stage
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)

OWN = {
    "nl": ("hem geappt en wil dood", "haar gebeld en wil niet meer leven",
           "mis haar zo en wil dood", "hem geappt. wil dood"),
    "en": ("texted him and want to die", "called her again and wanna die",
           "texted my ex and want to die"),
}  # fmt: skip
ANOTHERS = {
    "nl": ("hij appt en wil dood", "haar geappt en ze wil dood", "mijn zus appt hem en wil dood",
           "mijn zoon is haar kwijt en wil dood", "lisa heeft haar gebeld en wil dood"),
    "en": ("told him and he wants to die", "my sister rang and wants to die",
           "my friend texted him and wants to die",
           "texted her cant get through she wants to die"),
}  # fmt: skip


@SPOKEN
async def test_a_wish_without_a_subject_is_the_writers(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(OWN[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) == "suicide", text


@SPOKEN
async def test_a_wish_of_somebody_named_is_theirs(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(ANOTHERS[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) == "third_suicide", text
