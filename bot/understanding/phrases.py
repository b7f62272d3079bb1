"""Phrases written in content -> a matcher. The rules are those of `docs/content.md`.

A phrase's words must stand next to each other, in order. `a|b` is a choice for one word; `..`
lets up to three other
words stand between, none of them a negation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.understanding.words import words_of

_GAP = 3
_NEGATIONS = frozenset(
    [
        "niet",
        "geen",
        "nooit",
        "nie",
        "niks",
        "niemand",
        "nimmer",
        "zonder",
        "not",
        "never",
        "no",
        "dont",
        "doesnt",
        "didnt",
        "wont",
        "isnt",
        "wouldnt",
        "cant",
        "nothing",
        "without",
    ]
)


@dataclass(frozen=True, slots=True)
class Place:
    """One word of a phrase: its choices, and whether other words may stand before it."""

    choices: frozenset[str]
    after_gap: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase ready to be looked for."""

    written: str
    places: tuple[Place, ...]

    def ends_at(self, words: Sequence[str], start: int) -> int | None:
        """The index after its last word when it begins at `start`; None when it does not."""
        return _match(self.places, 0, words, start)


def _match(places: tuple[Place, ...], number: int, words: Sequence[str], at: int) -> int | None:
    if number == len(places):
        return at
    place = places[number]
    reach = _GAP if place.after_gap else 0
    for index in range(at, min(at + reach + 1, len(words))):
        if words[index] in place.choices:
            end = _match(places, number + 1, words, index + 1)
            if end is not None:
                return end
        if words[index] in _NEGATIONS:
            return None
    return None


def compile_phrase(written: str) -> Phrase:
    """A phrase as written in a content file."""
    places: list[Place] = []
    gap = False
    for part in written.split():
        if part == "..":
            gap = True
            continue
        choices = [_words_of_choice(choice) for choice in part.split("|")]
        # A choice such as "m'n" stays one word, since apostrophes fall away.
        places.append(Place(frozenset(w for words in choices for w in words), gap))
        gap = False
    return Phrase(written, tuple(places))


@lru_cache(maxsize=8192)
def _words_of_choice(choice: str) -> tuple[str, ...]:
    """The same as `words_of`, remembered: for the words of content only, never for a person's."""
    return tuple(words_of(choice))


class Matcher:
    """Finds the first phrase of a list in a text."""

    def __init__(self, written: Iterable[str]) -> None:
        self._by_first: dict[str, list[Phrase]] = defaultdict(list)
        for text in written:
            phrase = compile_phrase(text)
            for word in phrase.places[0].choices if phrase.places else ():
                self._by_first[word].append(phrase)

    def find(self, words: Sequence[str]) -> Phrase | None:
        """The first phrase that stands in these words."""
        for index, word in enumerate(words):
            for phrase in self._by_first.get(word, ()):
                if phrase.ends_at(words, index) is not None:
                    return phrase
        return None
