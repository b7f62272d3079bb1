"""Danger in short, plain words, and what shares those words and is none."""

from __future__ import annotations

import pytest

from bot.content.model import Content
from bot.understanding.classify import CRISIS_SUICIDE, CRISIS_VIOLENCE, Classifier


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    return Classifier(content)


def wrong(classifier: Classifier, language: str, texts: list[str], label: str) -> list[str]:
    """Those that are not of this label, and what they are taken for."""
    heard = ((text, classifier.hear(text, language).label) for text in texts)
    return [f"{text}: {told}" for text, told in heard if told != label]


def alarms(classifier: Classifier, language: str, texts: list[str]) -> list[str]:
    """Those that are taken for a crisis."""
    return [text for text in texts if classifier.hear(text, language).is_crisis]


THREATENED = {
    "nl": [
        "mijn ex zegt dat hij mij iets aandoet",
        "hij zegt dat hij mij dood maakt",
        "mijn ex zegt dat hij mij dood gaat maken",
        "hij zei dat ik eraan ga",
        "hij zegt als ik wegga dan maakt hij me af",
        "hij wil mij dood",
        "mijn vriend slaat me als ik te laat thuis ben",
    ],
    "en": [
        "he says he'll kill me if i leave",
        "he says he will kill me",
        "he said hes going to kill me",
        "he says hes gonna hurt me",
        "he told me he wants to hurt me",
        "she says she'll kill me",
        "my husband says hes going to kill us all",
        "my ex says he'll hurt my kids",
        "my boyfriend says hell hang me",
        "he texted he'll kill my dog",
    ],
}


@pytest.mark.parametrize("language", THREATENED)
def test_a_threat_is_violence_and_not_a_wish_to_die(classifier: Classifier, language: str) -> None:
    assert wrong(classifier, language, THREATENED[language], CRISIS_VIOLENCE) == []


HIS_OWN_LIFE = {
    "nl": [
        "hij zegt dat hij zichzelf iets aandoet",
        "mijn ex appt dat hij zich van kant maakt",
        "mijn broer zegt dat hij dood wil",
        "ze zegt dat ze er een eind aan maakt",
        "mijn zus schrijft dat ze voor de trein gaat springen",
        "hij wil gewoon dood",
    ],
    "en": [
        "my ex says he will kill himself",
        "my sister says she's going to die tonight, she took something",
        "he says he wants to end it all",
        "my brother told me he wants to end his life",
        "she says shes going to hang herself",
    ],
}


@pytest.mark.parametrize("language", HIS_OWN_LIFE)
def test_a_threat_to_himself_stays_one(classifier: Classifier, language: str) -> None:
    assert wrong(classifier, language, HIS_OWN_LIFE[language], CRISIS_SUICIDE) == []


def test_a_burnt_tongue_and_a_bargain_are_no_crisis(classifier: Classifier) -> None:
    texts = [
        "ik heb mijn tong verbrand aan de soep",
        "ik heb mijn rug verbrand in de zon",
        "heb me lippen verbrand aan de soep",
        "heb mn vlees lekker gebrand op de bbq",
        "heb mn pizza verbrand",
        "heb me er doorheen geslagen vandaag",
        "ik heb mijn slag geslagen in de uitverkoop",
        "ik heb mijn kerstboom toegetakeld haha",
    ]
    assert alarms(classifier, "nl", texts) == []


def test_who_burns_herself_on_purpose_is_still_heard(classifier: Classifier) -> None:
    texts = [
        "ik heb mijn arm verbrand expres",
        "kheb mijn eigen geslagen",
        "kheb mn eigen toegetakeld",
        "heb me eige verbrand",
        "ik heb mezelf geslagen",
        "heb mn arm gesneje",
    ]
    assert wrong(classifier, "nl", texts, CRISIS_SUICIDE) == []


HURT = {
    "nl": [
        "heb mijn vriendin van de trap geduwd ze beweegt niet",
        "ik heb hem gestoken en hij ligt op de grond",
        "ik heb haar gewurgd",
        "ik heb de baby geschud en hij huilt niet meer",
        "ik heb hem geslagen en hij reageert niet",
        "ik heb mijn zoontje geslagen en hij bloedt",
        "ik heb mijn ex aangereden",
    ],
    "en": [
        "i shook her and now she wont wake up",
        "i stabbed him and theres blood everywhere",
        "i pushed him down the stairs and hes not moving",
        "i hit her with a pan and shes not answering",
        "ive just strangled my girlfriend",
        "i ran him over",
    ],
}


@pytest.mark.parametrize("language", HURT)
def test_who_is_hurt_by_her_needs_a_doctor(classifier: Classifier, language: str) -> None:
    notes = [classifier.hear(text, language).notes for text in HURT[language]]
    assert all({"medical", "client-intent-to-harm"} <= found for found in notes), notes


