"""What somebody wants of the program, in ordinary words: "stop met die berichten".

Never a part of a text: what stands beside a wish may be graver than the wish. Words of courtesy
alone are passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.calendar.places import split_place
from bot.calendar.spoken import split_hour
from bot.content.model import Content
from bot.understanding.phrases import Place, compile_wish, groups_of
from bot.understanding.words import tokens_of, words_of

_LONGEST, _MOST_LETTERS = 18, 160
"""Words, and characters, of a text that may be a wish."""
_HOUR = "anhour"
"""What stands in a phrase for an hour of the day, with the word before it: om half acht."""
_PLACE = "aplace"
"""The same for a town or a country: to canada."""
_I = frozenset(["ik", "i"])
"""At the beginning of a phrase it may be left out: "wil geen berichten meer"."""
SHORT = {
    "im": ["i", "am"], "ive": ["i", "have"], "id": ["i", "would"], "its": ["it", "is"],
    "whats": ["what", "is"], "wheres": ["where", "is"], "whens": ["when", "is"],
    "wanna": ["want", "to"], "gonna": ["going", "to"],
    "kwil": ["ik", "wil"], "kheb": ["ik", "heb"], "kben": ["ik", "ben"], "kga": ["ik", "ga"],
}  # fmt: skip
"""What is said short, and stands written out in the phrases."""
KIND_SIGNS = frozenset("👍👌🙏😊🙂😀😃😄☺😉❤🧡💛💚💙💜🤍♥🤗🌸🌷🌻🥰")
"""Emoji that change nothing of what is said."""
_THANKS = "thanks"
_SAYS_THANKS = frozenset("👍🙏❤♥")


class WishReader:
    """Knows how wishes are said in all languages: people mix them."""

    def __init__(self, content: Content) -> None:
        self._by_first: dict[str, list[tuple[str, Sequence[Place]]]] = defaultdict(list)
        books = content.books.values()
        self._beside = frozenset(word for book in books for word in book.wishes.beside)
        for book in books:
            for wish, lines in book.wishes.phrases.items():
                groups, phrases = groups_of(lines)
                for written in phrases:
                    self._add(wish, compile_wish(written, groups).places)

    def _add(self, wish: str, places: Sequence[Place]) -> None:
        for word in places[0].choices:
            self._by_first[word].append((wish, places))
        if len(places) > 1 and (places[0].optional or places[0].choices & _I):
            self._add(wish, places[1:])

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
        readings = [words]
        if (split := split_hour(text)) is not None:
            readings.append([*words_of(split[0]), _HOUR])
        if (there := split_place(text)) is not None:
            readings.append([*words_of(there[0]), _PLACE])
        written_out = [[one for w in words for one in SHORT.get(w, [w])] for words in readings]
        return next(filter(None, map(self._whole, (*readings, *written_out))), "")

    def _whole(self, words: Sequence[str]) -> str:
        """The wish of a phrase that is all of these words, courtesy aside."""
        for at, word in enumerate(words):
            found = self._by_first.get(word, ())
            if wish := next((wish for wish, one in found if self._is_all(one, words[at:])), ""):
                return wish
            if word not in self._beside:
                break
        return ""

    def _is_all(self, places: Sequence[Place], words: Sequence[str]) -> bool:
        """Whether these words are the phrase and nothing else; courtesy may stand anywhere, and
        where the phrase has such a word itself, it is that.
        """
        reached = past_optional({0}, places)
        for word in words:
            fits = {at + 1 for at in reached if at < len(places) and places[at].fits(word)}
            reached = past_optional(fits, places) | (reached if word in self._beside else set())
            if not reached:
                return False
        return len(places) in reached


def past_optional(reached: set[int], places: Sequence[Place]) -> set[int]:
    """These places, and those behind them that are reached by leaving out what may be absent."""
    found = set(reached)
    for at in reached:
        while at < len(places) and places[at].optional:
            at += 1
            found.add(at)
    return found
