"""A voice message or a sticker where a word, an hour or a day is asked for: it waits on."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Stage, text_of
from tests.scenes.database import table
from tests.scenes.test_crisis_everywhere import places_of, wait_at

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
ASKED = (
    "settings:zone", "settings:hour", "settings:quiet", "more:country", "more:nickname",
    "appointment:when", "date:day", "date:early", "date:often",
)  # fmt: skip


@SPOKEN
@pytest.mark.parametrize("kind", ["voice", "sticker"])
async def test_it_waits_on_and_says_that_it_reads_text_alone(
    stage: Stage, spoken: str, kind: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert set(ASKED) <= set(places_of(stage))
    for place in ASKED:
        await wait_at(person, place)
        answer = await person.send(kind)
        assert text_of(answer) == person.words("other.not_text_here"), place
        assert person.words("button.help") in person.buttons
        assert [row["place"] for row in await table(stage, "waiting")] == [place]


@SPOKEN
async def test_what_is_typed_after_it_is_the_answer(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await wait_at(person, "settings:quiet")
    await person.send("voice")
    await person.say("23:30-6:30")
    [kept] = await table(stage, "client")
    assert (kept["quiet_from"], kept["quiet_to"]) == (23 * 60 + 30, 6 * 60 + 30)
    await wait_at(person, "more:country")
    await person.send("sticker")
    await person.say({"nl": "België", "en": "Belgium"}[spoken])
    [kept] = await table(stage, "client")
    assert kept["country"] == "BE"
