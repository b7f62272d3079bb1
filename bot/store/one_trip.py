"""aiosqlite below SQLAlchemy with one trip to its thread a statement instead of four.

SQLAlchemy asks the thread for a cursor, the execution, the rows and the end of the cursor, one
after the other; each trip costs both threads a switch. Here the four are one piece of work, and
the beginning of a transaction travels with its first statement.
`docs/decisions/0010-one-trip-a-statement.md` has the figures.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)
from sqlalchemy.util.concurrency import await_


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

    def _run(self, work: Callable[[sqlite3.Cursor], Any]) -> None:
        connection: Any = self._connection
        adapted: Any = self._adapt_connection
        try:
            whole = connection._execute(_whole, connection, adapted.begins_with, work)
            self._result = await_(whole)
        except Exception as error:
            self._adapt_connection._handle_exception(error)
        self._rows = deque(self._result.rows)

    def close(self) -> None:
        self._rows.clear()

    async def _async_soft_close(self) -> None:
        """The real cursor is closed already."""


def _whole(connection: Any, begin: str | None, work: Callable[[sqlite3.Cursor], Any]) -> _Result:
    """In the thread: from a new cursor to its end."""
    cursor: sqlite3.Cursor = connection._conn.cursor()
    try:
        if begin is not None and not connection.in_transaction:
            cursor.execute(begin)
        work(cursor)
        rows = cursor.fetchall() if cursor.description else ()
        # After the rows: before, a RETURNING has not been through with its work.
        return _Result(cursor.description, rows, cursor.rowcount, cursor.lastrowid)
    finally:
        cursor.close()


class _Connection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ("begins_with",)

    _cursor_cls = _Cursor  # type: ignore[assignment]  # a cursor is itself a class of theirs

    def __init__(self, dbapi: AsyncAdapt_aiosqlite_dbapi, connection: Any) -> None:
        super().__init__(dbapi, connection)
        self.begins_with: str | None = None
        """How a transaction begins, with the first statement in it; None: it does not."""

    def commit(self) -> None:
        if self._connection.in_transaction:
            super().commit()

    def rollback(self) -> None:
        # The pool rolls back whatever it gets back, committed or not.
        if self._connection.in_transaction:
            super().rollback()


class _Driver(AsyncAdapt_aiosqlite_dbapi):
    def connect(self, *arg: Any, **kw: Any) -> AsyncAdapt_aiosqlite_connection:
        plain = super().connect(*arg, **kw)
        return _Connection(self, plain._connection)


DRIVER = _Driver(aiosqlite, sqlite3)
"""For `create_async_engine(…, module=DRIVER)`."""
