"""The own safety plan: four parts, each sealed, each optional."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, or_, select

from bot.store import dialect
from bot.store.engine import Tx
from bot.store.tables import safety_plan

PARTS = ("signals", "calms", "people", "reasons")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a client wrote down; an empty part was skipped."""

    signals: str = ""
    calms: str = ""
    people: str = ""
    reasons: str = ""

    def __bool__(self) -> bool:
        return any(self.part(name) for name in PARTS)

    def part(self, name: str) -> str:
        """One of `PARTS`."""
        found: str = getattr(self, name)
        return found


_SEALED = {name: safety_plan.c[f"{name}_sealed"] for name in PARTS}


def purpose(client_id: int, part: str) -> str:
    """What one of `PARTS` is sealed for."""
    return f"safety_plan:{client_id}:{part}"


async def find(tx: Tx, client_id: int) -> Plan:
    """The client's plan; an empty one when there is none."""
    query = select(*_SEALED.values()).where(safety_plan.c.client_id == client_id)
    row = (await tx.run(query)).first()
    if row is None:
        return Plan()
    sealed = dict(zip(PARTS, row, strict=True))
    opened = {
        name: tx.vault.open_text(value, purpose(client_id, name))
        for name, value in sealed.items()
        if value is not None
    }
    return Plan(**opened)


async def is_there(tx: Tx, client_id: int) -> bool:
    """Whether anything stands in the client's plan."""
    filled = or_(*(column.is_not(None) for column in _SEALED.values()))
    query = select(exists().where(safety_plan.c.client_id == client_id, filled))
    return bool((await tx.run(query)).scalar())


async def set_part(tx: Tx, client_id: int, part: str, text: str, now: datetime) -> None:
    """Keep one of `PARTS`; an empty text empties it."""
    sealed = tx.vault.seal_text(text, purpose(client_id, part)) if text else None
    values = {_SEALED[part].name: sealed, "changed_at": now}
    statement = dialect.insert(tx, safety_plan).values(client_id=client_id, **values)
    await tx.run(statement.on_conflict_do_update(index_elements=["client_id"], set_=values))


async def drop(tx: Tx, client_id: int) -> None:
    """Throw the plan away."""
    await tx.run(delete(safety_plan).where(safety_plan.c.client_id == client_id))
