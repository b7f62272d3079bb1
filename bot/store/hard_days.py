"""Dates that are hard for a client. What they are called is sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, insert, or_, select, update

from bot.store.dialect import skip_locked
from bot.store.due import first_of
from bot.store.engine import Tx
from bot.store.outbox import DROPPED, EXPIRED
from bot.store.tables import client, hard_day, outbox

_NEARLY_A_YEAR = timedelta(days=364)


@dataclass(frozen=True, slots=True)
class HardDay:
    """One row of the table `hard_day`, its name opened."""

    id: int
    client_id: int
    day: date
    yearly: bool
    name: str
    ready: bool
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Due:
    """A day that has come, and whom it concerns."""

    id: int
    client_id: int
    chat_id: int
    zone: str
    daily_at: int
    quiet_from: int
    quiet_to: int
    day: date
    yearly: bool
    next_at: datetime


async def begin(tx: Tx, client_id: int, day: date, now: datetime) -> int:
    """A date that is not ready yet, in place of an earlier one; gives its id."""
    await drop_draft(tx, client_id)
    values = {"client_id": client_id, "day": day, "ready": False, "created_at": now}
    added = await tx.run(insert(hard_day).values(values).returning(hard_day.c.id))
    return int(added.scalar_one())


async def list_all(tx: Tx, client_id: int) -> list[HardDay]:
    """A client's dates in the order of the calendar, one that is not ready among them."""
    columns = [hard_day.c[name] for name in ("id", "client_id", "day", "yearly", "name_sealed",
                                             "ready", "next_at")]  # fmt: skip
    query = select(*columns).where(hard_day.c.client_id == client_id)
    return [_opened(tx, row) for row in await tx.run(query.order_by(hard_day.c.day))]


def _opened(tx: Tx, row: Any) -> HardDay:
    sealed = row.name_sealed
    name = tx.vault.open_text(sealed, purpose(row.id)) if sealed is not None else ""
    return HardDay(row.id, row.client_id, row.day, row.yearly, name, row.ready, row.next_at)


async def find(tx: Tx, day_id: int, client_id: int) -> HardDay | None:
    """One date of this client; another's is not found."""
    return next((one for one in await list_all(tx, client_id) if one.id == day_id), None)


async def find_draft(tx: Tx, client_id: int) -> HardDay | None:
    """The one that is not ready yet."""
    return next((one for one in await list_all(tx, client_id) if not one.ready), None)


async def count(tx: Tx, client_id: int) -> int:
    """How many dates are noted."""
    query = select(func.count()).where(hard_day.c.client_id == client_id, hard_day.c.ready)
    return int((await tx.run(query)).scalar_one())


async def change(tx: Tx, day_id: int, **values: Any) -> None:
    """Set some columns of one date."""
    await tx.run(update(hard_day).where(hard_day.c.id == day_id).values(values))


async def set_name(tx: Tx, day_id: int, name: str) -> None:
    """Keep what a date is called, sealed."""
    sealed = tx.vault.seal_text(name, purpose(day_id))
    await change(tx, day_id, name_sealed=sealed)


async def drop(tx: Tx, day_id: int, client_id: int) -> None:
    """Take one off."""
    mine = (hard_day.c.id == day_id, hard_day.c.client_id == client_id)
    await tx.run(delete(hard_day).where(*mine))


async def drop_draft(tx: Tx, client_id: int) -> None:
    """Take the one off that is not ready."""
    await tx.run(
        delete(hard_day).where(hard_day.c.client_id == client_id, hard_day.c.ready.is_(False))
    )


async def list_due(tx: Tx, now: datetime, limit: int) -> list[Due]:
    """The dates that have come, earliest first."""
    query = (
        select(
            hard_day.c.id, client.c.id, client.c.chat_id, client.c.zone, client.c.daily_at,
            client.c.quiet_from, client.c.quiet_to, hard_day.c.day, hard_day.c.yearly,
            hard_day.c.next_at,
        )
        .join(client, client.c.id == hard_day.c.client_id)
        .where(hard_day.c.next_at <= now)
        .order_by(hard_day.c.next_at)
        .limit(limit)
    )  # fmt: skip
    found = await tx.run(skip_locked(tx, query, of=hard_day))
    return [Due(*row) for row in found]


async def plan(tx: Tx, at: Mapping[int, datetime | None]) -> None:
    """Set when the next message about each of these dates is due."""
    for day_id, next_at in at.items():
        await change(tx, day_id, next_at=next_at)


def key_of(client_id: int, on: date) -> str:
    """The key of the message: it names no date, so that one is enough for all of a day."""
    return f"hard_day:{client_id}:{on.isoformat()}"


@dataclass(frozen=True, slots=True)
class Far:
    """A date that comes a year from now, or not again."""

    id: int
    client_id: int
    zone: str
    daily_at: int
    quiet_from: int
    quiet_to: int
    day: date
    yearly: bool
    next_at: datetime | None


async def list_far(tx: Tx, now: datetime) -> list[Far]:
    """The dates that are planned about a year ahead, and those to come that are not planned."""
    columns = (
        hard_day.c.id, client.c.id, client.c.zone, client.c.daily_at, client.c.quiet_from,
        client.c.quiet_to, hard_day.c.day, hard_day.c.yearly, hard_day.c.next_at,
    )  # fmt: skip
    unplanned = and_(
        hard_day.c.next_at.is_(None), hard_day.c.day >= (now - timedelta(days=1)).date()
    )
    query = (
        select(*columns)
        .join(client, client.c.id == hard_day.c.client_id)
        .where(hard_day.c.ready, or_(hard_day.c.next_at > now + _NEARLY_A_YEAR, unplanned))
    )
    return [Far(*row) for row in await tx.run(query)]


async def bring_back(tx: Tx, one: Far, at: datetime, key: str) -> None:
    """Plan it for then; a message of that day that expired unsent is not in its way."""
    await change(tx, one.id, next_at=at)
    unsent = (outbox.c.dedupe_key == key, outbox.c.state.in_((DROPPED, EXPIRED)))
    await tx.run(delete(outbox).where(*unsent))


NEXT_DUE = first_of(hard_day.c.next_at)
"""When a date comes next."""


async def purge(tx: Tx, before: datetime) -> None:
    """Forget dates that came once before this instant, and what was never finished."""
    past = (
        hard_day.c.ready, hard_day.c.next_at.is_(None),
        hard_day.c.day < (before - timedelta(days=1)).date(),
    )  # fmt: skip
    await tx.run(delete(hard_day).where(*past))
    old = hard_day.c.created_at <= before
    await tx.run(delete(hard_day).where(hard_day.c.ready.is_(False), old))


def purpose(day_id: int) -> str:
    """What the name of a date is sealed for."""
    return f"hard_day:{day_id}:name"
