"""What a coach sees on her own message: arrived, waits, a note, did not arrive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot import coaches
from bot.deps import Deps
from bot.outbox import letters
from bot.outbox.kinds import Drop, Postpone
from bot.outbox.letters import Letter
from bot.outbox.rules import LATE, URGE_HOLDS_ANSWERS
from bot.road.lanes import Lane
from bot.store import relay
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import REFUSED, Row, Settlement
from bot.text import Text

MARK = "relay_mark"
UNDER_WAY, ARRIVED, NOTE, FAILED = "under_way", "arrived", "note", "failed"
_SIGNS = {UNDER_WAY: "🕊", ARRIVED: "👌", NOTE: "✍", FAILED: "🤷"}
"""Of the reactions that Telegram lets a bot choose from."""


def mark(
    chat_id: int,
    message_id: int,
    what: str,
    thread_id: int | None = None,
    due_at: datetime | None = None,
) -> Letter:
    """Put a sign under a coach's message, in the place of the one before."""
    params = {"chat_id": chat_id, "message_id": message_id, "what": what, "thread": thread_id}
    return Letter("setMessageReaction", params, lane=Lane.RELAY, kind=MARK, due_at=due_at)


def shown_at(written_at: datetime, now: datetime) -> datetime:
    """When it is shown what became of an answer: on a full hour.

    Not before one that an urge held has left, and one that nothing held no sooner: so the coach
    never sees that there was an urge.
    """
    first = max(now, written_at + URGE_HOLDS_ANSWERS + LATE)
    hour = first.replace(minute=0, second=0, microsecond=0)
    return hour if hour >= first else hour + timedelta(hours=1)


def below(
    chat_id: int,
    message_id: int,
    text: Text | str,
    thread_id: int | None = None,
    due_at: datetime | None = None,
) -> Letter:
    """A line in answer to a message, in the same topic."""
    said = letters.say(chat_id, text, silent=True)
    where: dict[str, object] = {
        "reply_parameters": {"message_id": message_id, "allow_sending_without_reply": True}
    }
    if thread_id is not None:
        where["message_thread_id"] = thread_id
    return said.with_(params=said.params | where, lane=Lane.RELAY, due_at=due_at)


class MarkKind:
    """The sign; where a group allows no reactions, the same in words, once it says something."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        params = dict(row.payload["params"]) if row.payload else {}
        sign = _SIGNS.get(params.pop("what", ""))
        params.pop("thread", None)
        if sign is None:
            return Drop("no such sign")
        if sign == _SIGNS[ARRIVED] and not await relay.list_from(
            tx, row.chat_id, params["message_id"]
        ):
            return Drop("taken back")
        reaction = [{"type": "emoji", "emoji": sign}]
        return Letter("setMessageReaction", params | {"reaction": reaction})

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        found = []
        for item in items:
            params = item.row.payload["params"] if item.row.payload else {}
            refused = item.state == REFUSED and "reaction" in (item.reason or "").lower()
            # Under way it is anyway, and what failed is said below in so many words.
            if refused and params["what"] not in (UNDER_WAY, FAILED):
                book = await coaches.book_for(deps, tx, item.row.chat_id)
                text = book.t(f"inbox.mark.{params['what']}")
                chat_id, number = item.row.chat_id, params["message_id"]
                found.append(below(chat_id, number, text, params["thread"]))
        return found
