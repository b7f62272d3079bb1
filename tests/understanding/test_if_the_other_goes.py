"""What she would do to herself if the other goes, and everyday sentences that share its words."""

from __future__ import annotations

import pytest

from bot.content.model import Content
from bot.understanding.classify import CRISIS_SUICIDE, Classifier

GRAVE = {
    "nl": (
        "als hij weggaat spring ik", "als hij me verlaat dan spring ik",
        "als ie nou weg gaat dan spring ik echt", "als ze niet terugkomt spring ik",
        "als hij een ander heeft spring ik eraf", "ik spring als hij weggaat",
        "zonder hem spring ik", "als hij nie antwoord vanavond dan spring ik",
        "heb gezegd als je gaat spring ik", "ga je weg dan spring ik zei ik tegen hem",
        "als hij weggaat hang ik me op", "als hij weggaat rij ik tegen een boom",
        "als hij weggaat maak ik er een eind aan", "als hij gaat neem ik alle pillen",
        "als hij weggaat schiet ik me door de kop",
    ),
    "en": (
        "if he leaves me ill jump", "if he goes im jumping", "ill jump if he leaves",
        "ill jump if he doesnt answer", "ill jump if she doesnt come back",
        "without him ill jump", "told him id jump if he left me",
        "if he leaves ill hang myself", "if he leaves me im driving into a tree",
        "if he leaves ill take all my pills",
    ),
}  # fmt: skip
NOTHING_GRAVE = {
    "nl": (
        "spring ik op de fiets", "als hij weg is spring ik op de fiets",
        "als hij weggaat spring ik een gat in de lucht", "als hij belt spring ik",
        "als hij weggaat spring ik onder de douche", "als hij belt hang ik op",
        "morgen hang ik mn schilderij op", "hang ik mijn jas op",
    ),
    "en": (
        "jump on the train", "if he leaves early ill jump on the train",
        "ill jump for joy if he leaves", "if he leaves ill jump for joy", "if he texts i jump",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    return Classifier(content)


@pytest.mark.parametrize("language", GRAVE)
def test_it_is_about_her_own_life(classifier: Classifier, language: str) -> None:
    found = {text: classifier.hear(text, language) for text in GRAVE[language]}
    assert [text for text, told in found.items() if told.label != CRISIS_SUICIDE] == []
    assert [text for text, told in found.items() if not told.is_plain] == []


@pytest.mark.parametrize("language", NOTHING_GRAVE)
def test_what_is_jumped_on_or_hung_up_is_none(classifier: Classifier, language: str) -> None:
    texts = NOTHING_GRAVE[language]
    assert [text for text in texts if classifier.hear(text, language).is_crisis] == []
