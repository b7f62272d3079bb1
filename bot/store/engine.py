"""Connections: one writer at a time on SQLite, readers beside it; a pool on PostgreSQL."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import fcntl
import os
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import URL, event, text
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.network import in_the_way
from bot.store.one_trip import DRIVER, ending, put_off
from bot.store.tombstones import Tombstones
from bot.vault import Vault

_ANSWERS_WITHIN = 30.0
"""Seconds for a transaction on PostgreSQL; after that the server counts as gone."""
_LARGE, _SMALL = 32_768, 8_192
"""KiB of the file that the one writer of SQLite keeps in memory, and each of its readers."""
_LOG_PAGES = 10_000
"""Pages of 4 KiB in SQLite's log at which the commit that fills it carries them over into the file
and waits for the disk: 8 ms for a thousand pages on a quick one, and that commit may be a reply's.
So it is done beside them, every few seconds (`Store.carry_over`), and this is for when that fails.
"""
_A_FEW_PAGES = 1_000
"""So small a log need not begin anew."""
_READERS_END = 0.05
"""Seconds that is waited for those who read, and that nobody writes meanwhile."""
_IDLE = 5000
"""Milliseconds after which PostgreSQL ends a transaction that waits for its process: that one is
frozen or cut off, and holds up others. Less than a lease, so that nobody commits after it.
"""


_MADE = "A database was made beside this file. While this stands here, no empty one replaces it.\n"


class StoreError(Exception):
    """The database cannot be used; the text says why and what to do."""


class ErasuresError(StoreError):
    """The list of who was erased is out of reach; the database itself is well."""


@dataclass(frozen=True, slots=True)
class Tx:
    """One open transaction, and the vault that seals what goes into it."""

    connection: AsyncConnection
    vault: Vault
    tombstones: Tombstones | None = None
    known: dict[Any, Any] = field(default_factory=dict, compare=False)
    """What was read and nobody else changes meanwhile, by whoever reads it; gone with it."""

    @property
    def postgres(self) -> bool:
        return self.connection.dialect.name == "postgresql"

    async def run(self, statement: Any, values: Any = None) -> Any:
        """Execute one statement of SQLAlchemy Core."""
        return await self.connection.execute(statement, values)

    async def run_last(self, statement: Any, values: Any = None) -> Any:
        """Execute a statement after which nothing comes and nothing may fail: it is committed."""
        if self.postgres:
            return await self.run(statement, values)
        with ending(self.connection):
            return await self.run(statement, values)

    async def put_off(self, statement: Any, values: Any = None) -> None:
        """Execute a statement whose outcome nobody needs, at the latest before the next one.

        When it fails, that one raises, or the commit.
        """
        if self.postgres:
            await self.run(statement, values)
        else:
            put_off(self.connection, statement, values)


@dataclass(slots=True)
class Health:
    """What became of the transactions of this process."""

    errors: int = 0
    """How often the database failed, since the start."""
    write_failed: bool = False
    """Whether a write failed since writing was last tried out (`bot.store.trial`)."""
    written: bool = False
    """Whether anything was written since SQLite's log was last carried over."""


