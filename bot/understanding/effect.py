"""What the phrases of the content do to the examples that stand beside them: for whoever edits
them, and for `python -m bot check`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.content.model import Content
from bot.understanding.classify import Classifier, Verdict
from bot.understanding.examples import Example, read_examples

_ASKED = 800
"""How many examples are asked: a second or two."""
_TOO_MANY = 3
"""From how many harmless examples on a phrase is named, where they are few;"""
_OF = 4_000
"""where they are many, from one in so many on."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A phrase that makes harmless examples a crisis."""

    phrase: str
    count: int
    text: str

    def __str__(self) -> str:
        return f"'{self.phrase}' makes {self.count} harmless texts a crisis, such as '{self.text}'"


@dataclass(frozen=True, slots=True)
class Effect:
    """What the phrases change, beside the learned weights alone."""

    asked: int
    changed: int
    mended: int
    spoilt: int
    alarms: tuple[Alarm, ...]

    def __str__(self) -> str:
        told = (
            f"of {self.asked} examples they change {self.changed}:"
            f" {self.mended} become right, {self.spoilt} wrong"
        )
        return " | ".join([told, *map(str, self.alarms)])


def effect_of(content: Content, folder: Path) -> Effect | None:
    """What the phrases of this content do; None where no examples stand beside them."""
    lines = list(_one_a_line(read_examples(folder)))
    if not lines:
        return None
    own, without = Classifier(content), Classifier(_without_phrases(content))
    asked = lines[:: max(1, len(lines) // _ASKED)]
    changed = mended = spoilt = 0
    for one in asked:
        now, before = (
            own.classify(one.text, one.language),
            without.classify(one.text, one.language),
        )
        changed += now.label != before.label
        mended += _fits(one, now) and not _fits(one, before)
        spoilt += _fits(one, before) and not _fits(one, now)
    return Effect(len(asked), changed, mended, spoilt, tuple(_alarms(own, lines)))


def _one_a_line(examples: list[Example]) -> Iterator[Example]:
    """The first variant of every line."""
    last = ""
    for example in examples:
        if example.line != last:
            yield example
        last = example.line


def _without_phrases(content: Content) -> Content:
    books = {name: replace(book, phrases={}) for name, book in content.books.items()}
    return replace(content, books=books)


def _fits(example: Example, verdict: Verdict) -> bool:
    if example.label.startswith("crisis"):
        return verdict.is_crisis
    return verdict.label == example.label


def _alarms(classifier: Classifier, lines: list[Example]) -> Iterator[Alarm]:
    """Phrases that decide on harmless examples, the worst first."""
    harmless = [one for one in lines if not one.label.startswith("crisis")]
    too_many = max(_TOO_MANY, len(harmless) / _OF)
    seen: Counter[str] = Counter()
    such: dict[str, str] = {}
    for one in harmless:
        if (phrase := classifier.phrase_of_crisis(one.text)) is not None:
            seen[phrase] += 1
            such.setdefault(phrase, one.text)
    for phrase, count in seen.most_common():
        if count >= too_many:
            yield Alarm(phrase, count, such[phrase])
