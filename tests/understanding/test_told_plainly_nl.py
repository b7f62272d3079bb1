"""Said plainly in Dutch, in words and an order that were once missed or only asked about; and the
everyday sentences that share those words, which no rule may take for a crisis by itself.

The lines stand in `told/`: what is told (`suicide`, `violence`), everyday sentences that share its
words (`beside`), everyday sentences that a rule once took for a crisis (`once_taken`), and grave
ones that share the words of what makes harmless (`grave`).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.model import RESISTED, Content
from bot.understanding.classify import CRISIS_SUICIDE, CRISIS_VIOLENCE, Classifier
from bot.understanding.notes import ALONG, HARM, LISTS, MEDICAL, SOMEBODY_ELSE
from bot.understanding.verdict import URGE


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    return Classifier(content)


def _lines(name: str) -> list[str]:
    path = Path(__file__).parent / "told" / f"nl-{name}.txt"
    return path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("name", "label"), [("suicide", CRISIS_SUICIDE), ("violence", CRISIS_VIOLENCE)]
)
def test_it_is_told_by_a_rule(classifier: Classifier, name: str, label: str) -> None:
    heard = {text: classifier.classify(text) for text in _lines(name)}
    assert {t for t, v in heard.items() if not (v.label == label and v.is_plain)} == set()


_ASKED = [
    "touw hangt klaar",
    "ik loop nu de zee in",
    "loop zo het water in",
    "ik stap de maas in",
]


def test_what_may_be_ordinary_is_asked_about(classifier: Classifier) -> None:
    heard = {text: classifier.classify(text) for text in _ASKED}
    assert {t for t, v in heard.items() if not (v.is_crisis and v.veiled)} == set()


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("ik heb gisteren geprobeerd mezelf op te hangen", MEDICAL),
        ("ik heb hem geduwd en hij ligt beneden aan de trap en hij zegt niks meer", MEDICAL),
        ("als ik hem zie rij ik hem dood", HARM),
        ("ik hou mijn handen bijna niet meer thuis bij de kleine", HARM),
        ("ik steek zijn huis in de fik met hem erin", HARM),
        ("ik neem de kinderen mee en dan is het voor ons alledrie over", ALONG),
        ("hij stuurde me een foto van een touw", SOMEBODY_ELSE),
    ],
)
def test_it_gets_the_reply_of_its_kind(classifier: Classifier, text: str, file: str) -> None:
    assert LISTS[file] in classifier.classify(text).notes


@pytest.mark.parametrize("name", ["beside", "once_taken"])
def test_everyday_words_are_no_crisis_by_a_rule(classifier: Classifier, name: str) -> None:
    heard = {text: classifier.hear(text) for text in _lines(name)}
    assert {t for t, v in heard.items() if v.is_crisis and v.is_plain} == set()


@pytest.mark.parametrize(
    "around",
    ["{}", "hoi, {}", "{}. verder was het een gewone dag", "ik zat net te koken. {}. sorry"],
)
def test_beside_what_is_harmless_the_grave_stays_grave(
    classifier: Classifier, around: str
) -> None:
    heard = {text: classifier.hear(around.format(text)) for text in _lines("grave")}
    assert {text for text, verdict in heard.items() if not verdict.is_crisis} == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hij probeerde me te bellen", "incoming"),
        ("hij heeft geprobeerd me te bereiken", "incoming"),
        ("hij wil me iets vertellen", "incoming"),
        ("hij stuurde slaap je?", "incoming"),
        ("hij heeft me een like gegeven", "incoming"),
        ("hij staat voor de deur met een bos tulpen", "coming"),
        ("hij slaapt hier vannacht", "coming"),
        ("hij ligt naast me te snurken", "happened"),
    ],
)
def test_an_urge_of_every_evening_is_no_danger(
    classifier: Classifier, text: str, kind: str
) -> None:
    verdict = classifier.hear(text)
    assert (verdict.label, verdict.kind) == (URGE, kind)


@pytest.mark.parametrize(
    "text",
    [
        "hij wil me iets aandoen",
        "hij wil me iets vertellen met een mes",
        "hij slaapt hier vannacht en ik ben bang voor hem",
        "hij ligt naast me in bed met een mes",
        "hij staat voor de deur met een hamer",
    ],
)
def test_with_danger_beside_it_it_is_danger(classifier: Classifier, text: str) -> None:
    assert classifier.hear(text).is_crisis


@pytest.mark.parametrize(
    "text",
    [
        "kheb nie gereageerd op zijn smske",
        "haar verjaardag was gisteren en ik heb niks gestuurd",
        "ik heb al twee weken zijn profiel niet bekeken",
        "ik heb niks gestuurd op zijn verjaardag",
        "niet gekeken op insta vandaag",
        "berichtje gewist zonder te versturen",
    ],
)
def test_what_was_not_sent_is_told_as_resisted(classifier: Classifier, text: str) -> None:
    assert classifier.hear(text).kind == RESISTED


def test_a_violence_of_long_ago_is_over_when_its_doer_is_long_dead(classifier: Classifier) -> None:
    told = "als kind werd ik geslagen door mijn stiefvader, die is allang dood"
    assert not classifier.hear(told).is_crisis
    assert classifier.hear(f"{told} maar nu slaat mijn man me").is_plain


@pytest.mark.parametrize(
    "text",
    [
        "hij dreigde met scheiden. sterven lijkt me zo makkelijk vanavond",
        "hij heeft de papieren getekend. morgen leef ik niet meer",
        "eind mei ga ik verhuizen. mijn keel doet zo pijn hij kneep heel lang",
        "hij heeft mijn hoofd onder de kraan gehouden. ik heb voor mezelf iets leuks gedaan",
    ],
)
def test_what_is_harmless_says_nothing_of_the_sentence_beside_it(
    classifier: Classifier, text: str
) -> None:
    assert classifier.hear(text).is_crisis
