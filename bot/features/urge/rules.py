"""How an urge goes on after a number. Values in, a value out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

HIGH = 7
"""From here on it counts as still high."""
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
