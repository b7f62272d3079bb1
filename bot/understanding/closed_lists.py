"""Words of a closed list, as code holds them: plain, or without doubled letters. Pure."""

from __future__ import annotations

import re

_DOUBLED = re.compile(r"(.)\1+")


def word_set(words: str) -> frozenset[str]:
    """The words of a line or more, as they stand there."""
    return frozenset(words.split())


def folded(word: str) -> str:
    """Without doubled letters: "nee", "neee" and "ne" are one word."""
    return _DOUBLED.sub(r"\1", word)


def folded_set(words: str) -> frozenset[str]:
    """The words of a line or more, folded."""
    return frozenset(map(folded, words.split()))
