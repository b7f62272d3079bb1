"""The command line as an operator meets it: real processes, plain words, exit codes."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import re
import shutil
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot import checks
from bot.cli import _in_words
from bot.clock import MovableClock
from bot.sandbox.limits import Limits
from bot.sandbox.server import LocalTelegram
from bot.sandbox.world import World
from bot.settings import Settings
from bot.store.errors import StoreError
from bot.store.tables import SCHEMA_VERSION
from bot.vault import Vault
from bot.web.server import listen
from tests.cast import staged
from tests.road.test_transport import answering
from tests.warm import Outcome, run_forked
from tests.web.conftest import free_port

ROOT = Path(__file__).parents[1]
TOKEN = "1000001:LOCAL-test-token-that-opens-nothing-at-all"
UNKNOWN_TOKEN = "1000002:LOCAL-other-token-that-nobody-ever-gave"


@dataclass
class Place:
    """A folder in which somebody runs the program."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        return self.folder / "data" / "anker.db"

    async def begin(self, *words: str) -> asyncio.subprocess.Process:
        """Start `python -m bot …`."""
        usual = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE, cwd=self.folder, env=usual | self.settings,
        )  # fmt: skip

    async def run(self, *words: str, given: bytes = b"") -> Outcome:
        """The same, to the end, in a process that need not import everything first."""
        usual = {"PATH": os.environ["PATH"]}
        return decent(await run_forked(words, self.folder, usual | self.settings, given))


async def finish(process: asyncio.subprocess.Process, given: bytes | None = None) -> Outcome:
    """Wait for the end."""
    async with asyncio.timeout(120):
        out, err = (found.decode() for found in await process.communicate(given))
    assert process.returncode is not None
    return decent(Outcome(process.returncode, out, err))


def decent(found: Outcome) -> Outcome:
    """No traceback and no token is ever said."""
    for said in (found.out, found.err):
        assert "Traceback" not in said, said
        assert TOKEN not in said
        assert UNKNOWN_TOKEN not in said
    return found


def verified_today(folder: Path) -> None:
    """Somebody rang all lines today; of lines that nobody rang for long `check` has a word."""
    for path in folder.glob("*/crisis.yaml"):
        text = path.read_text(encoding="utf-8")
        today = f"verified_on: {datetime.now(UTC):%Y-%m-%d}"
        path.write_text(re.sub(r"verified_on: \S+", today, text), encoding="utf-8")


@pytest.fixture(scope="session")
def in_brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content with few of its examples: `check` asks many of them."""
    folder = tmp_path_factory.mktemp("brief") / "content"
    shutil.copytree(ROOT / "content", folder)
    for path in folder.glob("*/phrases/examples/*.txt"):
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join(lines[:100]), encoding="utf-8")
    verified_today(folder)
    return folder


@pytest.fixture
def place(tmp_path: Path, in_brief: Path) -> Place:
    """A fresh checkout: the content is there, and nothing is set."""
    return Place(tmp_path, {"BOT_CONTENT_DIR": str(in_brief)})


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database as `migrate` makes it."""
    folder = tmp_path_factory.mktemp("made")
    found = asyncio.run(Place(folder).run("migrate"))
    said = f"The database is at version {SCHEMA_VERSION}.\n"
    assert (found.code, found.out, found.err) == (0, said, "")
    return folder


@pytest.fixture
def made(place: Place, made_once: Path) -> Place:
    """A place where the database is there."""
    shutil.copytree(made_once, place.folder, dirs_exist_ok=True)
    return place


@pytest.fixture
async def telegram() -> AsyncIterator[tuple[World, str]]:
    """A Telegram that knows TOKEN, and its address."""
    world = World(MovableClock(datetime.now(UTC)), token=TOKEN, bot_name="Anker",
                  bot_username="anker_test_bot", limits=Limits())  # fmt: skip
    server = LocalTelegram(world)
    address = await server.start()
    yield world, address
    await server.stop()


@pytest.fixture
def connected(place: Place, telegram: tuple[World, str]) -> Place:
    """A place with a token that Telegram knows."""
    place.settings |= {"BOT_TOKEN": TOKEN, "BOT_API_URL": telegram[1], "BOT_COACH_IDS": "700"}
    return place


def damage(database: Path) -> None:
    """Garbage where a database should be."""
    database.parent.mkdir(exist_ok=True)
    database.write_bytes(b"dit is geen database" * 1_000)


