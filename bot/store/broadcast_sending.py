"""A message of the coach to many on its way: its recipients, what became of each, the counts.

Whoever has to wait for one counts like whoever got it, and stays with them: no number tells that
somebody waits, at any time, so that none tells of an urge or a crisis. What became of those who
waited is counted apart (`later_*`); of that is only shown whom it could not reach at all, and at
one instant (`reveal`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    String,
    Update,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    update,
)

from bot.road.lanes import Lane
from bot.store import audiences, broadcasts, dialect
from bot.store.audiences import LETTER
from bot.store.broadcasts import DONE, SENDING, STOPPED, Broadcast
from bot.store.clients import Client, as_client
from bot.store.engine import Tx
from bot.store.outbox import DROPPED, EXPIRED, QUEUED, REFUSED, SENT, UNREACHABLE
from bot.store.outbox import SENDING as ON_THE_WAY
from bot.store.tables import broadcast, client, outbox

SHOWN_EVERY = timedelta(seconds=3)
_EXPIRY = timedelta(hours=24)
"""How late one that goes to everybody at once may still begin."""
_LATE = timedelta(hours=3)
"""How late a client whose own hour is past may still get it."""
AT_ONCE = 1_000
"""Letters written down in one transaction, so that nobody else's waits long."""

_OUTCOMES = ("sent", "unreachable", "expired", "refused", "stopped")


