"""All rows from one database into another of either kind, and the proof that they are the same.

Sealed values go over as they are: no key is needed to copy them, and no words are seen.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, bindparam, delete, exists, insert, select, tuple_

from bot.store import dialect
from bot.store.engine import Tx
from bot.store.errors import StoreError
from bot.store.tables import metadata, note

_AT_ONCE = 1_000
_ROUND = 2**256


@dataclass(frozen=True, slots=True)
class Digest:
    """What a table holds: the number of its rows, and a sum that any other content changes."""

    rows: int = 0
    total: int = 0

    @property
    def mark(self) -> str:
        """The sum, short enough to be compared by eye."""
        return f"{self.total:064x}"[:16]

    def with_rows(self, rows: Sequence[Mapping[str, Any]]) -> Digest:
        """With more rows; their order, which the two databases see differently, is no matter."""
        digests = (hashlib.sha256(repr(sorted(row.items())).encode()).digest() for row in rows)
        added = sum(int.from_bytes(one) for one in digests)
        return Digest(self.rows + len(rows), (self.total + added) % _ROUND)


Digests = dict[str, Digest]
Leave = Mapping[str, Any]
"""By table: the condition of the rows that are left out."""


async def copy_all(source: Tx, target: Tx, leave: Leave | None = None) -> Digests:
    """Put every row of `source` into the empty tables of `target`; gives what each now holds.

    `source` has to see one moment only. Numbers go on where they were in `source`.

    Raises:
        StoreError: what was read back is not what was put in.
    """
    found: Digests = {}
    for table in metadata.sorted_tables:
        digest = Digest()
        async for rows in in_lots(source, table, (leave or {}).get(table.name)):
            await target.run(insert(table), rows)
            digest = digest.with_rows(rows)
        if "id" in table.columns:
            number = await dialect.last_number(source, table)
            await dialect.set_last_number(target, table, number)
        found[table.name] = digest
    await _prove(target, found)
    return found


async def digests_of(tx: Tx) -> Digests:
    """What each table holds."""
    found: Digests = {}
    for table in metadata.sorted_tables:
        digest = Digest()
        async for rows in in_lots(tx, table):
            digest = digest.with_rows(rows)
        found[table.name] = digest
    return found


async def _prove(target: Tx, wanted: Digests) -> None:
    found = await digests_of(target)
    other = [name for name, digest in wanted.items() if found[name] != digest]
    if other:
        raise StoreError(
            f"the copy is not the same in {', '.join(other)}: it was undone; try again, and tell"
            " who maintains this program when it happens twice"
        )


async def in_lots(
    tx: Tx, table: Table, left_out: Any = None
) -> AsyncIterator[list[dict[str, Any]]]:
    """All rows of a table but those that are left out, some at a time."""
    keys = tuple(table.primary_key.columns)
    query = select(table).order_by(*keys).limit(_AT_ONCE)
    if left_out is not None:
        query = query.where(~left_out)
    lot = query
    while rows := [dict(row) for row in (await tx.run(lot)).mappings()]:
        yield rows
        last = tuple_(*(bindparam(None, rows[-1][key.name], key.type) for key in keys))
        lot = query.where(tuple_(*keys) > last)


async def is_empty(tx: Tx) -> bool:
    """Whether nothing is kept yet but the notes that every opening makes."""
    for table in metadata.sorted_tables:
        if table is not note and (await tx.run(select(exists().select_from(table)))).scalar():
            return False
    return True


async def clear(tx: Tx) -> None:
    """Delete everything, the notes too."""
    for table in reversed(metadata.sorted_tables):
        await tx.run(delete(table))
