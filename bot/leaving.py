"""A client goes for good: out of the database, and out of the coaches' chats."""

from __future__ import annotations

from datetime import datetime

from bot import relaying
from bot.outbox.queue import Cause, queue
from bot.store import erasures
from bot.store.clients import Client
from bot.store.engine import Tx


async def erase(tx: Tx, client: Client, now: datetime) -> None:
    """Remove a client and everything that hangs on them.

    The letters that tidy up name nobody: they are of no client any more.
    """
    tidying = await relaying.tidy_away(tx, client, now)
    await erasures.erase(tx, client, now)
    await queue(tx, Cause(f"gone:{client.id}", now), tidying)
