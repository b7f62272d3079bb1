"""An hour within what people say around it."""

from __future__ import annotations

import pytest

from bot.calendar.times import show_minutes
from bot.calendar.wished import read_other, read_wish

NAMED = {
    "nl": {
        "rond half tien s avonds als de kids slapen": ["21:30"],
        "liever rond 9en savonds": ["21:00"],
        "rond 7en": ["07:00"],
        "zo rond negenen": ["09:00"],
        "doe maar half negen want dan is het rustig": ["08:30"],
        "een uur of 8": ["08:00"],
        "8 of 9 uur": ["08:00", "09:00"],
        "nee toch 9 uur": ["09:00"],
        "20.15 graag": ["20:15"],
        "savonds ofzo": ["18:00", "20:00", "21:00"],
        "ja avond graag": ["18:00", "20:00", "21:00"],
        "na het eten": ["19:00", "20:00", "21:00"],
        "als de kinderen op bed liggen": ["18:00", "20:00", "21:00"],
        "sochtends voor t werk": ["07:00", "08:00", "09:00"],
        "'s middags": ["14:00", "16:00", "17:00"],
    },
    "en": {
        "like 9pm ish": ["21:00"],
        "around 9 pm please": ["21:00"],
        "in the morning, maybe 8ish": ["08:00"],
        "around half eight when the kids are asleep": ["08:30"],
        "evenings": ["18:00", "20:00", "21:00"],
        "after dinner": ["19:00", "20:00", "21:00"],
        "before bed": ["20:30", "21:00", "21:30"],
    },
}


@pytest.mark.parametrize(
    ("spoken", "text"), [(spoken, text) for spoken, texts in NAMED.items() for text in texts]
)
def test_the_hours_that_are_meant_are_found(spoken: str, text: str) -> None:
    found = read_wish(text, spoken)
    assert [show_minutes(hour) for hour in found.hours] == NAMED[spoken][text]


@pytest.mark.parametrize(
    "text",
    ["maakt niet uit", "het maakt me niet uit hoor", "kies jij maar", "whenever", "any time",
     "i dont mind", "doesn't matter", "up to you"],
)  # fmt: skip
def test_any_hour_is_any(text: str) -> None:
    assert read_wish(text).any


@pytest.mark.parametrize(
    "text",
    ["ik heb 3 keer gebeld", "ik heb 2 uur geslapen", "over een uur", "ik ben 34", "weet niet",
     "hij belde om 3 uur", "he comes home at 9", "i slept 3 hours", "", "het maakt hem niets uit",
     "maakt niet uit ik wil dood", "niks maakt nog uit"],
)  # fmt: skip
def test_what_holds_no_hour_holds_none(text: str) -> None:
    found = read_wish(text)
    assert not found.hours
    assert not found.any


@pytest.mark.parametrize(
    ("text", "hour"),
    [("nee toch 9 uur", 540), ("toch 10 uur", 600), ("no make it 10 pm", 1320), ("10 uur", 600),
     ("nee toch 10", 600), ("10", None), ("nee", None), ("ik ga om 10 uur slapen", None)],
)  # fmt: skip
def test_an_hour_in_place_of_another(text: str, hour: int | None) -> None:
    assert read_other(text) == hour
