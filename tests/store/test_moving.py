"""Everything into another database, of the same kind or of the other, and the proof of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock

import pytest
from alembic import command
from sqlalchemy import Connection, text, update

from bot.settings import Settings
from bot.store import clients, copying, erasures, moving, restored, tables
from bot.store.backup import backup_to, restore_from
from bot.store.consents import PROGRAMME
from bot.store.copying import Digest
from bot.store.engine import Store
from bot.store.errors import StoreError
from bot.store.moving import copy_to
from bot.store.opening import open_store
from bot.store.schema import alembic_config, current_version, prepare
from bot.store.tombstones import Grave, Tombstones
from bot.vault import Vault
from tests.store.databases import KEY, Databases
from tests.store.scenes import NOW, enrol
from tests.store.seeding import everything, seed
from tests.store.test_backup import pairs_written, settings_of, slowly

pytestmark = pytest.mark.long


@pytest.fixture(params=["into sqlite", "into postgres"])
def elsewhere(request: pytest.FixtureRequest) -> Databases:
    """Where it is moved to."""
    kind = "sqlite_files" if request.param == "into sqlite" else "postgres"
    place: Databases = request.getfixturevalue(kind)
    return place


@pytest.fixture
async def other(elsewhere: Databases) -> AsyncIterator[Store]:
    """An empty database to move to."""
    url = await elsewhere.make(migrated=False)
    made = Store(url, Vault([KEY]))
    yield made
    await made.close()
    await elsewhere.drop(url)


async def _all_of(store: Store) -> dict[str, list[dict[str, Any]]]:
    """All rows in an order that both databases agree on."""
    return {name: sorted(rows, key=repr) for name, rows in (await everything(store)).items()}


def _to(store: Store, tmp_path: Path) -> Settings:
    return settings_of(store).model_copy(update={"erasures_file": tmp_path / "there.erased"})


async def _filled(store: Store) -> None:
    await prepare(store)
    for chat_id in range(1, 4):
        await seed(store, chat_id=chat_id, from_on=date(2026, 11, 23))
    async with store.write() as tx:  # the last number of an urge was given, and is gone
        await tx.run(text("DELETE FROM urge WHERE id = (SELECT max(id) FROM urge)"))
    await store.close()


async def _next_client(store: Store) -> int:
    return (await enrol(store, 999)).id


async def test_all_of_it_arrives_and_numbers_go_on(
    store: Store, other: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_AT_ONCE", 2)
    await _filled(store)
    Tombstones(tmp_path / "here.erased").put("a" * 64, "b" * 64, NOW)
    Tombstones(tmp_path / "here.erased").note_return("a" * 64, "c" * 64)
    here = settings_of(store).model_copy(update={"erasures_file": tmp_path / "here.erased"})
    lines = await copy_to(here, _to(other, tmp_path))
    before, after = await _all_of(store), await _all_of(other)
    assert after == before
    assert [line.partition(":")[0] for line in lines] == list(before)
    assert all(f": {len(before[line.partition(':')[0]])} rows, " in line for line in lines)
    assert Tombstones(tmp_path / "there.erased").read() == {
        "a" * 64: Grave(NOW, gone={"b" * 64}, back={"c" * 64})
    }
    async with other.write() as tx:
        last = max(row["id"] for row in before["client"])
        values = {"client_id": last, "started_at": NOW, "last_act_at": NOW}
        added = await tx.run(tables.urge.insert().values(values).returning(tables.urge.c.id))
        assert added.scalar_one() == max(row["id"] for row in before["urge"]) + 2
    assert await _next_client(other) == last + 1
    await store.close()


async def test_what_is_written_after_all_while_it_is_copied_is_taken_along_whole_or_not(
    store: Store, other: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by a bot that came after it was looked whether one was there."""
    monkeypatch.setattr(moving, "refuse_if_used", AsyncMock())
    slowly(monkeypatch)
    await prepare(store)
    await enrol(store)
    async with pairs_written(store) as written:
        before = len(written)
        await copy_to(settings_of(store), _to(other, tmp_path))
        assert len(written) > before, "writing went on"
    found = await _all_of(other)
    pair = next(row["value"] for row in found["note"] if row["name"] == "pair")
    assert [row["pushed"] for row in found["client"]] == [int(pair)]


async def test_a_target_with_anything_in_it_is_left_alone(
    store: Store, other: Store, tmp_path: Path
) -> None:
    await _filled(store)
    await prepare(other)
    await enrol(other, 5)
    await other.close()
    before = await _all_of(other)
    with pytest.raises(StoreError, match="not empty: nothing was copied"):
        await copy_to(settings_of(store), _to(other, tmp_path))
    assert await _all_of(other) == before


