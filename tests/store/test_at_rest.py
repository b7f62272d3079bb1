"""What people write is never in clear on the disk: not in the database, the WAL or a backup."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from bot.store import broadcasts, clients, intake
from bot.store.backup import backup_to
from bot.store.engine import Store
from bot.store.intake import Arrival
from bot.store.outbox import REFUSED, Settlement, settle
from tests.store.databases import path_of
from tests.store.scenes import NOW, enrol, letter, post
from tests.store.seeding import everything
from tests.store.test_backup import settings_of

MARKER = "zeehondje-wachtwoord-71"
FORMS = (
    MARKER.encode(),
    MARKER.encode("utf-16-le"),
    base64.b64encode(MARKER.encode())[:24],
    MARKER.encode().hex().encode(),
)


async def _say_it_everywhere(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        await clients.set_nickname(tx, noor.id, MARKER)
        await broadcasts.add_draft(tx, 700, {"text": MARKER}, NOW)
        await intake.add(tx, 1, [Arrival(5, 101, {"message": {"text": MARKER}})], NOW)
        await intake.add(tx, 1, [Arrival(6, 101, {"message": {"text": MARKER}})], NOW)
        await intake.mark(tx, 1, 6, "done")
    payload = {"method": "sendMessage", "params": {"text": MARKER}}
    rows = await post(
        store,
        letter("waits", payload=payload, client_id=noor.id),
        letter("went", payload=payload, owner="me"),
        letter("daily", kind="daily", payload=payload),
    )
    async with store.write() as tx:
        await settle(tx, [Settlement(rows[1], REFUSED)], NOW)


def _assert_hidden(path: Path) -> None:
    content = path.read_bytes()
    assert not [form for form in FORMS if form in content], path.name


async def test_nothing_is_in_clear_in_the_file_nor_in_the_log_beside_it(file_store: Store) -> None:
    await _say_it_everywhere(file_store)
    path = path_of(file_store.url)
    wal = path.with_name(path.name + "-wal")
    assert b"went" in wal.read_bytes(), "the log is where the words would be"
    files = [found for found in path.parent.iterdir() if found.name.startswith(path.name)]
    assert wal in files
    for found in files:
        _assert_hidden(found)


async def test_nothing_is_in_clear_once_the_log_is_taken_in(file_store: Store) -> None:
    await _say_it_everywhere(file_store)
    await file_store.close()
    content = path_of(file_store.url).read_bytes()
    assert b"went" in content
    _assert_hidden(path_of(file_store.url))


async def test_nothing_is_in_clear_in_a_backup(file_store: Store, tmp_path: Path) -> None:
    await _say_it_everywhere(file_store)
    copy = tmp_path / "copy.db"
    await backup_to(settings_of(file_store), copy)
    _assert_hidden(copy)


async def test_nothing_is_in_clear_in_any_row(store: Store) -> None:
    await _say_it_everywhere(store)
    rows = await everything(store)
    assert {"client", "broadcast", "intake", "outbox"} <= {name for name in rows if rows[name]}
    shown = repr(rows).encode()
    assert not [form for form in FORMS if form in shown]


@pytest.mark.parametrize("table", ["client", "broadcast", "intake", "outbox"])
async def test_what_is_sealed_can_be_told_by_its_column(store: Store, table: str) -> None:
    await _say_it_everywhere(store)
    for row in (await everything(store))[table]:
        for name, value in row.items():
            assert isinstance(value, bytes | None) or not name.endswith("_sealed")
            assert not isinstance(value, bytes) or name.endswith("_sealed")
