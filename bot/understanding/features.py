"""Words -> numbered features: single words, neighbours, words around a gap, pieces of words.

The numbers are hashes, so that no list of words has to be shipped. Pieces of words carry typos
and dialect; neighbours carry "niet meer" and "not anymore"; neighbours cut to their first
letters carry endings; what words mean (`bot.understanding.meanings`), alone and in order with
the words between left out, carries what no example says in these words. Pieces are many and say
little each: a word or a pair counts twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from bot.understanding.meanings import meanings

SIZE = 1 << 20
"""How many numbers there are; a power of two."""
WORD = 2
"""How much a word, or words together, count beside a piece of a word."""
_MASK = SIZE - 1
_PIECES = (3, 4, 5)
_STEM = 4


@dataclass(frozen=True, slots=True)
class Features:
    """What a text has, as numbers."""

    words: frozenset[int]
    pieces: frozenset[int]

    @property
    def length(self) -> float:
        """What a score is divided by, so that long and short texts compare."""
        return (len(self.words) * WORD * WORD + len(self.pieces)) ** 0.5 or 1.0


def features_of(tokens: Sequence[str]) -> Features:
    """The features of a text."""
    return Numbered(tokens).between(0, len(tokens))


class Numbered:
    """The features of a long text, ready to be asked for any part of it."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._pieces = {token: _pieces_of(token) for token in set(tokens)}
        self._at = [_starting(tokens, at) for at in range(len(tokens))]
        for at, found in _meant(tokens):
            self._at[at].extend(found)

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(self._tokens)

    def between(self, start: int, end: int) -> Features:
        """The features of tokens[start:end], as if they were the whole text."""
        pieces: set[int] = set()
        words: set[int] = set()
        for at in range(start, end):
            pieces.update(self._pieces[self._tokens[at]])
            for reach, number in self._at[at]:
                if at + reach < end:
                    words.add(number)
        if end > start:
            words.add(_number(f"^{self._tokens[start]}"))
            words.add(_number(f"${self._tokens[end - 1]}"))
        return Features(frozenset(words), frozenset(pieces - words))


def _starting(tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
    """(how many words further it ends, number) of every feature that begins with this word."""
    word = tokens[at]
    found = [(0, _number(f"1{word}"))]
    for reach, sign in ((1, "2"), (2, "_"), (3, "_")):
        if at + reach < len(tokens):
            other = tokens[at + reach]
            found.append((reach, _number(f"{sign}{word} {other}")))
            if reach < 3:
                stems = f"{word[:_STEM]} {other[:_STEM]}"
                found.append((reach, _number(f"{'pq'[reach - 1]}{stems}")))
    if at + 2 < len(tokens):
        found.append((2, _number(f"3{word} {tokens[at + 1]} {tokens[at + 2]}")))
    return found


def _meant(tokens: Sequence[str]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """For each word with a meaning, the features that begin with it, as in `_starting`."""
    known = [(at, names) for at, token in enumerate(tokens) if (names := meanings().of(token))]
    for place, (at, names) in enumerate(known):
        found = [(0, _number(f"M{name}")) for name in names]
        for sign, (other_at, others) in zip("NOO", known[place + 1 : place + 4], strict=False):
            found += [
                (other_at - at, _number(f"{sign}{name} {other}"))
                for name in names
                for other in others
            ]
        if place + 2 < len(known):
            last_at, last = known[place + 2]
            three = f"T{names[0]} {known[place + 1][1][0]} {last[0]}"
            found.append((last_at - at, _number(three)))
        yield at, found


def _pieces_of(word: str) -> list[int]:
    padded = f" {word} "
    return [
        _number(padded[at : at + size]) for size in _PIECES for at in range(len(padded) - size + 1)
    ]


def _number(feature: str) -> int:
    return crc32(feature.encode("utf-8", "replace")) & _MASK
