"""What the coaches did: who, what, when. Never a client's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from bot.store import audiences, clients, cohorts
from bot.store.engine import Tx
from bot.store.tables import coach_act


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a coach; whom or what it was about is None once that is gone."""

    coach_id: int
    act: str
    client_id: int | None
    cohort_id: int | None
    at: datetime


async def note(
    tx: Tx,
    coach_id: int,
    act: str,
    now: datetime,
    *,
    client_id: int | None = None,
    cohort_id: int | None = None,
) -> None:
    """Write an act down, in the transaction of the act itself; its words are `act.<act>`."""
    values = {"coach_id": coach_id, "act": act, "at": now}
    await tx.run(insert(coach_act).values(client_id=client_id, cohort_id=cohort_id, **values))


async def note_for(tx: Tx, coach_id: int, act: str, now: datetime, audience: str | None) -> None:
    """The same about what is for an audience: with its one group or client, if it is one."""
    parts = audiences.parse(audience or "")
    kind, number = parts[0] if len(parts) == 1 else ("", 0)
    a_client = kind == audiences.ONE and await clients.find(tx, number) is not None
    a_cohort = kind == audiences.GROUP and await cohorts.find(tx, number) is not None
    await note(
        tx, coach_id, act, now,
        client_id=number if a_client else None, cohort_id=number if a_cohort else None,
    )  # fmt: skip


async def list_since(tx: Tx, since: datetime, limit: int, skip: int = 0) -> list[Act]:
    """The latest acts since an instant, newest first, without the `skip` that were later."""
    query = (
        select(*(coach_act.c[name] for name in Act.__slots__))
        .where(coach_act.c.at >= since)
        .order_by(coach_act.c.id.desc())
        .limit(limit)
        .offset(skip)
    )
    return [Act(*row) for row in await tx.run(query)]


async def purge(tx: Tx, before: datetime) -> None:
    """Forget acts from before this instant."""
    await tx.run(delete(coach_act).where(coach_act.c.at < before))
