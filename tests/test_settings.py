"""Settings: all in `.env.example`, and a wrong one named with its mend."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from bot import settings as settings_module
from bot.settings import Settings, SettingsError, load_settings

EXAMPLE = Path(".env.example")
NAMES = {f"BOT_{name.upper()}" for name in Settings.model_fields}
TOKEN = "123456789:AAbb-cc_dd"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No `.env` but the one that a test writes."""
    monkeypatch.chdir(tmp_path)


EXAMPLE_LINES = EXAMPLE.read_text(encoding="utf-8").splitlines()


def _example_names() -> list[str]:
    return [line.partition("=")[0] for line in EXAMPLE_LINES if line.startswith("BOT_")]


# --- .env.example


def test_the_example_has_each_setting_once() -> None:
    assert sorted(_example_names()) == sorted(NAMES)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_each_setting_has_a_comment_of_one_line(name: str) -> None:
    at = next(i for i, line in enumerate(EXAMPLE_LINES) if line.startswith(f"{name}="))
    assert EXAMPLE_LINES[at - 1].startswith("# ")
    assert EXAMPLE_LINES[at - 2] == ""


def test_the_example_holds_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "example"
    path.write_text("\n".join(EXAMPLE_LINES), encoding="utf-8")
    assert _load(_env_file=path) == _load(_env_file=None)


def test_the_example_holds_no_secret() -> None:
    for name in ("BOT_TOKEN", "BOT_ENCRYPTION_KEY", "BOT_WEBHOOK_SECRET"):
        assert f"{name}=" in EXAMPLE_LINES


def _load(**values: Any) -> Settings:
    return load_settings(**values)


# --- where settings come from


def test_without_anything_set_the_defaults_are_safe() -> None:
    settings = _load()
    assert settings.token is None
    assert settings.coach_ids == frozenset()
    assert settings.enrolment == "invite"
    assert settings.http_port is None
    assert settings.http_host == "127.0.0.1"
    assert settings.sqlite_path == Path("data/anker.db")


def test_settings_come_from_a_file_and_the_environment_goes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("BOT_LANGUAGE=en\nBOT_ENROLMENT=open\n")
    monkeypatch.setenv("BOT_ENROLMENT", "invite")
    settings = _load()
    assert (settings.language, settings.enrolment) == ("en", "invite")


def test_an_empty_value_is_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.setenv(name, "")
    assert _load() == Settings(_env_file=None)


def test_what_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("POSTGRES_PASSWORD=x\nTZ=UTC\n")
    assert _load() == _load(_env_file=None)


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        setattr(_load(), "language", "en")  # noqa: B010 - to mypy it is read-only


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("BOT_ENCRYPTION_KEY", "sleutel")
    monkeypatch.setenv("BOT_WEBHOOK_SECRET", "afspraak")
    shown = repr(_load()) + str(_load()) + str(_load().model_dump())
    assert not [word for word in (TOKEN, "sleutel", "afspraak") if word in shown]


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        ("7", {7}),
        ("7,8", {7, 8}),
        (" 7 , 8 ,", {7, 8}),
        ("7,7", {7}),
        (",", set()),
        ("123456789012345", {123456789012345}),
    ],
)
def test_coaches_are_numbers_between_commas(
    monkeypatch: pytest.MonkeyPatch, value: str, ids: set[int]
) -> None:
    monkeypatch.setenv("BOT_COACH_IDS", value)
    assert _load().coach_ids == ids


@pytest.mark.parametrize("name", ["BOT_API_URL", "BOT_BOOKING_URL"])
def test_an_address_loses_its_last_slash(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "https://example.org/a/")
    assert getattr(_load(), name.removeprefix("BOT_").lower()) == "https://example.org/a"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite+aiosqlite:///data/anker.db", Path("data/anker.db")),
        ("sqlite+aiosqlite:////var/lib/anker/anker.db", Path("/var/lib/anker/anker.db")),
        ("sqlite+aiosqlite:///met spatie/anker.db", Path("met spatie/anker.db")),
        ("postgresql+asyncpg://anker:x@db:5432/anker", None),
        ("postgresql+asyncpg://anker@/anker?host=/run/postgresql", None),
    ],
)
def test_a_database_is_a_file_or_a_server(
    monkeypatch: pytest.MonkeyPatch, url: str, path: Path | None
) -> None:
    monkeypatch.setenv("BOT_DATABASE_URL", url)
    assert _load().sqlite_path == path


# --- what is wrong

