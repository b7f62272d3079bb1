"""`python -m bot check`: one line per thing that has to be right."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryFile

import aiohttp
from telegram.error import InvalidToken, TelegramError

from bot.clock import SystemClock
from bot.content.faults import ContentError
from bot.content.load import load
from bot.content.responsible import why_too_long
from bot.content.shelf import Shelf
from bot.road.caller import Caller, build_caller, comes_from_between, why_unreached
from bot.road.telegram_clock import APART
from bot.safety.lines import VERIFY_EVERY, not_verified_lately
from bot.settings import Settings, SettingsError, load_settings, unknown_names
from bot.store import erasures, private_files
from bot.store.engine import Store
from bot.store.errors import StoreError
from bot.store.lost import refuse_to_begin_anew
from bot.store.opening import open_store, open_vault, require_none_lost
from bot.store.schema import errors_named, examine
from bot.store.tables import SCHEMA_VERSION
from bot.store.tombstones import Tombstones
from bot.store.trial import try_to_write
from bot.store.unopened import find_unopened
from bot.understanding.effect import effect_of
from bot.vault import find_key_beside
from bot.web.server import ALIVE, HEALTH_PATH, WEBHOOK_PATH, PortTaken, listen

SETTINGS = "settings"
_Check = Callable[[Settings], Awaitable[str]]
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where to ask, not to listen
_ANSWERS_WITHIN = 2.0
"""Seconds within which the bot says that it lives, on the machine that it runs on."""
_ROOM = 64 * 1024
"""Bytes that a database begins with, and a little more."""


class _Note(str):
    """What a check found, where somebody should look at it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the check."""

    name: str
    ok: bool
    text: str
    mild: bool = False
    """Something to look at, and no failure."""

    def __str__(self) -> str:
        mark = "note" if self.mild else "ok  " if self.ok else "FAIL"
        return f"{mark} {self.name}: {self.text}"


async def run_checks() -> AsyncIterator[Result]:
    """Every check; a later one still runs when an earlier one failed, as far as it can."""
    try:
        settings = load_settings()
    except SettingsError as error:
        yield Result(SETTINGS, False, " | ".join(str(error).splitlines()))
        return
    yield _summary(settings)
    if names := unknown_names():
        text = f"no such settings: {', '.join(names)}; .env.example has all that there are"
        yield Result("names", True, text, mild=True)
    failed = set()
    for name, run, needed in _checks(settings):
        if needed in failed:
            continue  # part of the content that is faulty; told by whom nobody reached
        result = await _result_of(name, run(settings))
        if not result.ok:
            failed.add(name)
        yield result
    for result in _open_files(settings):
        yield result
    for result in _operator(settings):
        yield result
    for result in _help_lines(settings, SystemClock().now().date()):
        yield result


def _checks(settings: Settings) -> Iterator[tuple[str, _Check, str]]:
    """Name, check, and which other has to be right for it; empty: none."""
    yield "content", _content, ""
    yield "phrases", _phrases, "content"
    yield "database", _database, ""
    yield "erasures", _erasures, ""
    if settings.http_port:
        yield "port", _port, ""
    yield "token", _token, ""
    yield "topics", _topics, "token"
    yield "clock", _clock, "token"
    yield "webhook", _webhook, "token"


async def _result_of(name: str, check: Awaitable[str]) -> Result:
    try:
        text = await check
        return Result(name, True, text, mild=isinstance(text, _Note))
    except (SettingsError, StoreError, ContentError, OSError) as error:
        return Result(name, False, " | ".join(str(error).splitlines()))
    except Exception as error:
        # What it says may quote a token or a password; its kind does not.
        return Result(name, False, f"unexpected: {type(error).__name__}")


def _open_files(settings: Settings) -> list[Result]:
    """Files that others on this machine may read; nothing is said when there are none."""
    found = private_files.list_open(settings)
    own = ", ".join(str(one.path) for one in found if one.is_own)
    foreign = " ".join(str(one.path) for one in found if not one.is_own)
    results = []
    if own:
        text = f"others can read {own}: the next start leaves that to the owner alone"
        results.append(Result("files", True, text, mild=True))
    if foreign:
        text = (
            f"others can read {foreign}, and they belong to another user than this one:"
            f" as their owner, run chmod 600 {foreign}"
        )
        results.append(Result("files", False, text))
    return results


def _operator(settings: Settings) -> list[Result]:
    """Who is responsible, when that does not fit in the privacy notice of each language."""
    if not settings.operator:
        return []  # told already
    try:
        told = why_too_long(load(settings.require_content()), settings.operator)
    except (SettingsError, ContentError):
        return []  # told already
    return [Result(SETTINGS, False, told)] if told else []


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


def _summary(settings: Settings) -> Result:
    coaches = len(settings.coach_ids)
    told = [f"{coaches} coach(es), {settings.language}, {settings.timezone}, {settings.enrolment}"]
    if not coaches:
        told.append("BOT_COACH_IDS is empty, so nobody can invite or answer clients")
    if not settings.operator:
        told.append("BOT_OPERATOR is empty, so the privacy notice names nobody")
    return Result(SETTINGS, True, "; ".join(told), mild=len(told) > 1)


async def _content(settings: Settings) -> str:
    content = Shelf(settings.require_content()).content
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
    require_none_lost(settings)
    path = settings.sqlite_path
    if path is not None and not path.exists():
        return _database_to_be(settings, path)
    store = open_store(settings, make_key=False)
    try:
        version = await examine(store)
        if version == SCHEMA_VERSION:
            return await _of_this_version(store)
    finally:
        await store.close()
    if version is None:
        refuse_to_begin_anew(path, store.tombstones)
        return "empty: the first start fills it"
    if version > SCHEMA_VERSION:
        return f"version {version}: newer than this program ({SCHEMA_VERSION}), which may use it"
    return f"version {version}: the next start brings it to {SCHEMA_VERSION}"


async def _of_this_version(store: Store) -> str:
    """Whether it takes writes, and every sealed value opens."""
    with errors_named(store):
        await try_to_write(store)
        async with store.read(patient=True) as tx:
            unopened = await find_unopened(tx)
    found = f"version {SCHEMA_VERSION}"
    return _Note(f"{found}; {unopened}") if unopened else found


def _database_to_be(settings: Settings, path: Path) -> str:
    if settings.encryption_key is not None or find_key_beside(path) is not None:
        open_vault(settings, make_key=False)
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        raise StoreError(f"nothing can be written in {folder}: see BOT_DATABASE_URL")
    try:
        with TemporaryFile(dir=folder) as file:
            file.write(bytes(_ROOM))
    except OSError as error:
        raise StoreError(f"nothing can be written in {folder} ({error.strerror})") from None
    return f"{path} will be made by the first start"


async def _erasures(settings: Settings) -> str:
    found = await asyncio.to_thread(erasures.read, Tombstones(settings.erasures_path))
    return f"{len(found)} in {settings.erasures_path}"


async def _port(settings: Settings) -> str:
    """Whether the bot can listen there, or does so already: it may be running."""
    host, port = settings.http_host, settings.http_port or 0
    listen(host, 0).close()
    address = f"{host}:{port}"
    try:
        listen(host, port).close()
    except PortTaken:
        if not await _is_the_bot(host, port):
            return _Note(
                f"{address} is taken by another program:"
                " stop that one, or choose another BOT_HTTP_PORT"
            )
    return address


async def _is_the_bot(host: str, port: int) -> bool:
    """Whether what listens there answers as the bot does."""
    asked = _EVERYWHERE.get(host, host)
    url = f"http://{f'[{asked}]' if ':' in asked else asked}:{port}{HEALTH_PATH}"
    timeout = aiohttp.ClientTimeout(total=_ANSWERS_WITHIN)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as web,
            web.get(url, allow_redirects=False) as answer,
        ):
            return await answer.content.read(len(ALIVE) + 1) == ALIVE.encode()
    except (aiohttp.ClientError, TimeoutError, OSError):
        return False


async def _token(settings: Settings) -> str:
    async with _asked(settings) as caller:
        return f"@{caller.username}"


async def _topics(settings: Settings) -> str:
    """In a chat with topics nobody would see the help lines: they come beside the topic."""
    async with _asked(settings) as caller:
        if caller.threads_private_chats:
            raise SettingsError(
                "people write in topics of their chat, and replies would come beside these:"
                " switch Threaded Mode off in BotFather"
            )
    return "none in private chats"


async def _clock(settings: Settings) -> str:
    """Nothing is purged by a time that Telegram does not tell as well."""
    async with _asked(settings) as caller:
        told, ahead = caller.telegram_clock.now(), caller.telegram_clock.ahead()
    if told is None:
        return "what answers here tells no time; a message that is sent will"
    if abs(ahead) > APART:
        way = "ahead of" if ahead > timedelta() else "behind"
        apart = timedelta(seconds=round(abs(ahead).total_seconds()))
        raise SettingsError(f"{apart} {way} Telegram's: let this machine learn it by NTP")
    return "as Telegram's"


async def _webhook(settings: Settings) -> str:
    """Telegram itself says what it makes of the address: when it is set, and at each call."""
    async with _asked(settings) as caller:
        found = await caller.call("getWebhookInfo", {})
    if not settings.webhook_url:
        if not (url := found.get("url")):
            return "none, as it should be: the bot polls"
        return _Note(
            f"updates go to {url}: another set-up has this token; a start takes that away"
        )
    address = settings.webhook_url + WEBHOOK_PATH
    if found.get("url") != address:
        return f"{address}: the start sets it"
    failed = found.get("last_error_message")
    return f"{address}: it is set" + (f"; Telegram last failed there: {failed}" if failed else "")


@asynccontextmanager
async def _asked(settings: Settings) -> AsyncIterator[Caller]:
    caller = build_caller(settings.require_token(), settings.api_url, SystemClock(), 30)
    try:
        await caller.initialize()
        yield caller
    except InvalidToken as error:
        if comes_from_between(error):
            raise StoreError(why_unreached(error)) from None
        raise SettingsError("Telegram does not know BOT_TOKEN: copy it from BotFather") from None
    except TelegramError as error:
        raise StoreError(why_unreached(error)) from None
    finally:
        await caller.shutdown()
