"""Which message became which, between a client and the coaches. Never what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, insert, or_, select, update

from bot.store import dialect
from bot.store.clients import ENDED_BY_COACH
from bot.store.engine import Tx
from bot.store.tables import client, conversation, relay

IN, OUT, SEEN, GONE = "in", "out", "seen", "gone"
"""To a coach; to the client; a coach's answer, shown to the others; an answer taken back."""


@dataclass(frozen=True, slots=True)
class Passed:
    """One message that was passed on, or is about to be."""

    id: int
    client_id: int
    direction: str
    from_chat_id: int
    from_message_id: int
    to_chat_id: int
    to_message_id: int | None
    album: str | None
    coach_id: int | None
    covered: bool
    at: datetime


_COLUMNS = tuple(relay.c[name] for name in Passed.__slots__)


async def add(tx: Tx, **values: Any) -> int:
    """Note that a message is to be passed on; gives the number of the note."""
    made = await tx.run(insert(relay).values(values).returning(relay.c.id))
    return int(made.scalar_one())


async def _list(tx: Tx, *conditions: Any) -> list[Passed]:
    query = select(*_COLUMNS).where(*conditions).order_by(relay.c.id)
    return [Passed(*row) for row in await tx.run(query)]


async def find(tx: Tx, relay_id: int) -> Passed | None:
    """The note with this number."""
    return next(iter(await _list(tx, relay.c.id == relay_id)), None)


async def list_from(tx: Tx, chat_id: int, message_id: int) -> list[Passed]:
    """What became of a message that somebody wrote."""
    mine = (relay.c.from_chat_id == chat_id, relay.c.from_message_id == message_id)
    return await _list(tx, *mine, relay.c.direction != GONE)


async def is_taken_back(tx: Tx, chat_id: int, message_id: int) -> bool:
    """Whether this was an answer that its coach took back."""
    mine = (relay.c.from_chat_id == chat_id, relay.c.from_message_id == message_id)
    return bool(await _list(tx, *mine, relay.c.direction == GONE))


async def find_copy(tx: Tx, chat_id: int, message_id: int) -> Passed | None:
    """Where a message comes from that the bot brought into this chat."""
    mine = (relay.c.to_chat_id == chat_id, relay.c.to_message_id == message_id)
    return next(iter(await _list(tx, *mine)), None)


async def list_album(
    tx: Tx, chat_id: int, album: str, to_chat_id: int | None = None
) -> list[Passed]:
    """The parts of an album that were passed on, in their order: to one chat, or to whichever."""
    parts = (relay.c.from_chat_id == chat_id, relay.c.album == album)
    where = () if to_chat_id is None else (relay.c.to_chat_id == to_chat_id,)
    return await _list(tx, *parts, *where)


async def concerns(tx: Tx, chat_id: int, message_ids: Sequence[int]) -> bool:
    """Whether one of these messages of a chat was passed on, or was brought by passing on."""
    written = (relay.c.from_chat_id == chat_id, relay.c.from_message_id.in_(message_ids))
    brought = (relay.c.to_chat_id == chat_id, relay.c.to_message_id.in_(message_ids))
    either = or_(and_(*written), and_(*brought))
    return bool((await tx.run(select(exists().where(either)))).scalar())


async def came_since(tx: Tx, chat_id: int, client_id: int, message_id: int) -> bool:
    """Whether anything of this client was brought into this chat after this message of it."""
    brought = (relay.c.to_chat_id == chat_id, relay.c.to_message_id > message_id)
    query = select(exists().where(*brought, relay.c.client_id == client_id))
    return bool((await tx.run(query)).scalar())


async def find_latest_question(tx: Tx, client_id: int) -> Passed | None:
    """The latest message that a client wrote to the coaches."""
    query = (
        select(*_COLUMNS)
        .where(relay.c.client_id == client_id, relay.c.direction == IN)
        .where(relay.c.from_message_id > 0)
        .order_by(relay.c.id.desc())
        .limit(1)
    )
    row = (await tx.run(query)).first()
    return Passed(*row) if row else None


async def find_latest_answer(
    tx: Tx, coach_id: int, from_chat_id: int, client_id: int | None = None
) -> Passed | None:
    """The latest answer that this coach wrote in this chat, to this client or to whomever."""
    hers = (relay.c.from_chat_id == from_chat_id, relay.c.coach_id == coach_id)
    query = select(*_COLUMNS).where(*hers, relay.c.direction == OUT)
    if client_id is not None:
        query = query.where(relay.c.client_id == client_id)
    row = (await tx.run(query.order_by(relay.c.id.desc()).limit(1))).first()
    return Passed(*row) if row else None


async def list_writers(tx: Tx, chat_id: int, since: datetime) -> list[int]:
    """The clients whose messages came into this chat of a coach from this instant on."""
    here = (relay.c.to_chat_id == chat_id, relay.c.direction == IN, relay.c.at >= since)
    query = select(relay.c.client_id).where(*here).order_by(relay.c.id.desc())
    return list(dict.fromkeys((await tx.run(query)).scalars()))


