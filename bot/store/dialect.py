"""The few statements that the two databases spell differently."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, Table, func, literal, select, text
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.engine import Tx


def insert(tx: Tx, table: Table) -> Any:
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`.

    Give rows to `tx.run`, not to `values`: with a list there it is compiled anew each time.
    """
    return postgresql.insert(table) if tx.postgres else sqlite.insert(table)


def skip_locked(tx: Tx, query: Select[Any], of: Table | None = None) -> Select[Any]:
    """On PostgreSQL, lock the rows, of one table of those joined if need be, and pass over those
    that another transaction is changing; SQLite has one writer.
    """
    return query.with_for_update(of=of, skip_locked=True) if tx.postgres else query


def locked(tx: Tx, query: Select[Any]) -> Select[Any]:
    """On PostgreSQL, wait until nobody else is changing the row, and keep it from being changed
    until the end of `tx`: what is decided by it holds when it is written.
    """
    return query.with_for_update(key_share=True) if tx.postgres else query


def insert_new(tx: Tx, table: Table, *returning: ColumnElement[Any]) -> Any:
    """An INSERT that passes over rows that are there already; it gives these columns of the new.

    Built once for all, as is every statement of a reply: it is dearer to build than to execute.
    """
    return _insert_new(tx.postgres, table, returning)


@cache
def _insert_new(postgres: bool, table: Table, returning: tuple[ColumnElement[Any], ...]) -> Any:
    build = postgresql.insert if postgres else sqlite.insert
    statement = build(table).on_conflict_do_nothing()
    return statement.returning(*returning) if returning else statement


async def hold(tx: Tx, ids: Select[Any]) -> Any:
    """What a query of ids finds now, to be used with `in_` by several statements of `tx`.

    PostgreSQL locks them, and passes over those that another process holds. SQLite has one
    writer, so that asking again finds the same.
    """
    if not tx.postgres:
        return ids.scalar_subquery()
    found = (await tx.run(skip_locked(tx, ids))).scalars().all()
    return select(func.unnest(literal(found, postgresql.ARRAY(BigInteger))))


async def one_at_a_time(tx: Tx, lock: int) -> None:
    """Wait until nobody else is past this point with the same number, until the end of `tx`.

    SQLite has one writer anyway.
    """
    if tx.postgres:
        await tx.run(text("SELECT pg_advisory_xact_lock(:lock)").bindparams(lock=lock))


async def give_way(tx: Tx) -> None:
    """Have `tx` fail when it waits a second for a lock: whoever needs that table waits behind it.

    SQLite has no such line.
    """
    if tx.postgres:
        await tx.run(text("SET LOCAL lock_timeout = '1s'"))


async def one_moment(tx: Tx) -> None:
    """Let everything that `tx` reads be of one and the same moment; before its first query.

    SQLite does so by itself.
    """
    if tx.postgres:
        await tx.run(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


async def count_others(tx: Tx) -> int:
    """How many other connections the database has; SQLite is held by a lock file instead."""
    if not tx.postgres:
        return 0
    query = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        # What the server does by itself, such as tidying up, is nobody.
        " AND backend_type = 'client backend'"
    )
    return int((await tx.run(text(query))).scalar_one())


async def last_number(tx: Tx, table: Table) -> int:
    """The highest number that rows of this table ever had, also those that are gone."""
    if tx.postgres:
        sequence = text("SELECT pg_get_serial_sequence(:name, 'id')").bindparams(name=table.name)
        name = (await tx.run(sequence)).scalar_one()
        # The name comes from the database itself, quoted where that is needed.
        query = text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {name}")  # noqa: S608
    else:
        query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        query = query.bindparams(name=table.name)
    return int((await tx.run(query)).scalar() or 0)


async def set_last_number(tx: Tx, table: Table, number: int) -> None:
    """Let the next row of this table get a number above this one."""
    if number < 1:
        return
    if tx.postgres:
        statement = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :number)")
        await tx.run(statement.bindparams(name=table.name, number=number))
        return
    gone = text("DELETE FROM sqlite_sequence WHERE name = :name").bindparams(name=table.name)
    await tx.run(gone)
    kept = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :number)")
    await tx.run(kept.bindparams(name=table.name, number=number))
