"""Updates from Telegram: stored before they are confirmed, kept until handled."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)

from bot.store import dialect
from bot.store.engine import Tx
from bot.store.tables import intake, replica
from bot.vault import VaultError

WAITING, DONE, ASIDE = "waiting", "done", "aside"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update as Telegram sent it."""

    update_id: int
    chat_id: int | None
    raw: dict[str, Any]
    attempts: int = 1
    counted: bool = True
    """Whether `attempts` holds the next attempt already, as it does for one that just came in."""
    received_at: datetime | None = field(default=None, compare=False)
    known: bool = field(default=False, compare=False)
    """Whether the chat was a client's, or the coaches' group, when this was stored or found."""


_KNOWN: ColumnElement[bool] = literal_column(
    "(EXISTS (SELECT 1 FROM client WHERE client.chat_id = intake.chat_id)"
    " OR EXISTS (SELECT 1 FROM coach_group WHERE coach_group.group_id = intake.chat_id))",
    Boolean,
).label("known")
"""Written out: SQLAlchemy does not correlate what an INSERT returns."""


def purpose(bot_id: int, update_id: int) -> str:
    """What an update is sealed for."""
    return f"intake:{bot_id}:{update_id}"


async def add(
    tx: Tx, bot_id: int, arrivals: Sequence[Arrival], now: datetime, owner: str | None = None
) -> dict[int, bool]:
    """Store new updates, for `owner` to handle; gives the ids that were not there yet, each with
    `Arrival.known`.

    The first attempt counts already. Nothing else goes into `tx`.
    """
    if not arrivals:
        return {}
    rows = [
        {
            "bot_id": bot_id,
            "update_id": arrival.update_id,
            "chat_id": arrival.chat_id,
            "payload_sealed": tx.vault.seal_json(arrival.raw, purpose(bot_id, arrival.update_id)),
            "state": WAITING,
            "attempts": 1,
            "received_at": now,
            "owner": owner,
        }
        for arrival in arrivals
    ]
    result = await tx.run_last(dialect.insert_new(tx, intake, intake.c.update_id, _KNOWN), rows)
    return {update_id: bool(known) for update_id, known in result}


async def list_numbers(tx: Tx, bot_id: int, owner: str | None = None) -> list[int]:
    """What was stored, for `owner` or for whomever, and not yet handled."""
    query = select(intake.c.update_id).where(*_waiting(bot_id, owner))
    return list((await tx.run(query)).scalars())


async def list_waiting(
    tx: Tx, bot_id: int, owner: str | None = None, *, among: Container[int] | None = None
) -> list[Arrival]:
    """The updates of `list_numbers`, oldest first; `among` these numbers or all."""
    query = (
        select(intake, _KNOWN)
        .where(*_waiting(bot_id, owner))
        .order_by(intake.c.received_at, intake.c.update_id)
    )
    rows = await tx.run(query)
    return [_left(tx, row) for row in rows if among is None or row.update_id in among]


def _waiting(bot_id: int, owner: str | None) -> list[ColumnElement[bool]]:
    mine = [] if owner is None else [intake.c.owner == owner]
    return [intake.c.bot_id == bot_id, intake.c.state == WAITING, *mine]


async def take_over(tx: Tx, bot_id: int, owner: str) -> list[Arrival]:
    """What processes that are gone did not handle: for `owner` from now on. For PostgreSQL."""
    orphan = or_(intake.c.owner.is_(None), ~exists().where(replica.c.owner == intake.c.owner))
    left = (
        select(intake.c.update_id)
        .where(intake.c.bot_id == bot_id, intake.c.state == WAITING, orphan)
        .with_for_update(skip_locked=True)
    )
    taken = (
        update(intake)
        .where(intake.c.bot_id == bot_id, intake.c.update_id.in_(left))
        .values(owner=owner)
        .returning(intake, _KNOWN)
    )
    rows = (await tx.run(taken)).all()
    # By their numbers: the clocks of two machines may differ by more than two messages do.
    return [_left(tx, row) for row in sorted(rows, key=lambda row: row.update_id)]


async def others_come_first(tx: Tx, bot_id: int, arrival: Arrival, owner: str) -> bool:
    """Whether an earlier update of the same chat is with another process, and not yet handled."""
    earlier = (
        intake.c.bot_id == bot_id,
        intake.c.state == WAITING,
        intake.c.chat_id == arrival.chat_id,
        intake.c.update_id < arrival.update_id,
        intake.c.owner.is_distinct_from(owner),
    )
    return bool((await tx.run(select(exists().where(*earlier)))).scalar())


def _left(tx: Tx, row: Any) -> Arrival:
    """An update whose earlier process did not come to its end: the next attempt counts anew."""
    return Arrival(
        update_id=row.update_id,
        chat_id=row.chat_id,
        raw=_opened(tx, row.payload_sealed, purpose(row.bot_id, row.update_id)),
        attempts=row.attempts,
        counted=False,
        received_at=row.received_at,
        known=bool(row.known),
    )


def _opened(tx: Tx, sealed: bytes, purpose: str) -> dict[str, Any]:
    try:
        raw: dict[str, Any] = tx.vault.open_json(sealed, purpose)
    except VaultError:
        # Nothing can be made of it: it is tried, set aside, and its chat gets the help text.
        return {}
    return raw


async def count_waiting(tx: Tx, bot_id: int) -> int:
    """How many updates were stored and not yet handled."""
    mine = (intake.c.bot_id == bot_id, intake.c.state == WAITING)
    return int((await tx.run(select(func.count()).select_from(intake).where(*mine))).scalar_one())


async def count_attempt(tx: Tx, bot_id: int, update_id: int) -> None:
    """Count an attempt before it is made, so that a crash during it counts too."""
    await tx.run(
        update(intake)
        .where(intake.c.bot_id == bot_id, intake.c.update_id == update_id)
        .values(attempts=intake.c.attempts + 1)
    )


async def mark(tx: Tx, bot_id: int, update_id: int, state: str, reason: str | None = None) -> bool:
    """Close an update: its content goes, its number stays against doubles.

    False: closed before.
    """
    of = {"of_bot": bot_id, "of_id": update_id, "to_state": state, "to_reason": reason}
    return bool((await tx.run(_CLOSE, of)).rowcount)


_CLOSE = (
    update(intake)
    .where(
        intake.c.bot_id == bindparam("of_bot"),
        intake.c.update_id == bindparam("of_id"),
        intake.c.state == WAITING,
    )
    .values(
        state=bindparam("to_state"),
        reason=bindparam("to_reason"),
        payload_sealed=None,
        chat_id=None,
    )
)


async def purge(tx: Tx, before: datetime, limit: int = 1_000) -> bool:
    """Forget some numbers of updates from before this instant; what waits is answered first.

    True: more may be left.
    """
    key = tuple_(intake.c.bot_id, intake.c.update_id)
    old = (intake.c.received_at < before, intake.c.state != WAITING)
    some = select(intake.c.bot_id, intake.c.update_id).where(*old).limit(limit)
    return bool((await tx.run(delete(intake).where(key.in_(some)))).rowcount == limit)


async def purge_of_others(tx: Tx, bot_id: int, before: datetime) -> None:
    """Forget what waits for a bot that this is not any more: nobody will answer it."""
    await tx.run(delete(intake).where(intake.c.received_at < before, intake.c.bot_id != bot_id))
