"""What a text likely is by what was learned: over the whole and, when it is long, over its parts.

A long text is a crisis when its whole and its gravest stretch are grave together, or when one
sentence of it is grave enough to be one by itself: "hij slaat me" stays so in a story of a garden.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.understanding.features import Features, Numbered
from bot.understanding.frames import is_over, is_told
from bot.understanding.learned import weights
from bot.understanding.phrases import Match
from bot.understanding.verdict import CRISES, DISTRESS, OTHER, URGE
from bot.understanding.windows import parts_of
from bot.understanding.words import Text

_LEAN = 1.8
"""How much a crisis is favoured over the next best label: a miss is worse than a false alarm."""
_LEAST = -2.7
"""A crisis that scores less than this is none, however little the others score."""
FEW = 2
"""Up to so many words nothing is favoured: they say too little to doubt upward."""
LONG = 30
"""From so many words on the whole alone decides nothing: it holds a grave word by chance."""
_TOGETHER = -1.4
"""What the whole of a long text and its gravest line have to come to together, ..."""
_AGAINST = -2.0
"""... and how much the whole may say against that line."""
_EDGE = 2.0
"""What the first and the last part lose: no other part overlaps with what stands there."""
_FRAMED = 1.5
"""How much surer inside a frame (`bot.understanding.frames`)."""
_ALONE = 0.5
"""What a sentence of a long text has to score to be a crisis whatever stands around it, ..."""
_HINTED = 1.0
"""... how much more when it only hints, ..."""
_CUT = 0.5
"""... and when it is a stretch cut out of words without a stop."""
_CUT_AT, _STEP = 7, 2
"""How many words such a stretch has, and how far on the next one begins."""
_GREETS = frozenset(["hoi", "hey", "hee", "hi", "hallo", "hello", "dag", "lieve", "beste", "dear"])
_I = frozenset(["ik", "k", "kheb", "kben", "kan", "i", "im", "ive"])
_FURTHEST = 4
"""So far on at most somebody who greets, and names somebody, comes to herself."""
_TOLD_OF = 60
"""Of how many words the reason is looked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A stretch of the text with its scores."""

    start: int
    end: int
    features: Features
    scores: Mapping[str, float]

    def lead(self, label: str) -> float:
        """By how much the label is ahead of the best label that is no crisis."""
        return self.scores[label] - max(self.scores[other] for other in (URGE, DISTRESS, OTHER))

    @property
    def is_veiled(self) -> bool:
        """Whether, if it is a crisis, it is hinted at."""
        return weights().score("veiled", self.features) > 0


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """A text with the scores of its whole and of its parts."""

    text: Text
    numbered: Numbered
    whole: Part
    parts: list[Part]

    def crisis(self, harmless: list[Match]) -> tuple[str, Part] | None:
        """The likeliest crisis, and what of the text says so."""
        long = len(self.text.tokens) >= LONG
        found = list(self._in_long(harmless) if long else self._in_short(harmless))
        if not found:
            return None
        _, label, part = max(found, key=lambda one: one[0])
        return label, part

    def _in_short(self, harmless: list[Match]) -> Iterator[tuple[float, str, Part]]:
        behind = _behind_a_greeting(self.text.tokens)
        told = [_part(self.numbered, behind, len(self.text.tokens))] if behind else []
        for part in (self.whole, *told):
            surer = _FRAMED if self._is_framed(part, harmless) else 0.0
            lean = _LEAN if part.end - part.start > FEW else 0.0
            for label in CRISES:
                lead = part.lead(label)
                if lead >= surer - lean and part.scores[label] >= _LEAST + surer:
                    yield lead, label, part

    def _in_long(self, harmless: list[Match]) -> Iterator[tuple[float, str, Part]]:
        around = max(_AGAINST, *(self.whole.lead(label) for label in CRISES))
        for label in CRISES:
            for lead, part in _lines(self.parts, label):
                surer = _FRAMED if self._is_framed(part, harmless) else 0.0
                if around + lead >= _TOGETHER + surer:
                    yield lead, label, part
        for start, end, least in self._alone():
            features = self.numbered.between(start, end)
            scores = {label: weights().score(label, features) for label in CRISES}
            if max(scores.values()) < least:
                continue  # Nearly every sentence: the other questions need not be asked.
            part = Part(start, end, features, weights().scores(features))
            number = self.text.token_sentence[start]
            beside = [one for one in harmless if self.text.sentence[one.start] == number]
            surer = _FRAMED if self._is_framed(part, beside) else 0.0
            least += surer + (_HINTED if part.is_veiled else 0.0)
            for label in CRISES:
                lead = part.lead(label)
                if lead >= surer and part.scores[label] >= least:
                    yield lead, label, part

    def _alone(self) -> Iterator[tuple[int, int, float]]:
        """Every sentence, and stretches of one that goes on and on; with what each has to score.

        One word is none: it says too little.
        """
        sentence, count = self.text.token_sentence, len(self.text.tokens)
        starts = [at for at in range(count) if at == 0 or sentence[at] != sentence[at - 1]]
        for start, end in pairwise([*starts, count]):
            if end - start >= LONG:
                for at in range(start, end - _CUT_AT + 1, _STEP):
                    yield at, at + _CUT_AT, _ALONE + _CUT
            elif end - start > 1:
                yield start, end, _ALONE

    def _is_framed(self, part: Part, harmless: list[Match]) -> bool:
        """Whether something beside these words makes them harmless, unless they are surer."""
        words = self.text.tokens[part.start : part.end]
        return bool(harmless) or is_told(words) or is_over(words, self.text.tokens)


def scored(text: Text) -> Scored:
    """The scores of a text of one word and more."""
    numbered = Numbered(text.tokens)
    whole = _part(numbered, 0, len(text.tokens))
    ends = list(parts_of(text.tokens)) if len(text.tokens) > 1 else []
    parts = [_part(numbered, *one) for one in ends] if len(ends) > 1 else [whole]
    return Scored(text, numbered, whole, parts)


def whole_of(text: Text) -> Part:
    """The text as one part."""
    return _part(Numbered(text.tokens), 0, len(text.tokens))


def why(label: str, tokens: list[str], part: Part) -> str:
    """The words that weighed most for the label."""
    weight = {}
    numbered = Numbered(tokens[part.start : min(part.end, part.start + _TOLD_OF)])
    for at in range(numbered.length):
        near = numbered.between(max(0, at - 1), min(numbered.length, at + 2))
        weight[part.start + at] = weights().score(label, near) - weights().start[label]
    heaviest = sorted(weight, key=lambda at: -weight[at])[:3]
    words = " ".join(tokens[at] for at in sorted(heaviest) if weight[at] > 0)
    return f"like the examples of {label}: {words}" if words else f"most like {label}"


def _behind_a_greeting(tokens: Sequence[str]) -> int:
    """Where "hi Ann, I ..." comes to herself: a greeting weighs as much as a cry; 0: it greets
    nobody by name.
    """
    if tokens[0] not in _GREETS:
        return 0
    return next((at for at in range(2, min(_FURTHEST, len(tokens))) if tokens[at] in _I), 0)


def _part(numbered: Numbered, start: int, end: int) -> Part:
    features = numbered.between(start, end)
    return Part(start, end, features, weights().scores(features))


def _lines(parts: list[Part], label: str) -> Iterator[tuple[float, Part]]:
    """How surely each part of a long text is of this label, by two that overlap: what one of them
    says alone, its neighbour, which holds the same words, takes back.
    """
    leads = [part.lead(label) for part in parts]
    yield leads[0] - _EDGE, parts[0]
    yield leads[-1] - _EDGE, parts[-1]
    for one, other in pairwise(range(len(parts))):
        yield min(leads[one], leads[other]), parts[max(one, other, key=leads.__getitem__)]
