"""A date within a few words, and the rest of them: zijn verjaardag is 3 maart. Pure."""

from __future__ import annotations

import re
from datetime import date

from bot.calendar.days import parse_day
from bot.calendar.feast_days import feast_days
from bot.calendar.moments import OF_AN_HOUR
from bot.calendar.names import LINKS

_LONGEST, _LONGEST_DATE = 14, 6
_BEFORE_A_NAME = LINKS | {"dag"}
"""They may stand in a date, but at its end they belong to what follows: 3 maart, de dag dat."""
_ANOTHER_DAY = frozenset(["voor", "na", "tot", "before", "after", "until", "till"])
"""Before a date these tell of another day: the day after Christmas."""
_MARKS = ".,;:!?()"
_LEADS = re.compile(r"(?:(?:is|was|valt|falls|:|-|–|dan|then) )+", re.IGNORECASE)
_TRAILS = re.compile(
    r"(?: (?:is|was|valt|falls|wordt|op|on|om|de|the|of|van|dat|that|komt|comes|vanaf|:|-|–))+$",
    re.IGNORECASE,
)
"""What stands between a name and its date, and belongs to neither."""


def date_within(text: str, today: date) -> tuple[str, str]:
    """The words of the one date in it, and the rest, which may be its name; two times nothing:
    there is none, or there are several.

    Only a date with its number, or a feast day: "nu" and "ma" may be other words of a sentence.
    """
    words = text.split()
    if len(words) > _LONGEST:
        return "", ""
    found = _first(words, today)
    if found is None:
        return "", ""
    at, end = found
    before, behind = words[:at], words[end:]
    if before and _bare(before[-1:]).casefold() in _ANOTHER_DAY:
        return "", ""
    if _names_another(before, words[at:end], today) or _names_another(
        behind, words[at:end], today
    ):
        return "", ""
    name = _TRAILS.sub("", f" {' '.join(before)}").strip()
    rest = (
        _LEADS.sub("", f"{' '.join(behind)} ", count=1).strip() if not name else " ".join(behind)
    )
    return _bare(words[at:end]), " ".join(f"{name} {rest}".split()).strip(_MARKS + " ")


def _first(words: list[str], today: date) -> tuple[int, int] | None:
    for length in range(min(_LONGEST_DATE, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            span = words[at : at + length]
            if _tells(span) and not _is_cut(words, at + length) and parse_day(_bare(span), today):
                return at, at + length
    return None


def _names_another(words: list[str], date_words: list[str], today: date) -> bool:
    found = _first(words, today)
    if found is None:
        return False
    other = _bare(words[found[0] : found[1]])
    return parse_day(other, today) != parse_day(_bare(date_words), today)


def _bare(words: list[str]) -> str:
    return " ".join(words).strip(_MARKS)


def _tells(span: list[str]) -> bool:
    if feast_days(_bare(span)):
        return True
    if span[-1].casefold() in _BEFORE_A_NAME:
        return False
    return any(map(_holds_digit, span)) and (len(span) > 1 or not _bare(span).isalnum())


def _holds_digit(word: str) -> bool:
    return any(map(str.isdecimal, word))


def _is_cut(words: list[str], end: int) -> bool:
    """Whether a number ends it that is an hour: 3 maart 10 uur."""
    return end < len(words) and words[end - 1].isdecimal() and words[end] in OF_AN_HOUR
