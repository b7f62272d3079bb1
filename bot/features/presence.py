"""Somebody blocked the bot or came back; or it was added where it does not belong."""

from __future__ import annotations

from bot.context import Context
from bot.outbox.letters import Letter
from bot.store import clients

_GONE = ("kicked", "left")


async def came_or_left(context: Context) -> None:
    """A private chat was blocked or opened again: nothing is sent to who is away."""
    change = context.incoming.my_chat_member
    if change is None or context.client is None or change.new_chat_member.status not in _GONE:
        return
    await clients.change(context.tx, context.client.id, unreachable_at=context.now)
    context.unit.seen = False


async def leave(context: Context) -> None:
    """A group or a channel: what is said here is for one person alone."""
    change = context.incoming.my_chat_member
    if change is not None and change.new_chat_member.status in _GONE:
        return
    context.send(Letter("leaveChat", {"chat_id": context.chat_id}))
