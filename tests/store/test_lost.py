"""A database that is gone or empty and was not always: nothing takes its place by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot import checks
from bot.clock import MovableClock
from bot.running import open_app
from bot.settings import Settings
from bot.store import clients, erasures, opening
from bot.store.backup import backup_to, restore_from
from bot.store.engine import Store
from bot.store.errors import StoreError
from bot.store.opening import open_store
from bot.store.schema import prepare
from bot.store.tombstones import Tombstones
from bot.vault import Vault
from tests.store.databases import KEY, path_of, url_of
from tests.store.scenes import NOW, enrol
from tests.store.test_backup import settings_of

Do = Callable[[Settings], Awaitable[Any]]


async def _run(settings: Settings) -> None:
    token = SecretStr("1000001:LOCAL-test-token-that-opens-nothing-at-all")
    await open_app(settings.model_copy(update={"token": token}), MovableClock(NOW))


REFUSE: dict[str, Do] = {
    "run": _run,
    "migrate": opening.migrate,
    "reencrypt": opening.reencrypt,
    "backup": lambda settings: backup_to(settings, Path("nowhere.db")),
    "check": checks._database,
}


def _here(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, database_url=url_of(tmp_path / "anker.db"))


@pytest.fixture
async def here(tmp_path: Path) -> Settings:
    """A database that was in use, with its key beside it."""
    settings = _here(tmp_path)
    await opening.migrate(settings)
    return settings


def _gone(path: Path) -> None:
    path.unlink()


def _cut(path: Path) -> None:
    path.write_bytes(b"")


def _without_tables(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 1")


HOW = [_gone, _cut, _without_tables]


@pytest.mark.parametrize("lose", HOW)
@pytest.mark.parametrize("name", ["run", "migrate", "check"])
async def test_of_a_database_that_is_lost_the_mend_is_told_and_none_is_made(
    here: Settings, lose: Callable[[Path], None], name: str
) -> None:
    path = path_of(here.database_url)
    lose(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(StoreError, match=r"and there was one: .*anker\.db\.lock .*restore FILE"):
        await REFUSE[name](here)
    after = path.read_bytes() if path.exists() else None
    assert lose is _without_tables or after == before


@pytest.mark.parametrize("name", REFUSE)
async def test_every_command_says_so_and_leaves_the_key_and_the_log_alone(
    here: Settings, name: str
) -> None:
    path = path_of(here.database_url)
    _cut(path)
    path.with_name("encryption.key").unlink()
    log = path.with_name("anker.db-wal")
    log.write_bytes(b"what was written last")
    with pytest.raises(StoreError, match="restore FILE"):
        await REFUSE[name](here)
    assert log.read_bytes() == b"what was written last"
    assert not path.with_name("encryption.key").exists()


async def test_the_list_of_erasures_tells_of_it_too(tmp_path: Path) -> None:
    settings = _here(tmp_path)
    assert "will be made" in await checks._database(settings)
    Tombstones(settings.erasures_path).put("a" * 64, "b" * 64, NOW)
    for do in REFUSE.values():
        with pytest.raises(StoreError, match=r"anker\.db\.erased says so.*restore FILE"):
            await do(settings)
    assert not (tmp_path / "anker.db").exists()


async def test_a_server_that_is_empty_beside_a_list_of_erasures_stays_empty(
    postgres: Any, tmp_path: Path
) -> None:
    url = await postgres.make(migrated=False)
    tombstones = Tombstones(tmp_path / "erased")
    tombstones.put("a" * 64, "b" * 64, NOW)
    store = Store(url, Vault([KEY]), tombstones)
    with pytest.raises(StoreError, match=r"the database is gone or empty.*BOT_DATABASE_URL"):
        await prepare(store)
    found = await postgres.fetch(url, "SELECT 1 FROM pg_tables WHERE tablename = 'client'")
    assert found == []
    await store.close()
    await postgres.drop(url)


async def test_a_copy_is_put_back_into_a_server_that_was_lost(
    file_store: Store, postgres: Any, tmp_path: Path
) -> None:
    await prepare(file_store)
    await enrol(file_store)
    await backup_to(settings_of(file_store), copy := tmp_path / "copy.db")
    url = await postgres.make(migrated=False)
    named = {"database_url": url, "erasures_file": tmp_path / "erased"}
    Tombstones(tmp_path / "erased").put("a" * 64, "b" * 64, NOW)
    await restore_from(settings_of(file_store).model_copy(update=named), copy, NOW)
    assert await postgres.fetch(url, "SELECT chat_id FROM client") == [(101,)]
    await postgres.drop(url)


async def test_what_a_first_start_leaves_behind_that_was_ended_is_no_sign(tmp_path: Path) -> None:
    settings = _here(tmp_path)
    store = open_store(settings)
    store.hold_alone()
    await store.close()
    _cut(tmp_path / "anker.db")
    assert {path.name for path in tmp_path.iterdir()} == {
        "anker.db", "anker.db.lock", "encryption.key",
    }  # fmt: skip
    assert await checks._database(settings) == "empty: the first start fills it"
    assert await opening.migrate(settings) is not None


async def test_whoever_begins_anew_on_purpose_moves_away_what_is_named(here: Settings) -> None:
    path = path_of(here.database_url)
    path.unlink()
    path.with_name("anker.db.lock").unlink()
    assert await opening.migrate(here) is not None


async def test_a_copy_can_be_put_back_where_one_was_lost(here: Settings, tmp_path: Path) -> None:
    await backup_to(here, copy := tmp_path / "copy.db")
    _cut(path_of(here.database_url))
    await restore_from(here, copy, NOW)
    assert await checks._database(here) != "empty: the first start fills it"


async def test_a_copy_with_clients_gives_no_way_to_one_of_a_database_that_never_had_any(
    file_store: Store, empty_url: str, tmp_path: Path
) -> None:
    store = Store(empty_url, file_store.vault)
    await prepare(file_store)
    await enrol(file_store)
    await backup_to(settings_of(file_store), copy := tmp_path / "copy.db")
    before = copy.read_bytes()
    await prepare(store)
    with pytest.raises(StoreError, match=r"holds clients, and .* never had any: nothing was"):
        await backup_to(settings_of(store), copy)
    assert copy.read_bytes() == before
    await backup_to(settings_of(store), tmp_path / "other.db")
    await store.close()


async def test_when_the_last_client_left_the_copies_follow(store: Store, tmp_path: Path) -> None:
    await prepare(store)
    await enrol(store)
    await backup_to(settings_of(store), copy := tmp_path / "copy.db")
    async with store.write() as tx:
        found = await clients.find_by_chat(tx, 101)
        assert found is not None
        await erasures.remove(tx, found, NOW)
    await backup_to(settings_of(store), copy)
    with closing(sqlite3.connect(copy)) as made:
        assert made.execute("SELECT count(*) FROM client").fetchone() == (0,)
