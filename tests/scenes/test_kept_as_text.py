"""Where words are sealed and taken out of the chat, a photo with words below it is neither."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.database import Rows, table
from tests.scenes.test_late import (
    at_a_letter,
    at_a_sentence,
    at_half_a_plan,
    at_the_safety_plan,
)

CAPTION = "dit is onze kastanjeboom"
ONLY_TEXT, ONLY_A_LETTER = "keeping.only_text", "letter.only_text"
KEEPING = ("anchor", "letter", "safety_plan", "appointment", "hard_day")


async def at_a_note(person: Person) -> None:
    """She is asked for a few words beside an appointment."""
    await person.say("/afspraak 24-11 14:30")
    await person.press("appointment.button.work")


async def at_a_name(person: Person) -> None:
    """She is asked for the name of a hard day."""
    await person.tap_data("date:add", message_id=1, stale=True)
    await person.say("12-05")
    await person.press("date.button.yearly")


async def after_a_letter(person: Person) -> None:
    """She gave a letter, and a second message would go into the same one."""
    await at_a_letter(person)
    await person.say("ik mis je")


async def kept(stage: Stage) -> list[Rows]:
    """What was put away, or asked about."""
    return [await table(stage, name) for name in KEEPING]


async def nowhere(person: Person) -> None:
    """Nothing waits for a text."""


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize(
    ("come_to", "caption", "told"),
    [
        (at_a_sentence, CAPTION, ONLY_TEXT),
        (at_half_a_plan, CAPTION, ONLY_TEXT),
        (at_the_safety_plan, CAPTION, ONLY_TEXT),
        (at_a_note, CAPTION, ONLY_TEXT),
        (at_a_name, CAPTION, ONLY_TEXT),
        (at_a_letter, CAPTION, ONLY_A_LETTER),
        (after_a_letter, CAPTION, ONLY_A_LETTER),
        (nowhere, f"/brief {CAPTION}", ONLY_A_LETTER),
        (nowhere, f"/anker {CAPTION}", ONLY_TEXT),
    ],
)
async def test_a_photo_with_words_below_it_stays_in_the_chat_and_is_not_kept(
    stage: Stage,
    spoken: str,
    come_to: Callable[[Person], Awaitable[None]],
    caption: str,
    told: str,
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await come_to(person)
    before = await kept(stage)
    assert text_of(await person.send("photo", caption=caption)) == person.words(told)
    assert await kept(stage) == before
    sent = [m for m in stage.world.chat(person.id) if not m.from_bot and m.kind == "photo"]
    assert [one.caption for one in sent] == [caption]
