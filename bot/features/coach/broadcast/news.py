"""The client's side of a broadcast that came as a neutral line."""

from __future__ import annotations

from bot.context import Context
from bot.feature import Feature
from bot.features.coach.broadcast.letters import letter_to, opens_news
from bot.outbox.kinds import Call, Drop
from bot.outbox.letters import Button, Letter, Rows
from bot.screens import stub, typed
from bot.store import broadcast_copies, broadcasts
from bot.store.broadcast_copies import NEWS_OPENED
from bot.text import Text


async def open_line(context: Context) -> None:
    """Show what stands behind the line: only to somebody it was meant for."""
    broadcast_id, client = context.number(0), context.client
    found = None
    if client and await broadcast_copies.was_sent_to(context.tx, broadcast_id, client.id):
        found = await broadcasts.find(context.tx, broadcast_id)
    if client is None or found is None or found.withdrawn_at is not None:
        context.show(context.t("stub.gone"))
        return
    # As it came: the week in it is that of the day of the line.
    came = await broadcast_copies.find_arrived(context.tx, broadcast_id, client.id)
    letter = await letter_to(context.deps, context.tx, found, client, came.at or context.now)
    if isinstance(letter, Drop):
        context.show(context.t("stub.gone"))
    elif letter.method == "sendMessage":
        text = Text(letter.params["text"], tuple(letter.params.get("entities", ())))
        await stub.reveal(context, opens_news(broadcast_id), text, links_of(letter))
    else:
        # What is no text cannot stand in the place of the line: it comes below, for as long.
        copy = letter.with_(kind=NEWS_OPENED)
        stub.send_for_a_while(context, copy, opens=opens_news(broadcast_id))


def links_of(letter: Letter) -> Rows:
    """The links below a message."""
    rows = letter.params.get("reply_markup", {}).get("inline_keyboard", [])
    return [[Button(one["text"], url=one["url"]) for one in row] for row in rows]


async def close_line(context: Context) -> None:
    """Put the neutral line back now."""
    await stub.close(context)


async def take_away(context: Context) -> None:
    """What stands below its line goes now; typed, that is the newest message."""
    shown = None if context.is_button else await typed.in_sight(context)
    number = shown.message_id if shown is not None else context.message_id
    await stub.take_away(context, number)


NEWS = Feature(room="news", buttons={"open": open_line}, kinds={NEWS_OPENED: Call()})
STUB = Feature(room="stub", buttons={"close": close_line, "away": take_away})
