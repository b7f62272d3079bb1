"""What is answered to word of a meeting: who comes or not, is late, asks for another day. Pure.

Said of life itself some of it is grave ("I won't make it"), which only the place can tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.closed_lists import phrase_set, word_set
from bot.understanding.words import words_of

_PARTS = ("ochtend", "middag", "avond")
_WEEKDAYS = word_set("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag")
_WHEN = word_set("""
    vandaag vanavond vanmiddag vanochtend vanmorgen overmorgen
    today tonight tomorrow monday tuesday wednesday thursday friday saturday sunday
""") | {f"{day}{part}" for day in ("morgen", *_WEEKDAYS) for part in ("", *_PARTS)}
_BESIDE = _WHEN | word_set("""
    sorry helaas hoi hey hi hallo hee nee neen ja oei oeps oh ah ach jammer balen
    nu dan net voor om op deze dit keer keertje tijd waarschijnlijk denk toch wel liever graag
    unfortunately afraid hello no yes yeah oops
    morning afternoon evening then this time for at on just probably think
""")
"""Words beside such an answer that leave it as it is: when, an apology, a doubt."""


def _left(said: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in said if word not in _BESIDE)


def _all_left(phrases: str) -> frozenset[tuple[str, ...]]:
    return frozenset(map(_left, phrase_set(phrases)))


_SAYS = _all_left("""
    ik kom niet, kom niet, ik kan niet, kan niet, ik kan niet komen, kan niet komen,
    ik kan er niet bij zijn, kan er niet bij zijn, ik ben er niet, ben er niet, ik ben er niet bij,
    ben er niet bij, ik ben verhinderd, ben verhinderd, ik moet afzeggen, moet afzeggen,
    ik zeg af, ik zeg het af, ik meld me af, meld me af, ik meld mij af, ik wil me afmelden,
    ik moet me afmelden, ik sla over, sla over, ik sla een over, niet, ik niet, mij niet,
    ik doe niet mee, ik ga niet mee doen, lukt niet, het lukt niet, lukt me niet,
    het lukt me niet, dat lukt niet, dat lukt me niet, het gaat niet lukken, dat gaat niet lukken,
    gaat niet lukken, ik ben te moe, te moe, ik ben ziek, ben ziek, mijn kind is ziek,
    mn kind is ziek, mijn kinderen zijn ziek, de kinderen zijn ziek, ik heb geen oppas,
    ik ben te laat, ik kom te laat, ik ben later, ik kom later, ik ben wat later, ik kom wat later,
    gaat het door, gaat door, gaat hij door, gaat ie door, gaat die door, gaat het nog door,
    gaat hij nog door, gaat ie nog door, gaat de sessie door, gaat de bijeenkomst door, is het,
    is de sessie, is de bijeenkomst, is het nog, kan het, kan het ook, kan het niet, een andere,
    ik kom, ik kan, ik ben er, ik ben erbij,
    im not coming, not coming, i cant come, cant come, i cant, i cannot come, i cant be there,
    i wont be there, wont be there, ill skip, ill skip one, skip, not, not me,
    i have to cancel, have to cancel, need to cancel, i need to cancel, im sick, im ill,
    im too tired,
    my kid is ill, my kid is sick, my child is ill, my child is sick, my kids are ill,
    my kids are sick, i have no babysitter, no babysitter, my babysitter cancelled, im late,
    im running late, running late, ill be late, is it, is it still, is it going ahead,
    is it still going ahead, would be better, works better, is better, can we do, can we make it,
    could we do, can it be, im coming, ill be there, count me in
""")
_GRAVE_ELSEWHERE = _all_left("""
    ik red het niet, red het niet, dat red ik niet, red ik niet, ik red dat niet,
    ik ga het niet redden, ga het niet redden, dat ga ik niet redden, ga ik niet redden,
    ik ga dat niet redden, ik haal het niet, haal het niet, dat haal ik niet, haal ik niet,
    ik ga het niet halen, ga het niet halen, dat ga ik niet halen, ik ga dat niet halen,
    i wont make it, wont make it, im not going to make it, not going to make it, i cant make it,
    cant make it, im not gonna make it, not gonna make it, i will not make it, i cannot make it,
    i dont think i can make it, i dont think ill make it, im out, count me out
""")
"""The same, in words that are said of life too."""
_ASKED_BEHIND = phrase_set("""
    is dat erg, is dat heel erg, is dat goed, is dat ok, is dat oke, is dat een probleem,
    is dat vervelend, is dat lastig, is dat mogelijk, is dat nog mogelijk, mag dat, mag dat ook,
    kan dat, kan dat ook, kan dat nog, vind je dat erg, vind je dat goed, vindt u dat erg,
    is that bad, is that very bad, is that ok, is that okay, is that fine, is that alright,
    is that all right, is that a problem, is that rude, is that possible, is that still possible,
    is that ok with you, is that okay with you, do you mind, does that matter
""")
_ASKED_BEFORE = phrase_set("""
    is it bad if, is it ok if, is it okay if, is it fine if, is it alright if, is it all right if,
    is it a problem if, do you mind if
""")
"""What is asked of such an answer: it is about that alone, and says nothing more."""
_LONGEST_ASKED = 6


def _unasked(said: Sequence[str]) -> Sequence[str]:
    """Without what is asked of it; of a question with nothing beside it all stays."""
    for length in range(min(_LONGEST_ASKED, len(said) - 1), 1, -1):
        if tuple(said[-length:]) in _ASKED_BEHIND:
            return said[:-length]
        if tuple(said[:length]) in _ASKED_BEFORE:
            return said[length:]
    return said


def answers(text: str) -> bool:
    """Whether all of it is such an answer, in words that say nothing grave anywhere."""
    said = _unasked(words_of(text))
    left = _left(said)
    return left in _SAYS if left else not _WHEN.isdisjoint(said)


def may_answer(text: str) -> bool:
    """Whether all of it is one, in words that are said of life itself too."""
    return _left(_unasked(words_of(text))) in _GRAVE_ELSEWHERE
