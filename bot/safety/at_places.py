"""What is typed where a place waits for a text, and is none for it: it was said to the reply to a
crisis that stands below what the place asked, or tells of a body. The place waits on.
"""

from __future__ import annotations

from bot import burst
from bot.clients import relaying
from bot.context import Context
from bot.in_sight import Shown
from bot.outbox.letters import FIRST, say
from bot.safety import (
    denied,
    follow_up,
    lasting,
    not_kept,
    replies,
    standing,
    still_open,
)
from bot.safety.answers import NO, UNSURE, YES
from bot.safety.covered_question import is_covered
from bot.safety.grave_words import is_of_a_body
from bot.safety.lasting import NOT_THINKING, lasts, stands
from bot.safety.plain_words import PLAIN_NO, STRESS, YES_WORDS, words_in
from bot.safety.questions import open_questions
from bot.safety.reply_in_sight import kind_told
from bot.safety.ringing import read_ringing
from bot.safety.small_words import (
    BETTER,
    GOOD_NIGHT,
    HELLO,
    SORRY,
    THANKS,
    read_small,
    takes_note,
)
from bot.safety.thinking import AGAIN, comes_back, read_thinking
from bot.safety.unsaying import unsays
from bot.screens import typed
from bot.screens.frame import help_button, urge_button
from bot.screens.strength import read_strength
from bot.store import waiting
from bot.text import Text, join
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
_ANSWERS = (YES_WORDS | PLAIN_NO) - STRESS
_COURTESY = frozenset([THANKS, SORRY, BETTER, HELLO, GOOD_NIGHT])
"""Small words that are nobody's letter. "Proud of myself" may be for the anchor."""
_PRESSING = frozenset([replies.MEDICAL, replies.STRANGULATION, replies.ILL])
"""What may show in a body hours later."""
_OF_THE_OTHER = frozenset([replies.VIOLENCE, replies.THIRD_VIOLENCE])
"""What tells of what another does: of him, and not of her, a body may be told."""


async def comes_first(context: Context) -> bool:
    """True: a place waits for a text, and this is none for it, but said to the reply to a crisis
    that stands below what the place asked. It is answered.
    """
    said = tuple(words_of(context.text))
    shown = await typed.in_sight(context)
    if await _is_asked(context, shown):
        if said in _LET_BE:
            await context.leave_place()
        await _say_beside_a_place(context, shown, of_urge=context.unit.label == URGE)
        return True
    if await _is_grave_at_a_place(context, shown, len(said)):
        await _say_beside_a_place(context, shown)
        return True
    if len(said) <= _SHORT_URGE and await _is_an_urge_below_it(context, shown):
        await _say_beside_a_place(context, shown, of_urge=True)
        return True
    if await _takes_back_a_no(context, shown, len(said)):
        await standing.think(context)
        letters = context.unit.letters
        letters[-1] = letters[-1].with_more(await _what_became(context))
    elif said in _GO_ON and await _lately(context):
        await _go_on(context)
    elif said in _LET_BE and await _lately(context):
        await context.leave_place()
        _remind(context)
    elif await _is_said_to_it(context, shown):
        if await stands(context, shown):
            await _say_beside_a_place(context, shown)
        else:
            await _go_on(context)
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


async def _is_asked(context: Context, shown: Shown | None) -> bool:
    """Whether a question of safety is open, and nothing but what repeats it came since: whatever
    is typed then, at any length, is said to that first.
    """
    if not await open_questions(context):
        return False
    covered = is_covered(context, shown) or still_open.is_in_sight(context, shown)
    return covered or await stands(context, shown)


async def _takes_back_a_no(context: Context, shown: Shown | None, words: int) -> bool:
    """What is long may be meant for the place, once something else is in sight."""
    near = words <= _SHORT or denied.is_in_sight(context, shown)
    back = unsays(context.text) or comes_back(context.text)
    return near and back and await denied.was(context, shown)


