"""What is thrown at the bot on a file (`tests/outbox/test_worst_days.py`, `tests/fuzz`), on
PostgreSQL: as often as CHAOS_ROUNDS and FUZZ_UPDATES say.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cast import Person, Stage, staged
from tests.fuzz.test_fuzz import SEED, UPDATES, go_through
from tests.fuzz.town import town
from tests.outbox.conftest import rush
from tests.outbox.test_worst_days import ROUNDS, ask_in_vain, live_through
from tests.store.databases import KEY, PostgresServer

pytestmark = pytest.mark.long

_READ_ONLY = "default_transaction_read_only"
_FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
END$$"""
_FULL_FOR = """
CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON {}
    FOR EACH STATEMENT EXECUTE FUNCTION full_disk()"""


@pytest.fixture
async def there(postgres: PostgresServer) -> AsyncIterator[str]:
    """A fresh database of a server, with the schema in it."""
    made = await postgres.make(migrated=True)
    yield made
    await postgres.drop(made)


@pytest.fixture
async def stage(there: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """The bot on it, on a Monday morning."""
    async with staged(tmp_path, database_url=there, encryption_key=KEY) as made:
        yield made


@pytest.fixture
async def noor(stage: Stage) -> Person:
    """A client, Dutch, daily message at eight."""
    return await stage.enrolled("Noor")


@pytest.mark.timeout(0 if ROUNDS > 1 else 240)
async def test_with_every_trouble_mixed_nothing_is_lost_there_either(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await live_through(stage, monkeypatch, ROUNDS)


@pytest.mark.timeout(0 if UPDATES > 400 else 480)
async def test_whatever_comes_in_is_handled_there_too(
    there: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town(tmp_path, SEED, monkeypatch, database_url=there, encryption_key=KEY) as place:
        await go_through(place)


# The server


async def answered_once(stage: Stage, person: Person) -> None:
    """What she asked in vain is answered now, a single time."""
    first = person.words("urge.first")
    await rush(stage, lambda: first in person.texts, seconds=900)
    await stage.settle()
    assert person.texts.count(first) == 1
    assert not len(stage.world.queue), "confirmed"


@asynccontextmanager
async def altered(
    postgres: PostgresServer, url: str, setting: str, back: str
) -> AsyncIterator[None]:
    """The server has been told this of the database, until the block ends."""
    await postgres.make_all(url, setting)
    try:
        yield
    finally:
        await postgres.make_all(url, back)


async def test_a_server_that_turns_read_only_loses_nothing(
    stage: Stage, noor: Person, there: str, postgres: PostgresServer
) -> None:
    async with altered(postgres, there, f"SET {_READ_ONLY} = on", f"RESET {_READ_ONLY}"):
        await ask_in_vain(stage, noor)
        assert "takes no writes" in await stage.app.figures.why_not_ready()
    await answered_once(stage, noor)
    assert await stage.app.figures.why_not_ready() == ""


async def test_a_server_that_goes_away_and_comes_back_loses_nothing(
    stage: Stage, noor: Person, there: str, postgres: PostgresServer
) -> None:
    setting = "WITH ALLOW_CONNECTIONS {}"
    async with altered(postgres, there, setting.format("false"), setting.format("true")):
        await ask_in_vain(stage, noor)
        assert "no database" in await stage.app.figures.why_not_ready()
    await answered_once(stage, noor)
    assert await stage.app.figures.why_not_ready() == ""


@asynccontextmanager
async def no_room(postgres: PostgresServer, url: str) -> AsyncIterator[None]:
    """Each write ends as on a server whose disk is full."""
    async with postgres.connected(url) as connection:
        await connection.execute(_FULL)
        try:
            for table in ("intake", "outbox", "note", "urge"):
                await connection.execute(_FULL_FOR.format(table))
            yield
        finally:
            await connection.execute("DROP FUNCTION full_disk() CASCADE")


async def test_on_a_server_without_room_nothing_is_lost_and_it_goes_on_when_there_is(
    stage: Stage, noor: Person, there: str, postgres: PostgresServer
) -> None:
    async with no_room(postgres, there):
        await ask_in_vain(stage, noor)
        assert "takes no writes" in await stage.app.figures.why_not_ready()
    await answered_once(stage, noor)
    assert await stage.app.figures.why_not_ready() == ""


async def test_tables_that_somebody_holds_there_are_waited_for(
    stage: Stage, noor: Person, there: str, postgres: PostgresServer
) -> None:
    fixed = noor.book.replies["failed"].strip()
    async with postgres.connected(there) as connection, connection.transaction():
        await connection.execute("LOCK TABLE intake, outbox IN ACCESS EXCLUSIVE MODE")
        stage.world.say(noor.id, "/drang")
        async with asyncio.timeout(120):  # the server waits by a clock of its own
            while fixed not in noor.texts:
                await asyncio.sleep(0.1)
        assert noor.texts == [fixed]
        assert len(stage.world.queue) == 1, "not confirmed"
    await answered_once(stage, noor)


async def test_a_clock_that_goes_back_or_leaps_there_brings_nothing_twice(
    stage: Stage, noor: Person
) -> None:
    await stage.walk_to(datetime(2026, 11, 24, 7, 1, tzinfo=UTC))
    assert len(noor.heard) == 1
    stage.clock._start -= timedelta(hours=1)
    await noor.say("/week")
    await stage.walk(hours=2)
    assert len(noor.heard) == 2, "the day's message was not sent again, and replies go on"
    await stage.walk(days=1)
    assert len(noor.heard) == 3
    stage.clock._start += timedelta(days=1)
    await stage.app.run_due()
    await stage.settle()
    assert len(noor.heard) == 4, "one message for the day that was leapt over"
