"""Which day of the sixteen weeks it is, and which theme comes after them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.model import DAYS, Content
from bot.programme import day_on

START = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days_later", "number", "week"),
    [(-400, 0, 1), (-1, 0, 1), (0, 0, 1), (6, 6, 1), (7, 7, 2), (104, 104, 15), (111, 111, 16)],
)
def test_a_date_is_a_day_of_the_programme(days_later: int, number: int, week: int) -> None:
    day = day_on(START, START + timedelta(days=days_later))
    assert day is not None
    assert (day.number, day.week) == (number, week)


@pytest.mark.parametrize("days_later", [112, 113, 5_000])
def test_after_the_last_day_there_is_none(days_later: int) -> None:
    assert day_on(START, START + timedelta(days=days_later)) is None


@given(st.dates(max_value=date(9998, 1, 1)), st.integers(0, DAYS - 2))
def test_tomorrow_is_the_next_day_of_the_programme(started_on: date, number: int) -> None:
    today, tomorrow = (day_on(started_on, started_on + timedelta(days=number + n)) for n in (0, 1))
    assert today is not None
    assert tomorrow is not None
    assert tomorrow.number == today.number + 1
    assert tomorrow.week - today.week == (tomorrow.number % 7 == 0)


@pytest.mark.parametrize(("language", "sixteen"), [("nl", "zestien"), ("en", "sixteen")])
def test_the_end_is_announced_in_the_fifteenth_week(
    content: Content, language: str, sixteen: str
) -> None:
    assert sixteen in content[language].weeks[14].message
