"""Facts about this database that must outlast the letters they led to."""

from __future__ import annotations

from sqlalchemy import select

from bot.store import dialect
from bot.store.engine import Tx
from bot.store.tables import note


async def put(tx: Tx, name: str, value: str) -> bool:
    """Write a fact down. False: it says so already."""
    found = (await tx.run(select(note.c.value).where(note.c.name == name))).scalar()
    if found == value.encode():
        return False
    statement = dialect.insert(tx, note).values(name=name, value=value.encode())
    await tx.run(
        statement.on_conflict_do_update(index_elements=["name"], set_={"value": value.encode()})
    )
    return True


async def says(tx: Tx, name: str, value: str) -> bool:
    """Whether a fact is written down so."""
    found = (await tx.run(select(note.c.value).where(note.c.name == name))).scalar()
    return bool(found == value.encode())
