"""What this bot hears every evening is an urge, and no danger; danger in like words is no urge.

The lines in `kinds/*-plain.txt` were written before the sentences were: one that is missed may
stay missed. Whatever could be danger stays with what was learned.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.model import COMING, RESISTED, Content
from bot.understanding.classify import URGE, Classifier
from bot.understanding.kinds import HAPPENED, INCOMING, ON_THE_WAY, Kinds

_LINES = Path(__file__).parent / "kinds"
_HEARD = 0.85

CORE = {
    COMING: (
        "he's picking me up in 15", "hij komt me halen over een kwartier",
        "hij staat met hangende pootjes voor de deur",
        "hij komt langs", "he's coming over",
    ),
    INCOMING: (
        "hij is aan het typen", "hij zegt sorry", "hij zegt dat hij van me houdt",
        "hij heeft me geliked", "Hij volgt me weer op insta 😭", "mijn ex wil me zien",
        "ze zegt dat ze spijt heeft", "hij zegt sorry en wat moet ik doen",
        "hij heeft bloemen laten bezorgen",
                "he's typing", "he says he's sorry", "He followed me back", "he added me on snap",
        "he keeps texting me and im at work", "he's crying", "hij huilt", "hij zit te huilen",
        "hij blijft appen en ik ben op mijn werk", "my ex says he's changed",
        "she says shes thinking of me", "he asked how i am",
        "omg he unblocked me, what do i do", "she sent flowers",
    ),
    HAPPENED: (
        "oeps verstuurd", "teruggevallen", "ben weer door de knieen", "we zijn weer samen",
        "ik heb mijn streak verpest", "ik lig nu naast hem", "kheb gebeld",
        "ik heb seks gehad met mn ex vannacht", "hij heeft hier geslapen", "ruined my streak",
        "called 14 times he didnt pick up", "im lying next to him now", "we're back together",
    ),
    ON_THE_WAY: (
        "nog 2 haltes en ik ben bij hem", "ga hem zo zien, koffie maar", "uber's booked to his",
        "seeing him in a bit, only coffee", "got my coat on",
    ),
    RESISTED: (
        "hij appte en ik heb niet geantwoord", "heb m niet teruggebeld", "heb hem genegeerd",
        "ik heb zijn bericht weggegooid zonder te lezen", "ik heb niks teruggestuurd",
        "ik ben langs zijn huis gelopen en doorgelopen", "ik heb niet gereageerd",
        "heb niet geantwoord op zijn appje", "ik heb niets geantwoord", "heb niet aangebeld",
        "mn ex belde gisteravond en ik heb hem niet teruggebeld", "ben omgekeerd naar huis",
        "ik fietste langs zijn huis en reed door", "ik heb de telefoon laten overgaan",
        "i didnt reply", "he texted last night and i didn't answer", "left him on read",
        "i walked past his house and kept going", "i did not reply to him", "i let it ring",
        "my ex called 3 times and i didn't pick up", "i deleted her text without reading it",
        "turned round and went home", "didn't text him back", "i resisted texting him",
    ),
    "": (
        "ik heb nog niet geantwoord",
        "heb hem net niet gebeld maar t scheelde niks", "tot nu toe volgehouden maar het trekt",
        "sta al een uur in tweestrijd", "ik wil nog 1 gesprek om het af te sluiten",
        "ik heb ja gezegd op een drankje", "ik wil t goedmaken", "we hebben om 8 uur afgesproken",
        "telefoon in de la gelegd maar ik blijf ernaar kijken", "no contact is killing me",
        "heb hem gedeblokkeerd maar nog niks gestuurd", "said yes to a drink",
        "unblocked him but havent sent anything yet", "i cant do no contact anymore",
        "wrote him a whole essay lol should i send it", "someone take my phone off me",
    ),
}  # fmt: skip
NONE = (
    "hij huilt met een mes in zijn hand", "he's crying and has a knife", "he's crying at my door",
    "hij blijft appen dat hij me vermoordt", "he keeps texting me that he'll kill me",
    "hij zegt sorry met een mes in zijn hand", "hij komt dronken langs", "hij volgt me",
    "hij komt zo hierheen en hij is dronken", "hij staat voor de deur", "hij wacht me op",
    "hij staat ineens op mijn werk met bloemen", "hij zegt dat hij niet zonder mij kan",
    "hij zegt sorry en dat hij me wat aandoet", "hij wil me terug anders maakt hij me dood",
    "hij vraagt of ik alleen thuis ben", "hij heeft een foto van mijn huis gestuurd",
    "hij zegt sorry nadat hij me sloeg", "hij is aan het typen en ik wil dood", "hou me tegen",
    "hij komt me halen en dan zal ik het weten", "ik heb het weer gedaan", "ik ga haar zien",
    "hij zegt sorry 🔪", "ik blijf ernaar kijken", "het scheelde niks", "niet gedaan",
    "ik wil afscheid", "ik hou het vol met moeite", "ik wil het nog steeds",
    "hes on his way round drunk", "he's coming over now and hes been drinking", "i did it again",
    "he says sorry with a knife in his hand", "he followed me", "he followed me home",
    "he's outside", "he's waiting for me downstairs", "he asked if i'm home alone",
    "he says he cant live without me", "he wants me back or he'll kill me", "stop me",
    "he sent a photo of my house", "he says sorry after he hit me", "cant do this no more",
    "hes typing and i want to die", "i just want a proper goodbye", "it was so close",
    "ik moet reageren anders wordt hij boos", "i have to reply or he'll get mad",
    "hij volgt me weer", "he followed me again", "hij heeft me gezien",
    "ik tril hij komt hierheen",
    "he was outside my door with roses again last night", "i want one last goodbye with him",
    "ik wil afscheid van hem", "im shaking hes coming over",
    "ik heb niet geantwoord en nu wordt hij boos", "hij dreigde en ik heb niet opgenomen",
    "hij slaat me en ik heb niet geantwoord", "ik heb niet opgenomen want ik wil niet meer",
    "hij stond voor de deur en ik heb niet opengedaan", "ik heb het weerstaan", "i resisted it",
    "i didn't answer and now hes outside", "he threatened me and i didnt reply", "i left him",
    "i ignored him and now hes angry", "i didnt do it", "i didnt take them",
    "it happened again", "talk me out of it", "i am going", "i want to", "he says", "hij zegt",
)  # fmt: skip


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    return Classifier(content)


def test_what_is_said_every_evening_is_an_urge_of_its_kind(classifier: Classifier) -> None:
    found = {
        text: (verdict.label, verdict.kind)
        for texts in CORE.values()
        for text in texts
        for verdict in [classifier.hear(text)]
    }
    assert found == {text: (URGE, kind) for kind, texts in CORE.items() for text in texts}


def test_danger_in_like_words_is_left_to_what_hears_danger(classifier: Classifier) -> None:
    assert [text for text in NONE if classifier.hear(text).kind is not None] == []


def test_that_the_other_comes_here_is_no_urge_where_danger_was_told(
    classifier: Classifier,
) -> None:
    for text in ("hij komt zo hierheen", "hes picking me up in 15"):
        assert classifier.hear(text).kind == COMING
        assert classifier.classify(text).kind is None


@pytest.mark.parametrize("spoken", ["nl", "en"])
def test_in_everyday_words_an_urge_is_heard(
    content: Content, classifier: Classifier, spoken: str
) -> None:
    lines = (_LINES / f"{spoken}-plain.txt").read_text(encoding="utf-8").splitlines()
    kinds, missed = Kinds(content, [ON_THE_WAY, HAPPENED]), []
    for kind, text in (line.split("\t") for line in lines):
        verdict = classifier.hear(text, spoken)
        found = verdict.kind if verdict.kind is not None else kinds.find(text)
        wrong = kind in (ON_THE_WAY, HAPPENED) and found != kind
        if verdict.label != URGE or wrong:
            missed.append(text)
    assert len(lines) >= 150
    assert len(missed) <= (1 - _HEARD) * len(lines), missed


def test_who_asks_whom_to_ring_gets_people_and_no_exercise(classifier: Classifier) -> None:
    for text in (
        "moet ik 112 bellen", "wie kan ik bellen", "wie moet ik bellen", "ik wil iemand spreken",
        "geef me een nummer", "moet ik naar de dokter", "moet ik naar het ziekenhuis",
        "wat is het nummer van 113", "ik wil een mens", "should i call an ambulance",
        "should i ring 999", "should i go to hospital", "who can i ring", "give me a number",
        "i want a human", "whats the number for samaritans", "i want to talk to someone",
    ):  # fmt: skip
        verdict = classifier.hear(text)
        assert verdict.wish == "human" or (verdict.is_plain and verdict.is_crisis), text
    assert classifier.hear("should i ring him").label == URGE
