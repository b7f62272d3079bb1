"""An urge said plainly and nothing else: "hij is aan het typen", "he followed me back".

What was learned knows many messages of danger that begin with "he", and hears danger in these too.
So every word has to belong to such a sentence, to what somebody says beside it, or to the small
words between: "hij zegt sorry" is one, "hij zegt sorry met een mes" is left to what was learned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

from bot.content.model import BESIDE_AN_URGE, COMING, RESISTED, Content
from bot.understanding.kinds import HAPPENED, INCOMING, ON_THE_WAY
from bot.understanding.phrases import Place, compile_wish, groups_of
from bot.understanding.wishes import KIND_SIGNS, SHORT, past_optional
from bot.understanding.words import Text

_ORDER = (ON_THE_WAY, HAPPENED, COMING, INCOMING)
"""Which of several it is."""
_LONGEST = 30
"""Words of a text that may be one."""
_SIGNS = KIND_SIGNS | frozenset(
    "😭😩🙈😬🫣🤦😅😂🤣😔💔🥺😢😞😳🤯👀📱🙄😖😣😫🤷😕🙃😆😁🫠🥲💘💕💞😍🤔😮😱🔥♀♂🏻🏼🏽🏾🏿"
)
_SHORT = SHORT | {
    "hes": ["he", "is"], "shes": ["she", "is"], "theyre": ["they", "are"], "weve": ["we", "have"],
    "hees": ["hij", "heeft"], "tis": ["het", "is"], "twas": ["het", "was"],
}  # fmt: skip


class PlainUrges:
    """Knows how urges are said in all languages: people mix them."""

    def __init__(self, content: Content) -> None:
        self._by_first: dict[str, list[tuple[str, Sequence[Place]]]] = defaultdict(list)
        books = content.books.values()
        self._beside = frozenset(word for book in books for word in book.urges.beside)
        for book in books:
            for kind, lines in book.urges.phrases.items():
                groups, phrases = groups_of(lines)
                for written in phrases:
                    self._add(kind, compile_wish(written, groups).places)

    def _add(self, kind: str, places: Sequence[Place]) -> None:
        for word in places[0].choices:
            self._by_first[word].append((kind, places))
        if len(places) > 1 and places[0].optional:
            self._add(kind, places[1:])

    def kind_of(self, text: Text, *, coming: bool) -> str | None:
        """Which urge it is, "" when no kind of its own; None: it is not that, or not only.

        `coming`: whether that the other comes here is an urge; near danger it is none.
        """
        words = text.words
        if not words or len(words) > _LONGEST or not set(text.tokens) - set(words) <= _SIGNS:
            return None
        for said in (words, [one for word in words for one in _SHORT.get(word, [word])]):
            found = self._kinds(said)
            if found is not None and (coming or COMING not in found):
                return _weightiest(found)
        return None

    def _kinds(self, words: Sequence[str]) -> set[str] | None:
        """The kinds of the sentences that these words are made of; None when others are left."""
        reached: dict[int, set[str]] = {0: set()}
        for at, word in enumerate(words):
            if at not in reached:
                continue
            if word in self._beside:
                reached.setdefault(at + 1, set()).update(reached[at])
            for kind, places in self._by_first.get(word, ()):
                for end in self._ends(places, words, at):
                    reached.setdefault(end, set()).update({*reached[at], kind})
        found = reached.get(len(words), set())
        return found if found - {BESIDE_AN_URGE} else None

    def _ends(self, places: Sequence[Place], words: Sequence[str], at: int) -> Iterator[int]:
        """Where a phrase may end that begins here; small words may stand between its own."""
        here = past_optional({0}, places)
        for end in range(at, len(words)):
            word = words[end]
            on = {n + 1 for n in here if n < len(places) and places[n].fits(word)}
            on = past_optional(on, places)
            if len(places) in on:
                yield end + 1
            here = on | (here if word in self._beside else set())
            if not here:
                return


def _weightiest(found: Set[str]) -> str:
    """It went by only if nothing is said of a pull that goes on."""
    if RESISTED in found and found <= {RESISTED, INCOMING}:
        return RESISTED
    return next((kind for kind in _ORDER if kind in found), "")
