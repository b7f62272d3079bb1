"""The rules of closed lists, in the order in which they speak: the three lists at the end.

Each knows one kind of message by its words, and says what it is taken for, or nothing; the first
that says something is believed. A new rule is a function in a module of its own, and one line
here. A phrase of a crisis goes before all of them but those of `OVER`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.understanding import (
    at_the_door,
    dead_together,
    heart_signs,
    limp,
    no_answer,
    out_of_reach,
    taken,
)
from bot.understanding.anothers_words import agrees, threat_of
from bot.understanding.asleep import hoped_of
from bot.understanding.likely import LONG
from bot.understanding.listed import ASKED, DONE_AGAIN, STOPPING, Listed
from bot.understanding.notes import LISTS, SOMEBODY_ELSE
from bot.understanding.police_here import police_asked_about
from bot.understanding.verdict import CRISIS_SUICIDE, DISTRESS, UNSURE_SCORE, URGE, Verdict
from bot.understanding.words import Text, read, words_of


@dataclass(frozen=True, slots=True)
class Told:
    """A message that no phrase makes a crisis, and what a rule of it may ask."""

    text: Text
    language: str
    """The one that it is written in."""
    listed: Listed
    alone: Callable[[str], Verdict]
    """What a part of it is by itself."""
    no_crisis: Callable[[], Verdict]
    """What all of it is, known to be no crisis."""

    @property
    def is_long(self) -> bool:
        return len(self.text.tokens) >= LONG


_Asked = TypeVar("_Asked")
Rule = Callable[[Told], Verdict | None]
_OfWords = Callable[[list[str], str], Verdict | None]
"""Its words, and the language it is written in -> what it is taken for."""


def first_of(rules: Iterable[Callable[[_Asked], Verdict | None]], told: _Asked) -> Verdict | None:
    """What the first of these rules says that says something."""
    return next((found for rule in rules if (found := rule(told)) is not None), None)


def _all_of_it(file: str) -> Rule:
    """A message that is a line of this file, and nothing else, is asked about."""

    def rule(told: Told) -> Verdict | None:
        if not told.listed.is_whole(file, told.text):
            return None
        reason = f"all of it is a line of {file}: asked about"
        return Verdict(CRISIS_SUICIDE, UNSURE_SCORE, reason, told.language, True)

    return rule


def _by_words(asked_about: _OfWords) -> Rule:
    return lambda told: asked_about(told.text.words, told.language)


def _in_short(asked_about: _OfWords) -> Rule:
    """In a long message such words are found by chance."""
    return lambda told: None if told.is_long else asked_about(told.text.words, told.language)


def _only_no_answer(told: Told) -> Verdict | None:
    """That somebody does not pick up is a phone, where nothing is said beside it, or only lightly:
    an urge or distress that a phrase knows.
    """
    if (rest := no_answer.rest_of(told.text.words)) is None:
        return None
    return told.no_crisis() if not rest or _is_light(" ".join(rest), told) else None


def _is_light(beside: str, told: Told) -> bool:
    label = told.alone(beside).label
    return label in (URGE, DISTRESS) and told.listed.stands(label, read(beside))


def _hoped(told: Told) -> Verdict | None:
    """That somebody sleeps on, or dies, unless what is said beside it is graver."""
    hoped = None if told.is_long else hoped_of(told.text.words)
    if hoped is None:
        return None
    if (beside := told.alone(" ".join(hoped.rest))).is_crisis:
        return beside
    return told.no_crisis() if hoped.is_of_every_evening else hoped.asked_about(told.language)


@dataclass(frozen=True, slots=True)
class Heard:
    """A message, what was made of it, and what a part of it is by itself."""

    text: str
    verdict: Verdict
    alone: Callable[[str], Verdict]


def _anothers_threat(heard: Heard) -> Verdict | None:
    threat = threat_of(heard.text)
    if threat is None or heard.alone(threat.besides).is_crisis:
        return None
    return threat.verdict_in(heard.verdict.language)


def _heart_or_stroke(heard: Heard) -> Verdict | None:
    if not heart_signs.goes_before(heard.verdict, words_of(heard.text)):
        return None
    return heart_signs.verdict_in(heard.verdict.language)


def _hers_as_well(heard: Heard) -> Verdict | None:
    """Who agrees with another who wants to die says it of herself."""
    notes = heard.verdict.notes
    if LISTS[SOMEBODY_ELSE] not in notes or not agrees(heard.text):
        return None
    return replace(heard.verdict, notes=notes - {LISTS[SOMEBODY_ELSE]})


BEFORE: tuple[Rule, ...] = (
    _all_of_it(STOPPING),
    _all_of_it(DONE_AGAIN),
    _by_words(out_of_reach.asked_about),
    _by_words(limp.asked_about),
    _only_no_answer,
    _hoped,
)
"""Before what was learned, which hears something else in these."""

AFTER: tuple[Rule, ...] = (
    _all_of_it(ASKED),
    _in_short(taken.asked_about),
    _in_short(police_asked_about),
    _in_short(at_the_door.asked_about),
    _in_short(dead_together.asked_about),
)
"""After it, where it heard no crisis: these are asked about."""

OVER: tuple[Callable[[Heard], Verdict | None], ...] = (
    _anothers_threat,
    _heart_or_stroke,
    _hers_as_well,
)
"""Last, whatever was made of it: what it is after all."""
