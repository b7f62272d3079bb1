"""What many people would type in an ordinary week, each in their own way: crises, urges, and what
is neither; and the reply of its own that some of it gets.

The lines stand in `said/`. Most of them were written before anybody had looked at the phrases.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.model import Content
from bot.understanding.classify import CRISIS_SUICIDE, CRISIS_VIOLENCE, URGE, Classifier
from bot.understanding.notes import HARM, LISTS, MEDICAL, SOMEBODY_ELSE, STRANGULATION

_LINES = Path(__file__).parent / "said"
_LANGUAGES = ("nl", "en")


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    return Classifier(content)


def _lines(name: str) -> list[str]:
    return (_LINES / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("language", _LANGUAGES)
def test_danger_is_heard(classifier: Classifier, language: str) -> None:
    lines = _lines(f"{language}-crisis")
    assert [one for one in lines if not classifier.hear(one, language).is_crisis] == []


@pytest.mark.parametrize("language", _LANGUAGES)
def test_an_urge_is_heard_as_one(classifier: Classifier, language: str) -> None:
    lines = _lines(f"{language}-urge")
    assert [one for one in lines if classifier.hear(one, language).label != URGE] == []


@pytest.mark.parametrize("language", _LANGUAGES)
def test_what_is_neither_is_not_asked_about(classifier: Classifier, language: str) -> None:
    lines = _lines(f"{language}-harmless")
    assert [one for one in lines if classifier.hear(one, language).is_crisis] == []


@pytest.mark.parametrize("language", _LANGUAGES)
def test_everyday_words_beside_these_are_no_phrase_of_danger(
    classifier: Classifier, language: str
) -> None:
    lines = _lines(f"{language}-beside")
    assert [one for one in lines if classifier.phrase_of_crisis(one)] == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("kunt ge de politie sturen", CRISIS_VIOLENCE),
        ("politie nodig nu", CRISIS_VIOLENCE),
        ("call the guards please", CRISIS_VIOLENCE),
        ("need police now", CRISIS_VIOLENCE),
        ("ik moet voor hem werken in een hotel met mannen", CRISIS_VIOLENCE),
        ("ik durf niet alleen te zijn vannacht, bang dat ik iets doe", CRISIS_SUICIDE),
        ("dont want to be alone tonight afraid i'll do something", CRISIS_SUICIDE),
    ],
)
def test_it_is_said_plainly(classifier: Classifier, text: str, label: str) -> None:
    verdict = classifier.hear(text)
    assert (verdict.label, verdict.is_plain) == (label, True)


@pytest.mark.parametrize(
    ("text", "label", "file"),
    [
        ("hij zegt dat ik hem morgen dood aantref", CRISIS_SUICIDE, SOMEBODY_ELSE),
        ("hij zegt dan vind je me dood", CRISIS_SUICIDE, SOMEBODY_ELSE),
        ("he says i'll find him dead tomorrow", CRISIS_SUICIDE, SOMEBODY_ELSE),
        ("he says his death will be on me", CRISIS_SUICIDE, SOMEBODY_ELSE),
        ("mijn vriend staat op een brug en belt me", CRISIS_SUICIDE, SOMEBODY_ELSE),
        ("my ex is on the tracks and texting me", CRISIS_SUICIDE, SOMEBODY_ELSE),
        ("hij stuurt me foto's van zijn armen vol bloed", CRISIS_SUICIDE, SOMEBODY_ELSE),
        ("em pakte me bie de kele", CRISIS_VIOLENCE, STRANGULATION),
        ("hij vloog mij naar de keel", CRISIS_VIOLENCE, STRANGULATION),
        ("he pulled my scarf tight til i couldnt speak", CRISIS_VIOLENCE, STRANGULATION),
        ("ik bloed en het houdt niet op", CRISIS_SUICIDE, MEDICAL),
        ("bleeding a lot, my own fault", CRISIS_SUICIDE, MEDICAL),
        ("straks doe ik de kinderen wat aan", CRISIS_VIOLENCE, HARM),
        ("im going to do something to the kids in a minute", CRISIS_VIOLENCE, HARM),
    ],
)
def test_it_gets_the_reply_of_its_kind(
    classifier: Classifier, text: str, label: str, file: str
) -> None:
    verdict = classifier.hear(text)
    assert verdict.label == label
    assert LISTS[file] in verdict.notes


@pytest.mark.parametrize(
    "text",
    [
        "ik ben bang dat ik iets doe",
        "kben bang dak iets ga doen",
        "im scared ill do something",
        "afraid i'll do something stupid tonight",
    ],
)
def test_who_is_afraid_of_what_she_will_do_is_asked_what_it_is(
    classifier: Classifier, text: str
) -> None:
    verdict = classifier.hear(text)
    assert (verdict.label, verdict.veiled, verdict.notes) == (CRISIS_SUICIDE, True, frozenset())


@pytest.mark.parametrize(
    "text",
    [
        "bang dat ik de baby iets doe",
        "ik ben bang dat ik hem iets doe",
        "im scared ill do something to the baby",
        "ik durf niet alleen met de baby te zijn, bang dat ik iets doe",
    ],
)
def test_who_is_afraid_for_another_is_not_asked_about_herself(
    classifier: Classifier, text: str
) -> None:
    assert LISTS[HARM] in classifier.hear(text).notes


@pytest.mark.parametrize(
    "text",
    [
        "ik vertrouw mezelf niet, bang dat ik iets doe",
        "zeg mijn dochter dat ik van haar hou als er iets gebeurt vannacht",
        "tell my daughter i love her if something happens tonight",
    ],
)
def test_who_may_go_is_not_taken_for_who_may_hurt(classifier: Classifier, text: str) -> None:
    verdict = classifier.hear(text)
    assert verdict.label == CRISIS_SUICIDE
    assert LISTS[HARM] not in verdict.notes


@pytest.mark.parametrize(
    "text",
    [
        "ik hou het niet meer vol",
        "lang hou ik dit niet meer vol",
        "ik wil afscheid nemen",
        "nog één keer iedereen zien en dan afscheid nemen",
        "ik kan niet leven zonder hem te zien, ik maak er een eind aan",
        "hij slaapt naast me en ik ben bang",
        "hij belde en ik nam op en hij dreigde me te vermoorden",
        "i can't hold out any longer",
        "i want to say goodbye",
        "one last goodbye and then i'm gone for good",
        "he's asleep beside me with a knife",
        "scrolling his photos one last time, then i'm killing myself",
    ],
)
def test_danger_in_the_words_of_an_urge_stays_danger(classifier: Classifier, text: str) -> None:
    assert classifier.hear(text).is_crisis
