"""The message on a hard day, rendered when it leaves."""

from __future__ import annotations

from datetime import datetime

from bot.content.model import Book
from bot.deps import Deps
from bot.outbox import letters
from bot.outbox.kinds import Drop, NothingFollows, Postpone
from bot.outbox.letters import Letter, Rows
from bot.screens.frame import exercises_button, help_button, urge_button
from bot.screens.stub import stub
from bot.store import hard_days
from bot.store.clients import ACTIVE, Client
from bot.store.engine import Tx
from bot.store.outbox import Row
from bot.text import Text

KIND = "hard_day"


class HardDayKind(NothingFollows):
    """Letters of the kind `hard_day`; they say nothing of what the date is."""

    async def leaves_by(self, tx: Tx, row: Row) -> datetime | None:
        """On that day: it was promised for it, however much else has come."""
        return row.expires_at

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        if client is None or row.payload is None or not wants_any(client):
            return Drop("not wanted now")
        day_id = row.payload["params"]["day_id"]
        if await hard_days.find(tx, day_id, client.id) is None:
            return Drop("taken off")
        book = deps.shelf[client.language]
        if client.neutral:
            return stub(book, client.chat_id, f"date:open:{day_id}")
        text, buttons = message(book)
        return letters.say(client.chat_id, text, buttons)


def message(book: Book) -> tuple[Text, Rows]:
    """What is said on such a day."""
    t = book.t
    return Text(t("date.today")), [[exercises_button(t), urge_button(t)], [help_button(t)]]


def wants_any(client: Client) -> bool:
    """Whether such messages come: not in a pause, and after the programme as the choice was."""
    return client.status == ACTIVE and not client.is_over