# --- check


@pytest.mark.long
async def test_a_fresh_checkout_lacks_nothing_but_the_token_and_stays_as_it_is(
    place: Place, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = tmp_path_factory.mktemp("whole") / "content"
    shutil.copytree(ROOT / "content", whole)
    verified_today(whole)
    place.settings |= {"BOT_CONTENT_DIR": str(whole)}
    found = await place.run("check")
    assert found.code == 1
    assert [line.partition(": ")[0] for line in found.lines] == [
        "note settings",
        "ok   content",
        "ok   phrases",
        "ok   database",
        "ok   erasures",
        "FAIL token",
    ]
    assert "BOT_TOKEN" in found.lines[-1]
    assert "BotFather" in found.lines[-1]
    assert list(place.folder.iterdir()) == []


@pytest.mark.long
async def test_when_all_is_well_each_line_says_so(made: Place, connected: Place) -> None:
    connected.settings["BOT_OPERATOR"] = "Praktijk De Brug, Dam 1"
    found = await connected.run("check")
    assert (found.code, found.err) == (0, "")
    assert [line[:5] for line in found.lines] == ["ok   "] * 9
    assert f"version {SCHEMA_VERSION}" in found.lines[3]
    assert found.lines[5:] == [
        "ok   token: @anker_test_bot",
        "ok   topics: none in private chats",
        "ok   clock: as Telegram's",
        "ok   webhook: none, as it should be: the bot polls",
    ]


@pytest.mark.long
async def test_who_is_responsible_has_to_fit_in_the_privacy_notice(
    made: Place, connected: Place
) -> None:
    connected.settings["BOT_OPERATOR"] = "Praktijk De Brug " * 20
    found = await connected.run("check")
    told = found.lines[-1]
    assert (found.code, told[:14]) == (2, "FAIL settings:")
    assert re.search(r"has 340 characters, and \d+ fit .*\(nl \d+, en \d+\)", told), told
    fits = int(re.findall(r"and (\d+) fit", told)[0])
    connected.settings["BOT_OPERATOR"] = "x" * fits
    assert (await connected.run("check")).code == 0


@pytest.mark.long
async def test_a_clock_that_is_not_telegrams_fails(
    made: Place, connected: Place, telegram: tuple[World, str]
) -> None:
    world, _ = telegram
    assert isinstance(world.clock, MovableClock)
    world.clock.move_to(world.clock.now() + timedelta(hours=3, minutes=30))
    found = await connected.run("check")
    assert found.code == 1
    (failed,) = [line for line in found.lines if line.startswith("FAIL")]
    assert failed.startswith("FAIL clock: 3:")
    assert "behind Telegram's: let this machine learn it by NTP" in failed


@pytest.mark.long
async def test_topics_in_private_chats_fail(connected: Place, telegram: tuple[World, str]) -> None:
    world, _ = telegram
    world.bot["has_topics_enabled"] = True
    found = await connected.run("check")
    assert found.code == 1
    (failed,) = [line for line in found.lines if line.startswith("FAIL")]
    assert failed.startswith("FAIL topics: ")
    assert "Threaded Mode" in failed
    assert "BotFather" in failed


@pytest.mark.long
async def test_what_makes_the_bot_of_no_use_is_noted(connected: Place) -> None:
    connected.settings |= {"BOT_COACH_IDS": "", "BOT_COACH_ID": "7"}
    (connected.folder / ".env").write_text("BOT_OPERATER=De Brug\nPOSTGRES_PASSWORD=x\n")
    found = await connected.run("check")
    assert found.code == 0
    settings, names, *_ = found.lines
    assert settings.startswith("note settings: 0 coach(es), ")
    assert "BOT_COACH_IDS is empty" in settings
    assert "BOT_OPERATOR is empty" in settings
    assert names.startswith("note names: no such settings: BOT_COACH_ID, BOT_OPERATER; ")


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("BOT_ERASURES_FILE", ".", "FAIL erasures: the list of erasures"),
        ("BOT_HTTP_HOST", "300.1.1.1", "FAIL port: 300.1.1.1"),
    ],
)
async def test_what_run_would_refuse_fails(
    made: Place, connected: Place, name: str, value: str, line: str
) -> None:
    connected.settings |= {"BOT_HTTP_PORT": str(free_port()), name: value}
    checked, ran = await connected.run("check"), await connected.run("run")
    assert (checked.code, ran.code) == (1, 1)
    (failed,) = [line for line in checked.lines if line.startswith("FAIL")]
    assert failed.startswith(line)
    assert name in failed
    assert name in ran.err.splitlines()[-1]


