"""Whoever says that she is under eighteen hears who is there for her, wherever she says it."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.test_arriving import come_to_consent, link
from tests.scenes.test_crisis_stands import PLAIN, someone

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
YOUNG = {
    "nl": ("ik ben 16 mag dat", "ben 15 mag ik meedoen", "hoi ik ben 16", "ik ben pas 17 trouwens",
           "ben 14 is dat erg", "mag ik meedoen als ik 16 ben", "ik ben nog minderjarig",
           "kben zestien"),
    "en": ("im 16 is that ok", "hi im 15", "i'm only 17", "can i join if im 16", "im under 18",
           "im 14 can i still talk to u", "i am sixteen years old", "can i join im 16"),
}  # fmt: skip
NOT = {
    "nl": ("ik ben 16 kilo afgevallen", "mijn dochter is 16", "ik ben 34", "ik ben 10",
           "ik ben 16 dagen sterk"),
    "en": ("my daughter is 16", "im 34", "im a 10", "im 16 days in", "when i was 16"),
}  # fmt: skip
FOR_THE_YOUNG = ("0800-0432", "102")


def hears_of_them(person: Person) -> bool:
    return any(all(line in text for line in FOR_THE_YOUNG) for text in person.texts[-2:])


@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
async def test_who_is_under_eighteen_hears_where_the_young_can_go(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    for text in YOUNG[spoken]:
        person = await someone(stage, spoken, visits=visits)
        await person.say(text)
        assert hears_of_them(person), (text, text_of(person.last)[:80])
        key = "young" if visits else "young_client"
        assert any(one.startswith(person.book.replies[key].strip()) for one in person.texts[-2:])


@SPOKEN
async def test_other_ages_and_other_people_are_none(stage: Stage, spoken: str) -> None:
    for text in NOT[spoken]:
        person = await someone(stage, spoken, visits=True)
        await person.say(text)
        assert not hears_of_them(person), text


@SPOKEN
async def test_it_is_understood_at_the_question_of_taking_part_too(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(YOUNG[spoken]):
        person = stage.person(f"Sam{number}", spoken)
        await come_to_consent(person, await link(stage))
        await person.say(text)
        assert hears_of_them(person), text


@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
async def test_while_the_reply_to_a_crisis_stands_the_numbers_stay_and_nothing_light_opens(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    await person.say(PLAIN[spoken])
    await person.say(YOUNG[spoken][2])
    text = text_of(person.last)
    assert all(line in text for line in (*FOR_THE_YOUNG, "113", "1813", "112"))
    t = person.book.t
    assert not {t("button.now"), t("button.exercises")} & set(person.buttons)
    assert t("button.help") in person.buttons
