"""What a message of the coach became in the chats: found there, changed, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, and_, cast, exists, literal, or_, select, update

from bot.road.lanes import Lane
from bot.store import dialect
from bot.store.audiences import LETTER
from bot.store.broadcasts import WITHDRAWABLE, Broadcast
from bot.store.engine import Tx
from bot.store.outbox import QUEUED, SENT, numbers_of
from bot.store.outbox import SENDING as ON_THE_WAY
from bot.store.tables import broadcast, outbox

FIX, UNDO = "bc_fix", "bc_undo"
"""The kinds of letters that follow a message: a correction of it, its withdrawal."""
ANSWER_OPENED, NEWS_OPENED = "relay_copy", "news_copy"
"""What stood behind a neutral line, a message of its own: a coach's answer, one to many."""
_A_LINE = "as a line"


def _letter(broadcast_id: int, client_id: int) -> tuple[ColumnElement[bool], ...]:
    """The one letter of a broadcast to a client."""
    return (
        outbox.c.broadcast_id == broadcast_id,
        outbox.c.client_id == client_id,
        outbox.c.kind == LETTER,
    )


async def was_sent_to(tx: Tx, broadcast_id: int, client_id: int) -> bool:
    """Whether this client is among those that a broadcast was for."""
    query = select(outbox.c.id).where(*_letter(broadcast_id, client_id))
    return (await tx.run(query)).first() is not None


async def queue_after(
    tx: Tx, found: Broadcast, kind: str, now: datetime, since: datetime | None = None
) -> int:
    """Letters that change (`FIX`) or delete (`UNDO`) what has arrived, or is about to.

    `since`: leaves out what arrived before. Gives how many are new.
    """
    key = literal(f"{kind}:{found.version}:") + cast(outbox.c.id, String)
    arrived = [outbox.c.state == SENT, outbox.c.message_id.is_not(None)]
    if since is not None:
        arrived.append(outbox.c.settled_at > since)
    letters = (outbox.c.broadcast_id == found.id, outbox.c.kind == LETTER)
    there = or_(outbox.c.state == ON_THE_WAY, and_(*arrived))
    instant = outbox.c.due_at.type
    query = select(
        key, literal(int(Lane.TIDY)), outbox.c.chat_id, outbox.c.client_id,
        literal(found.id), literal(kind), literal(now, instant),
        literal(now + WITHDRAWABLE, instant), literal(QUEUED), literal(now, instant),
    ).where(*letters, there)  # fmt: skip
    columns = (
        "dedupe_key", "lane", "chat_id", "client_id", "broadcast_id", "kind", "due_at",
        "expires_at", "state", "created_at",
    )  # fmt: skip
    added = await tx.run(
        dialect.insert(tx, outbox).from_select(columns, query).on_conflict_do_nothing()
    )
    return int(added.rowcount)


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a message to many became in the chat of one client."""

    numbers: list[int]
    """The numbers of its messages; empty: nothing is there."""
    at: datetime | None
    """When it arrived; None: it has not."""
    as_line: bool
    """Whether it arrived as the neutral line."""
    on_the_way: bool


async def find_arrived(tx: Tx, broadcast_id: int, client_id: int) -> Arrived:
    """What it became."""
    of_letter = ("state", "message_id", "album_ids", "settled_at", "reason")
    query = select(*(outbox.c[name] for name in of_letter))
    row = (await tx.run(query.where(*_letter(broadcast_id, client_id)))).first()
    if row is None:
        return Arrived([], None, as_line=False, on_the_way=False)
    return Arrived(
        numbers=[] if row.message_id is None else numbers_of(row.message_id, row.album_ids),
        at=row.settled_at if row.state == SENT else None,
        as_line=row.reason == _A_LINE,
        on_the_way=row.state == ON_THE_WAY,
    )


async def note_lines(tx: Tx, row_ids: Sequence[int]) -> None:
    """These arrived as the neutral line."""
    if row_ids:
        await tx.run(update(outbox).where(outbox.c.id.in_(row_ids)).values(reason=_A_LINE))


async def brought(tx: Tx, client_id: int, message_id: int) -> bool:
    """Whether this message in a client's chat came from a coach who wrote to many, or is what
    stood behind a neutral line of hers.
    """
    to_many = and_(outbox.c.broadcast_id.is_not(None), outbox.c.kind == LETTER)
    opened = outbox.c.kind.in_((ANSWER_OPENED, NEWS_OPENED))
    query = select(outbox.c.message_id, outbox.c.album_ids).where(
        outbox.c.client_id == client_id,
        or_(to_many, opened),
        outbox.c.message_id.is_not(None),
    )
    return any(message_id in numbers_of(*row) for row in await tx.run(query))


async def find_brought(tx: Tx, client_id: int, message_id: int) -> int | None:
    """The message to many that became this one in a client's chat; None: it is no such message."""
    of_letter = (outbox.c.broadcast_id, outbox.c.message_id, outbox.c.album_ids)
    query = select(*of_letter).where(
        outbox.c.client_id == client_id,
        outbox.c.broadcast_id.is_not(None),
        outbox.c.kind == LETTER,
        outbox.c.message_id.is_not(None),
    )
    rows = await tx.run(query)
    return next((one for one, *numbers in rows if message_id in numbers_of(*numbers)), None)


async def told_of_meeting(tx: Tx, client_id: int, message_id: int) -> bool:
    """Whether this message in a client's chat says that a meeting comes, or is off."""
    query = select(outbox.c.id).where(
        outbox.c.client_id == client_id,
        outbox.c.kind == LETTER,
        outbox.c.message_id == message_id,
        exists().where(
            broadcast.c.id == outbox.c.broadcast_id, broadcast.c.session_id.is_not(None)
        ),
    )
    return (await tx.run(query.limit(1))).first() is not None


async def came_since(tx: Tx, client_id: int, since: datetime) -> bool:
    """Whether a coach's message to many reached this client after this instant."""
    query = select(outbox.c.id).where(
        outbox.c.client_id == client_id,
        outbox.c.broadcast_id.is_not(None),
        outbox.c.kind == LETTER,
        outbox.c.state == SENT,
        outbox.c.settled_at >= since,
    )
    return (await tx.run(query.limit(1))).first() is not None
