"""In the demo: from the first words to the line, over the road that its page takes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.sandbox.demo import CLIENT_ID, close_demo, open_demo
from bot.settings import Settings
from tests.cast import TOKEN

EVENING = datetime(2026, 11, 23, 18, 20, tzinfo=UTC)
_PATIENCE = 60.0


@dataclass
class Visitor:
    """Whoever sits before the page of the demo."""

    web: aiohttp.ClientSession

    async def post(self, path: str, **body: Any) -> None:
        async with self.web.post(path, json=body) as answer:
            assert answer.status < 300, await answer.text()

    async def chat(self) -> list[dict[str, Any]]:
        """What the bot says on the page now."""
        async with self.web.get(f"/people/{CLIENT_ID}/chat") as answer:
            return [m for m in (await answer.json())["messages"] if m["from"] == "bot"]

    async def hears(self, words: str) -> dict[str, Any]:
        """The newest message, once it has these words."""
        async with asyncio.timeout(_PATIENCE):
            while True:
                said = await self.chat()
                if said and words in (said[-1].get("text") or said[-1].get("caption") or ""):
                    return said[-1]
                await asyncio.sleep(0.01)

    async def tap(self, label: str) -> None:
        """Press the button with this label under the newest message."""
        await self.post("/clock", seconds=4)  # so that the pace of one chat holds nothing up
        newest = (await self.chat())[-1]
        data = next(b["data"] for row in newest["buttons"] for b in row if label in b["text"])
        at = f"/people/{CLIENT_ID}/tap"
        await self.post(at, message_id=newest["id"], data=data)


@pytest.fixture
async def visitor(tmp_path: Path) -> AsyncIterator[Visitor]:
    clock = MovableClock(EVENING)
    server, app = await open_demo(Settings(_env_file=None, token=TOKEN), clock, tmp_path)
    async with aiohttp.ClientSession(server.url) as web:
        yield Visitor(web)
    await close_demo(server, app)


@pytest.mark.long
async def test_who_wants_to_write_is_grounded_at_once_and_sees_the_line_by_moving_the_clock(
    visitor: Visitor,
) -> None:
    await visitor.post(f"/people/{CLIENT_ID}/start")
    for heard, label in (
        ("Kan iemand anders", "Nee"),
        ("Druk je hielen aan", "Verder"),
        ("18 of ouder", "18+"),
        ("Hoe laat", "08:00"),
    ):
        await visitor.hears(heard)
        await visitor.tap(label)
    await visitor.hears("Dat was alles")
    await visitor.post(f"/people/{CLIENT_ID}/say", text="k wil m zo graag appen")
    first = await visitor.hears("Duw je hielen in de vloer")
    assert "?" not in first["text"]
    for heard, label in (
        ("Duw je hielen", "Gedaan"),
        ("Hoe sterk", "8"),
        ("Wat komt het dichtst", "Telefoon"),
        ("Deze passen daarbij", "Voeten op de vloer"),
        ("1 van 4", "Genoeg"),
        ("En nu, hoe sterk", "6"),
        ("terugkomen? Ik vraag dan één getal", "Ja, om 19:4"),
    ):
        await visitor.hears(heard)
        await visitor.tap(label)
    await visitor.hears("Afgesproken")
    await visitor.post("/clock", seconds=21 * 60)
    await visitor.hears("Welk getal past nu")
    await visitor.tap("3")
    line = await visitor.hears("Een lijn met 3 punten: 8 om")
    assert line["photo"]