async def test_a_copy_that_differs_is_undone(
    store: Store, other: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _filled(store)
    copied = copying.digests_of

    async def _spoilt(tx: Any) -> copying.Digests:
        await tx.run(update(tables.client).values(pushed=7))
        return await copied(tx)

    monkeypatch.setattr(copying, "digests_of", _spoilt)
    with pytest.raises(StoreError, match="not the same in client: it was undone"):
        await copy_to(settings_of(store), _to(other, tmp_path))
    assert (await _all_of(other))["client"] == []


async def test_what_the_other_is_must_be_another(store: Store) -> None:
    await _filled(store)
    with pytest.raises(StoreError, match="the database itself"):
        await copy_to(settings_of(store), settings_of(store))


async def test_while_it_is_in_use_nothing_is_moved(store: Store, other: Store) -> None:
    await prepare(store)
    store.hold_alone()
    with pytest.raises(StoreError, match=r"in use|another process already uses"):
        await copy_to(settings_of(store), settings_of(other))


def test_a_digest_is_changed_by_any_value_and_not_by_the_order() -> None:
    one, two = {"a": 1, "b": None}, {"a": 2, "b": b"x"}
    digest = Digest().with_rows([one, two])
    assert digest == Digest().with_rows([two]).with_rows([one])
    assert digest != Digest().with_rows([one, {**two, "b": b"y"}])
    assert digest != Digest().with_rows([one, one])


# --- a server's backup is a file, and goes back into either


async def test_a_backup_of_a_server_goes_back_into_it(
    postgres_store: Store, tmp_path: Path
) -> None:
    await _filled(postgres_store)
    settings, copy = settings_of(postgres_store), tmp_path / "copy.db"
    settings = settings.model_copy(update={"erasures_file": tmp_path / "erased"})
    await backup_to(settings, copy)
    assert [found.name for found in tmp_path.iterdir()] == ["copy.db"]
    assert copy.stat().st_mode & 0o777 == 0o600
    before = await _all_of(postgres_store)
    await enrol(postgres_store, 998)
    await postgres_store.close()
    await restore_from(settings, copy, NOW)
    after = await _all_of(postgres_store)
    async with postgres_store.read() as tx:
        assert await restored.is_held(tx), "what goes to many waits until a coach says to go on"
        assert await restored.last_at(tx) == NOW
    assert {row["name"] for row in after.pop("note")} - {"restored", "restored-at"} == {
        row["name"] for row in before.pop("note")
    }
    for row in before["client"]:
        row.update(neutral=True, consent_ask_at=NOW)
    for row in before["consent"]:
        if row["purpose"] != PROGRAMME and row["withdrawn_at"] is None:
            row.update(withdrawn_at=NOW, lapsed=True)
    assert (after.pop("intake"), before.pop("intake") != []) == ([], True)
    assert after == before
    assert await _next_client(postgres_store) > max(row["id"] for row in before["client"])


async def test_what_was_erased_since_is_erased_again_on_a_server_too_and_sending_waits(
    postgres_store: Store, tmp_path: Path
) -> None:
    await prepare(postgres_store)
    for chat_id in (101, 303):
        await enrol(postgres_store, chat_id)
    settings, copy = _to(postgres_store, tmp_path), tmp_path / "copy.db"
    await postgres_store.close()
    await backup_to(settings, copy)
    live, later = open_store(settings), NOW + timedelta(hours=1)
    async with live.write() as tx:
        found = await clients.find_by_chat(tx, 101)
        assert found is not None
        await erasures.erase(tx, found, later)
    await live.close()
    await restore_from(settings, copy, later)
    again = open_store(settings)
    async with again.read() as tx:
        assert await clients.find_by_chat(tx, 101) is None
        assert await clients.find_by_chat(tx, 303) is not None
        assert await restored.is_held(tx)
    await again.close()


async def test_while_the_bot_is_on_the_server_nothing_is_put_back(
    postgres_store: Store, tmp_path: Path
) -> None:
    await _filled(postgres_store)
    settings, copy = settings_of(postgres_store), tmp_path / "copy.db"
    await backup_to(settings, copy)
    await enrol(postgres_store, 998)
    with pytest.raises(StoreError, match=r"in use .1 other connections.*nothing was changed"):
        await restore_from(settings, copy, NOW)
    assert len((await _all_of(postgres_store))["client"]) == 4


async def test_an_older_bot_that_is_on_the_server_keeps_the_schema_that_it_knows(
    postgres_store: Store, tmp_path: Path
) -> None:
    await _filled(postgres_store)
    settings, copy = settings_of(postgres_store), tmp_path / "copy.db"
    await backup_to(settings, copy)

    def back(connection: Connection) -> None:
        command.downgrade(alembic_config(connection), "-1")

    async with postgres_store.write() as tx:
        await tx.connection.run_sync(back)
    before = await current_version(postgres_store)
    assert before != tables.SCHEMA_VERSION
    with pytest.raises(StoreError, match=r"in use .1 other connections.*nothing was changed"):
        await restore_from(settings, copy, NOW)
    assert await current_version(postgres_store) == before
    await postgres_store.close()
    await restore_from(settings, copy, NOW)
    assert await current_version(postgres_store) == tables.SCHEMA_VERSION


async def test_a_server_that_takes_no_writes_is_told_with_the_mend(postgres_store: Store) -> None:
    async with postgres_store.write() as tx:
        name = (await tx.run(text("SELECT current_database()"))).scalar_one()
        await tx.run(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    await postgres_store.close()
    try:
        with pytest.raises(StoreError, match=r"takes no writes: .*BOT_DATABASE_URL"):
            await prepare(postgres_store)
    finally:
        await postgres_store.close()
        async with postgres_store.read() as tx:
            await tx.run(text("SET TRANSACTION READ WRITE"))
            await tx.run(text(f"ALTER DATABASE {name} RESET default_transaction_read_only"))
            await tx.connection.commit()
        await postgres_store.close()
