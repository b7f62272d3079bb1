"""What must not grow: memory, open files, tasks, rows, the database."""

from __future__ import annotations

import asyncio
import gc
import os
import resource
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.store.tables import metadata
from tests.kill.ledger import SqliteReader

PASSING = ("intake", "message", "waiting", "burst")
"""Tables of which nothing stays longer than two days, so that a month has no more than a week."""


@dataclass(frozen=True)
class Measure:
    """One evening."""

    day: int
    memory: float
    """Resident, in MiB."""
    files: int
    tasks: int
    database: float
    """Size of the file, in MiB."""
    free: float
    """Of that, what is free to be used again."""
    rows: dict[str, int]


def measure(day: int, path: Path, reader: SqliteReader) -> Measure:
    """As it is now, at rest."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    rows = {name: reader.rows(f"SELECT count(*) FROM {name}")[0][0]
            for name in metadata.tables}  # fmt: skip
    rows["outbox"] -= (of_many := _count_of_many(reader))
    (free,), (size,) = reader.rows("PRAGMA freelist_count")[0], reader.rows("PRAGMA page_size")[0]
    return Measure(
        day=day,
        memory=pages * resource.getpagesize() / 2**20,
        files=len(os.listdir("/proc/self/fd")),
        tasks=len(asyncio.all_tasks()),
        database=path.stat().st_size / 2**20,
        free=free * size / 2**20,
        rows=rows | {"outbox of many": of_many},
    )


def _count_of_many(reader: SqliteReader) -> int:
    """Letters of the coach's messages: they stay for thirty days, with their message."""
    return int(reader.rows("SELECT count(*) FROM outbox WHERE broadcast_id IS NOT NULL")[0][0])


def slope(taken: Sequence[Measure], of: Callable[[Measure], float]) -> float:
    """By how much it grows a day."""
    if len(taken) < 2:
        return 0.0
    return statistics.linear_regression([one.day for one in taken], [of(m) for m in taken]).slope