@pytest.mark.parametrize(
    "text",
    [
        "ik heb mijn zoontje geslagen",
        "ik ben bang dat ik hem iets aandoe, hij ligt op de grond te spelen",
        "ik heb hem geslagen en nu reageert hij niet op mijn appjes",
        "i hit my son",
        "hij sloeg me en ik bloed",
        "i slapped him and hes not answering my texts",
    ],
)
def test_where_nothing_is_to_be_seen_no_ambulance_is_spoken_of(
    classifier: Classifier, text: str
) -> None:
    verdict = classifier.hear(text)
    assert verdict.is_crisis
    assert "medical" not in verdict.notes


ALONG = {
    "nl": [
        "ik wil mijn kinderen meenemen de dood in",
        "ik ga dood en ik neem de kleine mee",
        "ik neem hem mee het graf in",
        "ik maak eerst de kinderen dood en dan mezelf",
    ],
    "en": [
        "i might take the kids with me when i die",
        "if i go the kids come with me, all of us gone",
        "we will all be dead tomorrow me and the kids",
        "im taking the kids and were all going to die",
    ],
}


@pytest.mark.parametrize("language", ALONG)
def test_who_would_take_a_child_along_is_heard(classifier: Classifier, language: str) -> None:
    notes = [classifier.hear(text, language).notes for text in ALONG[language]]
    assert all("takes-somebody-along" in found for found in notes), notes


@pytest.mark.parametrize(
    "text",
    [
        "ik neem de kinderen mee naar oma",
        "we gaan dit weekend allemaal weg, ik en de kinderen",
        "oma is dood en ik neem de kinderen mee naar de begrafenis",
        "im taking the kids with me to my mums",
        "nan died and im taking the kids with me to the funeral",
        "we are all going away this weekend me and the kids",
        "i shook hands with my new boss",
        "ik heb hem de hand geschud",
        "i ran him over to the station this morning",
    ],
)
def test_children_on_an_outing_are_no_crisis_by_a_phrase(
    classifier: Classifier, text: str
) -> None:
    assert classifier.phrase_of_crisis(text) is None
    assert "takes-somebody-along" not in classifier.hear(text).notes


HEARD = {
    "nl": [
        "ik was zaterdag bijna voor de trein gesprongen",
        "ik was bijna gesprongen",
        "ik had moeten springen",
        "had bijna aan het stuur getrokken op de snelweg",
        "ik stuurde bijna de vangrail in",
        "ik stond op de rand",
        "helaas leef ik nog",
        "ik denk aan zefmoord",
        "ik overweeg zellfmoord te plegen",
        "kan nimeer",
        "wie vindt me",
        "hang mij maar op",
        "ik zet er een punt achter",
        "bghit nmout",
        "ben ölmek istiyorum",
        "je veux mourir",
        "ik neem de kinderen mee in de dood",
    ],
    "en": [
        "wish i'd jumped yesterday",
        "i should of jumped when i had the chance",
        "nearly steered into a lorry last night",
        "sad i woke up",
        "driving to the cliffs now",
        "heading to the train tracks",
        "got my blades back out",
        "put me out of my misery please",
        "i wrote my note",
        "thinking of suiicide again",
        "shes on her way here furious",
        "hes pissed and coming round",
        "hes been in the street for an hour",
        "cut my hair off while i slept",
    ],
}


@pytest.mark.parametrize("language", HEARD)
def test_what_is_said_in_few_words_is_heard(classifier: Classifier, language: str) -> None:
    heard = {text: classifier.hear(text, language) for text in HEARD[language]}
    assert [text for text, verdict in heard.items() if not verdict.is_crisis] == []


SHARED = {
    "nl": [
        "had ik maar gesprongen toen ze vroegen wie er mee wilde parachutespringen",
        "ik was bijna gesprongen van blijdschap",
        "de brug is open dus ik ben wat later",
        "ik wil stoppen met de berichten",
        "ik wil stoppen met roken",
        "ik wil stoppen met deze cursus",
        "jammer dat ik weer wakker werd om zes uur, ik kon uitslapen",
        "mijn neef is onderweg met een kratje bier voor het feest",
        "mijn moeder heeft het nummer 112 gebeld toen ze viel, alles goed nu",
        "ik wil leren spaans, quiero comer is ik wil eten",
        "ik stond op de rand van de speeltuin te kijken",
        "het is tijd om naar bed te gaan zei mijn moeder",
    ],
    "en": [
        "should have jumped on that sale when i had the chance",
        "i almost jumped for joy",
        "just shoot me an email",
        "shoot me a text when you get there",
        "im on the bridge stuck in traffic",
        "i did a first aid course, you call 999 and start compressions",
        "my dads on his way round with a curry",
        "the neighbour has been in the street for an hour washing his car",
        "i was on the edge of my seat",
        "im going to take my kids to school",
        "its time for tea",
    ],
}


@pytest.mark.parametrize("language", SHARED)
def test_the_same_words_in_everyday_life_are_no_crisis(
    classifier: Classifier, language: str
) -> None:
    assert alarms(classifier, language, SHARED[language]) == []


@pytest.mark.parametrize(
    "text", ["im on the bridge", "ik loop naar het spoor", "maak me maar dood"]
)
def test_what_was_learned_as_plain_is_not_made_a_question(
    classifier: Classifier, text: str
) -> None:
    verdict = classifier.hear(text)
    assert verdict.is_crisis
    assert not verdict.veiled
