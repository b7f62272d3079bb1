"""The few statements that the two databases spell differently."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Select, Table, func, literal, select, text
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.engine import Tx


def insert(tx: Tx, table: Table) -> Any:
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`.

    Give rows to `tx.run`, not to `values`: with a list there it is compiled anew each time.
    """
    return postgresql.insert(table) if tx.postgres else sqlite.insert(table)


def skip_locked(tx: Tx, query: Select[Any]) -> Select[Any]:
    """On PostgreSQL, pass over rows that another process is claiming; SQLite has one writer."""
    return query.with_for_update(skip_locked=True) if tx.postgres else query


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
