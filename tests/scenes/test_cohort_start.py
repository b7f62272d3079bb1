"""A first day typed without a year, of a group that runs already; and the year of a day ahead."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import COACH_ID, Person, Stage, text_of
from tests.scenes.database import table


async def asked(stage: Stage, language: str = "nl") -> Person:
    """Tuesday 24 November 2026: the coach is asked when her group begins."""
    stage.world.add_person("Coach", language, COACH_ID)
    await stage.walk(days=1)
    coach = await stage.coach()
    await coach.say("/groepen")
    await coach.press("cohort.button.new")
    await coach.say("Els")
    return coach


async def start_of(stage: Stage) -> object:
    """The first day that is kept."""
    return (await table(stage, "cohort"))[-1]["start_on"]


@pytest.mark.parametrize(
    ("language", "typed", "labels"),
    [
        ("nl", "2 november", ["ma 2 nov 2026 (nu week 4)", "di 2 nov 2027"]),
        ("nl", "2-11", ["ma 2 nov 2026 (nu week 4)", "di 2 nov 2027"]),
        ("en", "2 November", ["Mon 2 Nov 2026 (week 4 now)", "Tue 2 Nov 2027"]),
    ],
)
async def test_a_date_of_a_while_ago_may_be_meant_where_no_year_was_typed(
    stage: Stage, language: str, typed: str, labels: list[str]
) -> None:
    coach = await asked(stage, language)
    await coach.say(typed)
    assert coach.buttons[:2] == labels
    await coach.tap(labels[0])
    assert coach.words("cohort.confirm_past", n=4) in coach.texts[-1]
    await coach.press("cohort.button.yes")
    assert str(await start_of(stage)).startswith("2026-11-02")


async def test_the_other_year_may_be_meant_all_the_same(stage: Stage) -> None:
    coach = await asked(stage)
    await coach.say("2 november")
    await coach.tap("di 2 nov 2027")
    assert "2 november 2027" in coach.texts[-1]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("maandag 2 november", "maandag 2 november 2026"),
        ("2 november 2027", "dinsdag 2 november 2027"),
        ("2-11-2026", "maandag 2 november 2026"),
        ("3 augustus", "dinsdag 3 augustus 2027"),
        ("24 november", "dinsdag 24 november 2026"),
        ("maandag", "maandag 30 november 2026"),
        ("gisteren", "maandag 23 november 2026"),
        ("vorige week maandag", "maandag 16 november 2026"),
        ("afgelopen maandag", "maandag 23 november 2026"),
    ],
)
async def test_a_weekday_or_a_year_says_which_one_is_meant(
    stage: Stage, typed: str, shown: str
) -> None:
    coach = await asked(stage)
    await coach.say(typed)
    assert shown in coach.texts[-1]
    assert coach.words("cohort.button.yes") in coach.buttons


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("yesterday", "Monday 23 November 2026"), ("last Monday", "Monday 23 November 2026")],
)
async def test_a_day_gone_by_is_understood_in_english(
    stage: Stage, typed: str, shown: str
) -> None:
    coach = await asked(stage, "en")
    await coach.say(typed)
    assert shown in coach.texts[-1]
    await coach.press("cohort.button.yes")
    assert str(await start_of(stage)).startswith("2026-11-23")


@pytest.mark.parametrize(
    ("language", "typed", "answer", "labels"),
    [
        (
            "nl", "dinsdag 2 november", "2 november 2026 was een maandag. Welke dag bedoel je?",
            ["ma 2 nov 2026 (nu week 4)", "di 3 nov 2026 (nu week 4)", "di 2 nov 2027"],
        ),
        (
            "nl", "vrijdag 2 november", "2 november 2026 was een maandag. Welke dag bedoel je?",
            ["ma 2 nov 2026 (nu week 4)", "vr 30 okt 2026 (nu week 4)"],
        ),
        (
            "nl", "woensdag 23-11", "23 november 2026 was een maandag. Welke dag bedoel je?",
            ["ma 23 nov 2026 (nu week 1)", "wo 25 nov 2026"],
        ),
        (
            "en", "Tuesday 2 November", "2 November 2026 was a Monday. Which day do you mean?",
            ["Mon 2 Nov 2026 (week 4 now)", "Tue 3 Nov 2026 (week 4 now)", "Tue 2 Nov 2027"],
        ),
    ],
)  # fmt: skip
async def test_a_weekday_that_the_date_had_not_is_said_and_asked_about(
    stage: Stage, language: str, typed: str, answer: str, labels: list[str]
) -> None:
    coach = await asked(stage, language)
    await coach.say(typed)
    assert coach.texts[-1] == answer
    assert coach.buttons == [*labels, coach.words("cohort.button.back")]
    await coach.tap(labels[1])
    assert coach.words("cohort.button.yes") in coach.buttons


async def test_a_first_day_next_year_is_shown_with_its_year_everywhere(stage: Stage) -> None:
    coach = await stage.coach()
    noor = await stage.enrolled("Noor", seen=False)
    await stage.walk(days=1)
    assert await start_of(stage) is None
    day = "maandag 11 januari 2027"
    await coach.tap_data("cohort:when:1", stale=True)
    await coach.say("11 januari 2027")
    assert coach.words("cohort.confirm_wait", n=1, on=day) in coach.texts[-1]
    await coach.press("cohort.button.yes")
    await coach.say("/groepen")
    assert any("ma 11 jan 2027" in label for label in coach.buttons)
    await stage.walk(minutes=2)
    assert noor.words("told.waits_waits", on=day) in noor.texts
    assert day in text_of(await noor.say("/vandaag"))
    await coach.say("/clienten")
    await coach.tap("Nummer 1")
    assert day in coach.texts[-1]
    assert date(2027, 1, 11).isoformat() in str(await start_of(stage))
