"""Messages of the coach to many: drafts, plans, their recipients, their counts.

Whoever has to wait for one counts like whoever got it, and stays with them: no number tells that
somebody waits, at any time, so that none tells of an urge or a crisis. What became of those who
waited is counted apart (`later_*`); of that is only shown whom it could not reach at all, and at
one instant (`reveal`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Select,
    String,
    and_,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    true,
    update,
)

from bot.calendar.times import at_local
from bot.road.lanes import Lane
from bot.store import audiences, dialect
from bot.store.clients import Client, as_client
from bot.store.dialect import locked
from bot.store.due import first_of
from bot.store.engine import Tx
from bot.store.outbox import (
    DROPPED,
    EXPIRED,
    QUEUED,
    REACH,
    REFUSED,
    SENT,
    UNREACHABLE,
    numbers_of,
)
from bot.store.outbox import SENDING as ON_THE_WAY
from bot.store.sessions import CANCELLED
from bot.store.tables import broadcast, client, outbox

ALBUM, DRAFT, PLANNED, FILLING, SENDING, DONE = (
    "album", "draft", "planned", "filling", "sending", "done",
)  # fmt: skip
EXPIRY = timedelta(hours=24)
LATE = timedelta(hours=3)
"""How late a client whose own hour is past may still get it."""
WITHDRAWABLE = REACH
SHOWN_EVERY = timedelta(seconds=3)
AT_ONCE = 1_000
"""Letters written down in one transaction, so that nobody else's waits long."""

_A_LINE = "as a line"
STOPPED = "stopped"
"""Why a letter was dropped: its coach stopped the message."""
LETTER, FIX, UNDO = "broadcast", "bc_fix", "bc_undo"
"""The kinds of letters: the message, a correction of it, its withdrawal."""
ANSWER_OPENED, NEWS_OPENED = "relay_copy", "news_copy"
"""What stood behind a neutral line, a message of its own: a coach's answer, one to many."""


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One message of the coach to many; the counts are of clients."""

    id: int
    coach_chat_id: int
    state: str
    content: dict[str, Any]
    album: str | None
    audience: str | None
    on: date | None
    minutes: int | None
    zone: str | None
    weekly: bool
    each_local: bool
    paused: bool
    session_id: int | None
    card_id: int | None
    """The message that shows how it goes."""
    card_covered: bool
    """She has something else open in it: it is left alone until she comes back."""
    version: int
    next_at: datetime | None
    cursor: int
    expires_at: datetime | None
    confirmed_at: datetime | None
    started_at: datetime | None
    stopped_at: datetime | None
    withdrawn_at: datetime | None
    finished_at: datetime | None
    """When the letter to each of them had come up, and had left or had to wait."""
    total: int
    sent: int
    unreachable: int
    expired: int
    refused: int
    stopped: int

    @property
    def out(self) -> int:
        """To how many it goes: they got it, or wait for it, or it was too late when they did."""
        return self.total - self.unreachable - self.expired - self.refused - self.stopped

    @property
    def settled(self) -> int:
        """How many have an outcome that did not have to wait for it."""
        return self.sent + self.total - self.out

    @property
    def has_card_in_sight(self) -> bool:
        """Whether there is a message that shows how it goes, with nothing else open in it."""
        return self.card_id is not None and not self.card_covered


_FIELDS = tuple(name for name in Broadcast.__slots__ if name != "content")
_COLUMNS = (*(broadcast.c[name] for name in _FIELDS), broadcast.c.content_sealed)
_OUTCOMES = ("sent", "unreachable", "expired", "refused", "stopped")


def purpose(coach_chat_id: int) -> str:
    """What the content of a coach's message is sealed for."""
    return f"broadcast:{coach_chat_id}"


def _sealed(tx: Tx, coach_chat_id: int, content: dict[str, Any]) -> bytes:
    return tx.vault.seal_json(content, purpose(coach_chat_id))


def _opened(tx: Tx, row: Any) -> Broadcast:
    content = tx.vault.open_json(row.content_sealed, purpose(row.coach_chat_id))
    return Broadcast(content=content, **{name: getattr(row, name) for name in _FIELDS})


async def add(
    tx: Tx, coach_chat_id: int, content: dict[str, Any], now: datetime, **values: Any
) -> int:
    """Keep what the coach wrote; gives its id."""
    row = {
        "coach_chat_id": coach_chat_id,
        "state": DRAFT,
        "content_sealed": _sealed(tx, coach_chat_id, content),
        "created_at": now,
        **values,
    }
    result = await tx.run(insert(broadcast).values(row).returning(broadcast.c.id))
    return int(result.scalar_one())


