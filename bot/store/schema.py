"""Brings the database to this schema; refuses one that is newer or sealed otherwise."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, inspect, select, text, update
from sqlalchemy.exc import DBAPIError

from bot.store import dialect, erasures
from bot.store.engine import Store, Tx
from bot.store.erasures import Remove
from bot.store.errors import StoreError
from bot.store.lost import refuse_to_begin_anew
from bot.store.tables import LEFT_BEHIND, SCHEMA_VERSION, note
from bot.vault import Vault, VaultError

MIGRATIONS = Path(__file__).parent / "migrations"
_MIGRATION_LOCK = 0x416E6B6572  # "Anker"; any number that other programs on the server do not use
RESTORE = "put a backup back with `python -m bot restore FILE`"
"""What mends a database that is damaged."""
_READ_ONLY, _NO_ROOM = "25006", "53100"  # PostgreSQL's own numbers for it
_HELD = ("55P03", "40P01")  # and for a lock that did not come in time, or never would have
_ATTEMPTS = 60
_GIVES_WAY_FOR = 2.0
"""Seconds between two attempts to migrate, in which the other machines do what they have to."""
_LITTLE = 1_000_000
"""Bytes: with less left SQLite cannot even open a database, and calls it an error of the disk."""
KEY_CHECK = "key-check"
"""The note that shows whether a key fits."""
LIVES_WITH = "lives-with"
"""The note that names the oldest version whose programs may go on using this schema."""


async def prepare(store: Store, remove: Remove = erasures.remove, *, anew: bool = False) -> None:
    """Migrate when the schema is behind, check that the key fits, repeat what was erased.

    `remove` takes out a client who was erased. `anew`: whatever was there is to be replaced. A
    schema that is newer is taken as it is when it was declared to live with this program.

    Raises:
        StoreError: the database is newer than this program, damaged, sealed with another key, or
            empty although it was not.
    """
    with errors_named(store):
        async with store.read() as tx:
            found = await tx.connection.run_sync(_version)
            ready = await tx.connection.run_sync(_is_usable)
        if found is None and not anew:
            refuse_to_begin_anew(store.path, store.tombstones)
        if not ready:
            await _upgrade(store)
        async with store.write() as tx:
            await _check_key(tx)
            await erasures.make_hash_key(tx)
        await erasures.repeat(store, remove)
    store.note_made()


async def examine(store: Store) -> str | None:
    """The migration that the database is at, once it is found whole; changes nothing.

    Raises:
        StoreError: as `prepare` does.
    """
    with errors_named(store):
        async with store.read() as tx:
            version = await tx.connection.run_sync(_version)
            if version is None:
                return None
            if store.path is not None:
                found = (await tx.run(text("PRAGMA quick_check(1)"))).scalar()
                if found != "ok":
                    raise StoreError(f"the database {store.path} is damaged: {RESTORE}")
            key_check = (await tx.run(_note(KEY_CHECK))).scalar()
            lives_with = (await tx.run(_note(LIVES_WITH))).scalar()
    check_fit(version, key_check, store.vault, lives_with)
    return version


async def require_version(store: Store) -> None:
    """See that the database is of this very version, and fits the key; changes nothing.

    One that is newer may live with this program, and holds what this program does not know of: to
    copy it, or to seal all of it anew, would leave that out.

    Raises:
        StoreError: it is not, or as `examine` does.
    """
    found = await examine(store)
    if found is None:
        raise StoreError("the database is empty: there is nothing to copy yet")
    if found < SCHEMA_VERSION:
        raise StoreError(
            f"the database is of version {found}, this program of {SCHEMA_VERSION}:"
            " run `python -m bot migrate` first; for a backup before that, use the program that"
            " ran until now"
        )
    if found > SCHEMA_VERSION:
        raise StoreError(
            f"the database is of version {found}, and this program, which is of {SCHEMA_VERSION},"
            " does not know all that is in it: do this with the newer program"
        )


def check_fit(
    version: str, key_check: bytes | None, vault: Vault, lives_with: bytes | None = None
) -> None:
    """Refuse a database of a newer program that was not declared to live with this one, or one
    that is sealed with another key.

    Raises:
        StoreError: with the mend.
    """
    if version > SCHEMA_VERSION and not _lives_with_this(lives_with):
        raise StoreError(_too_new(version))
    if key_check is None:
        return
    try:
        vault.open(key_check, KEY_CHECK)
    except VaultError:
        raise StoreError(
            "the encryption key does not fit this database: put the key it was made with in"
            " BOT_ENCRYPTION_KEY (for SQLite it is in encryption.key beside the file)"
        ) from None


@contextmanager
def errors_named(store: Store) -> Iterator[None]:
    """What the database refuses, told with the mend as a `StoreError`."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(_why_not(store, error)) from error


