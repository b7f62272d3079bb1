"""What a client answers by Telegram's *Reply*, as the coaches read it with the answer."""

from __future__ import annotations

from bot.calendar.days import show_instant
from bot.clients.naming import named
from bot.content.model import Book
from bot.deps import Deps
from bot.store import broadcast_copies, broadcasts, relay, sessions
from bot.store.broadcasts import Broadcast
from bot.store.engine import Tx
from bot.store.sessions import CANCELLED


async def line_on(deps: Deps, tx: Tx, book: Book, client_id: int, answers: int | None) -> str:
    """Which message to many it is an answer to: of two that were sent, "yes" tells nothing; "":
    it is none to such a message. `answers`: the number of the message in the client's chat.
    """
    number = await broadcast_copies.find_brought(tx, client_id, answers) if answers else None
    found = await broadcasts.find(tx, number) if number is not None else None
    if found is None:
        return ""
    if found.session_id is None:
        return book.t("inbox.answers.message", named=named(book, found.content))
    return await _line_on_meeting(deps, tx, book, found)


async def _line_on_meeting(deps: Deps, tx: Tx, book: Book, found: Broadcast) -> str:
    held = await sessions.find(tx, found.session_id or 0)
    if held is None or held.at is None:
        return ""
    when = show_instant(held.at, deps.settings.timezone, book.language)
    off = found.content["reminder"] == CANCELLED
    return book.t(f"inbox.answers.{'cancelled' if off else 'reminder'}", when=when)


async def number_in(tx: Tx, chat_id: int, answers: int | None, to_chat_id: int) -> int:
    """Where in a chat of coaches the coach's answer stands that a client replies to; 0: nowhere.

    That is what she wrote herself, or what the others were shown of it.
    """
    passed = await relay.find_copy(tx, chat_id, answers) if answers else None
    if passed is None or passed.direction != relay.OUT:
        return 0
    if passed.from_chat_id == to_chat_id:
        return max(0, passed.from_message_id)
    shown = await relay.list_from(tx, passed.from_chat_id, passed.from_message_id)
    return next((one.to_message_id or 0 for one in shown if one.to_chat_id == to_chat_id), 0)
