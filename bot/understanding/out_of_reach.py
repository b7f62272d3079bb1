"""A child that is with somebody else, and cannot be reached or is not trusted there. Pure.

What was learned hears "ik krijg haar" of whoever hurts, and "neemt niet op" of a farewell. Said of
a child it is neither: somebody else may be in danger, which is asked about. Every word has to be
one that is expected here; that a child does not respond, or anything of a body, is not.
"""

from __future__ import annotations

import re

from bot.understanding.closed_lists import word_set
from bot.understanding.notes import LISTS, SOMEBODY_ELSE
from bot.understanding.verdict import CRISIS_VIOLENCE, UNSURE_SCORE, Verdict

_CHILD = word_set("""
    dochter dochtertje dochters zoon zoontje zoons zonen kind kindje kinderen kindjes kids kleine
    kleintje baby tweeling meisje meisjes jongen jongens jongste oudste peuter kleuter
    daughter daughters son sons kid child children toddler twins girl girls boy boys little
    youngest eldest oldest
""")
_OTHER = word_set("""
    hem m em ex haar vader papa pa vent vriend man stiefvader schoonouders schoonmoeder
    him his her dad dads father fathers daddy exs stepdad bf boyfriend husband
""")
_WITH = word_set("bij met naar van with at to")
_TRUSTS = word_set("vertrouw vertrouwde trust trusted")
_NOT = word_set("niet nie geen nooit cant cannot couldnt dont doesnt isnt arent wont not no never")
_UNREACHED = re.compile(
    r"\b(niet|nie) (meer )?(te pakken|bereiken|aan de lijn)\b|\bgeen gehoor\b"
    r"|\bneemt (\w+ ){0,3}(niet|nie|nooit) (meer )?op\b"
    r"|\b(cant|cannot|couldnt|not) (even )?(reach|get hold of|get a hold of|get through)\b"
    r"|\b(isnt|not|wont|doesnt|arent) (answer|answering)\b"
    r"|\b(isnt|not|wont|doesnt|arent) (pick|picking) up( the phone| her phone| his phone)?"
    r"( and\b| but\b| since\b|$)"
)
_BESIDE = word_set("""
    ik k kben ben krijg kreeg kan kon hem m ze hij ie zij hun te aan de het t een mn mijn onze ons
    en maar al uren dagen uur dag nu weer meer is zit blijft zijn dit deze weekend week vanavond
    vandaag vannacht alleen daar op neemt pakken bereiken lijn gehoor bang ongerust bezorgd ook
    nog steeds telefoon in sinds gisteren over hen
    i im my our the a an get getting of is are was hes shes theyre he she they them been for hours
    days all day since yesterday and but place house up phone on in worried scared still now
    tonight today this weekend there alone reach hold through pick picking answer answering even
    one
""")
_EXPECTED = _CHILD | _OTHER | _WITH | _TRUSTS | _NOT | _BESIDE
_LONGEST, _NEAR = 20, 4


def is_child_out_of_reach(words: list[str]) -> bool:
    """Whether that is all of it."""
    if len(words) > _LONGEST or not _CHILD & set(words) or not set(words) <= _EXPECTED:
        return False
    if _UNREACHED.search(" ".join(words)):
        return _stands_behind(words, _WITH, _OTHER)
    trusts_not = _NOT & set(words) and _stands_behind(words, _TRUSTS, _OTHER)
    return bool(trusts_not) and _stands_behind(words, _WITH, _CHILD)


def asked_about(language: str) -> Verdict:
    """What it is taken for, in doubt."""
    reason, notes = "a child that is with another, out of reach", frozenset([LISTS[SOMEBODY_ELSE]])
    return Verdict(CRISIS_VIOLENCE, UNSURE_SCORE, reason, language, True, notes, guessed=True)


def _stands_behind(words: list[str], first: frozenset[str], then: frozenset[str]) -> bool:
    """Whether one of `then` comes soon after one of `first`."""
    return any(
        word in first and not then.isdisjoint(words[at + 1 : at + _NEAR])
        for at, word in enumerate(words)
    )
