"""Words that mean much the same: "keel", "hals" and "throat" are all `neck`.

The lists (`meanings/*.txt`) let what was learned of one word count for its like, in either
language: an example about a hammer tells something about a bat. They belong to the weights, so a
change counts after `make learn`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("meanings")
_MOST = 2
"""Meanings of one word that are looked at."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """Which meanings a word has, whole or by how it begins."""

    whole: Mapping[str, tuple[str, ...]]
    stems: Mapping[str, tuple[str, ...]]
    lengths: tuple[int, ...]
    """How long the stems are, the longest first."""

    def of(self, word: str) -> tuple[str, ...]:
        """The names of its meanings; none when no list holds it."""
        if (found := self.whole.get(word)) is not None:
            return found
        for length in self.lengths:
            if length <= len(word) and (found := self.stems.get(word[:length])) is not None:
                return found
        return ()


@cache
def meanings() -> Meanings:
    """The lists of all languages, read once: people mix them."""
    whole: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    for path in sorted(FOLDER.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            name, _, words = line.partition(":")
            for word in words.split():
                names = stems if word.endswith("*") else whole
                under = names.setdefault(word.removesuffix("*"), [])
                if name not in under:
                    under.append(name)
    if not whole:
        raise FileNotFoundError(f"no words by meaning in {FOLDER}: the weights need them")
    return Meanings(
        {word: tuple(names[:_MOST]) for word, names in whole.items()},
        {stem: tuple(names[:_MOST]) for stem, names in stems.items()},
        tuple(sorted({len(stem) for stem in stems}, reverse=True)),
    )