class Store:
    """The database.

    `write()` and `read()` give transactions; queries live in their own modules.
    """

    def __init__(self, url: str | URL, vault: Vault, tombstones: Tombstones | None = None) -> None:
        """Without `tombstones` nothing is kept of who was erased.

        `url` is a `URL` where it is of a file that may have any name, such as one with a `?`.
        """
        self.url = str(url)
        self.vault = vault
        self.tombstones = tombstones
        self._lock_file: TextIO | None = None
        self._sqlite_writer = asyncio.Lock()
        self._carrying: asyncio.Future[int] | None = None
        self.health = Health()
        self._fence: Callable[[Tx], Awaitable[None]] | None = None
        self.path = _file_of(url)
        if self.path is not None:
            _make_folder(self.path.parent)
            self._writer = _sqlite_engine(url, begin="BEGIN IMMEDIATE", pool_size=1, cache=_LARGE)
            self._reader = _sqlite_engine(url, begin="BEGIN", pool_size=4, cache=_SMALL)
        else:
            self._writer = self._reader = _postgres_engine(url)

    @property
    def is_sqlite(self) -> bool:
        return self.path is not None

    def fenced(self, fence: Callable[[Tx], Awaitable[None]]) -> Store:
        """The same database, where `fence` is awaited first in every transaction that writes."""
        made = copy.copy(self)
        made._fence = fence
        return made

    @asynccontextmanager
    async def write(self, *, patient: bool = False) -> AsyncIterator[Tx]:
        """A transaction that may write: committed at the end, rolled back when it raises.

        `patient`: it may take as long as it takes.
        """
        # On SQLite writers get their turn in order; alone it would let them race for it.
        turn = self._sqlite_writer if self.is_sqlite else _answered(patient=patient)
        with self._counted(writes=True):
            async with turn, _connected(self._writer) as connection, connection.begin():
                tx = Tx(connection, self.vault, self.tombstones)
                if patient:
                    await _keep_while_idle(tx)
                if self._fence is not None:
                    await self._fence(tx)
                yield tx
            self.health.written = True

    async def carry_over(self) -> None:
        """Bring what stands in SQLite's log into its file, beside who writes (`_LOG_PAGES`).

        Raises:
            StoreError: the disk does not take it; the log keeps it.
        """
        if self.path is None or not self.health.written:
            return
        self.health.written = False
        try:
            if await self._checkpoint(self.path, "PASSIVE") > _A_FEW_PAGES:
                # While any is left that came meanwhile, the log grows and never begins anew.
                async with self._sqlite_writer:
                    await self._checkpoint(self.path, "RESTART")
        except sqlite3.OperationalError as error:
            self.health.written = True
            raise StoreError(f"the log stays as it is ({error})") from error

    async def _checkpoint(self, path: Path, how: str) -> int:
        # Not to be cancelled: `close` waits for it, for after that the file may be another's.
        self._carrying = asyncio.ensure_future(asyncio.to_thread(_checkpoint, path, how))
        return await asyncio.shield(self._carrying)

    @asynccontextmanager
    async def read(self, *, patient: bool = False) -> AsyncIterator[Tx]:
        """A transaction that only reads; `patient`: it may take as long as it takes."""
        with self._counted():
            turn = nullcontext() if self.is_sqlite else _answered(patient=patient)
            async with turn, _connected(self._reader) as connection:
                tx = Tx(connection, self.vault, self.tombstones)
                if patient:
                    await _keep_while_idle(tx)
                yield tx

    @contextmanager
    def _counted(self, *, writes: bool = False) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            if is_database_error(error):
                self.health.errors += 1
                self.health.write_failed |= writes
            raise

    def hold_alone(self) -> None:
        """Keep a second process off the same SQLite file for as long as this one lives.

        Raises:
            StoreError: another process holds it.
        """
        if self.path is None or self._lock_file is not None:
            return
        path = lock_beside(self.path)
        file = path.open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise StoreError(
                f"another process already uses {path.stem}: stop it first,"
                " or give this one a database of its own with BOT_DATABASE_URL"
            ) from None
        self._lock_file = file

    def note_made(self) -> None:
        """Write into the lock file that there is a database, for when it is gone (`lost`)."""
        file = self._lock_file
        if file is None or os.fstat(file.fileno()).st_size:
            return
        with contextlib.suppress(OSError):  # the next start tries again
            file.write(_MADE)
            file.flush()
            os.fsync(file.fileno())

    async def close(self) -> None:
        """Close every connection and give the file free."""
        if self._carrying is not None:
            await asyncio.gather(self._carrying, return_exceptions=True)
        await self._writer.dispose()
        if self.is_sqlite:
            await self._reader.dispose()
        if self._lock_file is not None:
            self._lock_file.close()
            self._lock_file = None


_OF_OTHERS = (
    IntegrityError, DataError, ProgrammingError, NotSupportedError, ErasuresError,
)  # fmt: skip
_OUR_OWN = frozenset(["0A", "21", "22", "23", "42"])
"""Classes of PostgreSQL's error codes that a statement of ours brings about, however often it is
tried: what it does not do, wrong numbers of rows, values, constraints, names. Some of them come as
a plain `DBAPIError`.
"""


