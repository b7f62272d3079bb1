"""A plain yes or no, as people type it."""

from __future__ import annotations

import pytest

from bot.understanding.yes_no import NO, YES, behind, nods, read

CLEAR_YES = """ja|jaa|JAAAA|ja hoor|ja graag|ja doe maar|ja is goed|jazeker|Ja, dank je.|yes|yess|
yep|yes please|yeah do it|yes im sure|of course|zeker weten"""
LOOSE_YES = """doe maar|is goed|prima|goed|ok dan|graag|dat mag|sure|ok then|go ahead|fine|
sounds good|ja 2 weken|yes for two weeks"""
CLEAR_NO = """nee|neee|nee hoor|nee dankje|Nee, dank je|nee laat maar|nee is goed zo hoor|no|
no thanks|nope|no that is fine"""
LOOSE_NO = (
    """laat maar|toch niet|liever niet|hoeft niet|doe maar niet|never mind|nevermind|not now"""
)
NEITHER = """ok|okee|k|misschien|ja maar eerst iets anders|ja mijn hond is ziek|ja nee|nou ja|
nee wacht|natuurlijk niet|nee ik wil dood|ja hij slaat me|yes but not now|graag niet meer leven|
dank je|hoor|please|2 weken|ja en nee|wat|laat maar ik wil niet meer"""


def _each(phrases: str) -> list[str]:
    return [one.strip() for one in phrases.replace("\n", "").split("|")]


@pytest.mark.parametrize("text", _each(CLEAR_YES))
def test_a_clear_yes_is_one_to_anything(text: str) -> None:
    assert read(text) == read(text, clear=True) == YES


@pytest.mark.parametrize("text", _each(LOOSE_YES))
def test_a_loose_yes_is_none_to_what_cannot_be_undone(text: str) -> None:
    assert read(text) == YES
    assert read(text, clear=True) is None


@pytest.mark.parametrize("text", _each(CLEAR_NO))
def test_a_clear_no_is_one_to_anything(text: str) -> None:
    assert read(text) == read(text, clear=True) == NO


@pytest.mark.parametrize("text", _each(LOOSE_NO))
def test_a_loose_no_says_nothing_of_being_safe(text: str) -> None:
    assert read(text) == NO
    assert read(text, clear=True) is None


@pytest.mark.parametrize("text", _each(NEITHER))
def test_what_is_neither_or_more_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("text", _each("ok|okee|ja|ja ok|is goed|sure|ok thanks|alright"))
def test_a_nod_leads_on(text: str) -> None:
    assert nods(text)


@pytest.mark.parametrize("text", _each("nee|ok nee|dank je||ok maar hoe|verder"))
def test_nothing_else_does(text: str) -> None:
    assert not nods(text)


def test_what_follows_a_nod_is_taken_apart_from_it() -> None:
    assert behind("okee, ga verder") == ["ga", "verder"]
    assert behind("Ja hoor gedaan!") == ["gedaan"]
    assert behind("gedaan") == ["gedaan"]
