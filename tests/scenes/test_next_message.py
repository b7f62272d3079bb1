"""Another hour, or everything again: the reply says when the next message comes, if not today."""

from __future__ import annotations

import pytest

from bot.calendar.days import show_day
from bot.calendar.times import local_date
from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.enrolling import wish

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
TIME = {"nl": "/tijd", "en": "/time"}


async def comes_on(person: Person) -> str:
    """The local date of what comes next, in words."""
    record = await person.record()
    assert record is not None
    assert record.next_daily_at is not None
    return show_day(local_date(record.zone, record.next_daily_at), record.language)


@SPOKEN
async def test_an_hour_that_has_passed_begins_tomorrow(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    answer = await person.say(f"{TIME[spoken]} 08:00")
    said = person.words("settings.hour_set", hour="08:00")
    assert text_of(answer) == f"{said} {person.words('settings.next_tomorrow')}"


@SPOKEN
async def test_an_hour_still_to_come_needs_no_more_words(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    answer = await person.say(f"{TIME[spoken]} 20:00")
    assert text_of(answer) == person.words("settings.hour_set", hour="20:00")


@SPOKEN
async def test_once_today_has_brought_one_the_next_is_tomorrow(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await stage.walk(days=1)
    answer = await person.say(f"{TIME[spoken]} 20:00")
    assert text_of(answer).endswith(person.words("settings.next_tomorrow"))


@SPOKEN
async def test_every_other_day_names_the_day(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await stage.walk(days=1)
    await wish(person, every_days=2)
    answer = await person.say(f"{TIME[spoken]} 20:00")
    on = await comes_on(person)
    assert text_of(answer).endswith(person.words("settings.next_on", on=on))


async def test_an_hour_in_the_quiet_hours_that_was_confirmed_says_it_too(noor: Person) -> None:
    await wish(noor, quiet_from=0, quiet_to=540)
    await noor.say("/tijd 08:00")
    await noor.press("settings.button.sure")
    assert text_of(noor.last).endswith(noor.words("settings.next_tomorrow"))


async def test_what_is_held_for_a_day_comes_after_that(stage: Stage, noor: Person) -> None:
    await noor.say("ik wil dood")
    await noor.say("/tijd 20:00")
    assert text_of(noor.last).endswith(noor.words("settings.next_tomorrow"))


async def test_after_a_pause_it_is_said_too(noor: Person) -> None:
    await noor.say("/pauze")
    await noor.say("/verder")
    said = noor.words("pause.resumed", hour="08:00")
    assert text_of(noor.last) == f"{said} {noor.words('settings.next_tomorrow')}"
    await noor.say("/tijd 20:00")
    await noor.say("/pauze")
    await noor.say("/verder")
    assert text_of(noor.last) == noor.words("pause.resumed", hour="20:00")