def is_database_error(error: BaseException) -> bool:
    """Whether the database, rather than our own code, is what failed."""
    if isinstance(error, _OF_OTHERS):
        return False
    code = getattr(getattr(error, "orig", None), "sqlstate", None) or ""
    if code[:2] in _OUR_OWN:
        return False
    return isinstance(error, (DBAPIError, StoreError, ConnectionError))


def lock_beside(database: Path) -> Path:
    """Where the lock of a SQLite file stands: two links to one file are one database."""
    path = Path(os.path.realpath(database))
    return path.with_name(f"{path.name}.lock")


def _checkpoint(path: Path, how: str) -> int:
    """Gives the pages in the log."""
    address = f"{path.absolute().as_uri()}?mode=rw"
    with contextlib.closing(sqlite3.connect(address, uri=True, timeout=_READERS_END)) as found:
        found.execute("SELECT 1 FROM sqlite_schema").fetchone()  # it opens the log
        return int(found.execute(f"PRAGMA wal_checkpoint({how})").fetchone()[1])


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder {folder} of the database cannot be made ({error.strerror}):"
            " make it, or name another file in BOT_DATABASE_URL"
        ) from None


@asynccontextmanager
async def _connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    async with AsyncExitStack() as stack:
        try:
            connection = await stack.enter_async_context(engine.connect())
        except DBAPIError:
            raise
        except Exception as error:
            # Drivers let errors of the network through as they are: no socket, host or answer.
            raise StoreError(
                f"the database cannot be reached ({in_the_way(error) or error}):"
                f" see whether it runs at {engine.url.host or 'its address'}, and whether that is"
                " right in BOT_DATABASE_URL, or after --to"
            ) from error
        yield connection


@asynccontextmanager
async def _answered(*, patient: bool = False) -> AsyncIterator[None]:
    """A server that vanished sends no error: nobody waits for it for ever."""
    try:
        async with asyncio.timeout(None if patient else _ANSWERS_WITHIN) as limit:
            yield
    except TimeoutError as error:
        if not limit.expired():
            raise
        raise StoreError("the database does not answer: see whether it runs") from error


async def _keep_while_idle(tx: Tx) -> None:
    if tx.postgres:
        await tx.run(text("SET LOCAL idle_in_transaction_session_timeout = 0"))


def _file_of(url: str | URL) -> Path | None:
    if isinstance(url, URL):
        return Path(url.database or "") if url.drivername.startswith("sqlite") else None
    return Path(url.partition(":///")[2]) if url.startswith("sqlite") else None


def _postgres_engine(url: str | URL) -> AsyncEngine:
    told = {"server_settings": {"idle_in_transaction_session_timeout": str(_IDLE)}}
    try:
        return create_async_engine(
            url, pool_size=10, max_overflow=10, pool_pre_ping=True, connect_args=told
        )
    except ModuleNotFoundError:
        raise StoreError(
            "PostgreSQL needs asyncpg, which is not installed: pip install asyncpg"
        ) from None


def _sqlite_engine(url: str | URL, *, begin: str, pool_size: int, cache: int) -> AsyncEngine:
    engine = create_async_engine(url, pool_size=pool_size, max_overflow=0, module=DRIVER)

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # The driver's own BEGIN is deferred: a read that turns into a write then fails at once.
        connection.isolation_level = None
        connection.run_async(_use_wal)
        cursor = connection.cursor()
        for pragma in (
            "synchronous=FULL",
            "busy_timeout=5000",
            "foreign_keys=ON",
            "journal_size_limit=67108864",
            f"cache_size=-{cache}",
            f"wal_autocheckpoint={_LOG_PAGES}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    # Not at the event "begin": with a listener there, each statement looks for listeners too.
    @event.listens_for(engine.sync_engine, "checkout")
    def _hand_out(connection: Any, _record: Any, _proxy: Any) -> None:
        connection.begins_with = begin

    return engine


async def _use_wal(connection: Any) -> None:
    # SQLite does not wait when two switch a new file at once, whatever its busy timeout says.
    for seconds in (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, None):
        try:
            async with connection.execute("PRAGMA journal_mode=WAL"):
                return
        except sqlite3.OperationalError:
            if seconds is None:
                raise
            await asyncio.sleep(seconds)
