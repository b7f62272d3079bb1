"""Over and done, thanks with a goodbye until then, figures of speech: no crisis by themselves."""

from __future__ import annotations

import pytest

from bot.content.model import Content
from bot.understanding.classify import Classifier


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    return Classifier(content)


HARMLESS = {
    "nl": [
        "bedankt voor alles deze week, fijn weekend!",
        "bedankt voor alles, tot de volgende sessie",
        "dank voor alles vandaag en een fijne avond",
        "in 2009 ben ik gestalkt, hij is veroordeeld en ik heb er nooit meer iets van gehoord",
        "jaren geleden sloeg mijn ex me, ik heb nooit meer van hem gehoord",
        "ik ga de hond uitlaten",
        "mn plantjes zijn allemaal dood",
        "ze heeft me geappt, mn zus",
        "ik ga dood 😂",
        "heb pijn aan mn knie",
    ],
    "en": [
        "my first husband hit me, 20 years ago, i live on my own now and love it",
        "years ago my ex hit me, i left and never saw him again",
        "he hit me years ago and i never heard from him since",
        "thanks for everything this week, have a good weekend!",
        "thank you for everything today, enjoy your evening",
        "glad this exists",
        "im dead 😂",
        "im dead lol",
        "my legs are dead",
        "the cat keeps scratching me",
        "i am taking the dog out",
        "i'll kill my neighbour and his leaf blower",
    ],
}

GRAVE = {
    "nl": [
        "bedankt voor alles",
        "bedankt voor alles, ik kom zondag niet meer",
        "hij sloeg me en ik ga de hond uitlaten",
        "jaren geleden sloeg hij me, nooit meer van hem gehoord, tot gisteren",
        "jaren geleden sloeg hij me, ik had hem nooit meer gezien en nu staat hij er weer",
        "ik ga dood",
        "op mn 17e heb ik mezelf gesneden, en gisteren weer",
    ],
    "en": [
        "thanks for everything",
        "thanks for everything this week, look after my dog",
        "im dead inside and i want to die 😂",
        "my husband hit me 20 years ago and again yesterday",
        "he hit me years ago, i never heard from him again, until yesterday",
        "he hit me years ago, i never saw him again and still i want to die",
        "im taking the dog to my sister, i wont need him anymore",
        "my first husband hit me, i've been safe and happy since, but my new one hits me",
    ],
}

STOPS = {
    "nl": ["ik wil stoppen met deze cursus"],
    "en": [
        "i want to stop the messages",
        "i dont want messages any more",
        "im finished with the course",
    ],
}

ASKED = {
    "nl": [
        "ik wil stoppen",
        "ik stop ermee",
        "ik wil hiermee stoppen",
        "haal mij eraf",
        "haal me van de lijst af",
    ],
    "en": [
        "i want to stop",
        "i want to stop this",
        "im stopping",
        "take me off",
        "take me off the list",
    ],
}


@pytest.mark.parametrize("language", HARMLESS)
def test_what_is_over_or_only_a_figure_is_no_crisis(classifier: Classifier, language: str) -> None:
    taken = [text for text in HARMLESS[language] if classifier.hear(text, language).is_crisis]
    assert taken == []


@pytest.mark.parametrize("language", GRAVE)
def test_what_stands_beside_it_is_heard(classifier: Classifier, language: str) -> None:
    missed = [text for text in GRAVE[language] if not classifier.hear(text, language).is_crisis]
    assert missed == []


@pytest.mark.parametrize("language", STOPS)
def test_who_says_what_is_to_stop_wants_just_that(classifier: Classifier, language: str) -> None:
    heard = [(text, classifier.hear(text, language).wish) for text in STOPS[language]]
    assert [text for text, wish in heard if wish != "stop"] == []


@pytest.mark.parametrize("language", ASKED)
def test_who_does_not_say_what_is_to_stop_is_asked(classifier: Classifier, language: str) -> None:
    heard = [(text, classifier.hear(text, language)) for text in ASKED[language]]
    assert [text for text, one in heard if not (one.is_crisis and one.veiled)] == []
