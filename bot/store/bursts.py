"""The replies that stand for what is being written: shared by all processes on PostgreSQL."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from bot.burst import GAP, Burst
from bot.store import dialect
from bot.store.engine import Tx
from bot.store.tables import burst
from bot.vault import VaultError


def purpose(chat_id: int) -> str:
    """What a reply is sealed for."""
    return f"burst:{chat_id}"


async def find(tx: Tx, chat_id: int, now: datetime) -> Burst | None:
    """The burst that a text of this chat belongs to, if one goes on."""
    query = select(burst.c.reply_sealed, burst.c.last_at).where(burst.c.chat_id == chat_id)
    row = (await tx.run(query)).one_or_none()
    if row is None:
        return None
    try:
        reply = tx.vault.open_json(row.reply_sealed, purpose(chat_id))
    except VaultError:
        return None  # a key is being changed, and not every process knows it: one reply more
    said_at = datetime.fromisoformat(reply["said_at"])
    found = Burst(reply["gravity"], said_at, row.last_at, tuple(reply["keys"]))
    ahead = row.last_at - now > GAP  # the clock of another machine is wrong: rather one more
    return found if found.goes_on(now) and not ahead else None


async def put(tx: Tx, chat_id: int, stands: Burst | None) -> None:
    """From here on this reply stands for the chat's burst; None: there is no burst any more."""
    if stands is None:
        await tx.run(delete(burst).where(burst.c.chat_id == chat_id))
        return
    reply = {
        "gravity": stands.gravity,
        "said_at": stands.said_at.isoformat(),
        "keys": list(stands.keys),
    }
    values = {
        "reply_sealed": tx.vault.seal_json(reply, purpose(chat_id)),
        "last_at": stands.last_at,
    }
    statement = dialect.insert(tx, burst).values(chat_id=chat_id, **values)
    await tx.run(statement.on_conflict_do_update(index_elements=["chat_id"], set_=values))


async def purge(tx: Tx, before: datetime) -> None:
    """Forget those that nothing was added to since."""
    await tx.run(delete(burst).where(burst.c.last_at < before))
