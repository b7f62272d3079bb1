"""Whether the database takes what is written: one that is full still answers who reads."""

from __future__ import annotations

from bot.store import notes
from bot.store.engine import Store

_NAME = "trial"
_VALUE = "x" * 65_536
"""More than is left over in pages that are in use; an update and its replies need less."""


async def try_to_write(store: Store) -> None:
    """Write something and strike it out again.

    Raises:
        sqlalchemy.exc.DBAPIError, StoreError: it could not be written.
    """
    async with store.write() as tx:
        await notes.drop(tx, _NAME)  # left over, if it could not be struck out before
        await notes.put(tx, _NAME, _VALUE)
    async with store.write() as tx:
        await notes.drop(tx, _NAME)
    store.health.write_failed = False
