"""The draft of a migration that `python -m tools.new_migration` writes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, Table

from bot.store import schema
from bot.store.tables import SCHEMA_VERSION, metadata
from tools.new_migration import write


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations."""
    copy = shutil.copytree(schema.MIGRATIONS, tmp_path / "migrations")
    monkeypatch.setattr(schema, "MIGRATIONS", copy)
    return copy


@pytest.fixture
def new_table() -> Iterator[Table]:
    made = Table("marble", metadata, Column("id", Integer, primary_key=True))
    yield made
    metadata.remove(made)


def test_it_brings_the_last_version_to_the_tables_as_they_are(
    beside: Path, new_table: Table
) -> None:
    made = write("marbles, too")
    assert made == beside / "versions" / f"{int(SCHEMA_VERSION) + 1:04}_marbles_too.py"
    text = made.read_text()
    assert text.startswith('"""marbles, too"""')
    assert f"down_revision = '{SCHEMA_VERSION}'" in text
    assert text.count("create_table") == text.count("drop_table('marble')") == 1


def test_where_nothing_changed_it_does_nothing(beside: Path) -> None:
    assert "op." not in write("nothing").read_text()
