"""Messages of the coach to many: drafts, plans, what is being sent, what was.

How they are sent and counted is in `broadcast_sending`, what they became in the chats in
`broadcast_copies`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    update,
)

from bot.store.dialect import locked
from bot.store.due import first_of
from bot.store.engine import Tx
from bot.store.outbox import REACH
from bot.store.sessions import CANCELLED
from bot.store.tables import broadcast

ALBUM, DRAFT, PLANNED, FILLING, SENDING, DONE = (
    "album", "draft", "planned", "filling", "sending", "done",
)  # fmt: skip
LASTS = timedelta(hours=36)
"""How long it comes to who had to wait: half a day of quiet hours, then a day of enough others."""
WITHDRAWABLE = REACH
_WORDED = "worded_at"
"""In the content: when other words took the place of the first."""
RESTS = "rests"
"""In the content of a plan of every week: it leaves nothing in weeks off of its groups."""
STOPPED = "stopped"
"""Why a letter was dropped: its coach stopped the message."""


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
    def worded_at(self) -> datetime | None:
        """Since when its words are what they are; None: since it was written."""
        at = self.content.get(_WORDED)
        return None if at is None else datetime.fromisoformat(at)

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
_LATEST = broadcast.c.id.desc()
_NOT_LEFT = (ALBUM, DRAFT, PLANNED)
_GOES_ON = and_(broadcast.c.state == PLANNED, broadcast.c.paused.is_(False))
"""It is planned, and does not stand still."""
# Built once: it is asked of each recipient.
_BY_ID = select(*_COLUMNS).where(broadcast.c.id == bindparam("of_id"))


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
    return await _one(tx, _BY_ID, {"of_id": broadcast_id})


async def find_to_change(tx: Tx, broadcast_id: int) -> Broadcast | None:
    """As `find`, and nobody else changes it before the end of `tx`."""
    return await _one(tx, locked(tx, select(*_COLUMNS).where(broadcast.c.id == broadcast_id)))


async def find_own(tx: Tx, broadcast_id: int, coach_chat_id: int) -> Broadcast | None:
    """As `find_to_change`, if this coach wrote it."""
    found = await find_to_change(tx, broadcast_id)
    return found if found is not None and found.coach_chat_id == coach_chat_id else None


async def _one(tx: Tx, query: Select[Any], values: Any = None) -> Broadcast | None:
    row = (await tx.run(query, values)).first()
    return None if row is None else _opened(tx, row)


async def find_album(tx: Tx, coach_chat_id: int, album: str) -> Broadcast | None:
    """The draft to which a further part of an album belongs."""
    mine = (broadcast.c.coach_chat_id == coach_chat_id, broadcast.c.album == album)
    return await _one(tx, select(*_COLUMNS).where(*mine, broadcast.c.state == ALBUM))


async def find_draft(tx: Tx, coach_chat_id: int) -> Broadcast | None:
    """What this coach wrote last, and neither confirmed nor threw away."""
    mine = (broadcast.c.coach_chat_id == coach_chat_id, broadcast.c.state == DRAFT)
    return await _one(tx, select(*_COLUMNS).where(*mine).order_by(_LATEST).limit(1))


async def change(tx: Tx, broadcast_id: int, **values: Any) -> None:
    """Set some columns."""
    await tx.run(update(broadcast).where(broadcast.c.id == broadcast_id).values(values))


async def rewrite(
    tx: Tx, found: Broadcast, content: dict[str, Any], now: datetime, **values: Any
) -> None:
    """Put another content in the place of what was written; that its words are others is noted.

    What was chosen for weeks off stays as it was: it is no matter of the words.
    """
    same = content["parts"] == found.content["parts"]
    worded = {_WORDED: found.content.get(_WORDED) if same else now.isoformat()}
    kept = {RESTS: True} if RESTS in found.content else {}
    sealed = _sealed(tx, found.coach_chat_id, {**content, **worded, **kept})
    version = broadcast.c.version + 1
    await change(tx, found.id, content_sealed=sealed, version=version, **values)


async def note_beside(tx: Tx, found: Broadcast, content: dict[str, Any]) -> None:
    """Keep something else beside the words, which stay as they are."""
    await change(tx, found.id, content_sealed=_sealed(tx, found.coach_chat_id, content))


async def hand_over(
    tx: Tx, found: Broadcast, coach_chat_id: int, content: dict[str, Any], **values: Any
) -> None:
    """It is this coach's from now on; its content is sealed for her."""
    sealed = _sealed(tx, coach_chat_id, content)
    await change(tx, found.id, coach_chat_id=coach_chat_id, content_sealed=sealed, **values)


async def confirm(
    tx: Tx, found: Broadcast, now: datetime, next_at: datetime, **values: Any
) -> bool:
    """Take a draft of this coach. False: it was confirmed before, or is gone."""
    own = (*_own(found.id, found.coach_chat_id), broadcast.c.state == DRAFT)
    planned = {"state": PLANNED, "confirmed_at": now, "next_at": next_at, **values}
    return bool((await tx.run(update(broadcast).where(*own).values(planned))).rowcount)


