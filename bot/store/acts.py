"""What the coaches did: who, what, when, and about what. Never anybody's words: those of a message
stand with the message alone, sealed, and are gone when it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from bot.calendar.times import at_local
from bot.store import audiences, clients, cohorts
from bot.store.broadcasts import Broadcast
from bot.store.engine import Tx
from bot.store.sessions import Session
from bot.store.tables import coach_act


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a coach; whom or what it was about is None once that is gone."""

    coach_id: int
    act: str
    client_id: int | None
    cohort_id: int | None
    at: datetime
    broadcast_id: int | None = None
    """Which message to many; it may be gone."""
    session_id: int | None = None
    for_at: datetime | None = None
    """When that message leaves or left, or the meeting is: as it was at the act."""


async def note(
    tx: Tx,
    coach_id: int,
    act: str,
    now: datetime,
    *,
    client_id: int | None = None,
    cohort_id: int | None = None,
    broadcast_id: int | None = None,
    session_id: int | None = None,
    for_at: datetime | None = None,
) -> None:
    """Write an act down, in the transaction of the act itself; its words are `act.<act>`."""
    values = {
        "coach_id": coach_id, "act": act, "client_id": client_id, "cohort_id": cohort_id,
        "broadcast_id": broadcast_id, "session_id": session_id, "for_at": for_at, "at": now,
    }  # fmt: skip
    await tx.run(insert(coach_act).values(values))


async def note_message(tx: Tx, coach_id: int, act: str, now: datetime, found: Broadcast) -> None:
    """The same about a message to many: with the moment for which it is planned, or it left."""
    for_at = found.started_at
    if found.on is not None and found.minutes is not None and found.zone is not None:
        for_at = at_local(found.on, found.minutes, found.zone)
    to_one = await _one_of(tx, found.audience)
    await note(tx, coach_id, act, now, broadcast_id=found.id, for_at=for_at, **to_one)


async def note_session(tx: Tx, coach_id: int, act: str, now: datetime, found: Session) -> None:
    """The same about a meeting: with its day and hour."""
    to_one = await _one_of(tx, found.audience)
    await note(tx, coach_id, act, now, session_id=found.id, for_at=found.at, **to_one)


async def _one_of(tx: Tx, audience: str | None) -> dict[str, int]:
    """The one group or client that an audience is, if it is one."""
    parts = audiences.parse(audience or "")
    kind, number = parts[0] if len(parts) == 1 else ("", 0)
    if kind == audiences.ONE and await clients.find(tx, number) is not None:
        return {"client_id": number}
    if kind == audiences.GROUP and await cohorts.find(tx, number) is not None:
        return {"cohort_id": number}
    return {}


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


async def did(tx: Tx, coach_id: int, act: str, client_id: int, since: datetime) -> bool:
    """Whether this coach did this for a client since an instant."""
    hers = (coach_act.c.coach_id == coach_id, coach_act.c.act == act)
    about = (coach_act.c.client_id == client_id, coach_act.c.at >= since)
    return (await tx.run(select(coach_act.c.id).where(*hers, *about).limit(1))).first() is not None


async def purge(tx: Tx, before: datetime) -> None:
    """Forget acts from before this instant."""
    await tx.run(delete(coach_act).where(coach_act.c.at < before))
