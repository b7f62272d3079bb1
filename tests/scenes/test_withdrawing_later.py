"""A day and more after it left a message can be withdrawn still, and the way to it is shown."""

from __future__ import annotations

import pytest

from tests.cast import Person, Stage
from tests.scenes.broadcasting import WORDS, send

pytestmark = pytest.mark.long

LABEL = f"Iedereen · {WORDS}"


async def withdraw(coach: Person, noor: Person) -> None:
    """From what the list leads to."""
    assert WORDS in noor.texts
    await coach.press("broadcast.button.withdraw")
    await coach.press("broadcast.button.withdraw_sure")
    await coach.stage.walk(minutes=1)
    assert WORDS not in noor.texts


@pytest.mark.parametrize("hours", [1, 40])
async def test_the_word_alone_leads_to_it(stage: Stage, noor: Person, hours: int) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    await stage.walk(hours=hours)
    await coach.say("intrekken")
    if hours > 36:
        assert coach.words("broadcast.withdrawable") in coach.texts[-1]
        await coach.tap(LABEL)
    await withdraw(coach, noor)
    await coach.say("intrekken")
    assert coach.texts[-1] == coach.words("broadcast.nothing_leaves")
    assert LABEL not in coach.buttons


async def test_so_does_the_list_of_what_is_planned(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    await stage.walk(hours=40)
    await coach.say("/gepland")
    assert coach.words("planned.sent") in coach.texts[-1]
    await coach.tap(f"✓ Iedereen · {WORDS}")
    await withdraw(coach, noor)


async def test_after_it_was_stopped_too(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    await coach.say("stop")
    await coach.press("broadcast.button.stop")
    await coach.say("intrekken")
    await coach.tap(LABEL)
    await withdraw(coach, noor)


async def test_what_reached_nobody_or_all_too_long_ago_is_not_in_it(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    await stage.walk(days=4)
    await coach.say("intrekken")
    assert coach.texts[-1] == coach.words("broadcast.nothing_leaves")
    assert LABEL not in coach.buttons


async def test_of_two_it_leads_to_the_earlier_one(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    await stage.walk(hours=30)
    await send(coach, 1, "Vrijdag om negen uur.")
    await coach.say("intrekken")
    await coach.press("broadcast.button.what_else")
    await coach.tap(LABEL)
    await withdraw(coach, noor)
    assert "Vrijdag om negen uur." in noor.texts
