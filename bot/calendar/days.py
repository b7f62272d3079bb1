"""Dates as people say and write them, in both languages. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.calendar.feast_days import feast_days
from bot.calendar.from_today import days_from_today, days_in_weeks, read_later
from bot.calendar.midnight import is_after_day
from bot.calendar.names import JOINED_PARTS, LINKS, LOCALES, month_of, weekday_of
from bot.calendar.spoken import parse_minutes_by_day, read_hour_by_day
from bot.calendar.times import local_minutes, parse_minutes, show_minutes

_LINKS = LINKS | {"dag", "elke", "iedere", "every", "each"}
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
    rf"({JOINED_PARTS})\b"
)
_TODAY = re.compile(r"\b(?:this (?=morning|afternoon|evening)|to(?=night))")
_DAY_BEHIND = re.compile(
    r"(.+?)(?<! de) (vandaag|morgen|overmorgen|today|tomorrow)"
    r"((?: (?:ochtend|middag|avond|morning|afternoon|evening|night))?)"
)
_PART = re.compile(r"ochtend|middag|avond|morning|afternoon|evening|night")
_TODAY_IN, _PARTS = {"van": "vandaag"}, {"nacht": "nachts"}
_LETTER = re.compile(r"[^\W\d_]")
_ENDS = re.compile(
    r"(?:(?:van|from) )?(\d{1,2}[:.u]\d{2}) ?(?:uur|u)? ?(?:[-–—]|tot|to|until|till) ?"
    r"\d{1,2}(?:[:.u]\d{2})? ?(?:uur|u)?$"
)
"""A time, and the one at which it ends."""
OF_AN_HOUR = frozenset(["uur", "u", "h", "am", "pm", "o'clock", "o’clock", "oclock"])
"""Behind a number they make it an hour, and no year: 1 december 10 uur."""
_SOON = re.compile(
    r"^(?:straks|zo ?meteen|dadelijk|later(?: today| on| vandaag)?) (?=.)"
    r"|(?<=.) (?:straks|later(?: today| on| vandaag)?)$"
)
"""Beside an hour: it is today's."""
_MOVES = re.compile(r"week\w*|weken|maand\w*|months?|volgende|next")
"""Behind a day they make it another one."""
_JUST_GONE = timedelta(days=90)
_MOST_WORDS = 12
_LONGEST_SHORT = 3
_YEARS = range(2, 9999)
_FURTHEST_SHORT_YEAR = 20
"""So many years ahead a year of two digits may lie; beyond that it is of the century before."""
"""A day at the edge of what can be counted has no instant on the clocks of every zone."""
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
    found = _days(text, today)
    return found[0] if found else None


def _days(text: str, today: date) -> tuple[date, ...]:
    """The day; two, where it may be either."""
    plain = " ".join(text.casefold().replace(",", " ").split())
    if found := days_from_today(plain, today):
        return found
    words = [word for word in plain.split() if word not in LINKS]
    if found := days_in_weeks(" ".join(words), today):
        return found
    if (later := read_later(" ".join(words))) is not None:
        bases = _days(later.base, today) if later.base else (today,)
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


def parse_moment(
    text: str, today: date, chosen: date | None = None, language: str = "nl"
) -> tuple[date | None, int | None]:
    """A date and a time of day from one line; either may be missing.

    A lone number of hours such as `14:30` is a time and no date. Where a day is `chosen` already,
    so is one that could be either, such as `9.10` or `9`. A time may be said: morgen half vier.
    24:00 and the small hours of an evening are of the day after it.
    """
    plain = _ENDS.sub(r"\1", " ".join(text.casefold().split()))
    words, minutes = "", parse_minutes_by_day(plain) if chosen is not None else None
    if minutes is None:
        words, minutes = _split(plain, today, language)
    day = parse_day(words, today) if words else None
    if minutes is None:
        return day, None
    if is_after_day(plain, minutes):
        return (day or chosen or today) + timedelta(days=1), minutes
    return day or chosen, minutes


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
    words = _leading(" ".join(text.casefold().split()), today)
    return parse_day(words, today) if words else None


def is_moment(text: str, today: date, language: str = "nl") -> bool:
    """Whether all of it is a day, a time or both: `morgenochtend`, `half acht`, `tomorrow`."""
    plain = " ".join(text.casefold().split()).strip(" .!?")
    words, minutes = _split(plain, today, language)
    if words or minutes is not None:
        return True
    day, rest = _day_first(plain, today)
    return bool(day) and _PART.fullmatch(rest) is not None


def both_readings(text: str, today: date) -> tuple[date, date] | None:
    """What may be meant where a weekday stands beside another day's date: `vrijdag 3 december`.

    Gives the date itself, and the day nearest to it that is such a weekday; of what may be two
    days by itself, such as `volgende vrijdag`, both. None: it is one day, or none.
    """
    words = _day_words(text, today)
    found = _days(words, today) if words else ()
    if not found:
        return None
    on, *other = found
    if other:
        return on, other[0]
    weekday = _weekday_in(words)
    if weekday is None or on.weekday() == weekday:
        return None
    ahead = (weekday - on.weekday()) % 7
    near = on + timedelta(days=ahead if ahead <= 3 else ahead - 7)
    return on, near if near >= today or on < today else near + timedelta(days=7)


