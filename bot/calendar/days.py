"""Dates as people say and write them, in both languages. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.calendar.feast_days import feast_days
from bot.calendar.from_today import days_from_today, days_in_weeks, read_later
from bot.calendar.names import LINKS, LOCALES, month_of, weekday_of
from bot.calendar.times import local_minutes, show_minutes

_LINKS = LINKS | {"dag", "elke", "iedere", "every", "each"}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?")
_COUNT = re.compile(r"[0-9]{6}")
_DAY = re.compile(r"(\d{1,2})(?:e|de|ste|st|nd|rd|th)?")
_YEARS = range(2, 9999)
"""A day at the edge of what can be counted has no instant on the clocks of every zone."""
_FURTHEST_SHORT_YEAR = 20
"""So many years ahead a year of two digits may lie; beyond that it is of the century before."""
_LEAP_YEARS = 8
"""Within so many years there is always a 29 February."""


def show_day(on: date, language: str, *, year: bool = False) -> str:
    """A date in words: zondag 22 november."""
    pattern = "EEEE d MMMM y" if year else "EEEE d MMMM"
    return format_date(on, pattern, locale=LOCALES.get(language, language))


def show_coming(on: date, today: date, language: str) -> str:
    """A date in words, with its year when that is not this one: it may be another than meant."""
    return show_day(on, language, year=on.year != today.year)


def show_yearly(on: date, language: str) -> str:
    """A date that comes every year: 22 november."""
    return format_date(on, "d MMMM", locale=LOCALES.get(language, language))


def show_short(on: date, language: str, *, year: bool = False) -> str:
    """A date on a button: zo 22 nov."""
    pattern = "EEE d MMM y" if year else "EEE d MMM"
    return format_date(on, pattern, locale=LOCALES.get(language, language))


def show_weekday(on: date, language: str) -> str:
    """The name of its day of the week: zondag."""
    return format_date(on, "EEEE", locale=LOCALES.get(language, language))


def show_instant(at: datetime, zone: str, language: str, *, year: bool = False) -> str:
    """The date and the hour that a clock in `zone` shows then: zondag 22 november, 14:30."""
    on = at.astimezone(ZoneInfo(zone)).date()
    return f"{show_day(on, language, year=year)}, {show_minutes(local_minutes(zone, at))}"


def parse_day(text: str, today: date) -> date | None:
    """A date as a person types it: morgen, za, volgende week maandag, 12-12, December 12, 2027.

    Without a year it is the next such day, today included. None: that is no date, or one that
    does not exist, such as 31-04.
    """
    found = days_named(text, today)
    return found[0] if found else None


def days_named(text: str, today: date) -> tuple[date, ...]:
    """As `parse_day`: the day; two, where it may be either."""
    plain = " ".join(text.casefold().replace(",", " ").split())
    if found := days_from_today(plain, today):
        return found
    words = [word for word in plain.split() if word not in LINKS]
    if found := days_in_weeks(" ".join(words), today):
        return found
    if (later := read_later(" ".join(words))) is not None:
        bases = days_named(later.base, today) if later.base else (today,)
        return tuple(day for base in bases if (day := later.after(base)) is not None)
    if feasts := _feasts(plain, today):
        return feasts
    found_on = _dated(plain, today)
    return () if found_on is None else (found_on,)


def _feasts(plain: str, today: date) -> tuple[date, ...]:
    """`eerste kerstdag`, `New Year's Eve 2027`."""
    name, _, last = plain.rpartition(" ")
    year = last if re.fullmatch(r"\d{4}", last) else None
    found = (
        _with_year(day, month, year, today) for month, day in feast_days(name if year else plain)
    )
    return tuple(sorted(day for day in found if day is not None))


def _dated(plain: str, today: date) -> date | None:
    """A date, with a weekday before it or none; or a weekday alone."""
    if match := _ISO.fullmatch(plain):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    words = [word for word in plain.split() if word not in _LINKS]
    weekday = weekday_of(words[0]) if words else None
    if weekday is not None:
        words = words[1:]
        if not words:
            return today + timedelta(days=(weekday - today.weekday()) % 7)
    return _numbered("".join(words), today) or _named(words, today)


def day_in(word: str) -> date | None:
    """The day in a button or a waiting place, such as 2026-12-03; None: there is none."""
    try:
        # Buttons of earlier versions, which may still stand in a chat, count the days.
        found = date.fromordinal(int(word)) if _COUNT.fullmatch(word) else date.fromisoformat(word)
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def weekday_in(words: str) -> int | None:
    """The day of the week that these words begin with."""
    first = next((word for word in words.replace(",", " ").split() if word not in _LINKS), "")
    return weekday_of(first)


def _numbered(plain: str, today: date) -> date | None:
    match = _NUMBERS.fullmatch(plain)
    if match is None:
        return None
    return _with_year(int(match[1]), int(match[2]), match[3], today)


def _named(words: list[str], today: date) -> date | None:
    if not 2 <= len(words) <= 3:
        return None
    year = words[2] if len(words) == 3 else None
    for number, name in ((words[0], words[1]), (words[1], words[0])):
        day, month = _DAY.fullmatch(number), month_of(name)
        if day is not None and month is not None:
            if year is not None and not re.fullmatch(r"\d{4}|\d{2}", year):
                return None
            return _with_year(int(day[1]), month, year, today)
    return None


def _with_year(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _date(_whole_year(int(year), today) if len(year) == 2 else int(year), month, day)
    for ahead in range(_LEAP_YEARS + 1):
        found = _date(today.year + ahead, month, day)
        if found is not None and found >= today:
            return found
    return None


def _whole_year(two_digits: int, today: date) -> int:
    """88 is 1988, when somebody was born; 27 is soon."""
    this_century = today.year - today.year % 100 + two_digits
    return (
        this_century if this_century <= today.year + _FURTHEST_SHORT_YEAR else this_century - 100
    )


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
