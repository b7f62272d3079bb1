"""How an urge goes on after a number, and what numbers tell. Values in, a value out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from itertools import pairwise

from bot.choosing import HIGH, Evidence
from bot.times import in_quiet_hours, local_minutes, quiet_ends_at

VERY_HIGH = 8
MOST_EXERCISES = 2
"""After so many exercises a number of 8 or more leads to a person, not to another exercise."""


class Next(Enum):
    """What to offer now."""

    EASED = "eased"
    ANOTHER = "another"
    PERSON = "person"


def what_next(strengths: Sequence[int], exercises: int) -> Next:
    """After the numbers of one urge so far, `exercises` of which were given after one.

    Source: general rules of the exercise protocols, `docs/content.md`: after two rises, or 8
    and more after
    two exercises, no further exercise but a human being.
    """
    rises = sum(later > earlier for earlier, later in pairwise(strengths))
    last = strengths[-1] if strengths else 0
    if rises >= 2 or (exercises >= MOST_EXERCISES and last >= VERY_HIGH):
        return Next.PERSON
    return Next.ANOTHER if last >= HIGH else Next.EASED


_STRONGEST = 10
_WORDS = {
    word: number
    for words in (
        "nul een twee drie vier vijf zes zeven acht negen tien",
        "zero one two three four five six seven eight nine ten",
    )
    for number, word in enumerate(words.split())
}
_BESIDE = """
    een één n a an ik denk i think its it is het voel voelt nu now ongeveer about around rond zo
    maybe misschien wel zeker nog still just of uit out on van de dan say id zeg cijfer getal
    number toch
"""
_AROUND = frozenset(_BESIDE.split())
"""Words that may stand beside a number without making it something else."""
_LONGEST = 8
"""Characters of a number worth reading."""
_PART = re.compile(r"[-−]?\d+(?:[.,]\d+)?½?|½|[^\W\d_]+")
_OF_TEN = re.compile(
    r"\s*(?:/|out of|op de|van de|uit de|uit|of)\s*(?:10|tien|ten)\b", re.IGNORECASE
)


def read_strength(text: str) -> int | None:
    """The number from 0 to 10 that somebody typed: 7, 7,5, 7.5, "een 7", "zeven", 7/10.

    A half is rounded up, as at school: 7,5 becomes 8. None: there is no number, there are
    several, or it lies outside; "1 keer gebeld" speaks of something else.
    """
    parts = _PART.findall(_OF_TEN.sub("", text.lower().replace("'", "").replace("’", "")))
    digits = [part for part in parts if not part.isalpha()]
    words = [part for part in parts if part.isalpha()]
    if any(word not in _AROUND and word not in _WORDS for word in words):
        return None
    if not digits:
        named = [_WORDS[word] for word in words if word in _WORDS]
        # "een zeven": the article is a number word, too.
        named = [number for number in named if number != 1] or named
        return named[0] if len(named) == 1 else None
    if (
        len(digits) > 1
        or len(digits[0]) > _LONGEST
        or any(_WORDS.get(word, 1) != 1 for word in words)
    ):
        return None
    number = Decimal(digits[0].replace(",", ".").replace("−", "-").replace("½", ".5"))
    whole = int(number.quantize(Decimal(1), ROUND_HALF_UP))
    return whole if 0 <= number <= _STRONGEST else None


FEWEST_TIMES = 3
"""Fewer numbers than this say nothing of an exercise."""
_LATEST = 10
"""So many of the latest times count: what helps changes."""
_DOUBT = 3
"""How many times without effect are counted along: the pull back to "nothing is known"."""
_NOTICED = 2
"""A drop of two points on a scale of ten is more than chance in somebody's own numbers."""


def weigh(drops: Iterable[tuple[str, int, int]]) -> Mapping[str, Evidence]:
    """What each exercise did for this client: (exercise, before, after), latest first.

    The value is the mean drop with `_DOUBT` times of no drop added; 0 below `FEWEST_TIMES`.
    See docs/decisions/0008.
    """
    of_each: dict[str, list[int]] = defaultdict(list)
    for exercise, before, after in drops:
        if len(of_each[exercise]) < _LATEST:
            of_each[exercise].append(before - after)
    return {exercise: _evidence(found) for exercise, found in of_each.items()}


def _evidence(drops: Sequence[int]) -> Evidence:
    times = len(drops)
    helped = sum(drop >= _NOTICED for drop in drops)
    if times < FEWEST_TIMES:
        return Evidence(times, helped, 0.0)
    return Evidence(times, helped, sum(drops) / (times + _DOUBT))


COMES_BACK_AFTER = timedelta(minutes=20)


def return_at(quiet: tuple[int, int], zone: str, now: datetime) -> tuple[datetime, bool]:
    """When the bot may come back: in twenty minutes; True: in the morning, as it is quiet then."""
    soon = now + COMES_BACK_AFTER
    if in_quiet_hours(quiet, local_minutes(zone, soon)):
        return quiet_ends_at(quiet, zone, soon), True
    return soon, False
