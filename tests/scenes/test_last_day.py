"""The last day of the sixteen weeks, and the days after it, as a coach sees them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.calendar.programme import DAYS
from tests.cast import Person, Stage, close_app, staged, start_app, text_of
from tests.enrolling import enrolled, the_client
from tests.scenes.relaying import called

START = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
"""Half past seven in Amsterdam; the last day is 14 March, a Sunday."""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, now=START) as made:
        made.thinking = 4.0
        await made.coach()
        yield made


async def until(stage: Stage, **delta: float) -> None:
    """The bot is off until then."""
    await stage.settle()
    await close_app(stage.app)
    stage.clock.move_to(stage.clock.now() + timedelta(**delta))
    stage.app = await start_app(stage.settings, stage.clock)
    await stage.app.run_due()
    await stage.settle()


async def on_the_last_day(stage: Stage, *names: str) -> list[Person]:
    """These got their last message two hours ago."""
    found = [await enrolled(stage, name, at="08:00") for name in names]
    for one in found:
        await called(one, one.name)
    await until(stage, days=DAYS - 1)
    await stage.walk(hours=2)
    return found


async def sight(coach: Person) -> str:
    """All that a coach can count or name, with what it says."""
    screens = [await coach.say(words) for words in ("/clienten", "/groepen", "/rapport")]
    seen = [text_of(one) for one in screens]
    await coach.say("/clienten")
    return "\n".join([*seen, *coach.buttons])


@pytest.mark.parametrize("words", ["ik wil dood", "/drang"])
async def test_whoever_is_in_a_crisis_at_the_end_goes_with_the_others(
    stage: Stage, words: str
) -> None:
    coach = await stage.coach()
    noor, jo = await on_the_last_day(stage, "Noor", "Jo")
    await stage.walk(hours=9)
    if words != "/drang":
        await noor.say(words)
    assert "Jo" in await sight(coach)
    await stage.walk(hours=3)
    assert "Jo" in await sight(coach)
    for hours in (2.5, 7.7, 1.3, 12, 12):
        if words == "/drang" and stage.clock.now().hour < 7:
            await noor.say(words)
        await stage.walk(hours=hours)
        seen = await sight(coach)
        assert ("Noor" in seen) == ("Jo" in seen), seen
        assert "Noor" not in seen
    assert noor.words("after.choose").strip() in str(noor.texts)
    assert jo.words("after.choose").strip() in str(jo.texts)


async def test_a_pause_and_an_hour_of_ones_own_do_not_show_at_the_end(stage: Stage) -> None:
    coach = await stage.coach()
    noor, jo, kim = await on_the_last_day(stage, "Noor", "Jo", "Kim")
    await noor.say("/pauze")
    await jo.say("/tijd 20:00")
    seen = await sight(coach)
    assert [one.name for one in (noor, jo, kim) if one.name not in seen] == []
    await stage.walk(hours=15)
    seen = await sight(coach)
    assert not [one.name for one in (noor, jo, kim) if one.name in seen]
    heard = len(noor.heard)
    await stage.walk(days=3)
    assert len(noor.heard) == heard
    await noor.say("/verder")
    await stage.walk(days=1)
    assert noor.words("after.choose").strip() in text_of(noor.last)


async def test_how_to_go_on_chosen_before_it_was_asked_is_not_asked_any_more(
    stage: Stage,
) -> None:
    (noor,) = await on_the_last_day(stage, "Noor")
    await stage.walk(hours=20)
    await noor.say("/drang")
    await stage.walk(minutes=10)
    await noor.tap_data("after:weekly", stale=True)
    heard = len(noor.heard)
    await stage.walk(days=6)
    assert not [m for m in noor.heard[heard:] if noor.book.weeks[0].question in text_of(m)]
    await stage.walk(days=2)
    assert [m for m in noor.heard[heard:] if noor.book.weeks[0].question in text_of(m)]


async def test_a_clock_that_was_ahead_ends_nobody(stage: Stage) -> None:
    noor = await enrolled(stage, "Noor", at="08:00")
    await stage.walk(days=3)
    real = stage.clock.now()
    await until(stage, days=DAYS)
    await stage.app.run_due(passing=True)
    assert (await the_client(noor)).ended_at is not None
    await close_app(stage.app)
    stage.clock._offset -= (stage.clock.now() - real).total_seconds()
    stage.app = await start_app(stage.settings, stage.clock)
    await stage.app.run_due(passing=True)
    await stage.settle()
    assert (await the_client(noor)).ended_at is None
