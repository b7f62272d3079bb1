"""What must not grow: memory, open files, tasks, rows, the database."""

from __future__ import annotations

import asyncio
import gc
import os
import resource
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.store.tables import metadata
from tests.kill.ledger import Ledger

PASSING = ("intake", "message", "waiting", "burst")
"""Tables of which nothing stays longer than two days, so that a month has no more than a week."""

_ENOUGH = 12
"""Days of which the later half tells something."""
_OF_THE_TOWN = 1.0 / 1000
"""MiB a day for each client that the local Telegram may gather, in longer messages and files."""
_A_MESSAGE = 2.5 / 1024
"""MiB that the local Telegram needs for one, as traced: its chats fill up for weeks."""


@dataclass(frozen=True)
class Measure:
    """One evening."""

    day: int
    memory: float
    """Resident, in MiB, without the messages in the chats of the local Telegram."""
    objects: int
    """Things of the bot itself in memory: of its own classes, the local Telegram's left out."""
    files: int
    tasks: int
    database: float
    """Size of the file, in MiB."""
    free: float
    """Of that, what is free to be used again."""
    rows: dict[str, int]


def measure(day: int, path: Path, ledger: Ledger, messages: int) -> Measure:
    """As it is now, at rest. `messages`: those that the local Telegram keeps."""
    objects = own_objects().total()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    rows = {name: ledger.rows(f"SELECT count(*) FROM {name}")[0][0]
            for name in metadata.tables}  # fmt: skip
    rows["outbox"] -= (of_many := _count_of_many(ledger))
    (free,), (size,) = ledger.rows("PRAGMA freelist_count")[0], ledger.rows("PRAGMA page_size")[0]
    return Measure(
        day=day,
        memory=pages * resource.getpagesize() / 2**20 - messages * _A_MESSAGE,
        objects=objects,
        files=len(os.listdir("/proc/self/fd")),
        tasks=len(asyncio.all_tasks()),
        database=path.stat().st_size / 2**20,
        free=free * size / 2**20,
        rows=rows | {"outbox of many": of_many},
    )


def own_objects() -> Counter[str]:
    """How many there are of each of the bot's own classes, the local Telegram's left out."""
    gc.collect()
    kinds = Counter(type(one) for one in gc.get_objects())
    return Counter(
        {f"{kind.__module__}.{kind.__qualname__}": number for kind, number in kinds.items()
         if _is_the_bots(kind.__module__)}
    )  # fmt: skip


def _is_the_bots(module: object) -> bool:
    name = module if isinstance(module, str) else ""
    return name.startswith("bot.") and not name.startswith("bot.sandbox")


def _count_of_many(ledger: Ledger) -> int:
    """Letters of the coach's messages: they stay for thirty days, with their message."""
    return int(ledger.rows("SELECT count(*) FROM outbox WHERE broadcast_id IS NOT NULL")[0][0])


def slope(taken: Sequence[Measure], name: str) -> float:
    """By how much it grows a day."""
    if len(taken) < 2:
        return 0.0
    values = [float(getattr(one, name)) for one in taken]
    return statistics.linear_regression([one.day for one in taken], values).slope


def grown(taken: Sequence[Measure], clients: int) -> Iterator[str]:
    """What there is too much of on the last day, beside the middle of the month."""
    if len(taken) < _ENOUGH:
        return
    middle, last = taken[len(taken) // 2], taken[-1]
    for table in (*PASSING, "outbox"):
        if last.rows[table] > middle.rows[table] * 1.3 + 300:
            yield f"{table} grew from {middle.rows[table]} to {last.rows[table]} rows"
    if last.database > middle.database * 1.5 + 2:
        yield f"the database grew from {middle.database:.1f} to {last.database:.1f} MiB"
    early, late = taken[: len(taken) // 2], taken[len(taken) // 2 :]
    before, after = (max(one.files for one in half) for half in (early, late))
    if after > before * 1.3 + 10:  # connections come and go, a dozen either way
        yield f"at most {after} files were open, and {before} before"
    if last.objects > middle.objects * 1.1 + 1_000:
        yield f"the bot's own objects grew from {middle.objects} to {last.objects}"
    for name, most in (("memory", 1.0 + clients * _OF_THE_TOWN), ("tasks", 0.3)):
        if (daily := slope(late, name)) > most:
            yield f"{name} grow by {daily:.2f} a day"
