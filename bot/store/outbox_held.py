"""Letters in the hands of a sender: held over a wait, given back, taken from one that is gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, exists, select, update

from bot.store import dialect
from bot.store.engine import Tx
from bot.store.outbox import FREE, SENDING
from bot.store.tables import outbox, replica


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
