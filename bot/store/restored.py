"""After a backup was put back: what goes to many waits until a coach says to go on, and what
clients agreed to or set since is not known, so the most careful is taken until they say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, select, update

from bot.store import consents, notes
from bot.store.engine import Tx
from bot.store.tables import client, note

_HOLD, _TOLD, _AT = "restored", "restored-told", "restored-at"
"""That it waits; which one the coaches know of; when the latest was."""


@dataclass(frozen=True, slots=True)
class How:
    """How a copy is put back."""

    now: datetime
    wait: bool = True
    """What goes to many is held until a coach says to go on."""
    moved: bool = False
    """Nothing happened since the copy was made, as when the same data go to another machine; all
    is left as it was.
    """
    damaged: bool = False
    """Also when some of it cannot be opened."""


async def take_care(tx: Tx, now: datetime) -> None:
    """Somebody may have withdrawn a yes since, or said that others may look: take it that all did.

    Each client is told when they come, and asked anew.
    """
    await consents.lapse_all(tx, now)
    await tx.run(update(client).values(neutral=True, consent_ask_at=now))
    await notes.put(tx, _AT, now.isoformat())


async def last_at(tx: Tx) -> datetime | None:
    """When a backup was last put back, if ever.

    Whoever is still to be told has the same instant as `consent_ask_at`.
    """
    found = await notes.find(tx, _AT)
    return None if found is None else datetime.fromisoformat(found)


async def hold(tx: Tx, now: datetime) -> None:
    """Let it wait from now on."""
    await notes.put(tx, _HOLD, now.isoformat())


async def is_held(tx: Tx) -> bool:
    """Whether it waits."""
    return bool((await tx.run(select(exists().where(note.c.name == _HOLD)))).scalar())


async def to_be_told(tx: Tx) -> bool:
    """Whether the coaches do not know of the latest one yet; from now on they do."""
    at = await last_at(tx)
    return at is not None and await notes.put(tx, _TOLD, at.isoformat())


async def go_on(tx: Tx) -> bool:
    """Wait no longer. False: nothing waited."""
    gone = await tx.run(delete(note).where(note.c.name == _HOLD))
    return bool(gone.rowcount)
