"""Facts about this database that must outlast the letters they led to."""

from __future__ import annotations

from sqlalchemy import delete, select

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


async def find(tx: Tx, name: str) -> str | None:
    """What was written down under this name, if anything."""
    found = (await tx.run(select(note.c.value).where(note.c.name == name))).scalar()
    return None if found is None else bytes(found).decode()


async def drop(tx: Tx, name: str) -> None:
    """Strike it out."""
    await tx.run(delete(note).where(note.c.name == name))


async def find_all(tx: Tx, beginning: str) -> dict[str, str]:
    """What was written down under all names that begin so."""
    query = select(note.c.name, note.c.value).where(
        note.c.name.startswith(beginning, autoescape=True)
    )
    return {name: bytes(value).decode() for name, value in await tx.run(query)}
