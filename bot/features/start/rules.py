"""How old somebody says to be, where it is asked who is 18. Pure."""

from __future__ import annotations

from collections.abc import Sequence

OF_AGE = 18
_LEAST, _MOST = 5, 120
_BESIDE = """
    ik ben kben k i am im al already nu now net just jaar oud year years old en and akkoord agree
    of ouder or older over boven de hoor plus dus so dan
"""
_AROUND = frozenset(_BESIDE.split())
"""Words that may stand beside an age without making it something else."""
_NOT_YET = """
    jonger onder under younger than geen niet not nog yet pas bijna almost only nearly
"""
_BELOW = frozenset(_NOT_YET.split())
"""Beside an 18 they say that it is not reached."""


def read_age(words: Sequence[str]) -> int | None:
    """The age in years that these words tell and nothing else; None: they tell none.

    "Not yet 18" is one below.
    """
    numbers = [int(word) for word in words if word.isdecimal() and len(word) < 4]
    others = {word for word in words if not word.isdecimal()}
    if len(numbers) != 1 or not _LEAST <= numbers[0] <= _MOST:
        return None
    if others <= _AROUND:
        return numbers[0]
    is_below = numbers[0] == OF_AGE and others <= _AROUND | _BELOW
    return OF_AGE - 1 if is_below else None
