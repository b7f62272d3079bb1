"""What is whole to SQLite and does not open: told before a copy with it takes anybody's place."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot import checks
from bot.store.backup import backup_to, restore_from
from bot.store.engine import Store
from bot.store.erasures import HASH_KEY
from bot.store.errors import StoreError
from bot.store.schema import prepare
from bot.store.seals import all_sealed_columns
from bot.store.tables import note
from bot.store.tombstones import Tombstones
from bot.store.unopened import find_unopened
from bot.vault import Vault, new_key
from tests.store.databases import KEY
from tests.store.scenes import NOW
from tests.store.seeding import seed
from tests.store.test_backup import settings_of


def _with_one_bit_changed(sealed: bytes) -> bytes:
    return sealed[:-1] + bytes([sealed[-1] ^ 1])


async def _damage(store: Store) -> None:
    """One bit of every sealed value."""
    async with store.write() as tx:
        for column in all_sealed_columns():
            key = column.table.primary_key.columns[0]
            for row in (await tx.run(select(key, column))).all():
                values = {column: _with_one_bit_changed(row[1])}
                await tx.run(update(column.table).where(key == row[0]).values(values))


async def _told(store: Store) -> str:
    async with store.read() as tx:
        return await find_unopened(tx)


async def test_every_sealed_value_is_tried(store: Store) -> None:
    await prepare(store)
    await seed(store, chat_id=101)
    await seed(store, chat_id=202)
    assert await _told(store) == ""
    await _damage(store)
    told = await _told(store)
    columns = all_sealed_columns()
    assert told.startswith(f"{2 * len(columns)} sealed values cannot be opened")
    assert all(f"2 of {column}" in told for column in columns)
    assert "BOT_ENCRYPTION_KEY" in told


async def test_so_it_is_with_what_a_key_sealed_that_is_gone(store: Store) -> None:
    await prepare(store)
    await seed(store, chat_id=101)
    newer = Store(store.url, Vault([new_key()]))
    assert f"1 of note.{HASH_KEY}" in await _told(newer)
    assert f"{len(all_sealed_columns()) + 1} sealed values" in await _told(newer)
    await newer.close()


async def test_a_copy_with_damaged_words_is_put_back_only_when_that_is_wanted(
    store: Store, tmp_path: Path
) -> None:
    settings = settings_of(store).model_copy(update={"erasures_file": tmp_path / "erased"})
    await prepare(store)
    await seed(store, chat_id=101)
    await backup_to(settings, copy := tmp_path / "copy.db")
    whole = Store(f"sqlite+aiosqlite:///{copy}", store.vault)
    await _damage(whole)
    await whole.close()
    await store.close()
    with pytest.raises(StoreError, match=r"1 of letter.content_sealed.*Nothing was.*--damaged"):
        await restore_from(settings, copy, NOW)
    assert await _told(store) == ""
    await store.close()
    await restore_from(settings, copy, NOW, damaged=True)
    said = await checks._database(settings)
    assert isinstance(said, checks._Note)
    assert "1 of letter.content_sealed" in said
    await store.close()


async def test_when_the_key_of_the_list_is_damaged_the_mend_is_named(
    store: Store, tmp_path: Path
) -> None:
    await prepare(store)
    async with store.write() as tx:
        sealed = (await tx.run(select(note.c.value).where(note.c.name == HASH_KEY))).scalar_one()
        values = {"value": _with_one_bit_changed(sealed)}
        await tx.run(update(note).where(note.c.name == HASH_KEY).values(values))
    tombstones = Tombstones(tmp_path / "erased")
    tombstones.put("a" * 64, "b" * 64, NOW)
    with_list = Store(store.url, Vault([KEY]), tombstones)
    with pytest.raises(StoreError, match=r"key of the list of erasures .*BOT_ENCRYPTION_KEY"):
        await prepare(with_list)
    await with_list.close()
