"""Counting up through `Store.write`: here, and as a process of its own.

`python -m tests.store.counting URL KEY CLIENT TIMES`
"""

from __future__ import annotations

import asyncio
import sys

from sqlalchemy import select, update

from bot.store.engine import Store
from bot.store.tables import client
from bot.vault import Vault


async def count_up(store: Store, client_id: int, times: int) -> None:
    """Read a number, then write one more: what loses counts where transactions are careless."""
    mine = client.c.id == client_id
    for _ in range(times):
        async with store.write() as tx:
            # SQLite has one writer and ignores FOR UPDATE; PostgreSQL has many and needs it.
            query = select(client.c.pushed).where(mine).with_for_update()
            number = (await tx.run(query)).scalar_one()
            await asyncio.sleep(0)
            await tx.run(update(client).where(mine).values(pushed=number + 1))


async def _main(url: str, key: str, client_id: str, times: str) -> None:
    store = Store(url, Vault([key]))
    await count_up(store, int(client_id), int(times))
    await store.close()


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
