"""What is said to an urge in sight, and so plainly of that, that it tells of no crisis."""

from __future__ import annotations

from bot.context import Context
from bot.in_sight import Shown
from bot.screens.drives_on import only_drives_on
from bot.screens.refusals import cannot_here, did_that, refuses
from bot.screens.strength import asks_what_now
from bot.screens.urge_words import (
    asks_state,
    asks_to_stop,
    has_done,
    helps_not,
    offers_exercises,
    read_promise,
    read_ride,
    read_state,
    read_step,
    rides_off,
    says_sent,
    speaks_of_phone,
    will_stop,
)
from bot.screens.worse import is_bare_worse, tells_worse
from bot.store import urges
from bot.understanding.closed_lists import phrase_set
from bot.understanding.kinds import HAPPENED, INCOMING
from bot.understanding.words import words_of

ASKS_NUMBER = ("urge:rate:", "urge:back:")
"""How the buttons begin below a question for a number."""
_STEP, _BACK, _SAFE = "exercise:step:", "urge:back:", "urge:safe:"
_NO_KIND_YET = "urge:kind:"
"""So begin the buttons that ask which urge it is: nothing was said of what the other does."""
_OTHER_ACTS = (INCOMING, HAPPENED)
"""Kinds of an urge in which the other does something."""
_NEEDED_NO_MORE = phrase_set("hoeft al niet meer, hoeft al niet, hoeft niet, al niet meer nodig")
"""Said to the question for a number; where nothing asks, it may be said of life."""


def answers_what_is_in_sight(shown: Shown, text: str) -> bool:
    """Whether these words are so plainly about an urge in sight that they tell of no crisis."""
    if not shown.holds("urge:"):
        return False
    if shown.holds("urge:go:") and not asks_to_stop(shown) and read_step(text) is not None:
        return True
    if shown.holds("urge:promise:") and read_promise(text) is not None:
        return True
    if helps_not(text) or has_done(text):
        return True
    if shown.holds(ASKS_NUMBER) and tuple(words_of(text)) in _NEEDED_NO_MORE:
        return True
    if asks_state(shown) and read_state(text) is not None:
        return True
    return (
        speaks_of_phone(text)
        or says_sent(text)
        or (asks_to_stop(shown) and _is_of_a_ride(text))
        or rides_off(shown, text)
    )


def _is_of_a_ride(text: str) -> bool:
    return read_ride(text) is not None or only_drives_on(text) or will_stop(text)


def turns_down(shown: Shown, text: str) -> bool:
    """Whether an exercise in sight is refused, cannot be done here, or was done already. While
    words of a crisis last, these may be about those.
    """
    below_first = shown.holds("urge:go:")
    if below_first and (refuses(text) or did_that(text)):
        return True
    offers = below_first or asks_to_stop(shown) or asks_state(shown) or offers_exercises(shown)
    return offers and (cannot_here(text) or (offers_exercises(shown) and refuses(text)))


def asks_on(shown: Shown, text: str) -> bool:
    """Whether it asks for the next step where an urge, or an exercise in one, is in sight."""
    amid = shown.holds("urge:") or urge_of(shown) > 0
    return amid and not shown.holds(_SAFE) and asks_what_now(text)


async def is_worse(context: Context, shown: Shown, text: str) -> bool:
    """Whether it says that the urge in sight gets stronger. Where the other acts, or is on the way
    here, "it is getting worse" may be said of that; of a visitor it is known only while it is
    asked which urge it is. A bare "worse" answers "how strong is it?" whatever came before.
    """
    if not tells_worse(text) or shown.holds(_SAFE):
        return False
    if shown.holds(ASKS_NUMBER) and is_bare_worse(text):
        return True
    if context.client is None:
        return shown.holds(_NO_KIND_YET)
    found = await urges.find(context.tx, urge_of(shown), context.client.id)
    if found is None or found.kind in _OTHER_ACTS:
        return False
    return found.is_open(context.now) or shown.holds(_BACK)


def urge_of(shown: Shown) -> int:
    """The urge whose buttons, or whose exercise, are in sight; 0: a visitor's, or none."""
    for data in shown.data(("urge:", "exercise:begin:", _STEP)):
        parts = data.split(":")
        if data.startswith(_STEP):
            found = parts[6] if len(parts) > 6 else ""
        else:
            found = parts[2] if parts[0] == "urge" and len(parts) > 2 else parts[-1]
        if found.isdecimal():
            return int(found)
    return 0
