"""aiosqlite below SQLAlchemy with one trip to its thread a statement instead of four, or none.

SQLAlchemy asks the thread for a cursor, the execution, the rows and the end of the cursor, one
after the other; each trip costs both threads a switch. Here the four are one piece of work. The
beginning of a transaction travels with its first statement; a statement whose outcome nobody needs
with the next one, or with the commit; and the commit with the last one, where that is known.
`docs/decisions/0010-one-trip-a-statement.md` has the figures.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import aiosqlite
from sqlalchemy import Connection, Executable
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.util.concurrency import await_

_Work = Callable[[sqlite3.Cursor], Any]


@dataclass(frozen=True, slots=True)
class _Result:
    """What a statement came to."""

    description: Any = None
    rows: Sequence[Any] = ()
    rowcount: int = -1
    lastrowid: int | None = None


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    """Holds a result; the real cursor lives and ends within one piece of work."""

    __slots__ = ("_result", "arraysize")

    def __init__(self, connection: AsyncAdapt_aiosqlite_connection) -> None:
        self._adapt_connection = connection
        self._connection = connection._connection
        self._rows = deque()
        self._result = _Result()
        self.arraysize = 1

    @property
    def description(self) -> Any:
        return self._result.description

    @property
    def rowcount(self) -> int:
        return self._result.rowcount

    @property
    def lastrowid(self) -> int:
        return self._result.lastrowid or 0

    def execute(self, operation: Any, parameters: Any = None) -> Any:
        self._run(lambda cursor: cursor.execute(operation, parameters or ()))

    def executemany(self, operation: Any, seq_of_parameters: Any) -> Any:
        self._run(lambda cursor: cursor.executemany(operation, seq_of_parameters))

    def _run(self, work: _Work) -> None:
        adapted: Any = self._adapt_connection
        if adapted.puts_off:
            adapted.put_off.append(work)
            return
        self._result = adapted.travel(work)
        self._rows = deque(self._result.rows)

    def close(self) -> None:
        self._rows.clear()

    async def _async_soft_close(self) -> None:
        """The real cursor is closed already."""


def _whole(connection: Any, begin: str | None, works: Sequence[_Work], ends: bool) -> _Result:
    """In the thread: from a new cursor to its end, and what the last of the works came to."""
    cursor: sqlite3.Cursor = connection._conn.cursor()
    try:
        if begin is not None and not connection.in_transaction:
            cursor.execute(begin)
        for work in works:
            work(cursor)
        rows = cursor.fetchall() if cursor.description else ()
        # After the rows: before, a RETURNING has not been through with its work.
        done = _Result(cursor.description, rows, cursor.rowcount, cursor.lastrowid)
        if ends:
            connection._conn.commit()
        return done
    finally:
        cursor.close()


class _Connection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ("begins_with", "ends", "put_off", "puts_off", "spoilt")

    _cursor_cls = _Cursor  # type: ignore[assignment]  # a cursor is itself a class of theirs

    def __init__(self, dbapi: AsyncAdapt_aiosqlite_dbapi, connection: Any) -> None:
        super().__init__(dbapi, connection)
        self.begins_with: str | None = None
        """How a transaction begins, with the first statement in it; None: it does not."""

        self.ends = False
        """Whether the transaction ends with what comes now."""
        self.puts_off = False
        """Whether what comes now is put off."""
        self.put_off: list[_Work] = []
        self.spoilt: Exception | None = None
        """Why one that was put off failed: whoever came along may have taken it for its own."""

    def travel(self, work: _Work) -> _Result:
        """To the thread and back, with all that was put off before it."""
        connection: Any = self._connection
        earlier, self.put_off = self.put_off, []
        works = [*earlier, work]
        try:
            whole = connection._execute(_whole, connection, self.begins_with, works, self.ends)
            done: _Result = await_(whole)
        except Exception as error:
            if earlier:
                self.spoilt = error
            self._handle_exception(error)
        return done

    def commit(self) -> None:
        if self.spoilt is not None:
            self._handle_exception(self.spoilt)
        if not self.put_off:
            if self._connection.in_transaction:
                super().commit()
            return
        *self.put_off, last = self.put_off
        self.ends = True
        try:
            self.travel(last)
        finally:
            self.ends = False

    def rollback(self) -> None:
        self.put_off, self.spoilt = [], None
        # The pool rolls back whatever it gets back, committed or not.
        if self._connection.in_transaction:
            super().rollback()


def put_off(connection: AsyncConnection, statement: Executable, values: Any) -> None:
    """Have a statement travel with the next one of this transaction, or with its commit."""
    adapted = _adapted(connection)
    adapted.puts_off = True
    try:
        _sync(connection).execute(statement, values)
    finally:
        adapted.puts_off = False


@contextmanager
def ending(connection: AsyncConnection) -> Iterator[None]:
    """Have the commit travel with the one statement that comes in here."""
    adapted = _adapted(connection)
    adapted.ends = True
    try:
        yield
    finally:
        adapted.ends = False


def _sync(connection: AsyncConnection) -> Connection:
    assert connection.sync_connection is not None
    return connection.sync_connection


def _adapted(connection: AsyncConnection) -> _Connection:
    adapted: Any = _sync(connection).connection.dbapi_connection
    assert isinstance(adapted, _Connection)
    return adapted


class _Driver(AsyncAdapt_aiosqlite_dbapi):
    def connect(self, *arg: Any, **kw: Any) -> AsyncAdapt_aiosqlite_connection:
        plain = super().connect(*arg, **kw)
        return _Connection(self, plain._connection)


DRIVER = _Driver(aiosqlite, sqlite3)
"""For `create_async_engine(…, module=DRIVER)`."""
