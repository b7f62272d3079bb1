"""What a client's own progress is drawn from: urges with their numbers, exercises, kind words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import exists, select

from bot.store.engine import Tx
from bot.store.tables import helpful, practice, strength, urge


@dataclass(frozen=True, slots=True)
class PastUrge:
    """One urge: its numbers in the order in which they were given, and whether there was contact.

    `contact` is None when it was not said, or of no account; `back_minutes` is about how long
    after the contact the client came back here.
    """

    started_at: datetime
    numbers: tuple[int, ...]
    contact: bool | None
    back_minutes: int | None


@dataclass(frozen=True, slots=True)
class Tried:
    """An exercise after which a number was given, and the number before it."""

    exercise: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class _Number:
    value: int
    exercise: str | None


async def list_urges(tx: Tx, client_id: int, since: datetime | None) -> list[PastUrge]:
    """This client's urges from an instant on (None: all), the oldest first."""
    query = select(urge.c.id, urge.c.started_at, urge.c.contact, urge.c.back_minutes).where(
        urge.c.client_id == client_id
    )
    if since is not None:
        query = query.where(urge.c.started_at >= since)
    rows = (await tx.run(query.order_by(urge.c.started_at, urge.c.id))).all()
    numbers = await _numbers(tx, client_id, since)
    return [
        PastUrge(
            row.started_at, tuple(n.value for n in numbers[row.id]), row.contact, row.back_minutes
        )
        for row in rows
    ]


async def has_urges(tx: Tx, client_id: int) -> bool:
    """Whether this client ever had one."""
    return bool((await tx.run(select(exists().where(urge.c.client_id == client_id)))).scalar())


async def list_tried(tx: Tx, client_id: int, since: datetime | None) -> list[Tried]:
    """This client's exercises in urges from an instant on, with the number before and after."""
    return [
        Tried(later.exercise, earlier.value, later.value)
        for numbers in (await _numbers(tx, client_id, since)).values()
        for earlier, later in pairwise(numbers)
        if later.exercise is not None
    ]


async def _numbers(
    tx: Tx, client_id: int, since: datetime | None
) -> defaultdict[int, list[_Number]]:
    query = (
        select(strength.c.urge_id, strength.c.value, practice.c.exercise)
        .join(urge, urge.c.id == strength.c.urge_id)
        .outerjoin(practice, practice.c.id == strength.c.practice_id)
        .where(strength.c.client_id == client_id, urge.c.client_id == client_id)
        .order_by(strength.c.urge_id, strength.c.at, strength.c.id)
    )
    if since is not None:
        query = query.where(urge.c.started_at >= since)
    found: defaultdict[int, list[_Number]] = defaultdict(list)
    for row in await tx.run(query):
        found[row.urge_id].append(_Number(row.value, row.exercise))
    return found


async def list_done(tx: Tx, client_id: int, since: datetime | None) -> list[str]:
    """The exercises that this client began from an instant on, each once, the newest first."""
    query = select(practice.c.exercise).where(practice.c.client_id == client_id)
    if since is not None:
        query = query.where(practice.c.started_at >= since)
    rows = await tx.run(query.order_by(practice.c.id.desc()))
    return list(dict.fromkeys(rows.scalars()))


async def list_helpful_days(tx: Tx, client_id: int, since: datetime | None) -> list[int]:
    """Days of the programme (from 0) whose message helped, the newest mark first."""
    query = select(helpful.c.day).where(helpful.c.client_id == client_id)
    if since is not None:
        query = query.where(helpful.c.at >= since)
    return list((await tx.run(query.order_by(helpful.c.at.desc(), helpful.c.day))).scalars())
