"""A date within a few words, and feast days by their names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar.days import parse_day, show_day
from bot.calendar.moments import parse_moment
from bot.calendar.within import date_within

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "words", "name"),
    [
        ("zijn verjaardag is 3 maart", "3 maart", "zijn verjaardag"),
        ("3 maart is zijn verjaardag", "3 maart", "zijn verjaardag"),
        ("3 maart, verjaardag Bas", "3 maart", "verjaardag Bas"),
        ("1 december 10 uur rechtbank", "1 december", "10 uur rechtbank"),
        ("court: march 3", "march 3", "court"),
        ("de scheiding 4-4-2027", "4-4-2027", "de scheiding"),
        ("onze eerste kerst zonder haar, 25 december", "25 december",
         "onze eerste kerst zonder haar"),
        ("3 maart en 5 mei", "", ""), ("ik weet het nu niet", "", ""), ("zijn ma", "", ""),
        ("zijn 14e verjaardag", "", ""), ("maandag met haar", "", ""), ("", "", ""),
    ],
)  # fmt: skip
def test_one_date_is_found_and_the_rest_may_be_its_name(typed: str, words: str, name: str) -> None:
    assert date_within(typed, MONDAY) == (words, name)


@given(
    st.dates(date(2026, 11, 24), date(2027, 11, 1)),
    st.sampled_from(["zijn verjaardag", "court", "de dag dat zij wegging", "our wedding"]),
    st.sampled_from(["{name} {day}", "{day} {name}", "{name} is {day}", "{day}, {name}"]),
    st.sampled_from(["nl", "en"]),
)
def test_a_date_that_is_shown_is_found_beside_any_name(
    on: date, name: str, said: str, language: str
) -> None:
    day = show_day(on, language, year=True)
    words, rest = date_within(said.format(name=name, day=day), MONDAY)
    assert (parse_day(words, MONDAY), rest) == (on, name)


@given(st.text(max_size=60))
def test_whatever_is_typed_never_fails(typed: str) -> None:
    date_within(typed, MONDAY)
    date_within(f"{typed} 3 maart", MONDAY)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("kerst", date(2026, 12, 25)), ("Tweede Kerstdag", date(2026, 12, 26)),
        ("oud en nieuw", date(2026, 12, 31)), ("op nieuwjaarsdag", date(2027, 1, 1)),
        ("New Year's Day", date(2027, 1, 1)), ("Boxing Day 2027", date(2027, 12, 26)),
        ("Valentine’s Day", date(2027, 2, 14)), ("dag van de arbeid", date(2027, 5, 1)),
        ("pakjesavond", date(2026, 12, 5)), ("pasen", None), ("moederdag", None),
    ],
)  # fmt: skip
def test_a_feast_day_is_the_next_of_its_name(typed: str, day: date | None) -> None:
    assert parse_day(typed, MONDAY) == day


def test_a_feast_day_may_have_an_hour() -> None:
    assert parse_moment("eerste kerstdag 14:00", MONDAY) == (date(2026, 12, 25), 840)
    assert parse_moment("boxing day at 3 pm", MONDAY) == (date(2026, 12, 26), 900)


@pytest.mark.parametrize(
    "text", ["de dag voor kerst", "de dag na kerst", "the day before Christmas", "3 tot 5 maart"]
)
def test_the_day_beside_one_is_not_that_one(text: str) -> None:
    assert date_within(text, MONDAY) == ("", "")
