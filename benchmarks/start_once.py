"""One start of the bot, in a fresh process: seconds to import, seconds until it polls."""

import sys
import time

_BEGAN = time.perf_counter()

import asyncio  # noqa: E402
import json  # noqa: E402
from pathlib import Path  # noqa: E402

from bot.clock import SystemClock  # noqa: E402
from bot.running import open_app  # noqa: E402

_IMPORTED = time.perf_counter()


async def start(folder: Path, url: str) -> None:
    """Start, print both figures, stop."""
    from benchmarks.house import settings_for

    settings = settings_for(folder, url)
    began = time.perf_counter()
    app = await open_app(settings, SystemClock())
    await app.start()
    took = time.perf_counter() - began
    await app.stop()
    await app.deps.store.close()
    print(json.dumps({"imported": _IMPORTED - _BEGAN, "ready": took}))


if __name__ == "__main__":
    asyncio.run(start(Path(sys.argv[1]), sys.argv[2]))
