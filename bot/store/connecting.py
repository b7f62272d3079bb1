"""Connections to either database: how they are set up, and what it means when none comes."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from sqlalchemy import URL, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.network import in_the_way
from bot.store.errors import StoreError
from bot.store.one_trip import DRIVER

_ANSWERS_WITHIN = 30.0
"""Seconds for a transaction on PostgreSQL; after that the server counts as gone."""
_IDLE = 5000
"""Milliseconds after which PostgreSQL ends a transaction that waits for its process: that one is
frozen or cut off, and holds up others. Less than a lease, so that nobody commits after it.
"""
_LOG_PAGES = 10_000
"""Pages of 4 KiB in SQLite's log at which the commit that fills it carries them over into the file
and waits for the disk: 8 ms for a thousand pages on a quick one, and that commit may be a reply's.
So it is done beside them, every few seconds (`Store.carry_over`), and this is for when that fails.
"""


@asynccontextmanager
async def connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection.

    Raises:
        StoreError: the database cannot be reached.
    """
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
async def answered(*, patient: bool = False) -> AsyncIterator[None]:
    """A server that vanished sends no error: nobody waits for it for ever.

    Raises:
        StoreError: it took too long, and the caller is not `patient`.
    """
    try:
        async with asyncio.timeout(None if patient else _ANSWERS_WITHIN) as limit:
            yield
    except TimeoutError as error:
        if not limit.expired():
            raise
        raise StoreError("the database does not answer: see whether it runs") from error


def postgres_engine(url: str | URL) -> AsyncEngine:
    """A pool of connections to a server."""
    told = {"server_settings": {"idle_in_transaction_session_timeout": str(_IDLE)}}
    try:
        return create_async_engine(
            url, pool_size=10, max_overflow=10, pool_pre_ping=True, connect_args=told
        )
    except ModuleNotFoundError:
        raise StoreError(
            "PostgreSQL needs asyncpg, which is not installed: pip install asyncpg"
        ) from None


def sqlite_engine(url: str | URL, *, begin: str, pool_size: int, cache: int) -> AsyncEngine:
    """Connections to a file, whose transactions start with `begin`; `cache`: KiB of memory."""
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
