"""Copies of a SQLite database, and putting them back."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock, Mock

import pytest
from alembic import command
from sqlalchemy import Connection, text, update
from sqlalchemy.exc import DBAPIError

from bot.content.model import Content
from bot.outbox.kinds import CALLS
from bot.rooms import features_for
from bot.settings import Settings
from bot.store import backup, clients, copying, erasures, intake, notes, restored
from bot.store.backup import WORDED, backup_to, restore_from
from bot.store.engine import Store
from bot.store.errors import StoreError
from bot.store.intake import Arrival
from bot.store.opening import open_store
from bot.store.schema import LIVES_WITH, alembic_config, current_version, prepare
from bot.store.tables import SCHEMA_VERSION, client
from bot.vault import new_key
from tests.store.databases import KEY, path_of, url_of
from tests.store.scenes import NOW, client_of, enrol, letter, post


def settings_of(store: Store, key: str | None = KEY) -> Settings:
    """Settings that name this database."""
    values: dict[str, Any] = {"_env_file": None, "database_url": store.url, "encryption_key": key}
    return Settings(**values)


def _rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
async def original(file_store: Store) -> Store:
    """A database with a client, ready for use."""
    await prepare(file_store)
    await enrol(file_store)
    return file_store


@pytest.fixture
async def copy(original: Store, tmp_path: Path) -> Path:
    """A backup of it."""
    path = tmp_path / "copy.db"
    await backup_to(settings_of(original), path)
    return path


# --- backup


async def test_a_copy_holds_what_the_database_holds(original: Store, copy: Path) -> None:
    assert _rows(copy, "SELECT chat_id FROM client") == [(101,)]
    assert _rows(copy, "PRAGMA integrity_check") == [("ok",)]
    assert original.path is not None


async def test_a_copy_is_one_file_that_only_its_owner_reads(copy: Path) -> None:
    assert [found.name for found in copy.parent.iterdir()] == ["copy.db"]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert _rows(copy, "PRAGMA journal_mode") == [("delete",)]


async def test_what_is_not_in_the_file_yet_is_in_the_copy(original: Store, copy: Path) -> None:
    path = path_of(original.url)
    assert path.with_name(path.name + "-wal").stat().st_size > 0
    assert _rows(copy, "SELECT count(*) FROM client") == [(1,)]


async def test_what_came_in_and_what_goes_out_word_for_word_is_left_out(
    original: Store, tmp_path: Path
) -> None:
    async with original.write() as tx:
        await intake.add(tx, 1, [Arrival(5, 101, {"message": {"text": "dag"}})], NOW)
    await post(original, letter("reply"), letter("daily", kind="daily", payload=None))
    await backup_to(settings_of(original), copy := tmp_path / "copy.db")
    assert _rows(copy, "SELECT * FROM intake") == []
    assert _rows(copy, "SELECT dedupe_key FROM outbox") == [("daily",)]


@asynccontextmanager
async def pairs_written(store: Store) -> AsyncIterator[list[int]]:
    """Until the block ends, one number after another is written into two tables at once: no copy
    may hold it in one without the other. Gives those written so far.
    """
    written: list[int] = []

    async def write() -> None:
        number = len(written) + 1
        async with store.write() as tx:
            await notes.put(tx, "pair", str(number))
            await tx.run(update(client).values(pushed=number))
        written.append(number)

    async def go_on() -> None:
        while True:
            await write()

    await write()
    writing = asyncio.create_task(go_on())
    try:
        yield written
    finally:
        writing.cancel()
        await asyncio.wait([writing])


def slowly(patch: pytest.MonkeyPatch) -> None:
    """Between two tables there is time to write: the files of tests are copied too soon."""
    in_lots = copying.in_lots

    async def slow(*given: Any) -> AsyncIterator[list[dict[str, Any]]]:
        await asyncio.sleep(0.01)
        async for lot in in_lots(*given):
            yield lot

    patch.setattr(copying, "in_lots", slow)


@pytest.mark.long
async def test_a_copy_made_while_writing_goes_on_is_consistent(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch)
    await prepare(store)
    await enrol(store)
    settings = settings_of(store).model_copy(update={"erasures_file": tmp_path / "erased"})
    copies, meanwhile = [tmp_path / f"{number}.db" for number in range(3)], 0
    async with pairs_written(store) as written:
        for copy in copies:
            before = len(written)
            await backup_to(settings, copy)
            meanwhile += len(written) - before
    assert meanwhile > 0, "writing went on"
    query = "SELECT CAST(value AS TEXT), pushed FROM client, note WHERE note.name = 'pair'"
    found = [row for copy in copies for row in _rows(copy, query)]
    assert len(found) == len(copies)
    assert [int(one) for one, _ in found] == [other for _, other in found]
    assert [_rows(copy, "PRAGMA integrity_check") for copy in copies] == [[("ok",)]] * 3


async def test_a_copy_replaces_an_older_one(original: Store, copy: Path) -> None:
    await enrol(original, 102)
    await backup_to(settings_of(original), copy)
    assert _rows(copy, "SELECT count(*) FROM client") == [(2,)]


async def test_a_backup_that_fails_leaves_the_older_one_and_no_trace(
    original: Store, copy: Path
) -> None:
    before = copy.read_bytes()
    async with original.write() as tx:
        await tx.run(text("DROP TABLE intake"))
    with pytest.raises(StoreError, match=r"cannot be copied .*no such table: intake"):
        await backup_to(settings_of(original), copy)
    assert copy.read_bytes() == before
    assert [found.name for found in copy.parent.iterdir()] == ["copy.db"]


async def test_a_database_that_is_garbage_is_not_copied(tmp_path: Path, original: Store) -> None:
    await original.close()
    path_of(original.url).write_bytes(b"garbage" * 2_000)
    with pytest.raises(StoreError, match=r"cannot be copied .*not a database.*bot restore FILE"):
        await backup_to(settings_of(original), tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


async def test_there_has_to_be_a_database_to_copy(tmp_path: Path) -> None:
    values: dict[str, Any] = {"_env_file": None, "database_url": url_of(tmp_path / "none.db")}
    settings = Settings(**values)
    with pytest.raises(StoreError, match=r"no database at .*none\.db yet"):
        await backup_to(settings, tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


async def test_the_database_is_never_replaced_by_its_own_copy(
    original: Store, tmp_path: Path
) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(path_of(original.url))
    for target in (path_of(original.url), link):
        with pytest.raises(StoreError, match="is the database itself"):
            await backup_to(settings_of(original), target)
        with pytest.raises(StoreError, match="is the database itself"):
            await restore_from(settings_of(original), target, NOW)


async def test_what_is_no_copy_is_never_replaced_by_one(original: Store, tmp_path: Path) -> None:
    key = tmp_path / "encryption.key"
    key.write_text(KEY)
    with pytest.raises(StoreError, match="is no copy of a database"):
        await backup_to(settings_of(original), key)
    assert key.read_text() == KEY


async def test_a_file_of_the_bot_that_is_not_there_yet_is_no_place_for_a_copy(
    original: Store,
) -> None:
    database = path_of(original.url)
    for own in (database.with_name(f"{database.name}-wal"), settings_of(original).erasures_path):
        own.unlink(missing_ok=True)
        with pytest.raises(StoreError, match="is a file of the bot itself"):
            await backup_to(settings_of(original), own)
        assert not own.exists()


@pytest.mark.parametrize("log", ["closed", "as a kill leaves it"])
async def test_from_a_disk_that_turned_read_only_there_is_a_last_copy(
    original: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: str
) -> None:
    await enrol(original, 102)
    path = path_of(original.url)
    lying = {end: path.with_name(path.name + end) for end in ("", "-wal")}
    files = {end: file.read_bytes() for end, file in lying.items()}
    await original.close()
    if log != "closed":
        for end, file in lying.items():
            file.write_bytes(files[end])
    _read_only(monkeypatch, path)
    before = sorted(path.parent.iterdir())
    (tmp_path / "out").mkdir()
    await backup_to(settings_of(original), copy := tmp_path / "out" / "copy.db")
    assert _rows(copy, "SELECT chat_id FROM client ORDER BY id") == [(101,), (102,)]
    assert list(copy.parent.iterdir()) == [copy]
    assert sorted(path.parent.iterdir())[: len(before)] == before


def _read_only(monkeypatch: pytest.MonkeyPatch, database: Path) -> None:
    """As the system and SQLite say it: whoever runs the tests may be allowed everything."""
    take, access = backup._take, os.access

    def refused(source: Path, target: Path) -> None:
        if source == database:
            raise sqlite3.OperationalError("attempt to write a readonly database")
        take(source, target)

    def asked(place: Path, mode: int) -> bool:
        return place not in (database, database.parent) and access(place, mode)

    monkeypatch.setattr(backup, "_take", refused)
    monkeypatch.setattr(os, "access", asked)


async def test_where_something_else_is_wrong_the_files_are_not_read_as_they_lie(
    original: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody may be writing in them."""
    writable = os.access
    _read_only(monkeypatch, path_of(original.url))
    monkeypatch.setattr(os, "access", writable)
    with pytest.raises(StoreError, match=r"cannot be copied .*readonly"):
        await backup_to(settings_of(original), tmp_path / "copy.db")