async def find(tx: Tx, broadcast_id: int) -> Broadcast | None:
    """A broadcast with its counts."""
    return await _one(tx, select(*_COLUMNS).where(broadcast.c.id == broadcast_id))


async def find_to_change(tx: Tx, broadcast_id: int) -> Broadcast | None:
    """As `find`, and nobody else changes it before the end of `tx`."""
    return await _one(tx, locked(tx, select(*_COLUMNS).where(broadcast.c.id == broadcast_id)))


async def find_own(tx: Tx, broadcast_id: int, coach_chat_id: int) -> Broadcast | None:
    """As `find_to_change`, if this coach wrote it."""
    found = await find_to_change(tx, broadcast_id)
    return found if found is not None and found.coach_chat_id == coach_chat_id else None


async def _one(tx: Tx, query: Select[Any]) -> Broadcast | None:
    row = (await tx.run(query)).first()
    return None if row is None else _opened(tx, row)


async def find_album(tx: Tx, coach_chat_id: int, album: str) -> Broadcast | None:
    """The draft to which a further part of an album belongs."""
    mine = (broadcast.c.coach_chat_id == coach_chat_id, broadcast.c.album == album)
    row = (await tx.run(select(*_COLUMNS).where(*mine, broadcast.c.state == ALBUM))).first()
    return None if row is None else _opened(tx, row)


async def find_draft(tx: Tx, coach_chat_id: int) -> Broadcast | None:
    """What this coach wrote last, and neither confirmed nor threw away."""
    mine = (broadcast.c.coach_chat_id == coach_chat_id, broadcast.c.state == DRAFT)
    return await _one(tx, select(*_COLUMNS).where(*mine).order_by(broadcast.c.id.desc()).limit(1))


async def change(tx: Tx, broadcast_id: int, **values: Any) -> None:
    """Set some columns."""
    await tx.run(update(broadcast).where(broadcast.c.id == broadcast_id).values(values))


async def rewrite(tx: Tx, found: Broadcast, content: dict[str, Any], **values: Any) -> None:
    """Put other words in the place of what was written."""
    sealed = _sealed(tx, found.coach_chat_id, content)
    version = broadcast.c.version + 1
    await change(tx, found.id, content_sealed=sealed, version=version, **values)


async def confirm(
    tx: Tx, found: Broadcast, now: datetime, next_at: datetime, **values: Any
) -> bool:
    """Take a draft of this coach. False: it was confirmed before, or is gone."""
    result = await tx.run(
        update(broadcast)
        .where(
            broadcast.c.id == found.id,
            broadcast.c.coach_chat_id == found.coach_chat_id,
            broadcast.c.state == DRAFT,
        )
        .values(state=PLANNED, confirmed_at=now, next_at=next_at, **values)
    )
    return bool(result.rowcount)


async def take_back(tx: Tx, broadcast_id: int, coach_chat_id: int) -> bool:
    """Make a draft of it again before it leaves. False: it left, or is another's."""
    result = await tx.run(
        update(broadcast)
        .where(
            broadcast.c.id == broadcast_id,
            broadcast.c.coach_chat_id == coach_chat_id,
            broadcast.c.state == PLANNED,
        )
        .values(state=DRAFT, confirmed_at=None, next_at=None)
    )
    return bool(result.rowcount)


async def drop(tx: Tx, broadcast_id: int, coach_chat_id: int) -> bool:
    """Throw away what did not leave yet. False: there is none of this coach."""
    result = await tx.run(
        broadcast.delete().where(
            broadcast.c.id == broadcast_id,
            broadcast.c.coach_chat_id == coach_chat_id,
            broadcast.c.state.in_((ALBUM, DRAFT, PLANNED)),
        )
    )
    return bool(result.rowcount)


async def list_planned(tx: Tx) -> list[Broadcast]:
    """What is planned, by any coach, the next one first; not what leaves within the minute."""
    query = (
        select(*_COLUMNS)
        .where(broadcast.c.state == PLANNED, broadcast.c.on.is_not(None))
        .order_by(broadcast.c.paused, broadcast.c.next_at, broadcast.c.id)
    )
    return [_opened(tx, row) for row in await tx.run(query)]