WRONG = [
    ("BOT_API_URL", "api.telegram.org", "https://"),
    ("BOT_API_URL", "ftp://example.org", "https://"),
    ("BOT_API_URL", "https://", "https://"),
    ("BOT_API_URL", "https://[", "https://"),
    ("BOT_BOOKING_URL", "bel me", "https://"),
    ("BOT_BOOKING_URL", "https://example.org/a b", "https://"),
    ("BOT_BOOKING_URL", "javascript:alert(1)", "https://"),
    ("BOT_WEBHOOK_URL", "example.org", "https://"),
    ("BOT_WEBHOOK_URL", "http://example.org", "https://"),
    ("BOT_WEBHOOK_URL", "https://example.org/telegram", "leave out the path"),
    ("BOT_WEBHOOK_URL", "https://example.org?x=1", "leave out the path"),
    ("BOT_COACH_IDS", "@coach", "123456789,987654321"),
    ("BOT_COACH_IDS", "1;2", "123456789,987654321"),
    ("BOT_COACH_IDS", "-5", "123456789,987654321"),
    ("BOT_COACH_IDS", "0", "123456789,987654321"),
    ("BOT_COACH_IDS", "²", "123456789,987654321"),
    ("BOT_COACH_IDS", "9" * 30, "123456789,987654321"),
    ("BOT_DATABASE_URL", "data/anker.db", "sqlite+aiosqlite:///"),
    ("BOT_DATABASE_URL", "sqlite:///data/anker.db", "sqlite+aiosqlite:///"),
    ("BOT_DATABASE_URL", "postgresql://x@y/z", "postgresql+asyncpg://"),
    ("BOT_DATABASE_URL", "sqlite+aiosqlite:///", "data/anker.db"),
    ("BOT_DATABASE_URL", "sqlite+aiosqlite:///data/", "data/anker.db"),
    ("BOT_DATABASE_URL", "sqlite+aiosqlite:///:memory:", "data/anker.db"),
    ("BOT_DATABASE_URL", "sqlite+aiosqlite:///a.db?mode=ro", "data/anker.db"),
    ("BOT_LANGUAGE", "de", "'nl' or 'en'"),
    ("BOT_TIMEZONE", "Amsterdam", "Europe/Amsterdam"),
    ("BOT_TIMEZONE", "CEST+2", "Europe/Amsterdam"),
    ("BOT_TIMEZONE", "../etc/passwd", "Europe/Amsterdam"),
    ("BOT_ENROLMENT", "closed", "'invite' or 'open'"),
    ("BOT_RATE_PER_SECOND", "snel", "number"),
    ("BOT_RATE_PER_SECOND", "0", "greater than or equal to 2"),
    ("BOT_RATE_PER_SECOND", "nan", "less than or equal to 1000"),
    ("BOT_RATE_PER_SECOND", "1e9", "less than or equal to 1000"),
    ("BOT_WEBHOOK_SECRET", "met spatie", "A-Z a-z 0-9 _ and -"),
    ("BOT_WEBHOOK_SECRET", "x" * 257, "1 to 256"),
    ("BOT_HTTP_PORT", "http", "integer"),
    ("BOT_HTTP_PORT", "0", "greater than or equal to 1"),
    ("BOT_HTTP_PORT", "70000", "less than or equal to 65535"),
    ("BOT_LOG_LEVEL", "LOUD", "'INFO'"),
    ("BOT_LOG_FORMAT", "xml", "'text' or 'json'"),
]


@pytest.mark.parametrize(("name", "value", "mend"), WRONG)
def test_a_wrong_value_is_one_line_that_names_the_setting_and_the_mend(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, mend: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        _load()
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"{name} is wrong: ")
    assert mend in line


def test_every_setting_that_can_be_wrong_is_tried() -> None:
    free = {"BOT_OPERATOR", "BOT_HTTP_HOST"}
    asked_for_later = {
        "BOT_TOKEN", "BOT_ENCRYPTION_KEY", "BOT_CONTENT_DIR", "BOT_ERASURES_FILE",
    }  # fmt: skip
    assert {name for name, _, _ in WRONG} | free | asked_for_later == NAMES


def test_several_wrong_values_are_several_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_LANGUAGE", "de")
    monkeypatch.setenv("BOT_TIMEZONE", "Amsterdam")
    with pytest.raises(SettingsError) as caught:
        _load()
    assert re.findall(r"(?m)^(BOT_\w+) is wrong", str(caught.value)) == [
        "BOT_LANGUAGE",
        "BOT_TIMEZONE",
    ]


def test_a_wrong_secret_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_WEBHOOK_SECRET", "zeer geheim")
    monkeypatch.setenv("BOT_DATABASE_URL", "mysql://anker:wachtwoord@db/anker")
    with pytest.raises(SettingsError) as caught:
        _load()
    assert "geheim" not in str(caught.value)
    assert "wachtwoord" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, "BOT_WEBHOOK_SECRET"),
        ({"BOT_WEBHOOK_SECRET": "x"}, "BOT_HTTP_PORT"),
    ],
)
def test_a_webhook_needs_a_secret_and_a_port(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], missing: str
) -> None:
    monkeypatch.setenv("BOT_WEBHOOK_URL", "https://example.org")
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"^{missing} is missing: "):
        _load()


@pytest.mark.parametrize(
    "token",
    [
        None,
        "geheim",
        "123456789",
        "123456789:",
        ":abc",
        "123456789:a b",
        "geheim:x y",
        f"'{TOKEN}'",
    ],
)
def test_a_token_that_is_none_is_named_with_the_mend_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, token: str | None
) -> None:
    if token is not None:
        monkeypatch.setenv("BOT_TOKEN", token)
    settings = _load()
    with pytest.raises(SettingsError, match=r"^BOT_TOKEN is missing .*BotFather") as caught:
        settings.require_token()
    assert token is None or token.startswith("123456789") or token not in str(caught.value)


def test_a_token_is_given_to_whoever_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    assert _load().require_token() == TOKEN


def test_a_folder_of_content_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=f"^BOT_CONTENT_DIR is wrong: .*{tmp_path}/content"):
        _load().require_content()
    (tmp_path / "content").mkdir()
    assert _load().require_content() == Path("content")


def test_installed_the_program_brings_its_words_unless_others_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings_module, "__file__", str(tmp_path / "bot" / "settings.py"))
    packaged = tmp_path / "bot" / "words"
    packaged.mkdir(parents=True)
    assert _load().require_content() == packaged
    with pytest.raises(SettingsError, match=r"^BOT_CONTENT_DIR is wrong"):
        _load(content_dir=tmp_path / "elsewhere").require_content()
    (tmp_path / "content").mkdir()
    assert _load().require_content() == Path("content")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"BOT_OPERATOR=Ren\xe9\n")
    with pytest.raises(SettingsError, match=r"^\.env cannot be read .*UTF-8"):
        _load()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BOT_LANGUAGE=en\n")
    (tmp_path / ".env").chmod(0)
    with pytest.raises(SettingsError, match=r"^\.env cannot be read"):
        _load()
