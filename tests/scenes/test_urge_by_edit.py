"""An urge that is told by changing an earlier message."""

from __future__ import annotations

import pytest

from tests.cast import Person, Stage, text_of
from tests.scenes.database import table
from tests.scenes.relaying import agreed

CASES = pytest.mark.parametrize(
    ("spoken", "text", "reply"),
    [
        ("nl", "ik wil hem zo graag appen", "urge.first"),
        ("nl", "ik heb hem toch gebeld", "urge.happened"),
        ("en", "i really want to text him right now", "urge.first"),
        ("en", "i called him after all", "urge.happened"),
    ],
)


def own(stage: Stage, person: Person) -> int:
    """The number of the newest message that she wrote."""
    return [m.message_id for m in stage.world.chat(person.id) if not m.from_bot][-1]


@CASES
async def test_it_gets_its_first_reply(stage: Stage, spoken: str, text: str, reply: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("hoi")
    await person.edit(own(stage, person), text)
    assert person.texts[-1] == person.words(reply)
    assert len(await table(stage, "urge")) == 1


@CASES
async def test_one_that_is_open_already_gets_nothing_anew(
    stage: Stage, spoken: str, text: str, reply: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(text)
    heard = list(person.texts)
    await stage.walk(seconds=40)
    await person.edit(own(stage, person), f"{text}!")
    assert person.texts == heard
    assert len(await table(stage, "urge")) == 1


async def test_what_was_passed_on_before_is_changed_where_it_arrived(stage: Stage) -> None:
    """The coach has it: it is changed there, and is no report of an urge to the bot."""
    coach, noor = await stage.coach(), await stage.client("Noor")
    await agreed(noor)
    await noor.say("/coach")
    await noor.say("donderdag om vier")
    heard = list(noor.texts)
    await noor.edit(own(stage, noor), "ik wil hem zo graag appen")
    assert text_of(coach.last).endswith("ik wil hem zo graag appen")
    assert noor.texts == heard
    assert await table(stage, "urge") == []
