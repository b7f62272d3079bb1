"""What is typed below an opened letter: keep it, tear it up, and all that is neither."""

from __future__ import annotations

import pytest

from bot.screens.letter_words import KEEP, LATER, SHARE, TEAR, read_wish


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        *[(t, KEEP) for t in (
            "bewaar hem", "houd hem nog even", "bewaar maar", "bewaren", "nog een week",
            "een week",
            "ik wil hem bewaren", "even bewaren graag", "hou hem nog een week", "bewaar de brief",
            "ik bewaar hem nog even", "laat hem nog liggen", "niet verscheuren", "week bewaren",
            "verscheur hem niet", "gooi hem niet weg", "ja bewaar hem maar",
            "keep it", "keep it a week", "keep the letter", "i want to keep it", "save it please",
            "don't tear it up", "i'll keep it", "a week", "yes keep it for now", "hold it",
        )],
        *[(t, TEAR) for t in (
            "verscheur hem maar", "weg ermee", "verscheur", "gooi maar weg", "scheur hem kapot",
            "weg met die brief", "hij mag weg", "ik wil hem verscheuren", "ja verscheur hem",
            "hem verscheuren", "weggooien", "gooi de brief weg",
            "tear it up", "rip it up", "throw it away", "get rid of it", "bin it", "delete it",
            "tear the letter up", "it can go", "burn it",
        )],
        *[(t, SHARE) for t in (
            "deel hem", "stuur hem naar mijn coach", "delen met mijn coach", "ik wil hem delen",
            "laat mijn coach hem lezen", "share it", "send it to my coach",
            "share it with my coach",
        )],
        *[(t, LATER) for t in (
            "niks", "ik kies niks", "laat maar", "weet ik niet", "nog niet", "later",
            "nothing", "leave it", "i don't know yet", "not yet", "geen idee", "not now",
        )],
        *[(t, None) for t in (
            "", "wis", "een dag", "a day", "ik wil hem", "ik wil hem houden", "ik hou van hem",
            "ik wil hem appen",
            "ik mis hem",
            "ik wil weg", "alles mag weg", "ik mag weg", "gooi mij weg", "bewaar mij",
            "ik wil niet meer",
            "tear me up", "i want to keep him", "i want to burn", "burn it all down", "stuur hem",
            "stuur het naar hem", "send it to him", "ik stuur hem de brief", "i'll send it",
            "delete me", "get rid of me", "ik wil alles verscheuren", "i can't hold on", "hold me",
            "laat me met rust", "laat hem gaan", "i want it to go away", "weg met mij",
            "dood ermee",
            "ik maak hem kapot", "throw me away", "i want to destroy myself",
            "het mag weg van mij",
            "not now i want to die", "ik doe het", "doe het", "doe het weg en mij ook",
            "i do nothing right",
        )],
    ],
)  # fmt: skip
def test_of_a_letter_nothing_is_read_but_what_becomes_of_it(text: str, wish: str | None) -> None:
    assert read_wish(text) == wish
