"""Days as a coach says them: next week Monday, from one day to another, weeks off of a group."""

from __future__ import annotations

from datetime import date

import pytest

from bot.calendar.days import show_coming
from bot.store import cohorts, desk
from tests.cast import COACH_ID, Person, Stage, text_of
from tests.scenes.broadcasting import write
from tests.scenes.database import table


async def in_language(stage: Stage, spoken: str) -> Person:
    """Monday 23 November 2026: a coach with this language on her phone."""
    stage.world.add_person("Coach", spoken, COACH_ID)
    return await stage.coach()


async def away_on(stage: Stage) -> tuple[date, date] | None:
    """The days away that are kept."""
    async with stage.app.deps.store.read() as tx:
        found = await desk.find_away(tx, date(2026, 11, 23))
    return None if found is None else (found.from_on, found.until_on)


async def new_group(coach: Person, begins: str) -> None:
    """A group that begins on the day that is typed."""
    await coach.say("/groepen")
    await coach.press("cohort.button.new")
    await coach.say("Els")
    await coach.say(begins)
    await coach.press("cohort.button.yes")


async def weeks_off(stage: Stage) -> list[date]:
    """Those of the newest group."""
    async with stage.app.deps.store.read() as tx:
        found = (await cohorts.list_open(tx))[-1]
    return list(found.weeks_off)


@pytest.mark.parametrize(
    ("spoken", "typed", "shown"),
    [("nl", "volgende week maandag om 19.30", "maandag 30 november, 19:30"),
     ("nl", "komende maandag over een week om 19:30", "maandag 7 december, 19:30"),
     ("nl", "maandag 14 dec om 19.30", "maandag 14 december, 19:30"),
     ("nl", "di 8 dec 19.30-21.00", "dinsdag 8 december, 19:30"),
     ("en", "next week Monday at 7:30 pm", "Monday 30 November, 19:30")],
)  # fmt: skip
async def test_a_session_is_planned_on_a_day_as_it_is_said(
    stage: Stage, noor: Person, spoken: str, typed: str, shown: str
) -> None:
    coach = await in_language(stage, spoken)
    await coach.say("/sessie")
    await coach.press("session.button.new")
    await coach.say(typed)
    await coach.press("session.button.no_link")
    await coach.press("broadcast.to.everyone", number=0)
    assert shown in text_of(coach.last)


@pytest.mark.parametrize("typed", ["volgende week maandag", "maandag volgende week 19:30"])
async def test_a_message_is_planned_on_a_day_as_it_is_said(
    stage: Stage, noor: Person, typed: str
) -> None:
    coach = await stage.coach()
    await write(coach)
    await coach.press("broadcast.button.at")
    await coach.say(typed)
    assert "maandag 30 november" in text_of(coach.last)


async def test_what_may_be_two_days_is_asked_back(stage: Stage) -> None:
    coach = await stage.coach()
    await coach.say("/sessie")
    await coach.press("session.button.new")
    readings = {"on": "vrijdag 27 november", "near": "vrijdag 4 december"}
    said = text_of(await coach.say("volgende vrijdag om 20:00"))
    assert said == coach.words("moment.doubtful", **readings)
    assert text_of(await coach.say("4 december 20:00")) == coach.words("session.link")


@pytest.mark.parametrize(
    ("place", "key"), [("session:new", "later_year"), ("away:set", "later_year_day")]
)
async def test_a_date_that_has_just_gone_by_is_not_silently_that_of_the_next_year(
    stage: Stage, place: str, key: str
) -> None:
    coach = await stage.coach()
    await coach.say("/beheer")
    await coach.tap_data(place, stale=True)
    said = text_of(await coach.say("dinsdag 2 november"))
    assert said == coach.words(f"moment.{key}", on="dinsdag 2 november 2027")
    await coach.say("dinsdag 2 november 2027")
    assert "dinsdag 2 november 2027" in text_of(coach.last)


