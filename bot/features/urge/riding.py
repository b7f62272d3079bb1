"""On the way there: as long as it is not known that she stands still, she is told to stop first.

Nothing else is shown to whoever may be driving: no exercise, no picture, nothing to read for long.
"""

from __future__ import annotations

from datetime import timedelta

from bot.content.model import RESISTED
from bot.context import Context, Handler
from bot.features.urge import service
from bot.features.urge.screens import over
from bot.in_sight import Shown
from bot.outbox import sight
from bot.outbox.letters import Button, Rows
from bot.safety import lasting
from bot.screens import typed
from bot.screens.drives_on import drives_on, only_drives_on
from bot.screens.frame import help_button
from bot.screens.inside import is_inside
from bot.screens.urge_in_sight import is_worse, turns_down, urge_of
from bot.screens.urge_words import (
    DRIVES,
    STILL,
    asks_to_stop,
    is_elsewhere,
    read_ride,
    rides_off,
    will_stop,
)
from bot.store import urges
from bot.understanding import yes_no
from bot.understanding.classify import URGE
from bot.understanding.kinds import HAPPENED, ON_THE_WAY

_WAITS = ("urge.still_riding", "urge.stop_first", "urge.drives_on")
"""What is said to whoever types while she may be driving: before that is known, once it is, and
where she drives on.
"""
_ASKS = ("urge.first_on_the_way", "urge.on_the_way", *_WAITS)
"""The texts that ask whether she rides."""
_LATER_ON = ("urge:state:", "urge:what:", "urge:done:", "exercise:begin:")
"""How buttons begin below what comes once she has gone on, or has turned."""
_A_RIDE = timedelta(hours=1)
_GOES_ELSEWHERE = (HAPPENED, ON_THE_WAY, RESISTED)
"""Urges told on the way that have an answer of their own: she was there, has come a step further,
or has turned.
"""


async def take_ride(context: Context, go_on: Handler, start: Handler) -> bool:
    """An answer to "driving, or on a bike? Stop first": who rides is told to stop, once more; who
    has stopped, or never rode, goes on to the number. Who tells only now that she rides begins
    with that.
    """
    shown = await typed.answered(context)
    if shown is None:
        return False
    if rides_off(shown, context.text):
        context.unit.kind = ON_THE_WAY
        await start(context)
        return True
    if not asks_to_stop(shown):
        return False
    if asks_whether_riding(context, shown) and is_inside(context.text):
        context.unit.kind = HAPPENED  # She is there: first whether that is safe.
        await start(context)
        return True
    answer = _answer(context, shown)
    if answer is None:
        return False
    urge_id = urge_of(shown)
    context.words = [str(urge_id)]
    if answer == STILL:
        await go_on(context)
        return True
    found = await service.current(context.tx, context.client, urge_id, context.now)
    if found is None and context.client is not None:
        over(context)
        return True
    say_stop(context, shown, rides=True)
    return True


async def goes_on(context: Context) -> bool:
    """Whether she told that she goes there, and not yet that she has stopped. What she says then,
    and nothing else answers, gets `stop_first`.
    """
    if context.unit.label == URGE and context.unit.kind in _GOES_ELSEWHERE:
        return False
    shown = await typed.answered(context)
    if shown is not None and asks_whether_riding(context, shown):
        return context.now - shown.at <= _A_RIDE
    if shown is not None and shown.holds(_LATER_ON):
        return False  # She has gone on, or has turned.
    return await _left_open(context) > 0


async def stop_first(context: Context) -> None:
    """First she stops; typing can wait."""
    shown = await typed.answered(context)
    if shown is not None and not asks_whether_riding(context, shown):
        shown = None
    say_stop(context, shown, urge_id=0 if shown is not None else await _left_open(context))


async def take_rest(context: Context) -> bool:
    """A no to what the first reply has her do, or that it gets worse: no exercise as long as she
    may be driving.
    """
    shown = await typed.answered(context)
    if shown is None or not shown.holds("urge:not_going:") or context.unit.doubted:
        return False
    if await lasting.is_near_a_crisis(context):
        return False  # It may be of that.
    said = turns_down(shown, context.text) or await is_worse(context, shown, context.text)
    if said:
        say_stop(context, shown)
    return said


def say_stop(
    context: Context, shown: Shown | None, *, rides: bool = False, urge_id: int = 0
) -> None:
    """In other words each time. `shown`: what asks it already; `rides`: she says so; `urge_id`: of
    which urge, where nothing in sight tells.
    """
    goes_on = sight.said_as(context.t("urge.drives_on"))
    told = shown is not None and is_told(context, shown) and shown.said != goes_on
    if drives_on(context.text) or (told and not rides):
        key = "urge.drives_on"
    else:
        key = "urge.stop_first" if rides else "urge.still_riding"
    context.say(context.t(key), _ways(context, urge_of(shown) if shown is not None else urge_id))


def asks_whether_riding(context: Context, shown: Shown) -> bool:
    """Whether what is in sight asks it, and no answer is known."""
    return shown.holds("urge:not_going:") or _asks(context, shown)


def is_told(context: Context, shown: Shown) -> bool:
    """Whether it says that typing can wait."""
    return shown.said in {sight.said_as(context.t(key)) for key in _WAITS}


def _asks(context: Context, shown: Shown) -> bool:
    return shown.said in {sight.said_as(context.t(key)) for key in _ASKS}


def _ways(context: Context, urge_id: int) -> Rows:
    """On, back and to people: as below the first reply."""
    onward = f"urge:go:{urge_id}" if urge_id else f"urge:kind:0:{ON_THE_WAY}"
    return [
        [Button(context.t("urge.button.go"), onward)],
        [Button(context.t("urge.button.not_going"), f"urge:not_going:{urge_id}")],
        [help_button(context.t)],
    ]


async def _left_open(context: Context) -> int:
    """The urge on the way in which nothing came after the first reply, though something else is in
    sight; 0: there is none. While words of a crisis last, these may be about those.
    """
    found = await service.going_on(context.tx, context.client, context.now)
    if found is None or found.kind != ON_THE_WAY or await lasting.is_near_a_crisis(context):
        return 0
    if await urges.list_strengths(context.tx, found.id):
        return 0
    return 0 if await urges.list_done_in(context.tx, found.id) else found.id


def _answer(context: Context, shown: Shown) -> str | None:
    if only_drives_on(context.text) or will_stop(context.text):
        return DRIVES
    if is_elsewhere(context.text):
        return STILL  # She has not left yet, or has come there.
    return read_ride(context.text) or _yes_or_no(context, shown)


def _yes_or_no(context: Context, shown: Shown) -> str | None:
    if not _asks(context, shown):
        return None
    said = yes_no.read(context.text, clear=True)
    return {yes_no.YES: DRIVES, yes_no.NO: STILL}.get(said or "")