async def list_members(
    tx: Tx, audience: str, now: datetime, limit: int | None = None, *, after: int = 0
) -> list[Client]:
    """Who gets it, in the order in which they came; those whose id is past `after`."""
    query = select(client).where(await audiences.members(tx, audience, now), client.c.id > after)
    rows = await tx.run(query.order_by(client.c.id).limit(limit))
    return [as_client(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Hours:
    """When it is due in each zone; `otherwise` for the rest."""

    otherwise: datetime
    by_zone: dict[str, datetime]


async def queue_some(tx: Tx, found: Broadcast, hours: Hours, now: datetime) -> bool:
    """Write down the letters of the next `AT_ONCE` clients. False: those were the last.

    By everybody's own clock, a client whose hour is more than three hours past is noted at once
    as too late.
    """
    who = and_(await audiences.members(tx, found.audience or "", now), client.c.id > found.cursor)
    some = select(client.c.id).where(who).order_by(client.c.id).limit(AT_ONCE).subquery()
    last, most = (await tx.run(select(func.max(some.c.id), func.count()).select_from(some))).one()
    if last is None:
        return False
    due = _by_zone(hours)
    limit = now - (_LATE if found.each_local else _EXPIRY)
    too_late = due < literal(limit, outbox.c.due_at.type)
    instant = outbox.c.due_at.type
    recipients = select(
        literal(f"broadcast:{found.id}:") + cast(client.c.id, String),
        literal(int(Lane.BROADCAST)),
        client.c.chat_id,
        client.c.id,
        literal(found.id),
        literal(LETTER),
        due,
        literal(found.expires_at, instant),
        case((too_late, EXPIRED), else_=QUEUED),
        case((too_late, "the hour was past"), else_=null()),
        literal(now, instant),
        case((too_late, literal(now, instant)), else_=null()),
    ).where(who, client.c.id <= last)
    columns = (
        "dedupe_key", "lane", "chat_id", "client_id", "broadcast_id", "kind", "due_at",
        "expires_at", "state", "reason", "created_at", "settled_at",
    )  # fmt: skip
    added = await tx.run(
        dialect.insert(tx, outbox).from_select(columns, recipients).on_conflict_do_nothing()
    )
    late = 0
    if any(at < limit for at in (hours.otherwise, *hours.by_zone.values())):
        late = await _count_late(tx, found, last)
    await broadcasts.change(
        tx, found.id, cursor=last, total=broadcast.c.total + added.rowcount,
        expired=broadcast.c.expired + late,
    )  # fmt: skip
    return bool(most == AT_ONCE)


async def note_out_of_reach(tx: Tx, found: Broadcast, now: datetime) -> None:
    """Whom it is for and could not reach from the first: a row and a count, and no letter.

    So that the report and the list show to whom it did not come, when she says so later.
    """
    instant = outbox.c.due_at.type
    at = literal(now, instant)
    rows = select(
        literal(f"broadcast:{found.id}:") + cast(client.c.id, String),
        literal(int(Lane.BROADCAST)), client.c.chat_id, client.c.id, literal(found.id),
        literal(LETTER), at, literal(UNREACHABLE), at, at,
    ).where(await audiences.out_of_reach(tx, found.audience or "", now))  # fmt: skip
    columns = (
        "dedupe_key", "lane", "chat_id", "client_id", "broadcast_id", "kind", "due_at", "state",
        "created_at", "settled_at",
    )  # fmt: skip
    added = await tx.run(
        dialect.insert(tx, outbox).from_select(columns, rows).on_conflict_do_nothing()
    )
    n = added.rowcount
    await broadcasts.change(
        tx, found.id, total=broadcast.c.total + n, unreachable=broadcast.c.unreachable + n
    )


def _by_zone(hours: Hours) -> Any:
    instant = outbox.c.due_at.type
    otherwise = literal(hours.otherwise, instant)
    if not hours.by_zone:
        return otherwise
    cases = [(client.c.zone == zone, literal(at, instant)) for zone, at in hours.by_zone.items()]
    return case(*cases, else_=otherwise)


async def _count_late(tx: Tx, found: Broadcast, last: int) -> int:
    these = (
        outbox.c.broadcast_id == found.id,
        outbox.c.client_id > found.cursor,
        outbox.c.client_id <= last,
        outbox.c.kind == LETTER,
        outbox.c.state == EXPIRED,
    )
    return int((await tx.run(select(func.count()).where(*these))).scalar_one())


async def refuse(
    tx: Tx, broadcast_id: int, client_ids: Sequence[int], why: str, now: datetime
) -> None:
    """Settle the letters of these clients, who cannot get it as it is."""
    these = (
        outbox.c.broadcast_id == broadcast_id,
        outbox.c.client_id.in_(client_ids),
        outbox.c.state == QUEUED,
    )
    done = await tx.run(
        update(outbox).where(*these).values(state=REFUSED, reason=why, settled_at=now)
    )
    await broadcasts.change(tx, broadcast_id, refused=broadcast.c.refused + done.rowcount)


_COUNTED = {SENT: "sent", UNREACHABLE: "unreachable", EXPIRED: "expired", REFUSED: "refused",
            DROPPED: "expired"}  # fmt: skip


async def count_outcomes(
    tx: Tx, broadcast_id: int, outcomes: Sequence[tuple[str, bool]], now: datetime
) -> None:
    """Add outcomes to the counts: state, and whether that client had to wait."""
    counts = Counter(("later_" if waited else "") + _COUNTED[state] for state, waited in outcomes)
    if counts:
        shown = any(not waited for _, waited in outcomes)
        values = {f"add_{name}": n for name, n in counts.items()}
        soon = {"soon": now + SHOWN_EVERY} if shown else {}
        count = _count(tuple(sorted(counts)), shown)
        await tx.put_off(count, {"of_id": broadcast_id, **values, **soon})


@cache
def _count(names: tuple[str, ...], shown: bool) -> Update:
    # Built once: it is executed for every few recipients.
    values: dict[str, Any] = {name: broadcast.c[name] + bindparam(f"add_{name}") for name in names}
    if shown:
        values["next_at"] = case((_SHOWS_LATER, _SOON), else_=broadcast.c.next_at)
    return update(broadcast).where(broadcast.c.id == bindparam("of_id")).values(values)


_SOON = bindparam("soon", type_=broadcast.c.next_at.type)
_SHOWS_LATER = and_(
    broadcast.c.state == SENDING, or_(broadcast.c.next_at.is_(None), broadcast.c.next_at > _SOON)
)


async def show_soon(tx: Tx, broadcast_ids: Collection[int], now: datetime) -> None:
    """The letter to somebody came up, and left or has to wait: shown alike, and as soon.

    Yet no more often than Telegram likes an edit.
    """
    if not broadcast_ids:
        return
    showing = update(broadcast).where(broadcast.c.id.in_(broadcast_ids), _SHOWS_LATER)
    await tx.run(showing.values(next_at=_SOON), {"soon": now + SHOWN_EVERY})


async def come_yet(tx: Tx, broadcast_id: int) -> bool:
    """Whether the letter to somebody has not come up: it neither left nor had to wait."""
    # By when they are due, not by the index of the broadcast: of very many that left, none is
    # looked at, and those who wait come last.
    hers = func.coalesce(outbox.c.broadcast_id, 0) == broadcast_id
    these = (hers, outbox.c.kind == LETTER, outbox.c.waited.is_(False))
    in_turn = (outbox.c.lane == int(Lane.BROADCAST), outbox.c.state == QUEUED)
    queued = select(outbox.c.id).where(*in_turn, *these).order_by(outbox.c.due_at).limit(1)
    if (await tx.run(queued)).first() is not None:
        return True
    on_the_way = select(outbox.c.id).where(outbox.c.state == ON_THE_WAY, *these).limit(1)
    return (await tx.run(on_the_way)).first() is not None


async def reveal(tx: Tx, broadcast_id: int, now: datetime) -> None:
    """The end: nobody gets it any more, and of those who waited is shown whom it did not reach."""
    values: dict[str, Any] = {}
    for name, waited in (("expired", False), ("later_expired", True)):
        ended = await tx.run(
            update(outbox)
            .where(
                outbox.c.broadcast_id == broadcast_id,
                outbox.c.kind == LETTER,
                outbox.c.state == QUEUED,
                outbox.c.waited.is_(waited),
            )
            .values(state=EXPIRED, reason="too late", settled_at=now)
        )
        values[name] = broadcast.c[name] + ended.rowcount
    # From now on it is told whom of them it could not reach: they count as having waited no more.
    missed = outbox.c.state.in_((UNREACHABLE, REFUSED))
    letters = (outbox.c.broadcast_id == broadcast_id, outbox.c.kind == LETTER)
    await tx.run(update(outbox).where(*letters, missed, outbox.c.waited).values(waited=False))
    for name in ("unreachable", "refused"):
        later = broadcast.c[f"later_{name}"]
        values |= {name: broadcast.c[name] + later, later.name: 0}
    await broadcasts.change(tx, broadcast_id, **values)


async def stop_some(tx: Tx, broadcast_id: int, now: datetime) -> bool:
    """Settle some of what is still queued without sending it. False: nothing is left."""
    some = (
        select(outbox.c.id)
        .where(
            outbox.c.broadcast_id == broadcast_id,
            outbox.c.kind == LETTER,
            outbox.c.state == QUEUED,
        )
        .limit(AT_ONCE)
    )
    done = await tx.run(
        update(outbox)
        # Asked again, for on PostgreSQL one may have been taken up meanwhile: that one leaves.
        .where(outbox.c.id.in_(some), outbox.c.state == QUEUED)
        .values(state=DROPPED, reason=STOPPED, settled_at=now)
        .returning(outbox.c.waited)
    )
    waited = list(done.scalars())
    if waited:
        later = sum(waited)
        await broadcasts.change(
            tx, broadcast_id, stopped=broadcast.c.stopped + len(waited) - later,
            later_stopped=broadcast.c.later_stopped + later,
        )  # fmt: skip
    return len(waited) == AT_ONCE


async def close_if_settled(tx: Tx, broadcast_id: int, now: datetime) -> bool:
    """True: the last outcome is there, and this call closed the broadcast."""
    instant = literal(now, broadcast.c.finished_at.type)
    finished_at = func.coalesce(broadcast.c.finished_at, instant)
    counted = [broadcast.c[prefix + name] for prefix in ("", "later_") for name in _OUTCOMES]
    settled = sum(counted[1:], start=counted[0])
    closing = await tx.run(
        update(broadcast)
        .where(
            broadcast.c.id == broadcast_id,
            broadcast.c.state == SENDING,
            settled >= broadcast.c.total,
        )
        .values(state=DONE, finished_at=finished_at, next_at=None)
    )
    return bool(closing.rowcount)


@dataclass(frozen=True, slots=True)
class Recipient:
    """What became of the message to one client, as far as it may be shown."""

    client: Client
    state: str
    reason: str | None


async def list_recipients(tx: Tx, found: Broadcast) -> list[Recipient]:
    """Everybody for whom it was and who is still known; who had to wait counts as one who got it.

    At the end is shown whom of them it did not reach at all. A letter that waited outlives an
    erasure, without a person, and one that came does not: neither is shown, so that nobody learns
    which it was.
    """
    query = (
        select(outbox.c.state, outbox.c.reason, outbox.c.waited, client)
        .join_from(outbox, client, outbox.c.client_id == client.c.id)
        .where(outbox.c.broadcast_id == found.id, outbox.c.kind == LETTER)
        .order_by(outbox.c.id)
    )
    made = []
    for row in await tx.run(query):
        state = row._mapping[outbox.c.state]
        shown = found.state == DONE and state in (UNREACHABLE, REFUSED)
        if state in (QUEUED, ON_THE_WAY) or (row.waited and not shown):
            state = SENT
        made.append(Recipient(as_client(row), state, None if state == SENT else row.reason))
    return made


async def count_holders(tx: Tx, found: Broadcast) -> int:
    """How many of those to whom it goes are still in the programme."""
    query = (
        select(func.count())
        .select_from(outbox.join(client, outbox.c.client_id == client.c.id))
        .where(outbox.c.broadcast_id == found.id, outbox.c.kind == LETTER, audiences.goes_out(),
               client.c.ended_at.is_(None))
    )  # fmt: skip
    return int((await tx.run(query)).scalar_one())
