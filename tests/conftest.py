"""Fixtures that every test may use."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot.clock import prefer_packaged_zones
from bot.content.model import Content
from tests import inline, once
from tests.cast import Person, Stage, staged

prefer_packaged_zones()
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
once.install()
inline.share()
os.environ["PTB_TIMEDELTA"] = "true"  # as `bot.caller` does


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The developer's own environment never reaches a test."""
    for name in [name for name in os.environ if name.startswith("BOT_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def content() -> Content:
    """The content of this checkout."""
    return once.load(Path("content"))


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The bot on a Monday morning."""
    async with staged(tmp_path) as made:
        yield made


@pytest.fixture
async def noor(stage: Stage) -> Person:
    """A client, Dutch, daily message at eight."""
    return await stage.client("Noor")


@pytest.fixture
async def mia(stage: Stage) -> Person:
    """Another client, English, who must never see Noor's things."""
    return await stage.client("Mia", "en")


@pytest.fixture
async def coach(stage: Stage) -> Person:
    """The coach."""
    return await stage.coach()