@pytest.mark.parametrize(
    ("spoken", "typed", "first", "last"),
    [("nl", "woensdag tot en met vrijdag", date(2026, 11, 25), date(2026, 11, 27)),
     ("en", "wed to fri", date(2026, 11, 25), date(2026, 11, 27)),
     ("nl", "van 3 t/m 7 januari", date(2027, 1, 3), date(2027, 1, 7)),
     ("nl", "volgende week", date(2026, 11, 30), date(2026, 12, 6))],
)  # fmt: skip
async def test_days_away_are_typed_in_one_line(
    stage: Stage, spoken: str, typed: str, first: date, last: date
) -> None:
    coach = await in_language(stage, spoken)
    await coach.say("/afwezig")
    await coach.press("away.button.set")
    asked = text_of(await coach.say(typed))
    assert await away_on(stage) is None, "both days are seen before anything is done"
    for day in (first, last):
        assert show_coming(day, date(2026, 11, 23), spoken) in asked
    await coach.press("away.button.nobody")
    assert await away_on(stage) == (first, last)


async def test_the_last_day_may_be_said_with_its_until_and_may_be_the_same_day(
    stage: Stage,
) -> None:
    coach = await stage.coach()
    for typed in ("t/m vrijdag", "tot en met vrijdag", "vrijdag"):
        await coach.say("/afwezig")
        await coach.press("away.button.set")
        await coach.say("woensdag")
        await coach.say(typed)
        await coach.press("away.button.nobody")
        assert await away_on(stage) == (date(2026, 11, 25), date(2026, 11, 27))
    await coach.press("away.button.set")
    await coach.say("woensdag")
    await coach.press("away.button.same")
    await coach.press("away.button.nobody")
    assert await away_on(stage) == (date(2026, 11, 25), date(2026, 11, 25))


async def test_an_end_of_days_away_that_is_doubtful_is_asked_about(stage: Stage) -> None:
    coach = await stage.coach()
    await coach.say("/afwezig")
    await coach.press("away.button.set")
    said = text_of(await coach.say("donderdag t/m zaterdag 27 november"))
    readings = {"on": "vrijdag 27 november", "near": "zaterdag 28 november"}
    assert said == coach.words("moment.doubtful_day", **readings)
    await coach.say("donderdag t/m 27 november")
    await coach.press("away.button.nobody")
    assert await away_on(stage) == (date(2026, 11, 26), date(2026, 11, 27))


@pytest.mark.parametrize(
    ("spoken", "typed"), [("nl", "volgende week maandag"), ("en", "Monday of next week")]
)
async def test_a_group_begins_on_a_day_as_it_is_said(
    stage: Stage, spoken: str, typed: str
) -> None:
    coach = await in_language(stage, spoken)
    await new_group(coach, typed)
    assert str((await table(stage, "cohort"))[-1]["start_on"]).startswith("2026-11-30")


@pytest.mark.parametrize(
    ("spoken", "typed", "weeks", "seen"),
    [("nl", "21 december t/m 3 januari", [date(2026, 12, 21), date(2026, 12, 28)],
      "Vakantie van ma 21 dec tot en met zo 3 jan (2 weken)."),
     ("en", "from 21 December to 3 January", [date(2026, 12, 21), date(2026, 12, 28)],
      "Off from Mon 21 Dec to Sun 3 Jan (2 weeks)."),
     ("nl", "de week van 21 december", [date(2026, 12, 21)],
      "Vakantie van ma 21 dec tot en met zo 27 dec (1 week)."),
     ("nl", "24 december", [date(2026, 12, 21)], "21 dec"),
     ("en", "24-25 December", [date(2026, 12, 21)], "27 Dec"),
     ("nl", "maandag 21 december", [date(2026, 12, 21)], "zo 27 dec")],
)  # fmt: skip
async def test_weeks_off_are_typed_and_seen_before_they_are_given(
    stage: Stage, spoken: str, typed: str, weeks: list[date], seen: str
) -> None:
    coach = await in_language(stage, spoken)
    await new_group(coach, "30-11-2026")
    await coach.press("cohort.button.weeks_off")
    assert seen in text_of(await coach.say(typed))
    assert await weeks_off(stage) == []
    await coach.press("cohort.button.yes")
    assert await weeks_off(stage) == weeks
    assert {one["act"] for one in await table(stage, "coach_act")} >= {"week_off"}
    await coach.say("volgende week woensdag")
    assert text_of(coach.last) == coach.words("cohort.no_week"), "the first week stays"


