"""A process of its own: a local Telegram whose people have all opened the bot.

Near and without limits; or, given `far`, with Telegram's limits and 40 ms away, ± 10 ms.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys

from benchmarks.house import FIRST_CHAT, TOKEN
from bot.clock import MovableClock
from bot.sandbox.limits import Limits
from bot.sandbox.server import LocalTelegram
from bot.sandbox.world import World


async def serve(count: int, keep: int, *, far: bool) -> None:
    """Until the process is ended; it remembers about the last `keep` calls and events."""
    world = World(MovableClock(), TOKEN, limits=Limits(enabled=far), keep=keep)
    if far:
        world.latency = (0.04, 0.01)
    people = [
        world.add_person(f"P{number}", "nl", FIRST_CHAT + number).id for number in range(count)
    ]
    for person in people:
        world.chats[person].started = True
    url = await LocalTelegram(world).start()
    # It remembers what came, and looking through that for garbage took it 60 ms at a time, which
    # counted as the bot's. It lives for minutes.
    gc.collect()
    gc.disable()
    print(json.dumps({"url": url, "people": people}), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), far="far" in sys.argv))
