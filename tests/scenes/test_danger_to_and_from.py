"""Whose danger it is: he threatens her, she hurt somebody, he is on his way: each its reply."""

from __future__ import annotations

import pytest

from tests.cast import Stage
from tests.scenes.fixed import kind_of

THREATS = [
    ("en", "he says he'll kill me if i leave"),
    ("en", "he told me he wants to hurt me"),
    ("en", "my ex says he'll hurt my kids"),
    ("nl", "mijn ex zegt dat hij mij iets aandoet"),
    ("nl", "hij zegt dat hij mij dood maakt"),
]


@pytest.mark.parametrize(("spoken", "words"), THREATS)
async def test_who_is_threatened_is_first_asked_whether_typing_is_safe(
    stage: Stage, spoken: str, words: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(words)) == "violence"


THREATS_TO_HIMSELF = [
    ("en", "he says he'll kill himself if i leave"),
    ("nl", "hij zegt dat hij zichzelf iets aandoet"),
]


@pytest.mark.parametrize(("spoken", "words"), THREATS_TO_HIMSELF)
async def test_who_hears_that_he_ends_his_own_life_reads_about_him(
    stage: Stage, spoken: str, words: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(words)) == "third_suicide"


@pytest.mark.parametrize("words", ["ik heb mijn kind geslagen", "heb mn vriendin geslagen"])
async def test_who_hit_somebody_is_not_asked_about_her_own_life(stage: Stage, words: str) -> None:
    person = await stage.enrolled("Noor", "nl")
    assert kind_of(person, await person.say(words)) == "harm"
