"""Draws docs/demo.png anew: run it when the page of the demo looks otherwise. It needs Chromium.

python -m tools.picture_demo
"""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Locator, Page, async_playwright, expect

from bot.clock import MovableClock
from bot.sandbox.demo import close_demo, open_demo
from bot.settings import Settings

expect.set_options(timeout=30_000)
PICTURE = Path("docs/demo.png")
SIZE = {"width": 1280, "height": 940}
TOKEN = "1:picture"  # noqa: S105
EVENING = datetime(2026, 3, 10, 18, 20, tzinfo=UTC)
"""Twenty past seven in Amsterdam; the picture is of eight o'clock, forty minutes on."""


async def draw() -> None:
    settings = Settings(_env_file=None, token=TOKEN)
    with tempfile.TemporaryDirectory() as folder:
        server, app = await open_demo(settings, MovableClock(EVENING), Path(folder), crowd=True)
        try:
            await _photograph(server.url)
        finally:
            await close_demo(server, app)


async def _photograph(url: str) -> None:
    async with async_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = await browser.new_page(viewport=SIZE, color_scheme="light")  # type: ignore[arg-type]
        await page.goto(url)
        await _play(page)
        await expect(page.locator("#clock-status")).to_be_empty()
        await page.screenshot(path=PICTURE)
        await browser.close()


async def _play(page: Page) -> None:
    """Noor asks something and gets an answer; at eight she has an urge."""
    noor, coach = (page.locator(f"[data-role={role}]").first for role in ("client", "coach"))
    for label in ("Start", "Nee", "Verder", "Ja, 18+ en akkoord", "08:00"):
        await _tap(noor, label)
    await page.locator("#clock-plus-twenty").click()
    await expect(page.locator("#clock")).to_have_attribute("aria-busy", "false")
    await _write(noor, "/coach")
    await _tap(noor, "Goed, ik wil schrijven")
    await _hear(noor, "Typ het")
    await _write(noor, "Kan ik donderdag tien minuten later komen?")
    await coach.get_by_role("tab", name="Team").click()
    await coach.get_by_role("tab", name="Noor").click()
    await page.locator("#clock-plus-twenty").click()
    await expect(page.locator("#clock")).to_have_attribute("aria-busy", "false")
    await _write(coach, "// Anna ziet Noor morgen ook")
    await _write(coach, "Ja hoor, kom wanneer je kunt.")
    await _hear(noor, "kom wanneer je kunt")
    await _tap(noor, "⚓ Nu")
    await _hear(noor, "Duw je hielen")
    await expect(coach.locator(".reaction", has_text=re.compile("[🕊👌]"))).to_be_visible()


async def _tap(person: Locator, label: str) -> None:
    await person.get_by_role("button", name=label, exact=True).last.click()


async def _hear(person: Locator, text: str) -> None:
    await expect(person.locator("[data-from=bot] .body", has_text=text).last).to_be_visible()


async def _write(person: Locator, text: str) -> None:
    box = person.get_by_role("textbox")
    await box.fill(text)
    await box.press("Enter")


if __name__ == "__main__":
    asyncio.run(draw())
