"""A coach who types "now" where a day is asked for."""

from __future__ import annotations

import pytest

from tests.cast import COACH_ID, Person, Stage, text_of
from tests.enrolling import enrolled
from tests.scenes.broadcasting import write
from tests.scenes.database import table

_NOW = [
    ("nl", "nu"), ("nl", "Nu!"), ("nl", "nu meteen"), ("nl", "direct"), ("nl", "meteen"),
    ("en", "now"), ("en", "right now"), ("en", "at once"),
]  # fmt: skip


async def the_coach(stage: Stage, language: str) -> Person:
    """A coach who takes part in nothing, with one client."""
    stage.world.add_person("Coach", language, COACH_ID)
    await enrolled(stage)
    return await stage.coach()


@pytest.mark.parametrize("how", ["at", "weekly"])
@pytest.mark.parametrize(("language", "typed"), _NOW)
async def test_a_message_that_is_to_leave_now_is_sent_from_its_preview(
    stage: Stage, language: str, typed: str, how: str
) -> None:
    coach = await the_coach(stage, language)
    await write(coach)
    await coach.press(f"broadcast.button.{how}")
    assert text_of(await coach.say(typed)) == coach.words("planned.now")
    await coach.press("broadcast.button.back")
    assert coach.words("broadcast.button.send", n=1) in coach.buttons
    await coach.press(f"broadcast.button.{how}")
    await coach.say(typed)
    await coach.say("morgen 9:00" if language == "nl" else "tomorrow 9:00")
    assert coach.words("planned.button.go") in coach.buttons, "it waits on"


@pytest.mark.parametrize(("language", "typed"), _NOW)
async def test_a_meeting_or_a_plan_is_to_be_at_a_moment_still_to_come(
    stage: Stage, language: str, typed: str
) -> None:
    coach = await the_coach(stage, language)
    await coach.say("/sessie")
    await coach.press("session.button.new")
    assert text_of(await coach.say(typed)) == coach.words("planned.not_now")
    quarter = "over een kwartier" if language == "nl" else "in a quarter of an hour"
    assert text_of(await coach.say(quarter)) == coach.words("session.link")
    await write(coach)
    await coach.press("broadcast.button.at")
    await coach.say("vrijdag 9:00" if language == "nl" else "Friday 9:00")
    await coach.press("planned.button.go")
    await coach.press("planned.button.move")
    assert text_of(await coach.say(typed)) == coach.words("planned.not_now")
    assert all(one["state"] == "planned" for one in await table(stage, "broadcast"))


@pytest.mark.parametrize("typed", ["⚓ Nu", "/nu"])
async def test_the_button_of_that_name_still_helps(stage: Stage, typed: str) -> None:
    coach = await the_coach(stage, "nl")
    await write(coach)
    await coach.press("broadcast.button.at")
    assert text_of(await coach.say(typed)).startswith(coach.words("urge.first")[:20])


async def test_a_coach_who_takes_part_as_well_gets_help_with_that_word(stage: Stage) -> None:
    coach = await the_coach(stage, "nl")
    await stage.invite()
    link = next(t for t in reversed(coach.texts) if "start=" in t)
    await coach.start(link.split("start=")[1].split()[0])
    for key in ("join_in", "unseen", "onward", "agree"):
        await coach.press(f"start.button.{key}")
    await coach.tap("08:00")
    await write(coach)
    await coach.press("broadcast.button.at")
    assert text_of(await coach.say("nu")).startswith(coach.words("urge.first")[:20])


async def test_a_client_whose_day_is_asked_gets_help_with_that_word(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/contact")
    await noor.tap_data("appointment:ask", stale=True)
    assert text_of(await noor.say("nu")).startswith(noor.words("urge.first")[:20])


@pytest.mark.parametrize("typed", ["ik wil nu dood", "nu meteen een eind aan mijn leven maken"])
async def test_a_crisis_there_gets_its_reply(stage: Stage, typed: str) -> None:
    coach = await the_coach(stage, "nl")
    await write(coach)
    await coach.press("broadcast.button.at")
    assert "113" in text_of(await coach.say(typed))


async def test_after_words_of_a_crisis_the_word_is_no_day(stage: Stage) -> None:
    coach = await the_coach(stage, "nl")
    await write(coach)
    await coach.press("broadcast.button.at")
    await coach.say("ik wil dood")
    assert text_of(await coach.say("nu")) != coach.words("planned.now")
