"""What tests of the whole bot spend most on, spared: compiling statements, the disk, a thread.

A scene asks a database of its own some hundred times, and waits for each answer. In every test a
statement is compiled once for all databases. SQLite waits for the disk in `tests/store` alone, and
in the programs that are run as processes. In scenes it does without its thread, too: two switches
of threads a question cost more than the answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import aiosqlite.core
import pytest
from sqlalchemy import URL, Dialect, event
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import connecting

_compiled: dict[Any, Any] = {}
_really_sqlite, _really_postgres = connecting.sqlite_engine, connecting.postgres_engine


class _AtOnce:
    """In place of the queue to the thread: what is put is done."""

    def put_nowait(self, item: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        future, work = item
        try:
            result = work()
        except Exception as error:
            if future is not None:
                future.set_exception(error)
            return
        if future is not None:
            future.set_result(result)


class _NoThread:
    """In place of the thread."""

    daemon = False

    def __init__(self, **_options: Any) -> None:
        pass

    def start(self) -> None:
        """Nothing to start."""


class _Sqlite(SQLiteDialect_aiosqlite):
    """All alike: what was compiled for one database is right for the next."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sqlite)

    def __hash__(self) -> int:
        return hash(_Sqlite)


class _Postgres(PGDialect_asyncpg):
    """As above."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Postgres)

    def __hash__(self) -> int:
        return hash(_Postgres)


def share() -> None:
    """From here on every database of this process shares the statements, and none waits."""
    connecting.sqlite_engine = _without_the_disk
    connecting.postgres_engine = _postgres_engine


def to_the_disk(url: str | URL, **options: Any) -> AsyncEngine:
    """In place of `bot.store.connecting.sqlite_engine`."""
    return _sharing(_really_sqlite(url, **options), _Sqlite)


def _postgres_engine(url: str | URL) -> AsyncEngine:
    return _sharing(_really_postgres(url), _Postgres)


def _sharing(made: AsyncEngine, dialect: type[Dialect]) -> AsyncEngine:
    made.sync_engine.dialect.__class__ = dialect
    made.sync_engine._compiled_cache = _compiled
    return made


def _without_the_disk(url: str | URL, **options: Any) -> AsyncEngine:
    made = to_the_disk(url, **options)
    event.listen(made.sync_engine, "connect", _write_later)
    return made


def _write_later(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.close()


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """No thread, for one test."""
    monkeypatch.setattr(aiosqlite.core, "SimpleQueue", _AtOnce)
    monkeypatch.setattr(aiosqlite.core, "Thread", _NoThread)
