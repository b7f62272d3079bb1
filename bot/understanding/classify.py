"""Free text -> one label, with the reason. Nothing of the text is kept.

First the phrases that a coach wrote down: what is said plainly is decided by them. Then the
weights learned from the examples, over the whole text and, when it is long, over its parts. The
rules of closed lists speak before the weights and after them (`bot.understanding.rules`). What is
wanted of the program itself is heard between the two, when the text is nothing but that; and so is
an urge that is said plainly.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.content.model import Content
from bot.content.wishes import Trait, has
from bot.understanding.anothers_words import without_breaks
from bot.understanding.kinds_of_crisis import notes_of
from bot.understanding.learned import LABELS, chance, weights
from bot.understanding.likely import LONG, Part, Scored, scored, whole_of, why
from bot.understanding.listed import DONE_AGAIN, OPENED_BY, Listed
from bot.understanding.meanings import meanings
from bot.understanding.own import own_words
from bot.understanding.phrases import Match, Phrase
from bot.understanding.plain_urges import PlainUrges
from bot.understanding.practical import PracticalReader
from bot.understanding.rules import AFTER, BEFORE, OVER, Heard, Told, first_of
from bot.understanding.swapped import Swapped
from bot.understanding.verdict import (
    CRISES,
    CRISIS_SUICIDE,
    CRISIS_VIOLENCE,
    DISTRESS,
    OTHER,
    UNSURE_SCORE,
    URGE,
    Verdict,
)
from bot.understanding.wishes import WishReader
from bot.understanding.words import Text, read

_LONGEST = 8192
"""Characters that are looked at: twice what Telegram lets through."""
_PHRASE = 1.5
"""What a phrase of `urge` or `distress` adds to its label."""


class Classifier:
    """Knows the phrases of all languages: people mix them."""

    def __init__(self, content: Content) -> None:
        self._listed = Listed(content)
        self._wishes = WishReader(content)
        self._own = own_words(content)
        self._practical = PracticalReader(content)
        self._urges = PlainUrges(content)
        self._swapped = Swapped(content, [file for own in OPENED_BY.values() for file in own])
        meanings(), weights()  # read now, so that the first message does not wait for it

    def hear(self, text: str, language: str = "nl") -> Verdict:
        """The same as `classify`, save that a text that is a wish about the program is one.

        What a phrase of a crisis or of an urge says goes before it; what was learned does not.
        """
        verdict = self.classify(text, language)
        told = read(text[:_LONGEST])
        kind = self._urges.kind_of(told, coming=True)
        grave = self._listed.is_grave
        if kind is not None and verdict.kind is None and not grave(told, besides=(URGE,)):
            # That he comes here: `classify` leaves it to what was learned, for where danger is.
            return _plain_urge(kind, verdict.language)
        wish = self._wishes.find(text)
        besides = (URGE,) if has(wish, Trait.BEFORE_URGES) else ()
        if not wish or grave(told, besides=besides):
            return verdict
        return Verdict(OTHER, 1.0, f"a wish: {wish}", verdict.language, wish=wish)

    def classify(self, text: str, language: str = "nl", *, urges: bool = True) -> Verdict:
        """The gravest label that fits; `language` is taken when the text does not tell. `urges`:
        whether an urge said plainly goes before what was learned.

        A crisis that is only heard with letters put right is asked about.
        """
        text = without_breaks(text[:_LONGEST])
        verdict = self._classify(text, language, urges=urges)
        alone = partial(self._classify, language=language)
        if (after_all := first_of(OVER, Heard(text, verdict, alone))) is not None:
            return after_all
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
        harmless = self._listed.harmless(told)
        if (said := self._said(found, spoken, harmless)) is not None:
            return said
        alone = partial(self._classify, language=spoken)
        no_crisis = partial(self._no_crisis, told, found.whole, spoken)
        asked = Told(told, spoken, self._listed, alone, no_crisis)
        if (known := first_of(BEFORE, asked)) is not None:
            return known
        if urges and (kind := self._urges.kind_of(told, coming=False)) is not None:
            return _plain_urge(kind, spoken)
        if not self._is_idle(told):
            likely = self._likely(found, spoken, harmless)
            likely = likely or self._beside(told, harmless, language)
            if likely is not None:
                return likely
        return first_of(AFTER, asked) or no_crisis()

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
        return self._listed.phrase_of_crisis(read(text[:_LONGEST]))

    def is_done_again(self, text: str) -> bool:
        """Whether all of it is that something was done again, and not what."""
        return self._listed.is_whole(DONE_AGAIN, read(text[:_LONGEST]))

    def says_urge(self, text: str) -> bool:
        """Whether an urge is said in it by a phrase, or is all of it."""
        told = read(text[:_LONGEST])
        whole = self._urges.kind_of(told, coming=True) is not None
        return whole or self._listed.stands(URGE, told)

    def _is_idle(self, text: Text) -> bool:
        """Whether it is nothing else than words that never are a crisis, whatever was learned."""
        own = " ".join(text.tokens) in self._own
        return own or self._listed.is_idle(text) or self._practical.is_all(text)

    def _said(self, found: Scored, language: str, harmless: list[Match]) -> Verdict | None:
        """A crisis that a phrase says: plainly, or to be asked about."""
        told = found.text
        asked: tuple[str, Phrase] | None = None
        for label in CRISES:
            phrase, plain = self._listed.said(label, told, harmless)
            if phrase is None:
                continue
            if plain:
                notes = notes_of(label, told, found.parts, self._listed, harmless)
                return Verdict(label, 1.0, f"phrase: {phrase.written}", language, False, notes)
            asked = asked or (label, phrase)
        if asked is None:
            return None
        label, phrase = asked
        reason = f"phrase, beside a word that may make it harmless: {phrase.written}"
        notes = notes_of(label, told, found.parts, self._listed, harmless)
        return Verdict(label, UNSURE_SCORE, reason, language, True, notes)

    def _likely(self, told: Scored, language: str, harmless: list[Match]) -> Verdict | None:
        if (found := told.crisis(harmless)) is None:
            return None
        label, part = found
        reason = why(label, told.text.tokens, part)
        notes = notes_of(label, told.text, [part], self._listed, harmless)
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
        harmless = [one for one in self._listed.harmless(text) if not one.phrase.is_whole]
        for label in (URGE, DISTRESS):
            if (match := next(self._listed.standing(label, text, harmless), None)) is not None:
                scores[label] += _PHRASE
                reasons[label] = f"phrase: {match.phrase.written}"
        label = max(scores, key=lambda one: scores[one])
        reason = reasons.get(label) or why(label, text.tokens, whole)
        return Verdict(label, chance(scores[label]), reason, language)


def _plain_urge(kind: str, language: str) -> Verdict:
    return Verdict(URGE, 1.0, f"an urge and nothing else: {kind}", language, kind=kind)


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
