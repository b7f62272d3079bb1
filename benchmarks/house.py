"""What every measurement needs: settings, a database with people in it, a Telegram beside it."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bot.clock import SystemClock
from bot.settings import Settings
from bot.store.opening import open_store
from bot.store.schema import prepare
from bot.store.tables import client, outbox
from bot.times import local_date

ROOT = Path(__file__).parent.parent
TOKEN = "1000001:LOCAL-bench-token-that-opens-nothing-at-all"
ZONE = "Europe/Amsterdam"
FIRST_CHAT = 20_000_001
_AT_ONCE = 5_000


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
    letters: bool = False,
    **wishes: Any,
) -> None:
    """A migrated database with a client for each chat; `letters`: each got one yesterday."""
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
            await tx.run(
                insert(client), [{**common, "id": n + 1, "chat_id": chats[n]} for n in numbers]
            )
            if letters:
                await tx.run(insert(outbox), [_sent(n + 1, chats[n], now) for n in numbers])
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
async def telegram(people: int = 0, *, far: bool = False) -> AsyncIterator[Telegram]:
    """Without delay and without limits, so that what is measured is the bot; or as it is."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.street", str(people), *(["far"] * far), cwd=ROOT,
        stdout=asyncio.subprocess.PIPE, limit=2**24,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        ready = json.loads(await process.stdout.readline())
        yield Telegram(ready["url"], ready["people"])
    finally:
        process.terminate()
        await process.wait()


def environment(settings: Settings, **others: str) -> Mapping[str, str]:
    """The same settings for `python -m bot run`."""
    return {
        "PATH": "",
        "PYTHONPATH": str(ROOT),
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": settings.api_url,
        "BOT_DATABASE_URL": settings.database_url,
        "BOT_CONTENT_DIR": str(settings.content_dir),
        "BOT_LOG_LEVEL": "WARNING",
        **others,
    }
