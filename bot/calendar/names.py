"""The names of days and months in both languages, long and short. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from babel.dates import get_day_names, get_month_names

LOCALES = {"nl": "nl_NL", "en": "en_GB"}
LINKS = frozenset(["op", "om", "on", "at", "de", "the", "of", "van"])
"""Words between the parts of a date that leave it as it is."""
_ALSO = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}


def month_of(word: str) -> int | None:
    """1 to 12; None: it names no month."""
    return _months().get(word.rstrip("."))


def weekday_of(word: str) -> int | None:
    """0, which is Monday, to 6; None: it names no day of the week."""
    return _weekdays().get(word.rstrip("."))


@cache
def _months() -> dict[str, int]:
    return _by_name(
        get_month_names(width, locale=locale)
        for locale in LOCALES.values()
        for width in ("wide", "abbreviated")
    )


@cache
def _weekdays() -> dict[str, int]:
    names = _by_name(
        get_day_names(width, locale=locale)
        for locale in LOCALES.values()
        for width in ("wide", "abbreviated", "short")
    )
    return _ALSO | names


def _by_name(found: Iterable[Mapping[int, str]]) -> dict[str, int]:
    return {
        name.casefold().rstrip("."): number for names in found for number, name in names.items()
    }
