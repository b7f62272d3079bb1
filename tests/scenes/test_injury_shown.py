"""An injury that is shown instead of told, in words or below a photo: first whether she can type
safely. What another did to a heart, or a head, is no injury that is shown.
"""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Stage
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
SHOWN = {
    "nl": (
        "kijk mijn arm wat hij gedaan heeft", "kijk wat hij met mijn gezicht gedaan heeft",
        "zie mn oog wat hij heeft gedaan", "dit is wat hij met mijn pols heeft gedaan",
        "hij heeft dit met mijn rug gedaan", "kijk wat mijn ex aan mijn arm heeft gedaan",
    ),
    "en": (
        "look what she did to my face", "he did this to my arm", "what he has done to my back",
        "look at what my husband did to my arm", "look at my face what he did",
    ),
}  # fmt: skip
NOT_SHOWN = {
    "nl": ("kijk wat hij met mijn hart gedaan heeft",),
    "en": ("look what she did to my hair", "what my physio did to my back really helped"),
}
VEILED = {"nl": "iedereen is beter af zonder mij", "en": "everyone would be better off without me"}


@SPOKEN
async def test_it_is_asked_whether_typing_is_safe(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(SHOWN[spoken]):
        person = await stage.enrolled(f"Noor{number}", spoken)
        assert kind_of(person, await person.say(text)) == "violence", text


@SPOKEN
async def test_below_a_photo_too_while_another_question_is_open(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(VEILED[spoken])) == "suicide_veiled"
    await stage.walk(seconds=40)
    heard = await person.send("photo", caption=SHOWN[spoken][0])
    assert kind_of(person, heard) == "violence"


@SPOKEN
async def test_what_is_done_to_a_heart_or_to_hair_is_none(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(NOT_SHOWN[spoken]):
        person = await stage.enrolled(f"Noor{number}", spoken)
        assert kind_of(person, await person.say(text)) != "violence", text
