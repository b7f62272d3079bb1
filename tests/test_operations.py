"""What `docs/operations.md` tells somebody to look at, or to do, exists."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from bot.cli import cli
from tests.web.conftest import metrics_of

PAGE = Path("docs/operations.md").read_text()


def test_every_log_line_that_is_named_can_be_logged() -> None:
    code = "\n".join(path.read_text() for path in Path("bot").rglob("*.py"))
    named = set(re.findall(r'`"([^"`]+)"`', PAGE))
    assert len(named) > 8
    assert [line for line in named if f'"{line}"' not in code] == []


def test_every_command_that_is_named_exists() -> None:
    pages = PAGE + Path("docs/backups.md").read_text()
    named = set(re.findall(r"-m bot (\w+)|(?:^    |`)anker (\w+)", pages, re.MULTILINE))
    named = {word for words in named for word in words if word}
    assert {"check", "backup", "restore", "keygen", "reencrypt", "copy"} <= named
    assert named <= set(cli.commands)


async def test_every_number_that_is_named_is_shown_and_every_query_runs(tmp_path: Path) -> None:
    page = await metrics_of(tmp_path)
    named = re.findall(r"`(anker_[a-z_]+(?:\{[^}`]+\})?)", PAGE)
    assert len(named) > 10
    exist = set(re.findall(r"^# TYPE (\S+)", page, re.MULTILINE))
    assert {name.partition("{")[0] for name in named} <= exist
    for labels in {name.partition("{")[2].rstrip("}") for name in named if "{" in name}:
        assert all(label in page for label in labels.split(",")), labels
    queries = re.findall(r'"(SELECT [^"]+)"', PAGE)
    assert len(queries) == 3
    with sqlite3.connect(tmp_path / "polls" / "anker.db") as database:
        for query in queries:
            database.execute(query)
    database.close()


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\bdeploy/[\w./-]+\w", PAGE))))
def test_every_file_that_is_named_exists_or_is_made_by_hand(path: str) -> None:
    by_hand = {line.lstrip("/") for line in Path(".gitignore").read_text().splitlines()}
    assert Path(path).exists() or path in by_hand


def test_the_backup_before_an_update_is_made_with_the_program_that_ran() -> None:
    """On PostgreSQL the new one refuses a database that is not brought up to date yet."""
    updating = PAGE.partition("## Updating")[2].partition("\n## ")[0]
    assert updating.index("start anker-backup") < updating.index("git pull")
