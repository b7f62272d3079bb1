"""The questions of the arrival, typed at.

Nothing of a stranger is kept, so that what is in sight is all that is known: it is shown again
below whatever else was said.
"""

from __future__ import annotations

import json

from bot.context import Context
from bot.in_sight import Pressable, Shown
from bot.outbox.letters import Button, Rows
from bot.screens import typed
from bot.understanding.closed_lists import HESITANT, SOMEBODY, folded, folded_set
from bot.understanding.words import words_of

WHO_SEES, ONWARD, AGREE = "start:ground:", "start:what:", "start:agree:"
"""How the buttons begin of: may somebody see this phone? the exercise; the question of consent."""
_ALL = (WHO_SEES, ONWARD, AGREE)
AGAIN = "start:again"
_ASKS = ("safety:safe", "safety:not_thinking")
"""How the buttons begin below a question of safety."""


_YES = folded_set("""
    ja jah jawel jep jup zeker yes yep yeah yea ya can could kan
    deel delen gedeeld share shared sharing
    """)
_SOMEBODY = SOMEBODY | folded_set("kind kinderen zoontje dochtertje kid kids")
_LOOKS = folded_set("""
    kijkt kijk kijken meekijken meekijkt leest lezen meeleest meelezen ziet zien
    looks look looking reads read reading sees see
    """)
_CODE = folded_set("""
    code pincode pin wachtwoord toegang vingerafdruk account icloud
    passcode password passwords fingerprint access login
    """)
"""Who has this can look, also where they do not say so."""
_FEARS = folded_set("bang afraid scared worried")
"""That somebody reads along."""
_BESIDE = folded_set("""
    ik k mijn mn we wij de het t een is heel wel eens af en mee op in naar dat dit ook er nog
    telefoon mobiel gsm heeft hebben heb kent kennen gebruikt steeds hoor gewoon maar want ben
    m met van jaar jaren voor spelletjes woon eigen
    i my the a it at on in of to do does phone that this also so yeah and there
    has have had got knows uses still im just but to into with old year years for games live own
    its
    """)
_ONLY = folded_set("alleen enkel just only")
_NO = _ONLY | folded_set("""
    nee neen niet nooit niemand geen no nope not never nobody noone dont alone
    """)
_DENIES = _NO - _ONLY - folded_set("nee neen no nope")
_NOT, _MORE = folded_set("niet not"), folded_set("meer anymore more")
_NO_LONGER = folded_set("""
    niet meer nee neen niemand nu gelukkig hoor not any more anymore no nobody noone now thankfully
    luckily
    """)
_ALONE = folded_set("""
    nee neen niemand geen alleen ik kan er hoor joh no nope nobody noone just only me i can nah
    mijn mn telefoon phone my one enkel dus so woon live heb heeft weet ken de het code pincode
    wachtwoord have has know knows the passcode password pin here dit deze this is van mij self
    mezelf en and gelukkig zelf but alone thankfully luckily own eigen nieuwe new een a got its
    faceid
    """)
_DOUBTS = frozenset(
    tuple(map(folded, said.split()))
    for said in (
        "volgens mij niet", "ik hoop het niet", "hoop het niet", "ik hoop van niet",
        "hoop van niet", "hopelijk niet", "niet dat ik weet", "voor zover ik weet niet",
        "i hope not", "hope not", "hopefully not", "not that i know of", "not that i know",
        "not as far as i know",
    )
)  # fmt: skip
"""In these words alone: "no hope" is something else."""
_KNOWN = HESITANT | _YES | _SOMEBODY | _BESIDE | _LOOKS | _CODE | _FEARS | _NO
_THING = folded_set("telefoon mobiel gsm phone code pincode passcode")
_LONGEST = 12
"""Words of an answer."""


def read_seen(text: str) -> bool | None:
    """Whether somebody else may see the phone; None: it tells neither. A doubt counts as yes.

    What is read comes from closed lists: no word of danger is among them.
    """
    words = _read(text)
    said = set(words)
    if tuple(words) in _DOUBTS:
        return True
    if said & _NO and said <= _ALONE:
        return False
    if said & _NOT and said & _MORE and said <= _NO_LONGER:
        return False
    if not said or not said <= _KNOWN:
        return None
    if said & _FEARS:
        return True if said & _SOMEBODY and said & _LOOKS else None
    if said & HESITANT:
        return True
    # "No, but my ex has my code still" is frank; "he does not have my code" is asked once more.
    may_look = said & _SOMEBODY and said & (_CODE | _ONLY) and not said & _DENIES
    return True if may_look or (said & (_YES | _SOMEBODY) and not said & _NO) else None


def is_about_it(text: str) -> bool:
    """Whether it speaks of the phone or its code and of nothing else, whatever it answers."""
    said = set(_read(text))
    return bool(said & _THING) and said <= (_KNOWN | _ALONE) - _FEARS


def _read(text: str) -> list[str]:
    """Its words without numbers; none where it is too long for an answer."""
    words = [folded(word) for word in words_of(text)]
    return [] if len(words) > _LONGEST else [word for word in words if not word.isdecimal()]


async def question(context: Context) -> Shown | None:
    """The question of the arrival that is the newest in a stranger's chat."""
    if context.client is not None or not typed.is_newest_known(context):
        return None
    shown = await typed.in_sight(context)
    return shown if shown is not None and shown.holds(_ALL) else None


def open_still(context: Context) -> Shown | None:
    """The question that this process asked a stranger last, answered by nothing since, whatever
    else was said below it.
    """
    return context.deps.in_sight.find_open(context.chat_id) if context.client is None else None


def leave_open(context: Context, rows: Rows) -> None:
    """A question of the arrival, with these buttons, is asked: it is open until it is answered."""
    pressable = tuple(tuple(Pressable(one.text, one.data or "") for one in row) for row in rows)
    context.deps.in_sight.leave_open(context.chat_id, Shown(0, 0, pressable, context.now))


def close(context: Context) -> None:
    """The arrival is over, or not wanted."""
    context.deps.in_sight.close(context.chat_id)


def add_way_back(context: Context) -> None:
    """Below the reply to a crisis: the way back to the question that it came between. Not below
    one that asks something itself, nor below that question.
    """
    shown, letters = open_still(context), context.unit.letters
    said = json.dumps([letter.params for letter in letters])
    if shown is None or any(f'"{one}' in said for one in (*_ASKS, *_ALL)):
        return
    again = shown.data(_ALL)[0].replace("start:", f"{AGAIN}:", 1)
    context.add_below([Button(context.t("start.button.again"), again)])


async def tells_who_sees(context: Context) -> bool:
    """Whether the text answers if somebody may see this phone, which is asked now: there "he looks
    sometimes" is an answer, and no cry.
    """
    shown = await question(context)
    asked = shown is not None and shown.holds(WHO_SEES)
    if not asked or shown is None or not typed.may_answer(context, shown.message_id):
        return False
    return read_seen(context.text) is not None or is_about_it(context.text)


def once_more(context: Context, shown: Shown) -> tuple[str, Rows]:
    """The question in few words, and its buttons."""
    key = "other.going_on"
    if shown.holds(WHO_SEES):
        key = "start.who_again"
    elif shown.holds(AGREE):
        key = "start.agree_again"
    return context.t(key), typed.buttons_of(shown)
