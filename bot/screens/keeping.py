"""How rooms that keep something show it, and take what was typed out of the chat."""

from __future__ import annotations

from datetime import timedelta

from bot.context import Context
from bot.outbox import letters
from bot.outbox.letters import Rows
from bot.screens import gate, stub
from bot.store.clients import Client
from bot.text import Text, as_text


def take_out(context: Context) -> None:
    """Delete what the person just wrote: it is kept sealed, or not at all."""
    context.send(letters.delete(context.chat_id, [context.message_id]))


async def is_private(context: Context, client: Client) -> bool:
    """Whether others may look at this phone, or there is a word against it."""
    return client.neutral or await gate.is_set(context)


async def show_for_a_while(
    context: Context,
    client: Client,
    opens: str,
    text: Text | str,
    rows: Rows,
    stays: timedelta = stub.OPEN_FOR,
) -> None:
    """Show something kept; where others may look, it closes again after `stays`.

    `opens` is the data of the button that brings it back then.
    """
    if await is_private(context, client):
        await stub.reveal(context, opens, as_text(text), rows, stays)
    else:
        context.show(text, rows)