async def test_what_is_no_week_is_asked_again_and_a_doubtful_day_asked_about(
    stage: Stage,
) -> None:
    coach = await stage.coach()
    await new_group(coach, "30-11-2026")
    await coach.press("cohort.button.weeks_off")
    assert text_of(await coach.say("ergens in de winter")) == coach.words("cohort.no_week")
    readings = {"on": "maandag 21 december", "near": "dinsdag 22 december"}
    said = text_of(await coach.say("dinsdag 21 december"))
    assert said == coach.words("moment.doubtful_day", **readings)
    await coach.say("21-12")
    await coach.press("cohort.button.yes")
    assert await weeks_off(stage) == [date(2026, 12, 21)]


@pytest.mark.parametrize(
    ("last", "until"),
    [
        ("volgende week vrijdag", date(2026, 12, 4)),
        ("vrijdag", date(2026, 12, 4)),
        ("11 december", date(2026, 12, 11)),
    ],
)
async def test_the_last_day_away_counts_from_today_as_the_first_does(
    stage: Stage, last: str, until: date
) -> None:
    coach = await stage.coach()
    await coach.say("/afwezig")
    await coach.press("away.button.set")
    await coach.say("maandag 30 november")
    await coach.say(last)
    await coach.press("away.button.nobody")
    assert await away_on(stage) == (date(2026, 11, 30), until)


@pytest.mark.parametrize(
    ("spoken", "typed", "weekly", "once"),
    [("nl", "elke dinsdag 20:00", "Elke dinsdag", "Alleen di 24 nov"),
     ("nl", "dinsdags om 20:00", "Elke dinsdag", "Alleen di 24 nov"),
     ("nl", "elke dinsdagavond 20:00", "Elke dinsdag", "Alleen di 24 nov"),
     ("nl", "elke week op dinsdag", "Elke dinsdag", "Alleen di 24 nov"),
     ("en", "every Tuesday at 8 pm", "Every Tuesday", "Only Tue 24 Nov")],
)  # fmt: skip
async def test_every_week_typed_where_one_day_is_asked_is_asked_about(
    stage: Stage, noor: Person, spoken: str, typed: str, weekly: str, once: str
) -> None:
    coach = await in_language(stage, spoken)
    for tapped in (weekly, once):
        await write(coach)
        await coach.press("broadcast.button.at")
        assert text_of(await coach.say(typed)) == coach.words("planned.how")
        assert coach.buttons[:2] == [weekly, once]
        await coach.tap(tapped)
        if "20:00" not in text_of(coach.last):
            await coach.tap("20:00")
        is_weekly = coach.words("planned.weekly", weekday="", at="", day="").split()[0]
        assert text_of(coach.last).startswith(is_weekly) is (tapped == weekly)
        assert "20:00" in text_of(coach.last)


@pytest.mark.parametrize("kind", ["at", "weekly"])
@pytest.mark.parametrize("typed", ["elke dag 9:00", "om de week dinsdag 9:00",
                                   "om de dinsdag 9:00", "daily 9:00"])  # fmt: skip
async def test_how_often_it_cannot_be_is_said_and_planned_for_no_other_day(
    stage: Stage, noor: Person, kind: str, typed: str
) -> None:
    coach = await stage.coach()
    await write(coach)
    await coach.press(f"broadcast.button.{kind}")
    assert text_of(await coach.say(typed)) == coach.words("moment.once_or_weekly")
    await coach.say("dinsdag 9:00")
    assert "dinsdag 24 november" in text_of(coach.last)


async def test_where_every_week_was_chosen_it_may_be_typed_once_more(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await write(coach)
    await coach.press("broadcast.button.weekly")
    await coach.say("wekelijks op dinsdag 9:00")
    weekly = coach.words("planned.weekly", weekday="dinsdag", at="09:00",
                         day="dinsdag 24 november")  # fmt: skip
    assert weekly in text_of(coach.last)


@pytest.mark.parametrize(
    ("place", "key"),
    [("session:new", "once"), ("away:set", "once_day"), ("cohort:new", "once_day")],
)
@pytest.mark.parametrize("typed", ["elke woensdag", "elke woensdagavond", "woensdags",
                                   "every Wednesday"])  # fmt: skip
async def test_what_comes_back_is_not_taken_for_one_day_anywhere(
    stage: Stage, place: str, key: str, typed: str
) -> None:
    coach = await stage.coach()
    await coach.say("/beheer")
    await coach.tap_data(place, stale=True)
    if place == "cohort:new":
        await coach.say("Els")
    time = " 20:00" if key == "once" else ""
    assert text_of(await coach.say(f"{typed}{time}")) == coach.words(f"moment.{key}")
