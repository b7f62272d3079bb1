"""What takes the power from grave words, and what never does."""

from __future__ import annotations

import pytest

from bot.content.model import Content
from bot.understanding.classify import Classifier


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    return Classifier(content)


_SAID = [
    "Ik heb net een film gekeken. ik wil dood",
    "ik ben nu op mijn werk en ik wil dood",
    "ik ben veilig maar ik wil niet meer leven",
    "mooi boek gelezen, ik wil niet meer leven",
    "vroeger was alles beter en nu wil ik dood",
    "toen ik 12 was had ik een hond. ik ben nu veilig. ik wil dood",
    "de les was fijn maar ik heb mezelf gesneden",
    "de kat krabt me. hij slaat me",
    "ik lach me dood en daarna denk ik aan zelfmoord",
    "I just watched a film. I want to die",
    "i'm at work now and i want to kill myself",
    "i'm safe but i don't want to live anymore",
    "good lesson today, he choked me last night",
    "the dog bit me and my husband hits me",
    "i used to like music. i want to end my life",
    "he hit me at 9, i'm fine now",
    "hij slaat me op mijn kamer, het gaat nu weer",
    "he made a scene and then he choked me",
    "hij schopte een scene en sloeg me",
    "vroeger sneed ik mezelf en dat speelt nu niet meer. ik wil dood",
    "years ago i cut myself, i got good help. last night i cut again",
]
"""A frame elsewhere in the message: the plain reply all the same."""

_ASKED = [
    "ik kijk een film ik wil dood",
    "dat liedje zegt wat ik voel ik wil niet meer leven",
    "watching a series i want to die",
    "this song is me i want to kill myself",
]
"""In one breath with a frame, and of oneself and now: asked about, at least."""

_HARMLESS = [
    "gisteren een film over zelfmoord gekeken",
    "in het boek wil hij dood",
    "tien jaar geleden wilde ik niet meer leven, nu gaat het goed",
    "mijn eerste man sloeg me twintig jaar geleden, ik ben nu veilig",
    "de hond heeft me gebeten",
    "mijn moeder vermoordt me als ik te laat ben",
    "stel dat iemand zegt dat hij dood wil, wat doet de bot",
    "the main character wants to die in that film",
    "my first husband hit me twenty years ago, i'm safe now",
    "my boss will kill me if i'm late",
    "the toddler bit me",
    "i tried to kill myself at 15, i'm 24 now and really glad i'm still here",
    "vijftien jaar geleden sneed ik mezelf, dat speelt nu niet meer, ik ben toen goed geholpen",
    "ten years ago i cut myself, i got good help and it's not an issue now",
    "ken je die scene waarin hij haar wurgt? ik moest wegkijken",
    "we watched that scene where he chokes her and i had to look away",
    "mijn grootvader heeft zich in 1953 van het leven beroofd, daar sprak niemand over",
]

_NEGATED = [
    "ik wil niet meer leven",
    "ik wil er niet meer zijn",
    "ik wil nooit meer wakker worden",
    "ik heb geen zin meer om te leven",
    "het leven hoeft niet meer",
    "ik kan niet stoppen met denken aan zelfmoord",
    "ik ben niet veilig met mezelf",
    "hij laat me niet naar buiten",
    "hij stopte niet toen ik nee zei",
    "i don't want to be alive",
    "i never want to wake up again",
    "i can't stop thinking about suicide",
    "i don't feel safe with myself",
    "he won't let me leave",
    "he didn't stop when i said no",
]
"""A negation that is part of the crisis, not its denial."""


@pytest.mark.parametrize("text", _SAID)
def test_a_frame_elsewhere_takes_nothing_away(classifier: Classifier, text: str) -> None:
    verdict = classifier.classify(text)
    assert verdict.is_crisis
    assert not verdict.veiled


@pytest.mark.parametrize("text", _ASKED)
def test_what_is_said_of_oneself_and_now_is_asked_about_inside_a_frame(
    classifier: Classifier, text: str
) -> None:
    assert classifier.classify(text).is_crisis


@pytest.mark.parametrize("text", _HARMLESS)
def test_a_frame_in_the_same_breath_makes_harmless(classifier: Classifier, text: str) -> None:
    assert not classifier.classify(text).is_crisis


@pytest.mark.parametrize("text", _NEGATED)
def test_a_negation_hides_no_crisis(classifier: Classifier, text: str) -> None:
    assert classifier.classify(text).is_crisis


@pytest.mark.parametrize("text", _SAID)
def test_a_crisis_at_character_3900_is_found(classifier: Classifier, text: str) -> None:
    idle = "vandaag een film gekeken en soep gekookt en daarna een boek gelezen op de bank. "
    whole = f"{(idle * 60)[:3899]}. {text}. {idle}"[:4096]
    assert classifier.classify(whole).is_crisis


