"""Who else works on this database, and who leads: rows in PostgreSQL, by its own clock.

Only for PostgreSQL. A process that was not seen for `LEASE` is gone: what it held is everybody's.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Interval,
    and_,
    delete,
    extract,
    func,
    insert,
    literal,
    select,
    update,
)

from bot.store import dialect
from bot.store.engine import Tx
from bot.store.tables import lease, replica, road

LEASE = timedelta(seconds=6)
_LEADER = "leader"
# The instant at which a statement runs, unlike now(), which is that of its transaction.
_NOW = func.clock_timestamp(type_=DateTime(timezone=True))
_LEASE = literal(LEASE, Interval())


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads."""

    epoch: int | None
    """Set: whoever asked does, in this epoch."""
    ends_in: float
    """Seconds until it ends, unless it is renewed."""


async def enter(tx: Tx, owner: str) -> None:
    """Be there from now on."""
    await tx.run(insert(replica).values(owner=owner, seen_at=_NOW))


async def say_here(tx: Tx, owner: str) -> bool:
    """Be there still. False: the others thought this one gone, and have what it held."""
    said = update(replica).where(replica.c.owner == owner).values(seen_at=_NOW)
    return bool((await tx.run(said)).rowcount)


async def count_present(tx: Tx) -> int:
    """How many there are, once those who are gone are buried."""
    gone = select(replica.c.owner).where(replica.c.seen_at < _NOW - _LEASE)
    # Passing over those that another is burying, for else two could wait for each other.
    await tx.run(delete(replica).where(replica.c.owner.in_(dialect.skip_locked(tx, gone))))
    return int((await tx.run(select(func.count()).select_from(replica))).scalar_one())


async def seek_lead(tx: Tx, owner: str, epoch: int | None) -> Lead:
    """Renew the lead that `owner` has in this epoch, or take one that is free."""
    if epoch is not None and await _renew(tx, owner, epoch):
        return Lead(epoch, LEASE.total_seconds())
    query = select(extract("epoch", lease.c.until - _NOW)).where(lease.c.name == _LEADER)
    ends_in = (await tx.run(query)).scalar()
    if ends_in is not None and ends_in > 0:
        return Lead(None, float(ends_in))
    return Lead(await _take(tx, owner), LEASE.total_seconds())


def _held(owner: str, epoch: int | None) -> ColumnElement[bool]:
    return and_(lease.c.name == _LEADER, lease.c.owner == owner, lease.c.epoch == epoch)


async def _renew(tx: Tx, owner: str, epoch: int) -> bool:
    renewed = update(lease).where(_held(owner, epoch)).values(until=_NOW + _LEASE)
    return bool((await tx.run(renewed)).rowcount)


async def _take(tx: Tx, owner: str) -> int | None:
    """The new epoch, or None: another leads."""
    first = {"name": _LEADER, "owner": owner, "epoch": 1, "until": _NOW + _LEASE}
    statement = dialect.insert(tx, lease).values(first)
    taken = statement.on_conflict_do_update(
        index_elements=["name"],
        set_={"owner": owner, "epoch": lease.c.epoch + 1, "until": _NOW + _LEASE},
        where=lease.c.until <= _NOW,
    )
    found: int | None = (await tx.run(taken.returning(lease.c.epoch))).scalar()
    return found


async def is_leader(tx: Tx, owner: str, epoch: int | None) -> bool:
    """Whether the lead is still this one's, by the clock of the database."""
    held = select(lease.c.name).where(_held(owner, epoch), lease.c.until > _NOW)
    return (await tx.run(held)).first() is not None


async def resign(tx: Tx, owner: str, epoch: int | None) -> None:
    """Give the lead back: another may take it at once."""
    await tx.run(update(lease).where(_held(owner, epoch)).values(until=_NOW))


async def leave(tx: Tx, owner: str) -> None:
    """Go: what this process still holds is everybody's."""
    await tx.run(delete(replica).where(replica.c.owner == owner))


async def take_road(tx: Tx, bot_id: int, cost: int, limit: int, window: float) -> float:
    """Write down `cost` sends now, unless that would make more than `limit` within `window`.

    Gives the seconds after which to ask again; 0: written down.
    """
    mine = road.c.bot_id == bot_id
    first = dialect.insert(tx, road).values(bot_id=bot_id, taken=b"")
    await tx.run(first.on_conflict_do_nothing())
    taken = (await tx.run(select(road.c.taken).where(mine).with_for_update())).scalar_one()
    # After the row is locked: whoever waited for it would else write down an instant long past.
    now = float((await tx.run(select(extract("epoch", _NOW)))).scalar_one())
    recent = [at for (at,) in struct.iter_unpack("<d", taken) if at > now - window]
    surplus = min(len(recent), len(recent) + cost - limit)
    if surplus > 0:
        return float(recent[surplus - 1]) + window - now
    packed = struct.pack(f"<{len(recent) + cost}d", *recent, *[now] * cost)
    await tx.run(update(road).where(mine).values(taken=packed))
    return 0.0
