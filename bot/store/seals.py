"""Every sealed column, and what each of its values is sealed for.

Whoever adds a sealed column names it here, and a test insists: by this list a client's words are
opened for the client, and all of them are sealed anew when a key is replaced.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Column, Table

from bot.store import (
    anchors,
    appointments,
    broadcasts,
    bursts,
    clients,
    cohorts,
    desk,
    hard_days,
    intake,
    letterbox,
    outbox,
    plans,
    safe_words,
    sessions,
)
from bot.store.engine import Tx
from bot.store.tables import metadata

END = "_sealed"
"""How the name of a sealed column ends."""

Row = Mapping[str, Any]

PURPOSES: Mapping[str, Callable[[Row], str]] = {
    "anchor.content_sealed": lambda row: anchors.purpose(row["id"]),
    "appointment.note_sealed": lambda row: appointments.purpose(row["id"]),
    "away.line_sealed": lambda _row: desk.AWAY,
    "broadcast.content_sealed": lambda row: broadcasts.purpose(row["coach_chat_id"]),
    "burst.reply_sealed": lambda row: bursts.purpose(row["chat_id"]),
    "canned.text_sealed": lambda row: desk.canned_purpose(row["id"]),
    "client.called_sealed": lambda row: clients.called_purpose(row["id"]),
    "client.nickname_sealed": lambda row: clients.nickname_purpose(row["id"]),
    "cohort.name_sealed": lambda row: cohorts.name_purpose(row["id"]),
    "hard_day.name_sealed": lambda row: hard_days.purpose(row["id"]),
    "intake.payload_sealed": lambda row: intake.purpose(row["bot_id"], row["update_id"]),
    "letter.content_sealed": lambda row: letterbox.purpose(row["id"]),
    "outbox.payload_sealed": lambda row: outbox.purpose(row["dedupe_key"]),
    "safe_word.hash_sealed": lambda row: safe_words.purpose(row["client_id"]),
    "safe_word.next_sealed": lambda row: safe_words.purpose(row["client_id"]),
    "safety_plan.calms_sealed": lambda row: plans.purpose(row["client_id"], "calms"),
    "safety_plan.people_sealed": lambda row: plans.purpose(row["client_id"], "people"),
    "safety_plan.reasons_sealed": lambda row: plans.purpose(row["client_id"], "reasons"),
    "safety_plan.signals_sealed": lambda row: plans.purpose(row["client_id"], "signals"),
    "session.link_sealed": lambda row: sessions.purpose(row["id"]),
    "week_line.text_sealed": lambda row: cohorts.line_purpose(row["cohort_id"], row["week"]),
}

JSON = frozenset(
    {
        "anchor.content_sealed",
        "broadcast.content_sealed",
        "burst.reply_sealed",
        "intake.payload_sealed",
        "outbox.payload_sealed",
    }
)
"""Those that hold JSON; the others hold text."""


def sealed_columns(table: Table) -> list[Column[Any]]:
    """The columns of a table that hold sealed values."""
    return [column for column in table.columns if column.name.endswith(END)]


def all_sealed_columns() -> list[Column[Any]]:
    """Those of every table."""
    return [column for table in metadata.sorted_tables for column in sealed_columns(table)]


def purpose_of(column: Column[Any], row: Row) -> str:
    """What the value of this column in this row is sealed for."""
    return PURPOSES[str(column)](row)


def open_value(tx: Tx, column: Column[Any], row: Row) -> Any:
    """What is sealed in this column of this row; None when it is empty."""
    sealed = row[column.name]
    if not sealed:
        return None
    opened = tx.vault.open(sealed, purpose_of(column, row))
    if str(column) in JSON:
        return json.loads(opened)
    return opened.decode("utf-8", "replace")
