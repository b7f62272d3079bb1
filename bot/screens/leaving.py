"""What is typed at an open question of stopping, of erasing, or of taking part at all.

There "throw it all away" and "I don't need this any more" are said of the program. What counts
comes from closed lists and holds nothing else; alone, the same words could be said of a life.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from bot.context import Context
from bot.in_sight import Shown
from bot.screens import arriving, typed
from bot.understanding.closed_lists import word_set
from bot.understanding.words import words_of

ERASE, STOP, QUITTING = "erase", "stop", "quitting"
"""The wishes that such words are (`bot.content.wishes`)."""
_QUESTIONS = (
    (("privacy:forget", "privacy:keep"), "forget.ask"),
    (("after:erase", "settings:keep"), "stop.ask"),
    (("after:erase", "settings:resume"), "stop.all"),
)
"""The buttons that only such a question has, of a client; and its text."""
_FRESH = timedelta(hours=1)
_LONGEST = 12


_YES = word_set("ja jah jep jup yep yup yes yeah yea")
_ERASE = word_set("""
    weg wis wissen gewist verwijder verwijderen verwijderd gooi gooien weggooien weghalen haal
    delete deleted erase erased remove removed wipe wiped clear bin gone rid
    """)
_ALL = word_set("alles gegevens data account spul everything all info")
_THE_LOT = _ALL | {"allemaal"}
_ME, _TOO = word_set("ik mij me mezelf mijzelf i myself"), word_set("ook too also")
_STOP = word_set("""
    stop stoppen stopt ophouden hou houd kap kappen meedoen afmelden uitschrijven afhaken vast
    bericht berichten berichtje berichtjes meldingen uitstappen
    stopping quit quitting out messages texts unsubscribe cancel
    """)
_DOES = word_set("doe doen do go ahead")
_NEEDS = word_set("hoef hoeft nodig wil need want")
_THIS = word_set("dit deze die this that these it")
_NO_MORE = word_set("meer langer anymore longer more")
_NO = word_set("nee neen niet geen nooit no not dont never nope")
_ASKS = word_set("kan kun kunnen mag hoe wat als wanneer can could may how what if when whenever")
_BESIDE = (
    _YES
    | _ASKS
    | _NO
    | _NO_MORE
    | _NEEDS
    | _THIS
    | word_set("""
    ok oke okay sure please pls aub svp alsjeblieft graag prima goed is
    ik k je jij jullie u me mij mn mijn het dat de al er ermee mee hier hiermee aan uit op over van
    met voor heb hebt hebben weet ook weer maar dan nu even ff echt wel toch gewoon hoor dus en ze
    altijd later elk ieder moment helemaal allemaal zit ben moet wilt ga gaat programma app bot
    i you u my of with about on to the a just now then and so really fully always again any time
    anytime later point am im id like have has get got know keep programme program off too also
    """)
)
_A_YES_TO_ALL = _YES | _THE_LOT | word_set("hoor maar graag hier of it please")
_WHAT = _ALL | _THIS | word_set("dat het ermee spullen berichten mn mijn my of over van about")
"""What "away" is said of: without one of these it may be herself who wants to be away."""


async def asked(context: Context) -> Shown | None:
    """The question of stopping, erasing or taking part that is in sight, and may be answered."""
    shown = await typed.answered(context, surely=True)
    if shown is None or not is_question(shown) or context.now - shown.at > _FRESH:
        return None
    return shown


def is_question(shown: Shown) -> bool:
    """Whether it is one of these questions."""
    return bool(_text_of(shown)) or shown.holds(arriving.AGREE)


def read(text: str, shown: Shown) -> str | None:
    """Which wish the text is, below this question; "": none, and no cry either. None: it is
    something else.
    """
    words = words_of(text)
    said = set(words)
    if len(words) > _LONGEST or not said <= _ERASE | _ALL | _STOP | _DOES | _BESIDE:
        return None
    question = _text_of(shown)
    if question == "forget.ask" and said & _YES and said & _THE_LOT and said <= _A_YES_TO_ALL:
        return ERASE
    erases, stops = bool(said & _ERASE), bool(said & _STOP)
    no_more = bool(said & _NO_MORE) and bool(said & _NEEDS) and bool(said & _THIS)
    if (stops and said & _THE_LOT) or not (erases or stops or said & _DOES or no_more):
        return None  # "I want it all to stop" is said of more than messages.
    if not stops and _means_her_too(words):
        return None  # "All may go, and I too."
    if said & {"weg", "gone"} and said & {"ik", "i", "me", "mij"} and not said & _WHAT:
        return None  # "I want to be away from here", "get me out".
    if shown.holds(arriving.AGREE):
        return QUITTING if said & _ASKS and (stops or erases) else ""
    if said & _NO and not said & _NO_MORE:
        return ""
    if stops and not erases:
        return STOP
    return ERASE if erases or question != "stop.ask" else STOP


def _means_her_too(words: Sequence[str]) -> bool:
    return any({one, other} & _ME and {one, other} & _TOO for one, other in pairwise(words))


async def ask_once_more(context: Context, shown: Shown | None) -> None:
    """The question that a reply to a crisis came over, once that was answered with no."""
    if shown is None or context.now - shown.at > _FRESH:
        return
    if context.client is None and shown.holds(
        (arriving.WHO_SEES, arriving.ONWARD, arriving.AGREE)
    ):
        context.say(*arriving.once_more(context, shown))
    elif context.client is not None and (key := _text_of(shown)):
        context.say(context.t(key), typed.buttons_of(shown))


def _text_of(shown: Shown) -> str:
    fits = (key for data, key in _QUESTIONS if all(map(shown.holds, data)))
    return next(fits, "")
