"""Whether what was typed is meant for more than once: elke dinsdag, every other day. Pure."""

from __future__ import annotations

import re

from bot.calendar import parts
from bot.calendar.names import weekday_of

WEEKLY, OTHER = "weekly", "other"
_EVERY = {"elke", "elk", "iedere", "ieder", "every", "each"}
_EVERY_WEEK = {"wekelijks", "wekelijkse", "weekly"}
_OTHERWISE = {"dagelijks", "dagelijkse", "daily", "maandelijks", "maandelijkse", "monthly"}
_UNITS = {
    "dag", "dagen", "werkdag", "weekend", "maand", "ochtend", "avond", "middag", "nacht", "andere",
    "eerste", "tweede", "laatste", "twee", "drie", "vier", "2", "3", "4", "paar", "day", "days",
    "weekday", "month", "morning", "evening", "afternoon", "night", "other", "first", "second",
    "last", "two", "three", "four", "couple",
}  # fmt: skip
"""What stands behind "every" and is no week."""


_SHORTEST = len("monday")
_PART_BEHIND = re.compile(rf"(.+dag)(?:{parts.JOINED})")


def repeats(text: str) -> tuple[str, str]:
    """`WEEKLY`, `OTHER` or nothing; and what was typed, of every week without the word for it.

    A date that comes every year is none of these.
    """
    words = [word for word in text.casefold().replace(",", " ").split() if word != "'s"]
    for place, word in enumerate(words):
        before, behind = words[:place], words[place + 1 :]
        of = behind[0] if behind else ""
        if word in _EVERY and of == "week":
            return WEEKLY, " ".join([*before, *behind[1:]])
        if word in _EVERY_WEEK or (word in _EVERY and _is_weekday(of)):
            return WEEKLY, " ".join([*before, *behind])
        if word in _OTHERWISE or (word in _EVERY and of in _UNITS):
            return OTHER, text
        if (word, of) == ("om", "de") and behind[1:] and _is_spell(behind[1]):
            return OTHER, text
        day = word.removesuffix("s")
        if day != word and len(day) >= _SHORTEST and weekday_of(day) is not None:
            return WEEKLY, " ".join([*before, day, *behind])
    return "", text


def _is_weekday(word: str) -> bool:
    """`dinsdag`, `dinsdagavond`."""
    found = _PART_BEHIND.fullmatch(word)
    return weekday_of(found[1] if found is not None else word) is not None


def _is_spell(word: str) -> bool:
    """Whether "every other" may stand before it."""
    return word == "week" or word in _UNITS or _is_weekday(word)
