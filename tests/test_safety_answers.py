"""What is typed in answer to "are you thinking of it?" and "can you type safely?"."""

from __future__ import annotations

import pytest

from bot.safety.answers import ALARM, NO, UNSURE, YES, read_safe, rest_of
from bot.safety.thinking import comes_back, read_thinking
from bot.safety.unsaying import unsays


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *[(t, YES) for t in (
            "ja", "Ja.", "jaaa", "jaa", "ja klopt", "ja, soms", "ja dat wil ik", "tuurlijk",
            "ja elke dag, al weken", "yes", "yess", "yes i am", "Yeah, sometimes", "yep", "jawel",
            "eh ja", "helaas wel", "sadly yes",
        )],
        *[(t, NO) for t in (
            "nee", "neee", "Nee hoor", "nee, dat niet", "nee daar denk ik niet aan", "neen",
            "euh nee", "nope", "no", "No, I'm not", "not at all", "nee gelukkig niet",
            "nee, echt niet", "ik denk er niet aan", "no thank god", "natuurlijk niet",
            "zeker niet", "nee man", "wtf nee doe normaal", "huh nee", "nee hoor haha", "huh no",
            "hell no", "no way", "jezus nee", "omg no", "lol nee", "nee hahahaha", "of course not",
            "nee doe ff normaal man", "ben je gek nee", "wat? nee!", "course not", "no wtf",
        )],
        *[(t, UNSURE) for t in (
            "weet ik niet", "ik weet het niet", "niet echt", "nee, niet echt", "not really",
            "misschien", "soms", "soms wel", "een beetje", "geen idee", "i don't know", "idk",
            "maybe", "kinda", "sometimes", "elke dag", "nee maar soms", "best vaak", "nog niet",
            "i think so", "every day", "yes but i won't", "not yet", "af en toe", "eigenlijk wel",
            "ik heb er aan gedacht", "ik ben niet veilig", "not safe", "dat zeg ik niet",
            "kan ik niet zeggen", "nu niet", "nee te laf", "no way out", "nee te laf haha",
            "niet echt haha", "nee ik sta er", "nee nog niet lol", "ha nee, nog niet",
            "nee maar wtf",
            "nee maar ik heb wel pillen klaarliggen", "nee ik heb wel pillen in huis",
            "nee, maar het mes ligt naast me", "nee maar ze zitten nog in mijn la, de slaappillen",
            "no but i have pills ready", "no, but i've been saving up my meds",
        )],
        *[(t, None) for t in (
            "", "hoi", "ik wil hem appen", "nee want ik heb verder ook echt geen pillen in huis",
            "no because there are no pills in this house at all", "het mes ligt in de la",
            "nee ik wil hem alleen appen", "mijn moeder komt zo",
            "nee want hij heeft gebeld en toen ben ik toch maar naar huis gegaan", "fijn", "7",
            "ik ben niet normaal", "nee ik ben een sukkel", "no i'm an idiot", "not the way",
            "nee ik ben niet normaal", "zo kan het niet man",
            "I want to text him", "that was my sister at the door", "/drang",
        )],
    ],
)  # fmt: skip
def test_whether_she_thinks_of_it_is_read_as_people_mean_it(text: str, answer: str | None) -> None:
    assert read_thinking(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *[(t, YES) for t in (
            "ja", "jaa", "ja hoor", "yes", "ja hij is niet thuis", "hij is er niet", "hij is weg",
            "yes, he's not here", "he's not home", "ik ben veilig", "ik ben alleen", "nu wel",
            "niemand hier", "no one is here", "ja maar wat moet ik doen",
            "hij is nog niet terug", "hij is de deur uit", "ik slaap bij mijn zus", "of course",
            "he's still at work", "staying with a friend", "on the train", "for now yes",
            "ja hij heeft me geslagen", "ja maar hij heeft me net gewurgd",
        )],
        *[(t, NO) for t in (
            "nee", "neee", "nee hij zit naast me", "no he's in the room", "liever niet", "later",
            "stuur niet meer", "schrijf nu niks meer", "geen berichten meer", "don't write",
            "stop sending", "dont send me anything now",
            "liever nie", "nu even niet", "nee ik ben niet alleen", "ben niet alleen", "kan niet",
            "hij is thuis", "mijn man zit naast me", "hij komt eraan", "hij hoort me", "helaas",
            "he's here", "mijn broer is hier", "papa is hier", "mijn huisgenoot is hier",
            "mijn vrouw is thuis", "mijn zoon staat voor de deur", "mama kijkt mee op mijn gsm",
            "my dad is here", "my brother is here", "my flatmate is here", "my sister comes home",
            "my son is back", "my mum's boyfriend is coming to my room", "my stepdad is home",
            "not right now", "nee maar hij gaat zo weg en dan kan ik wel",
            "hij ziet het niet hij zit naast me tv te kijken", "hij gaat niet weg hij is hier",
            "hij is niet hier maar hij kijkt mee via de camera", "hij slaapt niet hij is hier",
            "hij is thuis aan het werk", "he's home at work", "hij is niet weg, thuis",
            "hij is er niet maar komt zo", "he's not asleep he's here", "ik ben niet veilig",
        )],
        *[(t, UNSURE) for t in (
            "misschien", "ja maar kort", "ja nee weet niet", "yes but not for long",
            "ja liever niet", "ja nu niet", "ja ik ben niet alleen", "yeah probably not",
            "ja hij zit naast me", "yes my brother is here", "ja mijn zoon is thuis",
            "ja ma hij komt zo", "ja eh nee", "ja weet ik niet", "yes and no", "ik weet het niet",
        )],
        *[(t, ALARM) for t in (
            "ik kan niet slikken", "kan niet ademen", "nee ik krijg geen adem", "baby ademt niet",
            "no i can't swallow", "nee ik was buiten westen", "nee ik bloed erg", "ja ik bloed",
        )],
        *[(t, None) for t in (
            "", "wat bedoel je", "ik wil hem appen", "wie is dit", "mijn keel",
            "ben ik nu veilig?", "ik ben amper veilig", "nee help", "nee hij heeft een mes",
            "nee bel de politie",
            "112", "hij brak in bij ons", "kon het niet laten", "dat was niet slim",
            "ik kan niet slapen", "ademen gaat goed", "my flatmate isn't here",
            "mijn dochter is niet thuis", "mijn huisgenoot is niet terug", "my sister isn't home",
        )],
    ],
)  # fmt: skip
def test_whether_it_is_safe_is_read_with_care(text: str, answer: str | None) -> None:
    assert read_safe(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *[(t, YES) for t in ("ja", "ja klopt", "yes", "jawel", "helaas wel")],
        *[(t, NO) for t in ("nee", "nee hoor", "no", "ik denk er niet aan", "nee man")],
        *[(t, UNSURE) for t in (
            "misschien", "soms", "weet ik niet", "niet echt", "not really", "nee, niet echt",
            "ja maar", "nog niet", "not yet", "idk", "maybe", "nee maar soms", "eigenlijk wel",
        )],
        *[(t, None) for t in (
            "niet opgenomen", "ik neem niet op", "not answering", "i'm not picking up",
            "ik doe het niet", "heb niet geantwoord",
        )],
    ],
)  # fmt: skip
def test_once_something_else_was_said_a_short_not_is_no_answer(
    text: str, answer: str | None
) -> None:
    assert read_thinking(text, near=False) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *[(t, None) for t in ("nee", "nee hoor, echt niet", "nope", "no way", "of course not")],
        *[(t, NO) for t in ("nee daar denk ik niet aan", "no i'm not thinking of it")],
        *[(t, YES) for t in ("ja", "yes i do")],
        *[(t, UNSURE) for t in ("misschien", "niet echt", "not sure")],
    ],
)
def test_a_no_to_what_was_asked_since_is_none_unless_it_says_so(
    text: str, answer: str | None
) -> None:
    assert read_thinking(text, asked_since=True) == answer


