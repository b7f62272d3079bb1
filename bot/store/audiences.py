"""Whom the coach writes to: a registry of audiences, and who of them can be reached.

An audience is written as `name` or `name-number`; several are joined by `+`, and a person counts
once however many of them name her. Who has left, paused or cannot be reached is excluded in
`reachable` alone, for every audience; of a few people a pause is not told. Who is not to be
disturbed now is in it like everybody else: nothing here says who waits.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select, true

from bot.calendar.programme import WEEKS, day_on
from bot.calendar.times import local_date
from bot.store import cohorts
from bot.store.clients import ACTIVE, AGAIN, PAUSED, Client
from bot.store.consents import COACH_VIEW
from bot.store.engine import Tx
from bot.store.outbox import QUEUED, SENDING, SENT
from bot.store.tables import broadcast, client, cohort, consent, outbox

LETTER = "broadcast"
"""The kind of the letter that brings a message to one client of an audience."""

SMALL = 3
"""Of fewer people than this no number tells that one of them paused."""

EVERYONE, GROUP, ONE, GOT = "everyone", "cohort", "client", "got"
_TOLD = "told"
_NOBODY = false()

Finder = Callable[[Tx, int, datetime], Awaitable[ColumnElement[bool]]]


async def _everyone(tx: Tx, number: int, now: datetime) -> ColumnElement[bool]:
    return true()


async def _cohort(tx: Tx, number: int, now: datetime) -> ColumnElement[bool]:
    return client.c.cohort_id == number


async def _client(tx: Tx, number: int, now: datetime) -> ColumnElement[bool]:
    return client.c.id == number


async def _week(tx: Tx, number: int, now: datetime) -> ColumnElement[bool]:
    """Those whose own date says that they are in this week of the programme; 0: not begun."""
    columns = (client.c.started_on, client.c.zone, client.c.cohort_id, client.c.after)
    off = {one.id: one.weeks_off for one in await cohorts.list_all(tx)}
    fitting = []
    for start, zone, group, after in (await tx.run(select(*columns).distinct())).all():
        weeks = off.get(group, ()) if after != AGAIN else ()
        on = local_date(zone, now)
        day = day_on(start, on, weeks)
        if day is not None and (day.week if on >= start else 0) == number:
            same = (start, zone, group, after)
            fitting.append(
                and_(*(c.is_not_distinct_from(v) for c, v in zip(columns, same, strict=True)))
            )
    return or_(*fitting) if fitting else false()


async def _unseen(tx: Tx, number: int, now: datetime) -> ColumnElement[bool]:
    """Only those who let the coach see whether they were here.

    Asked about an instant that is past, who has been here since had stayed away until then.
    """
    sees = exists().where(
        consent.c.client_id == client.c.id,
        consent.c.purpose == COACH_VIEW,
        consent.c.withdrawn_at.is_(None),
    )
    seen = client.c.last_seen_at
    return and_(or_(seen < now - timedelta(days=number), seen > now), sees)


async def _got(tx: Tx, number: int, now: datetime) -> ColumnElement[bool]:
    """Those to whom an earlier message goes; see `has_had` for who of them got it."""
    return exists().where(
        outbox.c.client_id == client.c.id,
        outbox.c.broadcast_id == number,
        outbox.c.kind == LETTER,
        goes_out(),
    )


def goes_out() -> ColumnElement[bool]:
    """A letter came, or comes, or had to wait, whatever became of it then.

    Nothing counts or names those who waited apart, at any time: it would say who was in an urge or
    a crisis.
    """
    return or_(outbox.c.state.in_((SENT, QUEUED, SENDING)), outbox.c.waited)


async def _told(tx: Tx, number: int, now: datetime) -> ColumnElement[bool]:
    """Those to whom a message about this session came or is on its way, or who waited for it."""
    return _heard_of(number, or_(outbox.c.state.in_((SENT, SENDING)), outbox.c.waited))


def _heard_of(session_id: int, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        outbox.c.client_id == client.c.id,
        outbox.c.broadcast_id == broadcast.c.id,
        broadcast.c.session_id == session_id,
        condition,
    )


async def has_heard_of(tx: Tx, session_id: int, client_id: int) -> bool:
    """Whether a message about this session came to this client."""
    came = _heard_of(session_id, outbox.c.state == SENT)
    query = select(client.c.id).where(client.c.id == client_id, came)
    return (await tx.run(query)).first() is not None


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is meant, and how the coach comes to mean them."""

    find: Finder
    choices: Sequence[int] = ()
    """The numbers that have a button; whoever has none is chosen by name, or never by hand."""
    lasts: bool = True
    """Whether a message is for whoever was in it when it left; else, who is when it arrives."""
    mends: bool = False
    """Whether a message is about an earlier one, for those who got that."""


