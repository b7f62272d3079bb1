"""What is typed in answer to "Are you thinking of it?" and "Can you type safely?"."""

from __future__ import annotations

import pytest

from bot.safety.answers import NO, UNSURE, YES, read_answer, read_whether_safe


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *[(t, YES) for t in (
            "ja", "Ja.", "jaaa", "ja klopt", "ja, soms", "ja dat wil ik", "ja elke dag, al weken",
            "yes", "yes i am", "Yeah, sometimes", "yep", "jawel", "helaas wel", "sadly yes",
        )],
        *[(t, NO) for t in (
            "nee", "Nee hoor", "nee, dat niet", "nee daar denk ik niet aan", "neen", "nope", "no",
            "No, I'm not", "not at all", "niet veilig", "nee gelukkig niet", "nee, echt niet",
            "ik denk er niet aan", "not safe", "no thank god",
        )],
        *[(t, UNSURE) for t in (
            "weet ik niet", "ik weet het niet", "niet echt", "nee, niet echt", "not really",
            "misschien", "soms", "soms wel", "een beetje", "geen idee", "i don't know", "idk",
            "maybe", "kinda", "not sure", "sometimes", "elke dag", "nee maar soms", "best vaak",
            "i think so", "every day", "ja maar hij zit hiernaast", "yes but not for long",
        )],
        *[(t, None) for t in (
            "", "hoi", "ik wil hem appen", "nee ik wil hem alleen appen", "mijn moeder komt zo",
            "nee want hij heeft gebeld en toen ben ik toch maar naar huis gegaan", "fijn", "7",
            "I want to text him", "that was my sister at the door", "/drang",
        )],
    ],
)  # fmt: skip
def test_it_is_read_as_people_mean_it(text: str, answer: str | None) -> None:
    assert read_answer(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *[(t, YES) for t in (
            "ja", "ja hoor", "ja hij is niet thuis", "hij is er niet", "yes, he's not here",
            "he's not home", "ik ben veilig", "yes he was not home when i left",
        )],
        *[(t, NO) for t in (
            "nee", "nee hij zit naast me", "no he's in the room", "liever niet", "nu even niet",
            "nee ik ben niet alleen", "ik ben niet alleen", "kan niet", "hij is thuis", "helaas",
            "he's here", "not right now", "nee maar hij gaat zo weg en dan kan ik wel",
        )],
        *[(t, UNSURE) for t in (
            "misschien", "ja maar kort", "ja nee weet niet", "yes but not for long", "helaas niet",
        )],
        *[(t, None) for t in ("", "wat bedoel je", "ik wil hem appen", "wie is dit", "mijn keel")],
    ],
)  # fmt: skip
def test_whether_it_is_safe_is_read_with_care(text: str, answer: str | None) -> None:
    assert read_whether_safe(text) == answer


def test_violence_that_is_told_is_no_answer() -> None:
    assert read_whether_safe("hij is binnen met een mes", told=True) is None
    assert read_whether_safe("nee hij is binnen met een mes", told=True) == NO
