"""Second thoughts about a message that sound like a crisis of the coach herself."""

from __future__ import annotations

import pytest

from tests.cast import Person, Stage
from tests.scenes.broadcasting import confirm, leave, write


@pytest.mark.parametrize(
    "said",
    [
        "stop dit bericht, ik wil dat het weg is",
        "ik wil dat dit verdwijnt",
    ],
)
async def test_second_thoughts_that_sound_like_a_crisis_bring_the_card_below_the_question(
    stage: Stage, noor: Person, said: str
) -> None:
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    await coach.say(said)
    assert any("113" in text for text in coach.texts[-2:])
    assert coach.words("broadcast.leaves") in coach.texts[-1]
    await coach.say("nee")
    assert coach.words("broadcast.leaves") in coach.texts[-1]
    await coach.press("broadcast.button.undo")
    await leave(coach)
    assert noor.texts == []


@pytest.mark.parametrize("said", ["kan dat nog weg?", "dit bericht moet weg, ik wil het niet"])
async def test_those_that_do_not_bring_the_card_alone(
    stage: Stage, noor: Person, said: str
) -> None:
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    await coach.say(said)
    assert not any("113" in text for text in coach.texts)
    assert coach.words("broadcast.leaves") in coach.texts[-1]


async def test_a_coach_in_a_crisis_for_whom_nothing_leaves_is_answered_as_anybody(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    before = len(coach.texts)
    await coach.say("ik wil dood")
    assert len(coach.texts) == before + 1
    assert "113" in coach.texts[-1]