@pytest.mark.long
async def test_the_webhook_is_told_with_what_telegram_makes_of_it(
    made: Place, connected: Place, telegram: tuple[World, str]
) -> None:
    _, address = telegram
    connected.settings |= {
        "BOT_WEBHOOK_URL": "http://127.0.0.1:9",
        "BOT_WEBHOOK_SECRET": "x",
        "BOT_HTTP_PORT": str(free_port()),
    }
    found = await connected.run("check")
    assert found.lines[-1] == "ok   webhook: http://127.0.0.1:9/telegram: the start sets it"
    async with aiohttp.ClientSession() as web:
        ours = {"url": "http://127.0.0.1:9/telegram"}
        await web.post(f"{address}/bot{TOKEN}/setWebhook", json=ours)
    found = await connected.run("check")
    assert found.lines[-1].startswith("ok   webhook: http://127.0.0.1:9/telegram: it is set")


@pytest.mark.long
async def test_a_webhook_that_polling_would_take_away_is_told(
    made: Place, connected: Place, telegram: tuple[World, str]
) -> None:
    _, address = telegram
    found = await connected.run("check")
    assert found.lines[-1] == "ok   webhook: none, as it should be: the bot polls"
    async with aiohttp.ClientSession() as web:
        other = {"url": "https://live.example.org/telegram"}
        await web.post(f"{address}/bot{TOKEN}/setWebhook", json=other)
    found = await connected.run("check")
    assert found.lines[-1].startswith("note webhook: updates go to https://live.example.org/")
    assert found.code == 0


async def port_line(port: int, host: str = "127.0.0.1") -> str:
    """What `check` says of the port."""
    settings = Settings(_env_file=None, http_port=port, http_host=host)
    return str(await checks._result_of("port", checks._port(settings)))


async def test_a_port_of_nobody_and_that_of_the_bot_itself_are_well(tmp_path: Path) -> None:
    port = free_port()
    assert await port_line(port) == f"ok   port: 127.0.0.1:{port}"
    async with staged(tmp_path, http_port=port):
        assert await port_line(port) == f"ok   port: 127.0.0.1:{port}"
        assert await port_line(port, "0.0.0.0") == f"ok   port: 0.0.0.0:{port}"


@pytest.mark.parametrize("status", [200, 302, 404])
async def test_a_port_that_another_program_holds_is_noted(status: int) -> None:
    def page() -> web.Response:
        return web.Response(status=status, text="alive and well", headers={"Location": "/"})

    async with answering(page) as url:
        port = int(url.rpartition(":")[2])
        told = await port_line(port)
        assert told.startswith(f"note port: 127.0.0.1:{port} is taken by another program")
        assert "BOT_HTTP_PORT" in told


