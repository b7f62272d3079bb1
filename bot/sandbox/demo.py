"""`python -m bot demo`: the real bot, the local Telegram, a chat page, and a clock to move."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import tempfile
import webbrowser
from datetime import datetime
from pathlib import Path

import click
from pydantic import SecretStr

from bot.app import App
from bot.clock import MovableClock
from bot.running import open_app
from bot.sandbox.coaches import make_group
from bot.sandbox.crowd import bring_in
from bot.sandbox.limits import Limits
from bot.sandbox.server import LocalTelegram
from bot.sandbox.walk import walk
from bot.sandbox.world import World
from bot.settings import Settings
from bot.store import clients

BOT_NAME, BOT_USERNAME = "Anker", "anker_demo_bot"
COACH_ID, CLIENT_ID = 700_000_001, 700_000_002
_TAKEN_OVER = frozenset([
    "token", "language", "timezone", "operator", "booking_url", "content_dir",
    "log_level", "log_format",
])  # fmt: skip
"""Settings that a demo shares with the real bot; it does not touch its files, port and webhook."""


async def serve_demo(settings: Settings, *, port: int, browse: bool) -> None:
    """Serve until interrupted. Everything is kept in a temporary folder and gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="anker-demo-") as folder:
        clock = MovableClock()
        server, app = await open_demo(settings, clock, Path(folder), port, crowd=True)
        # The page speaks the language of the people in it.
        address = f"{server.url}/?lang={settings.language}"
        click.echo(f"Anker's demo is at {address}  (stop with Ctrl+C)")
        if browse:
            # A machine without a browser is no reason to fail.
            with contextlib.suppress(webbrowser.Error):
                webbrowser.open(address)
        try:
            await _until_interrupted()
        finally:
            await close_demo(server, app)


async def open_demo(
    settings: Settings,
    clock: MovableClock,
    folder: Path,
    port: int = 0,
    *,
    crowd: bool = False,
) -> tuple[LocalTelegram, App]:
    """A local Telegram with a client, a coach and her group, and the bot started against it.

    `crowd`: and a group of twenty, so that the coach has somebody to write to.
    """
    token = SecretStr(settings.require_token())
    world = World(
        clock,
        token=token.get_secret_value(),
        bot_name=BOT_NAME,
        bot_username=BOT_USERNAME,
        limits=Limits(),
    )
    world.add_person("Noor", language=settings.language, user_id=CLIENT_ID, role="client")
    world.add_person("Coach", language=settings.language, user_id=COACH_ID, role="coach")
    running: list[App] = []

    async def move(to: datetime) -> None:
        await walk(running[0], clock, to)

    async def joined(person_id: int) -> bool:
        async with running[0].deps.store.read() as tx:
            return await clients.find_by_chat(tx, person_id) is not None

    server = LocalTelegram(world, move, settings.timezone, joined)
    url = await server.start(port=port)
    untouched = {
        name: field.get_default()
        for name, field in Settings.model_fields.items()
        if name not in _TAKEN_OVER
    }
    local = settings.model_copy(
        update=untouched
        | {
            "api_url": url,
            "coach_ids": frozenset({COACH_ID}),
            "database_url": f"sqlite+aiosqlite:///{folder / 'demo.db'}",
            # Whoever presses Start is a client at once; the coach's link works as well.
            "enrolment": "open",
        }
    )
    try:
        app = await open_app(local, clock)
    except BaseException:
        await server.stop()
        raise
    running.append(app)
    clock.on_move(lambda _now: app.sender.kick())
    if crowd:
        await bring_in(app, world, settings.language)
    await app.start()
    make_group(world, COACH_ID, settings.language)
    return server, app


async def close_demo(server: LocalTelegram, app: App) -> None:
    """Stop the bot, then the server."""
    await app.stop()
    await app.deps.store.close()
    await server.stop()


async def _until_interrupted() -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, told.set)
    await told.wait()
