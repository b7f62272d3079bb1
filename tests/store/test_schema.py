"""Migrations: from nothing, on both databases, at once from two sides; and what is refused."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, delete, insert, inspect, select, text
from sqlalchemy.exc import OperationalError

from bot.store import schema
from bot.store.engine import Store
from bot.store.errors import StoreError
from bot.store.schema import (
    LIVES_WITH,
    alembic_config,
    current_version,
    errors_named,
    examine,
    is_used,
    prepare,
    require_version,
)
from bot.store.tables import SCHEMA_VERSION, metadata, note
from bot.store.trial import try_to_write
from bot.vault import Vault, new_key
from tests.store.databases import KEY, Databases, path_of, together
from tests.store.elsewhere import both
from tests.store.seeding import everything, seed


async def _prepared(url: str, *keys: str) -> None:
    store = Store(url, Vault(keys or [KEY]))
    try:
        await prepare(store)
    finally:
        await store.close()


async def test_an_empty_database_gets_every_table(empty_url: str) -> None:
    store = Store(empty_url, Vault([KEY]))
    assert await current_version(store) is None
    await prepare(store)
    assert await current_version(store) == SCHEMA_VERSION
    async with store.read() as tx:
        names = await tx.connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await store.close()
    assert set(names) == {*metadata.tables, "alembic_version"}


async def test_migrations_and_tables_agree(store: Store) -> None:
    def differences(connection: Connection) -> list[object]:
        options = {"compare_type": True, "compare_server_default": True, "include_object": is_used}
        return list(
            compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
        )

    async with store.write() as tx:
        assert await tx.connection.run_sync(differences) == []


NUMBERED = [table.name for table in metadata.sorted_tables if "id" in table.columns]


@pytest.mark.parametrize("table", NUMBERED)
async def test_sqlite_never_gives_a_number_again(file_store: Store, table: str) -> None:
    # Old buttons hold numbers: of a draft thrown away, of an urge, of a client who was erased.
    async with file_store.read() as tx:
        query = text("SELECT sql FROM sqlite_master WHERE name = :name").bindparams(name=table)
        assert "PRIMARY KEY AUTOINCREMENT" in (await tx.run(query)).scalar_one()


def test_the_version_of_the_tables_is_that_of_the_last_migration() -> None:
    scripts = ScriptDirectory.from_config(alembic_config())
    assert scripts.get_heads() == [SCHEMA_VERSION]


@pytest.mark.long
async def test_the_schema_can_be_taken_back_and_put_in_again(empty_url: str) -> None:
    from alembic import command

    store = Store(empty_url, Vault([KEY]))
    await prepare(store)

    def back_and_forth(connection: Connection) -> None:
        command.downgrade(alembic_config(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        command.upgrade(alembic_config(connection), "head")

    async with store.write() as tx:
        await tx.connection.run_sync(back_and_forth)
    await prepare(store)
    await store.close()


async def test_a_database_that_is_up_to_date_is_opened_without_alembic(
    file_store: Store,
) -> None:
    code = (
        "import asyncio, sys\n"
        "from bot.store.engine import Store\n"
        "from bot.store.schema import prepare\n"
        "from bot.vault import Vault\n"
        "async def main():\n"
        "    store = Store(sys.argv[1], Vault([sys.argv[2]]))\n"
        "    await prepare(store)\n"
        "    await store.close()\n"
        "asyncio.run(main())\n"
        "assert 'alembic' not in sys.modules\n"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, file_store.url, KEY)
    assert await process.wait() == 0


async def test_looking_at_an_empty_database_makes_nothing(
    empty_url: str, databases: Databases
) -> None:
    store = Store(empty_url, Vault([KEY]))
    assert await examine(store) is None
    await store.close()
    with pytest.raises(Exception, match="alembic_version"):
        await databases.fetch(empty_url, "SELECT * FROM alembic_version")


async def test_looking_at_a_whole_database_gives_its_version(store: Store) -> None:
    assert await examine(store) == SCHEMA_VERSION
    await prepare(store)
    assert await examine(store) == SCHEMA_VERSION


async def test_looking_finds_another_key(store: Store) -> None:
    await prepare(store)
    other = Store(store.url, Vault([new_key()]))
    with pytest.raises(StoreError, match="does not fit"):
        await examine(other)
    await other.close()


async def test_looking_finds_damage_that_opening_does_not_meet(file_store: Store) -> None:
    await prepare(file_store)
    (page,) = await _pages(file_store, "ix_outbox_settled_at")
    await file_store.close()
    path = path_of(file_store.url)
    whole = bytearray(path.read_bytes())
    whole[(page - 1) * 4096 : page * 4096] = b"\x0d" * 4096
    path.write_bytes(whole)
    damaged = Store(file_store.url, file_store.vault)
    await prepare(damaged)
    with pytest.raises(StoreError, match=r"(damaged|malformed).*restore"):
        await examine(damaged)
    await damaged.close()


async def _pages(store: Store, name: str) -> list[int]:
    async with store.read() as tx:
        query = text("SELECT rootpage FROM sqlite_master WHERE name = :name")
        return list((await tx.run(query.bindparams(name=name))).scalars())


@pytest.mark.long
async def test_two_processes_may_migrate_at_once(empty_url: str, databases: Databases) -> None:
    assert await both("migrate", empty_url, KEY) == [0, 0]
    found = await databases.fetch(empty_url, "SELECT version_num FROM alembic_version")
    assert found == [(SCHEMA_VERSION,)]


@pytest.mark.long
async def test_two_may_migrate_an_older_one_at_once_and_no_row_is_lost(store: Store) -> None:
    await prepare(store)
    for chat_id in (101, 202, 303):
        await seed(store, chat_id=chat_id)
    before = await everything(store)
    async with store.write() as tx:
        older = await tx.connection.run_sync(_back_by_one)
    await store.close()
    assert await both("migrate", store.url, KEY) == [0, 0]
    assert await current_version(store) == SCHEMA_VERSION
    after = await everything(store)
    for name, columns in older.items():
        assert _of(after[name], columns) == _of(before[name], columns), name


def _back_by_one(connection: Connection) -> dict[str, set[str]]:
    """To the schema before this one; gives the columns that it has in each table."""
    command.downgrade(alembic_config(connection), "-1")
    seen = inspect(connection)
    return {
        name: {column["name"] for column in seen.get_columns(name)}
        for name in seen.get_table_names()
        if name in metadata.tables
    }


def _of(rows: list[dict[str, Any]], columns: set[str]) -> list[str]:
    """What stands in these columns; which schema lives with which is another matter."""
    kept = ({key: row[key] for key in row if key in columns} for row in rows)
    return sorted(repr(row) for row in kept if row.get("name") != LIVES_WITH)


async def test_a_migration_that_never_gets_its_table_says_what_may_be_in_the_way(
    postgres_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "_ATTEMPTS", 2)
    monkeypatch.setattr(schema, "_GIVES_WAY_FOR", 0.01)
    async with postgres_store.write() as tx:
        await tx.connection.run_sync(_back_by_one)
    async with postgres_store.write() as reader:
        await reader.run(text("LOCK TABLE alembic_version IN SHARE MODE"))
        with pytest.raises(StoreError, match="is a backup or a copy being made"):
            await prepare(postgres_store)
    await prepare(postgres_store)


@pytest.mark.long
async def test_many_may_open_a_database_for_the_first_time_at_once(
    empty_url: str, databases: Databases
) -> None:
    await together(lambda _: _prepared(empty_url), 6)
    notes = await databases.fetch(
        empty_url, f"SELECT name FROM note WHERE name <> '{LIVES_WITH}' ORDER BY name"
    )
    assert notes == [("erasure-key",), ("key-check",)]


@pytest.mark.long
async def test_of_two_keys_at_the_first_opening_one_is_refused(empty_url: str) -> None:
    async def attempt(_: int) -> StoreError | None:
        try:
            await _prepared(empty_url, new_key())
        except StoreError as error:
            return error
        return None

    (refused,) = filter(None, await together(attempt, 2))
    assert "does not fit" in str(refused)


@pytest.mark.long
async def test_a_newer_database_is_refused_with_the_mend(empty_url: str) -> None:
    store = Store(empty_url, Vault([KEY]))
    await prepare(store)
    async with store.write() as tx:
        await tx.run(text("UPDATE alembic_version SET version_num = '9999'"))
        await tx.run(delete(note).where(note.c.name == LIVES_WITH))
    with pytest.raises(StoreError, match=r"newer version \(9999\).*install the newer program"):
        await prepare(store)
    assert await current_version(store) == "9999"
    await store.close()


@asynccontextmanager
async def _of_a_newer_program(url: str, version: str, lives_with: str) -> AsyncIterator[Store]:
    """A database as a newer program leaves it."""
    store = Store(url, Vault([KEY]))
    await prepare(store)
    async with store.write() as tx:
        await tx.run(text(f"UPDATE alembic_version SET version_num = '{version}'"))
        await tx.run(delete(note).where(note.c.name == LIVES_WITH))
        await tx.run(insert(note).values(name=LIVES_WITH, value=lives_with.encode()))
    yield store
    await store.close()


@pytest.mark.long
@pytest.mark.parametrize("oldest", [SCHEMA_VERSION, "0001"], ids=["this one", "an older one"])
async def test_a_newer_database_that_lives_with_this_program_is_used_as_it_is(
    empty_url: str, oldest: str
) -> None:
    async with _of_a_newer_program(empty_url, "9999", oldest) as store:
        await prepare(store)
        assert await examine(store) == await current_version(store) == "9999"


@pytest.mark.long
async def test_one_that_lives_with_newer_programs_only_is_refused(empty_url: str) -> None:
    async with _of_a_newer_program(empty_url, "9999", "9998") as store:
        for refuse in (prepare, examine):
            with pytest.raises(StoreError, match=r"newer version \(9999\).*install the newer"):
                await refuse(store)


@pytest.mark.long
async def test_what_copies_or_seals_everything_wants_the_newer_program_then(
    empty_url: str,
) -> None:
    async with _of_a_newer_program(empty_url, "9999", SCHEMA_VERSION) as store:
        with pytest.raises(StoreError, match="with the newer program") as found:
            await require_version(store)
    assert "migrate" not in str(found.value)


@pytest.mark.long
async def test_an_older_database_is_to_be_migrated_first_and_copied_by_its_own_program(
    empty_url: str,
) -> None:
    async with _of_a_newer_program(empty_url, "0001", "0001") as store:
        with pytest.raises(
            StoreError, match=r"migrate.*for a backup before that, use the program"
        ):
            await require_version(store)


@pytest.mark.long
async def test_a_migration_takes_back_what_an_earlier_one_declared(empty_url: str) -> None:
    from alembic import command

    async with _of_a_newer_program(empty_url, SCHEMA_VERSION, "0001") as store:
        async with store.write() as tx:
            await tx.connection.run_sync(lambda c: command.downgrade(alembic_config(c), "-1"))
        await prepare(store)
        async with store.read() as tx:
            kept = (await tx.run(select(note.c.value).where(note.c.name == LIVES_WITH))).scalar()
        script = ScriptDirectory.from_config(alembic_config()).get_revision("head")
        declared = getattr(script.module, "lives_with", None)
        assert kept == (declared.encode() if declared else None)


async def test_a_database_sealed_with_another_key_is_refused_with_the_mend(store: Store) -> None:
    await prepare(store)
    with pytest.raises(StoreError, match=r"does not fit this database.*BOT_ENCRYPTION_KEY"):
        await _prepared(store.url, new_key())


async def test_a_key_taken_over_by_a_newer_one_still_opens_the_database(store: Store) -> None:
    await prepare(store)
    await _prepared(store.url, new_key(), KEY)


async def test_the_key_check_does_not_hold_the_key(store: Store) -> None:
    await prepare(store)
    async with store.read() as tx:
        kept = (await tx.run(select(note.c.value))).scalars().all()
    assert not [value for value in kept if KEY.encode() in value]


GARBAGE = {
    "not a database": b"dit is geen database, dit is een brief" * 500,
    "a header and nothing more": b"SQLite format 3\x00" + bytes(84),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
}


@pytest.mark.parametrize("content", GARBAGE.values(), ids=GARBAGE.keys())
async def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "anker.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"anker\.db cannot be used.*restore"):
        await _prepared(f"sqlite+aiosqlite:///{path}")
    assert path.read_bytes() == content


@pytest.mark.parametrize("kept", [50, 5_000, 90_000, -4_096])
async def test_a_truncated_database_is_refused(file_store: Store, kept: int) -> None:
    await file_store.close()
    path = path_of(file_store.url)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(
        StoreError, match=r"\.db cannot be used \(.*(malformed|not a database).*restore"
    ):
        await _prepared(file_store.url)


async def test_a_damaged_page_of_the_schema_is_refused(file_store: Store) -> None:
    await file_store.close()
    path = path_of(file_store.url)
    whole = bytearray(path.read_bytes())
    whole[100:4096] = b"\xff" * 3996
    path.write_bytes(whole)
    with pytest.raises(StoreError, match=r"\.db cannot be used"):
        await _prepared(file_store.url)


async def test_a_full_disk_is_told_as_one(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with file_store.write() as tx:
        await tx.run(text("PRAGMA max_page_count=1"))  # as many as there are
    told = pytest.raises(StoreError, match=r"the disk that holds .*\.db is full: make room")
    with told, errors_named(file_store):
        await try_to_write(file_store)
    # With nothing left at all SQLite cannot open its files, and calls it an error of the disk.
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=4_096))
    with told, errors_named(file_store):
        raise OperationalError("BEGIN", {}, sqlite3.OperationalError("disk I/O error"))


@pytest.mark.long
async def test_a_database_of_another_program_is_refused_and_left_alone(
    empty_url: str, databases: Databases
) -> None:
    store = Store(empty_url, Vault([KEY]))
    async with store.write() as tx:
        await tx.run(text("CREATE TABLE client (name VARCHAR(20))"))
    with pytest.raises(StoreError, match="cannot be used"):
        await prepare(store)
    await store.close()
    assert await databases.fetch(empty_url, "SELECT name FROM client") == []


async def test_a_database_that_does_not_exist_on_the_server_is_named(
    postgres_store: Store,
) -> None:
    url = postgres_store.url.replace("/test_", "/nowhere_")
    with pytest.raises(StoreError, match=r"nowhere_.*does not exist"):
        await _prepared(url)


async def test_a_refused_login_is_told_without_the_password(postgres_store: Store) -> None:
    url = postgres_store.url.replace("postgres@", "anker:geheim@")
    with pytest.raises(StoreError, match="anker") as caught:
        await _prepared(url)
    assert "geheim" not in str(caught.value)
