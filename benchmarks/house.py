"""What every measurement needs: settings, a database with people in it, a Telegram beside it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from benchmarks.figures import Figure
from bot.calendar.times import local_date, local_minutes
from bot.clock import SystemClock
from bot.settings import Settings
from bot.store.opening import open_store
from bot.store.schema import prepare
from bot.store.tables import client, outbox
from bot.vault import new_key
from tests.store.server import kept_running

ROOT = Path(__file__).parent.parent
TOKEN = "1000001:LOCAL-bench-token-that-opens-nothing-at-all"
ZONE = "Europe/Amsterdam"
FIRST_CHAT = 20_000_001
ALL = 100_000
"""As many calls as any measurement looks at."""
_AT_ONCE = 5_000
_REMEMBERED = 50  # events, calls, messages a chat: the server does not grow while it is measured


class NotStarted(Exception):
    """A database does not start; the text says why."""


DATABASES = ("SQLite", "PostgreSQL")


@contextmanager
def database(name: str, folder: Path) -> Iterator[dict[str, Any]]:
    """What `settings_for` has to be told for a fresh one; it lasts as long, and is in `folder`.

    Both flush to disk as they usually do.

    Raises:
        NotStarted: there is no PostgreSQL here.
    """
    if name == "SQLite":
        yield {}
        return
    with ExitStack() as stack:
        try:
            socket = stack.enter_context(kept_running(folder / "pg"))
        except OSError as error:
            raise NotStarted(str(error)) from error
        yield {
            "database_url": f"postgresql+asyncpg://postgres@/postgres?host={socket}",
            "encryption_key": new_key(),
            "erasures_file": folder / "anker.erased",
        }


async def on_each(what: str, measure: Callable[[str], Awaitable[list[Figure]]]) -> list[Figure]:
    """The figures of each database; of one that does not start, that it did not."""
    figures = []
    for name in DATABASES:
        try:
            figures += await measure(name)
        except NotStarted as error:
            figures.append(Figure(f"{what} on {name}", str(error)[:80], "did not start"))
    return figures


def settings_for(folder: Path, url: str, **others: Any) -> Settings:
    """Settings of a bot with its database in `folder`, deaf to the environment."""
    values: dict[str, Any] = {
        "_env_file": None,
        "token": TOKEN,
        "api_url": url,
        "database_url": f"sqlite+aiosqlite:///{folder / 'anker.db'}",
        "content_dir": ROOT / "content",
    }
    return Settings(**(values | others))


async def fill(
    settings: Settings,
    chats: Sequence[int] | range,
    *,
    next_daily_at: datetime,
    spread: timedelta = timedelta(0),
    letters: int = 0,
    **wishes: Any,
) -> None:
    """A migrated database with a client for each chat.

    `spread`: their hours lie apart, over so long; so many of them got `letters` yesterday.
    """
    now = SystemClock().now()
    common = {
        "language": "nl",
        "zone": ZONE,
        "daily_at": 480,
        "started_on": local_date(ZONE, now) - timedelta(days=10),
        "next_daily_at": next_daily_at,
        "last_seen_at": now,
        "created_at": now,
        **wishes,
    }
    store = open_store(settings)
    await prepare(store)
    for start in range(0, len(chats), _AT_ONCE):
        numbers = range(start, min(start + _AT_ONCE, len(chats)))
        async with store.write() as tx:
            rows = [{**common, "id": n + 1, "chat_id": chats[n]} for n in numbers]
            for row in rows if spread else ():
                ahead = row["id"] * 7919 % int(spread.total_seconds())
                row["next_daily_at"] = at = next_daily_at + timedelta(seconds=ahead)
                row["daily_at"] = local_minutes(ZONE, at)
            await tx.run(insert(client), rows)
            if got := [_sent(n + 1, chats[n], now) for n in numbers if n < letters]:
                await tx.run(insert(outbox), got)
    await store.close()


def _sent(client_id: int, chat_id: int, now: datetime) -> dict[str, Any]:
    yesterday = now - timedelta(days=1)
    return {
        "dedupe_key": f"daily:{client_id}:{yesterday.date().isoformat()}",
        "lane": 4,
        "chat_id": chat_id,
        "client_id": client_id,
        "kind": "daily",
        "due_at": yesterday,
        "state": "sent",
        "attempts": 1,
        "created_at": yesterday,
        "settled_at": yesterday,
    }


@dataclass(frozen=True, slots=True)
class Telegram:
    """A local Telegram in a process of its own."""

    url: str
    people: list[int]


@asynccontextmanager
async def telegram(
    people: int = 0, *, far: bool = False, keep: int = _REMEMBERED
) -> AsyncIterator[Telegram]:
    """Without delay and without limits, so that what is measured is the bot; or as it is."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.street", str(people), str(keep), *(["far"] * far),
        cwd=ROOT, stdout=asyncio.subprocess.PIPE, limit=2**24,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        ready = json.loads(await process.stdout.readline())
        yield Telegram(ready["url"], ready["people"])
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def running(
    settings: Settings, folder: Path, *, core: int | None = None, **others: str
) -> AsyncIterator[Process]:
    """`python -m bot run` on these settings, from where it is ready to its end.

    `core`: it has this one and no other, where the system can hold it to that.
    """
    log = folder / "log.txt"
    log.unlink(missing_ok=True)
    with log.open("wb") as file:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=folder, stderr=file,
            env=environment(settings, BOT_LOG_LEVEL="INFO", BOT_LOG_FORMAT="json", **others),
        )  # fmt: skip
    if core is not None and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(process.pid, {core})
    try:
        async with asyncio.timeout(60):
            while '"event": "ready"' not in log.read_text():
                assert process.returncode is None, log.read_text()
                await asyncio.sleep(0.02)
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def processor_seconds(process_id: int) -> float:
    """What a process has used so far, all threads; 0 where the system does not tell."""
    path = Path(f"/proc/{process_id}/stat")
    if not path.exists():
        return 0.0
    words = path.read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def memory(process_id: int) -> float:
    """MiB that a process holds; 0 where the system does not tell."""
    path = Path(f"/proc/{process_id}/status")
    lines = path.read_text().splitlines() if path.exists() else []
    found = next((line.split()[1] for line in lines if line.startswith("VmRSS:")), "0")
    return int(found) / 1024


def environment(settings: Settings, **others: str) -> Mapping[str, str]:
    """The same settings for `python -m bot run`."""
    key, erasures = settings.encryption_key, settings.erasures_file
    return {
        **({"BOT_ENCRYPTION_KEY": key.get_secret_value()} if key else {}),
        **({"BOT_ERASURES_FILE": str(erasures)} if erasures else {}),
        "PATH": "",
        "PYTHONPATH": str(ROOT),
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": settings.api_url,
        "BOT_DATABASE_URL": settings.database_url,
        "BOT_CONTENT_DIR": str(settings.content_dir),
        "BOT_LOG_LEVEL": "WARNING",
        **others,
    }
