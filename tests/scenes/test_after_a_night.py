"""The first words after a night in which somebody wrote of a crisis, and those of the day."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.cast import Person, Stage, text_of
from tests.scenes.test_crisis import VIOLENCE
from tests.scenes.test_crisis_stands import PLAIN, said_to_it

SPOKEN = pytest.mark.parametrize("spoken", ["nl", "en"])
MORNING_AFTER = {
    "nl": {"goeiemorgen": "", "hee": "", "ik zit op het werk": "", "nee": "",
           "sorry voor vannacht": "sorry", "gaat wel weer": "better",
           "vandaag echt een goede dag!!": "good", "dankjewel": "thanks"},
    "en": {"good morning": "", "hey": "", "i'm at work": "", "sorry about last night": "sorry",
           "feeling a bit better": "better", "had a good day": "good", "thanks": "thanks"},
}  # fmt: skip


async def at_night(stage: Stage, spoken: str, name: str = "Noor") -> Person:
    """Somebody who writes of a crisis in the next night."""
    person = await stage.enrolled(name, spoken)
    await stage.walk_to(on(stage.clock.now(), 0))
    await person.say(PLAIN[spoken])
    return person


def on(now: datetime, hour: int) -> datetime:
    """Twenty past that hour (UTC), when it comes next."""
    later = now.replace(hour=hour, minute=20)
    return later if later > now else later + timedelta(days=1)


async def morning(stage: Stage) -> None:
    await stage.walk_to(on(stage.clock.now(), 8))


@pytest.mark.long
@SPOKEN
async def test_the_first_words_are_answered_for_the_night_and_nothing_is_asked(
    stage: Stage, spoken: str
) -> None:
    for number, (said, kind) in enumerate(MORNING_AFTER[spoken].items()):
        person = await at_night(stage, spoken, f"Noor-{number}")
        await morning(stage)
        text = text_of(await person.say(said))
        replies = person.book.replies
        opening = replies[f"still_{kind}"] if kind else replies["after_night"]
        assert text.startswith(opening.strip()), said
        assert replies["after_night"].strip() in text, said
        assert replies["still_held"].strip() in text, said
        assert "1813" in text, said
        assert "0800-2000" not in text, said
        assert "?" not in text.partition(replies["still_people"].strip())[0], said
        assert person.words("button.help") in person.buttons


@SPOKEN
async def test_it_is_said_once(stage: Stage, spoken: str) -> None:
    person = await at_night(stage, spoken)
    await morning(stage)
    for _ in range(2):
        await person.say({"nl": "goeiemorgen", "en": "good morning"}[spoken])
    assert said_to_it(person, "hello")


async def test_it_is_said_after_a_restart_too(stage: Stage) -> None:
    noor = await at_night(stage, "nl")
    await morning(stage)
    await stage.restart()
    text = text_of(await noor.say("goeiemorgen"))
    assert text.startswith(noor.book.replies["after_night"].strip())


async def test_a_night_of_violence_too(stage: Stage) -> None:
    noor = await stage.enrolled("Noor")
    await stage.walk_to(on(stage.clock.now(), 0))
    await noor.say(VIOLENCE["nl"])
    await noor.say("ja")
    await morning(stage)
    text = text_of(await noor.say("goeiemorgen"))
    assert text.startswith(noor.book.replies["after_night"].strip())


async def test_after_a_hard_day_it_is_the_day_that_is_named(stage: Stage) -> None:
    noor = await stage.enrolled("Noor")
    await stage.walk_to(on(stage.clock.now(), 14))
    await noor.say(PLAIN["nl"])
    await morning(stage)
    text = text_of(await noor.say("goeiemorgen"))
    assert text.startswith(noor.book.replies["after_day"].strip())


async def test_who_paused_hears_nothing_of_messages(stage: Stage) -> None:
    noor = await stage.enrolled("Noor")
    await noor.say("/pauze")
    await stage.walk_to(on(stage.clock.now(), 0))
    await noor.say(PLAIN["nl"])
    await morning(stage)
    assert noor.book.replies["still_held"].strip() not in text_of(await noor.say("goeiemorgen"))


@SPOKEN
async def test_what_becomes_of_the_messages_can_be_asked(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    asks = {"nl": "krijg ik nu geen berichtje meer", "en": "will i still get messages"}[spoken]
    assert text_of(await person.say(asks)).startswith(person.book.replies["still_held"].strip())


@SPOKEN
async def test_the_daily_message_waits_a_day_and_comes_back(stage: Stage, spoken: str) -> None:
    person = await at_night(stage, spoken)
    await morning(stage)
    await person.say({"nl": "goeiemorgen", "en": "good morning"}[spoken])
    heard = len(person.heard)
    await stage.walk(hours=10)
    assert len(person.heard) == heard
    await stage.walk(hours=38)
    assert len(person.heard) > heard


async def test_a_yes_in_the_morning_gets_everything(stage: Stage) -> None:
    noor = await at_night(stage, "nl")
    await morning(stage)
    assert text_of(await noor.say("ja")).startswith(noor.book.replies["still"].strip())
