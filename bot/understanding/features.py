"""Words -> numbered features: single words, neighbours, words around a gap, pieces of words.

The numbers are hashes, so that no list of words has to be shipped. Pieces of words carry typos
and dialect; neighbours carry "niet meer" and "not anymore".
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

SIZE = 1 << 17
"""How many numbers there are; a power of two."""
_MASK = SIZE - 1
_PIECES = (3, 4, 5)


def features_of(tokens: Sequence[str]) -> set[int]:
    """The numbers of the features that a text has."""
    return Numbered(tokens).between(0, len(tokens))


class Numbered:
    """The features of a long text, ready to be asked for any part of it."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._of_word = {token: _of_word(token) for token in set(tokens)}

    def __len__(self) -> int:
        return len(self._tokens)

    def between(self, start: int, end: int) -> set[int]:
        """The numbers of tokens[start:end], as if they were the whole text."""
        tokens = self._tokens[start:end]
        found: set[int] = set()
        for token in tokens:
            found.update(self._of_word[token])
        for one, two in zip(tokens, tokens[1:], strict=False):
            found.add(_number(f"2{one} {two}"))
        for one, two, three in zip(tokens, tokens[1:], tokens[2:], strict=False):
            found.add(_number(f"3{one} {two} {three}"))
            found.add(_number(f"_{one} {three}"))
        for one, four in zip(tokens, tokens[3:], strict=False):
            found.add(_number(f"_{one} {four}"))
        if tokens:
            found.add(_number(f"^{tokens[0]}"))
            found.add(_number(f"${tokens[-1]}"))
        return found


def _of_word(word: str) -> list[int]:
    padded = f" {word} "
    pieces = [
        _number(padded[at : at + size]) for size in _PIECES for at in range(len(padded) - size + 1)
    ]
    return [_number(f"1{word}"), *pieces]


def _number(feature: str) -> int:
    return crc32(feature.encode()) & _MASK
