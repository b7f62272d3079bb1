"""A day and a time of day in one line, as people type them, and what may be meant. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.calendar import parts
from bot.calendar.days import days_named, parse_day, weekday_in
from bot.calendar.midnight import is_after_day
from bot.calendar.names import month_of, weekday_of
from bot.calendar.spoken import parse_minutes_by_day, read_hour_by_day
from bot.calendar.times import parse_minutes

_DOTTED = re.compile(r"\d{1,2}\.\d{2}")
_HOUR = re.compile(
    r"(?:\b(?:om|at|@)\s+)?\b(\d{1,2}[:u]\d{2}(?:\s*(?:uur|am|pm))?"
    r"|\d{1,2}(?:\.\d{2})?\s*(?:uur|u|am|pm)"
    r"|(?<=om )\d{1,2}(?:\.\d{2})?|(?<=at )\d{1,2}(?:\.\d{2})?)\s*$",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(
    r"\b(vandaag|van|morgen|overmorgen|(?:maan|dins|woens|donder|vrij|zater|zon)dag)"
    rf"({parts.JOINED})\b"
)
_TODAY = re.compile(r"\b(?:this (?=morning|afternoon|evening)|to(?=night))")
_DAY_BEHIND = re.compile(
    r"(.+?)(?<! de) (vandaag|morgen|overmorgen|today|tomorrow)"
    rf"((?: (?:{parts.BEHIND}))?)"
)
_PART = re.compile(parts.BEHIND)
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
    found = days_named(words, today) if words else ()
    if not found:
        return None
    on, *other = found
    if other:
        return on, other[0]
    weekday = weekday_in(words)
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
    if not words or weekday_in(words) is None:
        return None
    on, gone = parse_day(words, today), parse_day(words, today - _JUST_GONE)
    same = on is not None and gone is not None and (on.month, on.day) == (gone.month, gone.day)
    return on if same and gone != on else None


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