async def take_back(tx: Tx, broadcast_id: int, coach_chat_id: int) -> bool:
    """Make a draft of it again before it leaves. False: it left, or is another's."""
    own = (*_own(broadcast_id, coach_chat_id), broadcast.c.state == PLANNED)
    draft = {"state": DRAFT, "confirmed_at": None, "next_at": None}
    return bool((await tx.run(update(broadcast).where(*own).values(draft))).rowcount)


async def drop(tx: Tx, broadcast_id: int, coach_chat_id: int) -> bool:
    """Throw away what did not leave yet. False: there is none of this coach."""
    own = (*_own(broadcast_id, coach_chat_id), broadcast.c.state.in_(_NOT_LEFT))
    return bool((await tx.run(delete(broadcast).where(*own))).rowcount)


def _own(broadcast_id: int, coach_chat_id: int) -> tuple[ColumnElement[bool], ...]:
    return broadcast.c.id == broadcast_id, broadcast.c.coach_chat_id == coach_chat_id


async def forget(tx: Tx, broadcast_id: int) -> None:
    """As if it had never been."""
    await tx.run(delete(broadcast).where(broadcast.c.id == broadcast_id))


async def _list(
    tx: Tx, *of: ColumnElement[bool], by: Sequence[Any] = (broadcast.c.id,)
) -> list[Broadcast]:
    query = select(*_COLUMNS).where(*of).order_by(*by)
    return [_opened(tx, row) for row in await tx.run(query)]


async def list_planned(tx: Tx) -> list[Broadcast]:
    """What is planned, by any coach, the next one first; not what leaves within the minute."""
    planned = (broadcast.c.state == PLANNED, broadcast.c.on.is_not(None))
    return await _list(tx, *planned, by=(broadcast.c.paused, broadcast.c.next_at, broadcast.c.id))


async def list_written(tx: Tx, coach_chat_id: int, since: datetime) -> list[Broadcast]:
    """What this coach wrote since then, and all that still has to leave; the latest first."""
    mine = (broadcast.c.coach_chat_id == coach_chat_id, broadcast.c.session_id.is_(None))
    near = or_(broadcast.c.state.in_(_NOT_LEFT), broadcast.c.created_at > since)
    return await _list(tx, *mine, near, by=(_LATEST,))


async def list_sent(tx: Tx, coach_chat_id: int | None, now: datetime) -> list[Broadcast]:
    """What of this coach (None: of any) is being sent, or was and can be withdrawn: the former
    first, the latest of each first; not the reminders of sessions.
    """
    of_her = true() if coach_chat_id is None else broadcast.c.coach_chat_id == coach_chat_id
    written = (broadcast.c.session_id.is_(None), broadcast.c.withdrawn_at.is_(None))
    reaches = and_(broadcast.c.state == DONE, broadcast.c.expires_at > now - WITHDRAWABLE)
    sent = or_(broadcast.c.state.in_((FILLING, SENDING)), reaches)
    found = await _list(tx, of_her, *written, sent, by=(broadcast.c.state == DONE, _LATEST))
    return [one for one in found if one.state != DONE or one.out]


async def list_started_after(tx: Tx, now: datetime) -> list[Broadcast]:
    """What began later than it is now: a clock that was ahead sent it."""
    return await _list(tx, broadcast.c.started_at > now)


async def list_leaving(tx: Tx) -> list[Broadcast]:
    """What leaves within the minute, or is being sent, of any coach; not what was stopped,
    nor that a session is off, which nothing stops.
    """
    confirmed = and_(broadcast.c.state == PLANNED, broadcast.c.on.is_(None))
    running = and_(broadcast.c.state.in_((FILLING, SENDING)), broadcast.c.stopped_at.is_(None))
    found = await _list(tx, or_(confirmed, running))
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
    written = broadcast.c.session_id.is_(None)
    return await _list(tx, written, or_(left, _GOES_ON), by=(_LATEST,))


async def list_near(tx: Tx, since: datetime, until: datetime) -> list[Broadcast]:
    """What began between these instants, and all that is planned and does not stand still; not of
    a session, nor what was withdrawn.
    """
    left = and_(broadcast.c.started_at >= since, broadcast.c.started_at < until)
    written = (broadcast.c.session_id.is_(None), broadcast.c.withdrawn_at.is_(None))
    return await _list(tx, *written, or_(_GOES_ON, left))


async def list_of_session(tx: Tx, session_id: int) -> list[Broadcast]:
    """The reminders of a session that have left, or leave."""
    return await _list(tx, broadcast.c.session_id == session_id)


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


async def purge(tx: Tx, before: datetime) -> None:
    """Forget drafts written, and messages that ended, before this instant."""
    # It may have been planned long before.
    end = func.coalesce(broadcast.c.finished_at, broadcast.c.stopped_at, broadcast.c.created_at)
    over = (end < before, broadcast.c.state.in_((ALBUM, DRAFT, DONE)))
    await tx.run(delete(broadcast).where(*over))
