"""Topics of clients in the coaches' group: made, and closed when their client is gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot import coaches
from bot.clients import relaying
from bot.deps import Deps
from bot.features.coach.inbox import failing
from bot.outbox import letters
from bot.outbox.kinds import Call, Drop, Postpone, as_written
from bot.outbox.letters import Letter
from bot.road.lanes import Lane
from bot.store import relay
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import REFUSED, SENT, Row, Settlement

TOPIC_GONE = "topic_gone"


async def why_not(
    deps: Deps, tx: Tx, client: Client, chat_id: int, now: datetime, *, given: bool = False
) -> Drop | None:
    """Why it may not come into this chat of coaches; None: it may.

    `given`: the client agreed to this very message.
    """
    if not given and not await relaying.may_answer(tx, client, now):
        return Drop(relaying.CLOSED)
    if not await relaying.is_read_in(deps, tx, chat_id):
        return Drop("no coach reads it")
    return None


class TopicKind(Call):
    """A topic for a client: kept once Telegram says which number it has."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        if client is None:
            return Drop("empty")
        why = await why_not(deps, tx, client, row.chat_id, now)
        return as_written(row) if why is None else why

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        found: list[Letter] = []
        for item in items:
            thread_id = (item.result or {}).get("message_thread_id") if item.result else None
            if item.row.client_id is None or item.row.payload is None:
                continue
            if item.state == SENT and thread_id is not None:
                topic = {"group_id": item.row.chat_id, "thread_id": thread_id}
                await relay.change_conversation(tx, item.row.client_id, **topic)
                found.append(await _opening(deps, tx, item, thread_id))
            elif item.moved_to is not None:
                await failing.follow(tx, item.row.chat_id, item.moved_to)
                params = {**item.row.payload["params"], "chat_id": item.moved_to}
                again = Letter("createForumTopic", params, kind=relaying.TOPIC)
                key = f"{item.row.dedupe_key}+"
                await relaying.post(tx, again, item.row.client_id, now, key)
        return found


async def _opening(deps: Deps, tx: Tx, item: Settlement, thread_id: int) -> Letter:
    assert item.row.payload is not None
    name = item.row.payload["params"]["name"]
    book = await coaches.book_for(deps, tx, item.row.chat_id)
    text = book.t("inbox.topic", name=name)
    said = letters.say(item.row.chat_id, text, silent=True)
    return said.with_(params=said.params | {"message_thread_id": thread_id}, lane=Lane.RELAY)


class TopicGone(Call):
    """A topic of somebody who was erased; without the right to delete it is closed."""

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        return [
            Letter("closeForumTopic", item.row.payload["params"], lane=Lane.TIDY)
            for item in items
            if item.state == REFUSED and item.row.payload and "rights" in (item.reason or "")
        ]
