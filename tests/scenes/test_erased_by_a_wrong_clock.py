"""An erasure while the machine's clock is wrong: it holds, and who comes back after it stays."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.content.model import LANGUAGES
from bot.store.backup import backup_to, restore_from
from bot.store.clients import Client
from tests.cast import Person, Stage, arrive, close_app, start_app

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
WRONG = pytest.mark.parametrize("hours", [-24 * 14, -1, 0, 1, 24 * 30])


@asynccontextmanager
async def _wrong(stage: Stage, hours: int) -> AsyncIterator[None]:
    """The machine's clock is off by so much; what never runs backwards goes on."""
    stage.clock._start += timedelta(hours=hours)
    await stage.settle()
    yield
    stage.clock._start -= timedelta(hours=hours)
    await _later(stage)


async def _later(stage: Stage) -> None:
    """A while after, so that no two things happen at the same instant."""
    stage.clock.move_to(stage.clock.now() + timedelta(minutes=20))
    await stage.settle()


async def _erase(person: Person) -> None:
    await person.say("/vergeetmij")
    await person.press("forget.button.yes")
    assert await person.record() is None


async def _come_back(stage: Stage, person: Person) -> Client:
    await arrive(person, await stage.invite())
    await _later(stage)
    found = await person.record()
    assert found is not None
    return found


async def _put_back(stage: Stage, copy: Path) -> None:
    await stage.settle()
    await close_app(stage.app)
    await restore_from(stage.settings, copy, stage.clock.now())
    stage.app = await start_app(stage.settings, stage.clock)
    await stage.settle()


@SPOKEN
@WRONG
async def test_who_came_back_stays_whatever_the_clock_said_at_the_erasure(
    stage: Stage, spoken: str, hours: int
) -> None:
    noor = await stage.client("Noor", spoken)
    async with _wrong(stage, hours):
        await _erase(noor)
    again = await _come_back(stage, noor)
    for _ in range(2):
        await stage.restart()
        assert await noor.record() == again


@SPOKEN
@WRONG
async def test_who_was_erased_stays_erased_whatever_the_clock_said(
    stage: Stage, tmp_path: Path, spoken: str, hours: int
) -> None:
    noor = await stage.client("Noor", spoken)
    await _later(stage)
    await backup_to(stage.settings, tmp_path / "copy")
    async with _wrong(stage, hours):
        await _erase(noor)
    await _put_back(stage, tmp_path / "copy")
    assert await noor.record() is None


@pytest.mark.long
@WRONG
async def test_of_two_lives_each_copy_brings_back_the_one_that_was_not_erased(
    stage: Stage, tmp_path: Path, hours: int
) -> None:
    noor = await stage.client()
    await backup_to(stage.settings, tmp_path / "before")
    async with _wrong(stage, hours):
        await _erase(noor)
    await backup_to(stage.settings, tmp_path / "between")
    again = await _come_back(stage, noor)
    await backup_to(stage.settings, tmp_path / "after")
    for copy, stays in (("before", False), ("after", True), ("between", False), ("after", True)):
        await _put_back(stage, tmp_path / copy)
        found = await noor.record()
        assert (found is not None and found.created_at == again.created_at) == stays, copy
        assert stays or found is None, copy
    async with _wrong(stage, -hours):
        await _erase(noor)
    for copy in ("before", "between", "after"):
        await _put_back(stage, tmp_path / copy)
        assert await noor.record() is None, copy


async def test_a_return_that_a_copy_does_not_know_is_a_new_one(
    stage: Stage, tmp_path: Path
) -> None:
    """She came back twice, for a copy from between was put back; both are after the erasure."""
    noor = await stage.client()
    async with _wrong(stage, 1):
        await _erase(noor)
    await backup_to(stage.settings, tmp_path / "between")
    first = await _come_back(stage, noor)
    await backup_to(stage.settings, tmp_path / "after")
    await _put_back(stage, tmp_path / "between")
    await _come_back(stage, noor)
    await stage.restart()
    assert await noor.record() is not None
    await _put_back(stage, tmp_path / "after")
    found = await noor.record()
    assert found is not None
    assert found.created_at == first.created_at


async def test_where_the_list_is_out_of_reach_who_comes_back_is_enrolled_all_the_same(
    stage: Stage, tmp_path: Path
) -> None:
    noor = await stage.client()
    await _erase(noor)
    graves = stage.settings.erasures_path
    kept = graves.read_text()
    graves.unlink()
    graves.mkdir()
    again = await _come_back(stage, noor)
    graves.rmdir()
    graves.write_text(kept)
    await stage.restart()
    assert await noor.record() == again
