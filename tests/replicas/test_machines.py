"""Machines that are killed, frozen, cut off, replaced: nothing is lost, little is doubled."""

from __future__ import annotations

import asyncio
import signal
import time
from pathlib import Path

import pytest

from bot.content.load import load
from bot.outbox.sender import IN_FLIGHT
from bot.sandbox.limits import Limits
from bot.store.replicas import LEASE
from tests.replicas.fleet import AT_LENGTH, Fleet, fleet, through
from tests.replicas.machines import Wire
from tests.replicas.pair import until
from tests.store.databases import PostgresServer

pytestmark = [pytest.mark.long, pytest.mark.replicas]
at_length = pytest.mark.skipif(not AT_LENGTH, reason="`make replicas` runs it")

SLOWLY = {"rate_per_second": 10}
"""So that a message to many takes a while: five a second, when several machines are there."""
_BOOK = load(Path("content"))["nl"]
FIXED = _BOOK.replies["failed"].split("\n")[0]
CRISIS = _BOOK.replies["suicide"].split("\n")[0]
_BEATS = 4.0 if AT_LENGTH else 20.0
"""Seconds within which a lead that was given back is taken, and a machine that is back is seen."""


async def quiet(task: asyncio.Task[None]) -> None:
    """Everybody stops writing."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def doubled(ships: Fleet) -> int:
    """Answers beyond one for each question; there are none without."""
    answers = ships.answers()
    missing = {p: n - answers[p] for p, n in ships.said.items() if answers[p] < n}
    assert not missing, f"not answered: {missing}"
    return answers.total() - ships.said.total()


async def test_the_leader_is_killed_amid_writing_clients(tmp_path: Path, database: str) -> None:
    async with fleet(tmp_path, database) as ships:
        people = await ships.move_in(6)
        await ships.up(*(ships.machine() for _ in range(3)))
        writing = asyncio.create_task(ships.write(people))
        await until(lambda: ships.answers().total() > 6)
        killed = ships.leader
        await killed.kill()
        await ships.let_dailies_fall_due(*people)
        await ships.another_leads(killed)
        await until(lambda: ships.dailies().total() == len(people))
        await quiet(writing)
        await ships.rest()
        assert await ships.states() == {"done": ships.said.total()}
        assert doubled(ships) <= IN_FLIGHT
        assert set(ships.dailies().values()) == {1}
        assert ships.errors() == []


async def test_a_leader_that_was_frozen_starts_nothing_when_it_wakes(
    tmp_path: Path, database: str
) -> None:
    async with fleet(tmp_path, database) as ships:
        people = await ships.move_in(20)
        await ships.up(*(ships.machine(**SLOWLY) for _ in range(2)))
        await ships.let_dailies_fall_due(*people)
        await until(lambda: ships.dailies().total() > 4)
        frozen = ships.leader
        ships.front.machines.remove(frozen)
        frozen.signal(signal.SIGSTOP)
        await ships.another_leads(frozen)
        await until(lambda: len(ships.dailies()) == len(people))
        came = ships.dailies()
        assert came.total() - len(people) <= IN_FLIGHT
        frozen.signal(signal.SIGCONT)
        await until(lambda: frozen.events("follows"), _BEATS)
        await ships.rest()
        assert ships.dailies() == came
        ships.front.machines = [frozen]
        for person in people[:3]:
            ships.say(person)
        await ships.rest()
        assert doubled(ships) == 0


@at_length
async def test_a_leader_that_is_cut_off_from_the_database_stops_and_comes_back(
    tmp_path: Path, database: str, postgres: PostgresServer
) -> None:
    wire = Wire(postgres.socket_dir)
    url = through(await wire.start(), database)
    async with fleet(tmp_path, database) as ships:
        people = await ships.move_in(40)
        cut_off = ships.machine(database_url=url, **SLOWLY)
        await ships.up(cut_off)
        await ships.up(ships.machine(**SLOWLY))
        assert cut_off.leads
        await ships.let_dailies_fall_due(*people)
        writing = asyncio.create_task(ships.write(people))
        await until(lambda: ships.dailies().total() > 8)
        wire.cut()
        await ships.another_leads(cut_off)
        await until(lambda: len(ships.dailies()) == len(people))
        assert ships.dailies().total() - len(people) <= IN_FLIGHT
        wire.mend()
        await until(lambda: cut_off.events("follows"), 30)
        await quiet(writing)
        await ships.rest(60)
        assert doubled(ships) <= IN_FLIGHT
        assert await ships.states() == {"done": ships.said.total()}
    await wire.stop()


@at_length
async def test_when_no_machine_has_the_database_who_writes_gets_the_fixed_help_text(
    tmp_path: Path, database: str, postgres: PostgresServer
) -> None:
    wire = Wire(postgres.socket_dir)
    url = through(await wire.start(), database)
    async with fleet(tmp_path, database) as ships:
        (noor,) = await ships.move_in(1)
        await ships.up(*(ships.machine(database_url=url) for _ in range(2)))
        wire.cut()
        ships.world.say(noor, "ik wil dood")
        await until(lambda: ships.heard(noor), 60)
        assert ships.heard(noor)[0].startswith(FIXED)
        assert len(ships.world.queue) == 1, "not confirmed"
        wire.mend()
        await until(lambda: not len(ships.world.queue), 60)
        await ships.rest()
        assert ships.heard(noor)[-1].startswith(CRISIS)
    await wire.stop()


@at_length
async def test_only_the_leader_polls_and_hands_it_on_at_a_clean_stop(
    tmp_path: Path, database: str
) -> None:
    async with fleet(tmp_path, database, webhook=False) as ships:
        (noor,) = await ships.move_in(1)
        await ships.up(*(ships.machine() for _ in range(2)))
        ships.say(noor)
        await until(lambda: ships.answers().total() == 1)
        before, began = ships.leader, time.monotonic()
        await before.stop()
        await ships.another_leads(before, _BEATS)
        assert time.monotonic() - began < LEASE.total_seconds()
        ships.say(noor)
        await until(lambda: ships.answers().total() == 2)
        polls = [r for r in ships.world.requests if r.method == "getUpdates"]
        assert all(request.ok for request in polls)


@at_length
async def test_all_machines_together_keep_to_the_pace_of_telegram(
    tmp_path: Path, database: str
) -> None:
    async with fleet(tmp_path, database, limits=Limits()) as ships:
        people = await ships.move_in(150)
        await ships.up(*(ships.machine() for _ in range(3)))
        await asyncio.sleep(_BEATS)
        await ships.let_dailies_fall_due(*people[:120])
        writing = asyncio.create_task(ships.write(people[120:], every=0.2))
        await until(lambda: len(ships.dailies()) == 120, 120)
        await quiet(writing)
        await ships.rest()
        refused = [r for r in ships.world.requests if r.error_code == 429]
        assert refused == []
        assert doubled(ships) == 0
