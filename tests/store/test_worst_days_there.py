"""What is thrown at the bot on a file (`tests/outbox/test_worst_days.py`, `tests/fuzz`), on
PostgreSQL: as often as CHAOS_ROUNDS and FUZZ_UPDATES say.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.cast import Person, Stage, staged
from tests.fuzz.test_fuzz import SEED, UPDATES, go_through
from tests.fuzz.town import town
from tests.outbox.conftest import rush
from tests.outbox.test_worst_days import (
    ROUNDS,
    a_day_ahead_and_back,
    an_hour_back,
    ask_in_vain,
    away_for_a_day,
    live_through,
    without_names,
)
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


# Telegram away, and time


async def test_without_names_of_hosts_everything_waits_there_and_then_comes_once(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await without_names(stage, noor, monkeypatch)


async def test_telegram_away_for_a_day_costs_the_message_of_that_day_there_too(
    stage: Stage, noor: Person
) -> None:
    await away_for_a_day(stage, noor, await stage.enrolled("Mia", "en"))


async def test_a_clock_that_goes_back_an_hour_brings_nothing_twice_there(
    stage: Stage, noor: Person
) -> None:
    await an_hour_back(stage, noor)


async def test_a_clock_that_leaps_a_day_and_back_brings_nothing_twice_there(
    stage: Stage, noor: Person
) -> None:
    await a_day_ahead_and_back(stage, noor)