async def is_another_on(tx: Tx, found: Broadcast, on: date, zone: str, now: datetime) -> bool:
    """Whether another message of a coach leaves, or left, on this day for some of the same people.

    Not what mends an earlier one, nor of a session: no limit of a day holds those.
    """
    since, until = at_local(on, 0, zone), at_local(on + timedelta(days=1), 0, zone)
    planned = and_(broadcast.c.state == PLANNED, broadcast.c.paused.is_(False))
    left = and_(broadcast.c.started_at >= since, broadcast.c.started_at < until)
    others = (broadcast.c.id != found.id, broadcast.c.session_id.is_(None),
              broadcast.c.withdrawn_at.is_(None))  # fmt: skip
    gets = await audiences.members(tx, found.audience or "", now)
    for row in await tx.run(select(*_COLUMNS).where(*others, or_(planned, left))):
        written = row.audience or ""
        if audiences.mends(written) or not (row.started_at or _is_due_on(row, on, since, until)):
            continue
        both = and_(gets, await audiences.members(tx, written, now))
        if (await tx.run(select(client.c.id).where(both).limit(1))).first() is not None:
            return True
    return False


def _is_due_on(row: Any, on: date, since: datetime, until: datetime) -> bool:
    """Whether this plan is for that day, or for every week on such a day."""
    if row.on is None:
        return bool(since <= row.next_at < until)
    return bool(row.on == on or (row.weekly and row.on < on and (on - row.on).days % 7 == 0))


async def list_to_alone(tx: Tx, client_id: int) -> list[Broadcast]:
    """What coaches wrote to this client and nobody else, planned, sent or neither yet."""
    query = select(*_COLUMNS).where(broadcast.c.audience == audiences.alone(client_id))
    return [_opened(tx, row) for row in await tx.run(query.order_by(broadcast.c.id))]


async def list_written(tx: Tx, coach_chat_id: int, since: datetime) -> list[Broadcast]:
    """What this coach wrote since then, and all that still has to leave; the latest first."""
    mine = (broadcast.c.coach_chat_id == coach_chat_id, broadcast.c.session_id.is_(None))
    still = broadcast.c.state.in_((ALBUM, DRAFT, PLANNED))
    query = select(*_COLUMNS).where(*mine, or_(still, broadcast.c.created_at > since))
    return [_opened(tx, row) for row in await tx.run(query.order_by(broadcast.c.id.desc()))]


async def list_running(tx: Tx, coach_chat_id: int) -> list[Broadcast]:
    """What of this coach is being sent, the oldest first; not the reminders of sessions."""
    mine = (broadcast.c.coach_chat_id == coach_chat_id, broadcast.c.session_id.is_(None))
    running = broadcast.c.state.in_((FILLING, SENDING))
    query = select(*_COLUMNS).where(*mine, running).order_by(broadcast.c.id)
    return [_opened(tx, row) for row in await tx.run(query)]


async def list_leaving(tx: Tx) -> list[Broadcast]:
    """What leaves within the minute, or is being sent, of any coach; not what was stopped,
    nor that a session is off, which nothing stops.
    """
    confirmed = and_(broadcast.c.state == PLANNED, broadcast.c.on.is_(None))
    running = and_(broadcast.c.state.in_((FILLING, SENDING)), broadcast.c.stopped_at.is_(None))
    query = select(*_COLUMNS).where(or_(confirmed, running)).order_by(broadcast.c.id)
    found = [_opened(tx, row) for row in await tx.run(query)]
    return [one for one in found if one.content.get("reminder") != CANCELLED]


async def list_to_many(tx: Tx, since: datetime) -> list[Broadcast]:
    """What coaches have sent since then, or are about to, the latest first; not what was stopped
    before it came to anybody, was withdrawn, or stands still.
    """
    # As `Broadcast.out`. Not by `sent`: that leaves out who waited, and this is seen.
    short = (broadcast.c[name] for name in ("unreachable", "expired", "refused", "stopped"))
    out = broadcast.c.total - sum(short, start=literal(0))
    left = and_(
        broadcast.c.state.in_((FILLING, SENDING, DONE)),
        broadcast.c.started_at > since,
        broadcast.c.withdrawn_at.is_(None),
        or_(broadcast.c.stopped_at.is_(None), out > 0),
    )
    planned = and_(broadcast.c.state == PLANNED, broadcast.c.paused.is_(False))
    written = broadcast.c.session_id.is_(None)
    query = select(*_COLUMNS).where(written, or_(left, planned)).order_by(broadcast.c.id.desc())
    return [_opened(tx, row) for row in await tx.run(query)]


