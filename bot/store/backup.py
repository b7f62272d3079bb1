"""Copies of a SQLite database: consistent while the bot runs, and without what people wrote
just now.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.settings import Settings
from bot.store.engine import StoreError
from bot.store.opening import open_store

# What is on its way in, and the content of what is on its way out, is not for an archive.
_LEFT_OUT = (
    "DELETE FROM intake",
    "UPDATE outbox SET payload_sealed = NULL WHERE kind = 'call'",
    "DELETE FROM outbox WHERE kind = 'call'",
)


async def backup_to(settings: Settings, target: Path) -> None:
    """Write a copy to `target`, replacing it only when the copy is whole.

    Raises:
        StoreError: another database than SQLite, or none there yet.
    """
    source = _sqlite_file(settings)
    await asyncio.to_thread(_copy, source, target)


async def restore_from(settings: Settings, copy: Path) -> None:
    """Put `copy` in place of the database.

    Raises:
        StoreError: another database than SQLite, a damaged copy, or a running bot.
    """
    target = _sqlite_file(settings, must_exist=False)
    store = open_store(settings)
    try:
        store.hold_alone()
        await asyncio.to_thread(_check, copy)
        await asyncio.to_thread(_put_in_place, copy, target)
    finally:
        await store.close()


def _sqlite_file(settings: Settings, *, must_exist: bool = True) -> Path:
    path = settings.sqlite_path
    if path is None:
        raise StoreError("this is for SQLite: copy PostgreSQL with pg_dump and pg_restore")
    if must_exist and not path.exists():
        raise StoreError(f"there is no database at {path} yet")
    return path


def _copy(source: Path, target: Path) -> None:
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.close(descriptor)
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(unfinished)) as copy:
        live.backup(copy)
        with copy:
            for statement in _LEFT_OUT:
                copy.execute(statement)
        # Deleted rows stay readable in the file until it is written anew.
        copy.execute("VACUUM")
    unfinished.replace(target)


def _check(copy: Path) -> None:
    try:
        with closing(sqlite3.connect(copy)) as found:
            healthy = found.execute("PRAGMA integrity_check").fetchone()
            found.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError:
        healthy = None
    if healthy != ("ok",):
        raise StoreError(f"{copy} is not a whole copy of an Anker database")


def _put_in_place(copy: Path, target: Path) -> None:
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.write_bytes(copy.read_bytes())
    unfinished.chmod(0o600)
    for leftover in ("-wal", "-shm"):
        target.with_name(target.name + leftover).unlink(missing_ok=True)
    unfinished.replace(target)
