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

_ASKED = 400
"""How many examples are asked: a second or two."""
_LOOKED = 15_000
"""Among how many it is looked which phrases do harm: a few seconds."""
_TOO_MANY = 5
"""From how many harmless examples on a phrase is named, where they are few;"""
_OF = 4_000
"""where they are many, from one in so many on;"""
_NAMED = 5
"""How many of those that become wrong are named."""
_WORTH = 3
"""if it finds fewer than so many crises for each of them."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A phrase that makes harmless examples a crisis."""

    phrase: str
    count: int
    text: str

    def __str__(self) -> str:
        return f"'{self.phrase}' makes {self.count} harmless texts a crisis, such as '{self.text}'"


_KNOWN = frozenset(
    [
        "mum asked if he hits me as well. I told her no same as I tell you",
        "once in Cairo a man held my throat, I was twenty, I am sixty six with a black belt",
    ]
)
"""Examples that phrases as delivered have wrong: a false alarm is the better mistake there."""


@dataclass(frozen=True, slots=True)
class Spoilt:
    """An example that the weights alone have right, and the phrases wrong."""

    text: str
    label: str
    becomes: str

    def __str__(self) -> str:
        return f"'{self.text}' becomes {self.becomes}, and is {self.label}"


@dataclass(frozen=True, slots=True)
class Effect:
    """What the phrases change, beside the learned weights alone.

    The weights have learned from these very examples, so little is left to mend: what counts is
    which texts become wrong, and whether it is one's own phrase that does it.
    """

    asked: int
    changed: int
    mended: int
    spoilt: tuple[Spoilt, ...]
    alarms: tuple[Alarm, ...]

    def __str__(self) -> str:
        told = f"they decide {self.changed} of {self.asked} examples otherwise"
        spoilt = [one for one in self.spoilt if one.text not in _KNOWN]
        if not spoilt and not self.alarms:
            return f"{told}, none of them for the worse that was not known"
        told += f": {self.mended} for the better, {len(spoilt)} for the worse"
        if spoilt:
            told += " (lengthen a phrase of your own that does it)"
        return " | ".join([told, *map(str, spoilt[:_NAMED]), *map(str, self.alarms)])


def effect_of(content: Content, folder: Path) -> Effect | None:
    """What the phrases of this content do; None where no examples stand beside them."""
    lines = list(_one_a_line(read_examples(folder)))
    if not lines:
        return None
    own, without = Classifier(content), Classifier(_without_phrases(content))
    asked = lines[:: max(1, len(lines) // _ASKED)]
    changed = mended = 0
    spoilt = []
    for one in asked:
        now, before = (
            own.classify(one.text, one.language),
            without.classify(one.text, one.language),
        )
        changed += now.label != before.label
        mended += _fits(one, now) and not _fits(one, before)
        if _fits(one, before) and not _fits(one, now):
            spoilt.append(Spoilt(one.text, one.label, now.label))
    looked = lines[:: max(1, len(lines) // _LOOKED)]
    return Effect(len(asked), changed, mended, tuple(spoilt), tuple(_alarms(own, looked)))


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
    """Phrases that decide on harmless examples oftener than is worth it, the worst first."""
    too_many = max(_TOO_MANY, sum(not one.label.startswith("crisis") for one in lines) / _OF)
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    such: dict[str, str] = {}
    for one in lines:
        if (phrase := classifier.phrase_of_crisis(one.text)) is None:
            continue
        if one.label.startswith("crisis"):
            right[phrase] += 1
        else:
            seen[phrase] += 1
            such.setdefault(phrase, one.text)
    for phrase, count in seen.most_common():
        if count >= too_many and count * _WORTH > right[phrase]:
            yield Alarm(phrase, count, such[phrase])
