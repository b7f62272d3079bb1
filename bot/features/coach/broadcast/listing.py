"""A message to many as a file: a line for each client, made when it leaves and kept nowhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime

from telegram import InputFile

from bot.clients.coach_view import client_name
from bot.content.model import Book
from bot.deps import Deps
from bot.features.coach import message
from bot.outbox.kinds import Drop, NothingFollows, Postpone
from bot.outbox.letters import Letter
from bot.store import broadcast_sending, broadcasts, overview
from bot.store.broadcast_sending import Recipient
from bot.store.clients import Client
from bot.store.consents import COACH_VIEW
from bot.store.engine import Tx
from bot.store.outbox import DROPPED, EXPIRED, REFUSED, SENT, UNREACHABLE, Row

CSV = "bc_csv"


class CsvKind(NothingFollows):
    """The list of a broadcast: a line for each client, with a neutral reason."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        params = row.payload["params"] if row.payload else {}
        found = await broadcasts.find(tx, params.get("broadcast", 0))
        if found is None or not deps.is_coach(row.chat_id):
            return Drop("gone")
        book = deps.shelf[params["language"]]
        recipients = await broadcast_sending.list_recipients(tx, found)
        file = await _csv(tx, book, recipients)
        document = InputFile(file.encode("utf-8-sig"), filename=f"anker-{found.id}.csv")
        told = f"{message.named(book, found.content)}\n{book.t('broadcast.csv.told')}"
        if len(recipients) < found.total:
            told += f"\n{book.t('broadcast.csv.erased')}"
        params = {"chat_id": row.chat_id, "document": document, "caption": told}
        return Letter("sendDocument", params)


_SHOWN = {
    SENT: "sent", UNREACHABLE: "unreachable", EXPIRED: "late", DROPPED: "late",
    REFUSED: "failed",
}  # fmt: skip
_WHY = {
    "blocked": ("blocked by the user",),
    "gone": ("deactivated", "deleted"),
    "no_voice": ("voice messages", "voice_messages", "video messages", "video_messages"),
    "long": ("too long", "too_long"),
}
"""What a coach can do something with, and the words of Telegram, or ours, by which it is known."""


async def _csv(tx: Tx, book: Book, recipients: Sequence[Recipient]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([book.t("broadcast.csv.client"), book.t("broadcast.csv.outcome"),
                     book.t("broadcast.csv.reason")])  # fmt: skip
    agreed = await overview.agreed_at(tx, COACH_VIEW)
    for one in recipients:
        who = client_name(tx, book, one.client, agreed=one.client.id in agreed)
        kind = "stopped" if one.reason == broadcasts.STOPPED else _SHOWN[one.state]
        writer.writerow([_harmless(who), book.t(f"broadcast.csv.{kind}"), _why(book, one)])
    return out.getvalue()


def _why(book: Book, one: Recipient) -> str:
    """Why it did not come, if that is known, in words of the coach's language."""
    if one.state not in (REFUSED, UNREACHABLE):
        return ""
    said = (one.reason or "").lower()
    other = "other" if one.state == REFUSED else ""
    why = next((name for name, words in _WHY.items() if any(w in said for w in words)), other)
    return book.t(f"broadcast.csv.why.{why}") if why else ""


def _harmless(value: str) -> str:
    """No formula, whatever somebody calls herself."""
    return f"'{value}" if value[:1] in "=+-@\t\r" and value else value
