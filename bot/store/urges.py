"""Urges, the numbers given in them, and exercises done.

What of an urge is kept for the client's own progress, all of it as codes and numbers, never words:
`started_at`, `ended_at` (null when it simply ran out an hour after `last_act_at`), its numbers in
`strength` in the order of `at`, what set it off (`cause`), the `phase` of the cycle, whether
there was `contact` (null: not said, or of no account because the two are together), and then
`back_minutes`: about how long after the contact the client came back here, as tapped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, insert, select, update

from bot.store import clients, dialect
from bot.store.engine import Tx
from bot.store.tables import practice, strength, urge

IDLE = timedelta(minutes=60)
"""An urge ends this long after the last act."""
_APART = timedelta(minutes=5)
"""Farther apart the clocks of two machines are not."""

ASKED, YES, NO = "asked", "yes", "no"
"""What became of the offer to come back."""

CAUSES = ("message", "silence", "seen", "alone", "quarrel", "unknown")
"""What may have set an urge off."""

AT_RETURN = -1
"""Stands in the place of an exercise for the number given when the bot came back."""
_ASKED_AGAIN = -2
"""From here on down: numbers of an urge that were asked for again, after no exercise."""


@dataclass(frozen=True, slots=True)
class Urge:
    """An urge that somebody reported."""

    id: int
    client_id: int
    kind: str | None
    state: str | None
    started_at: datetime
    last_act_at: datetime
    ended_at: datetime | None
    return_at: datetime | None
    """When the bot offered to come back, or promised it."""
    return_wish: str | None
    """One of `ASKED`, `YES` and `NO`."""
    cause: str | None
    phase: str | None
    contact: bool | None
    back_minutes: int | None

    def is_open(self, now: datetime) -> bool:
        """Whether it still goes on."""
        began, ended = _span(now)
        return self.ended_at is None and began < self.last_act_at <= ended


def _span(now: datetime) -> tuple[datetime, datetime]:
    """Between these is the last act of an urge that goes on.

    One that is to come yet was noted by a clock that was ahead.
    """
    return now - IDLE, now + _APART


def goes_on(now: datetime) -> ColumnElement[bool]:
    """`Urge.is_open`, asked of the database: an hour after the last act it does no more."""
    return _last_act_between(*_span(now))


def _last_act_between(began: Any, ended: Any) -> ColumnElement[bool]:
    last = urge.c.last_act_at
    return and_(urge.c.ended_at.is_(None), last > began, last <= ended)


_COLUMNS = tuple(urge.c[name] for name in Urge.__slots__)

_OPEN = (urge.c.client_id == bindparam("of_client"), urge.c.ended_at.is_(None))
_LATEST_OPEN = select(*_COLUMNS).where(*_OPEN).order_by(urge.c.id.desc()).limit(1)
_LATEST = select(*_COLUMNS).where(_OPEN[0]).order_by(urge.c.id.desc()).limit(1)
_LAST_ACT = select(func.max(urge.c.last_act_at)).where(
    _OPEN[0], _last_act_between(bindparam("began"), bindparam("ended"))
)
_BEGIN = insert(urge).returning(*_COLUMNS)
_CHANGE = update(urge).where(urge.c.id == bindparam("of_id"))
_END = update(urge).where(*_OPEN).values(ended_at=bindparam("at"))


async def open_urge(tx: Tx, client_id: int, now: datetime) -> Urge:
    """The client's urge of this hour, or a new one."""
    await clients.hold(tx, [client_id])  # two at once would each find none and open one
    row = (await tx.run(_LATEST_OPEN, {"of_client": client_id})).first()
    if row is not None:
        found = Urge(*row)
        if found.is_open(now):
            await change(tx, found.id, last_act_at=now)
            return found
        await end_all(tx, client_id, found.last_act_at + IDLE)
    values = {"client_id": client_id, "started_at": now, "last_act_at": now}
    return Urge(*(await tx.run(_BEGIN, values)).one())


async def open_until(tx: Tx, client_id: int, now: datetime) -> datetime | None:
    """The end of the client's urge that goes on, if nothing more is done; None: none goes on."""
    began, ended = _span(now)
    values = {"of_client": client_id, "began": began, "ended": ended}
    last_act_at: datetime | None = (await tx.run(_LAST_ACT, values)).scalar()
    return last_act_at + IDLE if last_act_at else None


async def find(tx: Tx, urge_id: int, client_id: int) -> Urge | None:
    """This client's urge with this id; another's is not found."""
    query = select(*_COLUMNS).where(urge.c.id == urge_id, urge.c.client_id == client_id)
    row = (await tx.run(query)).first()
    return Urge(*row) if row else None


async def find_open(tx: Tx, client_id: int, now: datetime) -> Urge | None:
    """The client's urge that goes on now, if there is one."""
    row = (await tx.run(_LATEST_OPEN, {"of_client": client_id})).first()
    found = Urge(*row) if row else None
    return found if found is not None and found.is_open(now) else None


async def find_lately(tx: Tx, client_id: int, now: datetime) -> Urge | None:
    """The client's latest urge of this hour, over or not."""
    row = (await tx.run(_LATEST, {"of_client": client_id})).first()
    found = Urge(*row) if row else None
    return found if found is not None and found.last_act_at > now - IDLE else None


async def add_over(tx: Tx, client_id: int, now: datetime, contact: bool | None) -> None:
    """One that is told of when it is over."""
    values = {
        "client_id": client_id,
        "started_at": now,
        "last_act_at": now,
        "ended_at": now,
        "contact": contact,
    }
    await tx.run(insert(urge).values(values))


async def change(tx: Tx, urge_id: int, **values: Any) -> None:
    """Set some columns of one urge."""
    await tx.put_off(_CHANGE, {"of_id": urge_id, **values})


