"""Everything sealed anew with the newest key, so that an older one can be thrown away.

In small lots, each a transaction: the bot may go on meanwhile, and what was cut short is taken up
again by the next call, for a value tells which key sealed it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, LargeBinary, and_, bindparam, func, literal, select, update

from bot.store.engine import Store, Tx
from bot.store.erasures import HASH_KEY
from bot.store.errors import StoreError
from bot.store.schema import KEY_CHECK, is_key_noted, note_key
from bot.store.seals import all_sealed_columns, purpose_of
from bot.store.tables import note
from bot.vault import MARK_BYTES, VaultError

_AT_ONCE = 200
_SEALED_NOTES = (KEY_CHECK, HASH_KEY)


async def seal_anew(store: Store) -> int:
    """Seal every value with the newest key; gives how many needed it.

    Raises:
        StoreError: a value that no key opens, or a bot that runs without the newest key.
    """
    await _see_that_it_is_known(store)
    count = 0
    for column in all_sealed_columns():
        while changed := await _some(store, column):
            count += changed
    async with store.write() as tx:
        count += await _notes(tx)
    return count


async def count_others(store: Store) -> int:
    """How many values are not sealed with the newest key."""
    count = 0
    async with store.read() as tx:
        for column in all_sealed_columns():
            query = select(func.count()).select_from(column.table).where(_is_other(tx, column))
            count += int((await tx.run(query)).scalar_one())
    return count


async def _see_that_it_is_known(store: Store) -> None:
    """A bot that runs with the old key alone could not read what is sealed with the new one.

    Whoever opens the database with a new key notes that, so the note tells.
    """
    try:
        store.hold_alone()
    except StoreError:
        alone = False
    else:
        alone = store.is_sqlite
    async with store.write() as tx:
        if alone:
            await note_key(tx)
        elif not await is_key_noted(tx):
            raise StoreError(
                "nothing was changed: the bot does not know the newest key yet. Put it first in"
                " BOT_ENCRYPTION_KEY, with the old one behind it, start the bot again (or run"
                " `python -m bot migrate` when it is stopped), and then do this"
            )


async def _some(store: Store, column: Column[Any]) -> int:
    """One lot of one column; 0: there is nothing left to do."""
    table = column.table
    keys = tuple(table.primary_key.columns)
    others = [c for c in table.columns if c.name not in {k.name for k in keys} and c is not column]
    async with store.write() as tx:
        # Everything but other sealed values: any of it may be part of what a value is sealed for.
        wanted = [*keys, column, *(c for c in others if not isinstance(c.type, LargeBinary))]
        query = select(*wanted).where(_is_other(tx, column)).limit(_AT_ONCE)
        rows = [dict(row) for row in (await tx.run(query)).mappings()]
        if not rows:
            return 0
        values = [_anew(tx, column, row) for row in rows]
        # Only what nobody changed meanwhile: its writer has the newest key already.
        same = and_(*(k == bindparam(f"key_{k.name}") for k in keys), column == bindparam("old"))
        await tx.run(update(table).where(same).values({column: bindparam("new")}), values)
        return len(rows)


def _anew(tx: Tx, column: Column[Any], row: dict[str, Any]) -> dict[str, Any]:
    keys = {f"key_{k.name}": row[k.name] for k in column.table.primary_key.columns}
    old = row[column.name]
    try:
        new = tx.vault.seal_anew(old, purpose_of(column, row))
    except VaultError as error:
        raise StoreError(
            f"a value of {column} cannot be opened ({error}): put the key that sealed it behind"
            " the others in BOT_ENCRYPTION_KEY; what was done so far stays done"
        ) from None
    return {**keys, "old": old, "new": new}


def _is_other(tx: Tx, column: Column[Any]) -> Any:
    """Sealed, and by another key than the newest; what is empty is not sealed."""
    begin = func.substr(column, 1, MARK_BYTES, type_=LargeBinary)
    mark = literal(tx.vault.mark, LargeBinary)
    return and_(column.is_not(None), func.length(column) > 0, begin != mark)


async def _notes(tx: Tx) -> int:
    found = (await tx.run(select(note).where(note.c.name.in_(_SEALED_NOTES)))).all()
    old = [row for row in found if not bytes(row.value).startswith(tx.vault.mark)]
    for row in old:
        value = tx.vault.seal_anew(row.value, row.name)
        await tx.run(update(note).where(note.c.name == row.name).values(value=value))
    return len(old)
