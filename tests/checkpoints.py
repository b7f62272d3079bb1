"""Carrying SQLite's log over into the file, as the engine has it done: noted, and nothing more."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.store import sqlite_file


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files whose log was carried over."""
    found: list[Path] = []

    def note(path: Path, _how: str) -> int:
        found.append(path)
        return 0

    monkeypatch.setattr(sqlite_file, "checkpoint", note)
    return found


@pytest.fixture
def disk_full(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files for which it was tried, on a disk that takes nothing more."""
    found: list[Path] = []

    def fail(path: Path, _how: str) -> int:
        found.append(path)
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(sqlite_file, "checkpoint", fail)
    return found
