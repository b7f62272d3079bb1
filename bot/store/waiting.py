"""Where a room waits for a person's text. The text itself is never kept here.

Beside it stands, before the place, a question of safety that may be answered in words, as its
letter and the number of the update that it replied to: "?v1234:contact:write". The room goes on
waiting meanwhile.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from bot.store import dialect
from bot.store.engine import Tx
from bot.store.tables import waiting

PATIENCE = timedelta(minutes=30)
FOR_LETTERS = timedelta(hours=2)
"""Where somebody writes at length."""
_LONGEST = 64


async def wait_for(
    tx: Tx, chat_id: int, place: str, now: datetime, patience: timedelta = PATIENCE
) -> None:
    """The next text of this chat goes to `place`, for half an hour or as long as is said.

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
    return (await find_both(tx, chat_id, now))[0]


async def find_both(tx: Tx, chat_id: int, now: datetime) -> tuple[str | None, str]:
    """That place, and the open question ("": none)."""
    query = select(waiting.c.place).where(waiting.c.chat_id == chat_id, waiting.c.until > now)
    found: str = (await tx.run(query)).scalar() or ""
    if not found.startswith("?"):
        return found or None, ""
    question, _, place = found[1:].partition(":")
    return place or None, question


async def ask(tx: Tx, chat_id: int, question: str, now: datetime) -> None:
    """A question of safety was asked; the place that waits is kept."""
    place = f"?{question}:{await find(tx, chat_id, now) or ''}"
    if len(place) <= _LONGEST:
        await wait_for(tx, chat_id, place, now, await _patience(tx, chat_id, now))


async def close_question(tx: Tx, chat_id: int, now: datetime) -> None:
    """It is answered; the place goes on waiting."""
    place = await find(tx, chat_id, now)
    if place is None:
        await clear(tx, chat_id)
    else:
        await wait_for(tx, chat_id, place, now, await _patience(tx, chat_id, now))


async def _patience(tx: Tx, chat_id: int, now: datetime) -> timedelta:
    """What is left of that for the place, and half an hour at least."""
    query = select(waiting.c.until).where(waiting.c.chat_id == chat_id)
    until: datetime | None = (await tx.run(query)).scalar()
    return max(PATIENCE, until - now) if until is not None else PATIENCE


async def leave(tx: Tx, chat_id: int, now: datetime) -> None:
    """The place waits no more; an open question stands."""
    _, question = await find_both(tx, chat_id, now)
    await clear(tx, chat_id)
    if question:
        await ask(tx, chat_id, question, now)


async def clear(tx: Tx, chat_id: int) -> None:
    """Nothing waits any more."""
    await tx.run(delete(waiting).where(waiting.c.chat_id == chat_id))


async def purge(tx: Tx, before: datetime) -> None:
    """Forget places whose patience ended before this instant."""
    await tx.run(delete(waiting).where(waiting.c.until < before))
