"""The one message that shows how a message to many goes, kept up to date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.deps import Deps
from bot.features.coach.broadcast.sent import book_of, progress
from bot.outbox import letters
from bot.outbox.kinds import Drop, Kind, Postpone
from bot.outbox.letters import Letter
from bot.road.lanes import Lane
from bot.store import broadcasts
from bot.store.broadcasts import Broadcast
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import SENT, Row, Settlement

CARD, PROGRESS = "bc_card", "bc_shown"


def card(found: Broadcast) -> Letter:
    """The message that shows how it goes, for one that left by itself: it has none yet."""
    params = {"chat_id": found.coach_chat_id, "broadcast": found.id}
    return Letter("sendMessage", params, kind=CARD, key=f"{CARD}:{found.id}")


class CardKind:
    """That message; from when it is there, it is kept up to date."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        found = await _of(tx, row)
        if found is None or found.finished_at or not deps.is_coach(row.chat_id):
            return Drop("over")
        book = await book_of(deps, tx, found)
        return letters.say(row.chat_id, *await progress(tx, book, found))

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        for item in items:
            found = await _of(tx, item.row)
            if found is not None and item.state == SENT:
                await broadcasts.change(tx, found.id, card_id=item.message_id, card_covered=False)
        return ()


def shown(found: Broadcast, now: datetime) -> Letter:
    """Brings that message up to date."""
    params = {"chat_id": found.coach_chat_id, "broadcast": found.id, "card": found.card_id}
    letter = Letter("editMessageText", params, kind=PROGRESS)
    return letter.with_(lane=Lane.RELAY, expires_at=now + timedelta(minutes=5))


class ProgressKind:
    """How it goes by now, unless she opened something else in that message meanwhile."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        found = await _of(tx, row)
        if found is None or row.payload is None or not deps.is_coach(row.chat_id):
            return Drop("gone")
        card_id = row.payload["params"]["card"]
        if found.card_id != card_id or found.card_covered:
            return Drop("something else stands there")
        shown = await progress(tx, await book_of(deps, tx, found), found)
        return letters.edit(row.chat_id, card_id, *shown)

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        return ()


async def _of(tx: Tx, row: Row) -> Broadcast | None:
    params = row.payload["params"] if row.payload else {}
    return await broadcasts.find(tx, params.get("broadcast", 0))


KINDS: dict[str, Kind] = {CARD: CardKind(), PROGRESS: ProgressKind()}
