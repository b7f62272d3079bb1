"""A number from 0 to 10 in what somebody typed. Pure."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

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
_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+|½)?|½")
_PART = re.compile(rf"{_NUMBER.pattern}|[^\W\d_]+")
_OF_TEN = re.compile(
    r"\s*(?:/|out of|op de|van de|uit de|uit|of)\s*(?:10|tien|ten)\b", re.IGNORECASE
)


def read_strength(text: str) -> int | None:
    """The number from 0 to 10 that somebody typed: 7, 7,5, 7.5, "een 7", "zeven", 7/10.

    A half is rounded up, as at school: 7,5 becomes 8. None: there is no number, there are
    several, or it lies outside; "1 keer gebeld" speaks of something else.
    """
    parts = _PART.findall(_OF_TEN.sub("", text.lower().replace("'", "").replace("’", "")))
    digits = [part for part in parts if _NUMBER.fullmatch(part)]
    words = [part for part in parts if not _NUMBER.fullmatch(part)]
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
