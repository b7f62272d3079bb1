"""How rooms that keep something show it, and take what was typed out of the chat."""

from __future__ import annotations

from datetime import timedelta

from bot.context import Context
from bot.outbox import letters
from bot.outbox.letters import Rows
from bot.screens import gate, stub
from bot.store.clients import Client
from bot.text import Text, as_text
from bot.understanding.closed_lists import phrase_set
from bot.understanding.words import words_of

_KEEPS = phrase_set("""
    bewaar, bewaren, bewaar hem, bewaar hem maar, bewaar het, bewaar dit, bewaar maar, opslaan,
    oke bewaar, oke bewaar hem, ok bewaar hem, ja bewaar hem, berg op, berg hem op, leg weg, klaar,
    sla op, sla hem op,
    keep, keep it, keep this, save, save it, save this, ok save it, okay save it, ok keep it,
    put it away, store it, done,
    erbij, nog een, nog iets, iets erbij, doe erin, stop erin, zet erin, leg erin,
    another, add, add it, add another, add one, one more, put it in, add this, add something
""")


def words_alone(context: Context) -> str:
    """What was typed, where it can be kept. Of a photo with words below it nothing can: it would
    have to leave the chat with them, and there it may be the only one.
    """
    message = context.incoming.effective_message
    return (message.text or "").strip() if message is not None else ""


def take_out(context: Context) -> None:
    """Delete what the person just wrote (`words_alone`): it is kept sealed, or not at all."""
    context.send(letters.delete(context.chat_id, [context.message_id]))


def asks_to_keep(text: str) -> bool:
    """Whether it is said of what was never given here, and is none of it: "keep it"."""
    return tuple(words_of(text)) in _KEEPS


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
