"""Contact that has to happen: when, which kind, a sealed note, and the next letter about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from bot.store.dialect import skip_locked
from bot.store.due import first_of
from bot.store.engine import Tx
from bot.store.tables import appointment, client

KINDS = ("children", "work", "lawyer", "other")


@dataclass(frozen=True, slots=True)
class Appointment:
    """One row of the table `appointment`, without its note. `at` None: no time chosen yet."""

    id: int
    client_id: int
    kind: str
    at: datetime | None
    asked_on: date | None
    asking: bool
    in_quiet: bool
    stage: int
    next_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A letter that is due."""

    id: int
    client_id: int
    chat_id: int
    at: datetime
    stage: int
    next_at: datetime


_COLUMNS = tuple(appointment.c[name] for name in Appointment.__slots__)


async def begin(tx: Tx, client_id: int, kind: str, now: datetime) -> int:
    """One without a time yet, in place of an earlier one; its time is asked from now on."""
    await drop_drafts(tx, client_id)
    values = {"client_id": client_id, "kind": kind, "created_at": now}
    added = await tx.run(insert(appointment).values(values).returning(appointment.c.id))
    appointment_id = int(added.scalar_one())
    await ask_for(tx, appointment_id, client_id)
    return appointment_id


async def ask_for(tx: Tx, appointment_id: int, client_id: int) -> None:
    """What is typed next concerns this one, and no other."""
    mine = appointment.c.client_id == client_id
    await tx.run(update(appointment).where(mine).values(asking=False, asked_on=None))
    await change(tx, appointment_id, asking=True)


async def find_asked(tx: Tx, client_id: int) -> Appointment | None:
    """The one that what is typed concerns."""
    query = select(*_COLUMNS).where(appointment.c.client_id == client_id, appointment.c.asking)
    row = (await tx.run(query)).first()
    return Appointment(*row) if row else None


async def find(tx: Tx, appointment_id: int, client_id: int) -> Appointment | None:
    """One of this client; another's is not found."""
    mine = (appointment.c.id == appointment_id, appointment.c.client_id == client_id)
    row = (await tx.run(select(*_COLUMNS).where(*mine))).first()
    return Appointment(*row) if row else None


async def list_coming(tx: Tx, client_id: int) -> list[Appointment]:
    """What is planned or goes on, earliest first: a letter about it is still to come."""
    query = select(*_COLUMNS).where(*_coming(client_id)).order_by(appointment.c.at)
    return [Appointment(*row) for row in await tx.run(query)]


async def count_coming(tx: Tx, client_id: int) -> int:
    """How many those are."""
    query = select(func.count()).where(*_coming(client_id))
    return int((await tx.run(query)).scalar_one())


def _coming(client_id: int) -> tuple[ColumnElement[bool], ...]:
    return appointment.c.client_id == client_id, appointment.c.next_at.is_not(None)


async def change(tx: Tx, appointment_id: int, **values: Any) -> None:
    """Set some columns of one."""
    await tx.run(update(appointment).where(appointment.c.id == appointment_id).values(values))


async def set_note(tx: Tx, appointment_id: int, note: str) -> None:
    """Keep a few words about it, sealed."""
    sealed = tx.vault.seal_text(note, purpose(appointment_id))
    await change(tx, appointment_id, note_sealed=sealed)


async def note_of(tx: Tx, appointment_id: int, client_id: int) -> str:
    """The few words about it; empty when there are none."""
    mine = (appointment.c.id == appointment_id, appointment.c.client_id == client_id)
    sealed = (await tx.run(select(appointment.c.note_sealed).where(*mine))).scalar()
    return tx.vault.open_text(sealed, purpose(appointment_id)) if sealed else ""


async def drop(tx: Tx, appointment_id: int, client_id: int) -> None:
    """Cancel one: nothing of it is kept."""
    mine = (appointment.c.id == appointment_id, appointment.c.client_id == client_id)
    await tx.run(delete(appointment).where(*mine))


async def drop_drafts(tx: Tx, client_id: int) -> None:
    """Throw away those that never got a time, and ask about none any more."""
    mine = appointment.c.client_id == client_id
    await tx.run(delete(appointment).where(mine, appointment.c.at.is_(None)))
    await tx.run(update(appointment).where(mine).values(asking=False, asked_on=None))


async def list_due(tx: Tx, now: datetime, limit: int) -> list[Due]:
    """The letters that are due, earliest first."""
    query = (
        select(
            appointment.c.id, client.c.id, client.c.chat_id, appointment.c.at,
            appointment.c.stage, appointment.c.next_at,
        )
        .join(client, client.c.id == appointment.c.client_id)
        .where(appointment.c.next_at <= now, appointment.c.at.is_not(None))
        .order_by(appointment.c.next_at)
        .limit(limit)
    )  # fmt: skip
    found = await tx.run(skip_locked(tx, query, of=appointment))
    return [Due(*row) for row in found]


NEXT_DUE = first_of(appointment.c.next_at)
"""When a letter is due next."""


async def purge(tx: Tx, before: datetime) -> None:
    """Forget what was before this instant, and what never got a time."""
    await tx.run(delete(appointment).where(appointment.c.at <= before))
    old = appointment.c.created_at <= before
    await tx.run(delete(appointment).where(appointment.c.at.is_(None), old))


def purpose(appointment_id: int) -> str:
    """What a note is sealed for."""
    return f"appointment:{appointment_id}:note"
