"""The offer to return is declined in words or with a tap, and takes no sticker for a number."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.test_urge_return import promised

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
DECLINES = {
    "nl": ["nee hoor", "nee dankje", "niet nodig", "laat maar", "nee"],
    "en": ["no", "no thanks", "not needed", "never mind"],
}


@SPOKEN
@pytest.mark.parametrize("typed", [True, False], ids=["typed", "tapped"])
async def test_whoever_declines_hears_that_nothing_comes(
    stage: Stage, spoken: str, *, typed: bool
) -> None:
    for number, said in enumerate(DECLINES[spoken] if typed else [""]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say({"nl": "/drang", "en": "/urge"}[spoken])
        await person.press("urge.button.go")
        await person.say({"nl": "dankje", "en": "thanks"}[spoken])
        await (person.say(said) if said else person.press("urge.button.no_promise"))
        assert text_of(person.last) == person.words("urge.unpromised"), said
        heard = len(person.heard)
        await stage.walk(minutes=30)
        assert len(person.heard) == heard, said


async def test_a_sticker_leaves_the_question_of_the_return(noor: Person) -> None:
    await promised(noor)
    await noor.stage.walk(minutes=21)
    before = noor.buttons
    for _ in range(2):
        assert text_of(await noor.send("sticker")) == noor.words("other.not_text_here")
        assert noor.buttons[: len(before)] == before
    assert text_of(await noor.say("3")) != noor.words("urge.no_number")
