"""A coach's own chat with the bot: what stands there of clients is never swept away."""

from __future__ import annotations

import pytest

from tests.cast import COACH_ID, Person, Stage, text_of
from tests.scenes.relaying import agreed, having

QUESTION = "Mag ik een week overslaan?"


async def coach_with_question(stage: Stage, noor: Person, language: str = "nl") -> Person:
    """The coach, in whose chat a client's question stands."""
    if COACH_ID not in stage.world.people:
        stage.world.add_person("Coach", language, COACH_ID)
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say(QUESTION)
    return coach


@pytest.mark.parametrize(
    ("language", "word"), [("nl", "/wis"), ("nl", "wis"), ("en", "/wipe"), ("en", "wipe")]
)
async def test_what_clients_wrote_to_a_coach_is_not_swept(
    stage: Stage, noor: Person, language: str, word: str
) -> None:
    coach = await coach_with_question(stage, noor, language)
    await coach.say(word)
    assert coach.texts[-1] == coach.words("wipe.coach")
    assert having(coach, QUESTION)
    assert not [call for call in stage.world.requests if call.method == "deleteMessages"]


async def test_a_coach_who_takes_part_is_asked_before_her_chat_is_swept(
    stage: Stage, noor: Person
) -> None:
    coach = await coach_with_question(stage, noor)
    await take_part(stage, coach)
    await coach.say("wis")
    assert coach.texts[-1] == coach.words("wipe.ask")
    await coach.press("wipe.button.no")
    assert coach.texts[-1] == coach.words("wipe.kept")
    assert having(coach, QUESTION)
    await coach.say("wis")
    await coach.press("wipe.button.yes")
    assert coach.texts[-1].startswith(coach.words("wipe.done"))
    assert not [text for text in coach.texts if QUESTION in text]


async def take_part(stage: Stage, coach: Person) -> None:
    """She goes through the arrival herself."""
    token = await stage.invite()
    await coach.start(token)
    for label in ("Zelf meedoen", "Nee", "Verder", "18+", "08:00"):
        await coach.tap(label)
    assert await coach.record() is not None


async def test_help_of_a_coach_names_no_command_that_sweeps_or_erases(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    text = text_of(await coach.say("/help"))
    for name in ("wis", "vergeetmij", "mijngegevens"):
        assert f"/{name} · " not in text
    await take_part(stage, coach)
    text = text_of(await coach.say("/help"))
    for name in ("wis", "vergeetmij", "mijngegevens"):
        assert f"/{name} · " in text
