"""An old key is replaced: everything is sealed anew, and the old key can go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.store import erasures, rotation
from bot.store.engine import Store
from bot.store.errors import StoreError
from bot.store.intake import Arrival, add
from bot.store.rotation import count_others, seal_anew
from bot.store.schema import prepare
from bot.store.seals import PURPOSES, all_sealed_columns, purpose_of
from bot.store.tables import letter, metadata, note
from bot.vault import Vault, new_key
from tests.store.databases import KEY, Databases
from tests.store.scenes import NOW, enrol
from tests.store.seeding import WORDS, everything, seed

pytestmark = pytest.mark.long

NEW = new_key()


async def _with(url: str, *keys: str) -> Store:
    store = Store(url, Vault(keys))
    try:
        await prepare(store)
    except StoreError:
        await store.close()
        raise
    return store


async def _read_all(store: Store) -> list[str]:
    """Every sealed value of every table, opened."""
    found = []
    rows = await everything(store)
    for column in all_sealed_columns():
        for row in rows[column.table.name]:
            if row[column.name]:
                value = store.vault.open_json(row[column.name], purpose_of(column, row))
                assert value == {"text": WORDS}
                found.append(str(column))
    return found


def test_every_sealed_column_says_what_it_is_sealed_for() -> None:
    assert {str(column) for column in all_sealed_columns()} == set(PURPOSES)


def test_bytes_that_are_not_sealed_are_of_nobody() -> None:
    binary = {
        str(column)
        for table in metadata.sorted_tables
        for column in table.columns
        if column.type.python_type is bytes
    }
    assert binary - {"note.value", "road.taken"} == set(PURPOSES)


async def test_with_the_new_key_alone_everything_opens(store: Store) -> None:
    await prepare(store)
    await seed(store, chat_id=101)
    await seed(store, chat_id=202)
    await store.close()
    both = await _with(store.url, NEW, KEY)
    assert await count_others(both) == 2 * len(PURPOSES)
    assert await seal_anew(both) == 2 * len(PURPOSES) + 1
    assert await count_others(both) == 0
    await both.close()
    new = await _with(store.url, NEW)
    assert sorted(await _read_all(new)) == sorted([*PURPOSES] * 2)
    async with new.write() as tx:  # the key of the tombstones' hashes is sealed as well
        sealed = select(note.c.value).where(note.c.name == erasures.HASH_KEY)
        assert len(tx.vault.open((await tx.run(sealed)).scalar_one(), erasures.HASH_KEY)) == 32
    await new.close()
    with pytest.raises(StoreError, match="does not fit"):
        await _with(store.url, KEY)


async def test_what_was_cut_short_is_taken_up_where_it_was_left(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "_AT_ONCE", 2)
    await prepare(store)
    seeded = [await seed(store, chat_id=chat_id) for chat_id in range(1, 6)]
    spoilt = letter.c.id == seeded[3]["letter"]["id"]
    await store.close()
    both = await _with(store.url, NEW, KEY)
    async with both.write() as tx:
        await tx.run(update(letter).where(spoilt).values(content_sealed=b"\1" * 60))
    with pytest.raises(StoreError, match=r"letter\.content_sealed cannot be opened .*BOT_ENC"):
        await seal_anew(both)
    left = await count_others(both)
    assert 0 < left < 5 * len(PURPOSES)
    async with both.write() as tx:  # torn up: an empty value is not sealed
        await tx.run(update(letter).where(spoilt).values(content_sealed=b""))
    assert await seal_anew(both) == left
    assert len(await _read_all(both)) == 5 * len(PURPOSES) - 1
    await both.close()


async def test_while_the_bot_runs_without_the_new_key_nothing_is_changed(
    store: Store, databases: Databases
) -> None:
    await prepare(store)
    await seed(store, chat_id=101)
    store.hold_alone()
    both = Store(store.url, Vault([NEW, KEY]))
    with pytest.raises(StoreError, match=r"nothing was changed.*BOT_ENCRYPTION_KEY.*migrate"):
        await seal_anew(both)
    assert len(await _read_all(store)) == len(PURPOSES)
    await both.close()


async def test_while_the_bot_runs_with_both_keys_it_goes_on_writing(store: Store) -> None:
    await prepare(store)
    await seed(store, chat_id=101)
    await store.close()
    running = await _with(store.url, NEW, KEY)
    running.hold_alone()
    aside = Store(store.url, Vault([NEW, KEY]))
    assert await seal_anew(aside) > 0
    await enrol(running, 303)
    async with running.write() as tx:
        later = NOW + timedelta(minutes=1)
        assert await add(tx, 9, [Arrival(5, 303, {"update_id": 5})], later) == {5: True}
    assert await count_others(running) == 0
    await aside.close()
    await running.close()
