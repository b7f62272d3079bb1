"""Two letters swapped: "cnat do tihs anymroe". Pure, but for the words of the content.

Whoever types fast, or with shaking hands, swaps letters. What was learned and the phrases know
such a word no more, and nothing is heard. A word that stands nowhere in the content and is one of
the words of a crisis with two neighbours swapped is read as that; what comes of it is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.content.model import Book, Content

_SHORTEST = 4
"""Letters of a word that is put right: of three, too many are another word."""
_LONGEST = 8
"""Words of a text that is put right: in a longer one the others tell enough."""
_WORD = re.compile(r"[^\W\d_]+")


class Swapped:
    """Knows the words of all languages: people mix them."""

    def __init__(self, content: Content, files: Iterable[str]) -> None:
        """`files`: the lists of phrases whose words are put right."""
        books = list(content.books.values())
        lists = [book.phrases.get(file, ()) for file in files for book in books]
        self._meant = frozenset(_words_in(line for lines in lists for line in lines))
        self._known = self._meant | frozenset(_words_in(_texts(books)))

    def put_right(self, text: str) -> str:
        """The text with the letters where they belong; "": there is nothing to put right."""
        if len(_WORD.findall(text)) > _LONGEST:
            return ""
        found = _WORD.sub(lambda word: self._right(word[0]), text.lower())
        return found if found != text.lower() else ""

    def _right(self, word: str) -> str:
        if len(word) < _SHORTEST or word in self._known:
            return word
        swapped = (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)
        )
        return next((one for one in swapped if one in self._meant), word)


def _texts(books: Iterable[Book]) -> Iterator[str]:
    """What is written in the content: the words that people use."""
    for book in books:
        for group in (book.phrases, book.wishes.phrases, book.urges.phrases):
            for lines in group.values():
                yield from lines
        yield from book.wishes.beside
        yield from book.urges.beside
        yield from book.replies.values()
        yield from (text for text in book.t.entries.values() if isinstance(text, str))
        yield from (str(exercise) for exercise in book.exercises.values())
        yield from (str(week) for week in book.weeks)


def _words_in(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from _WORD.findall(line.lower())
