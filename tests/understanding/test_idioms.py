"""Idioms with a grave word: nothing is asked about them, and nothing grave beside them is lost."""

from __future__ import annotations

import pytest

from bot.content.model import Content
from bot.understanding.classify import Classifier


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    return Classifier(content)


IDIOMS = {
    "nl": """
    mijn leven staat weer op de rails
    ik spring straks onder de douche
    ik neem elke avond mijn pil
    mijn laatste sigaret was gisteren
    zij knijpt een oogje dicht
    zij steekt me naar de kroon
    ik ben doodop
    ik zie het licht aan het eind van de tunnel
    het leven is mooi
    mijn leven is een soap haha
    de lucht dreigt met regen
    ik zie het niet meer zitten om te gaan sporten vandaag
    ik schrok me dood van de kat
    die vergadering hangt me de keel uit
    ik verzuip in het werk
    over mijn lijk dat ik dat aantrek
    """,
    "en": """
    my life is back on track
    i'm hanging out with my sister tonight
    my last cigarette was in may
    wrote a goodbye card for my colleague
    i killed another houseplant
    i feel like death warmed up after that flight
    he shot me a look
    got a tattoo, hurt like hell
    nothing hurts anymore after the massage
    i'm trapped in the lift
    i'm on the edge of my seat
    i've had enough of this rain
    i won't be here next week, holiday
    drowning in laundry
    jump in the shower then bed
    scared to death of spiders
    """,
}
GRAVE = {
    "nl": (
        "ik wil er niet meer zijn",
        "hij sloeg me gisteren weer",
        "iedereen is beter af zonder mij",
    ),
    "en": ("i want to be dead", "he hit me again last night", "everyone is better off without me"),
}
GRAVE_ALL_THE_SAME = """
i'm trapped in the house and he has the key
ik wil een eind aan mijn leven maken, het hangt me de keel uit
ik zie geen licht meer aan het eind van de tunnel, ik wil dood
i'm scared to death of him
mijn vader wurgt me als ik niet gehoorzaam
ik spring straks voor de trein
this is my last cigarette, then i'm gone for good
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("language", IDIOMS)
def test_an_idiom_is_no_crisis(classifier: Classifier, language: str) -> None:
    heard = {line: classifier.classify(line, language) for line in lines(IDIOMS[language])}
    assert [line for line, verdict in heard.items() if verdict.is_crisis] == []


@pytest.mark.parametrize("language", IDIOMS)
def test_what_is_grave_beside_it_is_heard(classifier: Classifier, language: str) -> None:
    texts = [
        text
        for idiom in lines(IDIOMS[language])
        for grave in GRAVE[language]
        for text in (f"{idiom}. {grave}", f"{grave}, {idiom}", f"{idiom} maar {grave}")
    ]
    missed = [text for text in texts if not classifier.classify(text, language).is_crisis]
    assert missed == []


@pytest.mark.parametrize("text", lines(GRAVE_ALL_THE_SAME))
def test_a_word_more_makes_it_none(classifier: Classifier, text: str) -> None:
    assert classifier.classify(text).is_crisis
