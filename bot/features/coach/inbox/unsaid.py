"""An answer that did not arrive: its writer hears that, and whoever else sees it as answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot import coaches
from bot.clients import relaying
from bot.content.model import Book
from bot.deps import Deps
from bot.features.coach.inbox.marks import FAILED, below, mark
from bot.outbox import letters
from bot.outbox.kinds import Drop, NothingFollows, Postpone
from bot.outbox.letters import Letter
from bot.road.lanes import Lane
from bot.store import clients, relay
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import UNREACHABLE, Row, Settlement
from bot.store.relay import Passed

UNSAID = "relay_unsaid"
_LEFT = "left"
"""Why, where its writer is no coach any more."""


async def tell(
    deps: Deps, tx: Tx, item: Settlement, passed: Passed, due_at: datetime
) -> list[Letter]:
    """One line wherever it stands as answered, when its writer sees a sign."""
    assert item.row.payload is not None
    params = item.row.payload["params"]
    chat_id, number = params["written"]
    left = not deps.is_coach(passed.coach_id or 0)
    closed = item.reason == relaying.CLOSED
    if closed and left:
        return []
    shown = {} if closed else await _shown(tx, chat_id, number)
    readers = [chat_id, *shown]
    if left:
        readers = await _where_left(deps, tx, readers)
    why = _LEFT if left else _why(item)
    about = {"client": passed.client_id, "why": why, "closes": params.get("closes")}
    here = {"number": number, "thread": params["thread"]}
    found = [
        _line(chat, about | (here if chat == chat_id else {"copy": shown.get(chat)}), due_at)
        for chat in readers
    ]
    if chat_id in readers:
        found.append(mark(chat_id, number, FAILED, params["thread"], due_at))
    return found


def _why(item: Settlement) -> str:
    if item.reason == relaying.CLOSED:
        return "closed"
    return "unreachable" if item.state == UNREACHABLE else "other"


async def _shown(tx: Tx, chat_id: int, number: int) -> dict[int, int]:
    """The chats in which other coaches see it, and the note of each copy: it may come yet."""
    return {
        one.to_chat_id: one.id
        for one in await relay.list_from(tx, chat_id, number)
        if one.direction == relay.SEEN
    }


async def _where_left(deps: Deps, tx: Tx, chats: list[int]) -> list[int]:
    """Nobody waits for a sign: in the topic if all read it there, else with each coach."""
    in_group = [chat for chat in chats if chat < 0 and await relaying.is_read_in(deps, tx, chat)]
    return in_group or [coach for coach, _ in await coaches.books(deps, tx)]


def _line(chat: int, params: dict[str, Any], due_at: datetime) -> Letter:
    whole = {"chat_id": chat} | params
    return Letter("sendMessage", whole, lane=Lane.RELAY, kind=UNSAID, due_at=due_at)


class UnsaidKind(NothingFollows):
    """The line itself: by then its copy has come, and somebody else may have answered."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        params = row.payload["params"] if row.payload else {}
        if not params or not await relaying.is_read_in(deps, tx, row.chat_id):
            return Drop("no coach reads it")
        number = params.get("number") or await _number_of(tx, params.get("copy"))
        if number is None and params["why"] != _LEFT:
            return Drop("never shown")
        book = await coaches.book_for(deps, tx, row.chat_id)
        if (text := await _words(tx, book, params)) is None:
            return Drop("erased")
        if number is None:
            return letters.say(row.chat_id, text, silent=True)
        return below(row.chat_id, number, text, await _thread(tx, row.chat_id, params))


async def _number_of(tx: Tx, copy: int | None) -> int | None:
    passed = await relay.find(tx, copy) if copy else None
    return passed.to_message_id if passed is not None else None


async def _thread(tx: Tx, chat_id: int, params: dict[str, Any]) -> int | None:
    standing = await relay.find_conversation(tx, params["client"])
    here = standing is not None and standing.group_id == chat_id
    kept: int | None = params.get("thread")
    return standing.thread_id if standing is not None and here else kept


async def _words(tx: Tx, book: Book, params: dict[str, Any]) -> str | None:
    """Why, and that the question it was to answer waits again, if it does."""
    client = await clients.find(tx, params["client"])
    if client is None:
        return None
    name = await relaying.shown_name(tx, book, client)
    told = book.t(f"inbox.failed.{params['why']}", name=name)
    standing = await relay.find_conversation(tx, client.id)
    since = standing.open_since.isoformat() if standing and standing.open_since else None
    again = since is not None and since == params["closes"]
    return f"{told} {book.t('inbox.open_again')}" if again else told
