"""When something is due next: one question for all that runs by itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, Select, select

from bot.store.engine import Tx

Query = Select[datetime | None]
Due = Query | Callable[[Tx], Awaitable[datetime | None]]
"""A query for the instant at which something is due next; a function where it is no column."""


def first_of(column: Column[Any]) -> Query:
    """The earliest instant in a column with an index on what is not null there."""
    return select(column).where(column.is_not(None)).order_by(column).limit(1)


async def earliest(tx: Tx, dues: Sequence[Due]) -> list[datetime | None]:
    """The instant of each of these; the queries make one trip to the database together."""
    queries = tuple(due for due in dues if isinstance(due, Select))
    found = iter((await tx.run(_all_of(queries))).one() if queries else ())
    return [next(found) if isinstance(due, Select) else await due(tx) for due in dues]


@cache
def _all_of(queries: tuple[Query, ...]) -> Any:
    return select(*(query.scalar_subquery() for query in queries))
