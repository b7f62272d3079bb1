"""The neutral line that stands in for a message when somebody else may read the phone.

What was opened closes again: ten minutes after the last tap on it. The letter that closes it waits
in the outbox, under a key that names the message.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.content.model import Book
from bot.context import Context
from bot.outbox import letters
from bot.outbox.letters import Button, Letter, Rows
from bot.road.lanes import Lane
from bot.store import closings
from bot.text import Text

OPEN_FOR = timedelta(minutes=10)
"""After that, what was opened closes again."""
_ALBUMS = frozenset(["copyMessages", "sendMediaGroup"])
_REACH = timedelta(hours=47)
"""Telegram deletes nothing older than 48 hours; what is looked at is closed a little later."""


def stub(book: Book, chat_id: int, opens: str) -> Letter:
    """A fixed line, silent; the button's data `opens` what stands behind it."""
    return letters.say(chat_id, book.t("stub.line"), _button(book, opens), silent=True)


def arrived(result: Any, opens: str) -> bool:
    """Whether what Telegram took is the line, with what stands behind it under this button."""
    shown = result if isinstance(result, dict) else {}
    rows = shown.get("reply_markup", {}).get("inline_keyboard", [])
    return opens in [button.get("callback_data") for row in rows for button in row]


async def reveal(
    context: Context, opens: str, text: Text, buttons: Rows, stays: timedelta = OPEN_FOR
) -> None:
    """Put the real text in place of the line, and have it closed later.

    Where the bot can no longer reach the line, the text comes below, for as long. Where that shows
    only once Telegram is asked, the line comes below instead: its button opens it again.
    """
    if not context.shows_in_place:
        send_for_a_while(context, letters.say(context.chat_id, text, buttons), stays, opens)
        return
    line = stub(context.book, context.chat_id, opens)
    close = Button(context.t("stub.button.close"), f"stub:close:{opens}")
    context.show(text, [*buttons, [close]], otherwise=line)
    button = _button(context.book, opens)
    closing = letters.edit(context.chat_id, context.message_id, line.params["text"], button)
    await _close_later(context, closing, stays)


def send_for_a_while(
    context: Context, letter: Letter, stays: timedelta = OPEN_FOR, opens: str = ""
) -> None:
    """Send something private as a message of its own, without a sound; it is deleted later, or by
    the button below it. An album has none: Telegram gives it no buttons.

    `opens` is the data of the button that it stands behind, if there is one.
    """
    key = closings.of_shown(opens, context.incoming.update_id)
    if letter.method not in _ALBUMS:
        letter = letter.with_below([away_button(context.book)])
    context.send(letter.silenced().with_(key=key))
    closing = letters.take_back(context.chat_id, [key])
    due_at = context.now + stays
    context.send(closing.with_(lane=Lane.TIDY, due_at=due_at, key=closings.of_letter(key)))


def away_button(book: Book) -> Button:
    """Takes what no line can take the place of out of the chat, now."""
    return Button(book.t("stub.button.close"), "stub:away")


async def take_away(context: Context, number: int) -> None:
    """Delete what was opened below its line, now."""
    context.send(letters.delete(context.chat_id, [number]))
    if context.client is not None:
        await closings.cancel(context.tx, context.client, number)


def can_be_deleted_later(context: Context) -> bool:
    """Whether the message whose button was pressed is still young enough for `delete_later`."""
    message = context.incoming.effective_message
    return message is not None and message.date > context.now - _REACH


async def delete_later(context: Context) -> None:
    """Have the message whose button was pressed deleted later: no line can take its place."""
    closing = letters.delete(context.chat_id, [context.message_id])
    await _close_later(context, closing, OPEN_FOR)


async def _close_later(context: Context, closing: Letter, stays: timedelta) -> None:
    if context.client is not None:
        await closings.cancel(context.tx, context.client, context.message_id)
    key = closings.of_message(context.message_id, context.incoming.update_id)
    context.send(closing.with_(lane=Lane.TIDY, due_at=context.now + stays, key=key))


async def touch(context: Context) -> None:
    """A button was pressed: what it stands below is not closed under that hand."""
    if context.client is not None:
        until = context.now + OPEN_FOR
        await closings.put_off(context.tx, context.client, context.message_id, until)


async def close(context: Context) -> None:
    """Put the neutral line back now."""
    opens = ":".join(context.words)
    # A forged button says nothing of what it hides, and Telegram takes no button without data.
    context.show(context.t("stub.line"), _button(context.book, opens) if opens else [])
    if context.client is not None:
        await closings.cancel(context.tx, context.client, context.message_id)


def _button(book: Book, opens: str) -> Rows:
    return [[Button(book.t("stub.button.open"), opens)]]
