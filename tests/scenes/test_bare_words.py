"""A grave word and nothing else: asked about wherever it is typed, and put away nowhere."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage
from tests.scenes.database import every_table
from tests.scenes.fixed import kind_of
from tests.scenes.relaying import agreed

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
GRAVE = {
    "nl": ("zelfmoord", "pillen", "dood", "touw", "een mes", "overdosis"),
    "en": ("suicide", "pills", "dead", "rope", "a knife", "death"),
}
HEARD = {"suicide", "suicide_veiled", "medical", "violence"}
KEPT = ("anchor", "letter", "relay")


async def is_heard(person: Person, text: str) -> bool:
    """Whether it is answered as a crisis, or asked about as one."""
    return kind_of(person, await person.say(text)) in HEARD


@SPOKEN
@pytest.mark.parametrize("place", ["", "/brief", "/coach", "anchor:sentence"])
async def test_nothing_of_it_is_sealed_or_forwarded(stage: Stage, spoken: str, place: str) -> None:
    coach = await stage.coach()
    for number, text in enumerate(GRAVE[spoken]):
        person = await agreed(await stage.enrolled(f"Noor-{number}", spoken))
        if place:
            await (
                person.say(place)
                if place.startswith("/")
                else person.tap_data(place, 1, stale=True)
            )
        rows, heard = await every_table(stage), len(coach.heard)
        assert await is_heard(person, text), text
        after = await every_table(stage)
        assert [after[name] for name in KEPT] == [rows[name] for name in KEPT]
        assert len(coach.heard) == heard
