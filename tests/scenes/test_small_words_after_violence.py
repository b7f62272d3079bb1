"""Who was hurt by another, and says something small, is not told of what she may have taken."""

from __future__ import annotations

import pytest

from tests.cast import Person, Stage, text_of
from tests.enrolling import wish

HIT = {"nl": "hij heeft me net geslagen", "en": "he just hit me"}
YES = {"nl": "ja", "en": "yes"}
SMALL = {
    "nl": ("dankjewel", "weet niet", "welterusten"),
    "en": ("thank you", "dunno", "good night"),
}
WANT_TO_DIE = {"nl": "ik wil dood", "en": "i want to die"}
TO_HER = {"nl": "ik wil naar mijn zus", "en": "i want to go to my sister"}


async def hurt(stage: Stage, spoken: str, country: str | None = None) -> Person:
    """Can type safely, and has seen the lines."""
    person = await stage.enrolled("Noor", spoken)
    await person.say(HIT[spoken])
    await person.say(YES[spoken])
    return person


@pytest.mark.parametrize(("spoken", "said"), [(k, one) for k in SMALL for one in SMALL[k]])
async def test_the_numbers_of_violence_stand_below_the_line_that_answers(
    stage: Stage, spoken: str, said: str
) -> None:
    person = await hurt(stage, spoken)
    heard = text_of(await person.say(said))
    replies = person.book.replies
    assert replies["still_hurt"].strip() in heard
    assert replies["still_taken"].strip() not in heard
    assert "0800-2000" in heard
    assert "106" in heard
    assert "113" not in heard


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_who_also_said_that_she_wants_to_die_keeps_those_of_that(
    stage: Stage, spoken: str
) -> None:
    person = await hurt(stage, spoken)
    await person.say(WANT_TO_DIE[spoken])
    heard = text_of(await person.say(SMALL[spoken][0]))
    assert person.book.replies["still_taken"].strip() in heard
    assert "113" in heard


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_where_she_wants_to_go_is_no_question_about_her_life(
    stage: Stage, spoken: str
) -> None:
    person = await hurt(stage, spoken)
    heard = text_of(await person.say(TO_HER[spoken]))
    assert person.book.replies["suicide_veiled"].strip()[:40] not in heard


async def test_outside_the_two_countries_it_is_where_all_lines_are_found(stage: Stage) -> None:
    person = await hurt(stage, "en")
    await wish(person, country="any")
    heard = text_of(await person.say("thank you"))
    assert "findahelpline" in heard