def test_violence_that_is_told_is_no_answer_without_a_yes_or_a_no() -> None:
    assert read_safe("hij is er en slaat me", told=True) is None
    assert read_safe("nee hij is er en slaat me", told=True) == NO


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("nee ik kan niet meer", "ik kan niet meer"),
        ("Ja, maar ik wil dood.", "ik wil dood."),
        ("eh nee en ik wil dood", "ik wil dood"),
        ("nee", ""),
        ("ik wil dood", ""),
        ("", ""),
    ],
)
def test_what_follows_a_yes_or_a_no_is_looked_at_by_itself(text: str, rest: str) -> None:
    assert rest_of(text) == rest


@pytest.mark.parametrize(
    ("text", "taken_back"),
    [
        ("ik loog", True),
        ("Dat was niet waar!", True),
        ("eigenlijk toch wel", True),
        ("I lied.", True),
        ("that wasn't true", True),
        ("actually I do", True),
        ("hij heeft gelogen", False),
        ("hij loog over alles", False),
        ("ik mis hem toch wel", False),
        ("he lied to me", False),
        ("i do miss him", False),
        ("it isn't true that he loves me", False),
    ],
)
def test_only_ones_own_no_is_taken_back(text: str, taken_back: bool) -> None:
    assert unsays(text) == taken_back


@pytest.mark.parametrize(
    "text",
    ["nee maar ik heb wel pillen klaarliggen", "no, but the knife is right here",
     "ik heb wel pillen", "ja toch"],
)  # fmt: skip
def test_after_a_no_what_is_at_hand_takes_it_back(text: str) -> None:
    assert comes_back(text)


@pytest.mark.parametrize("text", ["ik kan niet slapen", "nee", "i can't sleep", "", "dankjewel"])
def test_after_a_no_not_every_short_text_is_a_yes(text: str) -> None:
    assert not comes_back(text)
