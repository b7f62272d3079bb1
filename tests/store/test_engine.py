"""Transactions: nothing lost between many tasks and several processes, nothing half done."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, ProgrammingError

from bot.store import connecting, dialect, notes, sqlite_file
from bot.store.engine import Store, Tx
from bot.store.errors import StoreError, is_database_error
from bot.store.tables import client
from bot.store.trial import try_to_write
from bot.vault import Vault
from tests.store.databases import KEY, path_of, together, url_of
from tests.store.elsewhere import both, count_up
from tests.store.scenes import client_of, enrol


@pytest.mark.long
async def test_no_increment_of_many_tasks_is_lost(store: Store) -> None:
    noor = await enrol(store)
    await together(lambda _: count_up(store, noor.id, 5), 40)
    assert (await client_of(store, noor.id)).pushed == 200


@pytest.mark.long
async def test_no_increment_of_two_processes_is_lost(store: Store) -> None:
    noor = await enrol(store)
    assert await both("count", store.url, KEY, str(noor.id), "100") == [0, 0]
    assert (await client_of(store, noor.id)).pushed == 200


async def test_a_transaction_that_fails_leaves_nothing_behind(store: Store) -> None:
    noor = await enrol(store)

    async def fail() -> None:
        async with store.write() as tx:
            await tx.run(update(client).values(pushed=7))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert (await client_of(store, noor.id)).pushed == 0


async def test_a_cancelled_transaction_leaves_nothing_behind_and_the_next_one_goes_on(
    store: Store,
) -> None:
    noor = await enrol(store)
    written = asyncio.Event()

    async def write_and_wait() -> None:
        async with store.write() as tx:
            await tx.run(update(client).values(pushed=7))
            written.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(write_and_wait())
    await written.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await count_up(store, noor.id, 1)
    assert (await client_of(store, noor.id)).pushed == 1


async def test_a_reader_sees_the_last_commit_while_a_writer_is_busy(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        await tx.run(update(client).values(pushed=7))
        assert (await client_of(store, noor.id)).pushed == 0
    assert (await client_of(store, noor.id)).pushed == 7


async def test_a_reading_transaction_sees_one_state_of_a_sqlite_file(file_store: Store) -> None:
    noor = await enrol(file_store)
    async with file_store.read() as tx:
        before = (await tx.run(select(client.c.pushed))).scalar()
        await count_up(file_store, noor.id, 1)
        assert (await tx.run(select(client.c.pushed))).scalar() == before


async def test_what_refers_to_nothing_is_refused_and_that_is_our_own_fault(store: Store) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key") as caught:
        await enrol(store, cohort_id=404)
    assert not is_database_error(caught.value)


async def test_a_statement_that_makes_no_sense_is_our_own_fault(postgres_store: Store) -> None:
    with pytest.raises(ProgrammingError) as caught:
        async with postgres_store.write() as tx:
            await tx.run(text("SELECT nothing FROM nowhere"))
    assert not is_database_error(caught.value)


async def test_a_text_that_does_not_fit_is_our_own_fault(postgres_store: Store) -> None:
    with pytest.raises(DBAPIError) as caught:
        async with postgres_store.write() as tx:
            await tx.run(text("INSERT INTO note (name) VALUES (repeat('x', 1000))"))
    assert not is_database_error(caught.value)


async def test_a_connection_that_the_server_ends_is_its_fault(postgres_store: Store) -> None:
    end = text("SELECT pg_terminate_backend(pg_backend_pid())")
    with pytest.raises(DBAPIError) as caught:
        async with postgres_store.write() as tx:
            await tx.run(end)
    assert is_database_error(caught.value)
    await enrol(postgres_store)


async def test_a_file_that_another_process_keeps_locked_is_not_our_fault(
    file_store: Store,
) -> None:
    other = Store(file_store.url, file_store.vault)
    async with other.write() as theirs, file_store.read() as tx:
        await theirs.run(text("SELECT 1"))
        await tx.run(text("PRAGMA busy_timeout=0"))
        with pytest.raises(OperationalError, match="locked") as caught:
            await tx.run(update(client).values(pushed=1))
    await other.close()
    assert is_database_error(caught.value)


async def test_a_writer_that_reads_first_keeps_other_writers_out(file_store: Store) -> None:
    other = Store(file_store.url, file_store.vault)
    async with file_store.write() as tx:
        await tx.run(select(client))
        async with other.read() as theirs:
            await theirs.run(text("PRAGMA busy_timeout=0"))
            with pytest.raises(OperationalError, match="locked"):
                await theirs.run(update(client).values(pushed=1))
    await other.close()


async def test_a_transaction_without_a_statement_leaves_nothing_open(file_store: Store) -> None:
    async with file_store.write():
        pass
    with pytest.raises(ZeroDivisionError):
        async with file_store.write():
            raise ZeroDivisionError
    async with file_store.read() as tx:
        assert (await tx.run(select(client))).all() == []
    await enrol(file_store)


async def test_a_sqlite_commit_survives_a_power_cut(file_store: Store) -> None:
    async with file_store.write() as tx:
        pragmas = [
            (await tx.run(text(f"PRAGMA {name}"))).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    full = 2
    assert pragmas == ["wal", full, 1, 5000]


async def test_no_commit_carries_the_log_of_sqlite_over_and_a_tick_does(file_store: Store) -> None:
    path = path_of(file_store.url)
    before = path.stat().st_mtime_ns
    for number in range(30):  # more than the thousand pages at which SQLite would do it
        async with file_store.write() as tx:
            await notes.put(tx, f"page {number}", "x" * 200_000)
    assert path.stat().st_mtime_ns == before
    assert _log_of(path).stat().st_size > 1_000 * 4_096
    async with file_store.read() as tx:
        assert await notes.find(tx, "page 29") is not None
    await file_store.carry_over()
    alone = path.with_name("alone.db")
    # Not by this process: whoever closes a file gives all its locks on it free.
    copying = await asyncio.create_subprocess_exec("cp", path, alone)
    assert await copying.wait() == 0
    with contextlib.closing(sqlite3.connect(alone)) as found:
        assert found.execute("SELECT count(*) FROM note WHERE name LIKE 'page %'").fetchone() == (
            30,
        )
    size = _log_of(path).stat().st_size
    async with file_store.write() as tx:
        await notes.put(tx, "after", "x" * 200_000)
    assert _log_of(path).stat().st_size == size, "it begins at its start again"


async def test_what_was_carried_over_once_is_left_alone(
    file_store: Store, carried: list[Path]
) -> None:
    async with file_store.read():
        pass
    await file_store.carry_over()
    assert carried == []
    async with file_store.write() as tx:
        await notes.put(tx, "one", "more")
    await file_store.carry_over()
    await file_store.carry_over()
    assert carried == [path_of(file_store.url)]


async def test_the_log_begins_anew_though_somebody_reads(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "_READERS_END", 5.0)
    log = _log_of(path_of(file_store.url))
    async with file_store.read() as tx:
        assert await notes.find(tx, "page 0") is None  # from here on it sees this state
        for number in range(30):
            async with file_store.write() as writing:
                await notes.put(writing, f"page {number}", "x" * 200_000)
        size = log.stat().st_size
        carrying = asyncio.create_task(file_store.carry_over())
        await asyncio.sleep(0.1)
    await carrying
    async with file_store.write() as writing:
        await notes.put(writing, "after", "x" * 200_000)
    assert log.stat().st_size == size


async def test_what_came_meanwhile_is_carried_over_while_nobody_writes(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, alone = [9_000, 0], list[bool]()

    def carry(_path: Path, _how: str) -> int:
        alone.append(file_store._sqlite_writer.locked())
        return left.pop(0)

    monkeypatch.setattr(sqlite_file, "checkpoint", carry)
    async with file_store.write() as tx:
        await notes.put(tx, "one", "more")
    await file_store.carry_over()
    assert alone == [False, True]


async def test_what_the_disk_did_not_take_is_tried_again(
    file_store: Store, disk_full: list[Path]
) -> None:
    async with file_store.write() as tx:
        await notes.put(tx, "one", "more")
    for _ in range(2):
        with pytest.raises(StoreError, match="full"):
            await file_store.carry_over()
    assert len(disk_full) == 2


async def test_a_file_is_given_free_when_nothing_is_carried_over_any_more(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, go_on = list[Path](), threading.Event()

    def slow(path: Path, _how: str) -> int:
        go_on.wait(10)
        done.append(path)
        return 0

    monkeypatch.setattr(sqlite_file, "checkpoint", slow)
    async with file_store.write() as tx:
        await notes.put(tx, "one", "more")
    carrying = asyncio.create_task(file_store.carry_over())
    await asyncio.sleep(0.02)
    carrying.cancel()
    closing = asyncio.create_task(file_store.close())
    await asyncio.sleep(0.02)
    assert not closing.done()
    go_on.set()
    await closing
    assert done


async def test_a_second_holder_of_a_sqlite_file_is_sent_away(file_store: Store) -> None:
    file_store.hold_alone()
    second = Store(file_store.url, file_store.vault)
    with pytest.raises(StoreError, match="another process already uses") as caught:
        second.hold_alone()
    await second.close()
    assert "BOT_DATABASE_URL" in str(caught.value)


async def test_a_file_that_was_given_free_can_be_held_again(file_store: Store) -> None:
    file_store.hold_alone()
    file_store.hold_alone()
    await file_store.close()
    second = Store(file_store.url, file_store.vault)
    second.hold_alone()
    await second.close()


async def test_several_processes_may_hold_one_postgres(postgres_store: Store) -> None:
    second = Store(postgres_store.url, postgres_store.vault)
    postgres_store.hold_alone()
    second.hold_alone()
    await second.close()


async def test_what_the_server_does_by_itself_is_nobody_else(postgres_store: Store) -> None:
    """Such as tidying up, or, as here, helping with somebody's query."""
    other = Store(postgres_store.url, postgres_store.vault)
    async with other.read() as theirs:
        await theirs.run(text("SET LOCAL debug_parallel_query = on"))
        asking = asyncio.create_task(theirs.run(text("SELECT pg_sleep(0.6)")))
        await asyncio.sleep(0.3)
        async with postgres_store.read() as tx:
            here = text(
                "SELECT backend_type FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            there, others = (await tx.run(here)).scalars().all(), await dialect.count_others(tx)
        await asking
    await other.close()
    assert sorted(there) == ["client backend", "parallel worker"]
    assert others == 1


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("postgresql+asyncpg://anker:geheim@127.0.0.1:1/anker", "Connection refused"),
        ("postgresql+asyncpg://anker:geheim@/anker?host=/nowhere", "No such file or directory"),
    ],
)
async def test_a_server_that_is_not_there_is_named_without_the_password(
    url: str, why: str
) -> None:
    store = Store(url, Vault([KEY]))
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        async with store.write():
            pass
    await store.close()
    assert is_database_error(caught.value)
    assert str(caught.value).startswith(f"the database cannot be reached ({why}): see")
    assert "BOT_DATABASE_URL" in str(caught.value)
    assert "geheim" not in str(caught.value)


