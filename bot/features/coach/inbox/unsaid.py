"""An answer that did not arrive, of somebody who is no coach any more: the others hear that."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot import coaches
from bot.clients import relaying
from bot.content.model import Book
from bot.deps import Deps
from bot.features.coach.inbox.marks import FAILED, below, mark
from bot.outbox import letters
from bot.outbox.letters import Letter
from bot.road.lanes import Lane
from bot.store import clients, relay
from bot.store.engine import Tx
from bot.store.relay import Conversation, Passed


async def tell(
    deps: Deps, tx: Tx, passed: Passed, params: dict[str, Any], due_at: datetime
) -> list[Letter]:
    """One line wherever it stands as answered, when its writer would have seen a sign: in the
    topic if all read it there, else with each coach. Asked once its question may be open again.
    """
    client = await clients.find(tx, passed.client_id)
    standing = await relay.find_conversation(tx, passed.client_id)
    if client is None or standing is None:
        return []
    shown = await _shown(tx, params)
    in_group = [chat for chat in shown if chat < 0 and await relaying.is_read_in(deps, tx, chat)]
    readers = [(chat, await coaches.book_for(deps, tx, chat)) for chat in in_group]
    found = []
    for chat, book in readers or await coaches.books(deps, tx):
        text = _words(book, await relaying.shown_name(tx, book, client), standing)
        thread = standing.thread_id if chat == standing.group_id else None
        if chat in shown:
            found.append(below(chat, shown[chat], text, thread, due_at))
        else:
            said = letters.say(chat, text, silent=True)
            found.append(said.with_(lane=Lane.RELAY, due_at=due_at))
    chat_id, number = params["written"]
    if chat_id in in_group:
        found.append(mark(chat_id, number, FAILED, params["thread"], due_at))
    return found


async def _shown(tx: Tx, params: dict[str, Any]) -> dict[int, int]:
    """Where coaches see it, and under which number there: where it was written, and its copies.

    Its writer's own chat is not among them.
    """
    chat_id, number = params["written"]
    copies = {
        one.to_chat_id: one.to_message_id
        for one in await relay.list_from(tx, chat_id, number)
        if one.direction == relay.SEEN and one.to_message_id is not None
    }
    return copies if chat_id > 0 else copies | {chat_id: number}


def _words(book: Book, name: str, standing: Conversation) -> str:
    told = book.t("inbox.failed.left", name=name)
    return told if standing.open_since is None else f"{told} {book.t('inbox.open_again')}"
