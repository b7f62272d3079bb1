"""What a client or a coach tells or asks in passing, and what only resembles it."""

from __future__ import annotations

import pytest

from bot.content.model import Content
from bot.understanding.classify import Classifier


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    return Classifier(content)


_PRACTICAL = [
    "Ik kom zondag niet",
    "Hoi coach, ik kom donderdag niet. Groetjes!",
    "Ik ben er dinsdag niet bij",
    "ik ben er volgende keer niet",
    "zondag ben ik er niet bij, sorry 🙏",
    "Ik ben wat later vanavond",
    "Ik weet niet of ik donderdag kom",
    "ik weet nog niet of ik vanavond kan komen",
    "I don't know whether I'll come on Thursday.",
    "Not sure if I can come Friday, sorry",
    "I'm not sure if I can come tonight",
    "ik haal het vanavond niet",
    "Ik wil je volgende week graag even spreken",
    "kunnen we woensdag bellen?",
    "Kan ik na dit programma nog bij jullie terecht?",
    "Jammer dat het bijna afgelopen is. Kan ik je straks nog schrijven?",
    "ik vind het spannend dat het programma stopt",
    "mag dat bericht nog weg?",
    "dat appje moet weg",
    "is die foto nu gewist of niet?",
    "I can't come on Thursday",
    "Hi coach, I won't be there on Sunday. Sorry!",
    "I won't be joining next week",
    "I'll be a bit late tonight",
    "can we talk tomorrow?",
    "I'd love to talk with you next week",
    "It's a shame it's almost over. Can I still write to you after this?",
    "can that message still be deleted?",
    "this post has to go",
    "is that photo gone now or not?",
]
"""Their words are those of a goodbye, and a cohort sends them every week."""

_ASKED = [
    "i feel like disappearing",
    "i just feel like giving up on everything",
    "ik voel me alsof ik wil verdwijnen",
    "ik kom zondag niet meer",
    "ik weet niet of ik er donderdag nog ben",
    "ik weet niet of ik donderdag haal",
    "ik weet niet of ik nog wil",
    "ik weet niet of ik vanavond verder kan",
    "ik weet niet of ik nog kan",
    "I don't know if I'll be here on Thursday",
    "I don't know if I'll make it to Thursday",
    "I don't know if I can go on tonight",
    "I don't know whether I'll see Thursday",
    "ik ben er volgende week niet meer",
    "zondag ben ik er niet meer",
    "ik ben er zondag niet meer bij",
    "ik kom zondag niet, zeg maar dat ik van ze hou",
    "Ik kom zondag niet. Zorg goed voor de kinderen.",
    "ik haal het niet meer",
    "ik haal zondag niet",
    "Ik kom zondag niet 🔪",
    "jammer dat het bijna klaar is met mij",
    "na vandaag ben ik er niet meer",
    "ik moet weg, voorgoed",
    "I won't be here next week",
    "I won't be there next week, or ever again",
    "I can't come on Sunday. Tell them I love them.",
    "I won't make it to sunday",
    "it's almost over, then i'm gone",
    "i have to go, for good",
]
"""What resembles it: asked about, as before."""


_GONE_WITH_MORE = [
    "ik wil naar huis voorgoed",
    "ik wil naar huis 🔪",
    "ik wil naar mijn zus. ik wil dood",
    "ik wil naar mijn zus, dan is het klaar",
    "ik wil naar mijn ouders in de hemel",
    "ik wil naar mijn moeder",
    "ik wil naar oma",
    "ik wil naar huis maar hij laat me niet gaan",
    "ik heb het weer open gedaan",
    "ik heb mijn polsen weer open gedaan",
    "ik heb toch weer open gedaan en hij sloeg me",
    "i want to go home forever",
    "i want to go home, im done",
    "i want to go home but he wont let me",
    "i want to go to my sister and never wake up",
    "i want to go to my mum",
    "i opened the door and he hit me",
    "i let him in and he choked me",
]
"""Home, the door and whom one goes to, with what makes them grave."""


@pytest.mark.parametrize("text", _GONE_WITH_MORE)
def test_what_stands_behind_home_or_a_door_is_heard(classifier: Classifier, text: str) -> None:
    assert classifier.hear(text).is_crisis


@pytest.mark.parametrize(
    "text",
    [
        *("ik wil naar huis", "ik wil naar mijn zus", "ik wil heel graag naar mijn ouders toe"),
        *("i just want to go home", "i want to go to my sister", "i want to see my parents"),
    ],
)
def test_home_and_who_is_there_are_no_question_about_her_life(
    classifier: Classifier, text: str
) -> None:
    assert not classifier.classify(text).is_crisis


@pytest.mark.parametrize("text", _PRACTICAL)
def test_what_is_practical_and_nothing_else_is_no_crisis(
    classifier: Classifier, text: str
) -> None:
    assert not classifier.classify(text).is_crisis


@pytest.mark.parametrize("text", _ASKED)
def test_a_goodbye_is_asked_about(classifier: Classifier, text: str) -> None:
    assert classifier.classify(text).is_crisis


def test_grave_words_beside_it_are_said_plainly(classifier: Classifier) -> None:
    assert classifier.classify("Ik kom zondag niet. Ik wil dood.").is_plain
