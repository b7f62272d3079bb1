"""Where a room waits for a person's text. The text itself is never kept here.

Beside it stand, before the place, the questions of safety that may be answered in words, each as
its letter and the number of the update that it replied to: "?v1234.p1240:contact:write". The room
goes on waiting meanwhile.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select

from bot.store import dialect
from bot.store.engine import Tx
from bot.store.tables import waiting

PATIENCE = timedelta(minutes=30)
FOR_LETTERS = timedelta(hours=2)
"""Where somebody writes at length."""
_LITTLE = timedelta(minutes=10)
_LONGEST = 64

_PLACE = select(waiting.c.place).where(
    waiting.c.chat_id == bindparam("of_chat"), waiting.c.until > bindparam("now")
)
_CLEAR = delete(waiting).where(waiting.c.chat_id == bindparam("of_chat"))


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
    """That place, and the open questions ("": none)."""
    found: str = (await tx.run(_PLACE, {"of_chat": chat_id, "now": now})).scalar() or ""
    if not found.startswith("?"):
        return found or None, ""
    questions, _, place = found[1:].partition(":")
    return place or None, questions


async def put_questions(tx: Tx, chat_id: int, questions: str, now: datetime) -> None:
    """These are open from now on (empty: none); the place that waits is kept, with its end."""
    query = select(waiting.c.place, waiting.c.until).where(
        waiting.c.chat_id == chat_id, waiting.c.until > now
    )
    row = (await tx.run(query)).first()
    place = row.place if row is not None else ""
    if place.startswith("?"):
        place = place.partition(":")[2]
    until = row.until if row is not None else now
    if questions and until - now < _LITTLE:
        place = ""  # It would not have waited much longer, and is not to wait as long as they do.
    if questions:
        place, until = f"?{questions}:{place}", max(until, now + PATIENCE)
    if place and len(place) <= _LONGEST:
        await wait_for(tx, chat_id, place, now, until - now)
    else:
        await clear(tx, chat_id)


async def leave(tx: Tx, chat_id: int, now: datetime) -> None:
    """The place waits no more; open questions stand."""
    _, questions = await find_both(tx, chat_id, now)
    await clear(tx, chat_id)
    if questions:
        await put_questions(tx, chat_id, questions, now)


async def clear(tx: Tx, chat_id: int) -> None:
    """Nothing waits any more."""
    await tx.run(_CLEAR, {"of_chat": chat_id})


async def purge(tx: Tx, before: datetime) -> None:
    """Forget places whose patience ended before this instant."""
    await tx.run(delete(waiting).where(waiting.c.until < before))
