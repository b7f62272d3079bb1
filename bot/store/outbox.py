"""Letters that must arrive: queued, put off, settled with an outcome."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from bot.store import dialect
from bot.store.engine import Tx
from bot.store.tables import outbox

QUEUED, SENDING = "queued", "sending"
SENT, REFUSED, UNREACHABLE, EXPIRED, DROPPED = (
    "sent", "refused", "unreachable", "expired", "dropped",
)  # fmt: skip

AGAIN, PASSED = "again", "again, behind others"
"""Why a letter is due later: those behind it in its chat wait for it, or go before it."""

UNREADABLE = "cannot be opened"
"""Why a letter is put off whose content no key here opens: nothing waits for that."""

FREE: dict[str, Any] = {"state": QUEUED, "owner": None, "lease_until": None}
"""Nobody holds it: whoever looks next may take it."""

REACH = timedelta(hours=48)
"""How far back Telegram lets a bot delete, and repeats what it was not told of."""

_FRESH = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class NewRow:
    """A letter about to be queued. `owner` set: claimed at once by the process that queues it."""

    dedupe_key: str
    lane: int
    chat_id: int
    kind: str
    payload: dict[str, Any] | None
    due_at: datetime
    expires_at: datetime | None = None
    client_id: int | None = None
    broadcast_id: int | None = None
    owner: str | None = None
    lease_until: datetime | None = None
    since: datetime | None = None
    """When what it answers came in; None: as it is queued."""


@dataclass(frozen=True, slots=True)
class Row:
    """A claimed letter."""

    id: int
    dedupe_key: str
    lane: int
    chat_id: int
    client_id: int | None
    broadcast_id: int | None
    kind: str
    payload: dict[str, Any] | None
    due_at: datetime
    expires_at: datetime | None
    attempts: int
    waited: bool = False
    """Whether its client was not to be disturbed when it came up."""
    since: datetime | None = field(default=None, compare=False)
    """When what it answers came in, or when it was queued."""
    owner: str | None = None
    """Who holds it, and alone may send it."""
    written_at: datetime | None = field(default=None, compare=False)
    """When its sender itself wrote it down; None: it was taken from the queue."""

    def is_fresh(self, now: datetime) -> bool:
        """Whether it was written a moment ago by its sender, who tries for the first time."""
        at = self.written_at
        return at is not None and self.attempts <= 1 and timedelta(0) <= now - at < _FRESH


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a letter ended."""

    row: Row
    state: str
    reason: str | None = None
    message_id: int | None = None
    album_ids: tuple[int, ...] = ()
    """Numbers of the messages that an album has besides the first."""
    result: Any = None
    """What Telegram answered; it is kept nowhere."""
    moved_to: int | None = None
    """The number that the group has now."""
    tried_at: datetime | None = None
    """Set of who could not be reached: when the attempt began that showed it."""


@dataclass(frozen=True, slots=True)
class Deferral:
    """A letter that goes back into the queue, due later."""

    row: Row
    due_at: datetime
    reason: str
    keep_attempts: bool = False


def purpose(dedupe_key: str) -> str:
    """What a payload is sealed for."""
    return f"outbox:{dedupe_key}"


async def add(tx: Tx, rows: Sequence[NewRow], now: datetime) -> list[Row]:
    """Queue letters; one whose dedupe key is known is left out of what comes back."""
    if not rows:
        return []
    first_of_key: dict[str, NewRow] = {}
    for row in rows:
        first_of_key.setdefault(row.dedupe_key, row)
    values = [_values(tx, row, now) for row in first_of_key.values()]
    insert = dialect.insert_new(tx, outbox, outbox.c.id, outbox.c.dedupe_key)
    result = await tx.run(insert, values)
    ids = {key: row_id for row_id, key in result}
    return [
        Row(
            id=ids[row.dedupe_key],
            dedupe_key=row.dedupe_key,
            lane=row.lane,
            chat_id=row.chat_id,
            client_id=row.client_id,
            broadcast_id=row.broadcast_id,
            kind=row.kind,
            payload=row.payload,
            due_at=row.due_at,
            expires_at=row.expires_at,
            attempts=1 if row.owner else 0,
            since=row.since or now,
            owner=row.owner,
            written_at=now if row.owner else None,
        )
        for row in first_of_key.values()
        if row.dedupe_key in ids
    ]


