"""Erasing a client from every table, and from a backup that was put back."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import String, cast, delete, literal, select, update

from bot.store import audiences, clients, dialect, waiting
from bot.store.clients import Client
from bot.store.engine import Store, Tx
from bot.store.errors import ErasuresError
from bot.store.tables import broadcast, burst, client, message, note, outbox, session
from bot.store.tombstones import Grave, Tombstones
from bot.vault import VaultError

Remove = Callable[[Tx, Client, datetime], Awaitable[None]]
"""Takes a client out of the database, given when that was asked for."""

HASH_KEY = "erasure-key"
"""The note with the key of the hashes; sealed, and in every backup."""


async def remove(tx: Tx, found: Client, at: datetime) -> None:
    """Everything that hangs on a client goes, queued letters included."""
    # A broadcast on its way keeps its count: the row stays without a person, and is then dropped.
    counted = (outbox.c.client_id == found.id, outbox.c.broadcast_id.is_not(None))
    anonymous = literal("erased:") + cast(outbox.c.id, String)
    await tx.run(
        update(outbox)
        .where(*counted, outbox.c.settled_at.is_(None))
        .values(chat_id=0, client_id=None, dedupe_key=anonymous)
    )
    await _unname(tx, audiences.alone(found.id))
    # What is to the client as a client goes with the client; this is the rest, and has an index.
    stranger = (outbox.c.chat_id == found.chat_id, outbox.c.client_id.is_(None))
    await tx.run(delete(outbox).where(*stranger))
    await tx.run(delete(message).where(message.c.chat_id == found.chat_id))
    await waiting.remove(tx, found.chat_id)
    await tx.run(delete(burst).where(burst.c.chat_id == found.chat_id))
    await tx.run(delete(client).where(client.c.id == found.id))


async def erase(tx: Tx, found: Client, now: datetime, remove: Remove = remove) -> None:
    """Remove a client for good.

    The tombstone is there first. When the rest then fails it is done anew, by who tries again or
    by the next start: an erasure that was asked for is never undone.

    Raises:
        ErasuresError: the tombstone cannot be written; nothing was removed.
    """
    if tx.tombstones is not None:
        key = await _hash_key(tx)
        mark, record = mark_of(key, found.chat_id), _record_of(key, found)
        try:
            await asyncio.to_thread(tx.tombstones.put, mark, record, now)
        except OSError as error:
            raise _out_of_reach(tx.tombstones.path.name, error) from error
    await remove(tx, found, now)


async def note_return(tx: Tx, client_id: int) -> None:
    """Somebody was enrolled: when that chat was ever erased, the list names the new record.

    Raises:
        ErasuresError: the list can be neither read nor written.
    """
    found = await clients.find(tx, client_id)
    if tx.tombstones is None or found is None:
        return
    key = await _hash_key(tx)
    mark, record = mark_of(key, found.chat_id), _record_of(key, found)
    try:
        await asyncio.to_thread(tx.tombstones.note_return, mark, record)
    except OSError as error:
        raise _out_of_reach(tx.tombstones.path.name, error) from error


async def _unname(tx: Tx, name: str) -> None:
    """What a coach wrote to this audience alone goes; beside others it is no longer named."""
    for table in (session, broadcast):
        found = select(table.c.id, table.c.audience).where(table.c.audience.contains(name))
        for row in (await tx.run(found)).all():
            parts = row.audience.split("+")
            others = [part for part in parts if part != name]
            this = table.c.id == row.id
            if others and others != parts:
                await tx.run(update(table).where(this).values(audience="+".join(others)))
            elif not others:
                await tx.run(delete(table).where(this))
                if table is broadcast:
                    await _unname(tx, audiences.who_got(row.id))


async def repeat(store: Store, remove: Remove = remove) -> int:
    """Erase again whoever was erased after this database was copied, or halfway; gives how many.

    Who came back after the erasure is somebody new, and stays.

    Raises:
        ErasuresError: the tombstones cannot be read, or none could be added.
    """
    if store.tombstones is None:
        return 0
    erased = await asyncio.to_thread(read, store.tombstones)
    if not erased:
        return 0
    count = 0
    async with store.write() as tx:
        key = await _hash_key(tx)
        query = select(client.c.id, client.c.chat_id, client.c.created_at)
        for row in (await tx.run(query)).all():
            grave = erased.get(mark_of(key, row.chat_id))
            if grave is None or not grave.holds(_record_of(key, row), row.created_at):
                continue
            if (found := await clients.find(tx, row.id)) is not None:
                await remove(tx, found, grave.at)
                count += 1
    return count


def read(tombstones: Tombstones) -> dict[str, Grave]:
    """What the list says of each chat, once it is seen that more can be added.

    Raises:
        ErasuresError: they cannot be read, or none could be added.
    """
    try:
        tombstones.check()
        return tombstones.read()
    except OSError as error:
        raise _out_of_reach(tombstones.path.name, error) from error


def mark_of(key: bytes, chat_id: int) -> str:
    """How a chat stands among the tombstones."""
    return _hash(key, str(chat_id))


def _record_of(key: bytes, found: Any) -> str:
    """How one record of a chat stands there; every copy of the database has the same."""
    made = found.created_at.astimezone(UTC).isoformat(timespec="microseconds")
    return _hash(key, f"{found.chat_id} {found.id} {made}")


def _hash(key: bytes, named: str) -> str:
    return hmac.new(key, named.encode(), hashlib.sha256).hexdigest()


async def make_hash_key(tx: Tx) -> None:
    """Make the key of the hashes when there is none: at the first opening."""
    values = {"name": HASH_KEY, "value": tx.vault.seal(os.urandom(32), HASH_KEY)}
    await tx.run(dialect.insert(tx, note).values(values).on_conflict_do_nothing())


async def _hash_key(tx: Tx) -> bytes:
    await make_hash_key(tx)
    sealed = (await tx.run(select(note.c.value).where(note.c.name == HASH_KEY))).scalar_one()
    try:
        return tx.vault.open(sealed, HASH_KEY)
    except VaultError as error:
        raise ErasuresError(
            f"the key of the list of erasures cannot be opened ({error}): put the key that sealed"
            " it behind the others in BOT_ENCRYPTION_KEY, or put another backup back"
        ) from None


def _out_of_reach(name: str, error: OSError) -> ErasuresError:
    return ErasuresError(
        f"the list of erasures {name} can be neither read nor written ({error.strerror}):"
        " see BOT_ERASURES_FILE and who may write there"
    )
