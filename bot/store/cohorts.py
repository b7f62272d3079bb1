"""Cohorts: their name, their start, the weeks off, and the coach's own lines."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select, update

from bot.store import dialect
from bot.store.clients import AGAIN, Client, as_client
from bot.store.engine import Tx
from bot.store.tables import client, cohort, week_line, week_off


@dataclass(frozen=True, slots=True)
class Cohort:
    """A group of clients who go through the programme together."""

    id: int
    name: str
    """Empty for one that was never given a name."""
    start_on: date | None
    ended_at: datetime | None
    weeks_off: tuple[date, ...]
    """The first days of the weeks in which its programme stands still, in order."""


async def add(tx: Tx, name: str, now: datetime) -> int:
    """Make a cohort; gives its id."""
    made = await tx.run(insert(cohort).values(created_at=now).returning(cohort.c.id))
    cohort_id = int(made.scalar_one())
    await rename(tx, cohort_id, name)
    return cohort_id


async def rename(tx: Tx, cohort_id: int, name: str) -> None:
    """Give a cohort another name; it is sealed, for it may name people or a place."""
    sealed = tx.vault.seal_text(name, name_purpose(cohort_id))
    await _change(tx, cohort_id, name_sealed=sealed)


async def set_start(tx: Tx, cohort_id: int, start_on: date) -> None:
    """Set the first day of the programme."""
    await _change(tx, cohort_id, start_on=start_on)


async def end(tx: Tx, cohort_id: int, now: datetime) -> None:
    """Close a cohort: nobody joins it any more."""
    await _change(tx, cohort_id, ended_at=now)


async def _change(tx: Tx, cohort_id: int, **values: object) -> None:
    await tx.run(update(cohort).where(cohort.c.id == cohort_id).values(values))


async def find(tx: Tx, cohort_id: int) -> Cohort | None:
    """A cohort, ended or not."""
    found = await _list(tx, [cohort_id])
    return found[0] if found else None


async def list_open(tx: Tx) -> list[Cohort]:
    """The cohorts that have not ended, oldest first."""
    return [found for found in await _list(tx) if found.ended_at is None]


async def list_all(tx: Tx) -> list[Cohort]:
    """All cohorts, oldest first."""
    return await _list(tx)


async def _list(tx: Tx, ids: Collection[int] | None = None) -> list[Cohort]:
    query = select(cohort).order_by(cohort.c.id)
    off = select(week_off).order_by(week_off.c.from_on)
    if ids is not None:
        query, off = query.where(cohort.c.id.in_(ids)), off.where(week_off.c.cohort_id.in_(ids))
    weeks: dict[int, list[date]] = {}
    for row in await tx.run(off):
        weeks.setdefault(row.cohort_id, []).append(row.from_on)
    return [
        Cohort(
            row.id,
            _open_name(tx, row.id, row.name_sealed),
            row.start_on,
            row.ended_at,
            tuple(weeks.get(row.id, ())),
        )
        for row in await tx.run(query)
    ]


def _open_name(tx: Tx, cohort_id: int, sealed: bytes | None) -> str:
    return tx.vault.open_text(sealed, name_purpose(cohort_id)) if sealed else ""


def name_purpose(cohort_id: int) -> str:
    """What the name of a cohort is sealed for."""
    return f"cohort:{cohort_id}:name"


async def count_clients(tx: Tx) -> dict[int | None, int]:
    """How many clients are in the programme, by cohort; None: in no cohort."""
    query = (
        select(client.c.cohort_id, func.count())
        .where(client.c.ended_at.is_(None))
        .group_by(client.c.cohort_id)
    )
    return {row[0]: row[1] for row in await tx.run(query)}


async def list_clients(tx: Tx, cohort_id: int | None, *, to_change: bool = False) -> list[Client]:
    """The clients of a cohort who are in the programme, in the order in which they came.

    `to_change`: what is decided by it still holds when it is written.
    """
    query = (
        select(*client.columns)
        .where(client.c.cohort_id == cohort_id, client.c.ended_at.is_(None))
        .order_by(client.c.id)
    )
    query = dialect.locked(tx, query) if to_change else query
    return [as_client(row) for row in await tx.run(query)]


async def add_week_off(tx: Tx, cohort_id: int, from_on: date) -> None:
    """Let the programme stand still for seven days."""
    statement = dialect.insert(tx, week_off).values(cohort_id=cohort_id, from_on=from_on)
    await tx.run(statement.on_conflict_do_nothing())


async def remove_week_off(tx: Tx, cohort_id: int, from_on: date) -> None:
    """Let it go on in those seven days after all."""
    this = (week_off.c.cohort_id == cohort_id, week_off.c.from_on == from_on)
    await tx.run(delete(week_off).where(*this))


async def weeks_off_of(tx: Tx, found: Client) -> tuple[date, ...]:
    """The weeks off that shift this client's programme.

    None for somebody who is in no cohort, or began again alone after the sixteen weeks.
    """
    if found.cohort_id is None or found.after == AGAIN:
        return ()
    query = select(week_off.c.from_on).where(week_off.c.cohort_id == found.cohort_id)
    return tuple(sorted((await tx.run(query)).scalars()))


async def most_weeks_off(tx: Tx) -> int:
    """How many weeks the cohort with the most weeks off has."""
    per_cohort = select(func.count().label("n")).select_from(week_off)
    counts = per_cohort.group_by(week_off.c.cohort_id).subquery()
    return int((await tx.run(select(func.max(counts.c.n)))).scalar() or 0)


async def set_line(tx: Tx, cohort_id: int, week: int, line: str) -> None:
    """Add the coach's own line to a week, or put another in its place."""
    sealed = tx.vault.seal_text(line, line_purpose(cohort_id, week))
    values = {"cohort_id": cohort_id, "week": week, "text_sealed": sealed}
    statement = dialect.insert(tx, week_line).values(values)
    await tx.run(
        statement.on_conflict_do_update(
            index_elements=["cohort_id", "week"], set_={"text_sealed": sealed}
        )
    )


async def remove_line(tx: Tx, cohort_id: int, week: int) -> None:
    """Take the coach's line away again."""
    this = (week_line.c.cohort_id == cohort_id, week_line.c.week == week)
    await tx.run(delete(week_line).where(*this))


async def find_line(tx: Tx, cohort_id: int | None, week: int) -> str:
    """The coach's line in a week of a cohort; empty when there is none."""
    this = (week_line.c.cohort_id == cohort_id, week_line.c.week == week)
    sealed = (await tx.run(select(week_line.c.text_sealed).where(*this))).scalar()
    return "" if sealed is None else tx.vault.open_text(sealed, line_purpose(cohort_id, week))


async def list_lined_weeks(tx: Tx, cohort_id: int) -> set[int]:
    """The weeks to which the coach added a line."""
    query = select(week_line.c.week).where(week_line.c.cohort_id == cohort_id)
    return set((await tx.run(query)).scalars())


def line_purpose(cohort_id: int | None, week: int) -> str:
    """What the coach's line in a week is sealed for."""
    return f"cohort:{cohort_id}:week:{week}"
