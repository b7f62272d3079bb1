"""What is asked of the letters that must arrive (`bot.store.outbox`), and changes none of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)

from bot.road.lanes import Lane
from bot.store.engine import Tx
from bot.store.outbox import (
    AGAIN,
    PASSED,
    QUEUED,
    SENDING,
    SENT,
    UNREADABLE,
    Row,
    numbers_of,
    purpose,
)
from bot.store.tables import client, outbox

_UNSETTLED = outbox.c.state.in_((QUEUED, SENDING))
_READABLE = outbox.c.reason.is_distinct_from(UNREADABLE)


async def is_on_its_way(
    tx: Tx, client_id: int, *, kind: str | None = None, lane: int | None = None
) -> bool:
    """Whether a letter of this kind, or of this lane, is still to arrive at the client's."""
    wanted = {"kind": kind, "lane": lane}
    asked = {name: value for name, value in wanted.items() if value is not None}
    values = {"client_id": client_id, **asked}
    return bool((await tx.run(_on_its_way(tuple(values)), values)).scalar())


@cache
def _on_its_way(columns: tuple[str, ...]) -> Select[tuple[bool]]:
    # Built once: it is asked of each recipient of a message to many.
    equal = (outbox.c[name] == bindparam(name) for name in columns)
    return select(exists().where(*equal, _UNSETTLED))


async def is_any_on_its_way(tx: Tx, keys: Sequence[str]) -> bool:
    """Whether one of the letters with these keys is still to arrive."""
    return await _is_any(tx, outbox.c.dedupe_key.in_(keys), _UNSETTLED)


async def has_left_since(tx: Tx, client_id: int, kind: str, since: datetime) -> bool:
    """Whether a letter of this kind that was written since then was sent, or still may be."""
    written = (outbox.c.client_id == client_id, outbox.c.created_at >= since)
    state = outbox.c.state.in_((QUEUED, SENDING, SENT))
    return await _is_any(tx, *written, outbox.c.kind == kind, state)


async def _is_any(tx: Tx, *conditions: ColumnElement[bool]) -> bool:
    return bool((await tx.run(select(exists().where(*conditions)))).scalar())


async def has_come_since(tx: Tx, client_id: int, letter: int, number: int) -> bool:
    """Whether something has arrived at the client's after this letter, the message with this
    number, or may be arriving just now. A letter that waited was written before it, and is later.
    """
    asked = ("has_come_since", client_id, letter, number)
    if asked not in tx.known:  # One update asks it some thirty times.
        later = or_(outbox.c.id > letter, outbox.c.message_id > number)
        arrived = and_(outbox.c.state == SENT, outbox.c.message_id.is_not(None), later)
        arriving = and_(outbox.c.state == SENDING, outbox.c.id != letter)
        tx.known[asked] = await _is_any(tx, *_own(client_id), or_(arrived, arriving))
    return bool(tx.known[asked])


async def is_any_arriving(tx: Tx, client_id: int) -> bool:
    """Whether something may be arriving at the client's just now, or a reply is about to."""
    reply = and_(outbox.c.state == QUEUED, outbox.c.lane == int(Lane.REPLY))
    return await _is_any(tx, *_own(client_id), or_(outbox.c.state == SENDING, reply))


def _own(client_id: int) -> tuple[ColumnElement[bool], ...]:
    """What goes to the client's own chat."""
    return outbox.c.client_id == client_id, outbox.c.chat_id == own_chat(client_id)


def own_chat(client_id: int) -> ScalarSelect[int]:
    """The number of the client's own chat."""
    return select(client.c.chat_id).where(client.c.id == client_id).scalar_subquery()


async def list_coming(tx: Tx, client_id: int) -> list[str]:
    """The keys of the replies that are on their way to the client's, as they were written."""
    reply = outbox.c.lane == int(Lane.REPLY)
    query = select(outbox.c.dedupe_key).where(*_own(client_id), reply, _UNSETTLED)
    return list((await tx.run(query.order_by(outbox.c.id))).scalars())


async def count_coming(tx: Tx, chat_id: int) -> int:
    """How many replies are on their way to a chat of whom nothing is kept."""
    reply = (outbox.c.chat_id == chat_id, outbox.c.lane == int(Lane.REPLY), _UNSETTLED)
    return int((await tx.run(select(func.count()).where(*reply))).scalar_one())


async def come_last(tx: Tx, client_id: int) -> tuple[str, datetime | None]:
    """The kind of the newest letter that has arrived at the client's, and when; "": none has."""
    query = (
        select(outbox.c.kind, outbox.c.settled_at)
        .where(*_own(client_id))
        .where(outbox.c.state == SENT, outbox.c.message_id.is_not(None))
        .order_by(outbox.c.id.desc())
        .limit(1)
    )
    row = (await tx.run(query)).first()
    return (row.kind, row.settled_at) if row is not None else ("", None)