async def test_a_database_that_vanished_is_a_database_error(file_store: Store) -> None:
    path_of(file_store.url).unlink()
    async with file_store.write() as tx:
        with pytest.raises(OperationalError) as caught:
            await tx.run(select(client.c.id))
    assert is_database_error(caught.value)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"folder .*/file/data of the database cannot be made"):
        Store(url_of(tmp_path / "file" / "data" / "anker.db"), Vault([KEY]))


def test_a_missing_driver_is_named_with_the_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    with pytest.raises(StoreError, match="pip install asyncpg"):
        Store("postgresql+asyncpg://anker@/anker", Vault([KEY]))


async def test_nobody_waits_for_ever_for_a_server_that_does_not_answer(
    postgres_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "_ANSWERS_WITHIN", 0.3)
    with pytest.raises(StoreError, match="does not answer") as caught:
        async with postgres_store.write() as tx:
            await tx.run(text("SELECT pg_sleep(60)"))
    assert is_database_error(caught.value)
    async with postgres_store.write(patient=True) as tx:
        await tx.run(text("SELECT pg_sleep(0.4)"))


async def test_a_transaction_of_a_process_that_is_frozen_is_ended_by_the_server(
    postgres_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would else commit after another process began, and hold its rows until then."""
    monkeypatch.setattr(connecting, "_IDLE", 200)
    store = Store(postgres_store.url, postgres_store.vault)
    noor = await enrol(store)
    with pytest.raises(DBAPIError) as caught:
        async with store.write() as tx:
            await tx.run(update(client).where(client.c.id == noor.id).values(pushed=7))
            await asyncio.sleep(1)
    assert is_database_error(caught.value)
    assert (await client_of(store, noor.id)).pushed == 0
    await store.close()


async def test_what_a_fence_stops_writes_nothing(store: Store) -> None:
    async def shut(tx: Tx) -> None:
        raise ZeroDivisionError

    noor = await enrol(store)
    with pytest.raises(ZeroDivisionError):
        async with store.fenced(shut).write() as tx:
            await tx.run(update(client).values(pushed=7))
    assert (await client_of(store, noor.id)).pushed == 0


async def test_a_failed_write_of_the_leader_s_ticks_counts_as_one_of_the_process(
    store: Store,
) -> None:
    async def fence(_tx: Tx) -> None:
        raise OperationalError("SELECT", {}, Exception("gone"))

    with pytest.raises(OperationalError):
        async with store.fenced(fence).write():
            pass
    assert store.health.errors == 1
    assert store.health.write_failed
    await try_to_write(store)
    assert not store.health.write_failed
    async with store.read() as tx:
        assert await notes.find(tx, "trial") is None


async def test_a_failed_read_casts_no_doubt_on_writing(store: Store) -> None:
    with pytest.raises(OperationalError):
        async with store.read():
            raise OperationalError("SELECT", {}, Exception("gone"))
    assert store.health.errors == 1
    assert not store.health.write_failed


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
