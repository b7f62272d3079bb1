"""Transactions: one writer at a time on SQLite, readers beside it; a pool on PostgreSQL."""

from __future__ import annotations

import asyncio
import copy
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import URL, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import connecting, sqlite_file
from bot.store.connecting import answered, connected
from bot.store.errors import StoreError, is_database_error
from bot.store.one_trip import ending, put_off
from bot.store.tombstones import Tombstones
from bot.vault import Vault

_LARGE, _SMALL = 32_768, 8_192
"""KiB of the file that the one writer of SQLite keeps in memory, and each of its readers."""
_A_FEW_PAGES = 1_000
"""So small a log need not begin anew."""


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
        self._sqlite_writer = asyncio.Lock()
        self._carrying: asyncio.Future[int] | None = None
        self.health = Health()
        self._fence: Callable[[Tx], Awaitable[None]] | None = None
        self.path = sqlite_file.file_of(url)
        self._lock = None if self.path is None else sqlite_file.Lock(self.path)
        if self.path is not None:
            sqlite_file.make_folder(self.path.parent)
            self._writer = connecting.sqlite_engine(
                url, begin="BEGIN IMMEDIATE", pool_size=1, cache=_LARGE
            )
            self._reader = connecting.sqlite_engine(url, begin="BEGIN", pool_size=4, cache=_SMALL)
        else:
            self._writer = self._reader = connecting.postgres_engine(url)

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
        turn = self._sqlite_writer if self.is_sqlite else answered(patient=patient)
        with self._counted(writes=True):
            async with turn, connected(self._writer) as connection, connection.begin():
                tx = Tx(connection, self.vault, self.tombstones)
                if patient:
                    await _keep_while_idle(tx)
                if self._fence is not None:
                    await self._fence(tx)
                yield tx
            self.health.written = True

    async def carry_over(self) -> None:
        """Bring what stands in SQLite's log into its file, beside who writes (`connecting`).

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
        self._carrying = asyncio.ensure_future(
            asyncio.to_thread(sqlite_file.checkpoint, path, how)
        )
        return await asyncio.shield(self._carrying)

    @asynccontextmanager
    async def read(self, *, patient: bool = False) -> AsyncIterator[Tx]:
        """A transaction that only reads; `patient`: it may take as long as it takes."""
        with self._counted():
            turn = nullcontext() if self.is_sqlite else answered(patient=patient)
            async with turn, connected(self._reader) as connection:
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
        if self._lock is not None:
            self._lock.hold()

    def note_made(self) -> None:
        """Write beside a SQLite file that there is a database, for when it is gone (`lost`)."""
        if self._lock is not None:
            self._lock.note_made()

    async def close(self) -> None:
        """Close every connection and give the file free."""
        if self._carrying is not None:
            await asyncio.gather(self._carrying, return_exceptions=True)
        await self._writer.dispose()
        if self.is_sqlite:
            await self._reader.dispose()
        if self._lock is not None:
            self._lock.let_go()


async def _keep_while_idle(tx: Tx) -> None:
    if tx.postgres:
        await tx.run(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
