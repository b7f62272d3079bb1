"""Yes, no or not sure, typed in answer to "can you type safely?" instead of tapped. Pure.

It is read with care for its graver answer, which is no, since somebody may be in the room. What is
taken for an answer comes from closed lists; other words are left to whoever understands them. "Are
you thinking of ending your life?" is read in `bot.safety.thinking`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.safety.plain_words import (
    BEFORE,
    BUT,
    NO_WORDS,
    REGRET,
    STRESS,
    YES_WORDS,
    hesitates,
    phrases,
    words_in,
)
from bot.safety.whereabouts import hurries, is_free, is_near
from bot.understanding.closed_lists import SOMEBODY, folded, folded_set
from bot.understanding.words import tokens_of

YES, NO, UNSURE = "yes", "no", "unsure"
ALARM = "alarm"
"""No answer: something is wrong with a body, now."""
_SHORT, _LONGEST = 5, 12
"""Words of what can be read as a hesitation, and as a no."""

_THE_OTHER = folded_set("""
    hij ie zij ze iemand man vriend vader moeder ex partner zus broer
    he hes she shes they theyre someone somebody husband boyfriend girlfriend wife dad mum mom
""")
"""Who may be the one that is feared: away, it is safe. Of more people it says nothing."""
_IS = folded_set(
    "is zit staat ligt komt kijkt leest hoort luistert ziet slaapt loopt hes shes theyre isnt "
    "sits sitting coming comes watching listening hears sees standing "
    "checkt controleert leest reads checks looks lies lying"
)
_PLACES = folded_set("""
    hier er erbij naast bij thuis binnen mee kamer huis
    here there beside next home house room inside around
""")
_NEAR = _PLACES | folded_set("""
    eraan zo nog wakker kijkt hoort luistert ziet slaapt
    coming watching listening hears sees asleep awake
    bank keuken douche bad badkamer slaapkamer gang tuin beneden boven trap zolder telefoon gsm
    mobiel sofa couch kitchen shower bath bathroom bedroom hall hallway garden downstairs upstairs
    stairs phone
""")
_AWAY = folded_set("""
    hier er thuis bij me mij mee binnen nu vandaag hoor gelukkig even weg werk werken naar aan op
    het de zijn gaan out vertrokken al net mijn weer alweer again already
    here home there around now today gone away at work my
""")
_GONE = folded_set("weg werk werken vertrokken out gone away work")
_MINE, _WORK = folded_set("mijn mn my"), folded_set("werk work")
_LIVES = folded("woont")
"""Folded it is a "won't"."""
_BRIEF = folded_set(
    "kort even zo snel lang straks niet nie voor not for long short quick quickly soon"
)
_NOBODY = folded_set("niemand nobody noone one no else er is nu hier thuis here home at")
_ALONE = folded_set(
    "ik k ben nu hier thuis wel hoor weer gewoon helemaal alleen veilig gelukkig kben "
    "i im am now here home all by myself alone safe"
)
_FREE = folded_set("veilig safe alleen alone")
_UNFREE = (
    folded_set("""
    ik k ben kben kan kn durf mag ga gaat lukt dat het dit nu even liever beter echt typen praten
    bellen later straks alleen veilig thuis zo hoor op moment momenteel
    i im can it that now right rather really alone safe type talk later able
""")
    | NO_WORDS
)
_FOR_NOW = folded_set("nu wel op dit moment voor even voorlopig momenteel kan dat for now")
_POSTPONED = folded_set("later straks")
_NEARING = folded_set("terug weer buiten deur voordeur achterdeur back outside door window raam")
"""From there somebody is with her soon; said behind a yes they tell of later."""
_WITH = phrases(
    "thuis bij hem, thuis bij haar, bij hem thuis, bij haar thuis, ben bij hem, zit bij hem",
    "home with him, home with her, at his place, at her place, at his house, with him now",
    "im with him, here with him",
)  # fmt: skip
_TYPES = folded_set("typen type typing typings")
_BESIDE_TYPES = folded_set("""
    ik k kan kn is gaat lukt mag nu wel best weer gewoon even hoor dat en prima goed fijn oke ok
    veilig i can its is now all right alright fine okay safe good well here just for me yes ja yep
    s that works
""")
_SENDING = folded_set("""
    stuur sturen schrijf schrijven app appen bericht berichten berichtje berichtjes
    send sending write writing text texting message messages messaging
""")
_NOTHING = folded_set("niks niets geen nothing stop ophouden")
_BESIDE_SENDING = folded_set("""
    meer nu even ff verder me mij mn hier alsjeblieft aub met je iets er
    me more now any anything to here please another for else
