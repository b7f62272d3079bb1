"""What is typed where a place waits for a text, and is none for it: it was said to the reply to a
crisis that stands below what the place asked, or tells of a body. The place waits on.
"""

from __future__ import annotations

from bot import burst
from bot.clients import relaying
from bot.context import Context
from bot.in_sight import Shown
from bot.outbox.letters import FIRST, say
from bot.safety import follow_up, help_screen, lasting, replies, standing
from bot.safety.answers import NO, UNSURE, YES
from bot.safety.grave_words import is_of_a_body
from bot.safety.lasting import NOT_THINKING, lasts, stands
from bot.safety.reply_in_sight import kind_told
from bot.safety.ringing import read_ringing
from bot.safety.small_words import GOOD_NIGHT, read_small
from bot.safety.thinking import AGAIN, comes_back, read_thinking
from bot.safety.unsaying import unsays
from bot.screens import typed
from bot.screens.frame import help_button, urge_button
from bot.screens.strength import read_strength
from bot.store import waiting
from bot.text import join
from bot.understanding.classify import URGE
from bot.understanding.closed_lists import phrase_set
from bot.understanding.words import words_of

_GO_ON = phrase_set("""
    verder, ga verder, verder gaan, ik ga verder, verder schrijven, ik wil verder, go on, continue,
    resume, keep typing, keep writing, write on, carry on
""")
"""What is typed to go on with what was being written."""
_LET_BE = phrase_set("laat maar, laat zitten, never mind, nevermind")
"""What is typed to leave it: the button of the place is no longer in sight."""
_SHORT = 4
"""So many words may be said to the reply while a place waits; more are for that place."""
_SHORT_URGE = 5
"""The same of an urge: "hij is aan het typen"."""
_PRESSING = frozenset([replies.MEDICAL, replies.STRANGULATION])
"""What may show in a body hours later."""


async def comes_first(context: Context) -> bool:
    """True: a place waits for a text, and this is none for it, but said to the reply to a crisis
    that stands below what the place asked. It is answered.
    """
    said = tuple(words_of(context.text))
    shown = await typed.in_sight(context)
    if await _is_grave_at_a_place(context, shown, len(said)):
        await _say_beside_a_place(context, shown)
        return True
    if len(said) > _SHORT_URGE:
        return False
    if await _is_an_urge_below_it(context, shown):
        await _say_beside_a_place(context, shown, of_urge=True)
        context.add_below([urge_button(context.t)])
        return True
    if len(said) > _SHORT:
        return False
    back = unsays(context.text) or comes_back(context.text)
    if back and await standing.was_denied(context, shown):
        await standing.think(context)
    elif said in _GO_ON and await _lately(context):
        await waiting.stay(context.tx, context.chat_id, context.now)
        _remind(context, context.book.replies["write_on"])
    elif said in _LET_BE and await _lately(context):
        await context.leave_place()
        _remind(context)
    elif await _is_said_to_it(context, shown):
        await _say_beside_a_place(context, shown)
    else:
        return False
    return True


async def goes_before_a_number(context: Context) -> bool:
    """The same where the urge's room waits for a number, for what may be grave alone."""
    shown = await typed.in_sight(context)
    if read_strength(context.text) is not None:
        return False
    if not await _is_grave_at_a_place(context, shown, len(words_of(context.text))):
        return False
    await _say_beside_a_place(context, shown)
    return True


async def _is_said_to_it(context: Context, shown: Shown | None) -> bool:
    read = read_thinking(context.text)
    # Four words that only hold a "not" may be meant for the place: "ik mis je niet".
    hesitates = read in {UNSURE, AGAIN} and len(words_of(context.text)) < _SHORT
    answers = read in {YES, NO} or hesitates or follow_up.is_thanks(context)
    return answers and await stands(context, shown)


async def _is_grave_at_a_place(context: Context, shown: Shown | None, words: int) -> bool:
    """Whether a place that waits would take what may be grave: below the reply itself any such
    word, or a body where it was only doubted. What is long, and what answers a question asked
    since, is for the place, unless something was taken or a throat was pressed: then a body comes
    first for some hours. A coach may be told.
    """
    place = await context.waits_for() or ""
    if not await lasts(context, shown):
        return False
    if context.unit.doubted or place.startswith(relaying.WRITE):
        return context.unit.doubted
    if read_small(context.text) == GOOD_NIGHT and lasting.is_lately(context):
        return True
    pressing = kind_told(context, shown) in _PRESSING and lasting.is_lately(context)
    if words > _SHORT_URGE and not pressing:
        return False
    if not await stands(context, shown):
        return pressing and is_of_a_body(context.text)
    if shown is not None and shown.holds(NOT_THINKING):
        return is_of_a_body(context.text)
    if read_thinking(context.text) in {NO, AGAIN}:
        return False
    return follow_up.is_grave(context) or bool(read_ringing(context.text))


async def _say_beside_a_place(
    context: Context, shown: Shown | None, *, of_urge: bool = False
) -> None:
    """It is answered, and the place waits on."""
    context.unit.gravity = burst.CRISIS
    await waiting.stay(context.tx, context.chat_id, context.now)
    beside = await help_screen.tell_of_writing(context) if context.unit.doubted else ""
    await standing.say_again(context, shown, of_urge=of_urge, beside=beside)


async def _is_an_urge_below_it(context: Context, shown: Shown | None) -> bool:
    """ "He is typing", said to the reply and not to the place; a coach may be told it."""
    if context.unit.label != URGE or not await stands(context, shown):
        return False
    place = await context.waits_for() or ""
    return not place.startswith(relaying.WRITE)


def _remind(context: Context, told: str = "") -> None:
    """Where to ring in danger, as a reply to a crisis: a "yes" to it gets the numbers too."""
    text = join([told, context.book.replies["not_emergency"]])
    context.send(say(context.chat_id, text, [[help_button(context.t)]]).with_(kind=FIRST))


async def _lately(context: Context) -> bool:
    """Whether words of a crisis hold something still, or were asked about and denied lately."""
    client = context.client
    if client is not None and client.is_held(context.now):
        return True
    return bool((await waiting.find_all(context.tx, context.chat_id, context.now)).answered)
