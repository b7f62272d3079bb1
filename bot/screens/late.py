"""A text that came after the room for it had stopped waiting.

Known it is by two things: the place stands in the database for a while after its end, and what
asked is still the newest in sight. Of the words nothing is kept.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.context import Context
from bot.feature import Feature, Place
from bot.outbox.letters import Button, Rows
from bot.screens import typed
from bot.screens.frame import urge_and_help
from bot.store import waiting
from bot.text import join
from bot.understanding.classify import DISTRESS

ROOM = "late"
_WORD = "word"
_A_WORD = 3
"""More words than these, and in distress, are no safe word: somebody tells something."""


async def opens_for(context: Context, places: Mapping[str, tuple[Feature, Place]]) -> str:
    """What opens the room again that this text was meant for; "": it is not known of any.

    `places`: those that there are, by name.
    """
    closed = await waiting.find_closed(context.tx, context.chat_id, context.now) or ""
    opens = places[closed][1].reopens if closed in places else ""
    shown = await typed.answered(context) if opens else None
    room = closed.partition(":")[0]
    if shown is None or not shown.holds((f"{room}:", f"{ROOM}:")):
        return ""  # Something else has been said since.
    tells = context.unit.label == DISTRESS and len(context.text.split()) > _A_WORD
    return "" if room == _WORD and tells else f"{opens}:{context.message_id}"


def say(context: Context, opens: str) -> None:
    """It had closed; nothing was kept; it can be opened again, and the message taken away."""
    text = join([context.t("late.closed"), context.book.replies["not_kept"]])
    context.say(text, [[out_button(context, opens)], *ways(context, opens)])


def out_button(context: Context, opens: str) -> Button:
    """Takes the message that has just come out of the chat."""
    return Button(context.t("late.button.out"), f"{ROOM}:out:{context.message_id}:{opens}")


def ways(context: Context, opens: str) -> Rows:
    """Into the room again, and to people."""
    t = context.t
    again = [[Button(t("late.button.open"), opens)]] if opens else []
    return [*again, urge_and_help(t)]
