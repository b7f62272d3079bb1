"""Words of a closed list, as code holds them: plain, or without doubled letters. Pure."""

from __future__ import annotations

import re


def word_set(words: str) -> frozenset[str]:
    """The words of a line or more, as they stand there."""
    return frozenset(words.split())


def folded(word: str) -> str:
    """Without doubled letters: "nee", "neee" and "ne" are one word."""
    return re.sub(r"(.)\1+", r"\1", word)


def folded_set(words: str) -> frozenset[str]:
    """The words of a line or more, folded."""
    return frozenset(map(folded, words.split()))
