"""What is typed in the midst of an urge: of a ride, of a phone; and all that is neither."""

from __future__ import annotations

import pytest

from bot.screens.urge_words import (
    DRIVES,
    STILL,
    read_ride,
    read_state,
    says_sent,
    speaks_of_phone,
)
from bot.screens.worse import is_bare_worse, tells_worse


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *[(t, DRIVES) for t in (
            "auto", "ik rij", "fiets", "Ben met de auto.", "ik zit in de auto", "op de fiets",
            "ja ik rij nog", "ik zit achter het stuur", "sta niet stil", "ik ben niet gestopt",
            "yes im driving", "I'm on my bike", "in the car", "behind the wheel", "not stopped",
        )],
        *[(t, STILL) for t in (
            "ik sta stil", "gestopt", "ok ik sta aan de kant", "sta nu geparkeerd", "ik rij niet",
            "ik zit in de bus", "ik loop", "trein", "nee ik fiets niet", "heb hem stilgezet",
            "ok ive stopped", "pulled over", "I'm parked", "not driving", "on the train",
            "im walking", "i pulled over",
        )],
        *[(t, None) for t in (
            "", "ja", "nee", "stop", "ik stuur hem nu", "ik rij tegen een boom", "ik sta er",
            "hij zit naast me in de auto", "ik sta op het spoor", "ik sta op de kant",
            "hij rijdt achter me aan", "i want to drive into a wall", "ik stop ermee",
            "i can't stop crying", "he is in the car with me", "ik zit in de auto en hij slaat me",
            "he won't let me out of the car", "ik kan niet stoppen", "i want it to stop",
            "ik rij me dood", "pulled a knife", "ik sta op de snelweg", "on the bridge",
        )],
    ],
)  # fmt: skip
def test_of_a_ride_nothing_is_read_but_a_ride(text: str, answer: str | None) -> None:
    assert read_ride(text) == answer


@pytest.mark.parametrize(
    ("text", "does"),
    [
        *[(t, True) for t in (
            "niet opgenomen", "ik neem niet op", "ik app niet terug", "hij belt nog steeds",
            "ik ga niet opnemen", "heb niet geantwoord", "not answering", "i won't pick up",
            "he keeps calling", "i didn't answer", "not replying",
        )],
        *[(t, False) for t in (
            "", "ik neem ze nu", "ik neem alles", "ik ben op", "ik geef het op", "opgehangen",
            "ik heb me opgehangen", "ik ga terug", "nu niet", "ik doe het niet", "pick a pill",
            "ik wil niet meer", "i won't do it", "ik bel 112", "he hung himself", "nog niet",
            "ik neem pillen", "ik neem niet alles op", "i'm not answering anyone ever again",
        )],
    ],
)  # fmt: skip
def test_of_a_phone_nothing_is_read_but_a_phone(text: str, *, does: bool) -> None:
    assert speaks_of_phone(text) is does


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("boos", "much"), ("i'm angry", "much"),
        ("leeg", "empty"), ("niks", "empty"), ("ik voel niks", "empty"), ("numb", "empty"),
        ("ik kan niet slapen", "awake"), ("telefoon", "phone"), ("te veel", "much"),
        ("ik ben niks", None), ("i am nothing", None), ("te veel genomen", None), ("", None),
        ("ik wil slapen en niet meer wakker worden", None), ("ik kan niet meer", None),
        ("i want to sleep forever", None), ("hij heeft een mes in zijn hand", None),
    ],
)  # fmt: skip
def test_what_comes_closest_is_read_from_few_words(text: str, state: str | None) -> None:
    assert read_state(text) == state


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        *[(t, True) for t in (
            "nee te laat", "te laat", "te laat, al gestuurd", "al verstuurd", "heb al geappt",
            "nee, heb het al gestuurd", "no too late", "too late", "already sent",
            "i just sent it",
            "too late, sent", "sorry te laat", "het is te laat, ik heb het al gestuurd",
        )],
        *[(t, False) for t in (
            "", "nee", "no", "het is te laat", "it's too late", "is het te laat",
            "nog niet gestuurd", "nee niks gestuurd", "not sent", "hij heeft al gestuurd",
            "he already texted",
            "te laat voor mij", "too late for me", "ik ben te laat thuis", "gestuurd", "laat",
            "ik heb alles gestuurd en nu wil ik niet meer", "sent home",
        )],
    ],
)  # fmt: skip
def test_that_it_is_too_late_is_read_of_a_message_alone(text: str, *, is_so: bool) -> None:
    assert says_sent(text) is is_so


WORSE = (
    "erger", "nog erger", "nee erger dan net", "sterker", "alleen maar erger geworden", "worse",
    "much worse", "worse than before", "even stronger now",
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        *WORSE,
        *(
            "het wordt erger", "het wordt alleen maar erger", "het gaat slechter",
            "de drang wordt weer sterker", "pff het is nog erger dan eerst", "dit maakt het erger",
            "it's getting worse", "it is getting worse again", "it got a lot worse",
            "the urge is getting stronger", "this made it worse", "getting worse",
        ),
    ],
)  # fmt: skip
def test_that_an_urge_gets_stronger_is_read(text: str) -> None:
    assert tells_worse(text)
    assert is_bare_worse(text) is (text in WORSE)


@pytest.mark.parametrize(
    "text",
    [
        "", "hij wordt erger", "zij wordt erger", "he is getting worse", "he's worse than before",
        "the hitting gets worse", "het slaan wordt erger", "het wordt erger hij slaat me",
        "het wordt erger ik wil niet meer", "het bloeden wordt erger", "de pijn wordt erger",
        "it's getting worse i took something", "het wordt me te veel", "worse he hit me",
        "the bleeding is getting worse", "mijn gedachten worden erger", "dit wordt mijn einde",
        "it gets worse every time he comes home", "thuis wordt het erger", "hij maakt het erger",
        "he made it worse", "ik maak het erger", "the pain is worse",
    ],
)  # fmt: skip
def test_what_else_gets_worse_is_not(text: str) -> None:
    assert not tells_worse(text)
