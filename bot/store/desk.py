"""What the coaches set up for their inbox: the group, answers kept at hand, days away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from bot.store import dialect
from bot.store.engine import Tx
from bot.store.tables import away, canned, coach_group


@dataclass(frozen=True, slots=True)
class Group:
    """A group that a coach brought the bot into."""

    group_id: int
    added_at: datetime
    linked_at: datetime | None
    explained_at: datetime | None


_GROUP = tuple(coach_group.c[name] for name in Group.__slots__)


async def find_group(tx: Tx, group_id: int) -> Group | None:
    """The group with this number, linked or not."""
    row = (await tx.run(select(*_GROUP).where(coach_group.c.group_id == group_id))).first()
    return Group(*row) if row else None


async def find_linked(tx: Tx) -> Group | None:
    """The group in which the coaches read and answer; None: each in her own chat."""
    query = select(*_GROUP).where(coach_group.c.linked_at.is_not(None))
    row = (await tx.run(query.order_by(coach_group.c.linked_at.desc()).limit(1))).first()
    return Group(*row) if row else None


async def list_others(tx: Tx, group_id: int) -> list[int]:
    """Every group but this one."""
    query = select(coach_group.c.group_id).where(coach_group.c.group_id != group_id)
    return list((await tx.run(query)).scalars())


async def list_never_linked(tx: Tx, before: datetime) -> list[int]:
    """Groups that the bot was brought into before this instant, and that nobody linked."""
    waits = (coach_group.c.linked_at.is_(None), coach_group.c.added_at < before)
    return list((await tx.run(select(coach_group.c.group_id).where(*waits))).scalars())


async def add_group(tx: Tx, group_id: int, now: datetime) -> None:
    """A coach brought the bot into a group."""
    statement = dialect.insert(tx, coach_group).values(group_id=group_id, added_at=now)
    await tx.run(statement.on_conflict_do_nothing())


async def change_group(tx: Tx, group_id: int, **values: Any) -> None:
    """Set some columns."""
    await tx.run(update(coach_group).where(coach_group.c.group_id == group_id).values(values))


async def drop_group(tx: Tx, group_id: int) -> None:
    """The bot is not in that group any more."""
    await tx.run(delete(coach_group).where(coach_group.c.group_id == group_id))


@dataclass(frozen=True, slots=True)
class Canned:
    """An answer kept at hand."""

    id: int
    text: str


def canned_purpose(canned_id: int) -> str:
    """What an answer is sealed for."""
    return f"canned:{canned_id}:text"


async def add_canned(tx: Tx, text: str, now: datetime) -> int:
    """Keep an answer, sealed; gives its number."""
    values = {"text_sealed": b"", "created_at": now}
    made = await tx.run(insert(canned).values(values).returning(canned.c.id))
    canned_id = int(made.scalar_one())
    sealed = tx.vault.seal_text(text, canned_purpose(canned_id))
    await tx.run(update(canned).where(canned.c.id == canned_id).values(text_sealed=sealed))
    return canned_id


async def list_canned(tx: Tx) -> list[Canned]:
    """All of them, in the order in which they were made."""
    rows = await tx.run(select(canned.c.id, canned.c.text_sealed).order_by(canned.c.id))
    return [
        Canned(
            row.id,
            tx.vault.open_text(row.text_sealed, canned_purpose(row.id)),
        )
        for row in rows
    ]


async def find_canned(tx: Tx, canned_id: int) -> Canned | None:
    """One of them, if it is still kept."""
    return next((one for one in await list_canned(tx) if one.id == canned_id), None)


async def drop_canned(tx: Tx, canned_id: int) -> bool:
    """Keep it no longer. False: it was not there."""
    return bool((await tx.run(delete(canned).where(canned.c.id == canned_id))).rowcount)


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which the coaches do not read; `line` says who stands in."""

    from_on: date
    until_on: date
    line: str


AWAY = "away:line"
"""What the line about days away is sealed for."""


async def set_away(tx: Tx, coach_id: int, new: Away, now: datetime) -> None:
    """Put these days in the place of what was set before."""
    await drop_away(tx)
    sealed = tx.vault.seal_text(new.line, AWAY) if new.line else None
    values = {"coach_id": coach_id, "from_on": new.from_on, "until_on": new.until_on}
    await tx.run(insert(away).values(line_sealed=sealed, created_at=now, **values))


async def find_away(tx: Tx, today: date) -> Away | None:
    """The days that are set and not over; they may still have to begin."""
    query = select(away).where(away.c.until_on >= today).order_by(away.c.id.desc()).limit(1)
    row = (await tx.run(query)).first()
    if row is None:
        return None
    sealed = row.line_sealed
    line = tx.vault.open_text(sealed, AWAY) if sealed else ""
    return Away(row.from_on, row.until_on, line)


async def drop_away(tx: Tx) -> None:
    """The coaches are there."""
    await tx.run(delete(away))
