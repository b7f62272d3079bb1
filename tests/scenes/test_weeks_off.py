"""What is planned for a group in its weeks off: told with them, and left out if she says so."""

from __future__ import annotations

from datetime import date

import pytest

from bot.store import broadcasts, cohorts
from bot.store.broadcasts import RESTS
from tests.cast import COACH_ID, Person, Stage, text_of
from tests.scenes.broadcasting import WORDS
from tests.scenes.database import table
from tests.scenes.test_planned import came, local


@pytest.fixture
def language() -> str:
    """The coach's."""
    return "nl"


@pytest.fixture
async def coach(stage: Stage, noor: Person, language: str) -> Person:
    """The coach of a group that began on Monday 16 November, in which Noor is."""
    async with stage.app.deps.store.write() as tx:
        await cohorts.set_start(tx, 1, date(2026, 11, 16))
    stage.world.add_person("Coach", language, COACH_ID)
    return await stage.coach()


async def plan(coach: Person, when: str, *, weekly: bool, also: str = "") -> None:
    """A message to the group."""
    await draft(coach, when, weekly=weekly, also=also)
    await coach.press("planned.button.go")


async def draft(coach: Person, when: str, *, weekly: bool, also: str = "") -> None:
    """As `plan`, and its card is in sight, with the button that plans it."""
    await coach.say("/bericht")
    await coach.say(WORDS)
    await coach.tap(" 1")
    if also:
        await coach.tap(also)
    await coach.press("broadcast.button.onward")
    await coach.press("broadcast.button.weekly" if weekly else "broadcast.button.at")
    await coach.say(when)


async def give_weeks_off(coach: Person) -> str:
    """Those around Christmas; gives what was seen before that was confirmed."""
    await coach.tap_data("cohort:off:1", stale=True)
    seen = text_of(await coach.say("21-12 t/m 3-1"))
    await coach.press("cohort.button.yes")
    return seen


def weekly(coach: Person, how: str = "weekly") -> str:
    """The line about a message of every week."""
    line = coach.words("broadcast.named", line=WORDS)
    day = {"nl": "dinsdag", "en": "Tuesday"}[coach.book.language]
    return coach.words(f"cohort.meanwhile.{how}", day=day, at="12:00", line=line)


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_a_message_of_every_week_is_told_with_the_weeks_and_left_out_on_a_tap(
    coach: Person, language: str
) -> None:
    await plan(coach, "24-11 12:00", weekly=True)
    assert weekly(coach) in await give_weeks_off(coach)
    assert weekly(coach) in text_of(coach.last)
    given = {"nl": "ma 21 dec, ma 28 dec", "en": "Mon 21 Dec, Mon 28 Dec"}[language]
    assert text_of(coach.last).startswith(coach.words("cohort.weeks_off", weeks=given))
    await coach.press("cohort.button.rest")
    assert weekly(coach, "rests") in text_of(coach.last)
    assert coach.words("cohort.button.rest") not in coach.buttons
    await coach.tap_data("planned:look:1", stale=True)
    days = {"nl": "di 22 dec, di 29 dec", "en": "Tue 22 Dec, Tue 29 Dec"}[language]
    assert coach.words("planned.rests", days=days) in text_of(coach.last)
    await coach.press("planned.button.weeks_off_on")
    assert coach.words("planned.goes_on", days=days) in text_of(coach.last)


@pytest.mark.long
@pytest.mark.parametrize("rests", [True, False])
async def test_in_weeks_off_it_leaves_nothing_and_goes_on_after_them(
    stage: Stage, noor: Person, coach: Person, rests: bool
) -> None:
    await stage.walk_to(local("2026-12-14 10:00"))
    await plan(coach, "dinsdag 12:00", weekly=True)
    await give_weeks_off(coach)
    if rests:
        await coach.press("cohort.button.rest")
    await stage.walk_to(local("2026-12-21 10:00"))
    await coach.say("/gepland")
    following = "di 5 jan 12:00" if rests else "di 22 dec 12:00"
    assert [label for label in coach.buttons if following in label]
    await stage.walk_to(local("2027-01-06 10:00"))
    between = [] if rests else ["12-22 12:00", "12-29 12:00"]
    assert came(noor) == ["12-15 12:00", *between, "01-05 12:00"]


@pytest.mark.long
async def test_a_week_that_is_no_week_off_after_all_gets_it_again(
    stage: Stage, noor: Person, coach: Person
) -> None:
    await stage.walk_to(local("2026-12-14 10:00"))
    await plan(coach, "dinsdag 12:00", weekly=True)
    await give_weeks_off(coach)
    await coach.press("cohort.button.rest")
    await coach.tap("28 dec")
    await stage.walk_to(local("2026-12-30 10:00"))
    assert came(noor) == ["12-15 12:00", "12-29 12:00"]


