"""What is said plainly, in other words than the examples; and the everyday words beside it.

The lines stand in `plainly/`: crises that a phrase decides; everyday sentences that share their
words; idiom that a phrase once took for danger; and grave sentences that share words with what
makes idiom harmless.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.model import RESISTED, Content
from bot.understanding.classify import OTHER, URGE, Classifier

_LINES = Path(__file__).parent / "plainly"
_AROUND = (
    "{}",
    "so yeah, {}",
    "{}, that's it",
    "had soup with my gran and watched the football as we do on tuesdays. {}. anyway the bins go"
    " out tomorrow and i still have to ring the plumber about the tap.",
)


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    return Classifier(content)


def _lines(name: str) -> list[str]:
    return (_LINES / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def test_what_is_said_plainly_is_taken_as_said(classifier: Classifier) -> None:
    lines = _lines("en-grave")
    assert len(lines) >= 100
    assert [line for line in lines if not classifier.hear(line, "en").is_plain] == []


def test_the_same_words_in_everyday_sentences_are_no_phrase(classifier: Classifier) -> None:
    lines = _lines("en-beside")
    assert len(lines) >= 180
    assert [line for line in lines if classifier.phrase_of_crisis(line)] == []


def test_idiom_is_not_taken_as_said(classifier: Classifier) -> None:
    assert [line for line in _lines("en-idiom") if classifier.phrase_of_crisis(line)] == []


@pytest.mark.parametrize("around", _AROUND)
def test_grave_words_beside_idiom_stay_grave(classifier: Classifier, around: str) -> None:
    heard = ((line, classifier.hear(around.format(line), "en")) for line in _LINES_OF_BOTH)
    assert [line for line, verdict in heard if not verdict.is_crisis] == []


_LINES_OF_BOTH = _lines("en-grave_beside_idiom")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("how do i stop my fingers typing to him", URGE),
        ("he's begging for one more chance", URGE),
        ("i was hoping you'd say it's fine to go", URGE),
        ("can't get her out of my head", URGE),
        ("he turned up with a bunch of roses", URGE),
        ("i'm in his bed and he's asleep", URGE),
        ("no urge today", OTHER),
        ("six months since i last spoke to him", OTHER),
    ],
)  # fmt: skip
def test_an_urge_and_good_news_are_told_apart(
    classifier: Classifier, text: str, label: str
) -> None:
    assert classifier.hear(text, "en").label == label


@pytest.mark.parametrize(
    "text",
    [
        "deleted the draft",
        "he texted, i left it unread",
        "put the phone in the freezer instead",
        "i told her no",
        "went for a run instead",
        "he called, let it ring out",
    ],
)
def test_what_was_resisted_is_heard_as_that(classifier: Classifier, text: str) -> None:
    assert classifier.hear(text, "en").kind == RESISTED


@pytest.mark.parametrize(
    "text",
    [
        "i'm in his bed and he's asleep, help",
        "he turned up with a bunch of roses and a knife",
        "he's begging for one more chance at my door",
        "deleted everything",
        "deleted the number of the crisis line",
        "no urge to live today",
        "i put the phone in the drawer and the rope round my neck",
        "i told him no and he hit me",
        "i said no to him and he did it anyway",
        "six months since i last wanted to live",
    ],
)
def test_what_only_resembles_them_is_neither(classifier: Classifier, text: str) -> None:
    verdict = classifier.hear(text, "en")
    assert verdict.kind is None
    assert not verdict.wish
