"""The demo's group of twenty: what a broadcast does to them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.sandbox.crowd import ASLEEP, BLOCKED, IN_AN_URGE, NAMES, PAUSED
from bot.sandbox.demo import COACH_ID, close_demo, open_demo
from bot.sandbox.walk import settle, walk
from bot.sandbox.world import World
from bot.settings import Settings
from tests.cast import TOKEN, Person, Stage, text_of
from tests.scenes.broadcasting import WORDS, confirm, write

AFTERNOON = datetime(2026, 11, 25, 13, 30, tzinfo=UTC)
_NOT_NOW = {BLOCKED, PAUSED, IN_AN_URGE, ASLEEP}


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock = MovableClock(AFTERNOON)
    settings = Settings(_env_file=None, token=TOKEN)
    server, app = await open_demo(settings, clock, tmp_path, crowd=True)
    made = Stage(server.world, server, app, clock, app.deps.settings, thinking=4.0)
    await settle(app)
    yield made
    await close_demo(server, app)


def who_heard(world: World, words: str) -> set[str]:
    """The names of those whose chat has these words, or the neutral line."""
    return {
        person.name
        for person in world.people.values()
        if person.role == "crowd"
        and any(m.from_bot and words in text_of(m) for m in world.chat(person.id))
    }


async def test_the_settings_of_a_real_bot_stay_out_of_the_demo(tmp_path: Path) -> None:
    real = Settings(
        _env_file=None,
        token=TOKEN,
        language="en",
        operator="De praktijk",
        coach_ids="123456789",
        database_url=f"sqlite+aiosqlite:///{tmp_path / 'real.db'}",
        encryption_key="not-a-key",
        erasures_file=tmp_path / "real.erased",
        webhook_url="https://bot.example.org",
        webhook_secret="whispered",
        http_port=8080,
        rate_per_second=7,
    )
    server, app = await open_demo(real, MovableClock(AFTERNOON), tmp_path)
    taken = app.deps.settings
    await close_demo(server, app)
    assert (taken.language, taken.operator) == ("en", "De praktijk")
    assert (taken.webhook_url, taken.webhook_secret, taken.http_port) == ("", None, None)
    assert taken.coach_ids == {COACH_ID}
    assert taken.erasures_path == tmp_path / "demo.db.erased"
    assert not list(tmp_path.glob("real.*"))


@pytest.mark.long
async def test_a_broadcast_reaches_all_but_the_four_who_are_not_there(stage: Stage) -> None:
    coach = Person(stage, COACH_ID, "Coach")
    await coach.start()
    assert coach.words("coach.panel", n=len(NAMES) - 2) in text_of(coach.last)
    await write(coach, WORDS)
    await confirm(coach, len(NAMES) - 2)
    await walk(stage.app, stage.clock, stage.clock.now() + timedelta(minutes=3))
    neutral = who_heard(stage.world, coach.words("stub.line"))
    assert who_heard(stage.world, WORDS) | neutral == set(NAMES) - _NOT_NOW
    await walk(stage.app, stage.clock, stage.clock.now() + timedelta(hours=6))
    neutral = who_heard(stage.world, coach.words("stub.line"))
    assert who_heard(stage.world, WORDS) | neutral == set(NAMES) - {BLOCKED, PAUSED}
