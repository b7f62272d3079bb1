"""Days said from today, and from one day to another, as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendar.days import parse_day
from bot.calendar.from_today import parse_past
from bot.calendar.moments import both_readings, leading_day, parse_moment
from bot.calendar.spans import parse_span

MONDAY = date(2026, 11, 30)
WEDNESDAY = date(2026, 12, 2)


def _december(day: int) -> date:
    return date(2026, 12, day)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("volgende week maandag", _december(7)), ("maandag volgende week", _december(7)),
        ("Next week, Monday", _december(7)), ("monday next week", _december(7)),
        ("op dinsdag van volgende week", _december(8)), ("deze week vrijdag", _december(4)),
        ("friday this week", _december(4)), ("deze vrijdag", _december(4)),
        ("komende vrijdag", _december(4)), ("a.s. vrijdag", _december(4)),
        ("vrijdag a.s.", _december(4)), ("aanstaande vrijdag", _december(4)),
        ("this coming Friday", _december(4)), ("eerstvolgende vrijdag", _december(4)),
        ("komende maandag", _december(7)), ("volgende maandag", _december(7)),
        ("next Monday", _december(7)), ("komende maandag over een week", _december(14)),
        ("maandag over een week", _december(7)), ("vrijdag over twee weken", _december(18)),
        ("a week from Friday", _december(11)), ("two weeks from Friday", _december(18)),
        ("Friday week", _december(11)), ("tomorrow week", _december(8)),
        ("vandaag over een week", _december(7)), ("morgen over 2 weken", _december(15)),
        ("over een week", _december(7)), ("over drie dagen", _december(3)),
        ("over 14 dagen", _december(14)), ("in two weeks", _december(14)),
        ("in a week", _december(7)), ("3 days from now", _december(3)),
        ("two weeks from today", _december(14)), ("over een maand", _december(30)),
        ("in three months", date(2027, 2, 28)), ("over één week", _december(7)),
        ("14 december over een week", _december(21)), ("day after tomorrow", WEDNESDAY),
        ("the day after tomorrow", WEDNESDAY), ("de 14e", _december(14)),
        ("vrijdag de 4e", _december(4)), ("the 14th", _december(14)), ("14th", _december(14)),
        ("1st", _december(1)), ("de 31e", _december(31)),
        ("14e van volgende maand", _december(14)),
        ("the 3rd of next month", _december(3)), ("de 30e van deze maand", MONDAY),
    ],
)  # fmt: skip
def test_a_day_is_said_from_today(typed: str, meant: date) -> None:
    assert parse_day(typed, MONDAY) == meant
    assert both_readings(typed, MONDAY) is None


@pytest.mark.parametrize(
    "typed",
    ["volgende week", "next week", "over een tijdje", "in a while", "volgende keer", "next time",
     "over drie", "3 weken", "weken", "week maandag", "maandag weken", "a week", "over 999 jaar",
     "in 999999 days", "de 32e", "volgende week ergens", "komende", "14e van vorige maand"],
)  # fmt: skip
def test_what_names_no_day_from_today_is_none(typed: str) -> None:
    assert parse_day(typed, MONDAY) is None


@pytest.mark.parametrize(
    ("typed", "day", "minutes"),
    [
        ("volgende week maandag om 19:30", _december(7), 1170),
        ("volgende week ma half acht 's avonds", _december(7), 1170),
        ("komende maandag over een week om 19.30", _december(14), 1170),
        ("maandag 14 dec om 19.30", _december(14), 1170),
        ("next week monday at 7:30pm", _december(7), 1170),
        ("a week from friday at 7pm", _december(11), 1140),
        ("over een week 20:00", _december(7), 1200), ("in two weeks at 8 pm", _december(14), 1200),
        ("volgende week vrijdagavond om half acht", _december(11), 1170),
        ("the 14th at 7pm", _december(14), 1140), ("vrijdag de 4e 20u", _december(4), 1200),
        ("19.30 maandag 14 dec", _december(14), 1170),
        ("om 19.30 op maandag 14 december", _december(14), 1170),
        ("half vier op vrijdag", _december(4), 930), ("7:30 pm on Friday", _december(4), 1170),
        ("19:30 volgende week dinsdag", _december(8), 1170),
        ("12.30 12-12", _december(12), 750), ("vrijdag om half 8 's avonds", _december(4), 1170),
        ("iets over een week maandag", None, None), ("half vier op 31-04", None, None),
        ("19:30 uur 20:00 vrijdag", None, None),
    ],
)  # fmt: skip
def test_an_hour_stands_behind_such_a_day_or_before_it(
    typed: str, day: date | None, minutes: int | None
) -> None:
    assert parse_moment(typed, MONDAY) == (day, minutes)


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("volgende vrijdag", (_december(4), _december(11))),
        ("next Friday at 7pm", (_december(4), _december(11))),
        ("komende week vrijdag", (_december(4), _december(11))),
        ("Friday of the coming week", (_december(4), _december(11))),
        ("dinsdag de 4e", (_december(4), _december(1))),
        ("19.30 op vrijdag 3 december", (_december(3), _december(4))),
        ("vrijdag 3 december ergens in de middag", (_december(3), _december(4))),
    ],
)  # fmt: skip
def test_what_may_be_two_days_is_both(typed: str, readings: tuple[date, date] | None) -> None:
    assert both_readings(typed, MONDAY) == readings


def test_a_monday_in_two_weeks_may_be_of_two_weeks_once_this_monday_is_over() -> None:
    for typed in ("maandag over twee weken", "over twee weken maandag", "Monday in two weeks"):
        assert both_readings(typed, WEDNESDAY) == (_december(14), _december(21)), typed
        assert parse_day(typed, MONDAY) == _december(14)
    assert parse_day("maandag over een week", WEDNESDAY) == _december(14)


def test_the_next_monday_is_no_other_than_the_one_of_next_week() -> None:
    assert both_readings("volgende maandag", WEDNESDAY) is None
    assert parse_day("volgende maandag", WEDNESDAY) == _december(7)


@pytest.mark.parametrize(
    "typed", ["maandag over drie weekjes", "maandag of dinsdag", "morgen of volgende week"]
)
def test_a_day_that_is_moved_by_what_stands_behind_it_does_not_begin_a_line(typed: str) -> None:
    assert leading_day(typed, MONDAY) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("twee weken geleden", date(2026, 11, 16)), ("3 days ago", date(2026, 11, 27)),
     ("een maand geleden", date(2026, 10, 30)), ("maandag twee weken geleden", None)],
)  # fmt: skip
def test_a_day_gone_by_may_be_so_many_days_ago(typed: str, meant: date | None) -> None:
    assert parse_past(typed, MONDAY) == meant


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("woensdag tot en met vrijdag", WEDNESDAY, _december(4)),
        ("wo t/m vr", WEDNESDAY, _december(4)), ("wed to fri", WEDNESDAY, _december(4)),
        ("from Wednesday through Friday", WEDNESDAY, _december(4)),
        ("woensdag - vrijdag", WEDNESDAY, _december(4)), ("wo-vr", WEDNESDAY, _december(4)),
        ("van 3 t/m 7 januari", date(2027, 1, 3), date(2027, 1, 7)),
        ("3-7 januari", date(2027, 1, 3), date(2027, 1, 7)),
        ("3 – 7 Jan", date(2027, 1, 3), date(2027, 1, 7)),
        ("van 3 januari t/m 7", date(2027, 1, 3), date(2027, 1, 7)),
        ("January 3 to 7", date(2027, 1, 3), date(2027, 1, 7)),
        ("January 3-7", date(2027, 1, 3), date(2027, 1, 7)),
        ("3 to 7 January 2028", date(2028, 1, 3), date(2028, 1, 7)),
        ("zo 3 t/m do 7 januari", date(2027, 1, 3), date(2027, 1, 7)),
        ("24 december t/m 3 januari", _december(24), date(2027, 1, 3)),
        ("24 dec tot 3 jan 2027", _december(24), date(2027, 1, 3)),
        ("24/12 - 3/1", _december(24), date(2027, 1, 3)), ("24-12 t/m 3-1", _december(24),
        date(2027, 1, 3)), ("2026-12-24 t/m 2027-01-03", _december(24), date(2027, 1, 3)),
        ("morgen t/m vrijdag", date(2026, 12, 1), _december(4)),
        ("vandaag en morgen", MONDAY, date(2026, 12, 1)), ("do en vr", _december(3), _december(4)),
        ("tomorrow and the day after tomorrow", _december(1), WEDNESDAY),
        ("vrijdag t/m maandag", _december(4), _december(7)),
        ("volgende week woensdag t/m vrijdag", _december(9), _december(11)),
        ("woensdag t/m vrijdag volgende week", _december(9), _december(11)),
        ("maandag t/m maandag over een week", MONDAY, _december(7)),
        ("volgende week", _december(7), _december(13)), ("next week", _december(7), _december(13)),
        ("de week van 21 december", _december(21), _december(27)),
        ("the week of December 23", _december(21), _december(27)),
        ("de hele volgende week", _december(7), _december(13)),
        ("deze week", MONDAY, _december(6)), ("t/m vrijdag", MONDAY, _december(4)),
        ("until Friday", MONDAY, _december(4)), ("vanaf morgen t/m de 4e", _december(1),
        _december(4)), ("de 14e t/m de 18e", _december(14), _december(18)),
        ("14th to 18th", _december(14), _december(18)),
        ("van 21 december tot en met 3 januari", _december(21), date(2027, 1, 3)),
    ],
)  # fmt: skip
def test_from_one_day_to_another(typed: str, first: date, last: date) -> None:
    found = parse_span(typed, MONDAY)
    assert found is not None
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    "typed",
    ["", "woensdag", "t/m", "woensdag t/m ooit", "ooit t/m woensdag", "31 t/m 32 januari",
     "7 t/m 3 januari 2027", "maandag en donderdag", "12-12", "3-7", "2026-12-24", "3 t/m 7",
     "24 december 2027 t/m 3 januari 2027", "volgende week woensdag", "week", "a - b"],
)  # fmt: skip
def test_what_is_no_span_of_days_is_none(typed: str) -> None:
    assert parse_span(typed, MONDAY) is None


def test_a_day_of_a_span_that_may_be_another_is_asked_about() -> None:
    found = parse_span("vrijdag 3 december t/m 7 december", MONDAY)
    assert found is not None
    assert found.doubt == (_december(3), _december(4))


@settings(max_examples=200)
@given(st.text(alphabet="0123456789 -/.adeghijklmnoprtuvw", max_size=40))
def test_whatever_is_typed_never_fails(typed: str) -> None:
    parse_day(typed, MONDAY)
    parse_past(typed, MONDAY)
    both_readings(typed, MONDAY)
    if (found := parse_span(typed, MONDAY)) is not None:
        assert found.first <= found.last <= found.first + timedelta(days=9999 * 366)