async def test_a_program_that_holds_the_port_and_says_nothing_is_noted_soon(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checks, "_ANSWERS_WITHIN", 0.1)
    with closing(listen("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert "is taken by another program" in await port_line(port)


def test_a_disk_with_no_room_is_told_before_there_is_a_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**named: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    settings = Settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{tmp_path}/a.db")
    assert "will be made" in checks._database_to_be(settings, tmp_path / "a.db")
    monkeypatch.setattr(checks, "TemporaryFile", full)
    with pytest.raises(StoreError, match="No space left on device"):
        checks._database_to_be(settings, tmp_path / "a.db")


def test_what_the_system_refuses_is_told_with_what_to_look_at() -> None:
    refused = OSError(errno.EROFS, "Read-only file system", "/srv/anker/a.db.lock")
    assert _in_words(refused) == (
        "/srv/anker/a.db.lock cannot be used (Read-only file system): see who may read and write"
        " there, and whether that disk is full or read-only"
    )


async def test_wrong_settings_are_one_failed_line(place: Place) -> None:
    place.settings |= {"BOT_LANGUAGE": "de", "BOT_TIMEZONE": "Amsterdam"}
    found = await place.run("check")
    (line,) = found.lines
    assert found.code == 2
    assert line.startswith("FAIL settings: BOT_LANGUAGE is wrong: ")
    assert "BOT_TIMEZONE is wrong: use an IANA zone" in line


async def test_everything_that_is_wrong_is_told_at_once(connected: Place) -> None:
    connected.settings |= {"BOT_TOKEN": UNKNOWN_TOKEN, "BOT_CONTENT_DIR": "nowhere"}
    damage(connected.database)
    (connected.database.parent / "encryption.key").write_text("A" * 43 + "=")
    for file in connected.database.parent.iterdir():
        file.chmod(0o600)
    before = connected.database.read_bytes()
    found = await connected.run("check")
    assert found.code == 1
    assert [line.partition(":")[0] for line in found.lines] == [
        "note settings",
        "FAIL content",
        "FAIL database",
        "ok   erasures",
        "FAIL token",
    ]
    failed = [line for line in found.lines if line.startswith("FAIL")]
    for line, word in zip(failed, ("BOT_CONTENT_DIR", "restore", "BOT_TOKEN"), strict=True):
        assert word in line
    assert connected.database.read_bytes() == before


@pytest.mark.long
async def test_a_database_that_can_be_read_and_not_written_fails(made: Place) -> None:
    with closing(sqlite3.connect(made.database)) as database, database:
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON note BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
    found = await made.run("check")
    (line,) = [line for line in found.lines if "database" in line]
    assert line.startswith("FAIL database: the database data/anker.db cannot be used (no room)")


@pytest.mark.long
async def test_a_server_that_is_not_there_is_told_without_a_secret(place: Place) -> None:
    place.settings |= {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": "http://127.0.0.1:1",
        "BOT_DATABASE_URL": "postgresql+asyncpg://anker:geheim@127.0.0.1:1/anker",
        "BOT_ENCRYPTION_KEY": "A" * 43 + "=",
    }
    found = await place.run("check")
    failed = [line for line in found.lines if line.startswith("FAIL")]
    assert failed[0].startswith("FAIL database: the database cannot be reached")
    assert failed[1] == (
        "FAIL token: Telegram cannot be reached (Connection refused):"
        " look at the network, DNS and BOT_API_URL"
    )
    assert "geheim" not in found.out


# --- keygen


async def test_a_new_key_fits_and_is_all_that_is_said(place: Place) -> None:
    found = await place.run("keygen")
    (key,) = found.lines
    assert (found.code, found.err) == (0, "")
    Vault([key])


# --- classify


async def test_each_line_gets_one_answer_whatever_it_holds(place: Place) -> None:
    place.settings |= {"LC_ALL": "C", "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    texts = ["ik wil hem appen 😔", "", "dag\tdag", "één\u2028twee", '"}{', "x y " * 50_000]
    given = "\n".join(texts).encode() + b"\r\n\xff\xfe\nlaatste, zonder einde"
    found = await place.run("classify", given=given)
    answers = [json.loads(line) for line in found.out.split("\n")[:-1]]
    assert (found.code, found.err) == (0, "")
    assert [answer["text"] for answer in answers] == [
        *texts,
        "\ufffd\ufffd",
        "laatste, zonder einde",
    ]
    labels = {"crisis_suicide", "crisis_violence", "urge", "distress", "other"}
    for answer in answers:
        assert list(answer) == ["text", "lang", "label", "score", "why"]
        assert answer["label"] in labels
        assert answer["lang"] in {"nl", "en"}
        assert 0 <= answer["score"] <= 1
    assert answers[0]["label"] == "urge"


@pytest.mark.long
async def test_an_answer_comes_before_the_next_line_is_given(place: Place) -> None:
    process = await place.begin("classify")
    assert process.stdin is not None
    assert process.stdout is not None
    for text in ("dag", "ik app hem bijna"):
        process.stdin.write(f"{text}\n".encode())
        async with asyncio.timeout(30):
            assert json.loads(await process.stdout.readline())["text"] == text
    process.stdin.close()
    assert await process.wait() == 0


async def test_content_that_is_not_there_is_a_wrong_setting(place: Place) -> None:
    place.settings["BOT_CONTENT_DIR"] = "nowhere"
    found = await place.run("classify", given=b"dag\n")
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(f"BOT_CONTENT_DIR is wrong: there is no folder {place.folder}")


async def test_content_with_faults_is_told_by_file(place: Place) -> None:
    (place.folder / "words" / "nl").mkdir(parents=True)
    place.settings["BOT_CONTENT_DIR"] = "words"
    found = await place.run("classify", given=b"dag\n")
    assert (found.code, found.out) == (1, "")
    assert "nl/messages.yaml: " in found.err


# --- migrate


async def test_a_database_that_is_up_to_date_stays_as_it_is(made: Place) -> None:
    found = await made.run("migrate")
    assert (found.code, found.err) == (0, "")
    assert sorted(path.name for path in made.database.parent.iterdir()) == [
        "anker.db",
        "anker.db.lock",
        "encryption.key",
    ]


async def test_nobody_else_on_the_machine_can_read_what_is_made(place: Place) -> None:
    before = os.umask(0o022)
    try:
        found = await finish(await place.begin("migrate"))
    finally:
        os.umask(before)
    assert found.code == 0
    made = {path.name: path.stat().st_mode & 0o777 for path in place.database.parent.iterdir()}
    assert made.pop("anker.db") == 0o600
    assert set(made.values()) <= {0o600}, made
    assert place.database.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.long
async def test_what_an_earlier_version_left_open_is_told_and_closed_at_the_start(
    made: Place, connected: Place
) -> None:
    folder = made.database.parent
    shutil.copyfile(made.database, folder / "anker-1.db")
    (folder / "notes.txt").write_text("mine")
    for path in folder.iterdir():
        path.chmod(0o644)
    found = await connected.run("check")
    (line,) = [line for line in found.lines if "files" in line.partition(":")[0]]
    assert found.code == 0
    assert line.startswith("note files: others can read ")
    for name in ("anker.db", "encryption.key", "anker-1.db"):
        assert name in line
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o644}, "looked alone"
    async with running(connected) as process:
        modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
        process.terminate()
        await finish(process)
    assert modes.pop("notes.txt") == 0o644
    assert "anker.db-wal" in modes
    assert set(modes.values()) == {0o600}, modes
    found = await connected.run("check")
    assert not [line for line in found.lines if "files" in line.partition(":")[0]]


async def test_a_newer_database_is_refused_in_one_line(made: Place) -> None:
    with closing(sqlite3.connect(made.database)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.execute("DELETE FROM note WHERE name = 'lives-with'")
    found = await made.run("migrate")
    (line,) = found.err.splitlines()
    assert (found.code, found.out) == (1, "")
    assert "newer version (9999)" in line


# --- backup and restore


async def test_a_copy_is_made_and_put_back(made: Place) -> None:
    made.settings["BOT_COACH_IDS"] = "700"
    copied = await made.run("backup", "copy.db")
    assert (copied.code, copied.err) == (0, "")
    assert copied.out == "Written to copy.db. The key is not in it: keep that elsewhere.\n"
    damage(made.database)
    back = await made.run("restore", "copy.db")
    assert (back.code, back.err) == (0, "")
    assert back.lines[0] == "Restored from copy.db."
    assert "waits until a coach" in back.lines[1]
    with closing(sqlite3.connect(made.database)) as database:
        version = database.execute("SELECT version_num FROM alembic_version").fetchone()
    assert version == (SCHEMA_VERSION,)


async def test_where_nobody_is_a_coach_it_is_told_that_nobody_lets_it_go_on(made: Place) -> None:
    await made.run("backup", "copy.db")
    back = await made.run("restore", "copy.db")
    assert (back.code, back.err, back.lines[0]) == (0, "", "Restored from copy.db.")
    assert "waits until a coach taps" not in back.out
    assert "BOT_COACH_IDS names nobody" in back.lines[1]
    assert "--go-on" in back.lines[1]
    back = await made.run("restore", "--go-on", "copy.db")
    assert back.lines == ["Restored from copy.db."]


async def test_a_move_needs_no_word_of_a_coach(made: Place) -> None:
    await made.run("backup", "copy.db")
    back = await made.run("restore", "--moved", "copy.db")
    assert (back.code, back.err, back.lines) == (0, "", ["Restored from copy.db."])
    with closing(sqlite3.connect(made.database)) as database:
        noted = database.execute("SELECT name FROM note WHERE name LIKE 'restored%'").fetchall()
    assert noted == []


async def test_a_key_is_replaced_step_by_step_and_the_old_one_can_go(made: Place) -> None:
    new = (await made.run("keygen")).lines[0]
    key = made.database.with_name("encryption.key")
    old = key.read_text().strip()
    key.write_text(f"{new}\n{old}\n")
    found = await made.run("reencrypt")
    assert (found.code, found.err) == (0, "")
    assert found.out.endswith("Only the newest key is needed from now on.\n")
    key.write_text(new)
    assert (await made.run("migrate")).code == 0
    key.write_text(old)
    refused = await made.run("migrate")
    assert refused.code == 1
    assert "key does not fit this database" in refused.err


async def test_everything_is_copied_to_another_database_and_proved(made: Place) -> None:
    there = "sqlite+aiosqlite:///there/anker.db"
    found = await made.run("copy", "--to", there)
    assert (found.code, found.err) == (0, "")
    assert any(line.startswith("client: 0 rows, ") for line in found.lines)
    assert found.lines[-1].startswith("All the same.")
    asked = await made.run("copy", given=b"sqlite+aiosqlite:///elsewhere/anker.db\n")
    assert (asked.code, asked.lines[-1][:13]) == (0, "All the same.")
    nobody = await made.run("copy")
    assert (nobody.code, nobody.err.strip()) == (1, "Aborted!")
    again = await made.run("copy", "--to", "mysql://there")
    assert again.code == 2
    assert again.err.startswith("--to is wrong: use sqlite+aiosqlite")


async def test_a_database_whose_key_is_gone_is_told_and_gets_no_other(made: Place) -> None:
    key = made.database.with_name("encryption.key")
    key.unlink()
    for command in ("migrate", "backup", "reencrypt"):
        found = await made.run(command, *(["copy.db"] if command == "backup" else []))
        if command != "backup":  # a copy needs none: what is sealed stays sealed
            assert found.code == 1
            assert "there is no encryption.key in data" in found.err
    assert not key.exists()


REFUSED = [
    (("backup", "copy.db"), 1, "there is no database at data/anker.db yet"),
    (("reencrypt",), 1, "there is no database at data/anker.db yet"),
    (("copy", "--to", "sqlite+aiosqlite:///there.db"), 1, "there is no database at data/anker.db"),
    (("backup",), 2, "Missing argument 'FILE'"),
    (("restore", "copy.db"), 2, "does not exist"),
    (("restore", "garbage.db"), 1, "there is no encryption.key"),
]


@pytest.mark.parametrize(
    ("words", "code", "reason"), REFUSED, ids=[" ".join(r[0]) for r in REFUSED]
)
async def test_what_cannot_be_done_is_refused_with_the_reason(
    place: Place, words: tuple[str, ...], code: int, reason: str
) -> None:
    damage(place.folder / "garbage.db")
    found = await place.run(*words)
    assert (found.code, found.out) == (code, "")
    assert reason in found.err
    assert not place.database.exists(), "a mistyped path leaves nothing behind"


# --- wrong settings of numbers


async def test_a_rate_of_nothing_is_a_wrong_setting(connected: Place) -> None:
    connected.settings["BOT_RATE_PER_SECOND"] = "0"
    found = await connected.run("run")
    (line,) = found.err.splitlines()
    assert (found.code, found.out) == (2, "")
    assert line.startswith("BOT_RATE_PER_SECOND is wrong: ")


# --- run


@asynccontextmanager
async def running(
    place: Place, logged: list[str] | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot, ready; ended when the block ends, whatever happens.

    `logged`: gets the lines until then; the end of the process gives those after.
    """
    process = await place.begin("run")
    assert process.stderr is not None
    lines = [] if logged is None else logged
    try:
        async with asyncio.timeout(120):
            while not lines or "ready" not in lines[-1]:
                line = (await process.stderr.readline()).decode()
                assert line, await process.wait()
                lines.append(line)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def test_without_a_token_the_setting_is_named(place: Place) -> None:
    found = await place.run("run")
    (line,) = found.err.splitlines()
    assert (found.code, found.out) == (2, "")
    assert line.startswith("BOT_TOKEN is missing")


async def test_each_wrong_setting_is_named_on_a_line_of_its_own(place: Place) -> None:
    (place.folder / ".env").write_text("BOT_LANGUAGE=de\nBOT_COACH_IDS=@coach\n")
    found = await place.run("run")
    assert (found.code, found.out) == (2, "")
    assert [line.partition(":")[0] for line in found.err.splitlines()] == [
        "BOT_COACH_IDS is wrong",
        "BOT_LANGUAGE is wrong",
    ]


async def test_a_token_that_telegram_does_not_know_is_a_wrong_setting(connected: Place) -> None:
    connected.settings["BOT_TOKEN"] = UNKNOWN_TOKEN
    found = await connected.run("run")
    assert found.code == 2
    assert found.err.splitlines()[-1].startswith("BOT_TOKEN is not known to Telegram")


@pytest.mark.parametrize("command", ["run", "check"])
async def test_a_page_of_something_in_between_says_nothing_of_the_token(
    place: Place, command: str
) -> None:
    def page() -> web.Response:
        return web.Response(status=401, text="<html>Log in</html>", content_type="text/html")

    async with answering(page) as url:
        place.settings |= {"BOT_TOKEN": TOKEN, "BOT_API_URL": url}
        found = await place.run(command)
    assert found.code == 1, "it may pass, and is tried again"
    assert "look at BOT_API_URL" in found.out + found.err
    assert "BOT_TOKEN is not known" not in found.err


async def test_a_telegram_that_cannot_be_reached_is_told_in_one_line(place: Place) -> None:
    place.settings |= {"BOT_TOKEN": TOKEN, "BOT_API_URL": "http://127.0.0.1:1"}
    found = await place.run("run")
    assert (found.code, found.out) == (1, "")
    assert found.err.splitlines() == [
        "Telegram cannot be reached (Connection refused): look at the network, DNS and BOT_API_URL"
    ]


async def test_a_webhook_that_telegram_refuses_is_told_with_the_reason(
    made: Place, connected: Place, telegram: tuple[World, str]
) -> None:
    world, _ = telegram
    reason = "bad webhook: Failed to resolve host: Name or service not known"
    world.faults.add("setWebhook", kind="400", description=f"Bad Request: {reason}")
    connected.settings |= {
        "BOT_WEBHOOK_URL": "https://anker.example.org",
        "BOT_WEBHOOK_SECRET": "x",
        "BOT_HTTP_PORT": str(free_port()),
    }
    found = await connected.run("run")
    assert found.code == 1, "it may pass, and is tried again"
    told = f"Telegram refuses BOT_WEBHOOK_URL: {reason}"
    assert found.err.splitlines()[-1].lower() == told.lower()


@pytest.mark.long
async def test_interrupted_from_the_keyboard_it_ends_well(connected: Place) -> None:
    async with running(connected) as process:
        process.send_signal(signal.SIGINT)
        found = await finish(process)
    assert (found.code, found.out) == (0, "")
    assert "stopped" in found.err


@pytest.mark.long
async def test_what_people_write_and_the_token_are_in_no_log(
    connected: Place, telegram: tuple[World, str]
) -> None:
    connected.settings |= {"BOT_LOG_LEVEL": "DEBUG", "BOT_LOG_FORMAT": "json"}
    world, _ = telegram
    noor = world.add_person("Noor", "nl").id
    world.say(noor, "kastanjeboom, ik wil hem appen")
    before: list[str] = []
    async with running(connected, before) as process:
        await _an_answer_to(noor, world)
        world.say(noor, "zeehondje, ik wil hem appen")
        await world.wait_for(lambda world: not len(world.queue))
        process.terminate()
        found = await finish(process)
    assert found.code == 0
    assert "stopped" in found.err
    whole = decent(Outcome(found.code, found.out, "".join(before) + found.err))
    for word in ("zeehondje", "kastanjeboom"):
        assert word not in whole.err + whole.out


async def _an_answer_to(person: int, world: World) -> None:
    async with asyncio.timeout(30):
        while not any(message.from_bot for message in world.chat(person)):
            await asyncio.sleep(0.02)


@pytest.mark.long
async def test_while_it_runs_it_can_be_checked_and_copied_and_not_doubled_or_replaced(
    made: Place, connected: Place
) -> None:
    shutil.copyfile(made.database, made.folder / "older.db")
    async with running(connected) as process:
        check, backup, again, restore = await asyncio.gather(
            connected.run("check"),
            connected.run("backup", "copy.db"),
            connected.run("run"),
            connected.run("restore", "older.db"),
        )
        process.terminate()
        ended = await finish(process)
    assert (check.code, backup.code, ended.code) == (0, 0, 0)
    for refused in (again, restore):
        assert refused.code == 1
        assert refused.err.splitlines()[-1].startswith("another process already uses anker.db")


# --- help


async def test_help_names_every_command(place: Place) -> None:
    found = await place.run("--help")
    assert found.code == 0
    names = "run demo check classify migrate keygen reencrypt backup restore copy"
    for name in names.split():
        assert f"\n  {name} " in found.out
