"""Letters that close what a client has opened: queued, put off while it is used, hurried at an
erasure. A key names the message, for the letter itself is sealed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    bindparam,
    cast,
    delete,
    literal,
    or_,
    select,
    update,
)

from bot.road.lanes import Lane
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import QUEUED, purpose
from bot.store.tables import outbox

_A_MOMENT = timedelta(minutes=1)


def of_message(message_id: int, update_id: int) -> str:
    """The key of a letter that closes this message, opened by this update."""
    return f"close:{message_id}:{update_id}"


def of_shown(opens: str, update_id: int) -> str:
    """The key of a message that stays for a while, shown by this update from behind a button."""
    return f"shown:{opens}:{update_id}" if opens else f"shown:{update_id}"


def is_shown(key: str) -> bool:
    """Whether it is the key of a message that stays for a while."""
    return key.startswith("shown:")


def of_letter(key: str) -> str:
    """The key of a letter that closes what the letter with this key becomes."""
    return f"close:{key}"


async def put_off(tx: Tx, client: Client, message_id: int, until: datetime) -> None:
    """Do not close this message before `until`."""
    await tx.run(_PUT_OFF, {**_of(client, message_id), "until": until})


async def cancel(tx: Tx, client: Client, message_id: int) -> None:
    """What was to close this message no longer does."""
    await tx.run(_CANCEL, _of(client, message_id))


async def hurry(tx: Tx, broadcast_id: int, opens: str, now: datetime) -> None:
    """Whoever has this message of a coach open from behind a line: it closes now."""
    came = outbox.alias()
    lines = select(came.c.id).where(
        came.c.client_id == outbox.c.client_id,
        came.c.broadcast_id == broadcast_id,
        came.c.message_id.is_not(None),
        outbox.c.dedupe_key.startswith(
            literal("close:") + cast(came.c.message_id, String) + literal(":")
        ),
    )
    shown = outbox.c.dedupe_key.startswith(of_letter(f"shown:{opens}:"))
    await tx.run(
        update(outbox).where(*_waiting(now), or_(shown, lines.exists())).values(due_at=now)
    )


async def set_back(tx: Tx, now: datetime, back: timedelta) -> int:
    """The clock was set back by so much: what waits to be tidied waits as long as it was to.

    Gives how many letters. What was written in the last moment is left: by which clock is not
    known.
    """
    made = outbox.c.created_at
    moved = 0
    query = select(outbox.c.id, outbox.c.due_at, made).where(
        *_waiting(now), or_(made > now, made < now - _A_MOMENT)
    )
    for row in (await tx.run(query)).all():
        values = {"due_at": max(now, row.due_at - back)}
        if row.created_at > now:
            values["created_at"] = row.created_at - back
        await tx.run(update(outbox).where(outbox.c.id == row.id).values(values))
        moved += 1
    return moved


async def bring_back(tx: Tx, now: datetime) -> int:
    """What waits to be tidied, and was written by a clock that was ahead, is tidied now: nobody
    knows how long it has stood there. Gives how many letters.
    """
    ahead = (*_waiting(now), outbox.c.created_at > now + _A_MOMENT)
    values = {"due_at": now, "created_at": now}
    return int((await tx.run(update(outbox).where(*ahead).values(values))).rowcount)


def _waiting(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return outbox.c.lane == int(Lane.TIDY), outbox.c.state == QUEUED, outbox.c.due_at > now


async def list_left(tx: Tx, client: Client) -> list[tuple[str, dict[str, Any]]]:
    """What still waits to be tidied in a client's own chat: each with its kind and its content."""
    query = select(outbox.c.dedupe_key, outbox.c.kind, outbox.c.payload_sealed).where(
        outbox.c.client_id == client.id,
        outbox.c.chat_id == client.chat_id,
        outbox.c.lane == int(Lane.TIDY),
        outbox.c.state == QUEUED,
        outbox.c.payload_sealed.is_not(None),
    )
    return [
        (row.kind, tx.vault.open_json(row.payload_sealed, purpose(row.dedupe_key)))
        for row in await tx.run(query.order_by(outbox.c.id))
    ]


def _of(client: Client, message_id: int) -> dict[str, Any]:
    return {
        "of_client": client.id,
        "of_chat": client.chat_id,
        "of_message": message_id,
        "named": f"close:{message_id}:",
    }


def _closing() -> ColumnElement[bool]:
    own = (outbox.c.client_id == bindparam("of_client"), outbox.c.chat_id == bindparam("of_chat"))
    became = outbox.alias()
    letter = select(literal("close:") + became.c.dedupe_key).where(
        became.c.client_id == bindparam("of_client"),
        became.c.chat_id == bindparam("of_chat"),
        became.c.message_id == bindparam("of_message"),
    )
    key = outbox.c.dedupe_key
    named = or_(key.startswith(bindparam("named", type_=String)), key.in_(letter))
    return and_(*own, outbox.c.lane == int(Lane.TIDY), outbox.c.state == QUEUED, named)


# Built once: every press asks for the first.
_PUT_OFF = (
    update(outbox)
    .where(_closing(), outbox.c.due_at < bindparam("until"))
    .values(due_at=bindparam("until"))
)
_CANCEL = delete(outbox).where(_closing())
