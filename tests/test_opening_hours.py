"""When a help line answers, by the clock of its own country."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.model import Content
from bot.safety.hours import is_open

NL = ZoneInfo("Europe/Amsterdam")
OFFICE = "mo-fr 09:00-17:00"
EVENING = "mo-fr 19:00-23:00; sa-su 08:00-23:00"
NIGHT = "fr-sa 20:00-02:00"
WEEKEND = "fr-mo 10:00-12:00"


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NL)


@pytest.mark.parametrize(
    ("hours", "when", "expected"),
    [
        ("always", "2026-11-22 03:00", True),
        (OFFICE, "2026-11-23 09:00", True),
        (OFFICE, "2026-11-23 08:59", False),
        (OFFICE, "2026-11-27 16:59", True),
        (OFFICE, "2026-11-27 17:00", False),
        (OFFICE, "2026-11-28 10:00", False),
        (EVENING, "2026-11-23 18:00", False),
        (EVENING, "2026-11-23 19:00", True),
        (EVENING, "2026-11-28 08:00", True),
        ("su 10:00-12:00", "2026-11-29 11:00", True),
        ("su 10:00-12:00", "2026-11-28 11:00", False),
        ("mo-su 00:00-24:00", "2026-11-28 23:59", True),
        (NIGHT, "2026-11-27 20:00", True),
        (NIGHT, "2026-11-28 01:59", True),
        (NIGHT, "2026-11-28 02:00", False),
        (NIGHT, "2026-11-29 01:00", True),
        (NIGHT, "2026-11-30 01:00", False),
        (NIGHT, "2026-11-27 01:00", False),
        ("su 22:00-03:00", "2026-11-30 02:00", True),
        (WEEKEND, "2026-11-27 11:00", True),
        (WEEKEND, "2026-11-29 11:00", True),
        (WEEKEND, "2026-11-30 11:00", True),
        (WEEKEND, "2026-12-01 11:00", False),
        ("", "2026-11-23 12:00", False),
        ("by appointment", "2026-11-23 12:00", False),
    ],
)
def test_opening_hours(hours: str, when: str, expected: bool) -> None:
    assert is_open(hours, "NL", local(when)) is expected


@pytest.mark.parametrize("when", ["2027-03-28 09:30", "2026-10-25 09:30"])
def test_hours_stay_where_they_are_when_the_clock_changes(when: str) -> None:
    assert is_open("su 09:00-10:00", "NL", local(when))
    assert not is_open("su 10:00-11:00", "NL", local(when))


@given(
    hours=st.sampled_from([OFFICE, EVENING, NIGHT, WEEKEND, "always"]),
    when=st.datetimes(timezones=st.just(NL)),
)
def test_the_low_countries_keep_the_same_hours(hours: str, when: datetime) -> None:
    assert is_open(hours, "NL", when) is is_open(hours, "BE", when)


def test_every_line_that_has_hours_is_open_at_some_time(content: Content) -> None:
    week = [local(f"2026-11-{day} {hour:02}:00") for day in range(23, 30) for hour in range(24)]
    for book in content.books.values():
        for line in book.lines:
            for hours in filter(None, (line.phone_hours, line.chat_hours)):
                assert any(is_open(hours, line.country, when) for when in week), line.id
