"""Which urge it is, where the client's own words say so plainly: phrases of the content, no more.

A word that is missed costs nothing: what is said to every urge is said then.
"""

from __future__ import annotations

from bot.content.model import Content
from bot.understanding.phrases import Matcher
from bot.understanding.words import words_of

INCOMING, ON_THE_WAY, HAPPENED = "incoming", "on_the_way", "happened"
KINDS = (ON_THE_WAY, HAPPENED, INCOMING)
"""In order of weight: whoever is driving stops first; an answer that was sent outweighs the
message that it answered.
"""


class Kinds:
    """Knows the phrases of all languages: people mix them."""

    def __init__(self, content: Content) -> None:
        books = content.books.values()
        self._matchers = {
            kind: [Matcher(book.phrases.get(kind, ())) for book in books] for kind in KINDS
        }

    def find(self, text: str) -> str:
        """One of `KINDS`, or nothing when it is not said plainly."""
        words = words_of(text)
        for kind, matchers in self._matchers.items():
            if any(matcher.find(words) for matcher in matchers):
                return kind
        return ""
