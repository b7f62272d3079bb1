"""Free text -> one label, with the reason. Nothing of the text is kept.

First the phrases that a coach wrote down: what is said plainly is decided by them. Then the
weights learned from the examples, over the whole text and, when it is long, over its parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.content.model import Content
from bot.understanding.features import Features, Numbered, features_of
from bot.understanding.frames import is_over, is_told
from bot.understanding.learned import LABELS, NOTES, chance, weights
from bot.understanding.phrases import Matcher, Phrase
from bot.understanding.windows import parts_of
from bot.understanding.words import tokens_of, words_of

CRISIS_SUICIDE, CRISIS_VIOLENCE = "crisis_suicide", "crisis_violence"
URGE, DISTRESS, OTHER = "urge", "distress", "other"
ORDER = (CRISIS_SUICIDE, CRISIS_VIOLENCE, URGE, DISTRESS)
"""Labels by gravity: when several fit, the first one is taken."""
_CRISES = (CRISIS_SUICIDE, CRISIS_VIOLENCE)
HARMLESS = "harmless"
"""The file of phrases that make a grave word harmless."""

_LEAN = 1.0
"""How much a crisis is favoured over the next best label: a miss is worse than a false alarm."""
_LEAST = -1.7
"""A crisis that scores less than this is none, however little the others score."""
_PART = 0.7
"""How much surer one part of a long text has to be."""
_FRAMED = 1.5
"""How much surer inside a frame (`bot.understanding.frames`)."""
_PHRASE = 1.5
"""What a phrase of `urge` or `distress` adds to its label."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A label, how sure (0 to 1), and why in words that a coach understands."""

    label: str
    score: float
    why: str
    language: str
    veiled: bool = False
    """A crisis that is hinted at: to be asked about, not taken as said."""
    notes: frozenset[str] = frozenset()
    """Kinds of crisis with a reply of their own, of `bot.understanding.learned.NOTES`."""

    @property
    def is_crisis(self) -> bool:
        """Whether the crisis screen opens."""
        return self.label in _CRISES


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the text with its scores."""

    start: int
    end: int
    features: Features
    scores: Mapping[str, float]

    def lead(self, label: str) -> float:
        """By how much the label is ahead of the best label that is no crisis."""
        return self.scores[label] - max(self.scores[other] for other in (URGE, DISTRESS, OTHER))


class Classifier:
    """Knows the phrases of all languages: people mix them."""

    def __init__(self, content: Content) -> None:
        self._matchers: dict[str, Mapping[str, Matcher]] = {
            label: {
                language: Matcher(book.phrases.get(label, ()))
                for language, book in content.books.items()
            }
            for label in (*ORDER, HARMLESS)
        }

    def classify(self, text: str, language: str = "nl") -> Verdict:
        """The gravest label that fits; `language` is taken when the text does not tell."""
        words, tokens = words_of(text), tokens_of(text)
        if not tokens:
            return Verdict(OTHER, 0.0, "no words", language)
        numbered = Numbered(tokens)
        whole = _part(numbered, 0, len(tokens))
        parts = [_part(numbered, *ends) for ends in parts_of(tokens)] if len(tokens) > 1 else []
        parts = parts if len(parts) > 1 else [whole]
        spoken = _language(whole, len(tokens), language)
        framed = is_told(words) or is_over(words) or self._find(HARMLESS, words) is not None
        return (
            self._plain_crisis(words, whole, spoken, framed)
            or self._likely_crisis(tokens, parts, spoken, framed)
            or self._no_crisis(words, tokens, whole, parts, spoken)
        )

    def _find(self, label: str, words: list[str]) -> Phrase | None:
        for matcher in self._matchers[label].values():
            if (phrase := matcher.find(words)) is not None:
                return phrase
        return None

    def _plain_crisis(
        self, words: list[str], whole: _Part, language: str, framed: bool
    ) -> Verdict | None:
        if framed:
            return None
        for label in _CRISES:
            if (phrase := self._find(label, words)) is not None:
                why = f"phrase: {phrase.written}"
                return Verdict(label, 1.0, why, language, False, _notes(whole))
        return None

    def _likely_crisis(
        self, tokens: list[str], parts: list[_Part], language: str, framed: bool
    ) -> Verdict | None:
        needed = -_LEAN + (_PART if len(parts) > 1 else 0) + (_FRAMED if framed else 0)
        found = [
            (part.lead(label), label, part)
            for part in parts
            for label in _CRISES
            if part.lead(label) >= needed and part.scores[label] >= _LEAST + _LEAN + needed
        ]
        if not found:
            return None
        _, label, part = max(found, key=lambda one: one[0])
        veiled = weights().score("veiled", part.features) > 0
        sure = chance(part.scores[label])
        return Verdict(label, sure, _why(label, tokens, part), language, veiled, _notes(part))

    def _no_crisis(
        self,
        words: list[str],
        tokens: list[str],
        whole: _Part,
        parts: list[_Part],
        language: str,
    ) -> Verdict:
        scores = {label: whole.scores[label] for label in (URGE, DISTRESS, OTHER)}
        reasons: dict[str, str] = {}
        for label in (URGE, DISTRESS):
            if (phrase := self._find(label, words)) is not None:
                scores[label] += _PHRASE
                reasons[label] = f"phrase: {phrase.written}"
            if len(parts) > 1:
                scores[label] = max(scores[label], *(_ahead(part, label) for part in parts))
        label = max(scores, key=lambda one: scores[one])
        why = reasons.get(label) or _why(label, tokens, whole)
        return Verdict(label, chance(scores[label]), why, language)


def _part(numbered: Numbered, start: int, end: int) -> _Part:
    features = numbered.between(start, end)
    return _Part(start, end, features, weights().scores(features))


def _ahead(part: _Part, label: str) -> float:
    """A part's score, when the part is plainly about that."""
    score = part.scores[label]
    return score if score > max(0.0, part.scores[OTHER] + 1) else -9.0


def _notes(part: _Part) -> frozenset[str]:
    return frozenset(note for note in NOTES if weights().score(note, part.features) > 0)


def _language(whole: _Part, count: int, language: str) -> str:
    """The language written in; the client's own when too little tells."""
    score = weights().score("english", whole.features)
    if count < 2 and abs(score) < 2:
        return language
    return "en" if score > 0 else "nl"


def _why(label: str, tokens: list[str], part: _Part) -> str:
    """The words that weighed most for the label."""
    weight = {}
    for at in range(part.start, part.end):
        near = tokens[max(part.start, at - 1) : at + 2]
        weight[at] = weights().score(label, features_of(near)) - weights().start[label]
    heaviest = sorted(weight, key=lambda at: -weight[at])[:3]
    words = " ".join(tokens[at] for at in sorted(heaviest) if weight[at] > 0)
    return f"like the examples of {label}: {words}" if words else f"most like {label}"


__all__ = ["LABELS", "Classifier", "Verdict"]
