"""The anchor box: what a client put away in a calm moment for a hard one. All of it sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from bot.store.engine import Tx
from bot.store.tables import anchor

SENTENCE, PLAN, VOICE = "sentence", "plan", "voice"


@dataclass(frozen=True, slots=True)
class Anchor:
    """One thing in the box. `content` has `text`, or `if` and `then`, or `file`."""

    id: int
    kind: str
    content: dict[str, str]
    shown: int
    created_at: datetime


async def add(
    tx: Tx, client_id: int, kind: str, content: dict[str, str], now: datetime, *, ready: bool
) -> int:
    """Put something in; gives its id."""
    values = {
        "client_id": client_id,
        "kind": kind,
        "content_sealed": b"",
        "ready": ready,
        "created_at": now,
    }
    anchor_id = int((await tx.run(insert(anchor).values(values).returning(anchor.c.id))).scalar())
    await _seal(tx, anchor_id, content)
    return anchor_id


async def _seal(tx: Tx, anchor_id: int, content: dict[str, str], **values: Any) -> None:
    sealed = tx.vault.seal_json(content, purpose(anchor_id))
    statement = update(anchor).where(anchor.c.id == anchor_id)
    await tx.run(statement.values(content_sealed=sealed, **values))


async def finish_plan(tx: Tx, client_id: int, then: str) -> int | None:
    """Add the second half to the plan that was begun; gives its id, None when there is none."""
    query = select(anchor.c.id, anchor.c.content_sealed).where(*_draft_of(client_id))
    row = (await tx.run(query)).first()
    if row is None:
        return None
    content = tx.vault.open_json(row.content_sealed, purpose(row.id))
    await _seal(tx, row.id, {**content, "then": then}, ready=True)
    return int(row.id)


async def has_draft(tx: Tx, client_id: int) -> bool:
    """Whether there is the first half of a plan, and no second."""
    return (await tx.run(select(anchor.c.id).where(*_draft_of(client_id)))).first() is not None


async def drop_draft(tx: Tx, client_id: int) -> None:
    """Throw away a plan of which there is only the first half."""
    await tx.run(delete(anchor).where(*_draft_of(client_id)))


async def purge_drafts(tx: Tx, before: datetime) -> None:
    """Throw away all plans from before this instant that nobody finished."""
    old = anchor.c.created_at <= before
    await tx.run(delete(anchor).where(anchor.c.ready.is_(False), old))


async def list_all(tx: Tx, client_id: int) -> list[Anchor]:
    """Everything in a client's box, oldest first."""
    query = (
        select(anchor.c.id, anchor.c.kind, anchor.c.content_sealed, anchor.c.shown,
               anchor.c.created_at)
        .where(anchor.c.client_id == client_id, anchor.c.ready.is_(True))
        .order_by(anchor.c.id)
    )  # fmt: skip
    return [_as_anchor(tx, row) for row in await tx.run(query)]


async def find(tx: Tx, anchor_id: int, client_id: int) -> Anchor | None:
    """One thing of this client's box; another's is not found."""
    return next((a for a in await list_all(tx, client_id) if a.id == anchor_id), None)


async def count(tx: Tx, client_id: int) -> int:
    """How many things are in the box."""
    query = select(func.count()).where(anchor.c.client_id == client_id, anchor.c.ready.is_(True))
    return int((await tx.run(query)).scalar_one())


async def mark_shown(tx: Tx, anchor_id: int, order: int) -> None:
    """Note that this one was brought out, as the latest."""
    await tx.run(update(anchor).where(anchor.c.id == anchor_id).values(shown=order))


async def drop(tx: Tx, anchor_id: int, client_id: int) -> bool:
    """Throw one away. False: it is not there, or not theirs."""
    mine = (anchor.c.id == anchor_id, anchor.c.client_id == client_id)
    return bool((await tx.run(delete(anchor).where(*mine))).rowcount)


async def drop_all(tx: Tx, client_id: int) -> None:
    """Empty the box."""
    await tx.run(delete(anchor).where(anchor.c.client_id == client_id))


def _draft_of(client_id: int) -> tuple[Any, ...]:
    return anchor.c.client_id == client_id, anchor.c.ready.is_(False)


def _as_anchor(tx: Tx, row: Any) -> Anchor:
    content = tx.vault.open_json(row.content_sealed, purpose(row.id))
    return Anchor(row.id, row.kind, content, row.shown, row.created_at)


def purpose(anchor_id: int) -> str:
    """What the content of one thing is sealed for."""
    return f"anchor:{anchor_id}:content"