def test_a_crisis_at_the_very_start_of_a_long_text_is_found(classifier: Classifier) -> None:
    idle = "daarna een film gekeken en soep gekookt en een boek gelezen op de bank. "
    assert classifier.classify(f"ik wil niet meer leven. {idle * 60}"[:4096]).is_crisis


_NO_PHRASE = [
    "ik heb hem in het stopcontact gestoken",
    "ik heb haar in mijn jaszak gestoken, die foto",
    "we zaten opgesloten in een zogenaamde kelder bij de escaperoom",
    "ik zit opgesloten... in de lift van de Hema",
    "hij sloeg me in met uno",
    "zij sloeg me met schaken",
    "ik voel me gewurgd door deze stropdas",
    "mijn zus wil niet meer leven in Nederland, ze gaat naar Portugal",
    "ik wil er een eind aan maken, aan dat abonnement bedoel ik",
    "liever dood dan nog 1 keer kamperen met mijn schoonfamilie",
    "eindelijk gaan slapen en niet meer wakker worden voor maandag",
    "eerst was ik boos en nu is er niks meer over",
    "toen was ik te laat en nu is hij weg",
    "met judo twee keer gewurgd, ik moet leren aftikken",
    "bij bjj gewurgd tot ik aftikte, leuke les",
    "we zitten hier al een week opgesloten vanwege de griep",
    "de kinderen hebben waterpokken en wij zitten opgesloten",
    "die spinningles, ik wil dood haha nee gewoon spierpijn",
    "het kan tegen een muur, die kast",
    "de deadlines wurgen ons",
    "got choked at bjj and tapped like a good girl",
    "management is choking us with meetings",
    "they keep strangling us with new rules",
    "legs like jelly after squats, want to die haha no just sore",
    "i thought i was going to die laughing",
    "he said the old people are going to lunch",
    "I took all the pills! Ten day course of antibiotics, finished",
    "i'm going to end it (the subscription). How?",
    "If I hear Last Christmas once more I shall end it all, by which I mean my contract",
    "he beat me. AGAIN. at scrabble",
    "he's stalking me round the house with a feather. the kitten i mean",
]
"""Words that a rule took for grave ones."""

_STILL_SAID = [
    "ik heb hem gestoken",
    "ik heb hem in zijn arm gestoken",
    "ik zit opgesloten",
    "hij heeft me opgesloten in de lift",
    "hij heeft een tracker in mijn tas gestoken",
    "ik zit opgesloten in de kelder",
    "hij sloeg me",
    "hij sloeg me in mijn gezicht bij het kaarten",
    "hij heeft me gewurgd met mijn sjaal",
    "hij heeft me gewurgd met zijn stropdas",
    "ik wil niet meer leven",
    "ik wil niet meer leven in deze wereld",
    "ik wil er een eind aan maken",
    "ik wil er een eind aan maken, aan dit leven",
    "liever dood dan nog een dag hier",
    "ik wil slapen en niet meer wakker worden",
    "ik ben gewurgd door hem",
    "ik wil dood haha",
    "i want to die haha",
    "he was choking me with his belt",
    "i am going to die tonight",
    "i'm meant to die",
    "gewoon tegen een boom",
    "was ik maar dood",
    "was ik er maar niet meer",
    "was ik maar weg",
    "was ik gewoon maar dood",
    "was ik nu lekker dood",
    "i took all the pills",
    "i took all my pills, the antibiotics too",
    "i took all my pills",
    "i'm going to end it",
    "i'm going to end it, the pain has to stop",
    "he beat me",
    "he beat me again at the weekend",
    "he's stalking me",
    "he's stalking me round the house",
    "i will end it all tonight",
]
"""What stands close to them and is grave."""


@pytest.mark.parametrize("text", _NO_PHRASE)
def test_no_phrase_takes_these_words_for_grave_ones(classifier: Classifier, text: str) -> None:
    assert classifier.phrase_of_crisis(text) is None


@pytest.mark.parametrize("text", _STILL_SAID)
def test_grave_words_close_to_them_are_said_plainly(classifier: Classifier, text: str) -> None:
    assert classifier.phrase_of_crisis(text)
    assert classifier.classify(text).is_plain


@pytest.mark.parametrize(
    "text", ["ik mis haar niet meer", "ik mis hem niet", "ik ben zo trots ik kan niet slapen"]
)
def test_a_phrase_of_distress_that_is_taken_back_does_not_decide(
    classifier: Classifier, text: str
) -> None:
    assert not classifier.classify(text).why.startswith("phrase")


@pytest.mark.parametrize("text", ["ik mis haar", "ik mis hem zo", "ik kan niet slapen"])
def test_without_that_it_does(classifier: Classifier, text: str) -> None:
    assert classifier.classify(text).why.startswith("phrase")
