"""A yes or no in everyday words, to each question that has the two for its buttons."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_plain_yes import ask_to_erase, is_erased

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
NO_MORE = {"nl": "ik wil geen berichten meer", "en": "i want no more messages"}
SHORT = {"nl": ("ja", "nee"), "en": ("yes", "no")}
AGREES = [
    *(("nl", said) for said in ("jaa", "ja hoor", "ja graag", "ja doe maar", "doe maar")),
    *(("nl", said) for said in ("is goed", "prima", "ok dan", "graag")),
    *(("en", said) for said in ("yess", "yes please", "sure", "ok then", "go ahead")),
]
DECLINES = [
    *(("nl", said) for said in ("nee hoor", "neee", "nee dankje", "laat maar", "toch niet")),
    *(("en", said) for said in ("no thanks", "never mind", "nah", "not now")),
]
MISSED = {"nl": "de kat ligt op de bank", "en": "the cat is on the sofa"}


async def asked_to_stop(stage: Stage, spoken: str) -> Person:
    """A client who is asked whether nothing is to come any more."""
    person = await stage.enrolled("Noor", spoken)
    assert text_of(await person.say(NO_MORE[spoken])) == person.words("stop.ask")
    return person


async def is_paused(person: Person) -> bool:
    """Whether nothing comes by itself any more."""
    record = await person.record()
    assert record is not None
    return record.is_paused


@pytest.mark.parametrize(("spoken", "said"), AGREES)
async def test_a_yes_in_everyday_words_agrees(stage: Stage, spoken: str, said: str) -> None:
    person = await asked_to_stop(stage, spoken)
    await person.say(said)
    assert await is_paused(person)


@pytest.mark.parametrize(("spoken", "said"), DECLINES)
async def test_a_no_in_everyday_words_leaves_it(stage: Stage, spoken: str, said: str) -> None:
    person = await asked_to_stop(stage, spoken)
    assert text_of(await person.say(said)) == person.words("stop.kept")
    assert not await is_paused(person)


@pytest.mark.parametrize(("spoken", "said"), [("nl", "ja 2 weken"), ("en", "yes two weeks")])
async def test_a_yes_that_says_for_how_long_pauses_and_hears_that_there_is_no_end(
    stage: Stage, spoken: str, said: str
) -> None:
    person = await asked_to_stop(stage, spoken)
    answer = text_of(await person.say(said))
    assert await is_paused(person)
    assert person.words("pause.no_end") in answer


@SPOKEN
async def test_what_is_neither_gets_the_question_once_more_and_then_the_usual(
    stage: Stage, spoken: str
) -> None:
    person = await asked_to_stop(stage, spoken)
    buttons = person.buttons
    answer = await person.say(MISSED[spoken])
    assert text_of(answer) == f"{person.words('other.yes_or_no')}\n\n{person.words('stop.ask')}"
    assert person.buttons[: len(buttons)] == buttons
    assert text_of(await person.say(MISSED[spoken])) == person.words("other.text")
    assert person.buttons[: len(buttons)] == buttons
    await person.say(SHORT[spoken][0])
    assert await is_paused(person)


@pytest.mark.parametrize("said", ["ok", "okee", "misschien"])
async def test_an_ok_alone_gets_the_question_once_more(stage: Stage, said: str) -> None:
    person = await asked_to_stop(stage, "nl")
    assert person.words("stop.ask") in text_of(await person.say(said))
    assert not await is_paused(person)


@SPOKEN
async def test_after_a_stop_a_yes_asks_about_erasing_and_a_second_one_erases(
    stage: Stage, spoken: str
) -> None:
    yes, no = SHORT[spoken]
    person = await stage.enrolled("Noor", spoken)
    await person.say("/stop")
    assert text_of(await person.say(no)) == person.words("forget.kept")
    await person.say("/stop")
    assert text_of(await person.say(yes)) == person.words("forget.ask")
    await person.say({"nl": "ja doe maar", "en": "yes please"}[spoken])
    assert await is_erased(person)


async def test_erasing_takes_a_clear_yes(stage: Stage) -> None:
    person = await ask_to_erase(stage, "nl")
    for said in ("doe maar", "is goed", "ok"):
        await person.say(said)
        assert not await is_erased(person), said
        assert person.words("forget.button.yes") in person.buttons
    await person.say("ja hoor")
    assert await is_erased(person)


async def test_a_yes_below_another_text_than_the_question_does_not_erase(stage: Stage) -> None:
    person = await ask_to_erase(stage, "nl")
    await person.say(MISSED["nl"])
    await person.say(MISSED["nl"])
    assert text_of(await person.say("ja")) == person.words("other.in_full")
    assert not await is_erased(person)


@SPOKEN
async def test_an_hour_in_the_quiet_hours_is_agreed_to(stage: Stage, spoken: str) -> None:
    yes, no = {"nl": ("ja hoor", "nee"), "en": ("yes please", "no")}[spoken]
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/tijd 6:30", "en": "/time 6:30"}[spoken])
    assert text_of(await person.say(no)) == person.words("settings.which_hour")
    await person.say({"nl": "/tijd 6:30", "en": "/time 6:30"}[spoken])
    await person.say(yes)
    record = await person.record()
    assert record is not None
    assert record.daily_at == 6 * 60 + 30


@pytest.mark.parametrize("said", ["doe maar", "is goed", "prima", "laat maar"])
async def test_after_contact_only_a_clear_yes_says_that_she_is_safe(
    noor: Person, said: str
) -> None:
    await noor.say("ik heb hem toch geappt")
    await noor.say(said)
    assert noor.words("urge.button.not_safe") in noor.buttons


async def test_words_of_a_crisis_at_such_a_question_are_answered_first(stage: Stage) -> None:
    person = await asked_to_stop(stage, "nl")
    assert kind_of(person, await person.say("nee laat maar ik wil dood")) == "suicide"
    assert not await is_paused(person)


@pytest.mark.parametrize(
    ("spoken", "text"),
    [("nl", "even geen berichten deze week"), ("en", "can i have a break for a week")],
)
async def test_a_week_without_messages_is_asked_about_with_how_long_that_lasts(
    stage: Stage, spoken: str, text: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    heard = text_of(await person.say(text))
    assert heard.startswith(person.words("stop.ask"))
    assert person.words("pause.no_end") in heard
