"""The running bot and two clients, who take a moment before they act: no reply has to wait."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.cast import Person, Stage, staged
from tests.scenes.relaying import staged_for_two


@pytest.fixture
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    """The bot on a Monday morning; with two coaches where a scene is marked so."""
    two = request.node.get_closest_marker("two_coaches") is not None
    async with staged_for_two(tmp_path) if two else staged(tmp_path) as made:
        made.thinking = 4.0
        yield made


@pytest.fixture
async def noor(stage: Stage) -> Person:
    """A client, Dutch, daily message at eight."""
    return await stage.enrolled("Noor")


@pytest.fixture
async def mia(stage: Stage) -> Person:
    """Another client, English, who must never see Noor's things."""
    return await stage.enrolled("Mia", "en")