async def list_of_session(tx: Tx, session_id: int) -> list[Broadcast]:
    """The reminders of a session that have left, or leave."""
    query = select(*_COLUMNS).where(broadcast.c.session_id == session_id).order_by(broadcast.c.id)
    return [_opened(tx, row) for row in await tx.run(query)]


async def list_due(tx: Tx, now: datetime) -> list[int]:
    """Those that have something to be done now."""
    query = (
        select(broadcast.c.id)
        .where(broadcast.c.next_at <= now, broadcast.c.paused.is_(False))
        .order_by(broadcast.c.next_at, broadcast.c.id)
        .limit(50)
    )
    return list((await tx.run(query)).scalars())


NEXT_DUE = first_of(broadcast.c.next_at)
"""When one of them has something to be done next."""


async def count_audience(tx: Tx) -> int:
    """How many clients a message to everyone goes to."""
    reachable = await audiences.reachable(tx, true())
    return int((await tx.run(select(func.count()).where(reachable))).scalar_one())


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
    limit = now - (LATE if found.each_local else EXPIRY)
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
    await change(
        tx, found.id, cursor=last, total=broadcast.c.total + added.rowcount,
        expired=broadcast.c.expired + late,
    )  # fmt: skip
    return bool(most == AT_ONCE)


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
    await change(tx, broadcast_id, refused=broadcast.c.refused + done.rowcount)


_COUNTED = {SENT: "sent", UNREACHABLE: "unreachable", EXPIRED: "expired", REFUSED: "refused",
            DROPPED: "expired"}  # fmt: skip


async def count_outcomes(
    tx: Tx, broadcast_id: int, outcomes: Sequence[tuple[str, bool]], now: datetime
) -> None:
    """Add outcomes to the counts: state, and whether that client had to wait."""
    counts = Counter(("later_" if waited else "") + _COUNTED[state] for state, waited in outcomes)
    values: dict[str, Any] = {name: broadcast.c[name] + n for name, n in counts.items()}
    if values:
        await change(tx, broadcast_id, **values)
    if any(not waited for _, waited in outcomes):
        await show_soon(tx, {broadcast_id}, now)


