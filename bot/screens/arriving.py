"""The questions of the arrival, typed at. Nothing of a stranger is kept; what is in sight is all
that is known: it is shown again below whatever else was said.
"""

from __future__ import annotations

from bot.context import Context
from bot.in_sight import Shown
from bot.outbox.letters import Rows
from bot.screens import typed
from bot.understanding.words import words_of

WHO_SEES, ONWARD, AGREE = "start:ground:", "start:what:", "start:agree:"
"""How the buttons begin of: may somebody see this phone? the exercise; the question of consent."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MAYBE = _set("""
    soms misschien mischien mss wss weleens vaak regelmatig geregeld altijd toe weet denk twijfel
    sometimes maybe perhaps often always idk dunno know think sure possibly probably occasionally
    """)
_YES = _set("ja jawel yes yep yeah yea can could kan")
_SOMEBODY = _set("""
    hij ie zij ze iemand vriend vriendin man vrouw ex partner moeder mama vader papa kind kinderen
    broer zus zoon dochter huisgenoot he she they hes shes theyre someone somebody boyfriend
    girlfriend husband wife bf gf mum mom dad kid kids brother sister son daughter roommate
    """)
_BESIDE = _set("""
    ik k mijn mn we wij de het t een is heel wel eens af en mee op in naar dat dit ook er nog
    kijkt kijk kijken meekijken meekijkt leest lezen ziet zien telefoon mobiel gsm
    i my the a it at on in of to do does looks look looking reads read sees see phone
    that this also so yeah and there
    """)
_NO = _set("nee neen niet nooit niemand geen alleen no nope not never nobody noone dont just only")
_ALONE = _set("""
    nee neen niemand geen alleen ik kan er hoor no nope nobody noone just only me i can nah mijn
    telefoon phone my one enkel
    """)
_LONGEST = 9
"""Words of an answer."""


def read_seen(text: str) -> bool | None:
    """Whether somebody else may see the phone; None: it tells neither. A doubt counts as yes.

    What is read comes from closed lists: no word of danger is among them.
    """
    words = words_of(text)
    said = set(words)
    if not words or len(words) > _LONGEST:
        return None
    if said & _NO and said <= _ALONE:
        return False
    if not said <= _MAYBE | _YES | _SOMEBODY | _BESIDE | _NO:
        return None
    if said & _MAYBE:
        return True
    return True if said & (_YES | _SOMEBODY) and not said & _NO else None


async def question(context: Context) -> Shown | None:
    """The question of the arrival that is the newest in a stranger's chat."""
    if context.client is not None or not typed.is_newest_known(context):
        return None
    shown = await typed.in_sight(context)
    return shown if shown is not None and shown.holds((WHO_SEES, ONWARD, AGREE)) else None


async def tells_who_sees(context: Context) -> bool:
    """Whether the text answers if somebody may see this phone, which is asked now: there "he looks
    sometimes" is an answer, and no cry.
    """
    shown = await question(context)
    asked = shown is not None and shown.holds(WHO_SEES)
    if not asked or shown is None or not typed.may_answer(context, shown.message_id):
        return False
    return read_seen(context.text) is not None


def once_more(context: Context, shown: Shown) -> tuple[str, Rows]:
    """The question in few words, and its buttons."""
    key = "other.going_on"
    if shown.holds(WHO_SEES):
        key = "start.who_again"
    elif shown.holds(AGREE):
        key = "start.agree_again"
    return context.t(key), typed.buttons_of(shown)