async def latest_answer(tx: Tx, client_id: int) -> int:
    """The number of the note of the latest answer to a client; 0: there is none."""
    mine = (relay.c.client_id == client_id, relay.c.direction == OUT)
    return int(
        (await tx.run(select(func.coalesce(func.max(relay.c.id), 0)).where(*mine))).scalar_one()
    )


async def mark_arrived(
    tx: Tx, relay_id: int, to_chat_id: int, to_message_id: int, *, covered: bool = False
) -> None:
    """Note where it arrived."""
    values = {"to_chat_id": to_chat_id, "to_message_id": to_message_id, "covered": covered}
    await tx.run(update(relay).where(relay.c.id == relay_id).values(values))


async def forget(tx: Tx, relay_id: int) -> None:
    """It did not arrive: nothing can be said about it any more."""
    await tx.run(delete(relay).where(relay.c.id == relay_id))


async def take_back(tx: Tx, relay_id: int) -> None:
    """It is nowhere any more; that it was, is known for as long as any other."""
    values = {"direction": GONE, "to_message_id": None}
    await tx.run(update(relay).where(relay.c.id == relay_id).values(values))


async def purge(tx: Tx, before: datetime) -> None:
    """Forget what was passed on before this instant."""
    await tx.run(delete(relay).where(relay.c.at < before))


@dataclass(frozen=True, slots=True)
class Conversation:
    """How things stand between a client and the coaches."""

    client_id: int
    open_since: datetime | None
    asked_at: datetime | None
    answered_at: datetime | None
    group_id: int | None
    thread_id: int | None


ANSWERED_FOR = timedelta(days=7)
"""So long after the sixteen weeks a coach can still answer."""


def _waits(now: datetime) -> tuple[ColumnElement[bool], ...]:
    by_itself = client.c.after.is_distinct_from(ENDED_BY_COACH)
    lately = and_(client.c.ended_at > now - ANSWERED_FOR, by_itself)
    still = or_(client.c.ended_at.is_(None), lately)
    return (
        conversation.c.open_since.is_not(None),
        exists().where(client.c.id == conversation.c.client_id, still),
    )


_STANDING = tuple(conversation.c[name] for name in Conversation.__slots__)


async def find_conversation(tx: Tx, client_id: int) -> Conversation | None:
    """How things stand with this client; None: nothing was ever written."""
    query = select(*_STANDING).where(conversation.c.client_id == client_id)
    row = (await tx.run(query)).first()
    return Conversation(*row) if row else None


async def find_by_topic(tx: Tx, group_id: int, thread_id: int) -> Conversation | None:
    """Whose topic this is."""
    mine = (conversation.c.group_id == group_id, conversation.c.thread_id == thread_id)
    row = (await tx.run(select(*_STANDING).where(*mine))).first()
    return Conversation(*row) if row else None


async def mark_asked(tx: Tx, client_id: int, now: datetime) -> None:
    """The client wrote: the question is open from the first message without an answer."""
    values = {"client_id": client_id, "open_since": now, "asked_at": now}
    since = func.coalesce(conversation.c.open_since, now)
    statement = dialect.insert(tx, conversation).values(values)
    await tx.run(
        statement.on_conflict_do_update(
            index_elements=["client_id"], set_={"open_since": since, "asked_at": now}
        )
    )


async def change_conversation(tx: Tx, client_id: int, **values: Any) -> None:
    """Set some columns."""
    mine = conversation.c.client_id == client_id
    await tx.run(update(conversation).where(mine).values(values))


async def reopen(tx: Tx, client_id: int, since: datetime | None) -> None:
    """An answer did not arrive: what it closed is open again, unless another one answers it.

    `since`: since when that was open; None: it closed nothing.
    """
    others = (relay.c.client_id == client_id, relay.c.direction == OUT)
    latest = select(func.max(relay.c.at)).where(*others).scalar_subquery()
    mine = conversation.c.client_id == client_id
    await tx.run(update(conversation).where(mine).values(answered_at=latest))
    if since is not None:
        unanswered = ~exists().where(*others, relay.c.at >= since)
        await tx.run(update(conversation).where(mine, unanswered).values(open_since=since))


async def list_open(tx: Tx, now: datetime) -> list[Conversation]:
    """Those without an answer who can be given one, the longest waiting first."""
    query = select(*_STANDING).where(*_waits(now)).order_by(conversation.c.open_since)
    return [Conversation(*row) for row in await tx.run(query)]


async def count_open(tx: Tx, now: datetime) -> int:
    """How many wait for an answer and can be given one."""
    query = select(func.count()).select_from(conversation).where(*_waits(now))
    return int((await tx.run(query)).scalar_one())


async def leave_group(tx: Tx, group_id: int) -> None:
    """No client has a topic there any more."""
    values = {"group_id": None, "thread_id": None}
    mine = conversation.c.group_id == group_id
    await tx.run(update(conversation).where(mine).values(values))


async def move_group(tx: Tx, group_id: int, to: int) -> None:
    """The group has another number now; the topics in it keep theirs."""
    mine = conversation.c.group_id == group_id
    await tx.run(update(conversation).where(mine).values(group_id=to))
    moved = relay.c.to_chat_id == group_id
    await tx.run(update(relay).where(moved).values(to_chat_id=to))
