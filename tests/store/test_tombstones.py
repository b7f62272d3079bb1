"""Who was erased stays erased, also when a backup from before is put back."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from bot.store import clients, erasures
from bot.store.engine import Store
from bot.store.errors import StoreError
from bot.store.schema import prepare
from bot.store.tombstones import Grave, Tombstones
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
    assert all(len(word) == 64 or word in {LATER.isoformat(), "gone"} for word in written.split())
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


def _mark(letter: str) -> str:
    return letter * 64


def test_a_line_that_was_cut_short_spoils_no_other(graves: Tombstones) -> None:
    graves.put(_mark("a"), _mark("1"), NOW)
    with graves.path.open("a") as file:
        file.write(f"{NOW.isoformat()} {'b' * 20}")
    graves.put(_mark("c"), _mark("3"), LATER)
    assert graves.read() == {
        _mark("a"): Grave(NOW, gone={_mark("1")}),
        _mark("c"): Grave(LATER, gone={_mark("3")}),
    }


def test_wherever_a_line_is_cut_short_nobody_is_erased_by_what_is_left(graves: Tombstones) -> None:
    """A return that was half written says nothing; least of all that she is erased."""
    graves.put(_mark("a"), _mark("1"), NOW)
    before = graves.path.read_text()
    graves.note_return(_mark("a"), _mark("2"))
    line = graves.path.read_text()[len(before) :]
    for length in range(len(line.strip())):
        graves.path.write_text(before + line[:length])
        assert graves.read() == {_mark("a"): Grave(NOW, gone={_mark("1")})}


def test_who_came_back_is_named_until_erased_again(graves: Tombstones) -> None:
    graves.note_return(_mark("a"), _mark("0"))
    assert not graves.path.exists(), "nothing is noted of whoever was never erased"
    graves.put(_mark("a"), _mark("1"), NOW)
    graves.note_return(_mark("b"), _mark("0"))
    graves.note_return(_mark("a"), _mark("2"))
    assert graves.read() == {_mark("a"): Grave(NOW, gone={_mark("1")}, back={_mark("2")})}
    graves.put(_mark("a"), _mark("2"), NOW - timedelta(days=1))
    assert graves.read() == {_mark("a"): Grave(NOW, gone={_mark("1"), _mark("2")})}


def _read_by_an_older_program(path: Path) -> dict[str, datetime]:
    """It knows of an instant and a mark, and passes over what is anything else."""
    found: dict[str, datetime] = {}
    for line in path.read_text().splitlines():
        at, _, mark = line.partition(" ")
        with suppress(ValueError):
            instant = datetime.fromisoformat(at)
            if len(mark) == 64:
                found[mark] = max(instant, found.get(mark, instant))
    return found


def test_an_older_program_reads_the_list_and_this_one_reads_that_of_an_older(
    graves: Tombstones,
) -> None:
    graves.put(_mark("a"), _mark("1"), NOW)
    graves.note_return(_mark("a"), _mark("2"))
    assert _read_by_an_older_program(graves.path) == {_mark("a"): NOW}
    graves.path.write_text(f"{NOW.isoformat()} {_mark('a')}\n")
    assert graves.read() == {_mark("a"): Grave(NOW)}


async def test_of_a_record_that_the_list_does_not_name_the_instants_decide(
    kept: Store, graves: Tombstones
) -> None:
    """As in a list from before records were named, or when an older program enrolled somebody."""
    await enrol(kept, 101)
    await _erase(kept, 101)
    lines = graves.path.read_text().splitlines(keepends=True)
    graves.path.write_text("".join(line for line in lines if "gone" not in line))
    again = await enrol(kept, 101, created_at=LATER + timedelta(seconds=1))
    assert await erasures.repeat(kept) == 0
    async with kept.write() as tx:
        await clients.change(tx, again.id, created_at=LATER - timedelta(seconds=1))
    assert await erasures.repeat(kept) == 1


def test_what_is_older_than_any_backup_is_forgotten(graves: Tombstones) -> None:
    graves.purge(NOW)
    graves.put(_mark("a"), _mark("1"), NOW)
    graves.put(_mark("c"), _mark("3"), LATER)
    for mark in ("a", "c"):
        graves.note_return(_mark(mark), _mark("4"))
    graves.purge(LATER)
    assert graves.read() == {_mark("c"): Grave(LATER, gone={_mark("3")}, back={_mark("4")})}
    graves.purge(LATER + timedelta(days=1))
    assert not graves.path.exists()


def test_who_is_erased_while_older_ones_are_forgotten_stays_on_the_list(
    graves: Tombstones, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line is written by another thread, or by another machine on the same disk."""
    graves.put(_mark("a"), _mark("1"), NOW)
    put = Tombstones(graves.path).put
    other = Thread(target=put, args=(_mark("c"), _mark("3"), LATER))
    read = Tombstones.read

    def read_and_be_overtaken(self: Tombstones) -> dict[str, Grave]:
        found = read(self)
        other.start()
        other.join(0.5)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(Tombstones, "read", read_and_be_overtaken)
        graves.purge(LATER)
    other.join()
    assert graves.read() == {_mark("c"): Grave(LATER, gone={_mark("3")})}


def test_older_ones_are_forgotten_with_one_wait_for_the_disk(
    graves: Tombstones, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Erasures wait for as long as this takes."""
    for number in range(1, 6):
        graves.put(f"{number:064}", _mark("1"), NOW + timedelta(hours=number))
    synced: list[int] = []
    monkeypatch.setattr("os.fsync", synced.append)
    graves.purge(LATER + timedelta(hours=1))
    assert len(graves.read()) == 4
    assert len(synced) == 1
