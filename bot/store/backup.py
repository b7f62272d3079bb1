"""Copies of the database, consistent while the bot runs, and putting them back.

A copy is a SQLite file, whichever database it is of: it can be put back into either.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, delete, true
from sqlalchemy.exc import DBAPIError

from bot.settings import Settings
from bot.store import copying, dialect, notes, restored
from bot.store.engine import Store, Tx
from bot.store.errors import StoreError
from bot.store.lost import refuse_to_replace
from bot.store.opening import open_store, open_vault, require_there
from bot.store.restored import How
from bot.store.schema import (
    KEY_CHECK,
    LIVES_WITH,
    RESTORE,
    check_fit,
    errors_named,
    prepare,
    require_version,
)
from bot.store.tables import intake, outbox
from bot.store.unopened import find_unopened
from bot.vault import Vault

WORDED = (
    "call", "first", "take_back", "call_line", "sweep", "mydata",
    "relay_in", "relay_out", "relay_edit", "relay_copy", "relay_topic", "news_copy",
)  # fmt: skip
"""Kinds of letters whose content is in the row, and not written anew when they leave."""

_NOTE = "backup"
_MAGIC = b"SQLite format 3\0"
# What is on its way in, and the content of what is on its way out, is not for an archive.
_LEFT_OUT = (
    "DELETE FROM intake",
    f"DELETE FROM outbox WHERE kind IN ({', '.join(repr(kind) for kind in WORDED)})",  # noqa: S608
)


async def backup_to(settings: Settings, target: Path) -> None:
    """Write a copy to `target`, replacing it only when the copy is whole.

    Raises:
        StoreError: there is no database yet, or it cannot be copied.
    """
    source = settings.sqlite_path
    _check_target(settings, target)
    if source is None:
        await _copy_server(settings, target)
        return
    require_there(settings)
    _not_the_same(source, target)
    try:
        await asyncio.to_thread(_copy, source, target)
    except sqlite3.Error as error:
        # SQLite tells a damaged file by this very class.
        mend = f": {RESTORE}" if type(error) is sqlite3.DatabaseError else ""
        raise StoreError(f"{source} cannot be copied to {target} ({error}){mend}") from error


async def note_backup(settings: Settings, now: datetime) -> None:
    """Write down when the latest copy was made; it is one, too, when that cannot be done."""
    with suppress(StoreError, DBAPIError):
        store = open_store(settings, make_key=False)
        try:
            async with store.write() as tx:
                await notes.put(tx, _NOTE, now.isoformat())
        finally:
            await store.close()


async def latest_backup(tx: Tx) -> datetime | None:
    """When that was, if ever."""
    noted = await notes.find(tx, _NOTE)
    return None if noted is None else datetime.fromisoformat(noted)


async def _copy_server(settings: Settings, target: Path) -> None:
    store = open_store(settings)
    try:
        with errors_named(store):
            await require_version(store)
            with _unfinished(target) as unfinished:
                await _fill(store, unfinished)
                await asyncio.to_thread(_check, unfinished, store.vault)
                refuse_to_replace(target, unfinished)
    finally:
        await store.close()


async def _fill(store: Store, path: Path) -> None:
    copy = Store(_url(path), store.vault)
    left_out = {"intake": true(), "outbox": outbox.c.kind.in_(WORDED)}
    try:
        await prepare(copy)
        async with store.read(patient=True) as source, copy.write(patient=True) as target:
            await dialect.one_moment(source)
            await copying.clear(target)
            await copying.copy_all(source, target, left_out)
    finally:
        await copy.close()
    await asyncio.to_thread(_as_one_file, path)


async def restore_from(settings: Settings, copy: Path, now: datetime, **options: bool) -> None:
    """Put `copy` in place of the database; what was erased since is erased in it again.

    `options`: those of `How`.

    Raises:
        StoreError: a copy that is damaged, newer, or sealed with another key, or a running bot.
    """
    how = How(now, **options)
    target = settings.sqlite_path
    if target is not None:
        _not_the_same(target, copy)
        target = Path(os.path.realpath(target))  # a link stays one, and what it names is replaced
    vault = open_vault(settings, make_key=False)
    store = open_store(settings, make_key=False)
    try:
        store.hold_alone()
        await asyncio.to_thread(_check, copy, vault)
        if target is not None:
            with _unfinished(target) as unfinished:
                with _written_in(target.parent, copy):
                    await _make_ready(copy, unfinished, store, how)
                await asyncio.to_thread(_check, unfinished, vault)
                _drop_log(target)
        else:
            await _put_into_server(store, copy, how)
    finally:
        await store.close()


async def _make_ready(copy: Path, path: Path, store: Store, how: How) -> None:
    """A copy of the copy, brought up to date before anything is put in its place."""
    await asyncio.to_thread(shutil.copyfile, copy, path)
    made = Store(_url(path), store.vault, store.tombstones)
    try:
        await prepare(made)
        async with made.write() as tx:
            await tx.run(delete(intake))
            if not how.damaged and (told := await find_unopened(tx)):
                raise StoreError(
                    f"of {copy} {told}. Nothing was changed; to put it back all the same, without"
                    " these, add --damaged"
                )
            if not how.moved:
                await restored.take_care(tx, how.now)
            if how.wait and not how.moved:
                await restored.hold(tx, how.now)
    finally:
        await made.close()
    await asyncio.to_thread(_as_one_file, path)


async def _put_into_server(store: Store, copy: Path, how: How) -> None:
    with tempfile.TemporaryDirectory(prefix="anker-") as folder, errors_named(store):
        await refuse_if_used(store)
        path = Path(folder) / "copy.db"
        with _written_in(path.parent.parent, copy):
            await _make_ready(copy, path, store, how)
        await asyncio.to_thread(_check, path, store.vault)
        await prepare(store, anew=True)
        ready = Store(_url(path), store.vault)
        try:
            async with ready.read(patient=True) as source, store.write(patient=True) as target:
                await refuse_if_used(store, own=1)
                await copying.clear(target)
                await copying.copy_all(source, target)
        finally:
            await ready.close()


async def refuse_if_used(store: Store, own: int = 0) -> None:
    """See that the bot does not run on this server; `own` connections of ours are open.

    Raises:
        StoreError: somebody else has it open.
    """
    async with store.read() as tx:
        others = await dialect.count_others(tx) - own
    if others > 0:
        raise StoreError(
            f"the database is in use ({others} other connections): stop the bot, close what else"
            " looks at it, and try again; nothing was changed"
        )


def _url(path: Path) -> URL:
    # As an object: in a string a name with a question mark in it would be cut short.
    return URL.create("sqlite+aiosqlite", database=str(path.absolute()))


def _not_the_same(database: Path, copy: Path) -> None:
    if database.resolve() == copy.resolve():
        raise StoreError(f"{copy} is the database itself: name another file")


def _check_target(settings: Settings, target: Path) -> None:
    """Of what stands there only an older copy may be replaced: never a key, or a list."""
    own = {settings.erasures_path.resolve()}
    if (database := settings.sqlite_path) is not None:
        own |= {database.resolve().with_name(database.name + end) for end in ("-wal", "-shm")}
    if target.resolve() in own:
        raise StoreError(f"{target} is a file of the bot itself: name another file")
    if not target.is_file():
        return
    with target.open("rb") as found:
        start = found.read(len(_MAGIC))
    if start not in {b"", _MAGIC}:
        raise StoreError(f"{target} is there, and is no copy of a database: name another file")


def _copy(source: Path, target: Path) -> None:
    with _unfinished(target) as unfinished:
        try:
            _take(source, unfinished)
        except sqlite3.OperationalError:
            if all(os.access(place, os.W_OK) for place in (source, source.parent)):
                raise
            # Where nothing can be written, SQLite opens a database only while somebody else has it
            # open. Nobody has, so the file and its log stay as they lie.
            with tempfile.TemporaryDirectory(prefix="anker-", dir=target.parent) as folder:
                with _written_in(target.parent, source):
                    for name in (source.name, f"{source.name}-wal"):
                        if (lying := source.with_name(name)).exists():
                            shutil.copyfile(lying, Path(folder) / name)
                _take(Path(folder) / source.name, unfinished)
        _marks_of(unfinished)
        refuse_to_replace(target, unfinished)


def _take(source: Path, target: Path) -> None:
    """What the database holds at one moment, but for what is not for an archive."""
    address = f"{source.absolute().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(address, uri=True)) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        with copy:
            for statement in _LEFT_OUT:
                copy.execute(statement)
        # Deleted rows stay readable in the file until it is written anew.
        copy.execute("VACUUM")


@contextmanager
def _written_in(folder: Path, copied: Path) -> Iterator[None]:
    """It is told where there is no room: of two files the system may name the other one."""
    try:
        yield
    except (OSError, sqlite3.Error, DBAPIError) as error:
        reason = getattr(error, "strerror", None) or getattr(error, "orig", None) or error
        raise StoreError(
            f"{copied} cannot be copied into {folder} ({reason}): nothing was changed; that disk"
            " needs room for three times that file; see too who may write there"
        ) from error


def _as_one_file(path: Path) -> None:
    with closing(sqlite3.connect(path)) as found:
        found.execute("PRAGMA journal_mode=DELETE")
        found.execute("VACUUM")


def _check(copy: Path, vault: Vault) -> None:
    version, key_check, lives_with = _marks_of(copy)
    check_fit(version, key_check, vault, lives_with)


def _marks_of(copy: Path) -> tuple[str, bytes, bytes | None]:
    """Its version, the mark of its key, and what it lives with, once it is found whole."""
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
    return version[0], key_check[0], lives_with[0]


def _drop_log(target: Path) -> None:
    # The old file takes in what it had not yet: it is still the database until it is replaced,
    # and that may fail. One that is no database any more takes in nothing.
    address = f"{target.absolute().as_uri()}?mode=rw"
    with suppress(sqlite3.Error), closing(sqlite3.connect(address, uri=True)) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    # What is left of it would be laid over the new one.
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
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
