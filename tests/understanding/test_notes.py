"""Which reply of its own a crisis gets: 112 and a doctor stand or fall with it."""

from __future__ import annotations

import pytest

from bot.content.model import Content
from bot.understanding.classify import Classifier
from tests.understanding.note_texts import CARRY, LACK


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    return Classifier(content)


_ROWS = [(language, note) for language in CARRY for note in CARRY[language]]


@pytest.mark.parametrize(("language", "note"), _ROWS)
def test_a_crisis_that_carries_a_note_is_told_so(
    classifier: Classifier, language: str, note: str
) -> None:
    missed = []
    for text in CARRY[language][note]:
        verdict = classifier.classify(text, language)
        if not verdict.is_crisis or note not in verdict.notes:
            missed.append((text, verdict.label, sorted(verdict.notes)))
    assert missed == []


@pytest.mark.parametrize(("language", "note"), _ROWS)
def test_a_crisis_without_it_is_not(classifier: Classifier, language: str, note: str) -> None:
    wrong = []
    for text in LACK[language][note]:
        verdict = classifier.classify(text, language)
        if not verdict.is_crisis or note in verdict.notes:
            wrong.append((text, verdict.label, sorted(verdict.notes)))
    assert wrong == []


@pytest.mark.parametrize(("language", "note"), _ROWS)
def test_each_note_is_tried_on_thirty_texts_and_more(language: str, note: str) -> None:
    assert len(CARRY[language][note]) + len(LACK[language][note]) >= 30
    assert LACK[language][note]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("mijn ex heeft een overdosis genomen", "medical"),
        ("my ex took an overdose", "medical"),
    ],
)
def test_what_somebody_else_took_needs_a_doctor_too(
    classifier: Classifier, text: str, note: str
) -> None:
    assert {note, "third-person-current"} <= classifier.classify(text).notes
