"""What somebody wants of the program: heard when it is all that is said, and never before help."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.faults import ContentFault
from bot.content.model import LANGUAGES, WISHES, Content
from bot.content.parse import wishes as parse_wishes
from bot.understanding.classify import CRISIS_SUICIDE, CRISIS_VIOLENCE, OTHER, URGE, Classifier
from bot.understanding.phrases import groups_of, written_out

HEARD = {
    "stop met die berichten": "stop",
    "Ik wil geen berichten meer.": "stop",
    "ik wil stoppen met het programma": "stop",
    "stop these messages": "stop",
    "no more messages please": "stop",
    "i want to quit the programme": "stop",
    "stuur me vandaag geen berichten": "pause",
    "ik ben 2 weken op vakantie": "pause",
    "i'm on holiday for two weeks": "pause",
    "zet me weer aan": "resume",
    "turn it back on": "resume",
    "verwijder mijn gegevens": "erase",
    "wis alles": "erase",
    "delete my data": "erase",
    "kun je mijn tijd veranderen?": "hour",
    "ik wil het bericht liever om half negen": "hour",
    "i'd rather get the message at half past eight": "hour",
    "hoe laat kom je morgen": "settings",
    "what time do you come tomorrow": "settings",
    "can you speak dutch": "dutch",
    "ik wil de engelse versie": "english",
    "in het engels graag": "english",
    "waar is het bericht van vandaag": "today",
    "where is today's message": "today",
    "welke week zit ik": "week",
    "ik wil een oefening": "exercise",
    "geef me iets anders": "exercise",
    "give me something else": "exercise",
    "kan ik mijn coach spreken": "coach",
    "ik wil bellen met mijn coach": "call",
    "call me": "call",
    "where's my safety plan": "plan",
    "wat is mijn veiligheidsplan": "plan",
    "plan": "plan",
    "Plan?": "plan",
    "ik wil een brief schrijven": "letter",
    "what's the circle": "cycle",
    "is dit een robot": "robot",
    "leest mijn coach mee?": "robot",
    "wie ben jij": "robot",
    "who can see this": "robot",
    "hoe werkt dit": "help",
    "what do you know about me": "privacy",
    "dankjewel, dit hielp": "thanks",
    "thanks, that helped 🙏": "thanks",
    "👍": "thanks",
    "hoi, ik wil graag meedoen": "join",
    "how can i join": "join",
}
NEVER = [
    *("ik wil stoppen", "ik wil stoppen met alles", "ik wil ermee stoppen", "ik stop ermee"),
    *("stop het", "laat het stoppen", "ik wil eruit", "ik stap eruit", "haal me hier weg"),
    *("verwijder mij", "verwijder me", "wis mij", "wis mijn leven", "wis alles wat ik ben"),
    *("vergeet me", "vergeet me maar", "zet me uit", "zet alles uit", "meld me af"),
    *("pauze van het leven", "ik wil pauze van alles", "ik heb pauze nodig van alles"),
    *("ik wil niet meer meedoen", "ik doe niet meer mee", "ik wil meedoen met hem"),
    *("bedankt voor alles", "dank je wel voor alles", "bedankt en vaarwel", "dit hielp niet"),
    *("ik wil hem geen berichten meer sturen", "ik wil geen berichten meer van hem"),
    *("stop met hem berichten sturen", "ik wil bellen met hem", "bel hem", "zijn bericht"),
    *("ik heb vandaag geen bericht van hem gekregen", "geen bericht", "waar blijft zijn bericht"),
    *("stop met die berichten, hij vermoordt me", "verwijder mijn gegevens want ik wil dood"),
    *("ik wil een oefening anders maak ik er een eind aan", "wie ben ik nog", "ik geef op"),
    *("hoe stop ik dit", "hoe stop ik ermee", "ik wil een afscheidsbrief schrijven"),
    *("kun je mijn tijd veranderen naar nooit meer", "mijn plan", "ik wil een plan maken"),
    *("i want to stop", "i want to stop everything", "i want it to stop", "make it stop"),
    *("stop it", "i want out", "get me out of here", "take me out", "sign me off", "i quit"),
    *("delete me", "erase me", "forget me", "forget about me", "delete everything i am"),
    *("turn me off", "switch me off", "a break from life", "i want to pause my life"),
    *("i need a break from being alive", "unsubscribe me from life", "unsubscribe me"),
    *("thanks for everything", "thank you for everything, goodbye", "this didn't help"),
    *("i don't want to send him messages anymore", "no more messages from him", "no text today"),
    *("stop these messages or he'll kill me", "delete my data, i want to die"),
    *("i want an exercise or i end it", "call me when i'm dead", "i want to join my mum"),
    *("i want to write a goodbye letter", "who am i anymore", "my plan", "i want to make a plan"),
]
"""They resemble a wish, and are none: a crisis, an urge, or not to be told apart from them."""
GRAVE = [
    *("ik wil dood", "ik maak er een eind aan", "hij slaat me", "ik heb te veel ingenomen"),
    *("hij greep me bij de keel", "ik wil niet meer leven", "ik wil hem appen"),
    *("i want to die", "he hits me", "i took too many pills", "i want to text him"),
]


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    """The one of the content."""
    return Classifier(content)


@pytest.mark.parametrize("text", HEARD)
def test_a_wish_in_ordinary_words_is_heard(classifier: Classifier, text: str) -> None:
    verdict = classifier.hear(text)
    assert (verdict.wish, verdict.label) == (HEARD[text], OTHER)


def test_each_wish_is_among_those(content: Content) -> None:
    assert set(HEARD.values()) == set(WISHES)
    for language in LANGUAGES:
        assert set(content[language].wishes.phrases) == set(WISHES)


@pytest.mark.parametrize("text", NEVER)
def test_what_resembles_a_wish_and_may_be_a_crisis_is_none(
    classifier: Classifier, text: str
) -> None:
    with_wishes = classifier.hear(text)
    assert with_wishes.wish == ""
    assert with_wishes == classifier.classify(text)


def _all_wishes(content: Content) -> list[str]:
    return [
        sentence.replace("anhour", "om half acht")
        for book in content.books.values()
        for lines in book.wishes.phrases.values()
        for sentence in written_out(lines)
    ]


@pytest.mark.parametrize("grave", GRAVE)
def test_nothing_grave_beside_a_wish_is_swallowed(
    content: Content, classifier: Classifier, grave: str
) -> None:
    alone = classifier.hear(grave)
    assert alone.label in {CRISIS_SUICIDE, CRISIS_VIOLENCE, URGE}
    for wish in _all_wishes(content)[::7]:
        for text in (f"{wish} {grave}", f"{grave}. {wish}", f"{wish}, {grave} graag"):
            assert classifier.hear(text).wish == "", text


def test_one_word_more_that_is_no_courtesy_makes_it_no_wish(
    content: Content, classifier: Classifier
) -> None:
    for wish in _all_wishes(content)[::3]:
        assert classifier.hear(f"{wish} leven").wish == "", wish
        assert classifier.hear(f"niet {wish}").wish == "", wish


def test_no_phrase_of_a_crisis_is_taken_for_a_wish(
    content: Content, classifier: Classifier
) -> None:
    for book in content.books.values():
        for label in (CRISIS_SUICIDE, CRISIS_VIOLENCE, URGE, "medical", "strangulation"):
            for sentence in written_out(book.phrases[label]):
                assert classifier.hear(sentence).wish == "", sentence


def test_each_sentence_in_the_lists_is_heard_unless_an_urge_goes_first(
    content: Content, classifier: Classifier
) -> None:
    unheard = [
        text for text in _all_wishes(content) if not (found := classifier.hear(text)).wish
        and found.label != URGE
    ]  # fmt: skip
    assert unheard == []


def test_an_emoji_that_may_say_more_keeps_it_from_being_a_wish(classifier: Classifier) -> None:
    assert classifier.hear("dank je ❤️").wish == "thanks"
    assert classifier.hear("dank je 🔪").wish == ""
    assert classifier.hear("🔪").wish == ""


def test_courtesy_alone_is_no_wish(content: Content, classifier: Classifier) -> None:
    for book in content.books.values():
        for word in book.wishes.beside:
            assert classifier.hear(word).wish == "", word


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[stop]\nstop .. berichten", "no '..'"),
        ("[stop]\nstop bericht*", "no '..'"),
        ("[stop]\nstop @bericht", "no line of this file"),
        ("[nothing]\nstop berichten", "not known here"),
        ("[stop]\na b\n[stop]\nc d", "twice"),
        ("[stop]\nstop berichten", "nothing is written for"),
        ("stop berichten\n[stop]\nstop", "nothing is written for"),
    ],
)
def test_a_faulty_list_is_refused_with_a_reason(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "wishes.txt"
    missing = "" if "nothing is" in told else _rest(text)
    path.write_text(f"{text}\n{missing}", encoding="utf-8")
    with pytest.raises(ContentFault, match=told):
        parse_wishes(path)


def _rest(text: str) -> str:
    """The other parts, each with something in it."""
    return "\n".join(
        f"[{name}]\nsomething here" for name in ("beside", *WISHES) if f"[{name}]" not in text
    )


def test_groups_stand_before_all_parts(content: Content) -> None:
    for book in content.books.values():
        groups, _ = groups_of(book.wishes.phrases["stop"])
        assert groups
