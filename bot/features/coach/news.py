"""The client's side of a broadcast that came as a neutral line."""

from __future__ import annotations

from bot import stub
from bot.context import Context
from bot.feature import Feature
from bot.features.coach.kind import text_of
from bot.store import broadcasts


async def open_line(context: Context) -> None:
    """Show what stands behind the line: only to somebody it was meant for."""
    broadcast_id, client = context.number(0), context.client
    found = None
    if client and await broadcasts.was_sent_to(context.tx, broadcast_id, client.id):
        found = await broadcasts.find(context.tx, broadcast_id)
    if found is None:
        context.show(context.t("stub.gone"))
        return
    stub.reveal(context, f"news:open:{broadcast_id}", text_of(found), [])


async def close_line(context: Context) -> None:
    """Put the neutral line back now."""
    stub.close(context)


NEWS = Feature(room="news", buttons={"open": open_line})
STUB = Feature(room="stub", buttons={"close": close_line})
