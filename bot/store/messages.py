"""Numbers of the messages of the last 48 hours, and file ids of pictures already uploaded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, delete, select, tuple_

from bot.store import dialect
from bot.store.engine import Tx
from bot.store.tables import message, picture

_FILE = select(picture.c.file_id).where(
    picture.c.bot_id == bindparam("of_bot"), picture.c.name == bindparam("of_name")
)


async def remember(tx: Tx, seen: Iterable[tuple[int, int]], now: datetime) -> None:
    """Remember (chat id, message id) pairs."""
    values = [{"chat_id": chat, "message_id": number, "at": now} for chat, number in seen]
    if values:
        await tx.put_off(dialect.insert_new(tx, message), values)


async def take_all(tx: Tx, chat_id: int, since: datetime) -> list[int]:
    """The numbers of a chat's messages since an instant, in order; then forgotten."""
    gone = delete(message).where(message.c.chat_id == chat_id)
    rows = await tx.run(gone.returning(message.c.message_id, message.c.at))
    return sorted(number for number, at in rows if at >= since)


async def purge(tx: Tx, before: datetime, limit: int = 1_000) -> bool:
    """Forget some numbers that are older than this instant. True: more may be left."""
    key = tuple_(message.c.chat_id, message.c.message_id)
    some = select(message.c.chat_id, message.c.message_id).where(message.c.at < before)
    gone = await tx.run(delete(message).where(key.in_(some.limit(limit))))
    return bool(gone.rowcount == limit)


async def find_file(tx: Tx, bot_id: int, name: str) -> str | None:
    """Telegram's id of a picture that this bot uploaded before."""
    found: str | None = (await tx.run(_FILE, {"of_bot": bot_id, "of_name": name})).scalar()
    return found


async def keep_file(tx: Tx, bot_id: int, name: str, file_id: str, now: datetime) -> None:
    """Keep Telegram's id of a picture."""
    values = {"bot_id": bot_id, "name": name, "file_id": file_id, "uploaded_at": now}
    statement = dialect.insert(tx, picture).values(values)
    await tx.run(
        statement.on_conflict_do_update(
            index_elements=["bot_id", "name"], set_={"file_id": file_id, "uploaded_at": now}
        )
    )


async def forget_file(tx: Tx, bot_id: int, name: str) -> None:
    """Forget an id that Telegram no longer knows."""
    await tx.run(delete(picture).where(picture.c.bot_id == bot_id, picture.c.name == name))
