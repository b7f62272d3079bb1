"""Where a room waits for a person's text. The text itself is never kept here."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from bot.store import dialect
from bot.store.engine import Tx
from bot.store.tables import waiting

PATIENCE = timedelta(minutes=30)


async def wait_for(
    tx: Tx, chat_id: int, place: str, now: datetime, patience: timedelta = PATIENCE
) -> None:
    """The next text of this chat goes to `place`, for half an hour.

    `place` is room:name, and perhaps :words for the handler, as in a button's data.
    """
    values = {"chat_id": chat_id, "place": place, "until": now + patience}
    statement = dialect.insert(tx, waiting).values(values)
    await tx.run(
        statement.on_conflict_do_update(
            index_elements=["chat_id"], set_={"place": place, "until": values["until"]}
        )
    )


async def find(tx: Tx, chat_id: int, now: datetime) -> str | None:
    """The place that waits for this chat's text, if any."""
    query = select(waiting.c.place).where(waiting.c.chat_id == chat_id, waiting.c.until > now)
    found: str | None = (await tx.run(query)).scalar()
    return found


async def clear(tx: Tx, chat_id: int) -> None:
    """Nothing waits any more."""
    await tx.run(delete(waiting).where(waiting.c.chat_id == chat_id))


async def purge(tx: Tx, before: datetime) -> None:
    """Forget places whose patience ended before this instant."""
    await tx.run(delete(waiting).where(waiting.c.until < before))
