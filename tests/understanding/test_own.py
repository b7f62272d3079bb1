"""Anker's own words, typed instead of pressed, are nobody's cry."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.load import load
from bot.content.model import Content
from bot.understanding.classify import Classifier
from bot.understanding.own import MEANT, labels_of

_LANGUAGES = ("nl", "en")


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    return Classifier(content)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_no_label_typed_as_text_opens_the_crisis_screen(
    classifier: Classifier, content: Content, language: str
) -> None:
    labels = list(labels_of(content[language]))
    assert len(labels) > 300
    opened = [
        (key, label)
        for key, label in labels
        if key not in MEANT and classifier.classify(label, language).is_crisis
    ]
    assert opened == []


def test_the_labels_that_can_be_a_cry_are_few_and_there(content: Content) -> None:
    assert len(MEANT) <= 3
    for language in _LANGUAGES:
        assert set(MEANT) <= {key for key, _ in labels_of(content[language])}


@pytest.mark.parametrize("language", _LANGUAGES)
def test_somebody_hurts_me_is_a_crisis_though_a_button_says_it(
    classifier: Classifier, content: Content, language: str
) -> None:
    assert classifier.classify(content[language].t("lines.button.hurt"), language).is_crisis


@pytest.mark.long
def test_a_label_that_says_it_plainly_opens_the_screen_whoever_wrote_it(tmp_path: Path) -> None:
    import shutil

    shutil.copytree("content", tmp_path / "content")
    messages = tmp_path / "content" / "nl" / "messages.yaml"
    text = messages.read_text("utf-8").replace("plan: Mijn plan", "plan: Ik wil dood", 1)
    messages.write_text(text, "utf-8")
    content = load(tmp_path / "content")
    assert "Ik wil dood" in {label for _, label in labels_of(content["nl"])}
    assert Classifier(content).classify("ik wil dood").is_crisis


_SHORT = [
    "mijn plan",
    "als dan",
    "iets anders",
    "over mij",
    "als hij belt, dan ga ik naar buiten",
    "als zij appt, dan zet ik thee",
    "dan bel ik mijn buurvrouw",
    "ophalen kinderen school 16.00, zij brengt ze",
    "gesprek school 10.15, hij is er ook",
    "vrijdag tien uur",
    "dinsdag 9 december",
    "Fleur",
    "mijn broer Karim",
    "hij slaat me niet",
    "hij bedreigt me niet",
    "ik word niet geslagen",
    "my plan",
    "if then",
    "something else",
    "if he calls, then i go outside",
    "if she texts, then i put the kettle on",
    "then i ring my neighbour",
    "pick up kids school 16.00, she drops them off",
    "meeting at school 10.15, he's there too",
    "friday ten o'clock",
    "tuesday 9 december",
    "Fleur",
    "my brother Karim",
    "she keeps calling me",
    "I make tea and leave my phone in the hall",
    "he doesn't hit me",
    "i'm not being hit",
]


@pytest.mark.parametrize("text", _SHORT)
def test_a_plan_a_date_a_name_and_a_bare_denial_are_no_crisis(
    classifier: Classifier, text: str
) -> None:
    assert not classifier.classify(text).is_crisis
