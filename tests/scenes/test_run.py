"""`python -m bot run` as a process of its own: the main job, and a clean stop."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import SystemClock
from bot.sandbox.limits import Limits
from bot.sandbox.server import LocalTelegram
from bot.sandbox.world import World
from tests.cast import COACH_ID, TOKEN, text_of

NOOR = 800_000_001


class Street:
    """A local Telegram with a coach and a client, and a bot in another process."""

    def __init__(self, world: World) -> None:
        self.world = world

    def texts(self, person: int) -> list[str]:
        return [text_of(m) for m in self.world.chat(person) if m.from_bot]

    async def until(self, person: int, heard: Callable[[str], bool] | str) -> str:
        """Wait until the newest text is the one that is waited for."""
        expected = (lambda text: heard in text) if isinstance(heard, str) else heard

        def newest(_world: World) -> str | None:
            return next((t for t in reversed(self.texts(person)) if expected(t)), None)

        await self.world.wait_for(newest, timeout=60)
        found = newest(self.world)
        assert found is not None
        return found

    async def tap(self, person: int, label: str) -> None:
        """Wait for a button with this label and press it."""

        def find(_world: World) -> tuple[int, str] | None:
            for message in reversed(self.world.chat(person)):
                for row in message.inline_keyboard or []:
                    for button in row:
                        if label == button.text and button.data:
                            return message.message_id, button.data
            return None

        await self.world.wait_for(find, timeout=60)
        found = find(self.world)
        assert found is not None
        self.world.tap(person, *found)


def where_it_is_noon() -> str:
    """A zone in which it is day now: at night other words are said."""
    west = datetime.now(UTC).hour - 12
    return f"Etc/GMT{west:+d}" if west else "Etc/GMT"


@asynccontextmanager
async def running_bot(folder: Path, url: str) -> AsyncIterator[asyncio.subprocess.Process]:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": url,
        "BOT_TIMEZONE": where_it_is_noon(),
        "BOT_COACH_IDS": str(COACH_ID),
        "BOT_DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'anker.db'}",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run",
        env=environment, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_the_main_job_and_a_clean_stop(tmp_path: Path) -> None:
    world = World(SystemClock(), token=TOKEN, bot_username="anker_run_bot", limits=Limits())
    world.add_person("Coach", "nl", COACH_ID)
    world.add_person("Noor", "nl", NOOR)
    server = LocalTelegram(world)
    url = await server.start()
    street = Street(world)
    async with running_bot(tmp_path, url) as process:
        world.start(COACH_ID)
        world.say(COACH_ID, "/uitnodigen")
        await street.tap(COACH_ID, "Voor 25 mensen")
        link = await street.until(COACH_ID, "start=")
        world.start(NOOR, link.split("start=")[1].split()[0])
        for label in ("Nee", "Verder", "Ja, 18+ en akkoord", "08:00"):
            await street.tap(NOOR, label)
        await street.until(NOOR, "Dat was alles")

        world.say(NOOR, "/drang")
        await street.until(NOOR, "Duw je hielen")
        for label in ("Gedaan, verder", "7", "Te veel", "Voeten op de vloer · 1 min", "Genoeg"):
            await street.tap(NOOR, label)
        await street.until(NOOR, "En nu")

        world.say(NOOR, "/cyclus")
        await street.until(NOOR, "cirkel")

        world.say(COACH_ID, "/bericht")
        await street.until(COACH_ID, "Stuur me het bericht")
        world.say(COACH_ID, "Tot morgen.")
        await street.tap(COACH_ID, "Iedereen")
        await street.tap(COACH_ID, "Versturen naar 1")
        await street.until(COACH_ID, "Over een minuut")

        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            await process.wait()
        assert process.stderr is not None
        logged = (await process.stderr.read()).decode()
        assert process.returncode == 0, logged
        assert "Tot morgen" not in logged
        assert TOKEN not in logged
    await server.stop()
