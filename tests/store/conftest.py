"""Every test of the store runs on SQLite and on PostgreSQL, each time on a database of its own."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.store import connecting
from bot.store.engine import Store
from bot.vault import Vault
from tests import inline
from tests.checkpoints import carried, disk_full
from tests.store.databases import KEY, Databases, PostgresServer, SqliteFiles, postgres_server

__all__ = ["carried", "disk_full"]


@pytest.fixture(autouse=True)
def _to_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "sqlite_engine", inline.to_the_disk)


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    """Where SQLite databases are made."""
    return SqliteFiles(tmp_path_factory.mktemp("databases") / "files")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Where PostgreSQL databases are made; CI insists on it."""
    with ExitStack() as stack:
        try:
            socket_dir = stack.enter_context(postgres_server())
        except Exception as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"PostgreSQL cannot be started here: {error}")
        yield PostgresServer(socket_dir)


@pytest.fixture(params=["sqlite", "postgres"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """One of the two databases that the bot runs on."""
    made: Databases = request.getfixturevalue(
        "sqlite_files" if request.param == "sqlite" else "postgres"
    )
    return made


@pytest.fixture
async def url(databases: Databases) -> AsyncIterator[str]:
    """A fresh database with the schema in it."""
    made = await databases.make(migrated=True)
    yield made
    await databases.drop(made)


@pytest.fixture
async def empty_url(databases: Databases) -> AsyncIterator[str]:
    """A fresh database with nothing in it."""
    made = await databases.make(migrated=False)
    yield made
    await databases.drop(made)


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """The bot's view of a fresh database."""
    made = Store(url, Vault([KEY]))
    yield made
    await made.close()


@pytest.fixture
async def file_store(tmp_path: Path, sqlite_files: SqliteFiles) -> AsyncIterator[Store]:
    """A fresh SQLite database, for what only files can do."""
    url = await sqlite_files.make(migrated=True)
    made = Store(url, Vault([KEY]))
    yield made
    await made.close()
    await sqlite_files.drop(url)


@pytest.fixture
async def postgres_store(postgres: PostgresServer) -> AsyncIterator[Store]:
    """A fresh PostgreSQL database, for what only a server can do."""
    url = await postgres.make(migrated=True)
    made = Store(url, Vault([KEY]))
    yield made
    await made.close()
    await postgres.drop(url)
