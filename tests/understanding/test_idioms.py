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
    ik schaam me dood over gisteren
    liever dood dan crocs aan
    mijn boormachine is er geweest
    mijn hakken vermoorden me
    hij heeft me gefragd met de sniper
    ik heb nog 1 leven in duolingo
    bungeejumpen staat op mijn bucketlist
    ik word hier levend verteerd door muggen
    de brug is open, ik kom 10 min later
    als blikken konden doden was de kat er niet meer
    ik zwijg als het graf over je feestje
    hij volgt me op strava
    mijn moeder dreigt met haar beroemde spruitenschotel
    ik zit opgesloten in een webinar
    vaarwel dieet
    hang me op als het niet waar is
    al sla je me dood, ik weet zijn naam niet meer
    dat was de klap op de vuurpijl
    ik hou mijn adem in voor de var
    ik verzuip bijna van de regen
    ik was de hele dag met mijn ziel onder mijn arm in de stad
    ik wil die wekker tegen de muur gooien
    ik kon mezelf wel voor mijn kop slaan
    """,
    "en": """
    my life is back on track
    i killed another houseplant
    he shot me a look
    i'm trapped in the lift
    i'm on the edge of my seat
    i've had enough of this rain
    i won't be here next week, holiday
    drowning in laundry
    jump in the shower then bed
    scared to death of spiders
    sick to death of doing the dishes
    kissed my bonus goodbye
    i can't live without my air fryer
    no life left in this battery
    my heart skipped a beat when the exam results came
    this song has a chokehold on me
    broke til payday
    my last day is friday then i start the new job
    one last push and the shed is up
    throwing myself into gardening
    my cat won't let me sleep
    hiding in the loo from my own children
    that ending broke me
    took too many photos
    wake me up when september ends
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
ik wil dood na het feest
ik wil dood na de bruiloft van mijn ex
ik wil dood vannacht de baby huilde weer en ik kan niet meer
hij wil me dood na het feest
i dont want to wake up so early or at all
laatste sigaret dan pillen
laatste sigaret en dan spring ik
last cigarette and then the bridge
spring straks op mijn fiets en dan onder de trein
the world will be better without meetings and me
he hit the roof and then me
the collar was choking me
i wrote a goodbye card for the kids
hij volgt me op strava en wacht me op
cross my heart and hope to die tonight
pull the plug on my plans and on me
i'm trapped in the house and he has the key
ik wil een eind aan mijn leven maken, het hangt me de keel uit
ik zie geen licht meer aan het eind van de tunnel, ik wil dood
i'm scared to death of him
mijn vader wurgt me als ik niet gehoorzaam
ik spring straks voor de trein
ik zwijg als het graf anders maakt hij me dood
hij slaat me kapot op de keukenvloer
hij gooide me tegen de muur
hij sloeg een gat in de deur en daarna mij
mijn leven hangt aan een zijden draadje
liever dood dan bij hem terug
ik gooi het bijltje erbij neer met het leven
einde verhaal voor mij vannacht
ik haal het einde van de maand niet
zonder hem overleef ik niet, ik stap eruit
ik hang morgen aan een touw
hij zette me het mes op de keel
hij heeft mijn handen verbrand aan de kachel
hij controleert elke dag mijn telefoon en slaat me
mijn telefoon is bijna dood, hij heeft me opgesloten
ik wil in het diepe springen en niet meer boven komen
this is my last cigarette, then i'm gone for good
i'm sick to death of living
i'm scared to death of my husband
i'd rather die than go back to him, he nearly killed me last time
over my dead body that i go back, he could have killed me
he wrecked my legs
i was battered by the father of my kids
rest in peace my old kettle, i wish it was me that was dead
not long for this world, i have the pills ready
i can't live without coffee and i can't live without him, i want to end it
i'm broke til payday and i want to end my life
blood is thicker than water but my brother beats me till i bleed
he took my breath away with his hands round my neck
nothing left in the fridge and nothing left to live for
the song has me in a chokehold, i want to die when i hear it
took too many photos and too many pills
hiding in the bathroom with my kids, he has a knife
he beats me at chess and he beats me with his belt
"""


PLAIN_ALL_THE_SAME = """
for the life of me i can't see a reason to stay alive
he bit my head off again then he punched me in the face
dead silence when i told them he rapes me
ik schrok me dood toen hij me wurgde
ik verveel me dood als hij me slaat
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


@pytest.mark.parametrize("text", lines(PLAIN_ALL_THE_SAME))
def test_no_idiom_makes_a_question_of_what_is_said_plainly(
    classifier: Classifier, text: str
) -> None:
    verdict = classifier.classify(text)
    assert verdict.is_crisis
    assert not verdict.veiled
