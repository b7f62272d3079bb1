"""What somebody wants of the program, in ordinary words: "stop met die berichten".

Never a part of a text: what stands beside a wish may be graver than the wish. Words of courtesy
alone are passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.calendar.spoken import split_hour
from bot.content.model import Content
from bot.understanding.phrases import Phrase, compile_wish, groups_of
from bot.understanding.words import tokens_of, words_of

_LONGEST, _MOST_LETTERS = 16, 160
"""Words, and characters, of a text that may be a wish."""
_HOUR = "anhour"
"""What stands in a phrase for an hour of the day, with the word before it: om half acht."""
KIND_SIGNS = frozenset("👍👌🙏😊🙂😀😃😄☺😉❤🧡💛💚💙💜🤍♥🤗🌸🌷🌻🥰")
"""Emoji that change nothing of what is said."""
_THANKS = "thanks"
_SAYS_THANKS = frozenset("👍🙏❤♥")


class WishReader:
    """Knows how wishes are said in all languages: people mix them."""

    def __init__(self, content: Content) -> None:
        self._by_first: dict[str, list[tuple[str, Phrase]]] = defaultdict(list)
        books = content.books.values()
        self._beside = frozenset(word for book in books for word in book.wishes.beside)
        for book in books:
            for wish, lines in book.wishes.phrases.items():
                groups, phrases = groups_of(lines)
                for written in phrases:
                    phrase = compile_wish(written, groups)
                    for word in phrase.places[0].choices:
                        self._by_first[word].append((wish, phrase))

    def find(self, text: str) -> str:
        """The wish that these words are, and nothing else; "" when they are none."""
        if len(text) > _MOST_LETTERS:
            return ""
        words, tokens = words_of(text), tokens_of(text)
        signs = frozenset(tokens) - frozenset(words)
        if not signs <= KIND_SIGNS or len(words) > _LONGEST:
            return ""
        if not words:
            return _THANKS if signs and signs <= _SAYS_THANKS else ""
        readings = [words, self._without_courtesy(words)]
        if (split := split_hour(text)) is not None:
            before = [*words_of(split[0]), _HOUR]
            readings += [before, self._without_courtesy(before)]
        return next(filter(None, map(self._whole, readings)), "")

    def _without_courtesy(self, words: Sequence[str]) -> list[str]:
        return [word for word in words if word not in self._beside]

    def _whole(self, words: Sequence[str]) -> str:
        """The wish whose phrase begins with the first of these words and ends with the last."""
        found = self._by_first.get(words[0], ()) if words else ()
        return next((wish for wish, one in found if one.ends_at(words, 0) == len(words)), "")
