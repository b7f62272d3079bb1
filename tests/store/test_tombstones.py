"""Who was erased stays erased, also when a backup from before is put back."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from bot.store import clients, erasures
from bot.store.engine import Store, StoreError
from bot.store.schema import prepare
from bot.store.tombstones import Tombstones
from tests.store.scenes import NOW, enrol
from tests.store.seeding import everything

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def graves(tmp_path: Path) -> Tombstones:
    return Tombstones(tmp_path / "elsewhere" / "anker.erased")


@pytest.fixture
async def kept(store: Store, graves: Tombstones) -> Store:
    """The same database, with a list of erasures."""
    store.tombstones = graves
    await prepare(store)
    return store


async def _erase(store: Store, chat_id: int) -> None:
    async with store.write() as tx:
        found = await clients.find_by_chat(tx, chat_id)
        assert found is not None
        await erasures.erase(tx, found, LATER)


async def test_an_erasure_is_repeated_in_a_database_that_does_not_know_of_it(kept: Store) -> None:
    await enrol(kept, 101)
    await enrol(kept, 202)
    await _erase(kept, 101)
    await enrol(kept, 101)  # as a backup from before would have it
    await prepare(kept)
    assert [row["chat_id"] for row in (await everything(kept))["client"]] == [202]


async def test_whoever_came_back_after_the_erasure_stays(kept: Store) -> None:
    await enrol(kept, 101)
    await _erase(kept, 101)
    again = await enrol(kept, 101, created_at=LATER + timedelta(seconds=1))
    assert await erasures.repeat(kept) == 0
    assert [row["id"] for row in (await everything(kept))["client"]] == [again.id]


async def test_the_list_says_nothing_about_anybody_and_only_its_owner_reads_it(
    kept: Store, graves: Tombstones
) -> None:
    await enrol(kept, 4_242_424_242)
    await _erase(kept, 4_242_424_242)
    written = graves.path.read_text()
    assert "4242424242" not in written
    assert len(written.split()) == 2
    assert graves.path.stat().st_mode & 0o777 == 0o600


async def test_nobody_is_erased_when_that_cannot_be_written_down(
    kept: Store, graves: Tombstones
) -> None:
    await enrol(kept, 101)
    graves.path.mkdir(parents=True)
    with pytest.raises(StoreError, match=r"list of erasures .*BOT_ERASURES_FILE"):
        await _erase(kept, 101)
    assert len((await everything(kept))["client"]) == 1


async def test_at_the_start_it_is_seen_that_erasures_could_be_written_down(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    store.tombstones = Tombstones(tmp_path / "file" / "anker.erased")
    with pytest.raises(StoreError, match=r"list of erasures .*Not a directory.*BOT_ERASURES_FILE"):
        await prepare(store)


def test_a_line_that_was_cut_short_spoils_no_other(graves: Tombstones) -> None:
    graves.put("a" * 64, NOW)
    with graves.path.open("a") as file:
        file.write(f"{NOW.isoformat()} {'b' * 20}")
    graves.put("c" * 64, LATER)
    assert graves.read() == {"a" * 64: NOW, "c" * 64: LATER}


def test_what_is_older_than_any_backup_is_forgotten(graves: Tombstones) -> None:
    graves.purge(NOW)
    graves.put("a" * 64, NOW)
    graves.put("c" * 64, LATER)
    graves.purge(LATER)
    assert graves.read() == {"c" * 64: LATER}
    graves.purge(LATER + timedelta(days=1))
    assert not graves.path.exists()


def test_who_is_erased_while_older_ones_are_forgotten_stays_on_the_list(
    graves: Tombstones, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line is written by another thread, or by another machine on the same disk."""
    graves.put("a" * 64, NOW)
    other = Thread(target=Tombstones(graves.path).put, args=("c" * 64, LATER))
    read = Tombstones.read

    def read_and_be_overtaken(self: Tombstones) -> dict[str, datetime]:
        found = read(self)
        other.start()
        other.join(0.5)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(Tombstones, "read", read_and_be_overtaken)
        graves.purge(LATER)
    other.join()
    assert graves.read() == {"c" * 64: LATER}


def test_older_ones_are_forgotten_with_one_wait_for_the_disk(
    graves: Tombstones, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Erasures wait for as long as this takes."""
    for number in range(1, 6):
        graves.put(f"{number:064}", NOW + timedelta(hours=number))
    synced: list[int] = []
    monkeypatch.setattr("os.fsync", synced.append)
    graves.purge(LATER + timedelta(hours=1))
    assert len(graves.read()) == 4
    assert len(synced) == 1
