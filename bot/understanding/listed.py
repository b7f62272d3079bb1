"""The lists of phrases that a coach wrote down, and which of their phrases stand in a text: said
plainly, inside something that may make it harmless, or as all of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.content.model import Book, Content
from bot.understanding import taken
from bot.understanding.asleep import is_hoped, is_only_hoped
from bot.understanding.frames import is_own_and_now
from bot.understanding.idioms import covers, is_only
from bot.understanding.in_breath import around, frames_of, in_one_clause, is_denied, is_spelled_out
from bot.understanding.kinds import DISTRESSES, INCOMING
from bot.understanding.likely import FEW
from bot.understanding.notes import ALONG, HARM, LISTS, MEDICAL, STRANGULATION, WOUNDED
from bot.understanding.phrases import Match, Matcher, Phrase
from bot.understanding.verdict import (
    CRISES,
    CRISIS_SUICIDE,
    CRISIS_VIOLENCE,
    DISTRESS,
    ORDER,
    URGE,
)
from bot.understanding.words import Text

HARMLESS = "harmless"
"""The file of phrases that make a grave word harmless."""
IDIOMS = "idioms"
"""The file of phrases that mean nothing grave where nothing else is said."""
DENIAL = "denial"
"""The file of phrases that, ending a short text, say that there is nothing."""
ASKED, STOPPING, DONE_AGAIN = "asked", "stopping", "again"
"""The files of whole messages that may be about life itself and are asked about: those that no
more was learned of, and those about stopping, fear of what one will do, and what was done again,
that do not say what, whatever was learned.
"""
OPENED_BY = {
    CRISIS_SUICIDE: (CRISIS_SUICIDE, MEDICAL, ALONG),
    CRISIS_VIOLENCE: (CRISIS_VIOLENCE, STRANGULATION, HARM),
}
"""The files of phrases that each open the crisis screen."""
_FILES = (
    *(*ORDER, HARMLESS, IDIOMS, DENIAL, ASKED, STOPPING, DONE_AGAIN),
    *(INCOMING, WOUNDED, *LISTS),
)

_SHORT = 12
"""Words of a text that may be harmless as a whole."""


class Listed:
    """Knows the phrases of all languages: people mix them."""

    def __init__(self, content: Content) -> None:
        self._matchers = {
            file: Matcher(*(_written(book, file) for book in content.books.values()))
            for file in _FILES
        }

    def said(self, label: str, text: Text, harmless: list[Match]) -> tuple[Phrase | None, bool]:
        """A phrase that opens the crisis screen, and whether it does so without being asked."""
        asked = None
        for match in self.standing(label, text, harmless):
            told, over = frames_of(match, text, harmless)
            if not (told or over):
                return match.phrase, True
            # Violence that is told as years ago and over is so; "I want to" may be of today.
            may_be_now = label == CRISIS_SUICIDE or not over
            if asked is None and may_be_now and is_own_and_now(around(match, text)):
                asked = match.phrase
        return asked, False

    def standing(self, label: str, text: Text, harmless: list[Match]) -> Iterator[Match]:
        """Phrases of a label, or of a file, that nothing beside them takes back."""
        for file in OPENED_BY.get(label, (label,)):
            for match in self._matchers[file].all(text.words):
                if any(one.start < match.end and match.start < one.end for one in harmless):
                    continue
                if covers(self._matchers[IDIOMS].all(text.words), match):
                    continue
                if file == CRISIS_SUICIDE and is_hoped(match, text.words):
                    continue
                if file == MEDICAL and (
                    is_only_hoped(match, text.words) or taken.is_used_up(match, text.words)
                ):
                    continue
                if not is_denied(label, match, text):
                    yield match

    def stands(self, label: str, text: Text) -> bool:
        """Whether one of them does, with what is harmless looked for."""
        return any(self.standing(label, text, self.harmless(text)))

    def harmless(self, text: Text) -> list[Match]:
        """What makes grave words near it harmless."""
        found = self._matchers[HARMLESS].all(text.words)
        return [one for one in found if in_one_clause(one, text) or is_spelled_out(one)]

    def phrase_of_crisis(self, text: Text) -> str | None:
        """The phrase that by itself opens the crisis screen, as written; None when none does."""
        files = (file for label in CRISES for file in OPENED_BY[label])
        if not any(self._matchers[file].find(text.words) for file in files):
            return None
        harmless = self.harmless(text)
        for label in CRISES:
            phrase, plain = self.said(label, text, harmless)
            if phrase is not None and plain:
                return phrase.written
        return None

    def is_grave(self, text: Text, besides: Collection[str] = ()) -> bool:
        """Whether a phrase of a crisis, framed or not, or of an urge stands in it; `besides`: of
        lists that are not looked at.
        """
        files = (URGE, *(file for label in CRISES for file in OPENED_BY[label]))
        return any(self._matchers[file].find(text.words) for file in files if file not in besides)

    def is_whole(self, file: str, text: Text) -> bool:
        """Whether a phrase of this file is all of it, emoji among its words: "im dead 😂"."""
        found = self._matchers[file].all(text.tokens) if len(text.tokens) <= _SHORT else ()
        return any(one.phrase.is_whole for one in found)

    def is_idle(self, text: Text) -> bool:
        """Whether it is nothing else than words of these lists that never are a crisis."""
        return (
            self._is_bare(text)
            or self.is_whole(HARMLESS, text)
            or is_only(text.words, list(self._matchers[IDIOMS].all(text.words)))
            or self._is_incoming(text)
        )

    def _is_bare(self, text: Text) -> bool:
        """ "No, he doesn't hit me", and nothing else."""
        denials = self._matchers[DENIAL].all(text.words)
        return any(one.end == len(text.words) and one.start <= FEW for one in denials)

    def _is_incoming(self, text: Text) -> bool:
        """ "He's calling me", and nothing else."""
        found = [one for k in (URGE, INCOMING) for one in self._matchers[k].all(text.words)]
        whole = [one for one in found if one.start == 0 and one.end == len(text.words)]
        # With a gap in it a phrase may hold anything.
        return any(".." not in one.phrase.written for one in whole)


def _written(book: Book, label: str) -> list[str]:
    """The phrases of a label; those of distress stand apart by state."""
    lists = DISTRESSES if label == DISTRESS else (label,)
    return [phrase for name in lists for phrase in book.phrases.get(name, ())]