async def test_what_comes_once_and_a_session_are_told_too_and_what_is_for_others_goes_on(
    stage: Stage, coach: Person
) -> None:
    await plan(coach, "dinsdag 12:00", weekly=True, also="Iedereen")
    await plan(coach, "22-12 10:00", weekly=False)
    await coach.say("/sessie")
    await coach.press("session.button.new")
    await coach.say("23-12 20:00")
    await coach.press("session.button.no_link")
    await coach.tap("Groep 1")
    await coach.press("planned.button.go")
    seen = await give_weeks_off(coach)
    once = {"day": "dinsdag 22 december", "at": "10:00",
            "line": coach.words("broadcast.named", line=WORDS)}  # fmt: skip
    held = {"day": "woensdag 23 december", "at": "20:00"}
    for text in (
        weekly(coach, "others"),
        coach.words("cohort.meanwhile.once", **once),
        coach.words("cohort.meanwhile.session", **held),
    ):
        assert text in seen
        assert text in text_of(coach.last)
    assert coach.words("cohort.button.rest") not in coach.buttons
    assert coach.words("coach.button.sessions") in coach.buttons


async def test_where_nothing_is_planned_nothing_is_said_of_it(coach: Person) -> None:
    planned = coach.words("cohort.meanwhile.planned")
    assert planned not in await give_weeks_off(coach)
    assert planned not in text_of(coach.last)


@pytest.mark.long
async def test_one_that_would_begin_in_a_week_off_is_planned_for_after_it(
    stage: Stage, coach: Person
) -> None:
    await stage.walk_to(local("2026-12-18 10:00"))
    await give_weeks_off(coach)
    await draft(coach, "dinsdag 12:00", weekly=True)
    await coach.press("planned.button.weeks_off")
    assert "dinsdag 5 januari 2027" in text_of(coach.last)
    await coach.press("planned.button.go")
    await coach.say("/gepland")
    assert [label for label in coach.buttons if "di 5 jan 12:00" in label]


@pytest.mark.long
async def test_an_older_card_that_said_it_goes_on_plans_nothing_that_rests(
    stage: Stage, coach: Person
) -> None:
    await stage.walk_to(local("2026-12-14 10:00"))
    await give_weeks_off(coach)
    await draft(coach, "dinsdag 12:00", weekly=True)
    _, go = coach.find_button(coach.words("planned.button.go"))
    await coach.press("planned.button.weeks_off")
    assert go.data is not None
    await coach.tap_data(go.data, stale=True)
    assert {row["state"] for row in await table(stage, "broadcast")} == {"draft"}
    await coach.press("planned.button.go")
    assert {row["state"] for row in await table(stage, "broadcast")} == {"planned"}


async def preview(coach: Person) -> str:
    """What is said below one more message to the group, to leave now."""
    await coach.say("/bericht")
    await coach.say("Nog iets.")
    await coach.tap(" 1")
    await coach.press("broadcast.button.onward")
    return text_of(coach.last)


@pytest.mark.long
@pytest.mark.parametrize("rests", [True, False])
async def test_on_a_day_on_which_it_rests_nothing_is_said_to_leave(
    stage: Stage, coach: Person, rests: bool
) -> None:
    await stage.walk_to(local("2026-12-14 10:00"))
    await plan(coach, "dinsdag 12:00", weekly=True)
    await give_weeks_off(coach)
    if rests:
        await coach.press("cohort.button.rest")
    await stage.walk_to(local("2026-12-22 09:00"))
    await coach.say("/beheer")
    assert ("12:00" in text_of(coach.last)) is not rests
    assert (coach.words("broadcast.another_today") in await preview(coach)) is not rests


async def test_an_older_button_lets_nothing_rest_that_was_planned_since(
    stage: Stage, coach: Person
) -> None:
    await plan(coach, "24-11 12:00", weekly=True)
    await give_weeks_off(coach)
    card = coach.last
    _, older = coach.find_button(coach.words("cohort.button.rest"))
    await plan(coach, "25-11 12:00", weekly=True)
    await coach.tap_data(str(older.data), card.message_id, stale=True)
    assert not await rests(stage)
    await coach.press("cohort.button.rest")
    assert len(await rests(stage)) == 2


async def rests(stage: Stage) -> list[int]:
    """The plans that leave nothing in weeks off."""
    async with stage.app.deps.store.read() as tx:
        return [one.id for one in await broadcasts.list_planned(tx) if RESTS in one.content]


@pytest.mark.long
async def test_other_words_for_a_draft_leave_what_was_chosen_for_weeks_off(
    stage: Stage, coach: Person
) -> None:
    await stage.walk_to(local("2026-12-14 10:00"))
    await give_weeks_off(coach)
    await draft(coach, "dinsdag 12:00", weekly=True)
    await coach.press("planned.button.weeks_off")
    await coach.press("broadcast.button.back")
    await coach.press("broadcast.button.rewrite")
    await coach.say("Andere woorden.")
    await coach.press("broadcast.button.weekly")
    await coach.say("dinsdag 12:00")
    days = "di 22 dec, di 29 dec"
    assert coach.words("planned.rests", days=days) in text_of(coach.last)
    await coach.press("planned.button.go")
    assert await rests(stage)
