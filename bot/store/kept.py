"""Everything that is kept about one client, for that client: by the tables themselves.

A table or a column that is added later is in it by itself. What stays out is named here, with the
reason; a test looks at every column of every table that holds something of a client.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Table, or_, select

from bot.store import audiences, broadcasts, cohorts
from bot.store.broadcasts import Broadcast
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.seals import END, open_value
from bot.store.tables import broadcast, metadata
from bot.store.tables import client as client_table

Kept = dict[str, list[dict[str, Any]]]

LEFT_OUT: Mapping[str, str] = {
    "anchor.client_id": "the number that stands with the client",
    "appointment.client_id": "the number that stands with the client",
    "call_wish.client_id": "the number that stands with the client",
    "client.cohort_id": "the name of the group stands in its place",
    "coach_act.broadcast_id": "a number that says nothing outside this program",
    "coach_act.client_id": "the number that stands with the client",
    "coach_act.coach_id": "the number of somebody else, the coach",
    "coach_act.cohort_id": "a number that says nothing outside this program",
    "coach_act.session_id": "a number that says nothing outside this program",
    "consent.client_id": "the number that stands with the client",
    "conversation.client_id": "the number that stands with the client",
    "conversation.group_id": "the chat of the coaches",
    "conversation.thread_id": "the chat of the coaches",
    "hard_day.client_id": "the number that stands with the client",
    "helpful.client_id": "the number that stands with the client",
    "letter.client_id": "the number that stands with the client",
    "message.chat_id": "the number that stands with the client",
    "outbox.broadcast_id": "a number that says nothing outside this program",
    "outbox.chat_id": "the client's own, which stands there, or that of the coach",
    "outbox.client_id": "the number that stands with the client",
    "outbox.dedupe_key": "made of the other values, against sending twice",
    "outbox.lease_until": "how the program divides its own work",
    "outbox.owner": "how the program divides its own work",
    "practice.client_id": "the number that stands with the client",
    "relay.client_id": "the number that stands with the client",
    "relay.coach_id": "the number of somebody else, the coach",
    "relay.from_chat_id": "the client's own, which stands there, or that of the coaches",
    "relay.to_chat_id": "the client's own, which stands there, or that of the coaches",
    "safe_word.client_id": "the number that stands with the client",
    "safe_word.hash_sealed": "nobody can read the word back; it would only help who guesses",
    "safe_word.next_sealed": "nobody can read the word back; it would only help who guesses",
    "safety_plan.client_id": "the number that stands with the client",
    "strength.client_id": "the number that stands with the client",
    "urge.client_id": "the number that stands with the client",
    "waiting.chat_id": "the number that stands with the client",
}
"""Columns that are not handed out, and why."""

TABLES_LEFT_OUT: Mapping[str, str] = {
    "burst": "which reply stands for what is being written; gone within a minute",
    "intake": "what was written a moment ago: thrown away as soon as it is answered",
}
"""The same, for whole tables."""


def personal_tables() -> list[Table]:
    """Every table that holds something of a client."""
    return [
        table
        for table in metadata.sorted_tables
        if table is client_table or {"client_id", "chat_id"} & set(table.columns.keys())
    ]


def handed_out(table: Table) -> list[Column[Any]]:
    """The columns of a table that are."""
    if table.name in TABLES_LEFT_OUT:
        return []
    return [column for column in table.columns if str(column) not in LEFT_OUT]


async def collect(tx: Tx, client: Client) -> Kept:
    """What is kept, by table and column, opened; tables that hold nothing are in it too."""
    found: Kept = {}
    for table in personal_tables():
        columns = handed_out(table)
        if columns:
            rows = await tx.run(
                select(table).where(_of(table, client)).order_by(*table.primary_key.columns)
            )
            found[table.name] = [_shown(tx, columns, row, client) for row in rows.mappings()]
    group = await cohorts.find(tx, client.cohort_id) if client.cohort_id is not None else None
    found["client"][0]["cohort"] = None if group is None else group.name or f"{group.id}"
    found["broadcast"] = [_written(one) for one in await _list_to_alone(tx, client.id)]
    return found


async def _list_to_alone(tx: Tx, client_id: int) -> list[Broadcast]:
    """What coaches wrote to this client and nobody else, planned, sent or neither yet; and what
    mends any of that, however often. An erasure takes away the same.
    """
    hers = {audiences.alone(client_id)}
    named = or_(broadcast.c.audience.in_(hers), broadcast.c.audience.contains(audiences.GOT))
    query = select(broadcast.c.id, broadcast.c.audience).where(named).order_by(broadcast.c.id)
    found = []
    for row in (await tx.run(query)).all():  # what mends comes after what it is about
        if hers.issuperset(row.audience.split("+")):
            hers.add(audiences.who_got(row.id))
            found.append(await broadcasts.find(tx, row.id))
    return [one for one in found if one is not None]


def _written(one: Broadcast) -> dict[str, Any]:
    """A coach's message to this client alone: the words, or of which kind it is without any.

    With those that wait to take their place.
    """
    parts = [*one.content["parts"], *one.content.get("new", {}).get("parts", [])]
    words = "\n".join(part["text"] for part in parts if part.get("text"))
    return {
        "content": words or parts[0]["kind"], "weekly": one.weekly, "next_at": one.next_at,
        "started_at": one.started_at,
    }  # fmt: skip


def _of(table: Table, client: Client) -> Any:
    if table is client_table:
        return table.c.id == client.id
    own = []
    if "client_id" in table.columns:
        own.append(table.c.client_id == client.id)
    if "chat_id" in table.columns:
        own.append(table.c.chat_id == client.chat_id)
    return or_(*own)


def _shown(
    tx: Tx, columns: list[Column[Any]], row: Mapping[str, Any], client: Client
) -> dict[str, Any]:
    shown = {}
    for column in columns:
        sealed = column.name.endswith(END)
        value = open_value(tx, column, row) if sealed else row[column.name]
        shown[column.name.removesuffix(END)] = _without_others(value, client)
    return shown


def _without_others(value: Any, client: Client) -> Any:
    """A letter that a client shared is addressed to a coach, whose number is not hers to have."""
    params = value.get("params") if isinstance(value, dict) else None
    if not isinstance(params, dict) or params.get("chat_id") == client.chat_id:
        return value
    return {**value, "params": {k: v for k, v in params.items() if k != "chat_id"}}
