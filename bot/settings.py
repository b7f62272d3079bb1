"""Environment and `.env` -> one frozen `Settings`."""

from __future__ import annotations

import re
import zoneinfo
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import parse_qs, urlsplit

from dotenv.parser import parse_stream
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    NoDecode,
    SettingsConfigDict,
)

TELEGRAM_API = "https://api.telegram.org"

_USER_ID = re.compile(r"[1-9][0-9]{0,14}")
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+(/test)?")
_SQLITE_FILE = re.compile(r"[^:]+:///[^?]*[^/?:]")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_HERE = frozenset(["localhost", "127.0.0.1", "::1"])
_SPACE = re.compile(r"\s")


class SettingsError(Exception):
    """A setting is missing or wrong; the text names it and the mend, one line each."""


class Settings(BaseSettings):
    """Every setting of the program; `.env.example` has one line for each."""

    model_config = SettingsConfigDict(
        env_prefix="BOT_",
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    token: SecretStr | None = None
    api_url: str = TELEGRAM_API
    coach_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    database_url: str = "sqlite+aiosqlite:///data/anker.db"
    encryption_key: SecretStr | None = None
    erasures_file: Path | None = None
    language: Literal["nl", "en"] = "nl"
    timezone: str = "Europe/Amsterdam"
    enrolment: Literal["invite", "open"] = "invite"
    operator: str = ""
    booking_url: str = ""
    content_dir: Path = Path("content")
    rate_per_second: float = Field(default=30, ge=2, le=1000)
    webhook_url: str = ""
    webhook_secret: SecretStr | None = None
    http_host: str = "127.0.0.1"
    http_port: int | None = Field(default=None, ge=1, le=65535)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @field_validator("coach_ids", mode="before")
    @classmethod
    def _split_ids(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(_USER_ID.fullmatch(part) for part in parts):
            raise ValueError("use numbers separated by commas, such as 123456789,987654321")
        return frozenset(int(part) for part in parts)

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in zoneinfo.available_timezones():
            raise ValueError("use an IANA zone such as Europe/Amsterdam")
        return value

    @field_validator("api_url", "booking_url", "webhook_url")
    @classmethod
    def _http_url(cls, value: str) -> str:
        if value and not _is_address(value):
            raise ValueError("use a full address that begins with https:// (or http://)")
        return value.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _without_a_path(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.path or parts.query or parts.fragment:
            raise ValueError(
                "leave out the path: the bot adds /telegram itself, as in https://anker.example.org"
            )
        # Telegram takes no other, except a server of one's own on this machine.
        if parts.scheme == "http" and parts.hostname not in _HERE:
            raise ValueError("use https://, for Telegram sends to no other")
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value.startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")):
            raise ValueError(
                "use sqlite+aiosqlite:///path/to/file.db or postgresql+asyncpg://host/name"
            )
        if value.startswith("sqlite") and not _SQLITE_FILE.fullmatch(value):
            raise ValueError("name a file, such as sqlite+aiosqlite:///data/anker.db")
        if value.startswith("sqlite"):
            _see_that_it_is_a_file(value.partition(":///")[2])
        elif "sslmode" in parse_qs(urlsplit(value).query, keep_blank_values=True):
            raise ValueError("leave out sslmode: asyncpg takes ssl=require")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret_of_telegram(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _WEBHOOK_SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("use 1 to 256 of A-Z a-z 0-9 _ and -")
        return value

    @model_validator(mode="after")
    def _webhook_needs(self) -> Self:
        if self.webhook_url and not self.webhook_secret:
            raise ValueError(
                "BOT_WEBHOOK_SECRET is missing: a webhook needs one, 1-256 of A-Z a-z 0-9 _ -"
            )
        if self.webhook_url and not self.http_port:
            raise ValueError("BOT_HTTP_PORT is missing: the webhook is served there, such as 8080")
        return self

    @property
    def is_open(self) -> bool:
        """Whether one may come into the programme without a link."""
        return self.enrolment == "open"

    @property
    def sqlite_path(self) -> Path | None:
        """The database file, or None when another database is used."""
        scheme, _, path = self.database_url.partition(":///")
        return Path(path) if scheme.startswith("sqlite") else None

    @property
    def erasures_path(self) -> Path:
        """The file that lists erasures: as set, else beside a SQLite file, else in `data`."""
        if self.erasures_file is not None:
            return self.erasures_file
        path = self.sqlite_path
        return path.with_name(f"{path.name}.erased") if path else Path("data/anker.erased")

    def moved_to(self, url: str) -> Self:
        """The same settings with another database.

        Raises:
            SettingsError: no address of a database.
        """
        try:
            return self.model_copy(update={"database_url": self._known_database(url)})
        except ValueError as error:
            raise SettingsError(f"--to is wrong: {error}") from None

    def require_token(self) -> str:
        """The bot's token.

        Raises:
            SettingsError: there is none.
        """
        if self.token is None or not _TOKEN.fullmatch(self.token.get_secret_value()):
            raise SettingsError(
                "BOT_TOKEN is missing or incomplete: put the token that BotFather gave you in"
                " .env, such as BOT_TOKEN=123456789:ABC… (or run the demo, which needs none)"
            )
        return self.token.get_secret_value()

    def require_content(self) -> Path:
        """The folder with the content; where none is named or found, that of the package itself.

        Raises:
            SettingsError: there is none.
        """
        if self.content_dir.is_dir():
            return self.content_dir
        packaged = Path(__file__).with_name("words")
        if "content_dir" in self.model_fields_set or not packaged.is_dir():
            raise SettingsError(
                f"BOT_CONTENT_DIR is wrong: there is no folder {self.content_dir.absolute()};"
                " start in the folder of the program, or name the one with the content"
            )
        return packaged


def _see_that_it_is_a_file(path: str) -> None:
    if path.startswith("~"):
        raise ValueError("write the folder in full: ~ stands for no folder here")
    if Path(path).is_dir():
        raise ValueError(f"{path} is a folder: name a file in it, such as {path}/anker.db")


def load_settings(**overrides: Any) -> Settings:
    """Settings from the environment, `.env` and `overrides` (field names).

    Raises:
        SettingsError: with one line per wrong setting.
    """
    try:
        _see_that_each_line_is_read(overrides.get("_env_file", Settings.model_config["env_file"]))
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsError("\n".join(_line(item) for item in error.errors())) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f".env cannot be read ({type(error).__name__}): make it a text file in UTF-8 that"
            " this user may read, as .env.example is"
        ) from None


def _see_that_each_line_is_read(env_file: Any) -> None:
    """A line that cannot be read would be left out, and the default used in its place."""
    if env_file is None or not Path(env_file).is_file():
        return
    with Path(env_file).open(encoding="utf-8") as lines:
        wrong = [str(found.original.line) for found in parse_stream(lines) if found.error]
    if wrong:
        raise SettingsError(
            f"{env_file} cannot be read from line {', '.join(wrong)} on: write NAME=value there,"
            " with a closing quote behind every opening one"
        )


def unknown_names() -> list[str]:
    """Names that begin as ours do, in the environment or `.env`, and are no setting."""
    prefix = str(Settings.model_config["env_prefix"]).lower()
    given = (*EnvSettingsSource(Settings).env_vars, *DotEnvSettingsSource(Settings).env_vars)
    ours = {name for name in given if name.startswith(prefix)}
    known = {f"{prefix}{name}" for name in Settings.model_fields}
    return sorted(name.upper() for name in ours - known)


def _line(item: Any) -> str:
    message = str(item["msg"]).removeprefix("Value error, ")
    if not item["loc"]:
        return message
    return f"BOT_{str(item['loc'][0]).upper()} is wrong: {message}"


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and not _SPACE.search(value)
