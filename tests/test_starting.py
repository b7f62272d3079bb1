"""How the program begins and ends where something is wrong, or somebody stops it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from structlog.testing import capture_logs

from bot import cli, running
from bot.app import App
from bot.cli import FAILED, INTERRUPTED, WRONG_SETTINGS
from bot.clock import Clock
from bot.settings import Settings, SettingsError, load_settings
from tests.cast import staged

CONTENT = Path(__file__).parents[1] / "content"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder, in which the program is started."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("BOT_")]:
        monkeypatch.delenv(name)
    mask = os.umask(0o022)
    yield tmp_path
    os.umask(mask)


def wrong(url: str) -> str:
    """What is said of an address of a database."""
    with pytest.raises(SettingsError) as found:
        load_settings(_env_file=None, database_url=url)
    return str(found.value)


# Settings


@pytest.mark.parametrize("query", ["sslmode=require", "sslmode", "host=x&sslmode=disable"])
def test_another_drivers_word_for_tls_is_told_with_ours(query: str) -> None:
    assert "asyncpg takes ssl=require" in wrong(f"postgresql+asyncpg://a@b/c?{query}")


def test_a_folder_is_no_database(folder: Path) -> None:
    (folder / "data").mkdir()
    assert "is a folder: name a file in it" in wrong("sqlite+aiosqlite:///data")


def test_a_tilde_is_no_folder() -> None:
    assert "write the folder in full" in wrong("sqlite+aiosqlite:///~/anker.db")


@pytest.mark.parametrize("command", ["check", "migrate"])
def test_a_quote_that_is_not_closed_is_a_wrong_setting(folder: Path, command: str) -> None:
    (folder / ".env").write_text('BOT_LANGUAGE=en\nBOT_OPERATOR="Practice\nBOT_TIMEZONE=x\n')
    found = CliRunner().invoke(cli.cli, [command])
    assert found.exit_code == WRONG_SETTINGS
    assert ".env cannot be read from line 2 on" in found.output
    assert command != "check" or found.output.startswith("FAIL settings")


def test_settings_that_are_written_as_usual_are_read(folder: Path) -> None:
    (folder / ".env").write_text(
        "# a note\n\nBOT_LANGUAGE=en\nexport BOT_OPERATOR='P, \"x\" #1'\nBOT_TOKEN=\n"
    )
    assert (load_settings().language, load_settings().operator) == ("en", 'P, "x" #1')


# The demo's port


@pytest.mark.parametrize("port", ["0", "99999", "-1", "x"])
def test_a_port_that_cannot_be_is_refused(port: str) -> None:
    found = CliRunner().invoke(cli.cli, ["demo", "--port", port])
    assert found.exit_code == 2
    assert "--port" in found.output


def test_a_port_that_is_taken_is_told_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        root = str(Path(__file__).parents[1] / "content")
        found = CliRunner().invoke(
            cli.cli, ["demo", "--no-open", "--port", port], env={"BOT_CONTENT_DIR": root}
        )
    assert found.exit_code == FAILED
    told = f"127.0.0.1:{port} cannot be listened on (Address already in use): choose another"
    assert told in found.output


# Interrupted


def test_a_command_that_was_interrupted_did_not_succeed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended, cli._told_in_one_line():
        raise KeyboardInterrupt
    assert ended.value.code == INTERRUPTED == 130
    assert capsys.readouterr().err == "interrupted: nothing was finished\n"


def test_what_runs_until_it_is_stopped_ends_well_then(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, cli._told_in_one_line(until_stopped=True):
        raise KeyboardInterrupt
    assert ended.value.code == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
async def test_told_to_stop_while_it_starts_it_stops(
    monkeypatch: pytest.MonkeyPatch, name: signal.Signals
) -> None:
    ended: list[str] = []

    async def opens(settings: Settings, clock: Clock) -> App:
        os.kill(os.getpid(), name)
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("closed again")
        raise AssertionError("nobody stopped it")

    monkeypatch.setattr(running, "open_app", opens)
    async with asyncio.timeout(10):
        await running.serve(Settings(_env_file=None))
    assert ended == ["closed again"]


async def test_what_was_opened_all_the_same_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[Any] = []

    class _Opened:
        """What stands for the bot."""

        def __init__(self) -> None:
            self.deps = self.store = self

        async def close(self) -> None:
            closed.append(self)

    async def opens(settings: Settings, clock: Clock) -> Any:
        os.kill(os.getpid(), signal.SIGTERM)
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            return _Opened()

    monkeypatch.setattr(running, "open_app", opens)
    async with asyncio.timeout(10):
        await running.serve(Settings(_env_file=None))
    assert len(closed) == 1


async def test_topics_in_private_chats_are_warned_of_at_the_start(tmp_path: Path) -> None:
    async with staged(tmp_path, content_dir=CONTENT) as stage:
        for warned in (False, True):
            stage.world.bot["has_topics_enabled"] = warned
            with capture_logs() as logs:
                await stage.restart()
            told = [entry for entry in logs if "Threaded Mode" in entry["event"]]
            assert bool(told) is warned