async def is_being_replied_to(tx: Tx, chat_id: int, owner: str, now: datetime) -> bool:
    """Whether a reply to this chat is on its way from another process, or waits to be taken up
    since its process is gone."""
    reply = (outbox.c.chat_id == chat_id, outbox.c.lane == int(Lane.REPLY))
    under_way = select(outbox.c.id).where(
        *reply, outbox.c.state == SENDING, outbox.c.owner != owner
    )
    left = select(outbox.c.id).where(*reply, outbox.c.state == QUEUED, outbox.c.due_at <= now)
    return (await tx.run(union_all(under_way, left).limit(1))).first() is not None


async def find_before(tx: Tx, row: Row, soon: datetime) -> datetime | None:
    """When the last of those is due that are to arrive in this letter's chat before it does.

    They have to try again, or were planned for until `soon`: an album whose parts still come in.
    """
    planned = and_(outbox.c.waited.is_(False), outbox.c.due_at <= soon)
    query = select(func.max(outbox.c.due_at)).where(
        outbox.c.state == QUEUED,
        outbox.c.lane == row.lane,
        outbox.c.chat_id == row.chat_id,
        outbox.c.id < row.id,
        or_(outbox.c.reason == AGAIN, and_(outbox.c.reason.is_(None), planned)),
    )
    found: datetime | None = (await tx.run(query)).scalar()
    return found


async def earlier_due_at(tx: Tx, row: Row) -> datetime | None:
    """When the first of its kind to its client is due that was written before it; None: no other
    is on its way."""
    elsewhere = and_(outbox.c.state == SENDING, outbox.c.owner != row.owner)
    query = (
        select(outbox.c.due_at)
        .where(outbox.c.client_id == row.client_id, outbox.c.kind == row.kind, _READABLE)
        .where(outbox.c.reason.is_distinct_from(PASSED))
        .where(or_(outbox.c.state == QUEUED, elsewhere), outbox.c.id < row.id)
        .order_by(outbox.c.id)
        .limit(1)
    )
    found: datetime | None = (await tx.run(query)).scalar()
    return found


async def find_last_unsettled(tx: Tx, client_id: int, kind: str) -> dict[str, Any] | None:
    """What the last letter of this kind to a client holds that is still to arrive."""
    query = (
        select(outbox.c.payload_sealed, outbox.c.dedupe_key)
        .where(outbox.c.client_id == client_id, outbox.c.kind == kind, _READABLE)
        .where(_UNSETTLED, outbox.c.payload_sealed.is_not(None))
        .order_by(outbox.c.id.desc())
        .limit(1)
    )
    found = (await tx.run(query)).first()
    payload: dict[str, Any] | None = found and tx.vault.open_json(
        found.payload_sealed, purpose(found.dedupe_key)
    )
    return payload


async def next_due(tx: Tx, lanes: Iterable[int]) -> dict[int, datetime]:
    """The instant of the earliest queued letter of each lane that has one."""
    found = await tx.run(_first_due(tuple(int(lane) for lane in lanes)))
    return {row.lane: row.due_at for row in found}


@cache
def _first_due(lanes: tuple[int, ...]) -> CompoundSelect[int, datetime]:
    # Built once: it is asked at every send. One index probe a lane: a minimum over all lanes
    # would walk through a queued broadcast.
    firsts = [
        select(outbox.c.due_at)
        .where(outbox.c.state == QUEUED, outbox.c.lane == lane)
        .order_by(outbox.c.due_at)
        .limit(1)
        .subquery()
        for lane in lanes
    ]
    probes = [
        select(literal(lane).label("lane"), first.c.due_at)
        for lane, first in zip(lanes, firsts, strict=True)
    ]
    return union_all(*probes)


async def count_due(tx: Tx, lanes: Iterable[int], now: datetime, most: int) -> dict[int, int]:
    """How many letters of each lane are due and wait; from `most` on they are not counted."""
    due = [
        select(literal(int(lane)).label("lane"), func.count().label("number")).select_from(
            select(outbox.c.id)
            .where(outbox.c.state == QUEUED, outbox.c.lane == int(lane), outbox.c.due_at <= now)
            .limit(most)
            .subquery()
        )
        for lane in lanes
    ]
    return {row.lane: row.number for row in await tx.run(union_all(*due))}


async def list_message_ids(tx: Tx, keys: Sequence[str]) -> list[int]:
    """The numbers of the messages that these letters became."""
    query = (
        select(outbox.c.message_id, outbox.c.album_ids)
        .where(outbox.c.dedupe_key.in_(keys), outbox.c.message_id.is_not(None))
        .order_by(outbox.c.id)
    )
    return [number for row in await tx.run(query) for number in numbers_of(*row)]


async def list_elsewhere(tx: Tx, client_id: int, since: datetime) -> list[tuple[int, int]]:
    """Chat and number of each message of this client's that stands in another's chat."""
    query = (
        select(outbox.c.chat_id, outbox.c.message_id, outbox.c.album_ids)
        .where(outbox.c.client_id == client_id, outbox.c.chat_id != own_chat(client_id))
        .where(outbox.c.message_id.is_not(None), outbox.c.settled_at >= since)
        .order_by(outbox.c.id)
    )
    return [
        (row.chat_id, number)
        for row in await tx.run(query)
        for number in numbers_of(row.message_id, row.album_ids)
    ]
