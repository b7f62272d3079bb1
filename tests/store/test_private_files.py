"""The bot's own files: readable by their owner alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from bot.store import private_files


@pytest.fixture
def files(tmp_path: Path) -> tuple[Settings, Path]:
    """A database and its key, open to all."""
    for name in ("anker.db", "anker.db-wal", "encryption.key"):
        (tmp_path / name).write_bytes(b"x")
        (tmp_path / name).chmod(0o644)
    url = f"sqlite+aiosqlite:///{tmp_path / 'anker.db'}"
    return Settings(_env_file=None, database_url=url), tmp_path


def _modes(folder: Path) -> set[int]:
    return {path.stat().st_mode & 0o777 for path in folder.iterdir()}


def test_what_is_ones_own_is_closed(files: tuple[Settings, Path]) -> None:
    settings, folder = files
    assert len(private_files.list_open(settings)) == 3
    assert private_files.close(settings) == []
    assert _modes(folder) == {0o600}
    assert private_files.list_open(settings) == []


def test_what_belongs_to_another_is_left_and_named(
    files: tuple[Settings, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, folder = files
    monkeypatch.setattr(private_files, "_me", lambda: -7)
    assert {path.name for path in private_files.close(settings)} == {
        "anker.db", "anker.db-wal", "encryption.key",
    }  # fmt: skip
    assert _modes(folder) == {0o644}


def test_where_nothing_is_nothing_is_open(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'gone' / 'anker.db'}"
    assert private_files.list_open(Settings(_env_file=None, database_url=url)) == []


def test_the_database_itself_is_never_opened_whatever_it_is_called(
    files: tuple[Settings, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A process that opens a file and closes it gives up the locks that SQLite holds on it.
    settings, folder = files
    (folder / "link.db").symlink_to(folder / "anker.db")
    (folder / "hard.db").hardlink_to(folder / "anker.db-wal")
    (folder / "copy.db").write_bytes(b"SQLite format 3\0")
    opened, really = [], Path.open

    def noted(path: Path, *how: Any, **options: Any) -> Any:
        opened.append(path.name)
        return really(path, *how, **options)

    monkeypatch.setattr(Path, "open", noted)
    found = {one.path.name for one in private_files.list_open(settings)}
    assert "copy.db" in found
    assert not {"anker.db", "anker.db-wal", "link.db", "hard.db"} & set(opened)
