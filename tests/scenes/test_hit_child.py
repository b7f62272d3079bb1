"""A child that was hit is somebody else: nothing is said of her own throat."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Stage
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
YES = {"nl": "ja", "en": "yes"}
HIT = {
    "nl": ("hij heeft ons kind een klap gegeven", "hij heeft de kleine een klap gegeven",
           "hij gaf mn zoontje een tik", "hij heeft onze dochter een duw gegeven"),
    "en": ("he slapped our kid", "he gave our son a slap", "he gave my daughter a kick"),
}  # fmt: skip
HERSELF = {
    "nl": ("hij gaf me een klap", "hij gaf me een klap waar ons kind bij was"),
    "en": ("he gave me a slap", "he slapped me in front of our kid"),
}
SWAPPED = {"nl": "hij heeft me gewrugd", "en": "he choekd me"}


@SPOKEN
async def test_a_child_that_was_hit_gets_the_reply_for_somebody_else(
    stage: Stage, spoken: str
) -> None:
    for text in HIT[spoken]:
        person = await stage.enrolled("Noor", spoken)
        await person.say(text)
        await person.say(YES[spoken])
        assert kind_of(person, person.last) == "third_violence", text


@SPOKEN
async def test_who_was_hit_herself_still_hears_of_her_throat(stage: Stage, spoken: str) -> None:
    for text in HERSELF[spoken]:
        person = await stage.enrolled("Noor", spoken)
        await person.say(text)
        await person.say(YES[spoken])
        assert kind_of(person, person.last) == "violence_safe", text


@SPOKEN
async def test_with_two_letters_swapped_it_is_still_the_throat(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(SWAPPED[spoken])) == "strangulation_ask"
