"""An opened letter to the coach: exactly what she would get, asked first."""

from __future__ import annotations

from bot import coaches
from bot.clients import relaying
from bot.clients.relaying import Source
from bot.content.model import Book
from bot.context import Context
from bot.features.letter.reading import show_one
from bot.features.letter.shown import choices_after, find_one, has_coach, take_away, to_tap
from bot.outbox.letters import Button
from bot.screens import gate
from bot.screens.frame import for_clients
from bot.screens.stub import OPEN_FOR
from bot.store import letterbox, relay
from bot.store.clients import Client
from bot.store.letterbox import Sealed
from bot.text import Text


@gate.guarded("letter:list")
@for_clients
async def ask_share(context: Context, client: Client) -> None:
    """Exactly what the coach would get, and the question."""
    found = await find_one(context, client)
    if found is None:
        return
    may_share = found.opened_at is not None and has_coach(context, client)
    if not may_share or not context.shows_in_place:
        await show_one(context)
        return
    shown = context.message_id
    take_away(context, context.number(1))
    take_away(context, shown, context.now + OPEN_FOR)
    text = await letterbox.read(context.tx, found.id, client.id)
    context.show(text, otherwise=to_tap(context, found, None))
    yes = Button(context.t("letter.button.share_yes"), f"letter:shared:{found.id}:{shown}")
    no = Button(context.t("letter.button.share_no"), f"letter:unshared:{found.id}:{shown}")
    context.say(
        context.t("letter.share_ask", line=await _head(context, context.book, client)),
        [[yes], [no]],
    )


@gate.guarded("letter:list")
@for_clients
async def share(context: Context, client: Client) -> None:
    """Confirmed: to the coach, once."""
    found = await find_one(context, client)
    if found is None:
        return
    if found.opened_at is None or not has_coach(context, client):
        await show_one(context)
        return
    take_away(context, context.number(1))
    await _bring(context, client, found)
    context.show(context.t("letter.shared"), choices_after(context, found))


async def _bring(context: Context, client: Client, found: Sealed) -> None:
    """Into each coach's own chat, once; what she answers there comes back.

    Its number below zero tells it apart from a message in the client's chat.
    """
    if await relay.list_from(context.tx, client.chat_id, -found.id):
        return
    text = await letterbox.read(context.tx, found.id, client.id)
    source = Source(client.chat_id, -found.id, {"kind": "text", "text": text})
    for coach, book in await coaches.books(context.deps, context.tx):
        head = Text(await _head(context, book, client))
        await relaying.bring(
            context.tx, client, source, relay.IN, coach, head, context.now, given=True
        )


@for_clients
async def do_not_share(context: Context, client: Client) -> None:
    """Nothing is sent."""
    take_away(context, context.number(1))
    found = await find_one(context, client)
    if found is not None:
        context.show(context.t("letter.unshared"), choices_after(context, found))


async def _head(context: Context, book: Book, client: Client) -> str:
    """The line above a letter to the coach."""
    return book.t("letter.coach", name=await relaying.shown_name(context.tx, book, client))