def _why_not(store: Store, error: DBAPIError) -> str:
    state = _state(error)
    if state == _NO_ROOM:
        return "the disk of the database server is full: make room there"
    if state == _READ_ONLY:
        return (
            "the database takes no writes: give its user the right to write, or name the server"
            " that takes them in BOT_DATABASE_URL"
        )
    if store.path is None:
        return f"the database cannot be used ({error.orig}): is BOT_DATABASE_URL right?"
    if _has_no_room(store.path, error):
        return (
            f"the disk that holds {store.path} is full: make room, and delete neither that file"
            " nor its -wal (docs/operations.md, Disk full)"
        )
    # SQLite tells a damaged file by this very class; what can pass is a subclass of it.
    damaged = type(error.orig) is sqlite3.DatabaseError
    mend = (
        RESTORE
        if damaged
        else "see whether BOT_DATABASE_URL names the right file and who may write it"
    )
    return f"the database {store.path} cannot be used ({error.orig}): {mend}"


def _state(error: DBAPIError) -> str | None:
    """PostgreSQL's number for what went wrong."""
    return getattr(error.orig, "sqlstate", None)


def _has_no_room(path: Path, error: DBAPIError) -> bool:
    if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
        return True
    return path.parent.exists() and shutil.disk_usage(path.parent).free < _LITTLE


def _too_new(version: str) -> str:
    return (
        f"the database is of a newer version ({version}) than this program ({SCHEMA_VERSION}):"
        " install the newer program, or restore a backup made before the update"
    )


async def current_version(store: Store) -> str | None:
    """The migration that the database is at; None for an empty one."""
    async with store.read() as tx:
        return await tx.connection.run_sync(_version)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _is_usable(connection: Connection) -> bool:
    """Whether there is nothing to migrate: the schema is this one, or one that lives with it."""
    version = _version(connection)
    if version is None or version <= SCHEMA_VERSION:
        return version == SCHEMA_VERSION
    oldest: Any = connection.execute(_note(LIVES_WITH)).scalar()
    return _lives_with_this(oldest)


def _lives_with_this(oldest: bytes | None) -> bool:
    return oldest is not None and oldest.decode() <= SCHEMA_VERSION


async def _upgrade(store: Store) -> None:
    for _ in range(_ATTEMPTS):
        try:
            async with store.write(patient=True) as tx:
                await dialect.one_at_a_time(tx, _MIGRATION_LOCK)
                await dialect.give_way(tx)
                await tx.connection.run_sync(_upgrade_sync)
            return
        except DBAPIError as error:
            if _state(error) not in _HELD:
                raise
        await asyncio.sleep(_GIVES_WAY_FOR)
    raise StoreError(
        "the schema cannot be brought up to date while somebody reads or writes for so long:"
        " is a backup or a copy being made? Start again when it is done"
    )


def _upgrade_sync(connection: Connection) -> None:
    # Alembic costs a second to import, so only a database that is behind pays for it.
    from alembic import command
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    if _is_usable(connection):
        return  # another process was first
    config = alembic_config(connection)
    scripts = ScriptDirectory.from_config(config)
    found = _version(connection)
    try:
        if found is not None:
            scripts.get_revision(found)
    except CommandError:
        raise StoreError(_too_new(str(found))) from None
    command.upgrade(config, "head")
    head = scripts.get_revision("head")
    _declare(connection, getattr(head.module, "lives_with", None))


def _declare(connection: Connection, older: str | None) -> None:
    """Note from which older version on the schema lives with programs; the default is none."""
    connection.execute(delete(note).where(note.c.name == LIVES_WITH))
    if older is not None:
        connection.execute(insert(note).values(name=LIVES_WITH, value=older.encode()))


def is_used(item: Any, name: str | None, kind: str, reflected: bool, _other: Any) -> bool:
    """For Alembic: whether this is to be compared; not what stays for older programs alone."""
    whole = f"{item.table.name}.{name}" if kind == "column" else name
    return not reflected or whole not in LEFT_BEHIND


def alembic_config(connection: Connection | None = None) -> Any:
    """Alembic's configuration without an ini file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _note(name: str) -> Select[tuple[bytes]]:
    return select(note.c.value).where(note.c.name == name)


async def _check_key(tx: Tx) -> None:
    found = (await tx.run(_note(KEY_CHECK))).scalar()
    if found is None:
        values = {"name": KEY_CHECK, "value": tx.vault.seal(b"anker", KEY_CHECK)}
        # Whoever is second at the first opening has to fit the key of the other.
        await tx.run(dialect.insert(tx, note).values(values).on_conflict_do_nothing())
        found = (await tx.run(_note(KEY_CHECK))).scalar_one()
    check_fit(SCHEMA_VERSION, found, tx.vault)
    if not bytes(found).startswith(tx.vault.mark):
        await note_key(tx)


async def note_key(tx: Tx) -> None:
    """Note which key is the newest: whoever opens the database from now on has to have it."""
    value = tx.vault.seal(b"anker", KEY_CHECK)
    await tx.run(update(note).where(note.c.name == KEY_CHECK).values(value=value))


async def is_key_noted(tx: Tx) -> bool:
    """Whether somebody opened the database with the newest of these keys."""
    found = (await tx.run(_note(KEY_CHECK))).scalar()
    return found is not None and bytes(found).startswith(tx.vault.mark)
