"""Messages of the coach to many: drafts, their recipients, their counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, cast, func, insert, literal, null, select, update

from bot.lanes import Lane
from bot.store.audiences import reachable
from bot.store.engine import Tx
from bot.store.outbox import DROPPED, EXPIRED, QUEUED, REFUSED, SENT, UNREACHABLE
from bot.store.tables import broadcast, client, outbox

DRAFT, SENDING, DONE = "draft", "sending", "done"
EXPIRY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One message of the coach to many; the counts are of clients."""

    id: int
    coach_chat_id: int
    state: str
    content: dict[str, Any]
    total: int
    sent: int
    unreachable: int
    expired: int
    refused: int

    @property
    def settled(self) -> int:
        """How many recipients have an outcome."""
        return self.sent + self.unreachable + self.expired + self.refused


_FIELDS = (
    "id", "coach_chat_id", "state", "content_sealed", "total", "sent", "unreachable", "expired",
    "refused",
)  # fmt: skip
_COLUMNS = tuple(broadcast.c[name] for name in _FIELDS)
_PURPOSE = "broadcast"


async def add_draft(tx: Tx, coach_chat_id: int, content: dict[str, Any], now: datetime) -> int:
    """Keep what the coach wrote; gives its id."""
    values = {
        "coach_chat_id": coach_chat_id,
        "state": DRAFT,
        "content_sealed": tx.vault.seal_json(content, f"{_PURPOSE}:{coach_chat_id}"),
        "created_at": now,
    }
    result = await tx.run(insert(broadcast).values(values).returning(broadcast.c.id))
    return int(result.scalar_one())


async def find(tx: Tx, broadcast_id: int) -> Broadcast | None:
    """A broadcast with its counts."""
    row = (await tx.run(select(*_COLUMNS).where(broadcast.c.id == broadcast_id))).first()
    if row is None:
        return None
    content = tx.vault.open_json(row.content_sealed, f"{_PURPOSE}:{row.coach_chat_id}")
    return Broadcast(row.id, row.coach_chat_id, row.state, content, *row[4:])


async def take_draft(tx: Tx, broadcast_id: int, coach_chat_id: int, now: datetime) -> bool:
    """Confirm a draft of this coach. False: it is another's, or was confirmed before."""
    result = await tx.run(
        update(broadcast)
        .where(
            broadcast.c.id == broadcast_id,
            broadcast.c.coach_chat_id == coach_chat_id,
            broadcast.c.state == DRAFT,
        )
        .values(state=SENDING, confirmed_at=now)
    )
    return bool(result.rowcount)


async def drop_draft(tx: Tx, broadcast_id: int, coach_chat_id: int) -> bool:
    """Throw a draft of this coach away. False: there is none."""
    result = await tx.run(
        broadcast.delete().where(
            broadcast.c.id == broadcast_id,
            broadcast.c.coach_chat_id == coach_chat_id,
            broadcast.c.state == DRAFT,
        )
    )
    return bool(result.rowcount)


async def count_audience(tx: Tx) -> int:
    """How many clients a message to everyone goes to."""
    return int((await tx.run(select(func.count()).where(reachable()))).scalar_one())


async def queue_for_all(tx: Tx, broadcast_id: int, now: datetime) -> int:
    """One outbox row a client, in one statement; gives how many."""
    key = literal(f"broadcast:{broadcast_id}:") + cast(client.c.id, String)
    recipients = select(
        key,
        literal(int(Lane.BROADCAST)),
        client.c.chat_id,
        client.c.id,
        literal(broadcast_id),
        literal("broadcast"),
        null(),
        literal(now, outbox.c.due_at.type),
        literal(now + EXPIRY, outbox.c.expires_at.type),
        literal(QUEUED),
        literal(now, outbox.c.created_at.type),
    ).where(reachable())
    columns = (
        "dedupe_key", "lane", "chat_id", "client_id", "broadcast_id", "kind", "payload_sealed",
        "due_at", "expires_at", "state", "created_at",
    )  # fmt: skip
    result = await tx.run(insert(outbox).from_select(columns, recipients))
    total = int(result.rowcount)
    await tx.run(update(broadcast).where(broadcast.c.id == broadcast_id).values(total=total))
    return total


_COUNTED = {SENT: "sent", UNREACHABLE: "unreachable", EXPIRED: "expired", REFUSED: "refused",
            DROPPED: "expired"}  # fmt: skip


async def count_outcomes(tx: Tx, broadcast_id: int, states: Sequence[str], now: datetime) -> bool:
    """Add outcomes to the counts.

    True: that was the last one, and this call closed the broadcast.
    """
    counts = Counter(_COUNTED[state] for state in states)
    if counts:
        values = {name: broadcast.c[name] + number for name, number in counts.items()}
        await tx.run(update(broadcast).where(broadcast.c.id == broadcast_id).values(values))
    settled = broadcast.c.sent + broadcast.c.unreachable + broadcast.c.expired
    closing = await tx.run(
        update(broadcast)
        .where(
            broadcast.c.id == broadcast_id,
            broadcast.c.state == SENDING,
            settled + broadcast.c.refused >= broadcast.c.total,
        )
        .values(state=DONE, finished_at=now)
    )
    return bool(closing.rowcount)


async def was_sent_to(tx: Tx, broadcast_id: int, client_id: int) -> bool:
    """Whether this client is among those that a broadcast was for."""
    query = select(outbox.c.id).where(
        outbox.c.broadcast_id == broadcast_id, outbox.c.client_id == client_id
    )
    return (await tx.run(query)).first() is not None


async def purge(tx: Tx, before: datetime) -> None:
    """Forget drafts and finished messages from before this instant."""
    await tx.run(
        broadcast.delete().where(
            broadcast.c.created_at < before, broadcast.c.state.in_((DRAFT, DONE))
        )
    )
