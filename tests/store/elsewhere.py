"""What another process does with the same database.

`python -m tests.store.elsewhere migrate URL KEY`
`python -m tests.store.elsewhere count URL KEY CLIENT TIMES`
"""

from __future__ import annotations

import asyncio
import sys

from sqlalchemy import select, update

from bot.store.engine import Store
from bot.store.schema import prepare
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


async def both(*words: str) -> list[int]:
    """The exit codes of two processes that do the same at the same time."""
    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.store.elsewhere", *words)
        for _ in range(2)
    ]
    async with asyncio.timeout(120):
        return [await process.wait() for process in processes]


async def _main(work: str, url: str, key: str, *numbers: str) -> None:
    store = Store(url, Vault([key]))
    if work == "migrate":
        await prepare(store)
    else:
        await count_up(store, *map(int, numbers))
    await store.close()


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