async def test_a_folder_that_is_not_there_is_named(original: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"/nowhere cannot be written to \(No such file"):
        await backup_to(settings_of(original), tmp_path / "nowhere" / "copy.db")


# --- restore


async def test_a_copy_put_back_holds_what_it_held_then(original: Store, copy: Path) -> None:
    settings = settings_of(original)
    await enrol(original, 102)
    await original.close()
    await restore_from(settings, copy, NOW)
    again = Store(original.url, original.vault)
    await prepare(again)
    async with again.read() as tx:
        chats = (await tx.run(text("SELECT chat_id FROM client"))).scalars().all()
        mode = (await tx.run(text("PRAGMA journal_mode"))).scalar()
    await again.close()
    assert chats == [101]
    assert mode == "wal"


async def test_what_the_replaced_file_had_not_taken_in_is_not_laid_over_the_copy(
    original: Store, copy: Path
) -> None:
    path = path_of(original.url)
    await enrol(original, 102)
    leftover = path.with_name(path.name + "-wal").read_bytes()
    await original.close()
    path.with_name(path.name + "-wal").write_bytes(leftover)
    await restore_from(settings_of(original), copy, NOW)
    assert _rows(path, "SELECT chat_id FROM client") == [(101,)]


async def test_a_copy_that_cannot_be_put_back_after_all_leaves_what_was_written_last(
    original: Store, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the file is mounted by itself: nothing can take its place."""
    path = path_of(original.url)
    before, log = path.read_bytes(), path.with_name(path.name + "-wal")
    await enrol(original, 102)
    leftover = log.read_bytes()
    await original.close()
    path.write_bytes(before)
    log.write_bytes(leftover)  # as a kill leaves the two
    put = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if target == path:
            raise OSError(errno.EBUSY, "Device or resource busy")
        return put(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(OSError, match="busy"):
        await restore_from(settings_of(original), copy, NOW)
    assert _rows(path, "SELECT chat_id FROM client ORDER BY id") == [(101,), (102,)]


async def test_a_database_put_back_is_read_by_its_owner_alone(original: Store, copy: Path) -> None:
    await original.close()
    copy.chmod(0o644)
    await restore_from(settings_of(original), copy, NOW)
    assert path_of(original.url).stat().st_mode & 0o777 == 0o600


async def test_a_copy_can_be_put_where_there_is_no_database_yet(
    original: Store, copy: Path, tmp_path: Path
) -> None:
    elsewhere = Store(url_of(tmp_path / "new" / "anker.db"), original.vault)
    await restore_from(settings_of(elsewhere), copy, NOW)
    assert (await client_of(elsewhere, 1)).chat_id == 101
    await elsewhere.close()


@pytest.mark.parametrize("at", ["the copy", "bringing it up to date", "making it one file"])
async def test_where_there_is_no_room_for_it_that_place_is_named(
    original: Store, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    if at == "the copy":
        named = OSError(errno.ENOSPC, "No space left on device", str(copy), None, "other")
        monkeypatch.setattr(shutil, "copyfile", Mock(side_effect=named))
    elif at == "bringing it up to date":
        refused = DBAPIError("INSERT", {}, sqlite3.OperationalError("database or disk is full"))
        monkeypatch.setattr(restored, "take_care", AsyncMock(side_effect=refused))
    else:
        refused_by_sqlite = sqlite3.OperationalError("database or disk is full")
        monkeypatch.setattr(backup, "_as_one_file", Mock(side_effect=refused_by_sqlite))
    await original.close()
    place = tmp_path / "small"
    settings = settings_of(Store(url_of(place / "anker.db"), original.vault))
    with pytest.raises(
        StoreError, match=f"copied into {place} .*(No space|is full).*room"
    ) as told:
        await restore_from(settings, copy, NOW)
    assert "INSERT" not in str(told.value)
    assert [found.name for found in place.iterdir()] == ["anker.db.lock"]


GARBAGE = {
    "empty": b"",
    "text": b"dit is geen database",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(5_000),
}


async def _refused(store: Store, copy: Path, reason: str, key: str | None = KEY) -> None:
    """Refused for this reason, and nothing was changed."""
    path = path_of(store.url)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=reason):
        await restore_from(settings_of(store, key), copy, NOW)
    assert path.read_bytes() == before
    assert not [found for found in path.parent.iterdir() if found.name.endswith(".part")]


@pytest.mark.parametrize("content", GARBAGE.values(), ids=GARBAGE.keys())
async def test_garbage_is_not_put_back(original: Store, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "copy.db").write_bytes(content)
    await _refused(original, tmp_path / "copy.db", "not a whole copy .*nothing was changed")


async def test_half_a_copy_is_not_put_back(original: Store, copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-8_192])
    await _refused(original, copy, "not a whole copy")


async def test_a_copy_with_a_damaged_page_is_not_put_back(original: Store, copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    content[4_096 : 4_096 + 2_000] = b"\xff" * 2_000
    copy.write_bytes(content)
    await _refused(original, copy, "not a whole copy")


async def test_the_database_of_another_program_is_not_put_back(
    original: Store, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "copy.db")) as other:
        other.execute("CREATE TABLE client (name TEXT)")
    await _refused(original, tmp_path / "copy.db", "not a whole copy")


async def test_the_copy_of_a_newer_program_is_not_put_back(original: Store, copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as newer, newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.execute("DELETE FROM note WHERE name = ?", (LIVES_WITH,))
    await _refused(original, copy, r"newer version \(9999\)")


async def test_a_copy_that_the_key_does_not_fit_is_not_put_back(
    original: Store, copy: Path
) -> None:
    await _refused(original, copy, "key does not fit", key=new_key())


async def test_without_a_key_nothing_is_put_back_and_no_key_is_made(
    copy: Path, tmp_path: Path
) -> None:
    values: dict[str, Any] = {"_env_file": None}
    settings = Settings(database_url=url_of(tmp_path / "new" / "anker.db"), **values)
    with pytest.raises(StoreError, match=r"no encryption\.key in .*BOT_ENCRYPTION_KEY"):
        await restore_from(settings, copy, NOW)
    assert not (tmp_path / "new" / "encryption.key").exists()


async def test_while_the_bot_runs_nothing_is_put_back(original: Store, copy: Path) -> None:
    original.hold_alone()
    await _refused(original, copy, "another process already uses")
    await _refused(original, copy, "another process already uses")


async def test_a_copy_is_read_without_a_trace_beside_it(original: Store, copy: Path) -> None:
    await original.close()
    copy.parent.chmod(0o500)
    try:
        await restore_from(settings_of(original), copy, NOW)
    finally:
        copy.parent.chmod(0o700)
    assert [found.name for found in copy.parent.iterdir()] == ["copy.db"]


async def test_a_copy_of_an_older_version_is_brought_up_to_date(
    original: Store, copy: Path
) -> None:
    await original.close()

    def back(connection: Connection) -> None:
        command.downgrade(alembic_config(connection), "0001")

    older = Store(url_of(copy), original.vault)
    async with older.write() as tx:
        await tx.connection.run_sync(back)
    await older.close()
    await restore_from(settings_of(original), copy, NOW)
    again = Store(original.url, original.vault)
    assert await current_version(again) == SCHEMA_VERSION
    assert (await client_of(again, 1)).chat_id == 101
    await again.close()


async def test_what_was_erased_since_is_erased_again_and_sending_waits(
    original: Store, copy: Path
) -> None:
    settings = settings_of(original)
    await enrol(original, 202)
    later = NOW + timedelta(hours=1)
    live = open_store(settings)
    async with live.write() as tx:
        found = await clients.find_by_chat(tx, 101)
        assert found is not None
        await erasures.erase(tx, found, later)
    await live.close()
    await original.close()
    await restore_from(settings, copy, later)
    again = open_store(settings)
    async with again.read() as tx:
        assert await clients.find_by_chat(tx, 101) is None
        assert await restored.is_held(tx)
    await again.close()
    await restore_from(settings, copy, later, wait=False)
    async with again.read() as tx:
        assert not await restored.is_held(tx)
    await again.close()


async def test_of_each_kind_of_letter_it_is_known_whether_its_words_are_in_it(
    content: Content,
) -> None:
    kinds = {kind for feature in features_for(content) for kind in feature.kinds} | set(CALLS)
    assert set(WORDED) <= kinds
    assert kinds - set(WORDED) == WRITTEN_WHEN_THEY_LEAVE


WRITTEN_WHEN_THEY_LEAVE = {
    "aftercare", "appointment", "ask_hour", "bc_card", "bc_csv", "bc_fix", "bc_shown", "bc_undo",
    "broadcast", "daily", "hard_day", "relay_check", "relay_mark", "relay_unsaid", "return",
    "told", "topic_gone",
}  # fmt: skip
"""Kinds of letters whose row holds numbers alone."""


# --- odd names and links

ODD = ["vraag?.db", "a#b%20 c&d=e.db", "map?x/copy.db"]


@pytest.mark.parametrize("name", ODD)
async def test_a_copy_with_an_odd_name_is_put_back_as_any_other(
    original: Store, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    settings = settings_of(original)
    await backup_to(settings, path)
    await enrol(original, 998)
    await original.close()
    await restore_from(settings, path, NOW)
    database = path_of(original.url)
    assert len(_rows(database, "SELECT id FROM client")) == 1
    assert not (tmp_path / name.partition("?")[0]).exists() or "?" not in name


@pytest.mark.parametrize("name", ODD)
async def test_a_copy_of_a_server_gets_the_name_that_was_asked_for(
    postgres_store: Store, tmp_path: Path, name: str
) -> None:
    await prepare(postgres_store)
    await enrol(postgres_store)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    await backup_to(settings_of(postgres_store), path)
    assert len(_rows(path, "SELECT id FROM client")) == 1
    assert {found.name for found in path.parent.iterdir()} == {path.name}


async def test_what_is_not_whole_in_the_end_is_told_and_put_nowhere(
    original: Store, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = copy.read_bytes()

    def emptied(path: Path) -> None:
        path.write_bytes(b"")

    monkeypatch.setattr(backup, "_as_one_file", emptied)
    await enrol(original, 998)
    await original.close()
    with pytest.raises(StoreError, match="not a whole copy"):
        await restore_from(settings_of(original), copy, NOW)
    assert len(_rows(path_of(original.url), "SELECT id FROM client")) == 2
    assert copy.read_bytes() == before


async def test_behind_a_link_the_file_itself_is_replaced_and_the_link_stays(
    original: Store, copy: Path, tmp_path: Path
) -> None:
    database, link = path_of(original.url), tmp_path / "link.db"
    await enrol(original, 998)
    await original.close()
    link.symlink_to(database)
    settings = settings_of(original).model_copy(update={"database_url": url_of(link)})
    await restore_from(settings, copy, NOW)
    assert link.is_symlink()
    assert len(_rows(database, "SELECT id FROM client")) == 1


async def test_through_two_links_a_database_is_held_by_one(
    original: Store, tmp_path: Path
) -> None:
    stores = []
    for name in ("one.db", "other.db"):
        (tmp_path / name).symlink_to(path_of(original.url))
        stores.append(Store(url_of(tmp_path / name), original.vault))
    stores[0].hold_alone()
    for store in (stores[1], original):
        with pytest.raises(StoreError, match="another process"):
            store.hold_alone()
    for store in stores:
        await store.close()
