"""Bulk steps aside while somebody is answered, and is never kept waiting for ever."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.road import right_of_way
from bot.road.right_of_way import RightOfWay


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bulk that waits for longer than any machine needs for the answer."""
    monkeypatch.setattr(right_of_way, "_LONGEST", 30.0)


async def _bulk(way: RightOfWay, done: list[str]) -> None:
    await way.give()
    done.append("bulk")


async def test_bulk_goes_at_once_when_nobody_is_answered() -> None:
    await asyncio.wait_for(RightOfWay().give(), 1)


@pytest.mark.usefixtures("patient")
async def test_bulk_waits_until_the_last_of_several_is_answered() -> None:
    way, done = RightOfWay(), list[str]()
    with way.taken():
        with way.taken():
            waiting = asyncio.create_task(_bulk(way, done))
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.01)
        assert done == []
        done.append("answer")
    await waiting
    assert done == ["answer", "bulk"]


@pytest.mark.usefixtures("patient")
async def test_who_is_answered_right_after_another_goes_before_bulk_too() -> None:
    way, done = RightOfWay(), list[str]()
    with way.taken():
        waiting = asyncio.create_task(_bulk(way, done))
        await asyncio.sleep(0.01)
    with way.taken():
        await asyncio.sleep(0.01)
        done.append("answer")
    await waiting
    assert done == ["answer", "bulk"]


async def test_under_a_flood_bulk_goes_on_after_a_moment() -> None:
    way, began = RightOfWay(), time.monotonic()
    with way.taken():
        await way.give()
    assert 0.02 < time.monotonic() - began < 5


async def test_what_fails_gives_the_way_free() -> None:
    way = RightOfWay()
    try:
        with way.taken():
            raise RuntimeError
    except RuntimeError:
        pass
    await asyncio.wait_for(way.give(), 1)
