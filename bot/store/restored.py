"""After a backup was put back, what goes to many waits until a coach says to go on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, exists, select

from bot.store import notes
from bot.store.engine import Tx
from bot.store.tables import note

_HOLD, _TOLD = "restored", "restored-told"


async def hold(tx: Tx, now: datetime) -> None:
    """Let it wait from now on; the coaches are yet to be told."""
    await tx.run(delete(note).where(note.c.name == _TOLD))
    await notes.put(tx, _HOLD, now.isoformat())


async def is_held(tx: Tx) -> bool:
    """Whether it waits."""
    return bool((await tx.run(select(exists().where(note.c.name == _HOLD)))).scalar())


async def to_be_told(tx: Tx) -> bool:
    """Whether the coaches do not know yet that it waits; from now on they do."""
    return await is_held(tx) and await notes.put(tx, _TOLD, "yes")


async def go_on(tx: Tx) -> bool:
    """Wait no longer. False: nothing waited."""
    gone = await tx.run(delete(note).where(note.c.name == _HOLD))
    await tx.run(delete(note).where(note.c.name == _TOLD))
    return bool(gone.rowcount)
