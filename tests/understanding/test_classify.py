"""What a free text means, and how quickly that is known."""

from __future__ import annotations

import subprocess
import sys
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.model import Content
from bot.understanding.classify import Classifier
from bot.understanding.learned import LABELS, NOTES

_TABLE = [
    ("ik wil niet meer leven", "crisis_suicide"),
    ("ze zijn beter af zonder mij", "crisis_suicide"),
    ("i don't want to be alive anymore", "crisis_suicide"),
    ("kheb mijn eigen weer pijn gedaan", "crisis_suicide"),
    ("hij slaat me als hij gedronken heeft", "crisis_violence"),
    ("ik wil een pizza bestellen, hij is hier", "crisis_violence"),
    ("he won't let me leave the house", "crisis_violence"),
    ("k wil m zo graag appen", "urge"),
    ("should I text him", "urge"),
    ("ik ben onderweg naar haar huis", "urge"),
    ("ik heb hem toch gebeld", "urge"),
    ("kan niet slapen", "distress"),
    ("I feel so empty", "distress"),
    ("ik mis hem, meer niet", "distress"),
    ("vandaag geen drang gehad", "other"),
    ("ik lach me dood", "other"),
    ("goedemorgen", "other"),
    ("my phone battery is dead", "other"),
    ("gisteren een film over zelfmoord gekeken", "other"),
    ("tien jaar geleden wilde ik niet meer leven, nu gaat het goed", "other"),
]


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    return Classifier(content)


@pytest.mark.parametrize(("text", "label"), _TABLE)
def test_a_text_gets_its_label(classifier: Classifier, text: str, label: str) -> None:
    assert classifier.classify(text).label == label


@pytest.mark.parametrize(
    "disguise",
    [str.upper, lambda text: text.replace("e", "eee"), lambda text: text.replace(" ", "\u200b ")],
)
def test_a_crisis_is_seen_through_capitals_stretching_and_invisible_signs(
    classifier: Classifier, disguise: object
) -> None:
    assert callable(disguise)
    assert classifier.classify(disguise("ik wil niet meer leven")).is_crisis


@pytest.mark.parametrize("text", ["ik wil d00d", "k1ll myself", "ik wil z3lfm00rd plegen"])
def test_a_crisis_is_seen_through_digits_for_letters(classifier: Classifier, text: str) -> None:
    assert classifier.phrase_of_crisis(text) or classifier.classify(text).is_crisis


def test_what_is_said_plainly_is_not_veiled(classifier: Classifier) -> None:
    assert not classifier.classify("ik wil dood").veiled


def test_what_is_hinted_at_is_veiled(classifier: Classifier) -> None:
    verdict = classifier.classify("niemand merkt het als ik er straks niet meer ben")
    assert verdict.is_crisis
    assert verdict.veiled


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("ik heb een overdosis genomen", "medical"),
        ("hij kneep mijn keel dicht", "strangulation"),
        ("mijn dochter zegt dat ze dood wil", "third-person-current"),
        ("ik ben bang dat ik mijn kind iets aandoe", "client-intent-to-harm"),
        ("ik heb mezelf weer gesneden", "selfharm"),
        ("i took too many pills and i'm scared", "medical"),
        ("he choked me last night", "strangulation"),
        ("my friend says she's going to kill herself", "third-person-current"),
        ("i'm scared i'll hurt my baby", "client-intent-to-harm"),
        ("i've been cutting again", "selfharm"),
    ],
)
def test_a_crisis_with_a_reply_of_its_own_is_noted(
    classifier: Classifier, text: str, note: str
) -> None:
    verdict = classifier.classify(text)
    assert verdict.is_crisis
    assert note in verdict.notes


def test_the_language_written_in_is_told(classifier: Classifier) -> None:
    assert classifier.classify("I want to text him", "nl").language == "en"
    assert classifier.classify("ik wil hem appen", "en").language == "nl"


def test_the_reason_names_words_of_the_text(classifier: Classifier) -> None:
    assert "appen" in classifier.classify("zal ik hem maar gewoon appen").why


def test_a_signal_at_character_3900_is_found(classifier: Classifier) -> None:
    idle = "vandaag heb ik gewandeld en soep gekookt en daarna een boek gelezen op de bank. "
    text = (idle * 60)[:3900] + " ik wil niet meer leven. " + idle
    assert classifier.classify(text[:4096]).label == "crisis_suicide"


def test_a_long_text_about_nothing_opens_no_crisis_screen(classifier: Classifier) -> None:
    idle = "vandaag heb ik gewandeld en soep gekookt en daarna een boek gelezen op de bank. "
    assert not classifier.classify((idle * 60)[:4096]).is_crisis


_ODD = {
    "one word of 4,096 letters": "abcdefghijklmnopqrstuvwxyz" * 157 + "abcdefghijklmn",
    "emoji alone": "😀😁🖤" * 1365,
    "spaces": " " * 4096,
    "single letters": "a b c d e " * 409,
    "the words that most phrases begin with": "hij he i ik ze she " * 215,
    "negations": "niet not nooit never " * 195,
    "words of the past": "jaren geleden nu goed vroeger 2000 toen " * 102,
    "an ordinary one": "ik weet niet zo goed wat ik moet typen vandaag, " * 86,
    "full stops": "ik. wil. dood. " * 273,
    "twice what is allowed": "k wil m zo graag appen " * 356,
}


@pytest.mark.parametrize("name", _ODD)
def test_no_text_is_looked_at_without_end(classifier: Classifier, name: str) -> None:
    # A tenth of a second here; how long it takes is measured in the benchmarks.
    start = process_time()
    classifier.classify(_ODD[name])
    assert process_time() - start < 2


@given(text=st.text(max_size=300))
def test_any_text_gets_a_verdict(classifier: Classifier, text: str) -> None:
    verdict = classifier.classify(text)
    assert verdict.label in LABELS
    assert 0 <= verdict.score <= 1
    assert verdict.notes <= set(NOTES)


@pytest.mark.long
def test_classifying_needs_neither_scikit_learn_nor_numpy() -> None:
    code = (
        "import sys; from pathlib import Path; from bot.content.load import load;"
        "from bot.understanding.classify import Classifier;"
        "Classifier(load(Path('content'))).classify('hoi');"
        "sys.exit(bool({'sklearn', 'numpy', 'scipy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "text", ["hij belt me", "ze appt me", "hij belt me weer", "he is calling me"]
)
def test_somebody_who_calls_and_nothing_else_is_an_urge(classifier: Classifier, text: str) -> None:
    assert classifier.classify(text).label == "urge"


@pytest.mark.parametrize(
    "text", ["hij belt me en dreigt", "hij stuurt me bedreigingen in een bericht"]
)
def test_with_more_beside_it_it_is_looked_at(classifier: Classifier, text: str) -> None:
    assert classifier.classify(text).is_crisis


@pytest.mark.parametrize(
    ("text", "cry"),
    [
        ("Hoi marieke ik kan niet meer", True),
        ("hoi met sanne ik kan echt niet meer", True),
        ("hi marieke i can't do this anymore", True),
        ("hi marieke i can't go on", True),
        ("hoi marieke ik heb een vraag", False),
        ("hoi marieke ik kan morgen niet bellen", False),
        ("hi ann i can't make it tomorrow", False),
    ],
)
def test_a_greeting_does_not_drown_a_cry(classifier: Classifier, text: str, cry: bool) -> None:
    assert classifier.hear(text).is_crisis == cry
