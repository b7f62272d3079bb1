"""Which of several that are offered is meant by its place: "the first", "de onderste". Pure."""

from __future__ import annotations

from collections.abc import Sequence

_PLACES = {
    "eerste": 1, "1e": 1, "bovenste": 1, "bovenaan": 1, "first": 1, "1st": 1, "top": 1,
    "tweede": 2, "2e": 2, "second": 2, "2nd": 2,
    "derde": 3, "3e": 3, "third": 3, "3rd": 3,
    "laatste": -1, "onderste": -1, "onderaan": -1, "last": -1, "bottom": -1,
}  # fmt: skip
_MIDDLE = frozenset(["middelste", "middle"])
_OF_THREE = 3
_NUMBERED = frozenset(["nummer", "nr", "optie", "number", "option"])
"""What a number stands behind that is no strength of an urge."""
_NUMBERS = {
    "1": 1, "2": 2, "3": 3, "een": 1, "twee": 2, "drie": 3, "two": 2, "three": 3,
}  # fmt: skip
_OFTEN_BESIDE = """
    de het die doe maar dan ok oke ja graag neem pak kies ik ga voor oefening hoor wil
    the one take ill go for with yes please i want pick choose exercise that
"""
_BESIDE = frozenset(_OFTEN_BESIDE.split())


def read_place(words: Sequence[str], count: int, *, bare: bool = False) -> int | None:
    """Which of `count` these words point at, from 0; None: they say something else. `bare`: a
    number alone does so too, where none is asked for.
    """
    numbered = (bare and len(words) == 1 and words[0].isdecimal()) or not _NUMBERED.isdisjoint(
        words
    )
    left = [word for word in words if word not in _BESIDE | _NUMBERED]
    if len(left) != 1:
        return None
    if left[0] in _MIDDLE:
        return 1 if count == _OF_THREE else None
    place = _NUMBERS.get(left[0]) if numbered else _PLACES.get(left[0])
    if place is None or place > count:
        return None
    return count - 1 if place < 0 else place - 1