""")
_BODY = ("adem", "ademt", "slik", "stik", "lucht", "bewusteloos", "flauw", "westen", "bloed",
         "gewond", "gestoken", "geschoten", "breath", "swallow", "chok", "unconscious", "faint",
         "passed", "bleed", "blood", "stabbed", "wounded", "injured")  # fmt: skip
"""How words of a body in danger begin: more than any answer, and never a no."""
_NO_AIR = ("luchten", "luchtte", "opgelucht")
"""A heart that is poured out, and relief."""
_WELL = folded_set("goed prima wel oke fine good okay ok")
_CALLS = ("mes", "pistool", "wapen", "geweer", "bijl", "help", "hulp", "politie", "opgesloten",
          "11", "knife", "gun", "weapon", "axe", "police", "locked", "91", "99")  # fmt: skip
"""How words begin that call for somebody: a no before them does not send them away."""


def read_safe(text: str, *, told: bool = False) -> str | None:
    """What is meant by it after "can you type safely?"; None: it is something else.

    Whoever hesitates is not safe. `told`: violence is told in plain words, which is no answer
    unless a yes or a no stands before it.
    """
    words = words_in(text)
    if not words:
        return None
    if _is_alarming(text):
        return ALARM
    said = set(words)
    if words[0] in YES_WORDS and not said & STRESS:
        return _behind_a_yes(words[1:])
    if any(word.startswith(_CALLS) for word in tokens_of(text)):
        return None
    if (
        said <= _NOBODY
        and said - folded_set("no nu er is")
        and (said & folded_set("niemand nobody noone one"))
    ):
        return YES
    if words[0] in NO_WORDS or said <= REGRET:
        return NO
    if words[0] in YES_WORDS:
        return _behind_a_yes(words[1:])
    if told:
        return None
    if is_free(words) or _is_away(words):
        return YES
    if is_near(words) or _wants_silence(said):
        return NO
    if hurries(words):
        return UNSURE
    if len(words) <= _LONGEST and (_is_near(said) or _is_nearing(words)):
        return NO
    if is_of_typing(text):
        return YES
    if said & _FREE and said <= _ALONE and words[:2] != ["ben", "ik"]:
        return YES
    if "wel" in said and said <= _FOR_NOW:
        return YES
    if said <= _UNFREE and said & (NO_WORDS | _POSTPONED):
        return NO
    short = len(words) <= _SHORT
    return UNSURE if short and hesitates(said) else None


def _wants_silence(said: set[str]) -> bool:
    """ "Stuur niks meer", "don't write now": somebody may see what comes."""
    no = _NOTHING | NO_WORDS
    return bool(said & _SENDING and said & no) and said <= _SENDING | no | _BESIDE_SENDING


def is_of_typing(text: str) -> bool:
    """ "Typing is fine", and nothing more."""
    said = set(words_in(text))
    return bool(said & _TYPES) and len(said) > 1 and said <= _TYPES | _BESIDE_TYPES


def calls(text: str) -> bool:
    """Whether somebody is called for, behind a no or in so many words: "no, help me"."""
    words = list(tokens_of(text))
    called = len(words) > 1 and any(word.startswith(_CALLS) for word in words)
    return called and (folded(words[0]) in NO_WORDS or bool({"help", "hulp"} & set(words)))


def _is_alarming(text: str) -> bool:
    words = [word for word in tokens_of(text) if word not in _NO_AIR]
    rest = {folded(word) for word in words[1:]}
    if rest & _WELL and not rest & NO_WORDS:
        return False  # "No, breathing is fine."
    return any(word.startswith(_BODY) for word in words)


def takes_back(text: str) -> bool:
    """Whether there is a "but" in it."""
    return bool(BUT & set(words_in(text)))


def rest_of(text: str) -> str:
    """What follows a yes or a no; "": it begins with neither, or nothing follows."""
    words = text.split()
    while words and _is_all(words[0], BEFORE):
        words = words[1:]
    if not words or not _is_all(words[0], YES_WORDS | NO_WORDS):
        return ""
    words = words[1:]
    while words and _is_all(words[0], BEFORE | BUT):
        words = words[1:]
    return " ".join(words)


def _is_all(word: str, among: frozenset[str]) -> bool:
    found = words_in(word, strip=False)
    return bool(found) and set(found) <= among


def _behind_a_yes(rest: Sequence[str]) -> str:
    said = set(rest)
    if not rest or is_free(rest) or _is_away(rest):
        return YES
    if _is_near(said) or said & NO_WORDS & set(rest[:4]):
        return UNSURE
    if said & BUT and said & _BRIEF and len(rest) <= _SHORT:
        return UNSURE
    return UNSURE if hesitates(said) else YES


def _is_away(words: Sequence[str]) -> bool:
    """ "He is not here", "he's out", and nothing more."""
    said = set(words)
    if len(words) > _SHORT + 1 or sum(word in _THE_OTHER for word in words) != 1:
        return False
    if any(one in NO_WORDS and other in _GONE for one, other in pairwise(words)):
        return False  # "He is not out, he's home."
    if (said & _MINE and said & _WORK) or _LIVES in said:
        return False  # "He is at my work", "hij woont hier".
    here = said & _PLACES
    if "gone" in said:
        here = here - {"home"}  # "He's gone home."
    away = here if said & NO_WORDS else said & _GONE and not here
    return bool(away) and said <= _THE_OTHER | _IS | _AWAY | NO_WORDS


def _is_nearing(words: Sequence[str]) -> bool:
    said, line = set(words), f" {' '.join(words)} "
    comes = _who(said) and said & _IS and said & _NEARING and not said & _GONE
    return bool(comes) or any(f" {one} " in line for one in _WITH)


def _is_near(said: set[str]) -> bool:
    return bool(_who(said) and said & _IS and said & _NEAR)


def _who(said: set[str]) -> set[str]:
    """Who is spoken of: that anybody is there is danger, that a sister is not is no answer."""
    return said & (_THE_OTHER if said & NO_WORDS else SOMEBODY)
