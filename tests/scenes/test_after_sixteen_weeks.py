"""The end of the programme: announced, chosen, and in the end forgotten."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.calendar.programme import DAYS
from bot.clients import preferences
from bot.sandbox.model import Message
from tests.cast import Person, Stage, close_app, staged, start_app, text_of
from tests.enrolling import enrolled, the_client, wish

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
START = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"""The programme of whoever begins now starts today at eight."""

CHOICES = ("ask", "weekly", "again", "erase")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, now=START - timedelta(minutes=30)) as made:
        made.thinking = 4.0
        await made.coach()
        yield made


async def years_pass(stage: Stage, **delta: float) -> None:
    """The bot is off for a while: days go by of which nothing is left to do."""
    await stage.settle()
    await close_app(stage.app)
    stage.clock.move_to(stage.clock.now() + timedelta(**delta))
    stage.app = await start_app(stage.settings, stage.clock)
    await stage.app.run_due()
    await stage.settle()


async def at_the_end(stage: Stage, **wanted: Any) -> Person:
    """Somebody who got the last message of the sixteen weeks today."""
    noor = await enrolled(stage, at="08:00", **wanted)
    await years_pass(stage, days=DAYS - 1)
    await stage.walk(hours=2)
    return noor


async def after_the_end(stage: Stage, **wanted: object) -> Person:
    """Somebody who was asked this morning how to go on."""
    noor = await at_the_end(stage, **wanted)
    await stage.walk(days=1)
    return noor


def local_day(message: Message) -> str:
    return f"{message.date.astimezone(AMSTERDAM):%m-%d %H:%M}"


def since(person: Person, count: int) -> list[Message]:
    return person.heard[count:]


async def test_the_last_day_has_its_message_and_the_day_after_asks_how_to_go_on(
    stage: Stage,
) -> None:
    noor = await at_the_end(stage)
    assert noor.book.daily[DAYS - 1].title in text_of(noor.last)
    await stage.walk(days=1)
    assert noor.words("after.choose").strip() in text_of(noor.last)
    assert noor.buttons == [noor.words(f"after.button.{name}") for name in CHOICES]
    assert local_day(noor.last) == "03-15 08:00"


async def test_who_chooses_nothing_hears_nothing_by_itself(stage: Stage) -> None:
    noor = await after_the_end(stage)
    heard = len(noor.heard)
    await stage.walk(days=20)
    assert len(noor.heard) == heard


async def test_the_question_is_asked_though_the_bot_was_off_that_day(stage: Stage) -> None:
    noor = await at_the_end(stage)
    await years_pass(stage, days=3)
    await stage.walk(days=1)
    assert noor.buttons == [noor.words(f"after.button.{name}") for name in CHOICES]
    assert len(noor.heard) == 2


async def test_urge_help_stays(stage: Stage) -> None:
    noor = await after_the_end(stage)
    await noor.press("after.button.ask")
    assert noor.words("after.chosen_ask") in text_of(noor.last)
    await noor.say("/drang")
    assert noor.find_button(noor.words("urge.button.go"))


def themes_in(person: Person, messages: list[Message]) -> list[int]:
    found = []
    for message in messages:
        weeks = [
            number
            for number, week in enumerate(person.book.weeks, 1)
            if week.question in text_of(message)
        ]
        assert len(weeks) == 1, text_of(message)
        found += weeks
    return found


@pytest.mark.long
@pytest.mark.parametrize("days_later", [0, 30])
async def test_one_message_a_week_for_twelve_weeks_and_then_silence(
    stage: Stage, days_later: int
) -> None:
    noor = await after_the_end(stage)
    await stage.walk(days=days_later)
    await noor.press("after.button.weekly")
    heard = len(noor.heard)
    chosen = stage.clock.now()
    await stage.walk(days=150)
    weekly = since(noor, heard)
    assert [(m.date - chosen).days + 1 for m in weekly] == [7 * n for n in range(1, 13)]
    assert {local_day(m)[6:] for m in weekly} == {"08:00"}
    assert themes_in(noor, weekly) == list(range(1, 13))


async def test_the_same_choice_tapped_again_later_changes_nothing(stage: Stage) -> None:
    noor = await after_the_end(stage)
    question = noor.last
    await noor.press("after.button.weekly")
    heard = len(noor.heard)
    await stage.walk(days=16)
    await noor.tap_data("after:weekly", question.message_id, stale=True)
    await stage.walk(days=10)
    assert themes_in(noor, [m for m in since(noor, heard) if "?" in text_of(m)]) == [1, 2, 3]


async def test_how_often_stays_as_it_was_chosen(stage: Stage) -> None:
    noor = await after_the_end(stage)
    await noor.press("after.button.weekly")
    await noor.tap_data("settings:each:1", 1, stale=True)
    heard = len(noor.heard)
    await stage.walk(days=8)
    assert themes_in(noor, since(noor, heard)) == [1]


async def test_weekly_messages_can_be_stopped(stage: Stage) -> None:
    noor = await after_the_end(stage)
    question = noor.last
    await noor.press("after.button.weekly")
    await noor.tap_data("after:ask", question.message_id, stale=True)
    heard = len(noor.heard)
    await stage.walk(days=30)
    assert len(noor.heard) == heard


async def test_again_from_the_start_begins_tomorrow_with_the_first_day(stage: Stage) -> None:
    noor = await after_the_end(stage)
    await noor.press("after.button.again")
    heard = len(noor.heard)
    await stage.walk(days=8)
    again = since(noor, heard)
    assert [local_day(m)[:5] for m in again] == [f"03-{day}" for day in range(16, 24)]
    titles = [text_of(m).splitlines()[0] for m in again]
    assert titles == [message.title for message in noor.book.daily[:8]]
    assert [n for n, m in enumerate(again) if " · " in text_of(m)] == [0, 7]
    assert (await the_client(noor)).ended_at is None


async def test_again_from_the_start_keeps_how_often_was_chosen(stage: Stage) -> None:
    noor = await enrolled(stage, at="08:00", every_days=2)
    await years_pass(stage, days=DAYS + 1)
    await stage.walk(days=2)
    await noor.press("after.button.again")
    heard = len(noor.heard)
    await stage.walk(days=8)
    assert len(since(noor, heard)) == 4


@pytest.mark.parametrize("choice", ["weekly", "again"])
async def test_who_chooses_to_go_on_is_paused_no_longer(stage: Stage, choice: str) -> None:
    noor = await after_the_end(stage)
    question = noor.last
    await noor.say("/pauze")
    await noor.tap_data(f"after:{choice}", question.message_id)
    heard = len(noor.heard)
    await stage.walk(days=8)
    assert since(noor, heard)


async def test_stop_and_erase_asks_once_more_and_leaves_nothing(stage: Stage) -> None:
    noor = await after_the_end(stage)
    await noor.press("after.button.erase")
    await noor.press("forget.button.yes")
    assert await noor.record() is None


async def test_before_the_end_there_is_nothing_to_choose(stage: Stage) -> None:
    noor = await enrolled(stage, at="08:00")
    await stage.walk(days=1)
    before = await the_client(noor)
    for name in CHOICES[:3]:
        await noor.tap_data(f"after:{name}", stale=True)
        assert noor.words("after.not_now") in noor.texts[-1]
    assert (await the_client(noor)).next_daily_at == before.next_daily_at


# Choosing again


@pytest.mark.long
@pytest.mark.parametrize("language", ["nl", "en"])
async def test_who_chose_silence_can_choose_otherwise_later(stage: Stage, language: str) -> None:
    noor = await after_the_end(stage, language=language)
    await noor.press("after.button.ask")
    await stage.walk(days=20)
    await noor.say("/instellingen" if language == "nl" else "/settings")
    assert noor.words("settings.weeks_over") in text_of(noor.last)
    assert noor.words("settings.over") in text_of(noor.last)
    await noor.press("after.button.menu")
    assert noor.buttons == [noor.words(f"after.button.{name}") for name in CHOICES]
    await noor.press("after.button.weekly")
    heard = len(noor.heard)
    await stage.walk(days=8)
    assert len(themes_in(noor, since(noor, heard))) == 1
    await noor.say("/instellingen" if language == "nl" else "/settings")
    assert noor.words("settings.every_week") in text_of(noor.last)


@pytest.mark.parametrize("words", ["/vandaag", "/week", "/tijd 09:00", "/verder"])
async def test_what_used_to_bring_messages_shows_how_to_go_on(stage: Stage, words: str) -> None:
    noor = await after_the_end(stage)
    await noor.press("after.button.ask")
    await noor.say(words)
    await noor.press("after.button.menu")
    assert noor.words("after.choose").strip() in text_of(noor.last)


async def test_whom_the_coach_ended_is_not_asked_how_to_go_on(stage: Stage) -> None:
    noor = await enrolled(stage, at="08:00")
    async with stage.app.deps.store.write() as tx:
        await preferences.end(tx, await the_client(noor), stage.clock.now())
    await noor.say("/instellingen")
    assert noor.words("settings.weeks_over") in text_of(noor.last)
    assert noor.words("after.button.menu") not in noor.buttons
    await noor.tap_data("after:again", stale=True)
    assert noor.words("after.not_now") in noor.texts[-1]


# Behind a neutral line


async def test_on_a_neutral_phone_the_question_stands_behind_the_line(stage: Stage) -> None:
    noor = await after_the_end(stage, neutral=True)
    assert text_of(noor.last) == noor.words("stub.line")
    assert noor.last.silent
    await noor.press("stub.button.open")
    assert noor.words("after.choose").strip() in text_of(noor.last)
    await noor.press("after.button.weekly")
    assert noor.words("after.chosen_weekly") in text_of(noor.last)


async def test_behind_neutral_lines_the_weekly_themes_follow_each_other_too(stage: Stage) -> None:
    noor = await after_the_end(stage, neutral=True)
    await noor.press("stub.button.open")
    await noor.press("after.button.weekly")
    heard = len(noor.heard)
    await stage.walk(days=22)
    lines = since(noor, heard)
    assert [text_of(m) for m in lines] == [noor.words("stub.line")] * 3
    for message in lines:
        await noor.tap(noor.words("stub.button.open"), message)
    assert themes_in(noor, lines) == [1, 2, 3]


# Forgotten


@pytest.mark.long
async def test_ninety_days_without_a_sign_erase_everything(stage: Stage) -> None:
    noor = await after_the_end(stage)
    await stage.walk(days=89)
    assert await noor.record() is not None
    await stage.walk(days=1, minutes=1)
    assert await noor.record() is None


@pytest.mark.long
async def test_a_sign_counts_from_when_it_came(stage: Stage) -> None:
    noor = await after_the_end(stage)
    await stage.walk(days=60)
    await noor.say("/oefening")
    await stage.walk(days=80)
    assert await noor.record() is not None
    await stage.walk(days=10, minutes=1)
    assert await noor.record() is None


async def test_nobody_is_erased_during_the_programme(stage: Stage) -> None:
    noor = await at_the_end(stage)
    await years_pass(stage, days=0)
    assert await noor.record() is not None


Leave = Callable[[Person], None]


async def test_who_blocked_the_bot_is_forgotten_ninety_days_after_the_sixteen_weeks(
    stage: Stage,
) -> None:
    noor = await enrolled(stage, at="08:00")
    await stage.walk(hours=1)
    stage.world.block(noor.id)
    await years_pass(stage, days=DAYS + 89)
    assert await noor.record() is not None
    await years_pass(stage, days=2)
    assert await noor.record() is None


async def test_who_paused_for_good_is_forgotten_too(stage: Stage) -> None:
    noor = await enrolled(stage, at="08:00")
    await noor.say("/pauze")
    await years_pass(stage, days=DAYS + 89)
    assert await noor.record() is not None
    await years_pass(stage, days=2)
    assert await noor.record() is None


async def test_who_began_again_counts_from_the_new_end(stage: Stage) -> None:
    noor = await after_the_end(stage)
    await noor.press("after.button.again")
    # Long after the hour, so that no message comes that day, and nobody hears of the end.
    await years_pass(stage, days=DAYS + 80, hours=6)
    assert await noor.record() is not None
    await years_pass(stage, days=12)
    assert await noor.record() is None


async def test_other_wishes_after_the_end_do_not_start_anything(stage: Stage) -> None:
    noor = await after_the_end(stage)
    await noor.press("after.button.ask")
    await wish(noor, zone="America/New_York", daily_at=600)
    await noor.say("/pauze")
    await noor.say("/verder")
    heard = len(noor.heard)
    await stage.walk(days=8)
    assert len(noor.heard) == heard


async def test_how_often_leads_to_the_ways_to_go_on(stage: Stage) -> None:
    noor = await after_the_end(stage)
    await noor.press("after.button.weekly")
    await noor.say("/instellingen")
    await noor.press("settings.button.every")
    assert text_of(noor.last) == noor.words("after.choose")
    assert noor.words("after.button.weekly") in noor.buttons
