"""A process of its own: a local Telegram whose people have all opened the bot, limits off."""

from __future__ import annotations

import asyncio
import json
import sys

from benchmarks.house import FIRST_CHAT, TOKEN
from bot.clock import MovableClock
from bot.sandbox.limits import Limits
from bot.sandbox.server import LocalTelegram
from bot.sandbox.world import World

_REMEMBERED = 50  # events, calls, messages a chat: the server does not grow while it is measured


async def serve(count: int) -> None:
    """Until the process is ended."""
    world = World(MovableClock(), TOKEN, limits=Limits(enabled=False), keep=_REMEMBERED)
    people = [
        world.add_person(f"P{number}", "nl", FIRST_CHAT + number).id for number in range(count)
    ]
    for person in people:
        world.chats[person].started = True
    url = await LocalTelegram(world).start()
    print(json.dumps({"url": url, "people": people}), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
