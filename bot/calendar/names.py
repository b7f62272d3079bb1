"""The names of days and months in both languages, long and short. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from babel.dates import get_day_names, get_month_names

LOCALES = {"nl": "nl_NL", "en": "en_GB"}
LINKS = frozenset(["op", "om", "on", "at", "de", "the", "of", "van"])
"""Words between the parts of a date that leave it as it is."""
COUNTS = {
    **dict.fromkeys(("een", "één", "a", "an", "one"), 1),
    **dict.fromkeys(("twee", "two"), 2), **dict.fromkeys(("drie", "three"), 3),
    **dict.fromkeys(("vier", "four"), 4), **dict.fromkeys(("vijf", "five"), 5),
    **dict.fromkeys(("zes", "six"), 6), **dict.fromkeys(("zeven", "seven"), 7),
    **dict.fromkeys(("acht", "eight"), 8), **dict.fromkeys(("negen", "nine"), 9),
    **dict.fromkeys(("tien", "ten"), 10), **dict.fromkeys(("twaalf", "twelve"), 12),
    **dict.fromkeys(("veertien", "fourteen"), 14), **dict.fromkeys(("vijftien", "fifteen"), 15),
    **dict.fromkeys(("twintig", "twenty"), 20), **dict.fromkeys(("dertig", "thirty"), 30),
    **dict.fromkeys(("veertig", "forty"), 40), **dict.fromkeys(("vijftig", "fifty"), 50),
}  # fmt: skip
"""How many, in words."""
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
