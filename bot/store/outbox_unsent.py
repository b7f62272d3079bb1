"""Letters that have not begun to leave: hurried, written anew, or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from bot.road.lanes import Lane
from bot.store import dialect
from bot.store.engine import Tx
from bot.store.outbox import DROPPED, EXPIRED, PASSED, QUEUED, UNREADABLE, purpose
from bot.store.outbox_queries import own_chat
from bot.store.tables import outbox


async def hurry_passed(tx: Tx, chat_id: int, now: datetime) -> None:
    """Replies that others passed leave now: something else arrived in their chat."""
    mine = (outbox.c.chat_id == chat_id, outbox.c.lane == int(Lane.REPLY))
    passed = (outbox.c.state == QUEUED, outbox.c.reason == PASSED, outbox.c.due_at > now)
    await tx.run(update(outbox).where(*mine, *passed).values(due_at=now))


async def drop_for_client(
    tx: Tx, client_id: int, lanes: Sequence[int], now: datetime, *, but: str = ""
) -> None:
    """Settle what is queued for a client on these lanes without sending it, but for one kind."""
    await tx.run(
        update(outbox)
        .where(
            outbox.c.client_id == client_id,
            outbox.c.lane.in_(lanes),
            outbox.c.kind != but,
            outbox.c.state == QUEUED,
        )
        .values(state=DROPPED, settled_at=now, payload_sealed=None)
    )


async def remove_unsent(tx: Tx, client_id: int, kind: str) -> None:
    """Remove a client's letters of this kind that were not sent; their keys are free again."""
    await tx.run(
        delete(outbox).where(
            outbox.c.client_id == client_id,
            outbox.c.kind == kind,
            outbox.c.state.in_((QUEUED, DROPPED, EXPIRED)),
        )
    )


async def hurry_for_client(tx: Tx, client_id: int, lanes: Sequence[int], now: datetime) -> None:
    """Look again now at what waits for a client on these lanes: the reason may be gone.

    What is merely planned for later has no reason to wait, and stays where it is.
    """
    await tx.run(
        update(outbox)
        .where(
            outbox.c.client_id == client_id,
            outbox.c.chat_id == own_chat(client_id),
            outbox.c.lane.in_(lanes),
            outbox.c.state == QUEUED,
            outbox.c.due_at > now,
            outbox.c.reason.is_not(None),
        )
        .values(due_at=now)
    )


async def find_queued(tx: Tx, key: str) -> dict[str, Any] | None:
    """What a letter holds that has not begun to leave, and does not before the end of `tx`."""
    query = select(outbox.c.payload_sealed).where(
        outbox.c.dedupe_key == key, outbox.c.state == QUEUED
    )
    # One that is being claimed counts as gone: what is put into it now would be lost.
    sealed = (await tx.run(dialect.skip_locked(tx, query))).scalar()
    payload: dict[str, Any] | None = (
        None if sealed is None else tx.vault.open_json(sealed, purpose(key))
    )
    return payload


async def list_queued(tx: Tx, client_id: int, kind: str) -> list[tuple[str, dict[str, Any]]]:
    """A client's letters of this kind, oldest first, as `find_queued` does: key and content."""
    query = (
        select(outbox.c.dedupe_key, outbox.c.payload_sealed)
        .where(outbox.c.client_id == client_id, outbox.c.kind == kind, outbox.c.state == QUEUED)
        .where(outbox.c.reason.is_distinct_from(UNREADABLE), outbox.c.payload_sealed.is_not(None))
        .order_by(outbox.c.id)
    )
    return [
        (row.dedupe_key, tx.vault.open_json(row.payload_sealed, purpose(row.dedupe_key)))
        for row in await tx.run(dialect.skip_locked(tx, query))
    ]


async def rewrite_queued(
    tx: Tx, key: str, payload: dict[str, Any], due_at: datetime | None = None
) -> None:
    """Put something else into a letter that has not begun to leave."""
    values: dict[str, Any] = {"payload_sealed": tx.vault.seal_json(payload, purpose(key))}
    if due_at is not None:
        values["due_at"] = due_at
    mine = (outbox.c.dedupe_key == key, outbox.c.state == QUEUED)
    await tx.run(update(outbox).where(*mine).values(values))


async def drop_queued(tx: Tx, key: str, now: datetime) -> None:
    """Settle the letter with this key without sending it, if it has not begun to leave."""
    mine = (outbox.c.dedupe_key == key, outbox.c.state == QUEUED)
    gone = {"state": DROPPED, "settled_at": now, "payload_sealed": None}
    await tx.run(update(outbox).where(*mine).values(gone))


async def bring_forward(tx: Tx, client_id: int, kind: str, lane: int, now: datetime) -> int:
    """Let what waits of this kind leave now on another lane; gives how many letters."""
    mine = (outbox.c.client_id == client_id, outbox.c.kind == kind, outbox.c.state == QUEUED)
    result = await tx.run(update(outbox).where(*mine).values(lane=lane, due_at=now))
    return int(result.rowcount)
