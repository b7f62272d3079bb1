"""Dates as people say and write them, in both languages. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_day_names, get_month_names

from bot.calendar.spoken import parse_minutes_by_day, read_hour_by_day
from bot.calendar.times import local_minutes, parse_minutes, show_minutes

_LOCALES = {"nl": "nl_NL", "en": "en_GB"}
_AHEAD = {"vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2}
_LINKS = frozenset(
    ["op", "om", "on", "at", "de", "the", "of", "van", "dag", "elke", "iedere", "every", "each"]
)
_BEHIND = {"gisteren": 1, "yesterday": 1, "eergisteren": 2, "day before yesterday": 2}
_LAST_WEEK = re.compile(r"(?:vorige|last) week (\S+)|(\S+) (?:vorige|last) week")
_LAST = re.compile(r"(?:afgelopen|vorige|laatste|last|past) (\S+)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?")
_DOTTED = re.compile(r"\d{1,2}\.\d{2}")
_COUNT = re.compile(r"[0-9]{6}")
_DAY = re.compile(r"(\d{1,2})(?:e|de|ste|st|nd|rd|th)?")
_HOUR = re.compile(
    r"(?:\b(?:om|at|@)\s+)?\b(\d{1,2}[:u]\d{2}(?:\s*(?:uur|am|pm))?"
    r"|\d{1,2}(?:\.\d{2})?\s*(?:uur|u|am|pm)"
    r"|(?<=om )\d{1,2}(?:\.\d{2})?|(?<=at )\d{1,2}(?:\.\d{2})?)\s*$",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(
    r"\b(vandaag|van|morgen|overmorgen|(?:maan|dins|woens|donder|vrij|zater|zon)dag)"
    r"(ochtend|middag|avond)\b"
)
_TODAY = re.compile(r"\b(?:this (?=morning|afternoon|evening)|to(?=night))")
_DAY_BEHIND = re.compile(
    r"(.+?)(?<! de) (vandaag|morgen|overmorgen|today|tomorrow)"
    r"((?: (?:ochtend|middag|avond|morning|afternoon|evening|night))?)"
)
_MOST_WORDS = 12
_LONGEST_SHORT = 3
_YEARS = range(2, 9999)
"""A day at the edge of what can be counted has no instant on the clocks of every zone."""
_LEAP_YEARS = 8
"""Within so many years there is always a 29 February."""


def show_day(on: date, language: str, *, year: bool = False) -> str:
    """A date in words: zondag 22 november."""
    pattern = "EEEE d MMMM y" if year else "EEEE d MMMM"
    return format_date(on, pattern, locale=_LOCALES.get(language, language))


def show_coming(on: date, today: date, language: str) -> str:
    """A date in words, with its year when that is not this one: it may be another than meant."""
    return show_day(on, language, year=on.year != today.year)


def show_yearly(on: date, language: str) -> str:
    """A date that comes every year: 22 november."""
    return format_date(on, "d MMMM", locale=_LOCALES.get(language, language))


def show_short(on: date, language: str, *, year: bool = False) -> str:
    """A date on a button: zo 22 nov."""
    pattern = "EEE d MMM y" if year else "EEE d MMM"
    return format_date(on, pattern, locale=_LOCALES.get(language, language))


def show_weekday(on: date, language: str) -> str:
    """The name of its day of the week: zondag."""
    return format_date(on, "EEEE", locale=_LOCALES.get(language, language))


def show_instant(at: datetime, zone: str, language: str) -> str:
    """The date and the hour that a clock in `zone` shows then: zondag 22 november, 14:30."""
    on = at.astimezone(ZoneInfo(zone)).date()
    return f"{show_day(on, language)}, {show_minutes(local_minutes(zone, at))}"


def parse_day(text: str, today: date) -> date | None:
    """A date as a person types it: morgen, za, 12-12, 12 december 2027, December 12, 2026-12-12.

    Without a year it is the next such day, today included. None: that is no date, or one that
    does not exist, such as 31-04.
    """
    plain = " ".join(text.casefold().replace(",", " ").split())
    if plain in _AHEAD:
        return today + timedelta(days=_AHEAD[plain])
    if match := _ISO.fullmatch(plain):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    words = [word for word in plain.split() if word not in _LINKS]
    weekday = _weekday(words[0]) if words else None
    if weekday is not None:
        words = words[1:]
        if not words:
            return today + timedelta(days=(weekday - today.weekday()) % 7)
    return _numbered("".join(words), today) or _named(words, today)


def parse_past(text: str, today: date) -> date | None:
    """A day gone by, said from today: gisteren, vorige week maandag, last Monday.

    The week before begins on its Monday. None: no day gone by is said in that way.
    """
    words = text.casefold().replace(",", " ").split()
    plain = " ".join(word for word in words if word not in _LINKS)
    if plain in _BEHIND:
        return today - timedelta(days=_BEHIND[plain])
    if match := _LAST_WEEK.fullmatch(plain):
        weekday = _weekday(match[1] or match[2])
        monday = today - timedelta(days=today.weekday() + 7)
        return None if weekday is None else monday + timedelta(days=weekday)
    if (match := _LAST.fullmatch(plain)) and (weekday := _weekday(match[1])) is not None:
        return today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
    return None


def parse_moment(
    text: str, today: date, chosen: date | None = None, language: str = "nl"
) -> tuple[date | None, int | None]:
    """A date and a time of day from one line; either may be missing.

    A lone number of hours such as `14:30` is a time and no date. Where a day is `chosen` already,
    so is one that could be either, such as `9.10` or `9`. A time may be said: morgen half vier.
    """
    plain = " ".join(text.casefold().split())
    if chosen is not None and (minutes := parse_minutes_by_day(plain)) is not None:
        return chosen, minutes
    found = _written(plain, today)
    return found if found != (None, None) else _said(plain, today, chosen, language)


def day_in(word: str) -> date | None:
    """The day in a button or a waiting place, such as 2026-12-03; None: there is none."""
    try:
        # Buttons of earlier versions, which may still stand in a chat, count the days.
        found = date.fromordinal(int(word)) if _COUNT.fullmatch(word) else date.fromisoformat(word)
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def leading_day(text: str, today: date) -> date | None:
    """A day that begins a line whose other words are none, such as `morgen ergens in de middag`.

    The short name of a weekday is none there: `zo gaat het niet`.
    """
    plain = " ".join(text.casefold().split())
    day, rest = _day_first(plain, today)
    first = plain.partition(" ")[0]
    short = len(first) <= _LONGEST_SHORT and _weekday(first) is not None
    another = any(word[0].isdecimal() or _month(word) is not None for word in rest.split())
    return None if another or (short and rest) else day


def _written(plain: str, today: date) -> tuple[date | None, int | None]:
    match = _HOUR.search(plain)
    if match is None:
        return _day_and_dotted(plain, today)
    before = plain[: match.start()].strip(" ,")
    day = parse_day(before, today) if before else None
    if before and day is None:
        # A time beside a day that does not exist is not meant for today.
        return None, None
    return day, parse_minutes_by_day(match[1])


def _said(
    plain: str, today: date, chosen: date | None, language: str
) -> tuple[date | None, int | None]:
    """`half vier`, with a day before it or none. Numbers alone are not said but written."""
    day, rest = _day_first(plain, today)
    minutes = read_hour_by_day(rest, language) if re.search(r"[^\W\d_]", rest) else None
    return (None, None) if minutes is None else (day or chosen, minutes)


def _day_first(plain: str, today: date) -> tuple[date | None, str]:
    """The longest beginning that is a day, and what stands behind it."""
    apart = _TODAY.sub("today ", _PART_OF_DAY.sub(r"\1 \2", plain)).replace(",", " ")
    apart = " ".join("vandaag" if word == "van" else word for word in apart.split())
    if (behind := _DAY_BEHIND.fullmatch(apart)) is not None:
        apart = f"{behind[2]}{behind[3]} {behind[1]}"
    words = apart.split()
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        if (day := parse_day(" ".join(words[:count]), today)) is not None:
            return day, " ".join(words[count:])
    return None, " ".join(words)


def both_readings(text: str, today: date) -> tuple[date, date] | None:
    """What may be meant where a weekday stands beside another day's date: `vrijdag 3 december`.

    Gives the date itself, and the day nearest to it that is such a weekday; None: they agree.
    """
    words = [word for word in text.casefold().replace(",", " ").split() if word not in _LINKS]
    weekday = _weekday(words[0]) if words else None
    on, _ = parse_moment(text, today)
    if weekday is None or on is None or on.weekday() == weekday:
        return None
    ahead = (weekday - on.weekday()) % 7
    near = on + timedelta(days=ahead if ahead <= 3 else ahead - 7)
    return on, near if near >= today or on < today else near + timedelta(days=7)


def _day_and_dotted(plain: str, today: date) -> tuple[date | None, int | None]:
    """`12.12 14.30`: the second is a time, since a date stands before it already.

    Alone, such a number is a time where it can be no date: `14.30`.
    """
    before, _, last = plain.rpartition(" ")
    minutes = parse_minutes(last) if _DOTTED.fullmatch(last) else None
    if minutes is not None and (on := parse_day(before, today)) is not None:
        return on, minutes
    on = parse_day(plain, today)
    return on, minutes if on is None and not before else None


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
        day, month = _DAY.fullmatch(number), _month(name)
        if day is not None and month is not None:
            if year is not None and not re.fullmatch(r"\d{4}|\d{2}", year):
                return None
            return _with_year(int(day[1]), month, year, today)
    return None


def _with_year(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for ahead in range(_LEAP_YEARS + 1):
        found = _date(today.year + ahead, month, day)
        if found is not None and found >= today:
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    return _by_name(
        [
            names
            for x in _locales()
            for names in (
                get_month_names("wide", locale=x),
                get_month_names("abbreviated", locale=x),
            )
        ]
    )


@cache
def _weekdays() -> dict[str, int]:
    return _by_name(
        [
            names
            for x in _locales()
            for names in (
                get_day_names("wide", locale=x),
                get_day_names("abbreviated", locale=x),
                get_day_names("short", locale=x),
            )
        ]
    )


def _locales() -> Iterable[str]:
    return _LOCALES.values()


def _by_name(found: Iterable[Mapping[int, str]]) -> dict[str, int]:
    return {
        name.casefold().rstrip("."): number for names in found for number, name in names.items()
    }


def _month(word: str) -> int | None:
    return _months().get(word.rstrip("."))


def _weekday(word: str) -> int | None:
    return _weekdays().get(word.rstrip("."))
