"""The real bot as a process: opened, run until a signal, closed."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
from collections.abc import Coroutine
from typing import Any

import structlog
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.app import App, build
from bot.clients import leaving
from bot.clock import Clock, SystemClock
from bot.content.responsible import why_too_long
from bot.content.shelf import Shelf
from bot.road.caller import comes_from_between, why_unreached
from bot.settings import Settings, SettingsError
from bot.store import private_files
from bot.store.errors import StoreError
from bot.store.opening import open_store
from bot.store.schema import errors_named, prepare

LONGEST_STOP = 9.5
"""Seconds after which the process ends: the database, or the network, does not answer.

Whoever runs it may count on ten, and kills it then, without a line in the log.
"""
_NOT_ALL, _AT_ONCE = 1, 130
"""Exit statuses: it had to, or somebody did not want to wait."""
log = structlog.get_logger(__name__)


async def open_app(settings: Settings, clock: Clock) -> App:
    """Everything up to, but not including, `start`.

    Raises:
        SettingsError: the token is missing or unknown to Telegram, or another setting is wrong.
        StoreError: the database cannot be used, or another process uses it.
        bot.content.load.ContentError: there is no sound content.
    """
    settings.require_token()
    shelf = Shelf(settings.require_content())
    if (told := why_too_long(shelf.content, settings.operator)) is not None:
        # No reason to leave those alone who may need help: as much as fits is shown.
        log.error("who is responsible does not fit in the privacy notice", mend=told)
    store = open_store(settings)
    try:
        store.hold_alone()
        await prepare(store, leaving.finish)
        if left := private_files.close(settings):
            log.warning("others can read files of the bot", files=[path.name for path in left])
        return await build(settings, clock, store, shelf)
    except InvalidToken as error:
        await store.close()
        if comes_from_between(error):
            raise StoreError(why_unreached(error)) from None
        raise SettingsError(
            "BOT_TOKEN is not known to Telegram: copy it again from BotFather"
        ) from None
    except TelegramError as error:
        await store.close()
        raise StoreError(why_unreached(error)) from None
    except BaseException:
        await store.close()
        raise


async def serve(settings: Settings) -> None:
    """Run until told to stop."""
    told = _told_to_stop()
    app = await _unless_told(open_app(settings, SystemClock()), told)
    if app is None:
        log.info("stopped")
        return
    try:
        with errors_named(app.deps.store):
            await app.start()
        try:
            # What is there now stays: to look through all of it again takes a tenth of a second,
            # in which nobody is answered.
            gc.collect()
            gc.freeze()
            log.info("ready", bot=app.deps.bot_username)
            await told.wait()
        finally:
            await app.stop()
    except BadRequest as error:
        # Not for good: a name that does not resolve now may do so later.
        raise StoreError(f"Telegram refuses BOT_WEBHOOK_URL: {error.message}") from None
    except TelegramError as error:
        raise StoreError(why_unreached(error)) from None
    finally:
        await app.deps.store.close()
    log.info("stopped")


async def _unless_told(opening: Coroutine[Any, Any, App], told: asyncio.Event) -> App | None:
    """What is opened; None: it was told to stop meanwhile, and all is closed again.

    As the first process of a container it gets no signal that it does not listen for.
    """
    task, stop = asyncio.create_task(opening), asyncio.create_task(told.wait())
    try:
        await asyncio.wait((task, stop), return_when=asyncio.FIRST_COMPLETED)
    finally:
        stop.cancel()
    if not task.done():
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await (await task).deps.store.close()  # it was done all the same
        return None
    return await task


def _told_to_stop() -> asyncio.Event:
    """Set by the first signal. From then on the process ends, at the second one at once."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()

    def hear() -> None:
        if told.is_set():
            os._exit(_AT_ONCE)
        told.set()
        # Until the loop is closed: what is left in it is cancelled last, and may hang as well.
        loop.call_later(LONGEST_STOP, _end)

    for name in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, hear)
    return told


def _end() -> None:
    """As a kill: what is in hand is on disk, and the next start finds it."""
    log.error("not all came to an end", seconds=LONGEST_STOP)
    os._exit(_NOT_ALL)
