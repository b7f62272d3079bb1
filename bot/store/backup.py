"""Copies of a SQLite database, consistent while the bot runs."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.settings import Settings
from bot.store.engine import Store, StoreError
from bot.store.opening import open_vault
from bot.store.schema import KEY_CHECK, LIVES_WITH, check_fit
from bot.vault import Vault

# What is on its way in, and the content of what is on its way out, is not for an archive.
_LEFT_OUT = (
    "DELETE FROM intake",
    "DELETE FROM outbox WHERE kind IN ('call', 'first', 'take_back', 'call_line')",
)


async def backup_to(settings: Settings, target: Path) -> None:
    """Write a copy to `target`, replacing it only when the copy is whole.

    Raises:
        StoreError: another database than SQLite, none there yet, or it cannot be copied.
    """
    source = _sqlite_file(settings)
    if not source.exists():
        raise StoreError(f"there is no database at {source} yet")
    _not_the_same(source, target)
    try:
        await asyncio.to_thread(_copy, source, target)
    except sqlite3.Error as error:
        raise StoreError(f"{source} cannot be copied to {target} ({error})") from error


async def restore_from(settings: Settings, copy: Path) -> None:
    """Put `copy` in place of the database.

    Raises:
        StoreError: another database than SQLite, a copy that is damaged, newer, or sealed with
            another key, or a running bot.
    """
    target = _sqlite_file(settings)
    _not_the_same(target, copy)
    vault = open_vault(settings, make_key=False)
    store = Store(settings.database_url, vault)
    try:
        store.hold_alone()
        await asyncio.to_thread(_check, copy, vault)
        await asyncio.to_thread(_put_in_place, copy, target)
    finally:
        await store.close()


def _sqlite_file(settings: Settings) -> Path:
    path = settings.sqlite_path
    if path is None:
        raise StoreError("this is for SQLite: copy PostgreSQL with pg_dump and pg_restore")
    return path


def _not_the_same(database: Path, copy: Path) -> None:
    if database.resolve() == copy.resolve():
        raise StoreError(f"{copy} is the database itself: name another file")


def _copy(source: Path, target: Path) -> None:
    with _unfinished(target) as unfinished:
        address = f"{source.absolute().as_uri()}?mode=rw"
        with (
            closing(sqlite3.connect(address, uri=True)) as live,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            with copy:
                for statement in _LEFT_OUT:
                    copy.execute(statement)
            # Deleted rows stay readable in the file until it is written anew.
            copy.execute("VACUUM")


def _check(copy: Path, vault: Vault) -> None:
    # Without a trace beside the copy, which may lie where nothing can be written.
    address = f"{copy.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as found:
            healthy = found.execute("PRAGMA integrity_check").fetchone()
            version = found.execute("SELECT version_num FROM alembic_version").fetchone()
            query = "SELECT value FROM note WHERE name = ?"
            key_check = found.execute(query, (KEY_CHECK,)).fetchone()
            lives_with = found.execute(query, (LIVES_WITH,)).fetchone() or (None,)
    except sqlite3.DatabaseError:
        healthy = version = key_check = None
    if healthy != ("ok",) or version is None or key_check is None:
        raise StoreError(f"{copy} is not a whole copy of an Anker database: nothing was changed")
    check_fit(version[0], key_check[0], vault, lives_with[0])


def _put_in_place(copy: Path, target: Path) -> None:
    with _unfinished(target) as unfinished:
        shutil.copyfile(copy, unfinished)
        # What the old file had not taken in yet would be laid over the new one.
        for leftover in ("-wal", "-shm"):
            target.with_name(target.name + leftover).unlink(missing_ok=True)


@contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """A file that takes the place of `target` when the block ends well."""
    path = target.with_name(f"{target.name}.part")
    path.unlink(missing_ok=True)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise StoreError(f"{path.parent} cannot be written to ({error.strerror})") from error
    try:
        yield path
        os.fsync(descriptor)
        path.replace(target)
    finally:
        os.close(descriptor)
        path.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
