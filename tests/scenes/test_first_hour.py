"""The hour of the daily message in everyday words; its question stays until it is answered."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_arriving import come_to_consent, link

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
MISSED = {"nl": "de kat ligt op de bank", "en": "the cat is on the sofa"}


async def asked(stage: Stage, spoken: str = "nl") -> Person:
    """Somebody who agreed, and is asked for the hour."""
    lea = stage.person("Lea", spoken)
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    return lea


async def hour_of(person: Person) -> int | None:
    """Minutes after midnight; None: none is chosen yet."""
    record = await person.record()
    assert record is not None
    return None if record.is_arriving else record.daily_at


@pytest.mark.parametrize(
    ("spoken", "said", "hour"),
    [
        ("nl", "rond half negen s avonds als de kids slapen", "20:30"),
        ("nl", "liever rond 7en savonds", "19:00"),
        ("en", "like 8pm ish", "20:00"),
        ("en", "around 8 pm please", "20:00"),
    ],
)
async def test_an_hour_within_a_sentence_is_taken(
    stage: Stage, spoken: str, said: str, hour: str
) -> None:
    lea = await asked(stage, spoken)
    await lea.say(said)
    assert lea.words("start.hour_set", hour=hour) in lea.texts
    assert lea.texts[-1] == lea.words("start.done")


@pytest.mark.parametrize(
    ("spoken", "said", "first"),
    [
        ("nl", "savonds ofzo", "18:00"),
        ("nl", "ja avond graag", "18:00"),
        ("nl", "na het eten", "19:00"),
        ("en", "evenings", "18:00"),
        ("en", "after dinner", "19:00"),
    ],
)
async def test_of_a_part_of_the_day_some_hours_are_offered(
    stage: Stage, spoken: str, said: str, first: str
) -> None:
    lea = await asked(stage, spoken)
    assert text_of(await lea.say(said)) == lea.words("settings.which_of")
    assert first in lea.buttons
    assert 1 < len(lea.buttons) < 4
    await lea.say({"nl": "doe maar 8 uur 's avonds", "en": "8 pm then"}[spoken])
    assert await hour_of(lea) == 20 * 60


@SPOKEN
async def test_any_hour_is_the_usual_one_with_a_way_to_change_it(
    stage: Stage, spoken: str
) -> None:
    lea = await asked(stage, spoken)
    await lea.say({"nl": "maakt niet uit", "en": "whenever"}[spoken])
    assert await hour_of(lea) == 8 * 60
    told = next(text for text in lea.texts if lea.words("settings.any_hour") in text)
    assert told.startswith(lea.words("start.hour_set", hour="08:00"))
    await lea.press("settings.button.change_hour")
    assert lea.words("settings.which_hour") in lea.texts


@SPOKEN
async def test_what_holds_no_hour_leaves_the_question_in_sight(stage: Stage, spoken: str) -> None:
    lea = await asked(stage, spoken)
    for _ in range(2):
        assert text_of(await lea.say(MISSED[spoken])) == lea.words("start.hour_open")
        assert "08:00" in lea.buttons
    await lea.say({"nl": "dank je", "en": "thank you"}[spoken])
    assert text_of(lea.last) == lea.words("start.hour_open")
    await lea.tap("20:00")
    assert await hour_of(lea) == 20 * 60


@SPOKEN
async def test_a_no_chooses_none_and_says_how_to_choose_later(stage: Stage, spoken: str) -> None:
    lea = await asked(stage, spoken)
    answer = await lea.say({"nl": "laat maar", "en": "no thanks"}[spoken])
    assert text_of(answer) == lea.words("start.hour_left")
    assert await hour_of(lea) is None
    await lea.press("settings.button.change_hour")
    await lea.tap("09:00")
    assert await hour_of(lea) == 9 * 60


@pytest.mark.parametrize(
    ("spoken", "said", "hour"),
    [("nl", "nee toch 9 uur", 540), ("nl", "toch 10 uur", 600), ("en", "no make it 10 am", 600)],
)
async def test_another_hour_in_its_place_is_taken(
    stage: Stage, spoken: str, said: str, hour: int
) -> None:
    lea = await asked(stage, spoken)
    await lea.tap("08:00")
    await lea.say(said)
    assert await hour_of(lea) == hour
    await lea.say({"nl": "nee toch 11 uur", "en": "no make it 11 am"}[spoken])
    assert await hour_of(lea) == 11 * 60


async def test_a_part_of_the_day_right_behind_it_offers_hours(stage: Stage) -> None:
    lea = await asked(stage)
    await lea.say("maakt niet uit")
    assert text_of(await lea.say("of liever na het eten")) == lea.words("settings.which_of")
    await lea.tap("20:00")
    assert await hour_of(lea) == 20 * 60


async def test_later_the_same_words_change_nothing(stage: Stage) -> None:
    lea = await asked(stage)
    await lea.tap("08:00")
    await stage.walk(hours=2)
    await lea.say("nee toch 9 uur")
    assert await hour_of(lea) == 8 * 60


@pytest.mark.parametrize("said", ["ik ga om 9 uur naar hem toe", "hij komt om 9 uur langs"])
async def test_what_is_said_of_something_else_is_no_hour(stage: Stage, said: str) -> None:
    lea = await asked(stage)
    await lea.say(said)
    assert await hour_of(lea) is None


async def test_words_of_a_crisis_with_an_hour_are_answered_first(stage: Stage) -> None:
    lea = await asked(stage)
    assert kind_of(lea, await lea.say("maakt niet uit ik wil dood")) == "suicide"
    assert await hour_of(lea) is None


@SPOKEN
async def test_an_hour_that_is_to_change_is_asked_for_once_more(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/tijd", "en": "/time"}[spoken])
    assert text_of(await person.say(MISSED[spoken])) == person.words("settings.no_time")
    await person.say({"nl": "rond 7en savonds", "en": "like 7pm ish"}[spoken])
    assert await hour_of(person) == 19 * 60


@pytest.mark.parametrize(("spoken", "said"), [("nl", "half 10 savonds"), ("en", "9:30 pm ish")])
async def test_an_hour_within_the_quiet_hours_is_asked_about_until_it_is_answered(
    stage: Stage, spoken: str, said: str
) -> None:
    lea = await asked(stage, spoken)
    question = lea.words("settings.in_quiet", hour="21:30")
    assert text_of(await lea.say(said)) == question
    for missed in (MISSED[spoken], {"nl": "dank je", "en": "thx"}[spoken]):
        assert text_of(await lea.say(missed)) == question
    await lea.say({"nl": "ja doe maar", "en": "yes please"}[spoken])
    assert await hour_of(lea) == 21 * 60 + 30
