"""From one day to another, as people type it: wo t/m vr, 3-7 January, next week. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.calendar.days import parse_day
from bot.calendar.moments import both_readings
from bot.calendar.names import month_of, weekday_of

_FROM = re.compile(r"^(?:van|vanaf|tussen|from|between) ")
_TO = re.compile(
    r" ?(?:\bt/m\b|\btm\b|\btot en met\b|\btot\b|\bto\b|\buntil\b|\btill\b|\bthrough\b|\bthru\b"
    r"|\bup to\b|[-–—])(?: and including\b| (?:aan|en met)\b)? ?"
)
_AND = re.compile(r" (?:en|and|&) ")
_WEEK = re.compile(
    r"(?:de |the )?(?:hele |whole )?(deze|this|volgende|next) (?:hele |whole )?week"
)
_WEEK_OF = re.compile(r"(?:in )?(?:de |the )?week (?:van|of) (.+)")
_NUMBER = re.compile(r"((?:\S+ )?)(\d{1,2})(?:e|de|ste|st|nd|rd|th)?")
_OF_WEEK = re.compile(r"\S+ ((?:van |of )?(?:volgende|next|deze|this) week)")
_DATE = re.compile(r"\d{1,4}-\d{1,2}(?:-\d{1,4})?")
_NUMBERED = re.compile(r"\d{1,2}([-/.]\d{1,2}(?:[-/.]\d{2,4})?)")


@dataclass(frozen=True, slots=True)
class Span:
    """Two days, with all between them."""

    first: date
    last: date
    doubt: tuple[date, date] | None = None
    """Which days may be meant by one of its ends, where a weekday stands beside another's date."""


def parse_span(text: str, today: date) -> Span | None:
    """Its first and its last day; the first is today at the earliest, unless a year says more.

    None: it is no such thing; one day is none either.
    """
    plain = _FROM.sub("", " ".join(text.casefold().replace(",", " ").split()).strip(" ."))
    return _week(plain, today) or _between(plain, today) or _both_of_two(plain, today)


def _week(plain: str, today: date) -> Span | None:
    if match := _WEEK.fullmatch(plain):
        monday = today - timedelta(days=today.weekday())
        if match[1] in ("deze", "this"):
            return Span(today, monday + timedelta(days=6))
        return Span(monday + timedelta(days=7), monday + timedelta(days=13))
    if (match := _WEEK_OF.fullmatch(plain)) and (day := parse_day(match[1], today)) is not None:
        monday = day - timedelta(days=day.weekday())
        return Span(monday, monday + timedelta(days=6), both_readings(match[1], today))
    return None


def _between(plain: str, today: date) -> Span | None:
    """Every mark that may part two days is tried: a date may hold one itself."""
    for match in _TO.finditer(plain):
        begin, end = plain[: match.start()], plain[match.end() :]
        if not begin and match[0].strip() in ("-", "–", "—"):
            continue
        if (found := _from_to(begin or "vandaag", end, today)) is not None:
            return found
    return None


def _both_of_two(plain: str, today: date) -> Span | None:
    """Two days that follow each other: `do en vr`."""
    for match in _AND.finditer(plain):
        found = _from_to(plain[: match.start()], plain[match.end() :], today)
        if found is not None and found.last - found.first == timedelta(days=1):
            return found
    return None


def _from_to(begin: str, end: str, today: date) -> Span | None:
    begin, end = _completed(begin, end)
    first = parse_day(begin, today)
    if first is None:
        return None
    last = parse_day(end, today)
    since = today
    if last is None or last <= first:
        since = first + timedelta(days=1) if weekday_of(end) == first.weekday() else first
        last = parse_day(end, since)
    if last is None or last < first:
        return None
    return Span(first, last, both_readings(begin, today) or both_readings(end, since))


def _completed(begin: str, end: str) -> tuple[str, str]:
    """Both as they read alone: `3` and `7 januari` are of one month."""
    if (of_week := _OF_WEEK.fullmatch(end)) and weekday_of(begin) is not None:
        return f"{begin} {of_week[1]}", end
    if (match := _NUMBER.fullmatch(begin)) and (month := _month_in(end)):
        return f"{match[1]}{match[2]}{month}", end
    if (match := _NUMBER.fullmatch(end)) and (month := _month_in(begin)):
        return begin, f"{match[1]}{match[2]}{month}"
    return begin, end


def _month_in(words: str) -> str:
    """The month of a date, and its year where it names one: ` januari 2027`, `/1`."""
    if match := _NUMBERED.fullmatch(words):
        return match[1]
    named = [
        word
        for word in words.split()
        if month_of(word) is not None or re.fullmatch(r"\d{4}", word)
    ]
    return f" {' '.join(named)}" if named else ""
