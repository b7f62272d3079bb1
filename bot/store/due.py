"""When something is due next: one question for all that runs by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, Select, select

from bot.store.engine import Tx

Due = Select[datetime | None]
"""A query for the instant at which something is due next."""


def first_of(column: Column[Any]) -> Due:
    """The earliest instant in a column with an index on what is not null there."""
    return select(column).where(column.is_not(None)).order_by(column).limit(1)


async def earliest(tx: Tx, dues: Sequence[Due]) -> list[datetime | None]:
    """The instant of each of these, in one trip to the database."""
    return list((await tx.run(_all_of(tuple(dues)))).one()) if dues else []


@cache
def _all_of(dues: tuple[Due, ...]) -> Any:
    return select(*(due.scalar_subquery() for due in dues))
