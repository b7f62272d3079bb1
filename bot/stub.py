"""The neutral line that stands in for a message when somebody else may read the phone."""

from __future__ import annotations

from datetime import timedelta

from bot.content.model import Book
from bot.context import Context
from bot.lanes import Lane
from bot.outbox import letters
from bot.outbox.letters import Button, Letter, Rows
from bot.text import Text

OPEN_FOR = timedelta(minutes=10)
"""After that, what was opened closes again."""


def stub(book: Book, chat_id: int, opens: str) -> Letter:
    """A fixed line, silent; the button's data `opens` what stands behind it."""
    return letters.say(chat_id, book.t("stub.line"), _button(book, opens), silent=True)


def reveal(context: Context, opens: str, text: Text, buttons: Rows) -> None:
    """Put the real text in place of the line, and have it closed later.

    Where the bot can no longer reach the line, the text comes below, for as long.
    """
    rows = [*buttons, [Button(context.t("stub.button.close"), f"stub:close:{opens}")]]
    if not context.shows_in_place:
        send_for_a_while(context, letters.say(context.chat_id, text, rows))
        return
    context.show(text, rows)
    closing = letters.edit(
        context.chat_id, context.message_id, context.t("stub.line"), _button(context.book, opens)
    )
    # An edit counts as a message does, and bulk may stand still for hours.
    context.send(closing.with_(lane=Lane.CARE, due_at=context.now + OPEN_FOR))


def send_for_a_while(context: Context, letter: Letter) -> None:
    """Send something private as a message of its own, and have it deleted later."""
    key = f"shown:{context.incoming.update_id}"
    context.send(letter.with_(key=key))
    closing = letters.take_back(context.chat_id, [key])
    context.send(closing.with_(lane=Lane.TIDY, due_at=context.now + OPEN_FOR))


def close(context: Context) -> None:
    """Put the neutral line back now."""
    opens = ":".join(context.words)
    # A forged button says nothing of what it hides, and Telegram takes no button without data.
    context.show(context.t("stub.line"), _button(context.book, opens) if opens else [])


def _button(book: Book, opens: str) -> Rows:
    return [[Button(book.t("stub.button.open"), opens)]]
