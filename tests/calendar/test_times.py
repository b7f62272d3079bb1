"""Local wishes become instants: over all zones, across clock changes, after downtime."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.calendar.times import (
    MINUTES_A_DAY,
    at_local,
    in_quiet_hours,
    local_date,
    local_minutes,
    next_daily_at,
    parse_minutes,
    quiet_ends_at,
    show_minutes,
)

AMSTERDAM, CAIRO, SANTIAGO = "Europe/Amsterdam", "Africa/Cairo", "America/Santiago"
NUUK, LORD_HOWE, TROLL = "America/Nuuk", "Australia/Lord_Howe", "Antarctica/Troll"

zones = st.sampled_from(sorted(zoneinfo.available_timezones() - {"localtime"}))
changing = st.sampled_from([AMSTERDAM, CAIRO, SANTIAGO, NUUK, LORD_HOWE, TROLL, "Asia/Beirut"])
minutes_of_day = st.integers(0, MINUTES_A_DAY - 1)
days = st.dates(date(2024, 1, 1), date(2037, 12, 1))
instants = st.integers(0, 14 * 365 * MINUTES_A_DAY).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def clock_in(zone: str, instant: datetime) -> str:
    return f"{instant.astimezone(ZoneInfo(zone)):%m-%d %H:%M}"


def at(text: str) -> int:
    hour, _, minute = text.partition(":")
    return int(hour) * 60 + int(minute)


def ten_in_a_row(zone: str, minutes: int, first_after: datetime, every: int = 1) -> list[datetime]:
    """What the daily tick makes of a wish: each message names its date, the next follows."""
    found: list[datetime] = []
    last_on = None
    for _ in range(10):
        after = found[-1] if found else first_after
        found.append(next_daily_at(after, minutes, zone, last_on=last_on, every_days=every))
        last_on = local_date(zone, found[-1])
    return found


@pytest.mark.parametrize(
    ("zone", "on", "wanted", "shown"),
    [
        (AMSTERDAM, date(2027, 3, 27), "02:30", "03-27 02:30"),
        (AMSTERDAM, date(2027, 3, 28), "01:59", "03-28 01:59"),
        (AMSTERDAM, date(2027, 3, 28), "02:00", "03-28 03:00"),
        (AMSTERDAM, date(2027, 3, 28), "02:30", "03-28 03:30"),
        (AMSTERDAM, date(2027, 3, 28), "03:00", "03-28 03:00"),
        (AMSTERDAM, date(2027, 3, 28), "08:00", "03-28 08:00"),
        (AMSTERDAM, date(2026, 10, 25), "02:30", "10-25 02:30"),
        (AMSTERDAM, date(2026, 10, 25), "08:00", "10-25 08:00"),
        (CAIRO, date(2027, 4, 30), "00:00", "04-30 01:00"),
        (CAIRO, date(2027, 4, 30), "00:15", "04-30 01:15"),
        (SANTIAGO, date(2027, 9, 5), "00:00", "09-05 01:00"),
        (SANTIAGO, date(2027, 9, 5), "00:45", "09-05 01:45"),
        (LORD_HOWE, date(2027, 10, 3), "02:10", "10-03 02:40"),
        (TROLL, date(2027, 3, 28), "01:30", "03-28 03:30"),
    ],
)
def test_a_time_that_the_clock_jumps_over_comes_as_much_later(
    zone: str, on: date, wanted: str, shown: str
) -> None:
    assert clock_in(zone, at_local(on, at(wanted), zone)) == shown


def test_a_time_that_comes_twice_means_the_first() -> None:
    instant = at_local(date(2026, 10, 25), at("02:30"), AMSTERDAM)
    assert instant == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("start", [datetime(2027, 3, 26, 5, tzinfo=UTC),
                                   datetime(2026, 10, 22, 5, tzinfo=UTC)])  # fmt: skip
def test_eight_stays_eight_through_both_clock_changes(start: datetime) -> None:
    found = ten_in_a_row(AMSTERDAM, at("08:00"), start)
    assert {clock_in(AMSTERDAM, instant)[6:] for instant in found} == {"08:00"}
    assert [local_date(AMSTERDAM, i) - local_date(AMSTERDAM, found[0]) for i in found] == [
        timedelta(days=n) for n in range(10)
    ]


def test_half_past_two_comes_once_in_the_night_of_either_change() -> None:
    spring = ten_in_a_row(AMSTERDAM, at("02:30"), datetime(2027, 3, 26, 12, tzinfo=UTC))
    autumn = ten_in_a_row(AMSTERDAM, at("02:30"), datetime(2026, 10, 23, 12, tzinfo=UTC))
    assert [clock_in(AMSTERDAM, i) for i in spring[:3]] == [
        "03-27 02:30", "03-28 03:30", "03-29 02:30",
    ]  # fmt: skip
    assert [clock_in(AMSTERDAM, i) for i in autumn[:3]] == [
        "10-24 02:30", "10-25 02:30", "10-26 02:30",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "start", "shown"),
    [
        (CAIRO, date(2027, 4, 28), ["04-29 00:00", "04-30 01:00", "05-01 00:00"]),
        (SANTIAGO, date(2027, 9, 3), ["09-04 00:00", "09-05 01:00", "09-06 00:00"]),
    ],
)
def test_a_day_whose_midnight_does_not_exist_is_not_skipped(
    zone: str, start: date, shown: list[str]
) -> None:
    found = ten_in_a_row(zone, 0, at_local(start, at("12:00"), zone))
    assert [clock_in(zone, instant) for instant in found[:3]] == shown


def test_every_other_day_stays_every_other_day_through_a_clock_change() -> None:
    found = ten_in_a_row(AMSTERDAM, at("08:00"), datetime(2027, 3, 22, tzinfo=UTC), every=2)
    assert [clock_in(AMSTERDAM, i) for i in found[:4]] == [
        "03-22 08:00", "03-24 08:00", "03-26 08:00", "03-28 08:00",
    ]  # fmt: skip


@given(zones | changing, minutes_of_day, days, st.integers(1, 7))
def test_each_message_is_later_than_the_last_and_on_a_date_of_its_own(
    zone: str, minutes: int, first: date, every: int
) -> None:
    start = datetime.combine(first, datetime.min.time(), UTC)
    found = ten_in_a_row(zone, minutes, start, every)
    dates = [local_date(zone, instant) for instant in found]
    assert all(later > earlier for earlier, later in pairwise(found))
    assert all(b - a >= timedelta(days=every) for a, b in pairwise(dates))


@given(zones | changing, minutes_of_day, days)
def test_no_date_goes_without_unless_the_wanted_time_is_jumped_into_the_next(
    zone: str, minutes: int, first: date
) -> None:
    start = datetime.combine(first, datetime.min.time(), UTC)
    found = ten_in_a_row(zone, minutes, start)
    dates = {local_date(zone, instant) for instant in found}
    every = {min(dates) + timedelta(days=n) for n in range((max(dates) - min(dates)).days + 1)}
    for missing in every - dates:
        # Nuuk jumps from 23:00 to midnight: that evening's half past eleven is next day's 00:30.
        assert local_date(zone, at_local(missing, minutes, zone)) == missing + timedelta(days=1)


@given(zones | changing, minutes_of_day, instants, st.integers(0, 20))
def test_after_downtime_the_next_one_is_the_first_that_is_still_to_come(
    zone: str, minutes: int, last: datetime, days_away: int
) -> None:
    last_on = local_date(zone, last)
    back = last + timedelta(days=days_away, hours=3)
    following = next_daily_at(back, minutes, zone, last_on=last_on)
    assert following > back
    assert local_date(zone, following) > last_on
    assert following - back <= timedelta(hours=49)
    if days_away > 1:
        assert following - back <= timedelta(hours=27)


@given(changing, minutes_of_day, instants)
def test_the_clock_shows_the_wish_unless_it_jumped_over_it(
    zone: str, minutes: int, after: datetime
) -> None:
    following = next_daily_at(after, minutes, zone)
    before = following - timedelta(hours=2)
    jumped = (
        before.astimezone(ZoneInfo(zone)).utcoffset()
        != following.astimezone(ZoneInfo(zone)).utcoffset()
    )
    assume(not jumped)
    assert local_minutes(zone, following) == minutes


@pytest.mark.parametrize(
    ("quiet", "minutes", "expected"),
    [
        (("21:00", "08:00"), "20:59", False),
        (("21:00", "08:00"), "21:00", True),
        (("21:00", "08:00"), "00:00", True),
        (("21:00", "08:00"), "07:59", True),
        (("21:00", "08:00"), "08:00", False),
        (("13:00", "14:00"), "13:30", True),
        (("13:00", "14:00"), "14:00", False),
        (("13:00", "14:00"), "03:00", False),
        (("00:00", "00:00"), "00:00", False),
        (("09:00", "09:00"), "09:00", False),
    ],
)
def test_quiet_hours_have_their_start_and_not_their_end(
    quiet: tuple[str, str], minutes: str, expected: bool
) -> None:
    assert in_quiet_hours((at(quiet[0]), at(quiet[1])), at(minutes)) is expected


def clock_changes() -> list[tuple[str, datetime]]:
    """The first instants after the clock was changed, in 2026 and 2027."""
    found = []
    for zone in (AMSTERDAM, CAIRO, SANTIAGO, NUUK, LORD_HOWE, TROLL):
        place, hour = ZoneInfo(zone), datetime(2026, 1, 1, tzinfo=UTC)
        offset = hour.astimezone(place).utcoffset()
        while hour.year < 2028:
            # Six-hour steps find the day; half hours the instant.
            following = hour + timedelta(hours=6)
            if following.astimezone(place).utcoffset() != offset:
                following = hour + timedelta(minutes=30)
                if (changed := following.astimezone(place).utcoffset()) != offset:
                    found.append((zone, following))
                    offset = changed
            hour = following
    return found


around_changes = st.sampled_from(clock_changes()).flatmap(
    lambda change: st.tuples(
        st.just(change[0]),
        st.integers(-600, 600).map(lambda late: change[1] + timedelta(minutes=late)),
        st.integers(-120, 120).map(lambda late: (local_minutes(*change) + late) % MINUTES_A_DAY),
    )
)


@pytest.mark.long
@settings(max_examples=300)
@given(around_changes, minutes_of_day)
def test_quiet_hours_end_when_the_clock_shows_their_end_whatever_it_jumped(
    place: tuple[str, datetime, int], start: int
) -> None:
    zone, now, end = place[0], place[1].replace(second=0, microsecond=0), place[2]
    assume(in_quiet_hours((start, end), local_minutes(zone, now)))
    ends = quiet_ends_at((start, end), zone, now)
    assert now < ends <= now + timedelta(hours=26)
    late = timedelta(minutes=(local_minutes(zone, ends) - end) % MINUTES_A_DAY)
    assert late <= timedelta(hours=2), "as much later as the clock jumped"


@given(instants, st.tuples(minutes_of_day, minutes_of_day))
def test_quiet_hours_last_until_they_end(now: datetime, quiet: tuple[int, int]) -> None:
    now = now.replace(second=0, microsecond=0)
    assume(in_quiet_hours(quiet, local_minutes("Asia/Jakarta", now)))
    ends = quiet_ends_at(quiet, "Asia/Jakarta", now)
    assert not in_quiet_hours(quiet, local_minutes("Asia/Jakarta", ends))
    for step in range(0, int((ends - now) / timedelta(minutes=1)), 7):
        instant = now + timedelta(minutes=step)
        assert in_quiet_hours(quiet, local_minutes("Asia/Jakarta", instant))


def test_quiet_hours_that_end_in_the_hour_that_comes_twice_end_that_night() -> None:
    quiet, second_time = (at("22:00"), at("02:30")), datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    assert clock_in(AMSTERDAM, second_time) == "10-25 02:10"
    ends = quiet_ends_at(quiet, AMSTERDAM, second_time)
    assert ends == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("8", 480), ("08", 480), ("8:15", 495), ("08.15", 495), ("8u15", 495), ("8h15", 495),
        ("8 uur", 480), ("8u", 480), (" 20:30 ", 1230), ("8:15 pm", 1215), ("12 am", 0),
        ("12:30 pm", 750), ("24:00", 0), ("0", 0), ("23:59", 1439), ("8:15 PM", 1215),
        ("24:01", None), ("25", None), ("8:60", None), ("13 pm", None), ("0 am", None),
        ("", None), ("morgen", None), ("8:1", None), ("-8", None), ("8:15:00", None),
        ("٨", 480), ("1e3", None),
    ],
)  # fmt: skip
def test_what_people_type_as_a_time(typed: str, minutes: int | None) -> None:
    assert parse_minutes(typed) == minutes


@given(minutes_of_day)
def test_a_time_that_is_shown_can_be_typed_back(minutes: int) -> None:
    assert parse_minutes(show_minutes(minutes)) == minutes


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_time_of_day_or_nothing(typed: str) -> None:
    found = parse_minutes(typed)
    assert found is None or 0 <= found < MINUTES_A_DAY
