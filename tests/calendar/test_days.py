"""Dates as people type them, and dates that come round."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendar.days import day_in, parse_day, show_coming, show_day
from bot.calendar.from_today import parse_past
from bot.calendar.midnight import may_be_either
from bot.calendar.moments import both_readings, is_moment, leading_day, parse_moment
from bot.calendar.recurring import next_at, on_in
from bot.calendar.times import local_date, local_minutes

MONDAY = date(2026, 11, 23)
ZONES = ("Europe/Amsterdam", "America/Paramaribo", "Asia/Jakarta", "Pacific/Kiritimati")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vandaag", date(2026, 11, 23)), ("Morgen", date(2026, 11, 24)),
        ("overmorgen", date(2026, 11, 25)), ("tomorrow", date(2026, 11, 24)),
        ("zaterdag", date(2026, 11, 28)), ("za", date(2026, 11, 28)),
        ("op zaterdag", date(2026, 11, 28)), ("Sat", date(2026, 11, 28)),
        ("elke zaterdag", date(2026, 11, 28)), ("every Saturday", date(2026, 11, 28)),
        ("maandag", MONDAY), ("za 12-12", date(2026, 12, 12)),
        ("12-12", date(2026, 12, 12)), ("12/12/26", date(2026, 12, 12)),
        ("12.12.2027", date(2027, 12, 12)), ("2026-12-12", date(2026, 12, 12)),
        ("12 december", date(2026, 12, 12)), ("12 dec 2027", date(2027, 12, 12)),
        ("December 12", date(2026, 12, 12)), ("december 12, 2027", date(2027, 12, 12)),
        ("1e mei", date(2027, 5, 1)), ("May 3rd", date(2027, 5, 3)),
        ("the 3rd of May", date(2027, 5, 3)), ("22-11", date(2027, 11, 22)),
        ("23-11", MONDAY), ("29-02", date(2028, 2, 29)), ("12-05-1990", date(1990, 5, 12)),
        ("12 mei 88", date(1988, 5, 12)), ("12-5-46", date(2046, 5, 12)),
        ("12-5-47", date(1947, 5, 12)), ("may 12 99", date(1999, 5, 12)),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(typed: str, meant: date) -> None:
    assert parse_day(typed, MONDAY) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "hoi", "31-04", "29 feb 2027", "32-01", "0-0", "3", "14:30", "12 december twee",
     "december", "99999-1-1", "12-13", "🌊", "2026-02-30", "12 12 12 12",
     "1-1-0001", "31-12-9999"],
)  # fmt: skip
def test_what_is_no_day_is_none(typed: str) -> None:
    assert parse_day(typed, MONDAY) is None


@pytest.mark.parametrize("word", ["2026-12-03", str(date(2026, 12, 3).toordinal())])
def test_a_day_in_a_button_is_read_and_so_is_one_of_an_earlier_version(word: str) -> None:
    assert day_in(word) == date(2026, 12, 3)


@pytest.mark.parametrize("word", ["", "0", "600", "x", "2026-02-30", "9999-12-31", "0001-01-01"])
def test_what_is_no_day_in_a_button_is_none(word: str) -> None:
    assert day_in(word) is None


@pytest.mark.parametrize(
    ("typed", "day", "minutes"),
    [
        ("za 12-12 14:30", date(2026, 12, 12), 870),
        ("12 december om 14 uur", date(2026, 12, 12), 840),
        ("morgen 9u", date(2026, 11, 24), 540), ("tomorrow at 2 pm", date(2026, 11, 24), 840),
        ("14:30", None, 870), ("12.12 14.30", date(2026, 12, 12), 870),
        ("vrijdag om 15", date(2026, 11, 27), 900), ("maandag", MONDAY, None),
        ("12-12 om 9.30", date(2026, 12, 12), 570), ("sunday 5pm", date(2026, 11, 29), 1020),
        ("om 8 uur", None, 480), ("31-04 14:30", None, None), ("25:99", None, None),
        ("ooit om 8 uur", None, None), ("14.30", None, 870), ("10.30 uur", None, 630),
        ("morgen 10.30 uur", date(2026, 11, 24), 630), ("3.30pm", None, 930),
        ("12.12 10.30 uur", date(2026, 12, 12), 630), ("9.10", date(2027, 10, 9), None),
        ("25.99", None, None), ("ooit 14.30", None, None),
        ("1 december 10 uur", date(2026, 12, 1), 600), ("1 december 10u", date(2026, 12, 1), 600),
        ("1 december 10 o'clock", date(2026, 12, 1), 600),
        ("December 1 10 am", date(2026, 12, 1), 600), ("straks om 3 uur", None, 900),
        ("om 15:00 straks", None, 900), ("later today at 3 pm", None, 900), ("straks", None, None),
    ],
)  # fmt: skip
def test_a_day_and_a_time_are_read_from_one_line(
    typed: str, day: date | None, minutes: int | None
) -> None:
    assert parse_moment(typed, MONDAY) == (day, minutes)


@pytest.mark.parametrize(
    ("typed", "day", "minutes"),
    [("9.10", MONDAY, 550), ("9", MONDAY, 540), ("14.30", MONDAY, 870), ("half drie", MONDAY, 870),
     ("10.30 uur", MONDAY, 630), ("12-12", date(2026, 12, 12), None),
     ("12-12 9.30", date(2026, 12, 12), 570)],
)  # fmt: skip
def test_once_a_day_is_chosen_what_could_be_a_time_is_one(
    typed: str, day: date | None, minutes: int | None
) -> None:
    assert parse_moment(typed, MONDAY, chosen=MONDAY) == (day, minutes)


@pytest.mark.parametrize(
    ("typed", "day", "minutes"),
    [
        ("morgen half vier", date(2026, 11, 24), 930), ("half vier", None, 930),
        ("Morgen om kwart over drie", date(2026, 11, 24), 915),
        ("di half negen", date(2026, 11, 24), 510), ("maandag drie uur", MONDAY, 900),
        ("12 maart tien voor half vier", date(2027, 3, 12), 920),
        ("morgenavond 8 uur", date(2026, 11, 24), 1200), ("vanavond om acht", MONDAY, 1200),
        ("morgen 's nachts half drie", date(2026, 11, 24), 150),
        ("morgen middernacht", date(2026, 11, 24), 0),
        ("tomorrow half past three", date(2026, 11, 24), 930),
        ("elf uur morgen", date(2026, 11, 24), 660),
        ("om half vier morgen", date(2026, 11, 24), 930),
        ("kwart voor negen vanavond", MONDAY, 1245),
        ("half past three tomorrow", date(2026, 11, 24), 930),
        ("vrijdagavond half negen", date(2026, 11, 27), 1230), ("tonight at 8", MONDAY, 1200),
        ("vrijdag om één uur", date(2026, 11, 27), 780),
        ("31-04 half vier", None, None), ("vrijdag 31-04", None, None), ("12 12", None, None),
        ("maandag 3", None, None), ("ooit half vier", None, None),
        ("half vier " * 400, None, None),
    ],
)  # fmt: skip
def test_a_time_may_be_said_and_is_by_day(
    typed: str, day: date | None, minutes: int | None
) -> None:
    assert parse_moment(typed, MONDAY) == (day, minutes)


def test_half_eight_is_another_time_in_english() -> None:
    assert parse_moment("tomorrow half 8", MONDAY, language="en")[1] == 510
    assert parse_moment("morgen half 8", MONDAY, language="nl")[1] == 450


@pytest.mark.parametrize(
    ("typed", "day", "minutes"),
    [
        ("donderdag 24:00", date(2026, 11, 27), 0), ("donderdag 24 uur", date(2026, 11, 27), 0),
        ("thursday at 24:00", date(2026, 11, 27), 0), ("24:00", date(2026, 11, 24), 0),
        ("26 november 24.00 uur", date(2026, 11, 27), 0),
        ("donderdag 0:00", date(2026, 11, 26), 0),
        ("31-12-2026 24:00", date(2027, 1, 1), 0), ("24 november 0:00", date(2026, 11, 24), 0),
        ("24:00 donderdag", date(2026, 11, 27), 0), ("24 december 0 uur", date(2026, 12, 24), 0),
        ("donderdagnacht 24:00", date(2026, 11, 27), 0),
        ("donderdagavond 24:00", date(2026, 11, 27), 0),
        ("donderdagnacht 1 uur", date(2026, 11, 27), 60),
        ("vannacht 11 uur", date(2026, 11, 23), 1380),
        ("kerstavond 5:00", date(2026, 12, 24), 300),
        ("vannacht 1 uur", date(2026, 11, 24), 60), ("vanavond 12 uur", date(2026, 11, 24), 0),
        ("thursday night 1am", date(2026, 11, 27), 60), ("tonight at 12", date(2026, 11, 24), 0),
        ("thursday night 10pm", date(2026, 11, 26), 1320),
        ("donderdagnacht 23:00", date(2026, 11, 26), 1380),
        ("donderdag 20:00 - 24:00", date(2026, 11, 26), 1200),
        ("donderdag 0:00-24:00", date(2026, 11, 26), 0),
        ("donderdag 12 uur", date(2026, 11, 26), 720),
    ],
)  # fmt: skip
def test_what_ends_a_day_is_of_the_next_one(typed: str, day: date, minutes: int) -> None:
    assert parse_moment(typed, MONDAY) == (day, minutes)


@pytest.mark.parametrize("typed", ["24:00", "24 uur", "24", "om 24 uur"])
def test_so_it_is_of_a_day_that_was_chosen(typed: str) -> None:
    assert parse_moment(typed, MONDAY, chosen=date(2026, 11, 26)) == (date(2026, 11, 27), 0)


@given(st.dates(date(2026, 11, 23), date(2030, 12, 31)), st.sampled_from(["nl", "en"]))
def test_the_end_of_any_day_is_the_beginning_of_the_next(on: date, language: str) -> None:
    day = show_day(on, language, year=True)
    start, end = (parse_moment(f"{day} {hour}", MONDAY) for hour in ("0:00", "24:00"))
    assert (start, end) == ((on, 0), (on + timedelta(days=1), 0))


@pytest.mark.parametrize(
    ("typed", "either"),
    [("donderdag middernacht", True), ("thursday midnight", True), ("thursday 12am", True),
     ("donderdag om 12 uur 's nachts", True), ("donderdag 0:00", False),
     ("donderdag 00.00 uur", False), ("donderdag 24:00", False), ("tonight at 12", False)],
)  # fmt: skip
def test_midnight_in_words_may_begin_or_end_the_day(typed: str, *, either: bool) -> None:
    assert may_be_either(typed, 0) is either


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("vannacht", None),
        ("morgen ergens in de middag", date(2026, 11, 24)), ("vanavond", MONDAY),
        ("12 december, geen idee hoe laat", date(2026, 12, 12)), ("zo", date(2026, 11, 29)),
        ("1 december 10 uur rechtbank", None), ("1 december 10 rechtbank", date(2010, 12, 1)),
        ("zo gaat het niet", None), ("vrijdag 31-04", None), ("maandag drie december", None),
        ("ooit", None), ("", None),
    ],
)  # fmt: skip
def test_a_day_may_begin_a_line_in_which_no_time_is_read(typed: str, day: date | None) -> None:
    assert leading_day(typed, MONDAY) == day


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("vrijdag 3 december 20:00", (date(2026, 12, 3), date(2026, 12, 4))),
        ("op maandag 3 dec om 9 uur", (date(2026, 12, 3), date(2026, 11, 30))),
        ("Friday, 3-12", (date(2026, 12, 3), date(2026, 12, 4))),
        ("zondag 24-11 9.30", (date(2026, 11, 24), date(2026, 11, 29))),
        ("maandag 3 november 2026", (date(2026, 11, 3), date(2026, 11, 2))),
        ("donderdag 3 december 20:00", None), ("vrijdag 20:00", None), ("3 december", None),
        ("vrijdag 31-04", None), ("ooit", None), ("", None),
    ],
)  # fmt: skip
def test_a_weekday_beside_the_date_of_another_may_mean_either(
    typed: str, readings: tuple[date, date] | None
) -> None:
    assert both_readings(typed, MONDAY) == readings


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("gisteren", date(2026, 11, 22)), ("Yesterday", date(2026, 11, 22)),
        ("eergisteren", date(2026, 11, 21)), ("the day before yesterday", date(2026, 11, 21)),
        ("vorige week maandag", date(2026, 11, 16)), ("vorige week zo", date(2026, 11, 22)),
        ("op de dinsdag van vorige week", date(2026, 11, 17)),
        ("last week, Monday", date(2026, 11, 16)), ("Friday of last week", date(2026, 11, 20)),
        ("afgelopen vrijdag", date(2026, 11, 20)), ("vorige maandag", date(2026, 11, 16)),
        ("last Sunday", date(2026, 11, 22)), ("on the last wed", date(2026, 11, 18)),
        ("maandag", None), ("morgen", None), ("vorige week", None), ("last week", None),
        ("gisteren ofzo", None), ("last time", None), ("vorige week ergens", None), ("", None),
    ],
)  # fmt: skip
def test_a_day_gone_by_may_be_said_from_today(typed: str, day: date | None) -> None:
    assert parse_past(typed, MONDAY) == day


def test_a_year_is_shown_when_it_is_not_this_one() -> None:
    assert show_coming(date(2026, 12, 31), MONDAY, "nl") == "donderdag 31 december"
    assert show_coming(date(2027, 1, 1), MONDAY, "nl") == "vrijdag 1 januari 2027"


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_whatever_is_typed_never_fails(typed: str) -> None:
    parse_moment(typed, MONDAY)
    leading_day(typed, MONDAY)
    both_readings(typed, MONDAY)
    parse_past(typed, MONDAY)


@given(st.dates(date(2026, 1, 1), date(2090, 12, 31)))
def test_a_date_that_is_shown_can_be_typed_again(on: date) -> None:
    for language in ("nl", "en"):
        shown = show_day(on, language, year=True)
        assert parse_day(shown, MONDAY) == on


@given(
    st.dates(date(1940, 1, 1), date(2060, 12, 31)),
    st.integers(0, 1439),
    st.sampled_from(ZONES),
    st.integers(0, 10 * 365 * 24),
)
def test_a_yearly_date_comes_within_a_year_on_its_day(
    day: date, minutes: int, zone: str, hours: int
) -> None:
    after = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    found = next_at(day, minutes, zone, after, yearly=True)
    assert found is not None
    assert after < found <= after + timedelta(days=367)
    on = local_date(zone, found)
    assert on == on_in(day, on.year)
    # In the gap of a clock change it comes later by as much as the clock jumped.
    assert local_minutes(zone, found) in {minutes, minutes + 60}


def test_what_comes_once_and_is_past_comes_no_more() -> None:
    after = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert next_at(MONDAY, 480, "Europe/Amsterdam", after, yearly=False) is None
    at = next_at(MONDAY, 1200, "Europe/Amsterdam", after, yearly=False)
    assert at == datetime(2026, 11, 23, 19, tzinfo=UTC)


@pytest.mark.parametrize(("year", "day"), [(2027, 28), (2028, 29), (2100, 28)])
def test_the_29th_of_february_is_the_28th_where_there_is_none(year: int, day: int) -> None:
    assert on_in(date(2024, 2, 29), year) == date(year, 2, day)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        *[(text, True) for text in (
            "morgenochtend", "Morgenochtend.", "morgenochtend om 9", "zaterdag ochtend",
            "vanavond", "half acht", "over 2 dagen", "dinsdag 10:00", "tomorrow morning",
            "tonight",
        )],
        *[(text, False) for text in (
            "", "vannacht", "morgenochtend is het voorbij", "morgen is het over",
            "vanavond doe ik het", "dinsdag de laatste dag", "tonight I end it", "in de ochtend",
        )],
    ],
)  # fmt: skip
def test_a_text_that_is_a_day_or_an_hour_and_nothing_else(text: str, *, whole: bool) -> None:
    assert is_moment(text, date(2026, 11, 30)) is whole
