"""A word or a question to the coach and nothing else: "ik kom zondag niet", "kan dat nog weg?".

A cohort sends them every week, and their words are those of a goodbye. So every sentence has to be
made of such phrases from its first word to its last, courtesies aside: "ik kom zondag niet" is
one, "ik kom zondag niet meer" is left to what was learned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.content.model import Content
from bot.understanding.phrases import Phrase, compile_wish, groups_of
from bot.understanding.wishes import KIND_SIGNS
from bot.understanding.words import Text

PRACTICAL = "practical"
"""The file of these phrases."""
_LONGEST = 30
"""Words of a text that may be one."""


class PracticalReader:
    """Knows them in all languages: people mix them."""

    def __init__(self, content: Content) -> None:
        self._by_first: dict[str, list[Phrase]] = defaultdict(list)
        books = content.books.values()
        self._beside = frozenset(word for book in books for word in book.wishes.beside)
        for book in books:
            groups, phrases = groups_of(book.phrases.get(PRACTICAL, ()))
            for written in phrases:
                phrase = compile_wish(written, groups)
                for word in phrase.places[0].choices:
                    self._by_first[word].append(phrase)

    def is_all(self, text: Text) -> bool:
        """Whether there is nothing else in these words."""
        if not text.words or len(text.words) > _LONGEST:
            return False
        if not set(text.tokens) - set(text.words) <= KIND_SIGNS:
            return False
        said = [text.words_in(text.sentence, {number}) for number in sorted(set(text.sentence))]
        return any(map(self._is_made_of_them, said)) and all(map(self._is_idle, said))

    def _is_idle(self, words: list[str]) -> bool:
        return self._beside.issuperset(words) or self._is_made_of_them(words)

    def _is_made_of_them(self, words: list[str]) -> bool:
        without = [word for word in words if word not in self._beside]
        return self._covers(words) or self._covers(without)

    def _covers(self, words: Sequence[str]) -> bool:
        """Whether these words are such phrases one after the other."""
        reached = {0} if words else set()
        for at in range(len(words)):
            if at in reached:
                found = (one.ends_at(words, at) for one in self._by_first.get(words[at], ()))
                reached.update(end for end in found if end is not None)
        return len(words) in reached
