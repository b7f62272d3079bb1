"""What happens, told to an open page as it happens (server-sent events)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from bot.sandbox.model import Event
from bot.sandbox.state import Subscription
from bot.sandbox.view import message_view
from bot.sandbox.world import World

KEEP_ALIVE = 15.0
_FOR_EVERYBODY = ("menu", "profile", "clock")
# What the bot does to a message, whatever it is, the page shows as a change of that message.
_SHOWN_AS = {"reaction": "edit"}
_NOT_SHOWN = ("tap",)


async def events(
    world: World, person_id: int, open_streams: set[Subscription]
) -> AsyncIterator[bytes]:
    """The events of one person's chats, from now on, until the stream is ended."""
    subscription = world.subscribe()
    open_streams.add(subscription)
    try:
        yield b": open\n\n"
        while True:
            try:
                event = await asyncio.wait_for(anext(subscription), KEEP_ALIVE)
            except TimeoutError:
                yield b": still here\n\n"
                continue
            except StopAsyncIteration:
                return
            if _concerns(world, event, person_id):
                body = json.dumps(told(world, event, person_id), ensure_ascii=False)
                yield f"data: {body}\n\n".encode()
    finally:
        open_streams.discard(subscription)
        subscription.close()


def _concerns(world: World, event: Event, person_id: int) -> bool:
    if event.kind in _NOT_SHOWN:
        return False
    if event.kind in _FOR_EVERYBODY:
        return True
    hidden = event.message is not None and event.message.hidden and event.kind != "delete"
    chat = world.chats.get(event.chat_id or 0)
    return chat is not None and person_id in (chat.id, *chat.members) and not hidden


def told(world: World, event: Event, person_id: int) -> dict[str, Any]:
    """One event as the page gets it."""
    body: dict[str, Any] = {"type": _SHOWN_AS.get(event.kind, event.kind)}
    if event.chat_id is not None:
        body["chat_id"] = event.chat_id
    if event.kind == "delete":
        body["id"] = event.message_id
    elif event.message is not None:
        body["message"] = message_view(event.message, person_id)
    if event.kind == "keyboard":
        body["keyboard"] = world.chats[event.chat_id or person_id].keyboard
    elif event.kind in ("menu", "profile"):
        body["menu"] = world.menu(person_id)
    elif event.kind == "typing":
        body["typing"] = world.typing(event.chat_id or person_id)
        body["action"] = event.params.get("action")
    elif event.kind == "answer":
        body |= _answer(event.params)
    elif event.kind == "clock":
        body["now"] = world.clock.now().isoformat()
    return body


def _answer(params: dict[str, Any]) -> dict[str, Any]:
    return {
        "query_id": params.get("callback_query_id"),
        "text": params.get("text", ""),
        "alert": params.get("show_alert", "").lower() in ("true", "1"),
        "url": params.get("url", ""),
    }
