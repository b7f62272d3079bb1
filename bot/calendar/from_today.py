"""Days as they are said from today: next week Monday, Friday a week from now, in three days. Pure.

Each function takes words in lower case with single spaces between them.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.calendar.names import COUNTS, LINKS, weekday_of

_AHEAD = {
    "vandaag": 0, "today": 0, "nu": 0, "now": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2,
    "day after tomorrow": 2,
}  # fmt: skip
_BEHIND = {"gisteren": 1, "yesterday": 1, "eergisteren": 2, "day before yesterday": 2}
_THIS = frozenset(["deze", "this"])
_COMING = frozenset(["komende", "aanstaande", "as", "coming", "upcoming"])
_FIRST = frozenset(["eerstvolgende", "eerstkomende"])
_AFTER = frozenset(["volgende", "next"])
_DAYS = {"dag": 1, "dagen": 1, "day": 1, "days": 1, "week": 7, "weken": 7, "weeks": 7}
_MONTHS = frozenset(["maand", "maanden", "month", "months"])
_SPAN = rf"(\d{{1,3}}|{'|'.join(COUNTS)}) ({'|'.join([*_DAYS, *_MONTHS])})"
_BEHIND_DAY = re.compile(rf"(?:(.+) )?(?:over|in) {_SPAN}")
_BEFORE_WEEKDAY = re.compile(rf"(?:over|in) {_SPAN} (\S+)")
_FROM_DAY = re.compile(rf"{_SPAN} (?:from|na|after|vanaf) (.+)")
_BRITISH = re.compile(r"(.+) week")
_AGO = re.compile(rf"{_SPAN} (?:geleden|ago)")
_OF_MONTH = re.compile(r"(?:(\S+) )?(\d{1,2})(?:e|de|ste|st|nd|rd|th)(?: (\S+) (?:maand|month))?")
_LAST_WEEK = re.compile(r"(?:vorige|last) week (\S+)|(\S+) (?:vorige|last) week")
_LAST = re.compile(r"(?:afgelopen|vorige|laatste|last|past) (\S+)")
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Later:
    """A day that is said as another one and how much later it is."""

    base: str
    """The words of the other one; empty: today."""
    days: int = 0
    months: int = 0

    def after(self, day: date) -> date | None:
        """Counted from `day`; None: that lies beyond what can be counted."""
        try:
            return _months_on(day, self.months) + timedelta(days=self.days)
        except (OverflowError, ValueError):
            return None


def days_from_today(said: str, today: date) -> tuple[date, ...]:
    """The day that is meant; two, where it may be either, the nearer first; none: it is no day."""
    plain = " ".join(word for word in said.replace("a.s.", "as").split() if word not in LINKS)
    if plain in _AHEAD:
        return (today + timedelta(days=_AHEAD[plain]),)
    if (found := _of_month(plain, today)) is not None:
        return (found,)
    return _by_weekday(plain.replace("this coming", "coming").split(), today)


def read_later(said: str) -> Later | None:
    """`maandag over een week`, `a week from Monday`, `Monday week`, `over drie dagen`."""
    if match := _BEHIND_DAY.fullmatch(said):
        return _later(match[1] or "", match[2], match[3])
    if match := _FROM_DAY.fullmatch(said):
        return _later(match[3], match[1], match[2])
    match = _BRITISH.fullmatch(said)
    if match is None or (match[1] not in _AHEAD and weekday_of(match[1]) is None):
        return None
    return Later(match[1], days=_WEEK)


def days_in_weeks(said: str, today: date) -> tuple[date, ...]:
    """A weekday some weeks on: counted from this week, or from the coming such day."""
    if match := _BEFORE_WEEKDAY.fullmatch(said):
        weekday, later = weekday_of(match[3]), _later("", match[1], match[2])
    else:
        found = _BEHIND_DAY.fullmatch(said)
        weekday = weekday_of(found[1] or "") if found is not None else None
        later = _later("", found[2], found[3]) if found is not None else None
    if weekday is None or later is None or later.days % _WEEK or later.months:
        return ()
    of_week, of_day = later.after(_in_week(today, weekday)), later.after(_coming(today, weekday))
    if of_week is None or of_day is None:
        return ()
    first = of_day if match is None and later.days == _WEEK else of_week
    return _either(first, of_day)


def parse_past(text: str, today: date) -> date | None:
    """A day gone by, said from today: gisteren, vorige week maandag, last Monday, 3 days ago.

    The week before begins on its Monday. None: no day gone by is said in that way.
    """
    words = text.casefold().replace(",", " ").split()
    plain = " ".join(word for word in words if word not in LINKS)
    if plain in _BEHIND:
        return today - timedelta(days=_BEHIND[plain])
    if (match := _AGO.fullmatch(plain)) and (ago := _later("", match[1], match[2])) is not None:
        return Later("", -ago.days, -ago.months).after(today)
    if match := _LAST_WEEK.fullmatch(plain):
        weekday = weekday_of(match[1] or match[2])
        return None if weekday is None else _in_week(today, weekday) - timedelta(days=_WEEK)
    if (match := _LAST.fullmatch(plain)) and (weekday := weekday_of(match[1])) is not None:
        return today - timedelta(days=(today.weekday() - weekday) % _WEEK or _WEEK)
    return None


def _by_weekday(words: list[str], today: date) -> tuple[date, ...]:
    """`komende vrijdag`, `next week Friday`, `vrijdag van deze week`."""
    weekdays = [day for word in words if (day := weekday_of(word)) is not None]
    how = [word for word in words if weekday_of(word) is None]
    if len(weekdays) != 1:
        return ()
    match how:
        case [which]:
            return _such_a_day(which, weekdays[0], today)
        case [which, "week"]:
            return _of_week(which, weekdays[0], today)
    return ()


def _of_week(how: str, weekday: int, today: date) -> tuple[date, ...]:
    after = _in_week(today, weekday) + timedelta(days=_WEEK)
    if how in _COMING:
        return _either(_coming(today, weekday, besides=True), after)
    if how in _AFTER:
        return (after,)
    return (_in_week(today, weekday),) if how in _THIS else ()


def _such_a_day(how: str, weekday: int, today: date) -> tuple[date, ...]:
    coming = _coming(today, weekday, besides=True)
    if how in _COMING | _FIRST:
        return (coming,)
    if how in _AFTER:
        return _either(coming, _in_week(today, weekday) + timedelta(days=_WEEK))
    return (_coming(today, weekday),) if how in _THIS else ()


def _of_month(plain: str, today: date) -> date | None:
    """`14e`, `Friday 14th`, `14e volgende maand`: the next such day, today included."""
    match = _OF_MONTH.fullmatch(plain)
    if match is None or (match[1] and weekday_of(match[1]) is None):
        return None
    number, first = int(match[2]), today.replace(day=1)
    if match[3] is not None:
        ahead = 0 if match[3] in _THIS else 1 if match[3] in _AFTER else None
        return None if ahead is None else _on(_months_on(first, ahead), number)
    coming = (_on(_months_on(first, ahead), number) for ahead in range(3))
    return next((day for day in coming if day is not None and day >= today), None)


def _on(month: date, number: int) -> date | None:
    try:
        return month.replace(day=number)
    except ValueError:
        return None


def _months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last one of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _later(base: str, count: str, unit: str) -> Later | None:
    number = int(count) if count.isdecimal() else COUNTS[count]
    if unit in _MONTHS:
        return Later(base, months=number)
    return Later(base, days=number * _DAYS[unit])


def _in_week(today: date, weekday: int) -> date:
    return today + timedelta(days=weekday - today.weekday())


def _coming(today: date, weekday: int, *, besides: bool = False) -> date:
    """The next such day; `besides`: today is none."""
    ahead = (weekday - today.weekday()) % _WEEK
    return today + timedelta(days=ahead or (_WEEK if besides else 0))


def _either(first: date, other: date) -> tuple[date, ...]:
    return (first,) if first == other else (min(first, other), max(first, other))
