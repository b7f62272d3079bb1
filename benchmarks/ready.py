"""From `open_app` to the first poll, each time in a fresh process."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, milliseconds
from benchmarks.house import FIRST_CHAT, ROOT, fill, settings_for, telegram
from bot.clock import SystemClock

GOAL, MORE = 2.0, 0.100


async def measure(*, quick: bool) -> list[Figure]:
    """With nobody and with very many, by turns."""
    many, repeats = (1_000, 1) if quick else (100_000, 7)
    with TemporaryDirectory() as name:
        async with telegram() as street:
            empty, full = Path(name) / "empty", Path(name) / "full"
            tomorrow = SystemClock().now() + timedelta(days=1)
            for folder, count in ((empty, 0), (full, many)):
                chats = range(FIRST_CHAT, FIRST_CHAT + count)
                await fill(settings_for(folder, street.url), chats, next_daily_at=tomorrow,
                           letters=count)  # fmt: skip
            starts: dict[str, list[dict[str, float]]] = {"first": [], "empty": [], "full": []}
            for number in range(repeats):
                starts["first"].append(await _start(Path(name) / f"new{number}", street.url))
                starts["empty"].append(await _start(empty, street.url))
                starts["full"].append(await _start(full, street.url))
    ready = {key: [start["ready"] for start in found] for key, found in starts.items()}
    imported = [start["imported"] for found in starts.values() for start in found]
    added = median(full - empty for full, empty in zip(ready["full"], ready["empty"], strict=True))
    return [
        _ready("no database yet: it is made", ready["first"]),
        _ready("0 clients", ready["empty"]),
        _ready(f"{many:,} clients and their letters of yesterday", ready["full"]),
        Figure(f"What {many:,} clients add to the start", milliseconds(added),
               f"median of {repeats} pairs", f"< {milliseconds(MORE)}", added < MORE),
        Figure("Imports before that", f"{median(imported):.2f} s", f"median of {len(imported)}"),
    ]  # fmt: skip


def _ready(what: str, seen: list[float]) -> Figure:
    return Figure(f"Ready after imports, {what}", f"{median(seen):.2f} s",
                  f"median of {len(seen)}", f"≤ {GOAL:.0f} s", median(seen) <= GOAL)  # fmt: skip


async def _start(folder: Path, url: str) -> dict[str, float]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.start_once", str(folder), url,
        cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    output, _ = await process.communicate()
    assert process.returncode == 0, "the bot did not start"
    found: dict[str, float] = json.loads(output)
    return found
