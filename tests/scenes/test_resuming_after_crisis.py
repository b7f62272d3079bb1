"""How the day of silence after a crisis ends: by a plain wish alone, and with people in reach."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.fixed import asked_again, kind_of
from tests.scenes.test_crisis import VEILED, VIOLENCE
from tests.scenes.test_crisis_stands import NO, PLAIN, said_to_it, stands

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
GO_ON = {"nl": "verder", "en": "resume"}
YES = {"nl": "ja", "en": "yes"}
THANKS = {"nl": "dankjewel", "en": "thanks"}


async def in_crisis(stage: Stage, spoken: str, words: dict[str, str] = PLAIN) -> Person:
    """A client who has just said this."""
    person = await stage.enrolled("Noor", spoken)
    await person.say(words[spoken])
    return person


async def is_held(person: Person) -> bool:
    """Whether nothing comes by itself."""
    record = await person.record()
    assert record is not None
    return record.is_held(person.stage.clock.now())


def asks_to_resume(person: Person) -> bool:
    """Whether the newest message asks it, and says where to ring."""
    text = text_of(person.last)
    return text.startswith(person.words("pause.ask_held")) and "112" in text


@SPOKEN
async def test_the_question_says_why_nothing_comes_and_where_to_ring(
    stage: Stage, spoken: str
) -> None:
    person = await in_crisis(stage, spoken)
    await person.say(GO_ON[spoken])
    assert asks_to_resume(person)
    assert await is_held(person)
    assert person.words("button.help") in person.buttons
    await person.say(YES[spoken])
    assert not await is_held(person)
    assert "112" in text_of(person.last)
    assert person.words("button.help") in person.buttons


@SPOKEN
@pytest.mark.parametrize("between", ["ok", "thanks", "later", "restart"])
async def test_a_yes_to_anything_else_gets_the_numbers_and_lifts_nothing(
    stage: Stage, spoken: str, between: str
) -> None:
    person = await in_crisis(stage, spoken)
    await person.say(GO_ON[spoken])
    if between == "later":
        await stage.walk(hours=2)
    elif between == "restart":
        await stage.restart()
    else:
        await person.say("ok" if between == "ok" else THANKS[spoken])
        assert said_to_it(person, "else" if between == "ok" else "thanks")
        label = person.words("pause.button.sure")
        assert label not in [button.text for button in buttons_of(person.last)]
    await person.say(YES[spoken])
    assert stands(person)
    assert await is_held(person)


@SPOKEN
async def test_who_leaves_it_has_people_in_reach(stage: Stage, spoken: str) -> None:
    person = await in_crisis(stage, spoken)
    await person.say(GO_ON[spoken])
    await person.say(NO[spoken])
    text = text_of(person.last)
    assert text.startswith(person.words("stop.kept"))
    assert "112" in text
    assert await is_held(person)
    await person.say(YES[spoken])
    assert stands(person)
    assert await is_held(person)


@SPOKEN
@pytest.mark.parametrize("slash", ["", "/"])
async def test_while_it_is_asked_whether_she_thinks_of_it_nothing_else_is_asked(
    stage: Stage, spoken: str, slash: str
) -> None:
    person = await in_crisis(stage, spoken, VEILED)
    await person.say(slash + GO_ON[spoken])
    assert asked_again(person, person.last)
    assert await is_held(person)
    await person.say(YES[spoken])
    assert kind_of(person, person.last) == "suicide"
    assert await is_held(person)


@SPOKEN
async def test_a_no_to_that_question_is_the_way_on(stage: Stage, spoken: str) -> None:
    person = await in_crisis(stage, spoken, VEILED)
    await person.say(f"/{GO_ON[spoken]}")
    await person.say(NO[spoken])
    assert text_of(person.last) == person.book.replies["suicide_no"].strip()
    assert not await is_held(person)


@SPOKEN
async def test_a_go_on_beside_the_question_of_typing_lights_nothing_up(
    stage: Stage, spoken: str
) -> None:
    person = await in_crisis(stage, spoken, VIOLENCE)
    await person.say(GO_ON[spoken])
    assert text_of(person.last) == person.book.replies["not_emergency"].strip()
    assert await is_held(person)
    await person.say(f"/{GO_ON[spoken]}")
    assert not await is_held(person)
    assert "0800" not in text_of(person.last)
    await person.say(YES[spoken])
    assert kind_of(person, person.last) == "violence_safe"


@SPOKEN
@pytest.mark.parametrize("how", ["command", "tap"])
async def test_whoever_takes_everything_up_again_is_told_where_to_ring(
    stage: Stage, spoken: str, how: str
) -> None:
    person = await in_crisis(stage, spoken)
    if how == "command":
        await person.say(f"/{GO_ON[spoken]}")
    else:
        await person.say({"nl": "/instellingen", "en": "/settings"}[spoken])
        await person.press("settings.button.resume")
    assert not await is_held(person)
    text = text_of(person.last)
    assert text.startswith(person.words("pause.resumed", hour="08:00")[:8])
    assert "112" in text
    assert person.words("button.help") in person.buttons


@SPOKEN
async def test_after_the_lines_were_opened_a_yes_gets_them_again_and_thanks_the_numbers(
    stage: Stage, spoken: str
) -> None:
    person = await in_crisis(stage, spoken)
    for said, kind in ((YES[spoken], ""), (THANKS[spoken], "thanks"), ("ok", "else")):
        await person.say({"nl": "/nood", "en": "/sos"}[spoken])
        await person.say(said)
        assert said_to_it(person, kind) if kind else stands(person), said


@SPOKEN
async def test_a_pause_of_ones_own_is_asked_about_as_before(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/pauze", "en": "/pause"}[spoken])
    await person.say(GO_ON[spoken])
    assert "112" not in text_of(person.last)
