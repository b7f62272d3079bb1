"""Whether every sealed value opens: what is damaged or of another key is whole to SQLite."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from bot.store import copying
from bot.store.engine import Tx
from bot.store.erasures import HASH_KEY
from bot.store.seals import purpose_of, sealed_columns
from bot.store.tables import metadata, note
from bot.vault import VaultError


async def find_unopened(tx: Tx) -> str:
    """Of which columns how many values do not open with these keys; empty: every one does."""
    found: Counter[str] = Counter()
    for table in metadata.sorted_tables:
        if not (columns := sealed_columns(table)):
            continue
        async for rows in copying.in_lots(tx, table):
            for row in rows:
                for column in columns:
                    sealed = row[column.name]
                    if sealed and not _opens(tx, sealed, purpose_of(column, row)):
                        found[str(column)] += 1
    key = (await tx.run(select(note.c.value).where(note.c.name == HASH_KEY))).scalar()
    if key is not None and not _opens(tx, key, HASH_KEY):
        found[f"note.{HASH_KEY}"] += 1
    if not found:
        return ""
    each = ", ".join(f"{count} of {name}" for name, count in sorted(found.items()))
    return (
        f"{found.total()} sealed values cannot be opened ({each}): put the key that sealed them"
        " behind the others in BOT_ENCRYPTION_KEY; or they are damaged, and another copy may have"
        " them whole"
    )


def _opens(tx: Tx, sealed: bytes, purpose: str) -> bool:
    try:
        tx.vault.open(sealed, purpose)
    except VaultError:
        return False
    return True
