"""Whoever cannot be reached when a message leaves: counted and named, for she may ask later."""

from __future__ import annotations

import pytest

from bot.sandbox.faults import Kind
from tests.cast import COACH_ID, Person, Stage, text_of
from tests.scenes.broadcasting import WORDS, send
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
    await send(coach, 1)
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


@pytest.mark.parametrize(
    ("kind", "said", "outcome", "why"),
    [
        ("403", "Forbidden: bot was blocked by the user", "unreachable", "blocked"),
        ("403", "Forbidden: user is deactivated", "unreachable", "gone"),
        ("400", "Bad Request: VOICE_MESSAGES_FORBIDDEN", "failed", "no_voice"),
        ("400", "Bad Request: message is too long", "failed", "long"),
        ("400", "Bad Request: BUTTON_TYPE_INVALID", "failed", "other"),
    ],
)
@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_the_list_says_why_it_did_not_come_in_the_words_of_the_coach(
    stage: Stage,
    something_breaks: None,
    spoken: str,
    kind: Kind,
    said: str,
    outcome: str,
    why: str,
) -> None:
    stage.world.add_person("Coach", spoken, COACH_ID)
    kim = await stage.enrolled("Kim")
    await called(kim, "Kim")
    stage.world.faults.add("sendMessage", kim.id, kind=kind, description=said)
    coach = await stage.coach()
    await send(coach, 1)
    words = [coach.words(f"broadcast.csv.{key}") for key in (outcome, f"why.{why}")]
    assert f"Kim;{words[0]};{words[1]}" in await list_of(coach)