async def end_all(tx: Tx, client_id: int, now: datetime) -> None:
    """Close what is open."""
    await tx.put_off(_END, {"of_client": client_id, "at": now})


async def add_strength(tx: Tx, found: Urge, practice_id: int, value: int, now: datetime) -> bool:
    """Record a number from 0 to 10. False: this question was answered before.

    After no exercise, of two numbers under the same question the latest counts.
    """
    values = {
        "client_id": found.client_id,
        "urge_id": found.id,
        "practice_id": practice_id,
        "value": value,
        "at": now,
    }
    statement = dialect.insert(tx, strength).values(values)
    if practice_id > 0 or practice_id == AT_RETURN:
        statement = statement.on_conflict_do_nothing()
    else:
        statement = statement.on_conflict_do_update(
            index_elements=["urge_id", "practice_id"], set_={"value": value, "at": now}
        )
    return (await tx.run(statement.returning(strength.c.id))).first() is not None


async def next_question(tx: Tx, urge_id: int) -> int:
    """What stands in the place of an exercise for the next number that is asked for after none.

    Whoever comes back within the hour is asked anew, and that is a further number.
    """
    query = select(func.min(strength.c.practice_id)).where(
        strength.c.urge_id == urge_id, strength.c.practice_id <= 0,
        strength.c.practice_id != AT_RETURN,
    )  # fmt: skip
    lowest: int | None = (await tx.run(query)).scalar()
    return 0 if lowest is None else min(lowest - 1, _ASKED_AGAIN)


async def list_strengths(tx: Tx, urge_id: int) -> list[int]:
    """The numbers of one urge, in the order in which they were given."""
    query = (
        select(strength.c.value)
        .where(strength.c.urge_id == urge_id)
        .order_by(strength.c.at, strength.c.id)
    )
    return list((await tx.run(query)).scalars())


async def list_points(tx: Tx, urge_id: int) -> list[tuple[datetime, int]]:
    """The numbers of one urge with their instants, in order."""
    query = (
        select(strength.c.at, strength.c.value)
        .where(strength.c.urge_id == urge_id)
        .order_by(strength.c.at, strength.c.id)
    )
    return [(row.at, row.value) for row in await tx.run(query)]


async def list_drops(tx: Tx, client_id: int, limit: int = 300) -> list[tuple[str, int, int]]:
    """(exercise, the number before it, the number after it) of one client, latest first.

    The number before is the one given last in the same urge.
    """
    before = func.lag(strength.c.value).over(
        partition_by=strength.c.urge_id, order_by=(strength.c.at, strength.c.id)
    )
    numbers = (
        select(
            strength.c.id,
            strength.c.practice_id,
            before.label("before"),
            strength.c.value.label("after"),
        )
        .where(strength.c.client_id == client_id)
        .subquery()
    )
    query = (
        select(practice.c.exercise, numbers.c.before, numbers.c.after)
        .join(practice, practice.c.id == numbers.c.practice_id)
        .where(numbers.c.before.is_not(None), practice.c.client_id == client_id)
        .order_by(numbers.c.id.desc())
        .limit(limit)
    )
    return [(row.exercise, row.before, row.after) for row in await tx.run(query)]


async def count_rated_exercises(tx: Tx, urge_id: int) -> int:
    """After how many exercises of one urge a number was given."""
    query = select(func.count()).where(strength.c.urge_id == urge_id, strength.c.practice_id > 0)
    return int((await tx.run(query)).scalar_one())


async def begin_practice(
    tx: Tx, client_id: int, urge_id: int | None, exercise: str, now: datetime
) -> int:
    """An exercise begins; gives its id."""
    values = {
        "client_id": client_id,
        "urge_id": urge_id,
        "exercise": exercise,
        "started_at": now,
    }
    result = await tx.run(insert(practice).values(values).returning(practice.c.id))
    return int(result.scalar_one())


async def step_practice(tx: Tx, practice_id: int, client_id: int, step: int) -> bool:
    """Note that the client is at this step. False: at it or past it before, or not theirs."""
    result = await tx.run(
        update(practice)
        .where(
            practice.c.id == practice_id,
            practice.c.client_id == client_id,
            practice.c.step < step,
            practice.c.ended_at.is_(None),
        )
        .values(step=step)
    )
    return bool(result.rowcount)


async def end_practice(tx: Tx, practice_id: int, client_id: int, now: datetime) -> None:
    """The exercise is over, finished or left."""
    await tx.put_off(
        update(practice)
        .where(
            practice.c.id == practice_id,
            practice.c.client_id == client_id,
            practice.c.ended_at.is_(None),
        )
        .values(ended_at=now)
    )


async def end_open_practices(tx: Tx, client_id: int, now: datetime) -> bool:
    """Leave whatever exercise is going on. False: there was none."""
    open_ones = (
        practice.c.client_id == client_id,
        practice.c.ended_at.is_(None),
        practice.c.started_at > now - IDLE,
    )
    found = bool((await tx.run(select(exists().where(*open_ones)))).scalar())
    if found:
        await tx.put_off(update(practice).where(*open_ones).values(ended_at=now))
    return found


async def list_done_in(tx: Tx, urge_id: int) -> list[str]:
    """The exercises begun in one urge, in order."""
    query = (
        select(practice.c.exercise).where(practice.c.urge_id == urge_id).order_by(practice.c.id)
    )
    return list((await tx.run(query)).scalars())


async def is_any_open(tx: Tx, client_id: int, now: datetime) -> bool:
    """Whether an urge of this client goes on."""
    query = select(exists().where(urge.c.client_id == client_id, goes_on(now)))
    return bool((await tx.run(query)).scalar())
