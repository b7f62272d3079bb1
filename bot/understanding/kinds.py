"""Which urge or which distress it is, where the client's own words say so plainly.

Phrases of the content, no more. A word that is missed costs nothing: what is said to every urge,
or to all distress, is said then.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.content.model import STATES, Content
from bot.understanding.phrases import Matcher
from bot.understanding.words import words_of

INCOMING, ON_THE_WAY, HAPPENED = "incoming", "on_the_way", "happened"
KINDS = (ON_THE_WAY, HAPPENED, INCOMING)
"""In order of weight: whoever is driving stops first; an answer that was sent outweighs the
message that it answered.
"""
DISTRESSES = tuple(state for state in STATES if state != "urge")
"""The withdrawal states that have a list of phrases."""


class Kinds:
    """Knows the phrases of all languages: people mix them."""

    def __init__(self, content: Content, kinds: Sequence[str]) -> None:
        """`kinds`: the names of lists of phrases, the weightiest first."""
        books = content.books.values()
        self._matchers = {
            kind: Matcher(*(book.phrases.get(kind, ()) for book in books)) for kind in kinds
        }

    def find(self, text: str) -> str:
        """One of the kinds, or nothing when none is said plainly."""
        words = words_of(text)
        for kind, matcher in self._matchers.items():
            if matcher.find(words):
                return kind
        return ""
