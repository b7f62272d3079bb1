"""A plain yes or no where words of one's own are asked for: it says whether somebody wants to
write them, and is none of them.
"""

from __future__ import annotations

from bot.context import Context, Handler
from bot.feature import Place
from bot.in_sight import Shown
from bot.outbox.letters import Rows
from bot.screens import typed
from bot.screens.keeping import take_out, words_alone
from bot.understanding import yes_no

_LONGEST = 64


async def read(context: Context, place: Place) -> bool | None:
    """What the place does with a text, where that is no yes or no to writing; False: it is not
    meant for the place.
    """
    said = _said(context)
    if said is None or place.without is None:
        return await place.read(context)
    shown = await typed.answered(context)
    if shown is not None and typed.asks(shown) and not shown.holds(await _room(context)):
        return False  # It answers what has asked since.
    if place.reopens:
        take_out(context)
    return await takes(context, place.without, place.wanted)


async def takes(context: Context, without: Handler, wanted: Handler | None = None) -> bool:
    """True: it is a yes or no, and answered. A no goes to `without`; a yes or an "ok" to `wanted`,
    or else the words are asked for once more.
    """
    said = _said(context)
    if said is None:
        return False
    if said == yes_no.NO:
        await without(context)
    elif wanted is not None:
        await wanted(context)
    else:
        shown = await typed.in_sight(context)
        context.say(context.t("keeping.type_it"), _ways(shown, await _room(context)))
    return True


def _said(context: Context) -> str | None:
    """Yes or no; the words below a photo are neither."""
    words = words_alone(context)
    if len(words) > _LONGEST:
        return None
    said = yes_no.read(words)
    return yes_no.YES if said is None and yes_no.nods(words) else said


async def _room(context: Context) -> str:
    """How the buttons begin of the room that waits."""
    return f"{(await context.waits_for() or '').partition(':')[0]}:"


def _ways(shown: Shown | None, room: str) -> Rows | None:
    """The buttons of its question, where that is in sight."""
    return typed.buttons_of(shown) if shown is not None and shown.holds(room) else None