def year_in_doubt(text: str, today: date) -> date | None:
    """A day nearly a year ahead that was named without its year, beside a weekday: the same date
    has just gone by, and was another weekday. `dinsdag 2 november`, typed on the day after it.
    """
    words = _day_words(text, today)
    if not words or _weekday_in(words) is None:
        return None
    on, gone = parse_day(words, today), parse_day(words, today - _JUST_GONE)
    same = on is not None and gone is not None and (on.month, on.day) == (gone.month, gone.day)
    return on if same and gone != on else None


def _weekday_in(words: str) -> int | None:
    first = next((word for word in words.replace(",", " ").split() if word not in _LINKS), "")
    return weekday_of(first)


def _day_words(text: str, today: date) -> str:
    """Those words of a line that name its day; none: empty."""
    plain = " ".join(text.casefold().split())
    words, minutes = _split(plain, today)
    return words or (_leading(plain, today) if minutes is None else "")


def _leading(plain: str, today: date) -> str:
    day, rest = _day_first(plain, today)
    first = plain.partition(" ")[0]
    short = len(first) <= _LONGEST_SHORT and weekday_of(first) is not None
    moved = any(word[0].isdecimal() or _names_another(word) for word in rest.split())
    moved = moved or rest == "nachts"  # "vannacht", and it is not told on which side of midnight
    return "" if moved or (short and rest) else day


def _names_another(word: str) -> bool:
    moves = _MOVES.fullmatch(word) is not None or month_of(word) is not None
    return moves or (len(word) > _LONGEST_SHORT and weekday_of(word) is not None)


def _split(plain: str, today: date, language: str = "nl") -> tuple[str, int | None]:
    """The words that name the day, empty where none do, and the time."""
    plain = _ENDS.sub(r"\1", _SOON.sub("", plain))
    for read in (_written, _said):
        words, minutes = read(plain, today, language)
        if words or minutes is not None:
            return words, minutes
    return _hour_first(plain, today, language)


def _written(plain: str, today: date, _language: str) -> tuple[str, int | None]:
    match = _HOUR.search(plain)
    if match is None:
        return _day_and_dotted(plain, today)
    before = plain[: match.start()].strip(" ,")
    if before and parse_day(before, today) is None:
        # A time beside a day that does not exist is not meant for today.
        return "", None
    return before, parse_minutes_by_day(match[1])


def _day_and_dotted(plain: str, today: date) -> tuple[str, int | None]:
    """`12.12 14.30`: the second is a time, since a date stands before it already.

    Alone, such a number is a time where it can be no date: `14.30`.
    """
    before, _, last = plain.rpartition(" ")
    minutes = parse_minutes(last) if _DOTTED.fullmatch(last) else None
    if minutes is not None and parse_day(before, today) is not None:
        return before, minutes
    if parse_day(plain, today) is not None:
        return plain, None
    return "", None if before else minutes


def _said(plain: str, today: date, language: str) -> tuple[str, int | None]:
    """`half vier`, with a day before it or none. Numbers alone are not said but written."""
    day, rest = _day_first(plain, today)
    minutes = read_hour_by_day(rest, language) if _LETTER.search(rest) else None
    return (day, minutes) if minutes is not None else ("", None)


def _day_first(plain: str, today: date) -> tuple[str, str]:
    """The longest beginning that is a day, and what stands behind it."""
    apart = _apart(plain)
    if (behind := _DAY_BEHIND.fullmatch(apart)) is not None:
        apart = f"{behind[2]}{behind[3]} {behind[1]}"
    words = apart.split()
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        if (
            words[count - 1].isdecimal()
            and words[count : count + 1]
            and words[count] in OF_AN_HOUR
        ):
            continue
        if parse_day(day := " ".join(words[:count]), today) is not None:
            return day, " ".join(words[count:])
    return "", apart


def _hour_first(plain: str, today: date, language: str) -> tuple[str, int | None]:
    """`om 19.30 op maandag 14 december`, `half vier vrijdagmiddag`."""
    *words, last = _apart(plain).split() or [""]
    part = last if _PART.fullmatch(last) else ""
    words = words if part else [*words, last]
    for count in range(max(1, len(words) - _MOST_WORDS), len(words)):
        hour = f"{' '.join(words[:count])} {part}".strip()
        if parse_day(day := " ".join(words[count:]), today) is None or hour.isdecimal():
            continue
        if (minutes := read_hour_by_day(hour, language)) is not None:
            return day, minutes
    return "", None


def _apart(plain: str) -> str:
    """With the part of a day as a word of its own: `vrijdagavond`, `tonight`."""
    apart = _PART_OF_DAY.sub(
        lambda m: f"{_TODAY_IN.get(m[1], m[1])} {_PARTS.get(m[2], m[2])}", plain
    )
    return " ".join(_TODAY.sub("today ", apart).replace(",", " ").split())


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
