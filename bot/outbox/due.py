"""What has come due, a lot to a transaction: one lot of many holds up nobody else's write."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeVar

from bot.deps import Deps
from bot.store.engine import Tx

T = TypeVar("T")
_AT_ONCE = 200


async def queue_all(
    deps: Deps,
    list_due: Callable[[Tx, datetime, int], Awaitable[Sequence[T]]],
    queue_one: Callable[[Tx, T, datetime], Awaitable[None]],
) -> None:
    """Queue each one that is due; `queue_one` also moves it on, so that it is due no more."""
    while True:
        now = deps.clock.now()
        async with deps.store.write() as tx:
            due = await list_due(tx, now, _AT_ONCE)
            for one in due:
                await queue_one(tx, one, now)
        if len(due) < _AT_ONCE:
            return
