"""Meetings of a group with its coach, and when the next reminder is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select, update

from bot.store.dialect import locked
from bot.store.due import first_of
from bot.store.engine import Tx
from bot.store.tables import session

DAY, HOUR, CANCELLED = "day", "hour", "cancelled"
"""What a message about a meeting says: it is in a day, in an hour, or off."""


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting."""

    id: int
    coach_chat_id: int
    audience: str | None
    at: datetime | None
    link: str
    cancelled_at: datetime | None
    stage: int
    next_at: datetime | None

    def is_coming(self, now: datetime) -> bool:
        """Whether it is planned, not called off, and not begun; as `list_coming` asks."""
        planned = self.audience is not None and self.cancelled_at is None
        return planned and self.at is not None and self.at > now


_FIELDS = tuple(name for name in Session.__slots__ if name != "link")
_COLUMNS = (*(session.c[name] for name in _FIELDS), session.c.link_sealed)


def purpose(session_id: int) -> str:
    """What a link is sealed for."""
    return f"session:{session_id}:link"


def _opened(tx: Tx, row: Any) -> Session:
    sealed = row.link_sealed
    link = "" if sealed is None else tx.vault.open_text(sealed, purpose(row.id))
    return Session(link=link, **{name: getattr(row, name) for name in _FIELDS})


async def add(tx: Tx, coach_chat_id: int, now: datetime) -> int:
    """Begin to plan one; gives its id."""
    values = {"coach_chat_id": coach_chat_id, "created_at": now}
    return int((await tx.run(insert(session).values(values).returning(session.c.id))).scalar_one())


async def find(tx: Tx, session_id: int) -> Session | None:
    """The session with this id."""
    return await _one(tx, select(*_COLUMNS).where(session.c.id == session_id))


async def find_to_change(tx: Tx, session_id: int) -> Session | None:
    """As `find`, and nobody else changes it before the end of `tx`."""
    return await _one(tx, locked(tx, select(*_COLUMNS).where(session.c.id == session_id)))


async def find_own(tx: Tx, session_id: int, coach_chat_id: int) -> Session | None:
    """As `find_to_change`, if it is this coach's."""
    found = await find_to_change(tx, session_id)
    return found if found is not None and found.coach_chat_id == coach_chat_id else None


async def _one(tx: Tx, query: Select[Any]) -> Session | None:
    row = (await tx.run(query)).first()
    return None if row is None else _opened(tx, row)


async def change(tx: Tx, session_id: int, **values: Any) -> None:
    """Set some columns."""
    await tx.run(update(session).where(session.c.id == session_id).values(values))


async def set_link(tx: Tx, session_id: int, link: str) -> None:
    """Keep where it is held, sealed; empty: nowhere online."""
    sealed = tx.vault.seal_text(link, purpose(session_id)) if link else None
    await change(tx, session_id, link_sealed=sealed)


async def list_coming(tx: Tx, now: datetime, coach_chat_id: int | None = None) -> list[Session]:
    """What is planned, by this coach or by any, the next one first."""
    planned = (session.c.audience.is_not(None), session.c.cancelled_at.is_(None))
    query = select(*_COLUMNS).where(*planned, session.c.at > now)
    if coach_chat_id is not None:
        query = query.where(session.c.coach_chat_id == coach_chat_id)
    return [_opened(tx, row) for row in await tx.run(query.order_by(session.c.at, session.c.id))]


async def list_at(tx: Tx, at: datetime) -> list[Session]:
    """What begins or began at this very moment, planned by any coach and not called off."""
    planned = (session.c.audience.is_not(None), session.c.cancelled_at.is_(None))
    query = select(*_COLUMNS).where(*planned, session.c.at == at).order_by(session.c.id)
    return [_opened(tx, row) for row in await tx.run(query)]


async def list_due(tx: Tx, now: datetime) -> list[int]:
    """Those with a reminder that is due."""
    query = select(session.c.id).where(session.c.next_at <= now).order_by(session.c.next_at)
    return list((await tx.run(query.limit(50))).scalars())


NEXT_DUE = first_of(session.c.next_at)
"""When the next reminder is due."""


async def purge(tx: Tx, before: datetime) -> None:
    """Forget sessions from before this instant, and those never finished planning."""
    old = func.coalesce(session.c.at, session.c.created_at) < before
    await tx.run(session.delete().where(old))