async def show_soon(tx: Tx, broadcast_ids: Collection[int], now: datetime) -> None:
    """The letter to somebody came up, and left or has to wait: shown alike, and as soon.

    Yet no more often than Telegram likes an edit.
    """
    if not broadcast_ids:
        return
    soon = now + SHOWN_EVERY
    later = or_(broadcast.c.next_at.is_(None), broadcast.c.next_at > soon)
    showing = (broadcast.c.id.in_(broadcast_ids), broadcast.c.state == SENDING, later)
    await tx.run(update(broadcast).where(*showing).values(next_at=soon))


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
    await change(tx, broadcast_id, **values)


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
        await change(
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


async def was_sent_to(tx: Tx, broadcast_id: int, client_id: int) -> bool:
    """Whether this client is among those that a broadcast was for."""
    query = select(outbox.c.id).where(
        outbox.c.broadcast_id == broadcast_id,
        outbox.c.client_id == client_id,
        outbox.c.kind == LETTER,
    )
    return (await tx.run(query)).first() is not None


@dataclass(frozen=True, slots=True)
class Recipient:
    """What became of the message to one client, as far as it may be shown."""

    client: Client | None
    state: str
    reason: str | None


async def list_recipients(tx: Tx, found: Broadcast) -> list[Recipient]:
    """Everybody for whom it was; who had to wait counts as one who got it.

    At the end is shown whom of them it did not reach at all.
    """
    query = (
        select(outbox.c.state, outbox.c.reason, outbox.c.waited, client)
        .outerjoin_from(outbox, client, outbox.c.client_id == client.c.id)
        .where(outbox.c.broadcast_id == found.id, outbox.c.kind == LETTER)
        .order_by(outbox.c.id)
    )
    made = []
    for row in await tx.run(query):
        who = as_client(row) if row._mapping[client.c.id] is not None else None
        state = row._mapping[outbox.c.state]
        shown = found.state == DONE and state in (UNREACHABLE, REFUSED)
        if state in (QUEUED, ON_THE_WAY) or (row.waited and not shown):
            state = SENT
        made.append(Recipient(who, state, None if state == SENT else row.reason))
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


async def queue_after(
    tx: Tx, found: Broadcast, kind: str, now: datetime, since: datetime | None = None
) -> int:
    """Letters that change (`FIX`) or delete (`UNDO`) what has arrived, or is about to.

    `since`: leaves out what arrived before. Gives how many are new.
    """
    key = literal(f"{kind}:{found.version}:") + cast(outbox.c.id, String)
    arrived = [outbox.c.state == SENT, outbox.c.message_id.is_not(None)]
    if since is not None:
        arrived.append(outbox.c.settled_at > since)
    letters = (outbox.c.broadcast_id == found.id, outbox.c.kind == LETTER)
    there = or_(outbox.c.state == ON_THE_WAY, and_(*arrived))
    instant = outbox.c.due_at.type
    query = select(
        key, literal(int(Lane.TIDY)), outbox.c.chat_id, outbox.c.client_id,
        literal(found.id), literal(kind), literal(now, instant),
        literal(now + WITHDRAWABLE, instant), literal(QUEUED), literal(now, instant),
    ).where(*letters, there)  # fmt: skip
    columns = (
        "dedupe_key", "lane", "chat_id", "client_id", "broadcast_id", "kind", "due_at",
        "expires_at", "state", "created_at",
    )  # fmt: skip
    added = await tx.run(
        dialect.insert(tx, outbox).from_select(columns, query).on_conflict_do_nothing()
    )
    return int(added.rowcount)


async def arrived_as(tx: Tx, broadcast_id: int, client_id: int) -> list[int] | None:
    """The numbers of the messages that it became in a client's chat; None: it is on the road."""
    query = select(outbox.c.state, outbox.c.message_id, outbox.c.album_ids).where(
        outbox.c.broadcast_id == broadcast_id,
        outbox.c.client_id == client_id,
        outbox.c.kind == LETTER,
    )
    row = (await tx.run(query)).first()
    if row is not None and row.state == ON_THE_WAY:
        return None
    if row is None or row.message_id is None:
        return []
    return numbers_of(row.message_id, row.album_ids)


async def note_lines(tx: Tx, row_ids: Sequence[int]) -> None:
    """These arrived as the neutral line."""
    if row_ids:
        await tx.run(update(outbox).where(outbox.c.id.in_(row_ids)).values(reason=_A_LINE))


async def came_as_line(tx: Tx, broadcast_id: int, client_id: int) -> bool:
    """Whether it arrived in this chat as the neutral line."""
    query = select(outbox.c.id).where(
        outbox.c.broadcast_id == broadcast_id,
        outbox.c.client_id == client_id,
        outbox.c.kind == LETTER,
        outbox.c.reason == _A_LINE,
    )
    return (await tx.run(query)).first() is not None


async def brought(tx: Tx, client_id: int, message_id: int) -> bool:
    """Whether this message in a client's chat came from a coach who wrote to many, or is what
    stood behind a neutral line of hers.
    """
    to_many = and_(outbox.c.broadcast_id.is_not(None), outbox.c.kind == LETTER)
    opened = outbox.c.kind.in_((ANSWER_OPENED, NEWS_OPENED))
    query = select(outbox.c.message_id, outbox.c.album_ids).where(
        outbox.c.client_id == client_id,
        or_(to_many, opened),
        outbox.c.message_id.is_not(None),
    )
    return any(message_id in numbers_of(*row) for row in await tx.run(query))


async def came_since(tx: Tx, client_id: int, since: datetime) -> bool:
    """Whether a coach's message to many reached this client after this instant."""
    query = select(outbox.c.id).where(
        outbox.c.client_id == client_id,
        outbox.c.broadcast_id.is_not(None),
        outbox.c.kind == LETTER,
        outbox.c.state == SENT,
        outbox.c.settled_at >= since,
    )
    return (await tx.run(query.limit(1))).first() is not None


async def purge(tx: Tx, before: datetime) -> None:
    """Forget drafts written, and messages that ended, before this instant."""
    # It may have been planned long before.
    end = func.coalesce(broadcast.c.finished_at, broadcast.c.stopped_at, broadcast.c.created_at)
    await tx.run(
        delete(broadcast).where(end < before, broadcast.c.state.in_((ALBUM, DRAFT, DONE)))
    )
