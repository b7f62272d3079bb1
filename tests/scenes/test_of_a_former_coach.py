"""What a coach reads of one who is no coach any more: nowhere does it say 'another coach'."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.content.model import LANGUAGES
from tests.cast import COACH_ID, Person, Stage, text_of
from tests.scenes.broadcasting import confirm, leave, send, write
from tests.scenes.relaying import agreed, having, other_coach, staged_for_two
from tests.scenes.test_sessions import plan as plan_session
from tests.scenes.test_taking_over import leaves


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A stage with two coaches."""
    async with staged_for_two(tmp_path) as made:
        yield made


@pytest.fixture(params=LANGUAGES)
async def coach(request: pytest.FixtureRequest, stage: Stage, noor: Person) -> Person:
    """She who stays, in each language."""
    stage.world.add_person("Coach", request.param, COACH_ID)
    return await stage.coach()


@pytest.fixture
async def anna(stage: Stage, coach: Person) -> Person:
    """The other one."""
    return await other_coach(stage)


async def test_what_she_is_sending_is_a_former_coachs(
    stage: Stage, coach: Person, anna: Person
) -> None:
    await stage.walk(hours=13)
    await write(anna)
    await confirm(anna, 1)
    await leave(anna)
    await coach.say("/gepland")
    assert coach.words("planned.of_other") in coach.texts[-1], "as long as she is there"
    await leaves(stage)
    await coach.say("/gepland")
    assert coach.words("planned.of_other") not in coach.texts[-1]
    assert coach.words("planned.of_left") in coach.texts[-1]
    await coach.say("stop")
    assert coach.texts[-1].startswith(coach.words("broadcast.of_left"))


async def test_the_messages_of_both_are_named_alike_in_what_is_planned(
    stage: Stage, coach: Person, anna: Person
) -> None:
    await send(anna, 1, text="Donderdag.")
    await send(coach, 1, text="Vrijdag.")
    await leaves(stage)
    await coach.say("/gepland")
    everyone = coach.words("broadcast.to.everyone", number=0)
    named = coach.words("takeover.of_former", named=f"{everyone} · Donderdag.")
    assert coach.buttons[:2] == [f"▶ {everyone} · Vrijdag.", named]


async def test_nobody_is_told_of_a_meeting_of_hers_that_is_called_off(
    stage: Stage, coach: Person, anna: Person
) -> None:
    await plan_session(anna, "morgen 09:00")
    await stage.walk(minutes=1)
    await leaves(stage)
    await coach.say("/sessie")
    await coach.tap("09:00")
    await coach.press("session.button.cancel")
    assert coach.words("session.cancel_of_other") not in coach.texts[-1]
    await coach.press("session.button.cancel_sure")
    assert coach.words("session.nobody_sends") not in coach.texts[-1], "that it is off goes out"
    assert coach.texts[-1].startswith(coach.words("broadcast.of_left"))


async def test_reminders_of_hers_that_are_leaving_are_a_former_coachs(
    stage: Stage, coach: Person, anna: Person
) -> None:
    await stage.walk(hours=13)
    await plan_session(anna, "morgen 09:30")
    await stage.walk(minutes=1)
    await leaves(stage)
    await coach.say("stop")
    when = {"nl": "dinsdag 24 november, 09:30", "en": "Tuesday 24 November, 09:30"}
    said = coach.words("session.leaves_of_left", when=when[coach.book.language])
    assert coach.texts[-1] == said


async def test_in_the_log_she_is_a_former_coach(stage: Stage, coach: Person, anna: Person) -> None:
    await send(anna, 1)
    await leaves(stage)
    await coach.say("/rapport")
    await coach.press("report.button.log")
    assert coach.words("report.left") in coach.texts[-1]
    assert coach.words("report.other") not in coach.texts[-1]


async def test_an_answer_of_hers_can_be_withdrawn_by_nobody(
    stage: Stage, noor: Person, coach: Person, anna: Person
) -> None:
    await agreed(noor)
    await noor.say("/coach")
    await noor.say("de gele fiets")
    await anna.say("Donderdag.", reply_to=having(anna, "gele fiets").message_id)
    await stage.walk(minutes=1)
    shown = having(coach, "Donderdag.")
    await leaves(stage)
    await coach.say("stop", reply_to=shown.message_id)
    assert text_of(coach.last) == coach.words("inbox.undo_of_left")
