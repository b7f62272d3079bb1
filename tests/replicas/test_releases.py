"""Machines of two releases on one database: the newer one's schema, and both at work on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.store.tables import SCHEMA_VERSION
from tests.replicas.fleet import AT_LENGTH, Fleet, fleet
from tests.replicas.machines import Machine
from tests.replicas.next_release import VERSION, next_release
from tests.replicas.pair import until
from tests.store.databases import PostgresServer

pytestmark = [pytest.mark.long, pytest.mark.replicas]
at_length = pytest.mark.skipif(not AT_LENGTH, reason="`make replicas` runs it")

Release = Callable[[], None] | None
"""What makes a process one of another release; None: it is of this one."""
_PATIENCE = 60.0


@pytest.fixture
async def empty_database(postgres: PostgresServer) -> AsyncIterator[str]:
    """A fresh database with nothing in it; no other test gets it afterwards."""
    url = await postgres.make(migrated=False)
    yield url
    await postgres.drop(url)


@asynccontextmanager
async def at_work(folder: Path, database: str, *releases: Release) -> AsyncIterator[Fleet]:
    """Machines of these releases, started at once, and twelve people who write all the time.

    Each gets today's message, one after the other, whatever happens meanwhile. Afterwards nothing
    may be lost, doubled, refused or complained about.
    """
    async with fleet(folder, database) as ships:
        await ships.up(*(ships.machine_of(release) for release in releases))
        people = await ships.move_in(12)
        writing = asyncio.create_task(ships.write(people))
        falling_due = asyncio.create_task(_let_fall_due(ships, people))
        await until(lambda: ships.dailies())
        yield ships
        await falling_due
        await until(lambda: len(ships.dailies()) == len(people))
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        await ships.rest()
        assert await ships.states() == {"done": ships.said.total()}
        assert ships.answers() == ships.said
        assert ships.dailies() == dict.fromkeys(people, 1)
        assert ships.errors() == []
        assert ships.world.webhook.last_error == "", "what somebody wrote was not taken"


async def _let_fall_due(ships: Fleet, people: list[int]) -> None:
    for person in people:
        await ships.let_dailies_fall_due(person)
        await asyncio.sleep(0.5)


async def replace(ships: Fleet, before: Machine, release: Release = None) -> None:
    """As docs/operations.md has it; once both have answered, the earlier one is stopped."""
    await ships.up(ships.machine_of(release))
    await all_answer(ships)
    ships.front.machines.remove(before)
    await before.stop()


async def all_answer(ships: Fleet) -> None:
    """Wait until each machine that there is has answered something that came from now on."""
    here = {owner for (owner,) in await rows(ships, "SELECT owner FROM replica")}
    answered = "SELECT owner, count(*) FROM intake WHERE state = 'done' GROUP BY owner"
    before = dict(await rows(ships, answered))
    async with asyncio.timeout(_PATIENCE):
        while here:
            await asyncio.sleep(0.1)
            now = dict(await rows(ships, answered))
            here = {owner for owner in here if now.get(owner, 0) == before.get(owner, 0)}


async def rows(ships: Fleet, query: str) -> list[tuple[Any, ...]]:
    """What the database answers."""
    async with ships.store.read() as tx:
        return [tuple(row) for row in await tx.run(text(query))]


async def version(ships: Fleet) -> str:
    """That of the schema."""
    [(found,)] = await rows(ships, "SELECT version_num FROM alembic_version")
    return str(found)


async def both_wrote(ships: Fleet) -> bool:
    """Whether the next release's column and table were written, and programs without them too."""
    found = dict(await rows(ships, "SELECT release, count(*) FROM intake GROUP BY release"))
    [(noted,)] = await rows(ships, "SELECT count(*) FROM said")
    return set(found) == {None, VERSION} and noted > 0


async def test_the_next_release_migrates_while_this_one_answers_and_sends(
    tmp_path: Path, empty_database: str
) -> None:
    async with at_work(tmp_path, empty_database, None) as ships:
        old = ships.leader
        await replace(ships, old, next_release(tmp_path))
        assert await version(ships) == VERSION
        assert await both_wrote(ships)
        await ships.another_leads(old)


@at_length
async def test_a_migration_that_has_to_wait_keeps_nobody_waiting(
    tmp_path: Path, empty_database: str, postgres: PostgresServer
) -> None:
    """Somebody reads for long, as a backup does; what comes after a migration waits with it."""
    async with at_work(tmp_path, empty_database, None) as ships:
        old, made = ships.leader, ships.machine_of(next_release(tmp_path))
        async with postgres.connected(empty_database) as reader:
            await reader.execute("BEGIN; SELECT count(*) FROM intake")
            made.start()
            waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'"
            while not await reader.fetch(waits):
                await asyncio.sleep(0.05)
            answered = ships.answers().total()
            await until(lambda: ships.answers().total() > answered + 6, 20)
            assert await version(ships) == SCHEMA_VERSION
            await reader.execute("COMMIT")
        await made.ready()
        assert await version(ships) == VERSION
        assert old.lives


@at_length
async def test_the_program_is_taken_back_and_the_schema_stays(
    tmp_path: Path, empty_database: str
) -> None:
    async with at_work(tmp_path, empty_database, next_release(tmp_path)) as ships:
        new = ships.leader
        await replace(ships, new)
        assert await version(ships) == VERSION
        assert await both_wrote(ships)
        await ships.another_leads(new)


@at_length
async def test_a_rolling_restart_loses_nothing(tmp_path: Path, empty_database: str) -> None:
    """Of three that migrate an empty database at once, each is replaced by the next release."""
    async with at_work(tmp_path, empty_database, None, None, None) as ships:
        assert await version(ships) == SCHEMA_VERSION
        release = next_release(tmp_path)
        for before in list(ships.machines):
            await replace(ships, before, release)
        assert await version(ships) == VERSION
        assert await both_wrote(ships)
