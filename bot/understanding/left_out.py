"""Whose wish it is where nobody is named who wishes: "texted him and want to die". Pure.

"I" is left out of a message sooner than "he" is. Behind somebody who was written to, seen or lost
a verb of wishing without a subject is the writer's, unless its form is another's ("wants"), or
somebody else is told of first ("my sister texted him and ...").
"""

from __future__ import annotations

import re
from itertools import pairwise

from bot.understanding.closed_lists import word_set
from bot.understanding.notes import ITSELF, PEOPLE, forms_of

_OBJECTS = word_set("him her them hem haar em hun hen")
_SUBJECTS = word_set("""
    he she they hes shes theyre hed shed who that hij hy ie zij ze die dat wie iemand someone
    somebody ex exen partner man vent husband boyfriend bf hubby fiance bloke fella vriend
    verloofde exman exvriend exvriendin exvrouw
""")
_PERSONS = (PEOPLE | _SUBJECTS) - _OBJECTS
_THEIRS = word_set("""
    heeft hep is was wordt wilt gaat appt belt mist stuurt ziet spreekt haat zegt schrijft verloor
    has had wants texts calls rings misses says sees tells loves
""")
"""Forms that are another's: somebody whose name is not known has these behind it."""
_WISHES = word_set("""
    want wanna wanted wish dont cant cannot gonna going rather wil wou wilde kan ga hoef
""")
_DID = word_set("""
    texted called rang phoned messaged told saw met left lost blocked miss missed visited emailed
    spoke talked
""")
"""What somebody did who begins with it, and leaves out "i"."""
_DONE = re.compile(
    r"(?:geappt|gebeld|gesproken|gezien|gesmst|gemaild|geschreven|geblokkeerd|gemist|ontmoet"
    r"|tegengekomen|gesnapt|gekust|bezocht|gestuurd)"
)
_OF_ANOTHER = word_set("wants wanna will gonna going threatens wil wilt gaat zal dreigt")
"""Behind somebody they tell that the wish is his after all."""
_BETWEEN = 6
"""Words that may stand between whom it was done to and the wish."""
_SMALL = word_set(
    "i ik k just again weer net and en so to with my the mijn mn me men de net now nu"
)


def is_wish_of_writer(words: list[str]) -> bool:
    """Whether such a verb of wishing stands in these words, and nobody before it whose it is."""
    another = any(_is_person(one) and then in _OF_ANOTHER for one, then in pairwise(words))
    if another or not ITSELF.isdisjoint(words):
        return False
    for at, word in enumerate(words):
        if word in _OBJECTS:
            whose = not any(map(_is_of_another, words[:at]))
        else:
            whose = _is_person(word) and _is_met(words, at)
        if whose and _wishes_behind(words, at):
            return True
    return False


def _is_person(word: str) -> bool:
    return word not in _OBJECTS and not forms_of(word).isdisjoint(_PERSONS)


def _is_of_another(word: str) -> bool:
    """Whether somebody else, or what he does, is told of in this word."""
    return word in _THEIRS or _is_person(word)


def _is_met(words: list[str], at: int) -> bool:
    """Whether somebody named is who was met: "called my ex", "mijn ex gebeld"."""
    before = [word for word in words[:at] if word not in _SMALL]
    if before:
        return len(before) == 1 and before[0] in _DID
    return any(_DONE.fullmatch(word) for word in words[at + 1 : at + 3])


def _wishes_behind(words: list[str], at: int) -> bool:
    """Whether a wish without a subject follows soon behind this word."""
    for word in words[at + 1 : at + 2 + _BETWEEN]:
        if word in _WISHES:
            return True
        if _is_of_another(word):
            return False
    return False
