"""Rows for every table, made from the tables themselves, so that a new one is never forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    insert,
    select,
    update,
)

from bot.store.engine import Store, Tx
from bot.store.seals import purpose_of, sealed_columns
from bot.store.tables import metadata
from bot.store.types import Instant, Word
from tests.store.scenes import NOW

_numbers = count(1)
WORDS = "de schuur aan het water"
"""What every sealed value holds."""


async def seed(
    store: Store, *, moment: datetime = NOW, **known: Any
) -> dict[str, Mapping[str, Any]]:
    """One row in every table; columns named in `known` hold those values, and all other instants
    and dates are this moment's.

    Rows refer to the rows seeded here. Gives what was put into each table.
    """
    seeded: dict[str, Mapping[str, Any]] = {}
    async with store.write() as tx:
        for table in metadata.sorted_tables:
            columns = [column for column in table.columns if not _numbered(column)]
            row = {one.name: _value(one, seeded, known, moment) for one in columns}
            seeded[table.name] = await _put(tx, table, row)
    return seeded


async def _put(tx: Tx, table: Table, row: dict[str, Any]) -> Mapping[str, Any]:
    result = await tx.run(insert(table).values(row).returning(*table.columns))
    found = dict(result.mappings().one())
    for column in sealed_columns(table):
        sealed = tx.vault.seal_json({"text": WORDS}, purpose_of(column, found))
        same = [key == found[key.name] for key in table.primary_key.columns]
        await tx.run(update(table).where(*same).values({column: sealed}))
        found[column.name] = sealed
    return found


def _numbered(column: Column[Any]) -> bool:
    return column.autoincrement is True


def _value(
    column: Column[Any], seeded: Mapping[str, Any], known: Mapping[str, Any], moment: datetime
) -> Any:
    if column.name in known:
        return known[column.name]
    for key in column.foreign_keys:
        return seeded[key.column.table.name][key.column.name]
    number = next(_numbers)
    match column.type:
        case Boolean():
            return False
        case Instant():
            return moment
        case Date():
            return moment.date()
        case LargeBinary():
            return b"sealed"
        case Word(impl=String(length=length)):
            return f"s{number}"[:length]
        case SmallInteger():
            return number % 1_000
        case BigInteger() | Integer():
            return 1_000_000 + number
        case other:
            raise AssertionError(f"no value for a {other!r}: {column}")


async def everything(store: Store) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables."""
    async with store.read() as tx:
        return {
            table.name: [dict(row) for row in (await tx.run(select(table))).mappings()]
            for table in metadata.sorted_tables
        }