AUDIENCES: Mapping[str, Audience] = {
    EVERYONE: Audience(_everyone, choices=(0,)),
    GROUP: Audience(_cohort, lasts=False),
    "week": Audience(_week, choices=range(1, WEEKS + 1)),
    ONE: Audience(_client),
    "unseen": Audience(_unseen, choices=(7, 14, 28)),
    GOT: Audience(_got, mends=True),
    _TOLD: Audience(_told),
}
"""Each has its texts in `broadcast`: `to`, and of several choices also `button` and `which_`."""


def alone(client_id: int) -> str:
    """One client and nobody else."""
    return f"{ONE}-{client_id}"


def who_got(broadcast_id: int) -> str:
    """Those to whom an earlier message goes."""
    return f"{GOT}-{broadcast_id}"


def who_heard_of(session_id: int) -> str:
    """Those who heard of this session, or are about to."""
    return f"{_TOLD}-{session_id}"


def parse(written: str) -> list[tuple[str, int]]:
    """The audiences in `written`; what is not known is left out."""
    found = []
    for part in filter(None, written.split("+")):
        name, _, number = part.partition("-")
        if name in AUDIENCES and (not number or number.isdecimal()):
            found.append((name, int(number or 0)))
    return found


async def named(tx: Tx, written: str, now: datetime) -> ColumnElement[bool]:
    """The condition under which a client is in one of these audiences, reachable or not."""
    parts = [await AUDIENCES[name].find(tx, number, now) for name, number in parse(written)]
    return or_(false(), *parts)


async def is_still_for(
    tx: Tx, written: str, who: Client, left_at: datetime, now: datetime
) -> bool:
    """Whether what has waited since `left_at` is meant for this client, where she is by now."""
    parts = [(AUDIENCES[name], number) for name, number in parse(written)]
    if all(audience.lasts for audience, _ in parts):
        return True
    for audience, number in sorted(parts, key=lambda part: part[0].lasts):
        condition = await audience.find(tx, number, left_at if audience.lasts else now)
        query = select(client.c.id).where(client.c.id == who.id, condition)
        if (await tx.run(query)).first() is not None:
            return True
    return False


async def includes(tx: Tx, written: str, client_id: int, now: datetime) -> bool:
    """Whether this client is in one of these audiences, reachable or not."""
    query = select(client.c.id).where(client.c.id == client_id, await named(tx, written, now))
    return (await tx.run(query)).first() is not None


async def overlap(tx: Tx, written: str, other: str, now: datetime) -> bool:
    """Whether somebody in the programme is in both, whatever comes to her."""
    both = (await named(tx, written, now), await named(tx, other, now))
    query = select(client.c.id).where(*both, client.c.ended_at.is_(None)).limit(1)
    return (await tx.run(query)).first() is not None


def mends(written: str) -> bool:
    """Whether it is for those who got an earlier message, and nobody else."""
    found = parse(written)
    return bool(found) and all(AUDIENCES[name].mends for name, _ in found)


async def has_had(tx: Tx, written: str, client_id: int, besides: int) -> bool:
    """Whether she really got, or still gets, what a message to these audiences is about.

    `besides`: the number of that message itself, which may be of the same session.

    The audiences hold also those for whom it came too late.
    """
    for name, number in parse(written):
        states = [SENT, SENDING]
        if name == GOT:
            about = outbox.c.broadcast_id == number
            states.append(QUEUED)
        elif name == _TOLD:
            of_session = select(broadcast.c.id).where(broadcast.c.session_id == number)
            about = outbox.c.broadcast_id.in_(of_session)
        else:
            return True
        hers = (outbox.c.client_id == client_id, outbox.c.kind == LETTER,
                outbox.c.broadcast_id != besides)  # fmt: skip
        query = select(outbox.c.id).where(*hers, about, outbox.c.state.in_(states)).limit(1)
        if (await tx.run(query)).first() is not None:
            return True
    return False


