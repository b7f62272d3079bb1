"""Hours as people say them."""

from __future__ import annotations

import pytest

from bot.calendar.spoken import read_hour, read_span, split_hour
from bot.calendar.times import show_minutes

SAID = {
    "7:45": "07:45",
    "8": "08:00",
    "8 uur": "08:00",
    "om 8 uur": "08:00",
    "om acht uur": "08:00",
    "acht": "08:00",
    "half acht": "07:30",
    "half 8": "07:30",
    "Om half acht graag.": "07:30",
    "kwart over acht": "08:15",
    "kwart voor acht": "07:45",
    "vijf over half acht": "07:35",
    "vijf voor half acht": "07:25",
    "tien over 9": "09:10",
    "acht uur 's avonds": "20:00",
    "half negen 's avonds": "20:30",
    "'s ochtends om zeven uur": "07:00",
    "7 45": "07:45",
    "half past seven": "07:30",
    "half seven": "07:30",
    "quarter past eight": "08:15",
    "a quarter to eight": "07:45",
    "eight o'clock": "08:00",
    "seven thirty": "07:30",
    "8 in the evening": "20:00",
    "8:15 pm": "20:15",
    "noon": "12:00",
    "12 uur 's nachts": "00:00",
    "12 uur 's avonds": "00:00",
    "12 in the evening": "00:00",
    "12 uur 's middags": "12:00",
}


@pytest.mark.parametrize("text", SAID)
def test_an_hour_is_read_as_it_is_said(text: str) -> None:
    minutes = read_hour(text)
    assert minutes is not None
    assert show_minutes(minutes) == SAID[text]


def test_half_eight_in_figures_is_read_in_the_language_of_who_says_it() -> None:
    assert read_hour("half 8", "nl") == 450
    assert read_hour("half 8", "en") == 510


@pytest.mark.parametrize(
    "text",
    ["", "25", "8:75", "half", "half dertig", "acht keer", "ik heb acht uur geslapen", "over acht",
     "kwart", "morgen", "8 uur in de ochtend 's avonds", "ik wil niet meer", "tien voor"],
)  # fmt: skip
def test_what_is_no_hour_is_none(text: str) -> None:
    assert read_hour(text) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("23:00-07:00", "23:00", "07:00"),
        ("23:00 – 7:00", "23:00", "07:00"),
        ("van 23 tot 7", "23:00", "07:00"),
        ("van elf uur 's avonds tot half acht", "23:00", "07:30"),
        ("from 11 pm to 7 am", "23:00", "07:00"),
        ("between 10pm and 7am", "22:00", "07:00"),
        ("quarter to eleven to seven", "10:45", "07:00"),
    ],
)
def test_two_hours_are_a_span(text: str, start: str, end: str) -> None:
    found = read_span(text)
    assert found is not None
    assert tuple(map(show_minutes, found)) == (start, end)


@pytest.mark.parametrize("text", ["23:00", "van nu tot nooit", "ik en jij", ""])
def test_what_is_no_span_is_none(text: str) -> None:
    assert read_span(text) is None


def test_an_hour_at_the_end_is_taken_apart_from_what_stands_before_it() -> None:
    assert split_hour("Ik wil het liever om half negen") == ("ik wil het liever", 510)
    assert split_hour("Can it come at 8:30?") == ("can it come", 510)
    assert split_hour("om half negen") is None
    assert split_hour("ik ga om hem huilen") is None


@pytest.mark.parametrize("text", ["8 om 10 uur", "3 om 14", "8 at 10", "9 rond 11 uur"])
def test_a_number_before_the_hour_is_of_the_day(text: str) -> None:
    assert read_hour(text) is None


def test_from_nine_to_ten_is_no_nine_minutes_to_ten() -> None:
    assert [read_hour(text, "en") for text in ("9 to 10", "10 to 11", "2 to 3")] == [None] * 3
    assert [read_hour(text, "en") for text in ("10 to 8", "20 to 8")] == [7 * 60 + 50, 7 * 60 + 40]
    assert read_hour("9 voor 10") == 9 * 60 + 51
