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


@pytest.mark.parametrize(
    "text",
    [
        "sta op het dak van de flat",
        "zit op het dak van de flat",
        "de trein van 23:14 is het laatste wat ik hoor",
        "zeg tegen mijn zus dat ze niks had kunnen doen",
        "zeg mijn moeder dat ik van haar hou",
        "mn ex staat beneden te bellen hij gaat niet weg",
        "mijn ex zit op de stoep en hij gaat niet weg",
        "hij appte net dat hij me gaat vinden",
        "mijn vriend slaat",
        "my ex is on the doorstep and wont go",
        "my ex is downstairs ringing and wont leave",
        "hes sat outside in his car",
        "tell my sister there was nothing she could have done",
    ],
)
def test_where_nobody_else_is_named_it_is_about_whoever_writes(
    classifier: Classifier, text: str
) -> None:
    assert "third-person-current" not in classifier.classify(text).notes


@pytest.mark.parametrize(
    "text",
    [
        "my mum's hiding in the airing cupboard, he's got her car keys",
        "there's banging and a woman begging next door, it's happening now",
        "mijn stiefkind wil dood",
        "mijn schoonzusje wil dood",
        "jasper gaat zich van kant maken",
        "mark wil zich ophangen",
        "tell him to stop hes hitting her",
        "mijn zusje staat op het dak van de flat",
    ],
)
def test_where_somebody_else_is_named_it_is_about_her(classifier: Classifier, text: str) -> None:
    assert "third-person-current" in classifier.classify(text).notes
