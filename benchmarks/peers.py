"""`python -m benchmarks.peers NAME URL`: a little bot as its library's documentation has it.

It answers /drang with a fixed text, and sends a message to many when it is told to. It reads the
recipients and the words as one line of JSON, says `ready`, begins at the line `go`, says `done`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from benchmarks.house import TOKEN

REPLY = "Adem lang uit. Voel je voeten op de vloer."

Send = Callable[[Sequence[int], str], Awaitable[None]]


@asynccontextmanager
async def _ptb(url: str) -> AsyncIterator[Any]:
    from telegram.ext import AIORateLimiter, ApplicationBuilder, CommandHandler

    async def reply(update: Any, _context: Any) -> None:
        await update.message.reply_text(REPLY)

    builder = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot")
    application = builder.rate_limiter(AIORateLimiter(max_retries=3)).build()
    application.add_handler(CommandHandler("drang", reply))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        yield application.bot
        await application.updater.stop()
        await application.stop()


@asynccontextmanager
async def ptb_in_turn(url: str) -> AsyncIterator[Send]:
    """python-telegram-bot with AIORateLimiter, one after the other."""
    from telegram.error import TelegramError

    async with _ptb(url) as bot:

        async def send(people: Sequence[int], words: str) -> None:
            for person in people:
                with contextlib.suppress(TelegramError):
                    await bot.send_message(person, words)

        yield send


@asynccontextmanager
async def ptb_together(url: str) -> AsyncIterator[Send]:
    """python-telegram-bot with AIORateLimiter, all at once: the limiter is to space them."""
    async with _ptb(url) as bot:

        async def send(people: Sequence[int], words: str) -> None:
            sends = (bot.send_message(person, words) for person in people)
            await asyncio.gather(*sends, return_exceptions=True)

        yield send


@asynccontextmanager
async def _aiogram(url: str) -> AsyncIterator[Any]:
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.filters import Command

    async def reply(message: Any) -> None:
        await message.answer(REPLY)

    dispatcher = Dispatcher()
    dispatcher.message.register(reply, Command("drang"))
    async with Bot(TOKEN, AiohttpSession(api=TelegramAPIServer.from_base(url))) as bot:
        polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
        yield bot
        await dispatcher.stop_polling()
        await polling


@asynccontextmanager
async def aiogram_broadcaster(url: str) -> AsyncIterator[Send]:
    """aiogram with aiogram-broadcaster, without an interval, and its handler of flood waits."""
    from aiogram_broadcaster import Broadcaster
    from aiogram_broadcaster.contents import TextContent
    from aiogram_broadcaster.utils.retry_after_handler import setup_retry_after_handler

    async with _aiogram(url) as bot:
        broadcaster = Broadcaster(bot)
        setup_retry_after_handler(broadcaster.event)

        async def send(people: Sequence[int], words: str) -> None:
            mailer = await broadcaster.create_mailer(people, TextContent(text=words))
            await mailer.start()

        yield send


@asynccontextmanager
async def aiogram_loop(url: str) -> AsyncIterator[Send]:
    """aiogram, a loop with a pause of 50 ms and the wait that Telegram names."""
    from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter

    async with _aiogram(url) as bot:

        async def once(person: int, words: str) -> None:
            try:
                await bot.send_message(person, words)
            except TelegramRetryAfter as error:
                await asyncio.sleep(error.retry_after)
                await once(person, words)
            except TelegramAPIError:
                return

        async def send(people: Sequence[int], words: str) -> None:
            for person in people:
                await once(person, words)
                await asyncio.sleep(0.05)

        yield send


PEERS = {
    "ptb_in_turn": ("PTB 22.8 with AIORateLimiter, one after the other", ptb_in_turn),
    "ptb_together": ("PTB 22.8 with AIORateLimiter, gather of all", ptb_together),
    "aiogram_broadcaster": ("aiogram 3.31 with aiogram-broadcaster 0.6.8", aiogram_broadcaster),
    "aiogram_loop": ("aiogram 3.31, a loop with a pause of 50 ms", aiogram_loop),
}


async def _run(name: str, url: str) -> None:
    asked = json.loads(await asyncio.to_thread(sys.stdin.readline))
    async with PEERS[name][1](url) as send:
        await asyncio.sleep(1)
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        await send(asked["people"], asked["words"])
        print("done", flush=True)
        await asyncio.to_thread(sys.stdin.readline)


if __name__ == "__main__":
    asyncio.run(_run(sys.argv[1], sys.argv[2]))