def _values(tx: Tx, row: NewRow, now: datetime) -> dict[str, Any]:
    sealed = (
        None if row.payload is None else tx.vault.seal_json(row.payload, purpose(row.dedupe_key))
    )
    return {
        "dedupe_key": row.dedupe_key,
        "lane": row.lane,
        "chat_id": row.chat_id,
        "client_id": row.client_id,
        "broadcast_id": row.broadcast_id,
        "kind": row.kind,
        "payload_sealed": sealed,
        "due_at": row.due_at,
        "expires_at": row.expires_at,
        "state": SENDING if row.owner else QUEUED,
        "attempts": 1 if row.owner else 0,
        "owner": row.owner,
        "lease_until": row.lease_until,
        "created_at": now,
    }


async def settle(tx: Tx, settlements: Sequence[Settlement], now: datetime) -> list[int]:
    """Record outcomes; the content goes. Gives the ids that this call settled."""
    if not settlements:
        return []
    by_id = {item.row.id: item for item in reversed(settlements)}
    if len(by_id) == 1:
        (item,) = by_id.values()
        return list((await tx.run(_SETTLE_ONE, _outcome(item, now))).scalars())
    settled = list((await tx.run(_STILL_SENDING, {"ids": list(by_id)})).scalars())
    if settled:
        await tx.put_off(_SETTLE, [_outcome(by_id[row_id], now) for row_id in settled])
    return settled


def _outcome(item: Settlement, now: datetime) -> dict[str, Any]:
    return {
        "row_id": item.row.id,
        "to_state": item.state,
        "to_reason": item.reason,
        "to_message": item.message_id,
        "to_album": " ".join(map(str, item.album_ids)) or None,
        "at": now,
    }


# Apart from the UPDATE: of one that is executed for many rows, no database says which it found.
_STILL_SENDING = (
    select(outbox.c.id)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)), outbox.c.state == SENDING)
    .with_for_update()
)
_SETTLE = (
    update(outbox)
    .where(outbox.c.id == bindparam("row_id"), outbox.c.state == SENDING)
    .values(
        state=bindparam("to_state"),
        reason=bindparam("to_reason"),
        message_id=bindparam("to_message"),
        album_ids=bindparam("to_album"),
        settled_at=bindparam("at"),
        payload_sealed=None,
        owner=None,
        lease_until=None,
    )
)
_SETTLE_ONE = _SETTLE.returning(outbox.c.id)


async def defer(tx: Tx, deferrals: Iterable[Deferral]) -> None:
    """Give letters back, due later; not one that another has by now."""
    for item in deferrals:
        values: dict[str, Any] = {
            **FREE,
            "due_at": item.due_at,
            "reason": item.reason,
            "attempts": item.row.attempts - item.keep_attempts,
        }
        if item.keep_attempts:
            values["waited"] = True
        await tx.run(
            update(outbox)
            .where(
                outbox.c.id == item.row.id,
                outbox.c.state == SENDING,
                outbox.c.owner == item.row.owner,
            )
            .values(values)
        )


def numbers_of(message_id: int, album_ids: str | None) -> list[int]:
    """The number of a message, and those of the others of its album."""
    return [message_id, *map(int, (album_ids or "").split())]


async def forget(tx: Tx, row_ids: Sequence[int]) -> None:
    """Remove letters altogether: those to people of whom nothing may be kept."""
    if row_ids:
        await tx.run(delete(outbox).where(outbox.c.id.in_(row_ids)))


async def purge(tx: Tx, before: datetime, limit: int = 1_000) -> bool:
    """Forget some letters that were settled before this instant. True: more may be left.

    Those of a broadcast go with it: until then a neutral line can be opened by whom it was for.
    """
    old = (outbox.c.settled_at < before, outbox.c.broadcast_id.is_(None))
    some = select(outbox.c.id).where(*old).limit(limit)
    return bool((await tx.run(delete(outbox).where(outbox.c.id.in_(some)))).rowcount == limit)
