"""A letter of a broadcast, and the report when the last one has an outcome."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from bot.content.model import Book
from bot.deps import Deps
from bot.outbox import letters
from bot.outbox.kinds import Drop, Postpone
from bot.outbox.letters import Letter
from bot.store import broadcasts
from bot.store.broadcasts import Broadcast
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import Row, Settlement
from bot.stub import stub
from bot.text import Text


class BroadcastKind:
    """Letters of the kind `broadcast`: the content is kept once, on the broadcast."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        if client is None or client.status == "paused" or row.broadcast_id is None:
            return Drop("left")
        found = await broadcasts.find(tx, row.broadcast_id)
        if found is None:
            return Drop("withdrawn")
        if client.neutral:
            book = deps.shelf[client.language]
            return stub(book, client.chat_id, f"news:open:{found.id}")
        return letters.say(client.chat_id, text_of(found))

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        states: dict[int, list[str]] = defaultdict(list)
        for item in items:
            if item.row.broadcast_id is not None:
                states[item.row.broadcast_id].append(item.state)
        reports = []
        for broadcast_id, outcomes in states.items():
            if await broadcasts.count_outcomes(tx, broadcast_id, outcomes, now):
                found = await broadcasts.find(tx, broadcast_id)
                if found is not None:
                    reports.append(_report(deps, found))
        return reports


def text_of(found: Broadcast) -> Text:
    """What the coach wrote."""
    return Text(found.content["text"], tuple(found.content["entities"]))


def _report(deps: Deps, found: Broadcast) -> Letter:
    book = deps.shelf[found.content.get("language", deps.settings.language)]
    report = letters.say(found.coach_chat_id, counts(book, found))
    return report.with_(key=f"broadcast:{found.id}:report")


def counts(book: Book, found: Broadcast) -> str:
    """How a broadcast stands, in numbers."""
    numbers = {
        "sent": found.sent,
        "waiting": found.total - found.settled,
        "unreachable": found.unreachable,
        "late": found.expired,
        "failed": found.refused,
    }
    parts = [book.t(f"broadcast.{name}", n=n) for name, n in numbers.items() if n]
    return book.t("broadcast.counts", n=found.total, parts=", ".join(parts))
