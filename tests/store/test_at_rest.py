"""What people write is never in clear on the disk: not in the database, the WAL or a backup."""

from __future__ import annotations

import base64
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store import (
    anchors,
    appointments,
    broadcasts,
    clients,
    hard_days,
    intake,
    letterbox,
    safe_words,
)
from bot.store.backup import backup_to
from bot.store.engine import Store, Tx
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


SEALING = (
    "client", "broadcast", "intake", "outbox", "anchor", "letter", "appointment", "hard_day",
    "safe_word",
)  # fmt: skip


async def _say_it_everywhere(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        await clients.set_nickname(tx, noor.id, MARKER)
        await _keep_it(tx, noor.id)
        await broadcasts.add(tx, 700, {"text": MARKER}, NOW)
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


async def _keep_it(tx: Tx, client_id: int) -> None:
    """In every room that keeps words for a client."""
    for ready in (True, False):
        await anchors.add(tx, client_id, anchors.PLAN, {"if": MARKER}, NOW, ready=ready)
    await anchors.finish_plan(tx, client_id, MARKER)
    times = {"sealed_at": NOW, "opens_at": NOW, "gone_at": NOW + timedelta(days=1)}
    letter_id = await letterbox.add(tx, client_id, MARKER, long=False, **times)
    await letterbox.replace(tx, letter_id, MARKER * 2)
    noted = await appointments.begin(tx, client_id, "work", NOW)
    await appointments.set_note(tx, noted, MARKER)
    day = await hard_days.begin(tx, client_id, NOW.date(), NOW)
    await hard_days.set_name(tx, day, MARKER)
    word = safe_words.seal(tx, client_id, MARKER)
    await safe_words.change(tx, client_id, hash_sealed=word, next_sealed=word)


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
    assert b"daily" in copy.read_bytes(), "what is no secret is there"
    _assert_hidden(copy)


async def test_nothing_is_in_clear_in_any_row(store: Store) -> None:
    await _say_it_everywhere(store)
    rows = await everything(store)
    assert set(SEALING) <= {name for name in rows if rows[name]}
    shown = repr(rows).encode()
    assert not [form for form in FORMS if form in shown]


@pytest.mark.parametrize("table", SEALING)
async def test_what_is_sealed_can_be_told_by_its_column(store: Store, table: str) -> None:
    await _say_it_everywhere(store)
    for row in (await everything(store))[table]:
        for name, value in row.items():
            assert isinstance(value, bytes | None) or not name.endswith("_sealed")
            assert not isinstance(value, bytes) or name.endswith("_sealed")
