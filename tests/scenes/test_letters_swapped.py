"""Two letters swapped, or one left out, in the words of a crisis: it is heard, and asked about."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Stage, text_of
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
ASKED = {
    "nl": ("ik spirng", "ik kan nite mere zo veredr"),
    "en": ("cnat do tihs anymroe", "i cant do tihs anymroe"),
}
TAKEN = {"nl": "ik heb pilln geslikt", "en": "tok all my tablts"}
LIGHT = {
    "nl": ("de bron is lekker koel", "ik heb mn haer geknipt", "was vandaga best ok"),
    "en": ("my freind made soup", "the form is on the tabel", "goign for a run"),
}


@SPOKEN
async def test_it_is_heard_and_asked_about(stage: Stage, spoken: str) -> None:
    for text in ASKED[spoken]:
        person = await stage.enrolled("Noor", spoken)
        assert kind_of(person, await person.say(text)) == "suicide_veiled", text


@SPOKEN
async def test_what_may_have_been_taken_gets_the_emergency_number(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(TAKEN[spoken])) == "medical"


@SPOKEN
async def test_letters_swapped_elsewhere_change_nothing(stage: Stage, spoken: str) -> None:
    for text in LIGHT[spoken]:
        person = await stage.enrolled("Noor", spoken)
        assert "112" not in text_of(await person.say(text)), text
