"""Messages that are an idiom and nothing else: "my life is back on track again". Pure.

Beside an idiom only words that tell nothing by themselves may stand. One word more, and it is
looked at as if it held none: "my life is back on track" may well come before a farewell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.understanding.closed_lists import word_set
from bot.understanding.phrases import Match

_SMALL = word_set("""
    ik k kben kheb we wij je jij jullie hij ie ze zij het t dat dit die deze de een n er daar hier
    me mij mn mijn ons onze zn zijn haar hun ben bent is was waren wordt werd word heb hebt heeft
    had hadden kan kon zal zou moet maar want dus als nou nu net
    vandaag gisteren vanochtend vanmiddag morgen weer al nog wel echt gewoon even ff
    zo heel erg best helemaal bijna soms steeds vaak toch hoor joh zeg man in op aan van
    voor na naar bij door om te tot uit over ja nee ok oke hoi hey hai haha hahaha hihi lol pff
    zucht jeetje sjonge gelukkig eindelijk inmiddels daarna toen
    i im ive id ill we were you youre he hes she shes they theyre it its this that these there here
    the a an my your our me us his her their am is are was be been have has had can
    could will would should get got but so if when now today yesterday tomorrow
    again still really just very quite almost finally already in on at for
    after from to by about over up yes yeah no ok okay hi hey oh omg haha hahaha lmao well anyway
    honestly literally actually basically gosh wow phew
""")
"""No "and", "then" or "too": "the world will be better without meetings and me"."""


def is_only(words: Sequence[str], idioms: Sequence[Match]) -> bool:
    """Whether an idiom stands in these words, and beside it nothing that tells anything."""
    explained = {at for one in idioms for at in range(one.start, one.end)}
    return bool(idioms) and all(at in explained or word in _SMALL for at, word in enumerate(words))


def covers(idioms: Iterable[Match], phrase: Match) -> bool:
    """Whether all of a phrase is part of an idiom: what only touches one stands."""
    return any(one.start <= phrase.start and phrase.end <= one.end for one in idioms)
