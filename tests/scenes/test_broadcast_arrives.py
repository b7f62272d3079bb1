"""What the calendar alone holds back arrives all the same, for it is told as sent."""

from __future__ import annotations

import pytest

from tests.cast import COACH_ID, Person, Stage, text_of
from tests.enrolling import wish
from tests.scenes.broadcasting import send, write
from tests.scenes.test_planned import AMSTERDAM, local, plan

FIRST, SECOND, THIRD = "Eerste bericht", "Tweede bericht", "Derde bericht"


def came(person: Person, words: str) -> list[str]:
    """When these words came, by an Amsterdam clock."""
    return [f"{m.date.astimezone(AMSTERDAM):%a %H:%M}" for m in person.heard
            if text_of(m) == words]  # fmt: skip


async def set_out(coach: Person, words: str, when: str) -> str:
    """Plan it; gives the card that was seen above the button."""
    await plan(coach, when, words=words)
    seen = text_of(coach.last)
    await coach.press("planned.button.go")
    return seen


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_two_planned_in_the_quiet_hours_of_a_morning_both_arrive(
    stage: Stage, noor: Person, language: str
) -> None:
    stage.world.add_person("Coach", language, COACH_ID)
    coach = await stage.coach()
    tomorrow = {"nl": "morgen", "en": "tomorrow"}[language]
    await set_out(coach, FIRST, f"{tomorrow} 7:00")
    assert coach.words("broadcast.another_tomorrow") in await set_out(
        coach, SECOND, f"{tomorrow} 7:30"
    )
    await stage.walk(days=3)
    assert (came(noor, FIRST), came(noor, SECOND)) == (["Tue 08:00"], ["Wed 08:00"])


@pytest.mark.long
async def test_in_another_part_of_the_world_and_with_other_quiet_hours_too(
    stage: Stage, noor: Person
) -> None:
    await wish(noor, zone="America/New_York")  # where eight o'clock is two in the afternoon
    coach = await stage.coach()
    await set_out(coach, FIRST, "morgen 13:00")
    await set_out(coach, SECOND, "morgen 13:30")
    await stage.walk(days=3)
    assert (came(noor, FIRST), came(noor, SECOND)) == (["Tue 14:00"], ["Wed 14:00"])


@pytest.mark.long
async def test_what_left_in_the_evening_counts_for_the_morning_on_which_it_comes(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await stage.walk_to(local("2026-11-23 22:30"))
    await send(coach, 1, FIRST)
    assert coach.words("broadcast.another_tomorrow") in text_of(await write(coach, "Nog iets."))
    for when, told_so in (("morgen 7:30", True), ("morgen 22:00", False)):
        await plan(coach, when, words=SECOND)
        assert (coach.words("broadcast.another_tomorrow") in text_of(coach.last)) is told_so
    await set_out(coach, SECOND, "morgen 7:30")
    await stage.walk(days=3)
    assert (came(noor, FIRST), came(noor, SECOND)) == (["Tue 08:00"], ["Wed 08:00"])


@pytest.mark.long
async def test_of_a_third_one_on_a_day_is_said_that_it_may_not_arrive(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await set_out(coach, FIRST, "morgen 10:00")
    await set_out(coach, SECOND, "morgen 11:00")
    seen = await set_out(coach, THIRD, "morgen 12:00")
    assert coach.words("broadcast.too_many_tomorrow") in seen
    assert coach.words("broadcast.another_tomorrow") not in seen
    await stage.walk(days=4)
    assert (came(noor, SECOND), came(noor, THIRD)) == (["Wed 08:00"], [])
