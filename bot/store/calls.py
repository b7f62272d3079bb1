""" "Would like you to call": the coaches' protocol, and when a client last asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from bot.store import dialect
from bot.store.engine import Tx
from bot.store.tables import call_wish, protocol


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who confirmed the protocol, and when."""

    version: str
    coach_id: int
    confirmed_at: datetime


@dataclass(frozen=True, slots=True)
class Wish:
    """That a client would like to be rung, and since when."""

    client_id: int
    asked_at: datetime

    @property
    def stamp(self) -> int:
        """Tells this wish from a later one of the same client, in a button."""
        return int(self.asked_at.timestamp())


async def find_confirmation(tx: Tx, version: str) -> Confirmation | None:
    """The latest confirmation of this version that was not withdrawn."""
    query = (
        select(protocol.c.version, protocol.c.coach_id, protocol.c.confirmed_at)
        .where(protocol.c.version == version, protocol.c.withdrawn_at.is_(None))
        .order_by(protocol.c.id.desc())
        .limit(1)
    )
    row = (await tx.run(query)).first()
    return Confirmation(*row) if row else None


async def confirm(tx: Tx, version: str, coach_id: int, now: datetime) -> None:
    """Record that a coach confirmed this version; earlier confirmations stay on record."""
    await withdraw(tx, now)
    await tx.run(insert(protocol).values(version=version, coach_id=coach_id, confirmed_at=now))


async def withdraw(tx: Tx, now: datetime) -> bool:
    """No confirmation holds any longer. False: none did."""
    query = update(protocol).where(protocol.c.withdrawn_at.is_(None))
    return bool((await tx.run(query.values(withdrawn_at=now))).rowcount)


async def asked_at(tx: Tx, client_id: int) -> datetime | None:
    """When the client last asked to be rung, if that is still kept."""
    query = select(call_wish.c.asked_at).where(call_wish.c.client_id == client_id)
    found: datetime | None = (await tx.run(query)).scalar()
    return found


async def find_asked(tx: Tx, client_id: int) -> Wish | None:
    """The wish of this client that stands."""
    at = await asked_at(tx, client_id)
    return None if at is None else Wish(client_id, at)


async def list_asked(tx: Tx) -> list[Wish]:
    """All that stand, the earliest first."""
    query = select(call_wish.c.client_id, call_wish.c.asked_at).order_by(call_wish.c.asked_at)
    return [Wish(*row) for row in await tx.run(query)]


async def note_asked(tx: Tx, client_id: int, now: datetime) -> None:
    """Remember that the client asked now."""
    statement = dialect.insert(tx, call_wish).values(client_id=client_id, asked_at=now)
    await tx.run(
        statement.on_conflict_do_update(index_elements=["client_id"], set_={"asked_at": now})
    )


async def forget_asked(tx: Tx, client_id: int) -> None:
    """It came to nothing, or the coach rang: the client may ask again at once."""
    await tx.run(delete(call_wish).where(call_wish.c.client_id == client_id))


async def purge(tx: Tx, before: datetime) -> None:
    """Forget who asked before this instant."""
    await tx.run(delete(call_wish).where(call_wish.c.asked_at < before))


async def purge_protocols(tx: Tx, before: datetime) -> None:
    """Forget confirmations that were withdrawn before this instant."""
    await tx.run(delete(protocol).where(protocol.c.withdrawn_at < before))
