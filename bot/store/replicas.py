"""Who else works on this database, and who leads: rows in PostgreSQL, by its own clock.

Only for PostgreSQL. A process that was not seen for `LEASE` is gone: what it held is everybody's.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import DateTime, Interval, delete, extract, func, insert, literal, select, update

from bot.store import dialect
from bot.store.engine import Tx
from bot.store.tables import lease, replica, road

LEASE = timedelta(seconds=6)
_LEADER = "leader"
# The instant at which a statement runs, unlike now(), which is that of its transaction.
_NOW = func.clock_timestamp(type_=DateTime(timezone=True))
_LEASE = literal(LEASE, Interval())


@dataclass(frozen=True, slots=True)
class Seen:
    """What a beat found."""

    epoch: int | None
    """Set: it leads, in this epoch."""
    count: int
    """How many there are, with this one."""
    lead_ends_in: float
    """Seconds until the lead of another may be taken."""


async def enter(tx: Tx, owner: str) -> None:
    """Be there from now on."""
    await tx.run(insert(replica).values(owner=owner, seen_at=_NOW))


async def say_here(tx: Tx, owner: str) -> bool:
    """Be there still. False: the others thought this one gone, and have what it held."""
    said = update(replica).where(replica.c.owner == owner).values(seen_at=_NOW)
    return bool((await tx.run(said)).rowcount)


async def look_round(tx: Tx, owner: str, epoch: int | None, *, leads: bool) -> Seen:
    """Bury who is gone; renew the lead, or take one that is free. `leads`: this one would."""
    await _bury(tx)
    held = await _renew(tx, owner, epoch) if leads and epoch is not None else None
    if leads and held is None:
        held = await _take(tx, owner)
    count = (await tx.run(select(func.count()).select_from(replica))).scalar_one()
    left = select(extract("epoch", lease.c.until - _NOW)).where(lease.c.name == _LEADER)
    return Seen(held, count, float((await tx.run(left)).scalar() or 0.0))


async def _bury(tx: Tx) -> None:
    gone = select(replica.c.owner).where(replica.c.seen_at < _NOW - _LEASE)
    # Passing over those that another is burying, for else two could wait for each other.
    await tx.run(delete(replica).where(replica.c.owner.in_(dialect.skip_locked(tx, gone))))


def _of(owner: str, epoch: int | None) -> tuple[object, ...]:
    return (lease.c.name == _LEADER, lease.c.owner == owner, lease.c.epoch == epoch)


async def _renew(tx: Tx, owner: str, epoch: int) -> int | None:
    renewed = update(lease).where(*_of(owner, epoch)).values(until=_NOW + _LEASE)
    return epoch if (await tx.run(renewed)).rowcount else None


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
    held = select(lease.c.name).where(*_of(owner, epoch), lease.c.until > _NOW)
    return (await tx.run(held)).first() is not None


async def resign(tx: Tx, owner: str, epoch: int | None) -> None:
    """Give the lead back: another may take it at once."""
    await tx.run(update(lease).where(*_of(owner, epoch)).values(until=_NOW))


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
        return recent[surplus - 1] + window - now
    packed = struct.pack(f"<{len(recent) + cost}d", *recent, *[now] * cost)
    await tx.run(update(road).where(mine).values(taken=packed))
    return 0.0
