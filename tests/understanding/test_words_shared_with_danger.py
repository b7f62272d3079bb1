"""A door that is pounded on, two deaths that are wished, somebody who is limp or does not pick up:
what may be danger is asked about, and the everyday sentence in the same words is not.
"""

from __future__ import annotations

import pytest

from bot.content.model import Content
from bot.understanding.classify import CRISIS_SUICIDE, CRISIS_VIOLENCE, Classifier
from bot.understanding.notes import LISTS, MEDICAL, SOMEBODY_ELSE

BOTH_DEAD = {
    "nl": ("ik hoop dat we samen doodgaan", "ik wou dat we allebei dood waren",
           "laat ons maar samen doodgaan", "ik wil samen met hem dood",
           "hoop dat we allebei verongelukken"),
    "en": ("i hope we both die", "i wish we were both dead", "i hope we all die",
           "let us both die", "hope we crash and both die"),
}  # fmt: skip
ALIVE = {
    "nl": ("ik hoop dat we ons doodlachen", "maakt niet uit want we gaan allemaal dood",
           "we lachten ons allebei dood",
           "hoop dat we allebei slagen", "ik hoop dat we samen de film afkijken"),
    "en": ("we both died laughing", "i hope we both do well", "we nearly both died of the heat",
           "i hope we both die old and happy", "i hope we all get there"),
}  # fmt: skip
AT_THE_DOOR = {
    "nl": ("de buurman bonkt op mijn deur", "hij staat te bonken", "iemand staat te bonken",
           "buurman staat te bonken op mijn deur", "hij blijft bonken",
           "er wordt op mijn deur gebonkt",
           "mijn ex staat op de deur te beuken", "hij staat weer op de deur te bonken"),
    "en": ("the neighbour bangs on my door", "he is banging", "he keeps banging",
           "someone is pounding on the door"),
}  # fmt: skip
NO_DOOR = {
    "nl": ("de buren bonken op de muur", "mijn hart staat te bonken", "mijn hoofd bonkt",
           "de buurman bonkt op het plafond", "de pakketbezorger bonkt op de deur",
           "de buurman kwam gisteren langs", "de buurman klust weer"),
    "en": ("the neighbours are loud again", "my head is banging", "banging tune",
           "my neighbour has a new door"),
}  # fmt: skip
LAX = {
    "nl": ("mijn ex was een slappeling", "wat slap van hem", "slap hoor",
           "slap excuus", "de thee is slap", "hij is een slappe zak"),
    "en": ("my ex is so weak", "he's spineless", "what a limp excuse"),
}  # fmt: skip
LIMP = {"nl": ("mijn kind is slap", "mijn ex is slap en reageert niet", "mijn baby voelt slap"),
        "en": ("my baby is limp", "my ex has gone limp")}  # fmt: skip
NOT_SURE = ("hij is slap", "hij is zo slap", "ze was slap", "mijn ex is slap", "mn ex is zo slap",
            "my ex is limp", "my ex is so limp")  # fmt: skip
NO_ANSWER = {
    "nl": ("mn moeder neemt niet op", "mama neemt niet op", "ma neemt nie op",
           "papa neemt niet op",
           "moeder neemt niet op"),
    "en": ("my mum isnt picking up", "mum isnt answering", "dad wont pick up"),
}  # fmt: skip
WORRIED = {"nl": ("mama neemt niet op en ze nam afscheid", "mama neemt niet op ik ben bang"),
           "en": ("mum isnt answering and she said goodbye",)}  # fmt: skip


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    return Classifier(content)


def _labels(classifier: Classifier, texts: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {
        text: classifier.hear(text, language).label
        for language, lines in texts.items()
        for text in lines
    }


@pytest.mark.parametrize(
    ("texts", "label"), [(BOTH_DEAD, CRISIS_SUICIDE), (AT_THE_DOOR, CRISIS_VIOLENCE)]
)
def test_what_may_be_danger_is_heard(
    classifier: Classifier, texts: dict[str, tuple[str, ...]], label: str
) -> None:
    assert {t: heard for t, heard in _labels(classifier, texts).items() if heard != label} == {}


@pytest.mark.parametrize("texts", [ALIVE, NO_DOOR, LAX, NO_ANSWER])
def test_the_everyday_sentence_is_no_crisis(
    classifier: Classifier, texts: dict[str, tuple[str, ...]]
) -> None:
    crises = (CRISIS_SUICIDE, CRISIS_VIOLENCE)
    assert {t: heard for t, heard in _labels(classifier, texts).items() if heard in crises} == {}


def test_a_body_that_is_limp_needs_a_doctor(classifier: Classifier) -> None:
    for language, texts in LIMP.items():
        for text in texts:
            assert LISTS[MEDICAL] in classifier.hear(text, language).notes, text


def test_who_is_limp_and_nothing_more_is_a_slight_doubt(classifier: Classifier) -> None:
    for text in NOT_SURE:
        heard = classifier.hear(text, "nl")
        assert heard.is_crisis, text
        assert not heard.is_plain, text
        assert heard.score < 0.5, text


def test_who_worries_about_her_mother_is_heard(classifier: Classifier) -> None:
    for language, texts in WORRIED.items():
        for text in texts:
            heard = classifier.hear(text, language)
            assert heard.is_crisis or LISTS[SOMEBODY_ELSE] in heard.notes, text
