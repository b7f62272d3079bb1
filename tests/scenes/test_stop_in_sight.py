""" "Stop" ends what is in sight: an exercise that was left long ago keeps no messages coming."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.database import table
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)


async def left_an_exercise(stage: Stage, spoken: str) -> Person:
    """She opened an exercise and went elsewhere."""
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/oefening", "en": "/exercise"}[spoken])
    await person.tap(" min")
    return person


async def is_paused(person: Person) -> bool:
    """Whether nothing comes by itself."""
    record = await person.record()
    assert record is not None
    return record.is_paused


@SPOKEN
async def test_with_something_else_in_sight_it_pauses_all_and_ends_that_too(
    stage: Stage, spoken: str
) -> None:
    person = await left_an_exercise(stage, spoken)
    await person.say({"nl": "/instellingen", "en": "/settings"}[spoken])
    await person.say({"nl": "/voortgang", "en": "/progress"}[spoken])
    assert text_of(await person.say("stop")) == person.words("stop.all")
    assert await is_paused(person)
    assert (await table(stage, "practice"))[0]["ended_at"] is not None


@SPOKEN
async def test_in_the_exercise_it_says_what_ended_and_offers_the_messages_too(
    stage: Stage, spoken: str
) -> None:
    person = await left_an_exercise(stage, spoken)
    said = {"nl": "stop maar", "en": "stop now"}[spoken]
    assert text_of(await person.say(said)) == person.words("stop.exercise")
    assert not await is_paused(person)
    await person.press("stop.button.messages_too")
    assert text_of(person.last) == person.words("pause.paused")
    assert await is_paused(person)


@SPOKEN
async def test_where_it_is_not_known_what_is_in_sight_both_are_offered(
    stage: Stage, spoken: str
) -> None:
    person = await left_an_exercise(stage, spoken)
    await stage.restart()
    assert text_of(await person.say("stop")) == person.words("stop.exercise")
    assert person.words("stop.button.messages_too") in person.buttons


@SPOKEN
async def test_a_stop_with_a_word_beside_it_is_asked_about_first(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/instellingen", "en": "/settings"}[spoken])
    for said in {"nl": ("stop maar", "ok stop nu"), "en": ("stop now", "pls stop sending")}[
        spoken
    ]:
        assert text_of(await person.say(said)) == person.words("stop.ask"), said
        assert not await is_paused(person)
    await person.press("stop.button.yes")
    assert await is_paused(person)


@SPOKEN
async def test_in_an_urge_both_are_offered_and_a_yes_opens_no_exercise(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "ik wil hem appen", "en": "i want to text him"}[spoken])
    assert text_of(
        await person.say({"nl": "stop maar", "en": "stop now"}[spoken])
    ) == person.words("stop.ask")
    assert person.words("urge.button.done") in person.buttons
    assert person.words("button.help") in person.buttons
    await person.say({"nl": "ja", "en": "yes"}[spoken])
    assert text_of(person.last) == person.words("pause.paused")


@SPOKEN
async def test_with_a_crisis_behind_it_it_is_one(stage: Stage, spoken: str) -> None:
    grave = {"nl": ("stop maar met leven", "stop maar ik wil dood", "stop nu hij slaat me"),
             "en": ("stop now i want to die", "stop here and end it all")}  # fmt: skip
    for said in grave[spoken]:
        person = await left_an_exercise(stage, spoken)
        assert kind_of(person, await person.say(said)), said


QUIET = {"nl": ("stille uren", "Mijn stille uren"), "en": ("quiet hours", "my quiet hours")}
HARD = {"nl": ("moeilijke dagen", "lastige dagen"), "en": ("hard days", "my hard days")}


@SPOKEN
async def test_what_can_be_set_is_opened_by_its_name(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for said in QUIET[spoken]:
        assert text_of(await person.say(said)) == person.words("settings.which_quiet"), said
    for said in HARD[spoken]:
        assert text_of(await person.say(said)).startswith(person.words("date.list")), said
