"""A machine that is told to stop: gone within ten seconds, whatever hangs, and nothing is lost."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.replicas.fleet import AT_LENGTH, Fleet, fleet, through
from tests.replicas.machines import Machine, Wire
from tests.replicas.pair import until
from tests.store.databases import PostgresServer

at_length = pytest.mark.skipif(not AT_LENGTH, reason="`make replicas` runs it")
pytestmark = [pytest.mark.long, pytest.mark.replicas]
_SPARE = 2.0
"""Seconds that a process takes to end, on a busy machine."""
_STOPPED_WITHIN = 10.0 if AT_LENGTH else 10.0 + _SPARE


async def stopped(machine: Machine, *signals: signal.Signals) -> tuple[float, int]:
    """Told so by these, half a second apart; gives the seconds that it took, and how it ended."""
    began = time.monotonic()
    for number, told in enumerate(signals):
        await asyncio.sleep(0.5 * bool(number))
        machine.signal(told)
    code = await machine.ended()
    return time.monotonic() - began, code


async def answered_by_the_next(ships: Fleet, person: int) -> None:
    """What was in hand is found by the machine that takes its place."""
    await ships.up(ships.machine())
    await until(lambda: ships.answers()[person] >= ships.said[person])
    await ships.rest()
    assert await ships.states() == {"done": ships.said.total()}


@asynccontextmanager
async def cut_off(
    tmp_path: Path, database: str, postgres: PostgresServer
) -> AsyncIterator[Machine]:
    """A machine whose database hangs, with an update in hand that the next one answers."""
    wire = Wire(postgres.socket_dir)
    url = through(await wire.start(), database)
    async with fleet(tmp_path, database, webhook=False) as ships:
        (noor,) = await ships.move_in(1)
        machine = ships.machine(database_url=url)
        await ships.up(machine)
        wire.cut()
        ships.say(noor)
        await asyncio.sleep(1.0)
        yield machine
        wire.mend()
        await answered_by_the_next(ships, noor)
    await wire.stop()


async def test_a_database_that_hangs_holds_up_no_stop(
    tmp_path: Path, database: str, postgres: PostgresServer
) -> None:
    async with cut_off(tmp_path, database, postgres) as machine:
        seconds, code = await stopped(machine, signal.SIGTERM)
        assert seconds < _STOPPED_WITHIN
        assert code == 1, "not all came to an end"
        assert machine.events("not all came to an end")


@at_length
async def test_a_telegram_that_hangs_holds_up_no_stop(tmp_path: Path, database: str) -> None:
    async with fleet(tmp_path, database, webhook=False) as ships:
        (noor,) = await ships.move_in(1)
        machine = ships.machine()
        await ships.up(machine)
        ships.world.faults.add("sendMessage", noor, kind="slow", seconds=60.0, times=1)
        ships.say(noor)
        await asyncio.sleep(1.0)
        seconds, code = await stopped(machine, signal.SIGTERM)
        assert seconds < _STOPPED_WITHIN
        assert code == 0
        await answered_by_the_next(ships, noor)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
async def test_who_says_it_twice_does_not_wait(
    tmp_path: Path, database: str, postgres: PostgresServer, told: signal.Signals
) -> None:
    async with cut_off(tmp_path, database, postgres) as machine:
        seconds, code = await stopped(machine, told, told)
        assert seconds < _SPARE
        assert code == 130
