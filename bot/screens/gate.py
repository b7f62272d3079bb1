"""The gate before what is private: open when no safe word is set, or for ten minutes after it.

A room puts `guarded` on a handler that shows something private. Whoever holds the phone is then
asked for the word first, and led on to where they wanted to go.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum
from functools import wraps

from bot.calendar.times import local_minutes, show_minutes
from bot.context import Context, Handler
from bot.outbox import letters
from bot.outbox.letters import Button, Rows
from bot.store import safe_words, waiting
from bot.store.safe_words import SafeWord
from bot.understanding.classify import DISTRESS, URGE

OPEN_FOR = safe_words.OPEN_FOR
PAUSE = safe_words.PAUSE
MOST_WRONG = 3
_A_WORD = 3
"""While it is shut, more words than these are a sentence: somebody tells something."""
PLACE = "word:typed"
"""Where the word is waited for; the room `word` reads it."""


class Answer(Enum):
    """What a typed word came to."""

    RIGHT = "right"
    WRONG = "wrong"
    SHUT = "shut"
    ELSE = "else"
    """It is not the word, and says something that is answered elsewhere."""
    NONE = "none"
    """No word is set."""


def guarded(otherwise: str) -> Callable[[Handler], Handler]:
    """Ask for the word before this handler, if one is set.

    After the right word a button leads on: to the one that was pressed, or, when it came to this
    by a command, to the one with the data `otherwise`.
    """

    def decorate(handler: Handler) -> Handler:
        @wraps(handler)
        async def checked(context: Context) -> None:
            if not await is_open(context):
                await ask(context, otherwise)
                return
            await handler(context)

        return checked

    return decorate


async def is_open(context: Context) -> bool:
    """Whether private things may be shown now."""
    found = await _word(context)
    return found is None or not found.is_set or found.is_open(context.now)


async def is_set(context: Context) -> bool:
    """Whether there is a word at all."""
    found = await _word(context)
    return found is not None and found.is_set


async def lets_anchor_out(context: Context) -> bool:
    """Whether the client said that in an urge the anchor box opens without the word."""
    found = await _word(context)
    return found is not None and found.lets_anchor_out


async def ask(context: Context, otherwise: str, goes_to: str | None = None) -> None:
    """Ask for the word, and remember what was wanted: `goes_to`, or the button pressed."""
    found, client = await _word(context), context.client
    assert found is not None
    assert client is not None
    if found.is_shut(context.now):
        await _wait(context, found.shut_until)
        await say_shut(context)
        return
    await _wait(context)
    query = context.incoming.callback_query
    goes_to = goes_to or (query.data if query else None) or otherwise
    await safe_words.change(context.tx, client.id, goes_to=goes_to)
    context.show(context.t("word.ask"), ways_out(context))


async def ask_again(context: Context) -> None:
    """Ask once more; what was wanted then is wanted still."""
    found = await _word(context)
    await ask(context, "", goes_to=found.goes_to if found is not None else None)


async def try_word(context: Context) -> tuple[Answer, str]:
    """See whether what was typed is the word, and take it out of the chat at once.

    Gives what it came to, and the data of the button that was wanted. The word goes first: it may
    sound like an urge.
    """
    found, client = await _word(context), context.client
    is_shut = found is not None and found.is_shut(context.now)
    if is_shut and len(context.text.split()) > _A_WORD:
        return Answer.ELSE, ""
    context.send(letters.delete(context.chat_id, [context.message_id]))
    if found is None or client is None or found.hash_sealed is None:
        return Answer.NONE, ""
    is_urge, is_distress = context.unit.label == URGE, context.unit.label == DISTRESS
    if is_shut:
        says_something = is_urge or is_distress
        return (Answer.ELSE if says_something else Answer.SHUT), ""
    says_something = is_urge or (is_distress and len(context.text.split()) > _A_WORD)
    right = await asyncio.to_thread(
        safe_words.fits, context.tx, client.id, context.text, found.hash_sealed
    )
    if right:
        opened = {"wrong": 0, "shut_until": None, "open_until": context.now + OPEN_FOR}
        await safe_words.change(context.tx, client.id, **opened)
        await context.stop_waiting()
        return Answer.RIGHT, found.goes_to or ""
    wrong = found.wrong + 1
    if wrong < MOST_WRONG:
        await safe_words.change(context.tx, client.id, wrong=wrong)
        return (Answer.ELSE if says_something else Answer.WRONG), ""
    until = context.now + PAUSE
    await safe_words.change(context.tx, client.id, wrong=0, shut_until=until)
    await _wait(context, until)
    return (Answer.ELSE if says_something else Answer.SHUT), ""


async def say_shut(context: Context) -> None:
    """Say until when no word is taken."""
    found = await _word(context)
    assert found is not None
    context.show(_shut_text(context, found), ways_out(context))


def ways_out(context: Context) -> Rows:
    """Not now, or it is forgotten."""
    ways = (("leave", "word:leave"), ("forgotten", "word:forgotten"))
    return [[Button(context.t(f"word.button.{name}"), data)] for name, data in ways]


async def _wait(context: Context, shut_until: datetime | None = None) -> None:
    """The next text is taken for the word; also while it is shut, so that it leaves the chat."""
    patience = waiting.PATIENCE + ((shut_until or context.now) - context.now)
    await context.wait_for(PLACE, patience)


async def _word(context: Context) -> SafeWord | None:
    return await safe_words.find(context.tx, context.client.id) if context.client else None


def _shut_text(context: Context, found: SafeWord) -> str:
    until = found.shut_until or context.now
    # The minute that shows is the first at which it opens again.
    at = local_minutes(context.zone, until + timedelta(seconds=59))
    return context.t("word.shut", at=show_minutes(at))
