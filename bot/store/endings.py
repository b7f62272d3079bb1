"""Whose sixteen weeks are over by the calendar: found by an index, ended by set."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select, update

from bot.calendar import programme
from bot.store.clients import AGAIN
from bot.store.engine import Tx
from bot.store.tables import client, week_off


@dataclass(frozen=True, slots=True)
class Course:
    """Clients whose programme ends at the same instant: one computation serves all."""

    started_on: date
    zone: str
    cohort_id: int | None
    after: str | None


_KEYS = (client.c.started_on, client.c.zone, client.c.cohort_id, client.c.after)
_BEGUN = (client.c.ended_at.is_(None), client.c.daily_on.is_not(None))


async def list_courses(tx: Tx, begun_by: date) -> list[Course]:
    """The courses that began by this date and that nobody has ended yet."""
    query = select(*_KEYS).where(*_BEGUN, client.c.started_on <= begun_by).distinct()
    return [Course(*row) for row in await tx.run(query)]


async def weeks_off(tx: Tx) -> dict[int, list[date]]:
    """By cohort, the first days of the weeks in which its programme stands still."""
    found: dict[int, list[date]] = {}
    for row in await tx.run(select(week_off.c.cohort_id, week_off.c.from_on)):
        found.setdefault(row.cohort_id, []).append(row.from_on)
    return found


def ends_at(course: Course, off: Mapping[int, Collection[date]]) -> datetime:
    """When it is over; `off` are the weeks off by cohort. Who began again alone has none."""
    weeks = off.get(course.cohort_id or 0, ()) if course.after != AGAIN else ()
    return programme.ends_at(course.started_on, course.zone, weeks)


async def count_over(tx: Tx, who: ColumnElement[bool], at: datetime) -> int:
    """For how many of these, who are in the programme now, it is over at an instant."""
    begun_by = at.date() + timedelta(days=1 - programme.DAYS)
    late = (who, client.c.ended_at.is_(None), client.c.started_on <= begun_by)
    query = select(*_KEYS, func.count()).where(*late).group_by(*_KEYS)
    rows = (await tx.run(query)).all()
    off = await weeks_off(tx) if rows else {}
    return sum(count for *keys, count in rows if ends_at(Course(*keys), off) <= at)


async def end(tx: Tx, course: Course, ended_at: datetime) -> int:
    """The programme is over for these; gives for how many."""
    written = (course.started_on, course.zone, course.cohort_id, course.after)
    same = [c.is_not_distinct_from(v) for c, v in zip(_KEYS, written, strict=True)]
    done = await tx.run(update(client).where(*_BEGUN, *same).values(ended_at=ended_at))
    return int(done.rowcount)


_UNTOLD = or_(client.c.after.is_(None), client.c.after == AGAIN)


async def count_ahead(tx: Tx, now: datetime) -> int:
    """How many were ended by a clock that was ahead."""
    query = select(func.count()).select_from(client).where(client.c.ended_at > now, _UNTOLD)
    return int((await tx.run(query)).scalar_one())


async def take_back(tx: Tx, now: datetime) -> None:
    """These are in the programme after all."""
    await tx.run(update(client).where(client.c.ended_at > now, _UNTOLD).values(ended_at=None))
