"""Which day of the sixteen weeks it is, and which theme comes after them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar.programme import DAYS, Day, day_on
from bot.content.model import Content

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


START = date(2026, 11, 23)
OFF = (date(2026, 12, 7), date(2026, 12, 14), date(2027, 1, 4))


@pytest.mark.parametrize(
    ("on", "number", "again"),
    [
        (date(2026, 12, 6), 13, False),
        (date(2026, 12, 7), 7, True),
        (date(2026, 12, 13), 13, True),
        (date(2026, 12, 14), 7, True),
        (date(2026, 12, 20), 13, True),
        (date(2026, 12, 21), 14, False),
        (date(2027, 1, 3), 27, False),
        (date(2027, 1, 4), 21, True),
        (date(2027, 1, 11), 28, False),
    ],
)
def test_in_a_week_off_the_week_before_comes_again(on: date, number: int, again: bool) -> None:
    assert day_on(START, on, OFF) == Day(number, again)


def test_with_weeks_off_every_message_still_comes_and_the_end_a_week_later_for_each() -> None:
    days = [day_on(START, START + timedelta(days=n), OFF) for n in range(112 + 7 * len(OFF) + 1)]
    assert [day.number for day in days if day and not day.again] == list(range(112))
    assert days[-1] is None
    assert days[-2] == Day(111)


@pytest.mark.parametrize("off", [START, START - timedelta(days=7), date(2028, 2, 29)])
def test_a_week_off_before_the_start_or_after_the_end_changes_nothing(off: date) -> None:
    for n in (0, 5, 60, 111, 112):
        on = START + timedelta(days=n)
        assert day_on(START, on, (off,)) == day_on(START, on)
