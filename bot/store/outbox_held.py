"""Letters in the hands of a sender: claimed, held over a wait, given back, taken from one that is
gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Integer, and_, bindparam, exists, select, update

from bot.store import dialect
from bot.store.engine import Tx
from bot.store.outbox import FREE, QUEUED, SENDING, UNREADABLE, Row, purpose
from bot.store.tables import outbox, replica
from bot.vault import VaultError

_UNREADABLE_FOR = timedelta(minutes=10)


async def claim(
    tx: Tx, now: datetime, owner: str, lease_until: datetime, limit: int, lanes: Iterable[int]
) -> list[Row]:
    """Take up to `limit` due letters, first lanes first; the intent to send is recorded here."""
    found: list[Row] = []
    for lane in lanes:
        # One lane at a time: all at once would walk past what waits for later in each of them.
        if (left := limit - len(found)) <= 0:
            break
        found += await _claim_on(tx, int(lane), now, owner, lease_until, left)
    return found


async def _claim_on(
    tx: Tx, lane: int, now: datetime, owner: str, lease_until: datetime, limit: int
) -> list[Row]:
    values = {"of_lane": lane, "now": now, "most": limit, "by": owner, "until": lease_until}
    rows, unreadable = [], []
    for found in (await tx.run(_claim(tx.postgres), values)).all():
        try:
            rows.append(_as_row(tx, found))
        except VaultError:
            unreadable.append(found.id)
    if unreadable:
        await _put_off(tx, unreadable, now + _UNREADABLE_FOR)
    return sorted(rows, key=lambda row: (row.due_at, row.id))


async def _put_off(tx: Tx, row_ids: Sequence[int], due_at: datetime) -> None:
    # A key may be missing here and come back; until then the letter stands in nobody's way.
    await tx.run(
        update(outbox)
        .where(outbox.c.id.in_(row_ids))
        .values(
            **FREE,
            attempts=outbox.c.attempts - 1,
            due_at=due_at,
            reason=UNREADABLE,
        )
    )


_ROW_COLUMNS = (
    outbox.c.id, outbox.c.dedupe_key, outbox.c.lane, outbox.c.chat_id, outbox.c.client_id,
    outbox.c.broadcast_id, outbox.c.kind, outbox.c.payload_sealed, outbox.c.due_at,
    outbox.c.expires_at, outbox.c.attempts, outbox.c.waited, outbox.c.created_at, outbox.c.owner,
)  # fmt: skip


@cache
def _claim(postgres: bool) -> Any:
    # Built once: it is executed for every few letters of a message to many.
    pick = (
        select(outbox.c.id)
        .where(
            outbox.c.state == QUEUED,
            outbox.c.lane == bindparam("of_lane"),
            outbox.c.due_at <= bindparam("now"),
        )
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(bindparam("most", type_=Integer))
    )
    if postgres:  # SQLite has one writer
        pick = pick.with_for_update(skip_locked=True)
    # Apart from the UPDATE, for else PostgreSQL may run it again for each row and claim more.
    picked = pick.cte("picked")
    return (
        update(outbox)
        .where(outbox.c.id.in_(select(picked.c.id)))
        .values(
            state=SENDING,
            owner=bindparam("by"),
            lease_until=bindparam("until"),
            attempts=outbox.c.attempts + 1,
        )
        .returning(*_ROW_COLUMNS)
    )


def _as_row(tx: Tx, found: Any) -> Row:
    sealed = found.payload_sealed
    payload = tx.vault.open_json(sealed, purpose(found.dedupe_key)) if sealed is not None else None
    return Row(
        id=found.id,
        dedupe_key=found.dedupe_key,
        lane=found.lane,
        chat_id=found.chat_id,
        client_id=found.client_id,
        broadcast_id=found.broadcast_id,
        kind=found.kind,
        payload=payload,
        due_at=found.due_at,
        expires_at=found.expires_at,
        attempts=found.attempts,
        waited=found.waited,
        since=found.created_at,
        owner=found.owner,
    )


async def keep_until(
    tx: Tx, row_ids: Sequence[int], due_at: datetime, lease: timedelta, *, lease_only: bool = False
) -> None:
    """Letters that their sender holds over a wait: due then, also when another takes them over."""
    await tx.run(
        update(outbox)
        .where(outbox.c.id.in_(row_ids), outbox.c.state == SENDING)
        .values({"lease_until": due_at + lease} | ({} if lease_only else {"due_at": due_at}))
    )


async def release(tx: Tx, now: datetime, owner: str, *, all_leases: bool = False) -> int:
    """Requeue letters whose sender is gone: another's lease that is over, or any (`all_leases`).

    A sender's own letters are never taken from it: it may hold them over a long flood wait.
    """
    condition = and_(outbox.c.state == SENDING, outbox.c.owner != owner)
    if not all_leases:
        condition = and_(condition, outbox.c.lease_until <= now)
    result = await tx.run(update(outbox).where(condition).values(FREE))
    return int(result.rowcount)


async def release_orphans(tx: Tx) -> int:
    """Requeue letters of processes that are gone, before their leases end. For PostgreSQL."""
    left = (
        select(outbox.c.id)
        .where(outbox.c.state == SENDING, ~exists().where(replica.c.owner == outbox.c.owner))
        .with_for_update(skip_locked=True)
    )
    result = await tx.run(update(outbox).where(outbox.c.id.in_(left)).values(FREE))
    return int(result.rowcount)


async def list_held(tx: Tx, owner: str, *, lock: bool = False) -> list[int]:
    """The letters that stand in this sender's name.

    `lock`: none of them changes hands before the end of `tx`; one that does already is left out.
    """
    held = select(outbox.c.id).where(outbox.c.state == SENDING, outbox.c.owner == owner)
    query = dialect.skip_locked(tx, held) if lock else held
    return list((await tx.run(query)).scalars())


async def requeue(tx: Tx, row_ids: Sequence[int]) -> None:
    """Letters that nobody is sending go back into the queue."""
    await tx.run(
        update(outbox).where(outbox.c.id.in_(row_ids), outbox.c.state == SENDING).values(FREE)
    )


async def give_back(tx: Tx, owner: str) -> None:
    """Requeue everything that this sender holds: it stops."""
    await tx.run(
        update(outbox).where(outbox.c.state == SENDING, outbox.c.owner == owner).values(FREE)
    )
