"""Letters that a client gave away instead of sending them. Sealed, and thrown away in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from bot.store.engine import Tx
from bot.store.tables import letter

_REMEMBERED = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is known of a letter without opening it."""

    id: int
    long: bool
    strength_then: int | None
    strength_now: int | None
    sealed_at: datetime
    opens_at: datetime
    opened_at: datetime | None
    gone_at: datetime


_COLUMNS = tuple(letter.c[name] for name in Sealed.__slots__)


async def add(tx: Tx, client_id: int, text: str, **values: Any) -> int:
    """Put a letter away; gives its id."""
    values |= {"client_id": client_id, "content_sealed": b""}
    added = await tx.run(insert(letter).values(values).returning(letter.c.id))
    letter_id = int(added.scalar_one())
    await _seal(tx, letter_id, text)
    return letter_id


async def _seal(tx: Tx, letter_id: int, text: str, **values: Any) -> None:
    sealed = tx.vault.seal_text(text, purpose(letter_id))
    statement = update(letter).where(letter.c.id == letter_id)
    await tx.run(statement.values(content_sealed=sealed, **values))


async def replace(tx: Tx, letter_id: int, text: str, **values: Any) -> None:
    """Put a letter away anew, with more in it."""
    await _seal(tx, letter_id, text, **values)


async def read(tx: Tx, letter_id: int, client_id: int) -> str:
    """What is in a letter of this client; empty when it is gone."""
    query = select(letter.c.content_sealed)
    query = query.where(letter.c.id == letter_id, letter.c.client_id == client_id)
    sealed = (await tx.run(query)).scalar()
    if not sealed:
        return ""
    return tx.vault.open_text(sealed, purpose(letter_id))


async def find(tx: Tx, letter_id: int, client_id: int, now: datetime) -> Sealed | None:
    """A letter of this client that is still there."""
    return next((one for one in await list_all(tx, client_id, now) if one.id == letter_id), None)


async def list_all(tx: Tx, client_id: int, now: datetime) -> list[Sealed]:
    """A client's letters that are still there, oldest first."""
    query = (
        select(*_COLUMNS)
        .where(letter.c.client_id == client_id, letter.c.gone_at > now)
        .order_by(letter.c.id)
    )
    return [Sealed(*row) for row in await tx.run(query)]


async def last_long_opens_at(tx: Tx, client_id: int) -> datetime | None:
    """From when the latest of the longer letters may be opened."""
    query = select(func.max(letter.c.opens_at)).where(
        letter.c.client_id == client_id, letter.c.long.is_(True)
    )
    found: datetime | None = (await tx.run(query)).scalar()
    return found


async def change(tx: Tx, letter_id: int, client_id: int, **values: Any) -> None:
    """Set some columns of one letter of this client."""
    mine = (letter.c.id == letter_id, letter.c.client_id == client_id)
    await tx.run(update(letter).where(*mine).values(values))


async def drop(tx: Tx, letter_id: int, client_id: int, now: datetime) -> bool:
    """Tear one up. False: it is gone already, or not theirs.

    Of a longer one the empty row stays for a week, so that the next is not asked for before.
    """
    mine = (letter.c.id == letter_id, letter.c.client_id == client_id, letter.c.gone_at > now)
    emptied = update(letter).where(*mine).values(content_sealed=b"", gone_at=now)
    found = bool((await tx.run(emptied)).rowcount)
    await purge(tx, now)
    return found


async def purge(tx: Tx, now: datetime) -> None:
    """Throw away every letter whose time is over."""
    over = letter.c.gone_at <= now
    await tx.run(update(letter).where(over).values(content_sealed=b""))
    served = letter.c.long.is_(False) | (letter.c.opens_at <= now - _REMEMBERED)
    await tx.run(delete(letter).where(over, served))


def purpose(letter_id: int) -> str:
    """What a letter is sealed for."""
    return f"letter:{letter_id}:content"
