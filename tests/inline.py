"""SQLite without a thread of its own, and statements compiled once: what scenes spend most on.

A scene asks a database of its own some hundred times, and waits for each answer; two switches of
threads a question cost more than the answers. `tests/store`, `tests/outbox`, `tests/intake`,
`tests/kill` and the programs that are run as processes go through the real thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import aiosqlite.core
import pytest
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store import engine

_compiled: dict[Any, Any] = {}


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


class _Alike(SQLiteDialect_aiosqlite):
    """All alike: what was compiled for one database is right for the next."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Alike)

    def __hash__(self) -> int:
        return hash(_Alike)


def _engine(url: str, **options: Any) -> AsyncEngine:
    made = create_async_engine(url, **options)
    if made.dialect.name == "sqlite":
        made.sync_engine.dialect.__class__ = _Alike
        made.sync_engine._compiled_cache = _compiled
    return made


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """For one test."""
    monkeypatch.setattr(aiosqlite.core, "SimpleQueue", _AtOnce)
    monkeypatch.setattr(aiosqlite.core, "Thread", _NoThread)
    monkeypatch.setattr(engine, "create_async_engine", _engine)
