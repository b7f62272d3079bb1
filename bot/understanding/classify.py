"""Free text -> one label, with the reason. Nothing of the text is kept.

First the phrases that a coach wrote down: what is said plainly is decided by them. Then the
weights learned from the examples, over the whole text and, when it is long, over its parts. What
is wanted of the program itself is heard between the two, when the text is nothing but that; and so
is an urge that is said plainly.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from bot.content.model import Book, Content
from bot.content.wishes import Trait, has
from bot.understanding import heart_signs, no_answer, out_of_reach, taken
from bot.understanding.anothers_words import agrees, threat_of, without_breaks
from bot.understanding.asleep import hoped_of, is_hoped, is_only_hoped
from bot.understanding.frames import is_own_and_now
from bot.understanding.idioms import covers, is_only
from bot.understanding.in_breath import around, frames_of, in_one_clause, is_denied, is_spelled_out
from bot.understanding.kinds import DISTRESSES, INCOMING
from bot.understanding.learned import LABELS, NOTES, chance, weights
from bot.understanding.left_out import is_wish_of_writer
from bot.understanding.likely import FEW, LONG, Part, Scored, scored, whole_of, why
from bot.understanding.meanings import meanings
from bot.understanding.notes import (
    ALONG,
    HARM,
    LISTS,
    MEDICAL,
    SOMEBODY_ELSE,
    STRANGULATION,
    WOUNDED,
    is_called_for,
    is_of_oneself,
    may_be_harm,
    may_be_medical,
    may_be_of_another,
    may_be_selfharm,
    may_be_strangled,
)
from bot.understanding.own import own_words
from bot.understanding.phrases import Match, Matcher, Phrase
from bot.understanding.plain_urges import PlainUrges
from bot.understanding.police_here import police_asked_about
from bot.understanding.practical import PracticalReader
from bot.understanding.swapped import Swapped
from bot.understanding.verdict import (
    CRISES,
    CRISIS_SUICIDE,
    CRISIS_VIOLENCE,
    DISTRESS,
    ORDER,
    OTHER,
    UNSURE_SCORE,
    URGE,
    Verdict,
)
from bot.understanding.wishes import WishReader
from bot.understanding.words import Text, read, words_of

HARMLESS = "harmless"
"""The file of phrases that make a grave word harmless."""
IDIOMS = "idioms"
"""The file of phrases that mean nothing grave where nothing else is said."""
DENIAL = "denial"
"""The file of phrases that, ending a short text, say that there is nothing."""
ASKED, STOPPING, DONE_AGAIN = "asked", "stopping", "again"
"""The files of whole messages that may be about life itself and are asked about: those that no
more was learned of, and those about stopping, and what was done again, that do not say what,
whatever was learned.
"""
_OPENED_BY = {
    CRISIS_SUICIDE: (CRISIS_SUICIDE, MEDICAL, ALONG),
    CRISIS_VIOLENCE: (CRISIS_VIOLENCE, STRANGULATION, HARM),
}
"""The files of phrases that each open the crisis screen."""

_LONGEST = 8192
"""Characters that are looked at: twice what Telegram lets through."""
_SHORT = 12
"""Words of a text that may be harmless as a whole."""
_PHRASE = 1.5
"""What a phrase of `urge` or `distress` adds to its label."""


class Classifier:
    """Knows the phrases of all languages: people mix them."""

    def __init__(self, content: Content) -> None:
        self._matchers = {
            label: Matcher(*(_written(book, label) for book in content.books.values()))
            for label in (
                *ORDER,
                HARMLESS,
                IDIOMS,
                DENIAL,
                ASKED,
                STOPPING,
                DONE_AGAIN,
                INCOMING,
                WOUNDED,
                *LISTS,
            )
        }
        self._wishes = WishReader(content)
        self._own = own_words(content)
        self._practical = PracticalReader(content)
        self._urges = PlainUrges(content)
        self._swapped = Swapped(content, [file for own in _OPENED_BY.values() for file in own])
        meanings(), weights()  # read now, so that the first message does not wait for it

    def hear(self, text: str, language: str = "nl") -> Verdict:
        """The same as `classify`, save that a text that is a wish about the program is one.

        What a phrase of a crisis or of an urge says goes before it; what was learned does not.
        """
        verdict = self.classify(text, language)
        told = read(text[:_LONGEST])
        kind = self._urges.kind_of(told, coming=True)
        if kind is not None and verdict.kind is None and not self._is_grave(told, besides=(URGE,)):
            # That he comes here: `classify` leaves it to what was learned, for where danger is.
            return _plain_urge(kind, verdict.language)
        wish = self._wishes.find(text)
        besides = (URGE,) if has(wish, Trait.BEFORE_URGES) else ()
        if not wish or self._is_grave(told, besides=besides):
            return verdict
        return Verdict(OTHER, 1.0, f"a wish: {wish}", verdict.language, wish=wish)

    def classify(self, text: str, language: str = "nl", *, urges: bool = True) -> Verdict:
        """The gravest label that fits; `language` is taken when the text does not tell. `urges`:
        whether an urge said plainly goes before what was learned.

        A crisis that is only heard with letters put right is asked about.
        """
        text = without_breaks(text[:_LONGEST])
        verdict = self._classify(text, language, urges=urges)
        threat = threat_of(text)
        if threat is not None and not self._classify(threat.besides, language).is_crisis:
            return threat.verdict_in(verdict.language)
        if agrees(text) and LISTS[SOMEBODY_ELSE] in verdict.notes:
            verdict = replace(verdict, notes=verdict.notes - {LISTS[SOMEBODY_ELSE]})
        if heart_signs.goes_before(verdict, words_of(text)):
            return heart_signs.verdict_in(verdict.language)
        if verdict.is_crisis or not (meant := self._swapped.put_right(text)):
            return verdict
        found = self._classify(meant, language, urges=urges)
        if not found.is_crisis:
            return verdict
        score = min(found.score, UNSURE_SCORE)
        return replace(found, score=score, why=f"letters swapped: {found.why}", veiled=True)

    def _classify(self, text: str, language: str, *, urges: bool = False) -> Verdict:
        told = read(text[:_LONGEST])
        tokens = told.tokens
        if not tokens or (len(tokens) == 1 and len(tokens[0]) == 1 and tokens[0].isalnum()):
            return Verdict(OTHER, 0.0, "no words", language)
        found = scored(told)
        spoken = _language(found.whole, len(tokens), language)
        harmless = self._harmless(told)
        asked: Phrase | None = None
        for label in CRISES:
            phrase, plain = self._said(label, told, harmless)
            if phrase is not None and plain:
                reason = f"phrase: {phrase.written}"
                notes = self._notes(label, told, harmless, found.parts)
                return Verdict(label, 1.0, reason, spoken, False, notes)
            if phrase is not None and asked is None:
                asked, asked_label = phrase, label
        if asked is not None:
            reason = f"phrase, beside a word that may make it harmless: {asked.written}"
            notes = self._notes(asked_label, told, harmless, found.parts)
            return Verdict(asked_label, UNSURE_SCORE, reason, spoken, True, notes)
        if (known := self._whatever_was_learned(found, spoken)) is not None:
            return known
        if urges and (kind := self._urges.kind_of(told, coming=False)) is not None:
            return _plain_urge(kind, spoken)
        if not self._is_known(told):
            likely = self._likely_crisis(found, spoken, harmless)
            if likely is not None:
                return likely
            beside = self._beside(told, harmless, language)
            if beside is not None:
                return beside
        if self._is_whole(ASKED, told):
            return self._asked_about(ASKED, spoken)
        if len(tokens) < LONG and (asked_for := _asked_for(told.words, spoken)) is not None:
            return asked_for
        return self._no_crisis(told, found.whole, spoken)

    def _whatever_was_learned(self, found: Scored, spoken: str) -> Verdict | None:
        """What is known before it is asked what was learned, and no phrase of a crisis says."""
        told = found.text
        for file in (STOPPING, DONE_AGAIN):
            if self._is_whole(file, told):
                return self._asked_about(file, spoken)
        if (of_child := out_of_reach.asked_about(told.words, spoken)) is not None:
            return of_child
        rest = no_answer.rest_of(told.words)
        if rest is not None and (not rest or self._is_said_lightly(" ".join(rest), spoken)):
            return self._no_crisis(told, found.whole, spoken)
        hoped = hoped_of(told.words) if len(told.tokens) < LONG else None
        if hoped is None:
            return None
        besides = self._classify(" ".join(hoped.rest), spoken)
        if besides.is_crisis:
            return besides
        if hoped.is_of_every_evening:
            return self._no_crisis(told, found.whole, spoken)
        return hoped.asked_about(spoken)

    def _is_said_lightly(self, text: str, language: str) -> bool:
        """Whether a phrase says an urge or distress in it, and nothing is graver."""
        label = self._classify(text, language).label
        told = read(text)
        return label in (URGE, DISTRESS) and any(self._standing(label, told, self._harmless(told)))

    def besides_crisis(self, text: str, language: str = "nl") -> Verdict:
        """What it is to whoever knows already that it is no crisis."""
        told = read(text[:_LONGEST])
        whole = whole_of(told)
        spoken = _language(whole, len(told.tokens), language)
        if (kind := self._urges.kind_of(told, coming=True)) is not None:
            return _plain_urge(kind, spoken)
        return self._no_crisis(told, whole, spoken)

    def phrase_of_crisis(self, text: str) -> str | None:
        """The phrase that by itself opens the crisis screen, as written; None when none does."""
        told = read(text[:_LONGEST])
        files = (file for label in CRISES for file in _OPENED_BY[label])
        if not any(self._matchers[file].find(told.words) for file in files):
            return None
        harmless = self._harmless(told)
        for label in CRISES:
            phrase, plain = self._said(label, told, harmless)
            if phrase is not None and plain:
                return phrase.written
        return None

    def is_done_again(self, text: str) -> bool:
        """Whether all of it is that something was done again, and not what."""
        return self._is_whole(DONE_AGAIN, read(text[:_LONGEST]))

    def says_urge(self, text: str) -> bool:
        """Whether an urge is said in it by a phrase, or is all of it."""
        told = read(text[:_LONGEST])
        if self._urges.kind_of(told, coming=True) is not None:
            return True
        return any(self._standing(URGE, told, self._harmless(told)))

    def _is_grave(self, text: Text, besides: Collection[str] = ()) -> bool:
        """Whether a phrase of a crisis, framed or not, or of an urge stands in it; `besides`: of
        lists that are not looked at.
        """
        files = (URGE, *(file for label in CRISES for file in _OPENED_BY[label]))
        return any(self._matchers[file].find(text.words) for file in files if file not in besides)

    def _harmless(self, text: Text) -> list[Match]:
        found = self._matchers[HARMLESS].all(text.words)
        return [one for one in found if in_one_clause(one, text) or is_spelled_out(one)]

    def _is_known(self, text: Text) -> bool:
        """Whether it is nothing else than words that never are a crisis, whatever was learned."""
        return (
            " ".join(text.tokens) in self._own
            or self._is_bare(text)
            or self._is_whole(HARMLESS, text)
            or is_only(text.words, list(self._matchers[IDIOMS].all(text.words)))
            or self._is_incoming(text)
            or self._practical.is_all(text)
        )

    def _is_bare(self, text: Text) -> bool:
        """ "No, he doesn't hit me", and nothing else."""
        denials = self._matchers[DENIAL].all(text.words)
        return any(one.end == len(text.words) and one.start <= FEW for one in denials)

    def _is_whole(self, file: str, text: Text) -> bool:
        """Whether a phrase of this file is all of it, emoji among its words: "im dead 😂"."""
        found = self._matchers[file].all(text.tokens) if len(text.tokens) <= _SHORT else ()
        return any(one.phrase.is_whole for one in found)

    @staticmethod
    def _asked_about(file: str, language: str) -> Verdict:
        reason = f"all of it is a line of {file}: asked about"
        return Verdict(CRISIS_SUICIDE, UNSURE_SCORE, reason, language, True)

    def _is_incoming(self, text: Text) -> bool:
        """ "He's calling me", and nothing else."""
        found = [one for k in (URGE, INCOMING) for one in self._matchers[k].all(text.words)]
        whole = [one for one in found if one.start == 0 and one.end == len(text.words)]
        # With a gap in it a phrase may hold anything.
        return any(".." not in one.phrase.written for one in whole)

    def _said(self, label: str, text: Text, harmless: list[Match]) -> tuple[Phrase | None, bool]:
        """A phrase that opens the crisis screen, and whether it does so without being asked."""
        asked = None
        for match in self._standing(label, text, harmless):
            told, over = frames_of(match, text, harmless)
            if not (told or over):
                return match.phrase, True
            # Violence that is told as years ago and over is so; "I want to" may be of today.
            may_be_now = label == CRISIS_SUICIDE or not over
            if asked is None and may_be_now and is_own_and_now(around(match, text)):
                asked = match.phrase
        return asked, False

    def _standing(self, label: str, text: Text, harmless: list[Match]) -> Iterator[Match]:
        """Phrases of a label that nothing beside them takes back."""
        for file in _OPENED_BY.get(label, (label,)):
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

    def _notes(
        self, label: str, text: Text, harmless: list[Match], parts: list[Part]
    ) -> frozenset[str]:
        """Kinds of crisis with a reply of their own: said plainly, or likely."""
        found = set(_likely_notes(parts))
        if not may_be_medical(text.words):
            found.discard(LISTS[MEDICAL])
        if not may_be_harm(text.words):
            found.discard(LISTS[HARM])
        if not may_be_selfharm(text.words):
            found.discard("selfharm")
        if not may_be_strangled(text.words):
            found.discard(LISTS[STRANGULATION])
        if not may_be_of_another(text.words, violence=label == CRISIS_VIOLENCE):
            found.discard(LISTS[SOMEBODY_ELSE])
        said = {file: list(self._standing(file, text, harmless)) for file in LISTS}
        said[SOMEBODY_ELSE] = [
            one for one in said[SOMEBODY_ELSE] if not is_called_for(text.words, one.start)
        ]
        found.update(LISTS[file] for file, matches in said.items() if matches)
        if LISTS[HARM] in found and any(self._standing(WOUNDED, text, harmless)):
            found.add(LISTS[MEDICAL])
        if label == CRISIS_SUICIDE and taken.is_told(text.words):
            found.add(LISTS[MEDICAL])
        others = said[SOMEBODY_ELSE]
        left_out = label == CRISIS_SUICIDE and is_wish_of_writer(text.words)
        if left_out or self._says_of_himself(text, harmless, others):
            found.discard(LISTS[SOMEBODY_ELSE])
        return frozenset(found)

    def _says_of_himself(self, text: Text, harmless: list[Match], others: list[Match]) -> bool:
        """Whether whoever writes is spoken of beside somebody else."""
        return bool(others) and any(
            is_of_oneself(match, text, others)
            for label in CRISES
            for match in self._standing(label, text, harmless)
        )

    def _likely_crisis(self, told: Scored, language: str, harmless: list[Match]) -> Verdict | None:
        if (found := told.crisis(harmless)) is None:
            return None
        label, part = found
        reason = why(label, told.text.tokens, part)
        notes = self._notes(label, told.text, harmless, [part])
        score = chance(part.scores[label])
        return Verdict(label, score, reason, language, part.is_veiled, notes, guessed=True)

    def _beside(self, text: Text, harmless: list[Match], language: str) -> Verdict | None:
        """A crisis in the sentences in which no harmless word stands, as if they were all: "he was
        at my door with sugar. dying seems so easy tonight". A long text has every sentence of it
        looked at by itself already.
        """
        if len(text.tokens) >= LONG:
            return None
        framed = {text.sentence[one.start] for one in harmless}
        rest: dict[int, list[str]] = {}
        for token, sentence in zip(text.tokens, text.token_sentence, strict=True):
            if sentence not in framed:
                rest.setdefault(sentence, []).append(token)
        if not framed or not rest:
            return None
        verdict = self.classify(". ".join(map(" ".join, rest.values())), language)
        return verdict if verdict.is_crisis else None

    def _no_crisis(self, text: Text, whole: Part, language: str) -> Verdict:
        scores = {label: whole.scores[label] for label in (URGE, DISTRESS, OTHER)}
        reasons: dict[str, str] = {}
        # A whole message that is no crisis may be an urge or distress all the same.
        harmless = [one for one in self._harmless(text) if not one.phrase.is_whole]
        for label in (URGE, DISTRESS):
            if (match := next(self._standing(label, text, harmless), None)) is not None:
                scores[label] += _PHRASE
                reasons[label] = f"phrase: {match.phrase.written}"
        label = max(scores, key=lambda one: scores[one])
        reason = reasons.get(label) or why(label, text.tokens, whole)
        return Verdict(label, chance(scores[label]), reason, language)


def _asked_for(words: list[str], language: str) -> Verdict | None:
    """What is asked about where nothing graver was heard."""
    return taken.asked_about(words, language) or police_asked_about(words, language)


def _plain_urge(kind: str, language: str) -> Verdict:
    return Verdict(URGE, 1.0, f"an urge and nothing else: {kind}", language, kind=kind)


def _written(book: Book, label: str) -> list[str]:
    """The phrases of a label; those of distress stand apart by state."""
    lists = DISTRESSES if label == DISTRESS else (label,)
    return [phrase for name in lists for phrase in book.phrases.get(name, ())]


def _likely_notes(parts: list[Part]) -> frozenset[str]:
    return frozenset(
        note for note in NOTES if any(weights().score(note, one.features) > 0 for one in parts)
    )


def _language(whole: Part, count: int, language: str) -> str:
    """The language written in; the client's own when too little tells."""
    score = weights().score("english", whole.features)
    if count < 2 and abs(score) < 2:
        return language
    return "en" if score > 0 else "nl"


__all__ = [
    "CRISIS_SUICIDE",
    "CRISIS_VIOLENCE",
    "DISTRESS",
    "LABELS",
    "OTHER",
    "URGE",
    "Classifier",
    "Verdict",
]