async def members(tx: Tx, written: str, now: datetime) -> ColumnElement[bool]:
    """The condition under which a client gets what goes to these audiences."""
    condition = await named(tx, written, now)
    told = [await _told(tx, number, now) for name, number in parse(written) if name == _TOLD]
    return and_(condition, await reachable(tx, condition, or_(_NOBODY, *told)))


async def reachable(
    tx: Tx, condition: ColumnElement[bool], even_paused: ColumnElement[bool] = _NOBODY
) -> ColumnElement[bool]:
    """Who of those in `condition` may get what the coach sends.

    Of a few also those who paused: their letters wait. And those in `even_paused`, who count on
    what is off.
    """
    if await _are_few(tx, condition):
        even_paused = true()
    paused = and_(client.c.status == PAUSED, even_paused)
    return and_(_in_reach(), or_(client.c.status == ACTIVE, paused))


async def count_everyone(tx: Tx) -> int:
    """How many clients a message to everyone goes to."""
    return await _count(tx, await reachable(tx, true()))


async def _are_few(tx: Tx, condition: ColumnElement[bool]) -> bool:
    started = client.c.status.in_((ACTIVE, PAUSED))
    from_the_first = client.c.id > 0  # by the key: of very many, three are found at once
    query = select(client.c.id).where(from_the_first, condition, _in_reach(), started)
    some = query.order_by(client.c.id).limit(SMALL).subquery()
    return int((await tx.run(select(func.count()).select_from(some))).scalar()) < SMALL


def _in_reach() -> ColumnElement[bool]:
    return and_(
        # Not as the plain column: nearly all are running, and SQLite would gather all of them by
        # that index at every lot instead of going on from the last one.
        func.coalesce(client.c.ended_at, client.c.ended_at).is_(None),
        client.c.unreachable_at.is_(None),
    )


async def out_of_reach(tx: Tx, written: str, now: datetime) -> ColumnElement[bool]:
    """Who of these audiences is in the programme and cannot be written to."""
    return _is_out_of_reach(await named(tx, written, now))


def _is_out_of_reach(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(condition, client.c.ended_at.is_(None), client.c.unreachable_at.is_not(None))


@dataclass(frozen=True, slots=True)
class Ledger:
    """What becomes of a message that leaves now. Who gets it at once and who later is not told."""

    recipients: int
    paused: int
    unreachable: int


async def ledger(tx: Tx, written: str, now: datetime) -> Ledger:
    """How many of these audiences get it, or not."""
    condition = await named(tx, written, now)
    running = and_(condition, client.c.ended_at.is_(None))
    gone = await _count(tx, _is_out_of_reach(condition))
    total = await _count(tx, await members(tx, written, now))
    left_out = await _count(tx, and_(running, client.c.unreachable_at.is_(None))) - total
    return Ledger(total, left_out, gone)


async def _count(tx: Tx, condition: ColumnElement[bool]) -> int:
    return int((await tx.run(select(func.count()).select_from(client).where(condition))).scalar())


async def zones(
    tx: Tx, written: str, now: datetime, limit: int | None = None, *, after: int = 0
) -> list[str]:
    """The zones in which these audiences live, or those of them who come after a client."""
    some = (
        select(client.c.zone)
        .where(await members(tx, written, now), client.c.id > after)
        .order_by(client.c.id)
        .limit(limit)
        .subquery()
    )
    return list((await tx.run(select(some.c.zone).distinct())).scalars())


async def list_cohorts(tx: Tx) -> list[int]:
    """The cohorts that are open or have clients in them, oldest first."""
    has_clients = exists().where(client.c.cohort_id == cohort.c.id)
    query = select(cohort.c.id).where(or_(cohort.c.ended_at.is_(None), has_clients))
    return list((await tx.run(query.order_by(cohort.c.id))).scalars())
