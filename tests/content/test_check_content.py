"""`python -m tools.check_content`: which folder it reads, and that it says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tools.check_content import main

HERE = Path("content").absolute()


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Another folder than ./content, and one that can be told from it."""
    shutil.copytree(HERE, tmp_path / "words")
    (tmp_path / "words" / "nl" / "crisis.yaml").unlink()
    return tmp_path / "words"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def says_that_it_is_broken(found: Result, folder: Path) -> bool:
    return (
        found.exit_code == 1
        and found.stdout.startswith(f"reading {folder}\n")
        and "nl/crisis.yaml: this file is missing" in found.stderr
    )


def test_the_folder_that_is_named_is_read(broken: Path) -> None:
    assert says_that_it_is_broken(run(broken), broken)


def test_without_one_it_is_the_folder_of_the_settings(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_CONTENT_DIR", str(broken))
    assert says_that_it_is_broken(run(), broken)


def test_settings_may_stand_in_a_file_without_a_token(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(broken.parent)
    Path(".env").write_text("BOT_CONTENT_DIR=words\n", encoding="utf-8")
    assert says_that_it_is_broken(run(), broken)


def test_what_is_named_goes_before_the_settings(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_CONTENT_DIR", "/nowhere")
    assert says_that_it_is_broken(run(broken), broken)


@pytest.mark.long
def test_with_nothing_set_it_is_content_here() -> None:
    found = run()
    assert found.exit_code == 0, found.output
    assert found.stdout.startswith(f"reading {HERE}\ncontent nl: ")


@pytest.mark.long
def test_words_without_examples_beside_them_are_sound_too(tmp_path: Path) -> None:
    shutil.copytree(HERE, tmp_path / "words", ignore=shutil.ignore_patterns("examples"))
    found = run(tmp_path / "words")
    assert found.exit_code == 0, found.output
    assert found.stdout.endswith("phrases: no examples beside them to try them on\n")


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    found = run(tmp_path / "contnet")
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr == f"{tmp_path / 'contnet'}: there is no such folder\n"
    file = tmp_path / "file.md"
    file.touch()
    assert run(file).stderr == f"{file}: there is no such folder\n"


def test_so_is_one_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_CONTENT_DIR", "/nowhere/content")
    found = run()
    assert (found.exit_code, found.stdout) == (1, "")
    assert "BOT_CONTENT_DIR is wrong: there is no folder /nowhere/content" in found.stderr


def test_a_second_folder_is_an_error(broken: Path) -> None:
    found = run(broken, "content")
    assert (found.exit_code, found.stdout) == (2, "")
    assert "unexpected extra argument (content)" in found.stderr
