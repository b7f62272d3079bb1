"""A client goes for good: out of the database, and out of the coaches' chats."""

from __future__ import annotations

from datetime import datetime

from bot.clients import relaying
from bot.outbox import letters
from bot.outbox.letters import TAKE_BACK, Letter
from bot.outbox.queue import Cause, queue
from bot.road.lanes import Lane
from bot.store import closings, erasures, outbox_queries
from bot.store.clients import Client
from bot.store.engine import Tx


async def erase(tx: Tx, client: Client, now: datetime) -> None:
    """Remove a client and everything that hangs on them."""
    await erasures.erase(tx, client, now, finish)


async def finish(tx: Tx, client: Client, at: datetime) -> None:
    """The same once it is written down outside the database; the next start repeats this alone.

    The letters that tidy up name nobody: they are of no client any more.
    """
    tidying = [*await relaying.tidy_away(tx, client, at), *await _close_now(tx, client)]
    await erasures.remove(tx, client, at)
    await queue(tx, Cause(f"gone:{client.id}", at), tidying)


async def _close_now(tx: Tx, client: Client) -> list[Letter]:
    """What waits to be closed or swept in the client's own chat: later nobody knows of it."""
    closing: list[Letter] = []
    for kind, payload in await closings.list_left(tx, client):
        method, params = payload["method"], payload["params"]
        if kind != TAKE_BACK:
            closing.append(Letter(method, params, kind=kind))
        elif numbers := await outbox_queries.list_message_ids(tx, params["keys"]):
            closing.append(letters.sweep(client.chat_id, numbers))
    return [letter.with_(lane=Lane.TIDY) for letter in closing]
