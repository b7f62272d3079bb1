"""`python -m bot check`: one line per thing that has to be right."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from telegram.error import InvalidToken, TelegramError

from bot.clock import SystemClock
from bot.content.faults import ContentError
from bot.content.load import load
from bot.road.caller import build_caller
from bot.safety.lines import VERIFY_EVERY, not_verified_lately
from bot.settings import Settings, SettingsError, load_settings
from bot.store.engine import StoreError
from bot.store.opening import open_store, open_vault
from bot.store.schema import errors_named, examine
from bot.store.tables import SCHEMA_VERSION
from bot.store.trial import try_to_write
from bot.understanding.effect import effect_of
from bot.vault import find_key_beside


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the check."""

    name: str
    ok: bool
    text: str
    mild: bool = False
    """Something to do soon, and no failure."""

    def __str__(self) -> str:
        mark = "note" if self.mild else "ok  " if self.ok else "FAIL"
        return f"{mark} {self.name}: {self.text}"


async def run_checks() -> list[Result]:
    """Every check; a later one still runs when an earlier one failed, as far as it can."""
    try:
        settings = load_settings()
    except SettingsError as error:
        return [Result("settings", False, " | ".join(str(error).splitlines()))]
    results = [Result("settings", True, _summary(settings))]
    checks: tuple[tuple[str, Callable[[Settings], Awaitable[str]]], ...] = (
        ("content", _content),
        ("phrases", _phrases),
        ("database", _database),
        ("token", _token),
    )
    for name, run in checks:
        if run is _phrases and not results[-1].ok:
            continue  # they are part of the content that is faulty
        try:
            results.append(Result(name, True, await run(settings)))
        except (SettingsError, StoreError, ContentError, OSError) as error:
            results.append(Result(name, False, " | ".join(str(error).splitlines())))
        except Exception as error:
            # What it says may quote a token or a password; its kind does not.
            results.append(Result(name, False, f"unexpected: {type(error).__name__}"))
    return [*results, *_help_lines(settings, SystemClock().now().date())]


def _help_lines(settings: Settings, today: date) -> list[Result]:
    """Numbers that nobody looked up for ninety days: still in use, but to be verified."""
    try:
        book = load(settings.require_content())[settings.language]
    except (SettingsError, ContentError):
        return []  # told already
    stale = not_verified_lately(book, today)
    if not stale:
        return []
    names = ", ".join(f"{line.name} ({line.verified_on})" for line in stale)
    text = f"not verified for {VERIFY_EVERY.days} days: {names}; look them up, see crisis.yaml"
    return [Result("help lines", True, text, mild=True)]


def _summary(settings: Settings) -> str:
    coaches = len(settings.coach_ids)
    told = f"{coaches} coach(es), {settings.language}, {settings.timezone}, {settings.enrolment}"
    if settings.operator:
        return told
    return f"{told}; BOT_OPERATOR is empty, so the privacy notice names nobody"


async def _content(settings: Settings) -> str:
    content = load(settings.require_content())
    book = content[settings.language]
    return (
        f"{len(book.daily)} messages, {len(book.exercises)} exercises, version {content.version}"
    )


async def _phrases(settings: Settings) -> str:
    """What they change; one that makes harmless words a crisis is named, and may be wanted."""
    folder = settings.require_content()
    effect = effect_of(load(folder), folder)
    return str(effect) if effect else "no examples beside them to try them on"


async def _database(settings: Settings) -> str:
    """Leaves it as it was: the bot may be running, and another version may be installed."""
    path = settings.sqlite_path
    if path is not None and not path.exists():
        return _database_to_be(settings, path)
    store = open_store(settings, make_key=False)
    try:
        version = await examine(store)
        if version == SCHEMA_VERSION:
            with errors_named(store):
                await try_to_write(store)
    finally:
        await store.close()
    if version is None:
        return "empty: the first start fills it"
    if version > SCHEMA_VERSION:
        return f"version {version}: newer than this program ({SCHEMA_VERSION}), which may use it"
    if version != SCHEMA_VERSION:
        return f"version {version}: the next start brings it to {SCHEMA_VERSION}"
    return f"version {version}"


def _database_to_be(settings: Settings, path: Path) -> str:
    if settings.encryption_key is not None or find_key_beside(path) is not None:
        open_vault(settings, make_key=False)
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        raise StoreError(f"nothing can be written in {folder}: see BOT_DATABASE_URL")
    return f"{path} will be made by the first start"


async def _token(settings: Settings) -> str:
    caller = build_caller(settings.require_token(), settings.api_url, SystemClock(), 30)
    try:
        await caller.initialize()
        return f"@{caller.username}"
    except InvalidToken:
        raise SettingsError("Telegram does not know BOT_TOKEN: copy it from BotFather") from None
    except TelegramError as error:
        raise StoreError(f"Telegram cannot be reached: {type(error).__name__}") from None
    finally:
        await caller.shutdown()
