"""Hardly anybody says a bare yes to "are you thinking of ending your life?"."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Stage
from tests.scenes.fixed import kind_of
from tests.scenes.test_no_with_a_reason import asked

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
OWN = {
    "nl": ("soms wel ja", "de laatste tijd wel", "elke avond", "toch wel", "zou kunnen",
           "ik ben bang van wel", "bwa ja", "soms peis ik eraan", "kweenie", "niet actief",
           "het spookt door mijn hoofd", "soms als hij niet belt", "👍"),
    "en": ("sometimes yeah", "all the time", "on and off", "it crosses my mind", "afraid so",
           "could be", "so what if i am", "more or less", "mhm", "not actively", "earlier yes"),
}  # fmt: skip


@SPOKEN
async def test_a_yes_in_ones_own_words_gets_the_lines(stage: Stage, spoken: str) -> None:
    for number, said in enumerate(OWN[spoken]):
        person = await asked(stage, spoken, number)
        assert kind_of(person, await person.say(said)) == "suicide", said


SAME = {"nl": ("ik wil dat het ophoudt", "ik zou het nooit doen", "ik wil weg zijn"),
        "en": ("i just want it to stop", "i'd never do it", "i just want peace")}  # fmt: skip


@SPOKEN
async def test_what_was_only_doubted_before_is_a_yes_below_the_question(
    stage: Stage, spoken: str
) -> None:
    for number, said in enumerate(SAME[spoken]):
        person = await asked(stage, spoken, number)
        assert kind_of(person, await person.say(said)) == "suicide", said
