"""Fixtures that every test may use."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from bot.clock import prefer_packaged_zones
from bot.content.model import Content
from bot.sandbox import api
from bot.sandbox.faults import Fault
from bot.sandbox.world import World
from tests import drawing, inline, once, sampling
from tests.cast import Person, Stage, staged

_HERE = Path(__file__).parent

prefer_packaged_zones()
settings.register_profile("anew", deadline=None)
settings.register_profile("repeated", deadline=None, derandomize=True)
settings.load_profile("repeated")  # `--hypothesis-profile=anew` looks at other cases
once.install()
inline.share()
os.environ["PTB_TIMEDELTA"] = "true"  # as `bot.road.caller` does
gc.set_threshold(50_000, 20, 50)  # each scene leaves much behind at once: a tenth of the time

FIRST = (
    "browser", "test_who_waits.py", "test_cli.py", "test_rush.py", "test_foreign_buttons.py",
    "kill", "soak", "fuzz", "replicas", "store", "understanding",
)  # fmt: skip
"""What takes long, and what waits for something: else one worker is still at it when all the
others are done."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--cases`: see `tests.sampling`."""
    choices = (sampling.ALL, sampling.FEW, sampling.REST)
    parser.addoption("--cases", choices=choices, default=sampling.ALL)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The tests that this run takes; what takes long goes first, file by file."""
    items[:] = sampling.chosen(items, config.getoption("--cases"))
    items.sort(key=lambda item: _rank(item.path))


def _rank(path: Path) -> int:
    parts = path.relative_to(_HERE).parts
    return next((rank for rank, name in enumerate(FIRST) if name in parts), len(FIRST))


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The developer's own environment never reaches a test."""
    for name in [name for name in os.environ if name.startswith("BOT_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def _drawings_are_shared(tmp_path_factory: pytest.TempPathFactory) -> None:
    """By the workers of this run: each has a folder of its own below that of the run."""
    base = tmp_path_factory.getbasetemp()
    drawing.share((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "drawings")


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
def let_go(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """What hangs does so until this is set, and not for so many seconds."""
    event, struck = asyncio.Event(), api._struck

    async def held(world: World, fault: Fault, *rest: Any) -> Any:
        reply = await struck(world, replace(fault, seconds=0.0), *rest)
        if fault.kind == "hang":
            await event.wait()
        return reply

    monkeypatch.setattr(api, "_struck", held)
    return event


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
