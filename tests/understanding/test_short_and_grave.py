"""Short messages that name a place, or what lies ready, and their like that mean nothing grave."""

from __future__ import annotations

import pytest

from bot.content.model import Content
from bot.understanding.classify import (
    CRISIS_SUICIDE,
    CRISIS_VIOLENCE,
    DISTRESS,
    URGE,
    Classifier,
)


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    return Classifier(content)


def _told(texts: str) -> list[str]:
    return [line.strip() for line in texts.strip().splitlines()]


LIFE = {
    "nl": """
    zit in de auto in de garage met de motor aan
    in de garage met de motor aan
    ik zit in mijn auto in de garage, motor loopt
    ik wou dat de auto me had geraakt
    had die vrachtwagen me maar geschept
    waar vind ik een hoge flat
    ik weet welke brug
    hoeveel is te veel
    bij de overweg
    de brief ligt op tafel voor mijn ouders
    het mes ligt naast me
    kan je een ambulance bellen
    """,
    "en": """
    in the garage with the engine on
    sat in the car in the garage with the engine running
    on the roof of the flats
    sat on top of the car park
    at the level crossing
    by the railway crossing
    the letter is on the table for my parents
    how many is too many
    i know which bridge
    the knife is next to me
    i wish that lorry had hit me
    on the train tracks
    can you call 999 for me
    """,
}
DANGER = {
    "nl": """
    de vader van mijn kinderen staat voor de deur te schreeuwen
    papa van de kinderen staat aan de deur te bonken
    """,
    "en": """
    the kids dad is at the door shouting
    my sons dad is at my door banging
    my ex is outside the house yelling
    the childrens father is outside my window screaming
    """,
}
NO_CRISIS = {
    "nl": """
    ik kan niet meer slapen
    ik kan niet meer nadenken
    ik wil naar huis
    ik wil naar mijn zus
    mag ik wel blijven?
    heb mn pil vergeten
    ik sla vandaag over
    mn telefoon is bijna leeg ik stop
    doe het zelf
    laat me met rust
    ga weg
    ik wil naar bed
    mn baas kijkt
    kan je alles wissen wat ik gezegd heb
    mag alles weg
    haal alles van mij weg
    """,
    "en": """
    leave me alone
    i cant think anymore
    i cant sleep anymore
    im losing it
    i forgot my meds
    do it yourself
    my son is at the door with flowers
    """,
}
HEAVY = {
    "nl": "iedereen laat me in de steek\nik kan niet meer slapen\nik kan niet meer nadenken",
    "en": "everyone leaves me\nim losing it\ni cant think anymore\ni cant sleep anymore",
}
STILL_GRAVE = {
    "nl": """
    ik kan niet meer
    ik kan niet meer leven
    ik kan niet meer slapen en ik wil dood
    ik wil naar huis, naar mijn moeder in de hemel
    ik wil naar mijn moeder
    mag ik blijven slapen voor altijd
    heb mn pillen geslikt
    heb mn pil vergeten en de hele strip genomen
    mn telefoon is bijna leeg ik stop met leven
    ik doe het zelf wel vanavond
    laat me met rust ik spring
    alles mag weg
    """,
    "en": """
    leave me alone i want to die
    i cant think anymore i just want to be dead
    i forgot my meds so i took all of them
    all of them
    im losing it and he has a knife
    cant be alone tonight
    """,
}


@pytest.mark.parametrize("language", LIFE)
def test_a_place_or_what_lies_ready_is_never_passed_by(
    classifier: Classifier, language: str
) -> None:
    heard = {text: classifier.hear(text, language).label for text in _told(LIFE[language])}
    assert {text: label for text, label in heard.items() if label != CRISIS_SUICIDE} == {}


@pytest.mark.parametrize("language", DANGER)
def test_who_shouts_at_the_door_is_a_danger_to_her_also_as_the_childrens_other_parent(
    classifier: Classifier, language: str
) -> None:
    for text in _told(DANGER[language]):
        verdict = classifier.hear(text, language)
        assert verdict.label == CRISIS_VIOLENCE, text
        assert "third-person-current" not in verdict.notes, text


@pytest.mark.parametrize("language", NO_CRISIS)
def test_what_means_nothing_grave_is_not_asked_about(
    classifier: Classifier, language: str
) -> None:
    alarms = [t for t in _told(NO_CRISIS[language]) if classifier.hear(t, language).is_crisis]
    assert alarms == []


@pytest.mark.parametrize("language", HEAVY)
def test_what_is_heavy_is_heard_so(classifier: Classifier, language: str) -> None:
    heard = {text: classifier.hear(text, language).label for text in _told(HEAVY[language])}
    assert {text: label for text, label in heard.items() if label != DISTRESS} == {}


def test_an_urge_in_other_words_is_one(classifier: Classifier) -> None:
    for text in ("kan er niet vanaf blijven", "ik mis hem zo erg dat ik erheen wil"):
        assert classifier.hear(text, "nl").label == URGE, text


@pytest.mark.parametrize("language", STILL_GRAVE)
def test_what_is_grave_beside_it_is_heard(classifier: Classifier, language: str) -> None:
    missed = [
        t for t in _told(STILL_GRAVE[language]) if not classifier.hear(t, language).is_crisis
    ]
    assert missed == []
