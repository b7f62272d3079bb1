"""All that is kept about a client, as two files: made when they leave, and kept nowhere.

They are taken out of the chat again after ten minutes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from telegram import InputFile

from bot.calendar.times import local_date
from bot.content.model import Book
from bot.context import Context
from bot.deps import Deps
from bot.features.privacy.readable import page
from bot.outbox import letters
from bot.outbox.kinds import Drop, Postpone
from bot.outbox.letters import Letter
from bot.road.lanes import Lane
from bot.screens import gate
from bot.store import kept, outbox_queries
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.kept import Kept
from bot.store.outbox import SENT, Row, Settlement

KIND = "mydata"
FORMS = ("html", "json")
AGAIN_AFTER = timedelta(hours=1)
STAYS_FOR = timedelta(minutes=10)
_LEAVES_WITHIN = gate.OPEN_FOR
"""A file that is later than this does not come any more: who asked may have put the phone down."""


async def hand_out(context: Context) -> None:
    """Everything, to read and to take along."""
    client = context.client
    if client is None:
        context.show(context.t("forget.nothing"))
        return
    since = context.now - AGAIN_AFTER
    if await outbox_queries.has_left_since(context.tx, client.id, KIND, since):
        context.say(context.t("mydata.again"))
        return
    context.say(context.t("mydata.coming"), silent=True)
    for form in FORMS:
        params = {"chat_id": context.chat_id, "form": form, "disable_notification": True}
        letter = Letter("sendDocument", params, kind=KIND)
        context.send(letter.with_(expires_at=context.now + _LEAVES_WITHIN))


class ExportKind:
    """One of the two files. Its letter holds nothing but which one."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        if client is None or row.payload is None:
            return Drop("erased")
        book, form = deps.shelf[client.language], row.payload["params"]["form"]
        found = await kept.collect(tx, client)
        file = as_json(book, found) if form == "json" else page(book, found, client.zone, now)
        # A name that says nothing to who looks through somebody's downloads.
        name = f"anker-{local_date(client.zone, now).isoformat()}.{form}"
        document = InputFile(file.encode("utf-8", "replace"), filename=name)
        params = {"chat_id": row.chat_id, "document": document, "disable_notification": True}
        return Letter("sendDocument", params)

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        return [
            letters.delete(item.row.chat_id, [item.message_id]).with_(
                lane=Lane.TIDY, due_at=now + STAYS_FOR
            )
            for item in items
            if item.state == SENT and item.message_id is not None
        ]


def as_json(book: Book, found: Kept) -> str:
    """The same for a machine: tables with their columns, instants in UTC."""
    content = {"about": book.t("mydata.about_json").strip(), **found}
    return json.dumps(content, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"no form for a {type(value).__name__}")
