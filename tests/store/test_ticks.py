"""What runs by itself is looked for with one question, and never runs beside itself."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, Self

import pytest
from apscheduler.schedulers import base
from apscheduler.triggers import interval

from bot.clock import MovableClock
from bot.content.shelf import Shelf
from bot.deps import Deps
from bot.feature import Tick
from bot.replicas.replica import Replica
from bot.settings import Settings
from bot.store import appointments, dailies
from bot.store.engine import Store
from bot.ticks import Ticker
from tests.store.scenes import NOW, enrol

CONTENT = Path(__file__).parents[2] / "content"


class _Sender:
    """Counts how often it is woken."""

    def __init__(self) -> None:
        self.kicks = 0

    def kick(self) -> None:
        self.kicks += 1


class _Work:
    """A tick's work that goes on until it is let go."""

    def __init__(self) -> None:
        self.runs = 0
        self.go_on = asyncio.Event()

    async def run(self, _deps: Deps) -> None:
        self.runs += 1
        await self.go_on.wait()


@pytest.fixture
def made(file_store: Store) -> tuple[Ticker, _Work, _Work, _Sender]:
    """Two ticks of a second: one for the daily messages, one for appointments."""
    deps = Deps(Settings(_env_file=None), file_store, Shelf(CONTENT), MovableClock(NOW), 1, "a")
    daily, other, sender = _Work(), _Work(), _Sender()
    ticks = [
        Tick("daily", 1.0, daily.run, dailies.NEXT_DUE),
        Tick("appointment", 1.0, other.run, appointments.NEXT_DUE),
    ]
    woken: Any = sender
    return Ticker(deps, ticks, woken), daily, other, sender


async def test_only_what_is_due_runs_and_only_once_at_a_time(
    made: tuple[Ticker, _Work, _Work, _Sender], file_store: Store
) -> None:
    ticker, daily, other, sender = made
    await enrol(file_store, 101, next_daily_at=NOW + timedelta(hours=1))
    await ticker.look(1.0)
    assert not ticker.busy
    assert sender.kicks == 0
    await enrol(file_store, 102, next_daily_at=NOW)
    for _ in range(3):
        await ticker.look(1.0)
        await asyncio.sleep(0)
    assert (daily.runs, other.runs) == (1, 0)
    daily.go_on.set()
    while ticker.busy:
        await asyncio.sleep(0)
    assert sender.kicks == 1
    await ticker.look(1.0)
    await asyncio.sleep(0)
    assert daily.runs == 2
    ticker.stop()
    assert not ticker.busy


async def test_what_is_due_is_looked_for_just_after_the_second(
    made: tuple[Ticker, _Work, _Work, _Sender], monkeypatch: pytest.MonkeyPatch
) -> None:
    ticker, *_ = made
    looked: list[float] = []
    look = ticker.look

    async def noted(seconds: float) -> None:
        looked.append(datetime.now(UTC).microsecond / 1e6)
        await look(seconds)

    monkeypatch.setattr(ticker, "look", noted)
    await asyncio.sleep((0.5 - datetime.now(UTC).microsecond / 1e6) % 1)
    ticker.start()
    try:
        async with asyncio.timeout(10):
            while len(looked) < 2:
                await asyncio.sleep(0.01)
    finally:
        ticker.stop()
        await ticker.wait_until_over()
    assert min(looked) < 0.25, "between the second and the tick nothing but the machine's own time"


async def test_to_stop_in_the_middle_of_a_tick_is_not_told_as_a_failure(
    file_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    deps = Deps(Settings(_env_file=None), file_store, Shelf(CONTENT), MovableClock(NOW), 1, "a")
    work, nobody = _Work(), _Sender()
    sender: Any = nobody
    ticker = Ticker(deps, [Tick("slow", 0.01, work.run)], sender)
    ticker.start()
    async with asyncio.timeout(5):
        while not work.runs:
            await asyncio.sleep(0.01)
    ticker.stop()
    await asyncio.sleep(0.01)
    assert [entry for entry in caplog.records if entry.levelname == "ERROR"] == []


async def test_what_another_process_does_for_all_is_not_late_here(file_store: Store) -> None:
    clock, replica = MovableClock(NOW), Replica(alone=False)
    deps = Deps(
        Settings(_env_file=None), file_store, Shelf(CONTENT), clock, 1, "a", replica=replica
    )
    work, nobody = _Work(), _Sender()
    work.go_on.set()
    sender: Any = nobody
    ticks = [
        Tick("daily", 1.0, work.run, dailies.NEXT_DUE),
        Tick("purge", 60.0, work.run),
        Tick("content", 10.0, work.run, everywhere=True),
    ]
    ticker = Ticker(deps, ticks, sender)
    ticker.start()
    try:
        clock.move_to(NOW + timedelta(minutes=20))
        await ticker.look(1.0)
        await ticker.run_one(ticks[1])
        late = ticker.lateness()
    finally:
        ticker.stop()
    assert work.runs == 0
    assert late["daily",] == late["purge",] == 0
    assert late["content",] > 1000, "its own it has to do"


class _SetBack(datetime):
    """The machine's clock, which may be set back, or put forward."""

    by = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromtimestamp((datetime.now(tz) - cls.by).timestamp(), tz)


async def test_a_clock_that_is_set_back_does_not_stop_the_ticks(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (base, interval):
        monkeypatch.setattr(module, "datetime", _SetBack)
    monkeypatch.setattr(_SetBack, "by", timedelta())
    deps = Deps(Settings(_env_file=None), file_store, Shelf(CONTENT), MovableClock(NOW), 1, "a")
    quick, slow, nobody = _Work(), _Work(), _Sender()
    quick.go_on.set()
    slow.go_on.set()
    sender: Any = nobody
    ticker = Ticker(deps, [Tick("quick", 0.02, quick.run), Tick("slow", 0.1, slow.run)], sender)
    ticker.start()
    try:
        for hours in (0, 1, 3):
            monkeypatch.setattr(_SetBack, "by", timedelta(hours=hours))
            quick.runs = slow.runs = 0
            async with asyncio.timeout(5):
                while quick.runs < 4 or slow.runs < 3:
                    await asyncio.sleep(0.01)
            assert quick.runs < 40, "no oftener than before"
    finally:
        ticker.stop()


async def test_a_clock_that_jumps_ahead_does_not_keep_everything_waiting(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (base, interval):
        monkeypatch.setattr(module, "datetime", _SetBack)
    monkeypatch.setattr(_SetBack, "by", timedelta())
    deps = Deps(Settings(_env_file=None), file_store, Shelf(CONTENT), MovableClock(NOW), 1, "a")
    quick, nobody = _Work(), _Sender()
    quick.go_on.set()
    sender: Any = nobody
    ticker = Ticker(deps, [Tick("quick", 0.1, quick.run)], sender)
    ticker.start()
    loop = asyncio.get_running_loop()
    try:
        monkeypatch.setattr(_SetBack, "by", -timedelta(days=14))
        before = loop.time()
        while quick.runs < 3:
            await asyncio.sleep(0.01)
            assert loop.time() - before < 2, "the list of what was missed is made"
        assert quick.runs < 10, "what was missed comes once"
    finally:
        ticker.stop()
