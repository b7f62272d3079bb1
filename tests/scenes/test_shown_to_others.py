"""What one coach answers, as the other coaches see it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.content.model import LANGUAGES
from tests.cast import COACH_ID, Person, Stage, text_of
from tests.scenes.relaying import (
    agreed,
    forum,
    having,
    other_coach,
    staged_for_two,
)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A stage with two coaches."""
    async with staged_for_two(tmp_path) as made:
        yield made


@pytest.fixture(params=LANGUAGES)
async def coach(request: pytest.FixtureRequest, stage: Stage) -> Person:
    """The coach, in each language; the other one speaks Dutch."""
    stage.world.add_person("Coach", request.param, COACH_ID)
    return await stage.coach()


@pytest.fixture
async def anna(stage: Stage, coach: Person) -> Person:
    """The other coach."""
    return await other_coach(stage)


async def ask(person: Person, text: str = "de gele fiets") -> None:
    """She writes to the coaches."""
    await agreed(person)
    await person.say("/coach")
    await person.say(text)


def head(coach: Person, number: int = 1) -> str:
    """What stands above an answer of the other one, to the client with this number."""
    name = coach.words("clients.number", n=number)
    return coach.words("inbox.answered_by_other", name=name)


@pytest.mark.usefixtures("something_breaks")
async def test_while_no_topic_can_be_made_an_answer_comes_to_the_others_alone(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    made = await forum(stage)
    stage.world.promote_bot(made.chat.id, COACH_ID, ["can_delete_messages"])
    await ask(noor)
    asked = {one.id: having(one, "gele fiets").message_id for one in (coach, anna)}
    had = coach.texts
    await coach.say("Donderdag.", reply_to=asked[coach.id])
    await stage.walk(minutes=2)
    assert coach.texts == had
    assert anna.texts[-1] == f"{head(anna)}\n\nDonderdag."
    await anna.say("Of vrijdag.", reply_to=asked[anna.id])
    await stage.walk(minutes=2)
    assert coach.texts[-1] == f"{head(coach)}\n\nOf vrijdag."
    assert [text for text in anna.texts if "vrijdag" in text] == []


@pytest.mark.usefixtures("something_breaks")
async def test_so_does_one_that_leaves_no_room_for_whose_it_is_which_is_said_once(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    made = await forum(stage)
    stage.world.promote_bot(made.chat.id, COACH_ID, ["can_delete_messages"])
    await ask(noor)
    had, words = coach.texts, "Dag. " * 815
    await coach.say(words, reply_to=having(coach, "gele fiets").message_id)
    await stage.walk(minutes=2)
    assert coach.texts == had
    assert anna.texts[-2:] == [head(anna), words.strip()]
    assert anna.texts.count(head(anna)) == 1


@pytest.mark.usefixtures("something_breaks")
async def test_what_she_changes_in_it_changes_with_the_others(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    made = await forum(stage)
    stage.world.promote_bot(made.chat.id, COACH_ID, ["can_delete_messages"])
    await ask(noor)
    await coach.say("Donderdag.", reply_to=having(coach, "gele fiets").message_id)
    await stage.walk(minutes=2)
    mine = next(m for m in reversed(stage.world.chat(coach.id)) if m.text == "Donderdag.")
    shown = having(anna, "Donderdag.")
    await coach.edit(mine.message_id, "Vrijdag.")
    await stage.walk(minutes=2)
    assert text_of(shown) == f"{head(anna)}\n\nVrijdag."
