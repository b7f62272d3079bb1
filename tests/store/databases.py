"""Fresh databases for tests: SQLite files, and a real PostgreSQL that a wheel brings along."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import asyncpg  # type: ignore[import-untyped]

from bot.store.engine import Store
from bot.store.schema import prepare
from bot.store.tables import metadata
from bot.vault import Vault, new_key
from tests.store.server import kept_running

KEY = new_key()


class Databases(Protocol):
    """A place where databases are made, each test its own."""

    name: str

    async def make(self, *, migrated: bool) -> str:
        """The URL of a database with nothing in it, or with the schema and no rows."""
        ...

    async def drop(self, url: str) -> None:
        """Do away with it."""
        ...

    async def fetch(self, url: str, query: str) -> list[tuple[Any, ...]]:
        """Rows, read past everything that is under test."""
        ...


class SqliteFiles:
    """Files in a folder, copied from one that is migrated once."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._template = folder / "template.db"
        asyncio.run(_migrate(url_of(self._template)))

    async def make(self, *, migrated: bool) -> str:
        path = self._folder / f"{uuid4().hex}.db"
        if migrated:
            shutil.copyfile(self._template, path)
        return url_of(path)

    async def drop(self, url: str) -> None:
        path = path_of(url)
        for end in ("", "-wal", "-shm", ".lock", ".erased"):
            path.with_name(path.name + end).unlink(missing_ok=True)

    async def fetch(self, url: str, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(path_of(url))) as connection:
            return connection.execute(query).fetchall()


_EMPTY = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    *(f"DELETE FROM {table}" for table in reversed(metadata.sorted_tables)),
)


class PostgresServer:
    """A server on a socket of its own, shared by the workers of one run of the tests."""

    name = "postgres"

    def __init__(self, socket_dir: Path) -> None:
        self.socket_dir = socket_dir
        self._idle: list[str] = []
        self._migrated: set[str] = set()
        asyncio.run(self._begin())

    async def _begin(self) -> None:
        await self._admin(
            # Nothing here has to survive a power cut.
            "ALTER SYSTEM SET fsync = off",
            "ALTER SYSTEM SET synchronous_commit = off",
            "ALTER SYSTEM SET full_page_writes = off",
            "SELECT pg_reload_conf()",
        )

    async def make(self, *, migrated: bool) -> str:
        if migrated and self._idle:
            return self._idle.pop()
        name = f"test_{uuid4().hex}"
        await self._admin(f"CREATE DATABASE {name} STRATEGY file_copy")
        url = f"postgresql+asyncpg://postgres@/{name}?host={self.socket_dir}"
        if migrated:
            await _migrate(url)
            self._migrated.add(url)
        return url

    async def drop(self, url: str) -> None:
        name = _database(url)
        if url not in self._migrated:
            await self._admin(f"DROP DATABASE {name} WITH (FORCE)")
            return
        # Making a database takes fifty times as long as emptying one.
        await self._run(name, ";".join(_EMPTY))
        self._idle.append(url)

    async def fetch(self, url: str, query: str) -> list[tuple[Any, ...]]:
        async with self.connected(url) as connection:
            return [tuple(row) for row in await connection.fetch(query)]

    async def make_all(self, url: str, setting: str) -> None:
        """`ALTER DATABASE` with this, for whoever connects from now on; all that do must anew."""
        name = _database(url)
        await self._admin(
            f"ALTER DATABASE {name} {setting}",
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
        )

    @asynccontextmanager
    async def connected(self, url: str) -> AsyncIterator[Any]:
        """A connection of asyncpg, past everything that is under test."""
        connection = await self._connect(_database(url))
        try:
            yield connection
        finally:
            await connection.close()

    async def _admin(self, *statements: str) -> None:
        await self._run("postgres", *statements)

    async def _run(self, database: str, *statements: str) -> None:
        connection = await self._connect(database)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    async def _connect(self, database: str) -> Any:
        return await asyncpg.connect(user="postgres", database=database, host=str(self.socket_dir))


@contextmanager
def postgres_server() -> Iterator[Path]:
    """Run PostgreSQL for as long as any worker of this run of the tests needs it.

    Gives the folder with its socket.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid4().hex)[:12]
    # A short path: that of a Unix socket has at most 107 characters.
    with kept_running(Path(tempfile.gettempdir()) / f"anker-pg-{run}") as socket_dir:
        yield socket_dir


async def _migrate(url: str) -> None:
    store = Store(url, Vault([KEY]))
    await prepare(store)
    await store.close()


def url_of(path: Path) -> str:
    """The URL of a SQLite file."""
    return f"sqlite+aiosqlite:///{path}"


def path_of(url: str) -> Path:
    """The file that a URL of SQLite names."""
    return Path(url.partition(":///")[2])


def _database(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0]


async def together(make: Callable[[int], Awaitable[Any]], count: int) -> list[Any]:
    """`count` of them side by side, their results in order."""
    async with asyncio.timeout(120):
        return await asyncio.gather(*(make(number) for number in range(count)))
