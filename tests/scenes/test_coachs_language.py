"""What comes to a coach unasked is in the language in which she last wrote."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.content.model import LANGUAGES
from tests.cast import COACH_ID, Person, Stage, replace, text_of
from tests.scenes.database import table
from tests.scenes.prepared import agree_to_calls, unlock_calls
from tests.scenes.relaying import (
    OTHER_COACH,
    agreed,
    forum,
    having,
    other_coach,
    staged_for_two,
)
from tests.scenes.test_inbox_group import ask
from tests.scenes.test_sessions import plan as plan_session

QUESTION = "Mag ik om zes uur komen?"
ANSWER = "Ja, zes uur is goed."


@pytest.fixture(params=LANGUAGES)
def first(request: pytest.FixtureRequest) -> str:
    """The first language of the bot."""
    return str(request.param)


@pytest.fixture
async def stage(tmp_path: Path, first: str) -> AsyncIterator[Stage]:
    """A stage with two coaches."""
    async with staged_for_two(tmp_path, language=first) as made:
        yield made


@pytest.fixture
async def english(stage: Stage) -> Person:
    """A coach whose phone speaks English; her colleague's speaks Dutch."""
    stage.world.add_person("Coach", "en", COACH_ID)
    return await stage.coach()


@pytest.fixture
async def dutch(stage: Stage) -> Person:
    return await other_coach(stage)


def number(coach: Person) -> str:
    """What she calls a client whom nobody named."""
    return coach.words("clients.number", n=1)


async def test_a_question_and_what_another_coach_answered_to_it(
    stage: Stage, noor: Person, english: Person, dutch: Person
) -> None:
    await ask(noor, QUESTION)
    for coach in (english, dutch):
        assert coach.texts[-1] == f"Noor · {number(coach)}\n\n{QUESTION}"
        labels = [coach.words(f"inbox.button.{name}") for name in ("canned", "done")]
        assert coach.buttons == labels
    await dutch.say(ANSWER, reply_to=having(dutch, QUESTION).message_id)
    head = english.words("inbox.answered_by_other", name=number(english))
    assert english.texts[-1] == f"{head}\n\n{ANSWER}"
    await dutch.edit(having_said(dutch), ANSWER + " Tot dan.")
    assert english.texts[-1] == f"{head}\n\n{ANSWER} Tot dan."
    await english.say("What I say.", reply_to=having(english, QUESTION).message_id)
    head = dutch.words("inbox.answered_by_other", name=number(dutch))
    assert dutch.texts[-1] == f"{head}\n\nWhat I say."


def having_said(person: Person) -> int:
    """The number of the latest message that she wrote."""
    chat = person.stage.world.chat(person.id)
    return next(m.message_id for m in reversed(chat) if not m.from_bot)


async def test_the_week_on_monday(stage: Stage, english: Person, dutch: Person) -> None:
    for coach in (english, dutch):
        await coach.say("/beheer")
    await stage.walk(days=7)
    for coach in (english, dutch):
        came = coach.last
        assert coach.buttons == [coach.words("report.button.digest_off")]
        await coach.say("/rapport")
        assert text_of(came) == coach.texts[-1]


async def test_who_would_like_to_be_called_and_that_another_coach_did(
    stage: Stage, noor: Person, english: Person, dutch: Person
) -> None:
    await unlock_calls(stage)
    await agree_to_calls(noor)
    await noor.say("/nood")
    await noor.tap_data("call:send", stale=True)
    for coach in (english, dutch):
        assert coach.texts[-1] == coach.words("call.line", name=f"Noor · {number(coach)}")
        assert coach.buttons == [coach.words("coach.button.rung")]
    await dutch.press("coach.button.rung")
    rung = english.words(
        "coach.rung_by_other", name=number(english), at="Monday 23 November, 10:00"
    )
    assert english.texts[-1] == rung


async def test_what_another_coach_did_with_her_meeting_and_the_days_she_is_away(
    stage: Stage, noor: Person, english: Person, dutch: Person
) -> None:
    await plan_session(english, "wednesday 19:00")
    await dutch.tap_data("session:off:1", stale=True)
    when = "Wednesday 25 November, 19:00"
    which = english.words("session.which", when=when, who="Everyone")
    assert english.texts[-1] == english.words("session.off_by_other", which=which)
    await dutch.say("/afwezig")
    await dutch.press("away.button.set")
    await dutch.say("vandaag")
    await dutch.say("4 december")
    await dutch.press("away.button.nobody")
    words = {"start": "Monday 23 November", "until": "Friday 4 December"}
    said = english.words("away.is", line=english.words("away.nobody"), **words)
    assert said in english.texts[-1]
    assert english.texts[-1].startswith(english.words("away.set_by_other"))
    assert english.buttons == [english.words("coach.button.away")]


async def test_what_is_left_of_somebody_who_is_no_coach_any_more(
    stage: Stage, noor: Person, english: Person, dutch: Person
) -> None:
    await plan_session(dutch, "woensdag 19:00")
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID}))
    await stage.restart()
    await stage.walk(minutes=2)
    assert english.texts[-1] == english.words("takeover.told", n=1)


@pytest.mark.usefixtures("something_breaks")
async def test_an_answer_that_does_not_arrive(
    stage: Stage, noor: Person, english: Person, dutch: Person
) -> None:
    await ask(noor, QUESTION)
    stage.world.block(noor.id)
    await english.say("Yes.", reply_to=having(english, QUESTION).message_id)
    await stage.walk(hours=3)
    again = english.words("inbox.open_again")
    assert english.texts[-1] == f"{english.words('inbox.failed.unreachable')} {again}"


async def test_another_language_on_her_phone_counts_from_what_she_writes_next(
    stage: Stage, noor: Person, english: Person, dutch: Person
) -> None:
    await agreed(noor)
    stage.world.set_language(COACH_ID, "nl")
    await ask(noor, QUESTION)
    assert english.texts[-1].startswith("Noor · Number 1")
    await english.say("/beheer")
    await stage.restart()
    await noor.say("/coach Nog iets.")
    assert english.texts[-1].startswith("Noor · Nummer 1")


@pytest.mark.parametrize("both", [True, False])
async def test_the_group_speaks_the_language_that_all_coaches_speak_else_the_first(
    stage: Stage, noor: Person, english: Person, first: str, *, both: bool
) -> None:
    if not both:
        await other_coach(stage)
    made = await forum(stage)
    await ask(noor, QUESTION)
    words = stage.app.deps.shelf["en" if both else first].t
    (topic,) = made.topics
    assert topic.name == f"Noor · {words('clients.number', n=1)}"
    assert words("inbox.topic", name=topic.name) in made.texts(topic.thread_id)


async def test_nothing_but_the_language_is_kept_of_a_coach(stage: Stage, english: Person) -> None:
    kept = {row["name"]: row["value"] for row in await table(stage, "note")}
    assert kept[f"language:{COACH_ID}"] == b"en"
    assert f"language:{OTHER_COACH}" not in kept


async def test_how_a_meeting_that_was_called_off_was_told_of(
    stage: Stage, noor: Person, english: Person
) -> None:
    await plan_session(english, "today 20:00")
    await stage.walk(minutes=1)
    await english.tap_data("session:off:1", stale=True)
    await stage.walk(minutes=2)
    when = "Monday 23 November, 20:00"
    which = english.words("session.which", when=when, who="Everyone")
    assert english.texts[-1].startswith(f"{which}\n{english.words('session.told_cancelled')}")