async def _is_said_to_it(context: Context, shown: Shown | None) -> bool:
    """Whether it answers the reply that stands, or what a no was answered with, or is courtesy."""
    if not await _is_below_it(context, shown):
        return False
    text, few = context.text, len(words_of(context.text))
    if read_small(text) in _COURTESY or takes_note(text) or follow_up.is_thanks(context):
        return True
    read = read_thinking(text)
    if few > _SHORT:
        place = await context.waits_for() or ""
        to_coach = place.startswith(relaying.WRITE)
        return not to_coach and (read == NO or _answers_at_length(context, shown))
    # Four words that only hold a "not" may be meant for the place: "ik mis je niet".
    return read in {YES, NO} or (read in {UNSURE, AGAIN} and few < _SHORT)


async def _is_below_it(context: Context, shown: Shown | None) -> bool:
    """Whether the newest is such a reply, or what was said of going on after a no."""
    if denied.is_in_sight(context, shown) or await stands(context, shown):
        return True
    return shown is not None and shown.kind == FIRST and await _lately(context)


def _answers_at_length(context: Context, shown: Shown | None) -> bool:
    """ "Nee, ik lig in bed": the reply asks whether something was done. Said once more it is for
    the place: what only repeats the reply asks nothing.
    """
    asks = denied.is_in_sight(context, shown) or (shown is not None and bool(shown.told))
    return asks and bool(_ANSWERS & set(words_in(context.text)[:1]))


async def _is_grave_at_a_place(context: Context, shown: Shown | None, words: int) -> bool:
    """Whether a place that waits would take what may be grave: below the reply itself any such
    word, or a body where it was only doubted. What is long, and what answers a question asked
    since, is for the place, unless something was taken or a throat was pressed: then a body comes
    first for some hours. A coach may be told.
    """
    place = await context.waits_for() or ""
    if not await lasts(context, shown):
        return False
    of_the_other = kind_told(context, shown) in _OF_THE_OTHER
    if context.unit.goes_on and (of_the_other or not is_of_a_body(context.text)):
        return False  # She was asked about the like, and answered: "when he has been drinking".
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
    beside = await _what_became(context)
    await standing.say_again(context, shown, of_urge=of_urge, beside=beside)
    if of_urge:
        # No exercise is the answer here; she finds it below the numbers.
        context.add_below([urge_button(context.t)])


async def _what_became(context: Context) -> Text:
    """Of words that would be missed where she was writing."""
    if not (context.unit.doubted or not_kept.is_missed(context.text)):
        return Text("")
    asks = bool(await open_questions(context))
    return await not_kept.tell(context, asks=asks)


async def _go_on(context: Context) -> None:
    """What is typed next is for the place."""
    await waiting.stay(context.tx, context.chat_id, context.now)
    said = context.book.replies
    thanks = said["still_thanks"] if follow_up.is_thanks(context) else ""
    kept = said["not_kept"] if not_kept.is_missed(context.text) else ""
    _remind(context, join([thanks, kept, said["write_on"]]))


async def _is_an_urge_below_it(context: Context, shown: Shown | None) -> bool:
    """ "He is typing", said to the reply and not to the place; a coach may be told it."""
    unit = context.unit
    if unit.label != URGE or unit.goes_on or not await stands(context, shown):
        return False
    place = await context.waits_for() or ""
    return not place.startswith(relaying.WRITE)


def _remind(context: Context, told: Text | str = "") -> None:
    """Where to ring in danger, as a reply to a crisis: a "yes" to it gets the numbers too."""
    text = join([told, context.book.replies["not_emergency"]])
    context.send(say(context.chat_id, text, [[help_button(context.t)]]).with_(kind=FIRST))


async def _lately(context: Context) -> bool:
    """Whether words of a crisis hold something still, or were asked about and denied lately."""
    client = context.client
    if client is not None and client.is_held(context.now):
        return True
    return bool((await waiting.find_all(context.tx, context.chat_id, context.now)).answered)
