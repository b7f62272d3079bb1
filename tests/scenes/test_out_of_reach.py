"""Whoever cannot be reached when a message leaves: counted and named, for she may ask later."""

from __future__ import annotations

import pytest

from tests.cast import Person, Stage, text_of
from tests.scenes.broadcasting import WORDS, confirm, leave, write
from tests.scenes.relaying import called
from tests.scenes.test_broadcast import told
from tests.scenes.test_broadcast_afterwards import list_of


@pytest.fixture
async def blocked(stage: Stage) -> Person:
    """Kim has blocked the bot."""
    kim = await stage.enrolled("Kim")
    await called(kim, "Kim")
    stage.world.block(kim.id)
    await stage.settle()
    return kim


async def test_the_report_and_the_list_name_whom_it_could_not_reach(
    stage: Stage, noor: Person, blocked: Person
) -> None:
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    await leave(coach)
    assert told(coach, 2, sent=1, unreachable=1) in coach.texts[-1]
    listed = await list_of(coach)
    assert f"Kim;{coach.words('broadcast.csv.unreachable')};" in listed
    stage.world.unblock(blocked.id)
    await stage.walk(days=1, hours=1)
    assert WORDS not in blocked.texts
    assert f"Kim;{coach.words('broadcast.csv.unreachable')};" in await list_of(coach)
    assert WORDS in noor.texts


async def test_one_client_says_how_many_are_not_in_the_list(
    stage: Stage, noor: Person, blocked: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.say(WORDS)
    await coach.press("broadcast.button.client")
    assert coach.words("broadcast.not_listed", n=1) in text_of(coach.last)
    assert not [label for label in coach.buttons if "Kim" in label]
    stage.world.unblock(blocked.id)
    await stage.settle()
    await coach.say("/bericht")
    await coach.say(WORDS)
    await coach.press("broadcast.button.client")
    assert coach.words("broadcast.which_client") == text_of(coach.last)
