"""The demo in a real browser. Without Chromium these tests are skipped; in CI that fails."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Error, Locator, Page, async_playwright, expect

from bot.app import App
from bot.clock import MovableClock
from bot.sandbox.demo import close_demo, open_demo
from bot.sandbox.server import LocalTelegram
from bot.sandbox.world import World
from bot.settings import Settings
from tests.cast import MORNING, TOKEN

expect.set_options(timeout=20_000)  # beside other tests the page is slower, not wrong
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome")
     if (found := shutil.which(name))), None
)  # fmt: skip
_PRESSES = 5
_OFFLINE = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass
class Demo:
    """The running demo."""

    server: LocalTelegram
    app: App
    clock: MovableClock


@dataclass
class Chat:
    """One person's chat on the page."""

    page: Page
    column: Locator

    @property
    def heard(self) -> Locator:
        """What the bot said in the conversation that is in sight."""
        return self.column.locator("article[data-from=bot]:visible")

    async def tap(self, label: str) -> None:
        """Press the newest button with this label; once more when the chat moved under her finger.

        On a slow machine that is so when a mouse goes down on it and comes up beside it: the
        browser scrolls before it clicks, and the way back to the newest message comes into view.
        """
        button = self.column.get_by_role("button", name=label, exact=True).last
        for _ in range(_PRESSES):
            await button.wait_for()
            if await _press(button):
                return
        raise AssertionError(f"{label} could not be pressed")

    async def write(self, text: str) -> None:
        """Type a message and send it with Enter."""
        box = self.column.get_by_role("textbox")
        await box.fill(text)
        await box.press("Enter")

    async def hears(self, text: str) -> None:
        """Wait until the newest message of the bot contains `text`."""
        await expect(self.heard.last).to_contain_text(text)

    async def sees(self, text: str) -> None:
        """Wait until some message of the bot contains `text`."""
        await expect(self.heard.filter(has_text=text).last).to_be_attached()

    async def open(self, name: str) -> None:
        """Go to another chat of this phone, or to another topic of the group in sight."""
        await self.column.get_by_role("tab", name=name).click()

    async def arrives(self) -> None:
        """Become a client."""
        await self.tap("Start")
        for label in ("Ja, dat kan", "Verder", "Ja, 18+ en akkoord", "08:00"):
            await self.tap(label)
        await self.hears("Dat was alles")


async def _press(button: Locator) -> bool:
    """False: it went away, or the press did not reach it."""
    with contextlib.suppress(Error):
        node = await button.element_handle(timeout=1_000)
        await node.evaluate("it => it.addEventListener('click', () => it.dataset.pressed = '')")
        with contextlib.suppress(Error):
            await node.click(timeout=5_000)
        return bool(await node.evaluate("it => 'pressed' in it.dataset"))
    return False


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    settings = Settings(_env_file=None, token=TOKEN)
    clock = MovableClock(MORNING)
    server, app = await open_demo(settings, clock, tmp_path)
    yield Demo(server, app, clock)
    _tell(server.world)
    await close_demo(server, app)


def _tell(world: World) -> None:
    """What happened last at the server's side; pytest shows it beside a failure."""
    for event in world.history[-40:]:
        print(f"{event.at:%T.%f} {event.kind} {event.chat_id} {event.message_id} {event.method}")
    for call in world.requests[-40:]:
        print(f"{call.at:%T.%f} {call.method} {call.description} {str(call.params)[:150]}")
    print(f"{world.clock.now():%T.%f} updates left: {len(world.queue)}")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium, so the page was not tested")
        pytest.skip("there is no Chromium: the chat page is not tested")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_OFFLINE)
        yield browser
        await browser.close()


async def opened(browser: Browser, demo: Demo, path: str = "", **options: Any) -> Page:
    """The page; what the browser complains about is collected in `page.complaints`."""
    options.setdefault("viewport", {"width": 1280, "height": 900})
    page = await browser.new_page(**options)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console", lambda entry: complaints.append(entry.text) if entry.type == "error" else None
    )
    page.complaints = complaints  # type: ignore[attr-defined]
    await page.goto(f"{demo.server.url}/{path}")
    await expect(page.locator("#clock-time")).not_to_be_empty()
    return page


def chat_of(page: Page, role: str) -> Chat:
    """The chat of the first person with this role."""
    return Chat(page, page.locator(f"[data-role={role}]").first)
