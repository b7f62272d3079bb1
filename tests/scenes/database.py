"""What is in the database, looked at from outside: every table, and the files themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, select

from bot.intake.worker import Intake
from bot.store.tables import metadata
from tests.cast import Stage

Rows = list[dict[str, Any]]


async def every_table(stage: Stage) -> dict[str, Rows]:
    """All rows of all tables."""
    async with stage.app.deps.store.read() as tx:
        return {
            name: [dict(row._mapping) for row in await tx.run(select(table))]
            for name, table in metadata.tables.items()
        }


async def table(stage: Stage, name: str) -> Rows:
    """All rows of one."""
    async with stage.app.deps.store.read() as tx:
        return [dict(row._mapping) for row in await tx.run(select(metadata.tables[name]))]


async def tables_with(stage: Stage, value: object) -> list[str]:
    """The tables in which a value, such as a chat's number, stands: alone or inside a text."""
    found = await every_table(stage)
    return [name for name, rows in found.items() if any(_holds(row, value) for row in rows)]


async def how_many(stage: Stage) -> dict[str, int]:
    """The number of rows of each table, the intake's own bookkeeping left out."""
    found = await every_table(stage)
    return {name: len(rows) for name, rows in found.items() if name != "intake"}


def stands_in_files(stage: Stage, words: str) -> bool:
    """Whether these words can be read in the database file or beside it."""
    path = stage.settings.sqlite_path
    assert path is not None
    return any(words.encode() in file.read_bytes() for file in _files_beside(path))


def _files_beside(path: Path) -> list[Path]:
    return [file for file in path.parent.iterdir() if file.name.startswith(path.name)]


def _holds(row: dict[str, Any], value: object) -> bool:
    return any(
        found == value or (isinstance(found, str) and str(value) in found)
        for found in row.values()
    )


@contextmanager
def statements(stage: Stage) -> Iterator[list[str]]:
    """What handling asks of the database meanwhile, as often as it does. The sender and the ticks
    ask as well, each by a clock of its own: that is none of it.
    """
    found: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, _values: Any, _x: Any, _many: bool) -> None:
        task = asyncio.current_task()
        assert task is not None
        if getattr(task.get_coro(), "cr_code", None) is Intake._work_off.__code__:
            found.append(statement)

    store = stage.app.deps.store
    engines = {store._writer.sync_engine, store._reader.sync_engine}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield found
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
