"""What somebody was at when something else came: asked once more, gone on with, or where to go."""

from __future__ import annotations

from bot.calendar.times import show_minutes
from bot.context import Context
from bot.in_sight import Shown
from bot.outbox import sight
from bot.outbox.letters import Button, Rows
from bot.screens import arriving, typed
from bot.screens.frame import (
    ask_hour,
    coach_ways,
    exercises_button,
    help_button,
    settings_button,
    urge_button,
    with_help,
)
from bot.store import urges

_OF_AN_URGE = (
    "urge:go:",
    "urge:rate:",
    "urge:what:",
    "urge:state:",
    "urge:kind:",
    "urge:safe:",
    "urge:done:",
    "urge:promise:",
    "urge:look:",
)
_STEPS = ("urge:back:", "exercise:step:", "appointment:how:", "letter:keep:")
"""How the buttons begin that stand in the middle of an urge, and of an exercise or a return; and
below "how was it?" and an opened letter.
"""


async def where_she_was(context: Context, shown: Shown | None) -> Rows:
    """In the middle of an urge or an exercise: the buttons that were in sight, or the way on."""
    t, client = context.t, context.client
    urge = await urges.find_open(context.tx, client.id, context.now) if client else None
    # The morning after, the buttons of the night are no place to go on from.
    goes_on = urge is not None or client is None
    if shown is not None and shown.holds((*_STEPS, *_OF_AN_URGE) if goes_on else _STEPS):
        return with_help(context.t, typed.buttons_of(shown))
    if urge is None:
        return []
    return [[Button(context.t("other.button.go_on"), f"urge:go:{urge.id}")], [help_button(t)]]


def ways_on(context: Context, *, again: bool = False, coach_first: bool = False) -> Rows:
    """`again`: it was said a moment ago, so what can be set here is beside them. `coach_first`: it
    may have been said to the coach.
    """
    t, coach = context.t, coach_ways(context)
    last = [help_button(t)]
    if again and context.client is not None:
        last = [settings_button(t), *last]
    rows = [[urge_button(t), exercises_button(t)], last]
    return [*coach, *rows] if coach_first else [*rows, *coach]


async def ask_again(context: Context) -> bool:
    """True: somebody is arriving, and the question that is open is asked once more; not while an
    urge or an exercise that came between is in sight.
    """
    shown = await typed.in_sight(context)
    amid = shown is not None and shown.holds((*_STEPS, *_OF_AN_URGE))
    if context.client is not None and shown is not None:
        return await _ask_hour_again(context, shown)
    asked = await arriving.question(context) or (None if amid else arriving.open_still(context))
    if asked is not None:
        context.say(*arriving.once_more(context, asked))
    return asked is not None


async def _ask_hour_again(context: Context, shown: Shown) -> bool:
    """True: the hour of the daily message is what is asked in sight, and once more."""
    client = context.client
    if client is None or not shown.holds("settings:at:"):
        return False
    if sure := asked_in_sight(context, shown):
        # An hour was named, and is asked about: without an answer no first one is set.
        question = question_of(context, shown) if client.is_arriving else ""
        if question:
            context.say(question, sure)
        return bool(question)
    again = context.t("start.hour_open" if client.is_arriving else "settings.no_time")
    if shown.said == sight.said_as(again) and not client.is_arriving:
        return False
    await ask_hour(context, again)
    return True


def asked_in_sight(context: Context, shown: Shown | None) -> Rows:
    """The buttons of a question of yes or no that is in sight, and the way to people."""
    if shown is None or context.is_coach_alone or not typed.asks(shown):
        return []
    if shown.holds((*_STEPS, *_OF_AN_URGE)):
        return []
    return with_help(context.t, typed.buttons_of(shown))


def question_of(context: Context, shown: Shown | None) -> str:
    """The text that is in sight, if it is one of the content and nothing but an hour filled in."""
    said = shown.said if shown is not None else 0
    texts = [text for text in context.t.entries.values() if isinstance(text, str)]
    hours = shown.data("settings:at:") if shown else []
    texts += [
        context.t("settings.in_quiet", hour=show_minutes(int(data.split(":")[2])))
        for data in hours
    ]
    return next((text for text in texts if sight.said_as(text) == said), "")
