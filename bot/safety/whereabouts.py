"""Where she is and where the other one is, typed in answer to "can you type safely?". Pure.

Closed lists: a text is one of these and nothing more, or it is left to the other readers. Whose
mother it is counts: with her own she is among her own people, with his she is not.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.safety.plain_words import BUT, NO_WORDS, PLAIN_NO, phrases
from bot.understanding.closed_lists import folded_set

_LONGEST = 12

_HAVEN = folded_set("""
    moeder mama mam mams vader papa pap pa ouders zus zusje zussen broer broertje oma opa tante oom
    nicht neef vriendin vriendinnen vrienden buren buurvrouw buurman collega collegas werk school
    kantoor trein metro tram bus bieb bibliotheek winkel opvang
    mum mums mummy mom moms mother mothers dad dads father fathers parents sister sisters brother
    brothers nan nans gran grans grandma grandmas auntie aunties aunt aunts cousin cousins friend
    friends mate mates neighbour neighbours neighbor neighbors colleague work school uni office
    train tube tram library shop shelter
""")
_BESIDE_HAVEN = folded_set("""
    ik k ben kben zit slaap logeer blijf verblijf nu even voorlopig hier gelukkig vannacht vandaag
    deze week nog in op de het een n mijn mn me m bij met aan en onze ons alleen veilig hoor ja
    kinderen kids kindjes mee
    i im am at in on with and staying sleeping stay the a my our now here still tonight today for
    safe alone by myself yes kids children house place home
""")
_AGREES = frozenset(phrases(
    "sure, sure thing, sure can, yes sure, dat kan, kan wel, kan hoor, dat kan wel, kan nu wel",
    "i can, yes i can, i can now, of course, for now, for now yes, for the moment, uhuh, uhu",
    "mhm, voorlopig, voor nu, voor nu wel, voorlopig wel, op dit moment wel, ja hoor",
    "gelukkig wel, im on my own, on my own, i am on my own, im on my own now",
    "on my own with the kids, im on my own with the kids, alone with the kids",
    "alleen met de kinderen, ik ben alleen met de kinderen, alleen met mijn kinderen",
    "alleen met de kids, in the car alone, alone in the car, alleen in de auto",
    "ik zit alleen in de auto, ik woon alleen, woon alleen, i live alone, live alone",
    "i live on my own, hij woont hier niet, hij woont hier niet meer, hij woont niet meer hier",
    "hij woont niet hier, hij woont niet bij mij, hij woont niet meer bij mij",
    "we wonen niet samen, wij wonen niet samen, we wonen niet meer samen, zij woont hier niet",
    "ze woont hier niet meer, he doesnt live here, he doesnt live here anymore",
    "he doesnt live here any more, he doesnt live with me, he doesnt live with me anymore",
    "we dont live together, we dont live together anymore, she doesnt live here",
    "she doesnt live here anymore",
))  # fmt: skip
"""Whole texts that say yes in other words than yes."""

_AT = folded_set("bij met op in at on with")
_UNTIL = folded_set("pas tot til until")
_WHEN = folded_set("morgen morgenochtend morgenavond later tomorrow tonight")
_OTHER = folded_set(
    "hij ie zij ze he hes she shes they theyre hell shell man vriend ex husband boyfriend"
)
_BESIDE_OTHER = folded_set("""
    is mn mijn nu net al nog even de het een op in naar zijn zn t hoor gelukkig pas komt terug
    thuis vandaag om rond uur tot morgen morgenochtend morgenavond later
    my now just already still the a at to down hell isnt not here back home in yet until til till
    tomorrow tonight for today he has gone
""")
_GONE = phrases(
    "weg, vertrokken, de deur uit, het huis uit, op werk, op het werk, op zijn werk",
    "op zn werk, naar werk, naar zijn werk, naar het werk, naar de kroeg, naar het cafe",
    "naar de gym, naar de winkel, naar de stad, naar vrienden, naar training, naar voetbal",
    "naar zn werk, naar t werk, gaan werken, ging werken",
    "naar kantoor, komt pas, komt morgen pas, komt vandaag pas, komt nu pas, komt later pas",
    "gone, left, out, gone out, popped out, nipped out, at work, at the pub, down the pub",
    "at the gym, at football, at the office, went to work, gone to work, went to the pub",
    "went to the gym, went to the office, went to the shop, went to football",
)  # fmt: skip
_NOT_IN = phrases(
    "niet thuis, niet hier, niet terug, nie thuis, nie hier, ni thuis, ni hier, er niet",
    "er nie, er nu niet, er nog niet, niet meer thuis, niet meer hier, not home, not here",
    "not back, not in, not at home, isnt home, isnt here, isnt back, isnt in, not yet home",
    "not yet back",
)  # fmt: skip
_NOT_GONE = phrases(
    "niet weg, nie weg, niet vertrokken, niet de deur uit, niet op werk, niet echt weg",
    "niet eens weg, not gone, not left, not out, not yet gone, not yet out, not yet left",
    "isnt out, isnt gone, hasnt left, left work, left the office, left the pub, weg van werk",
    "weg van zijn werk, op mijn werk, op mn werk, at my work, not at work, isnt at work",
    "niet op zijn werk",
)  # fmt: skip
_GONE_WORDS = folded_set("""
    weg vertrokken deur huis uit werk kroeg cafe gym winkel stad vrienden training voetbal kantoor
    er hier ging gaan gegaan werken gone went left popped nipped out work pub football office shop
""")
_HOME = folded_set("thuis hier home here")

_HURRIES = frozenset(phrases(
    "kort, heel kort, even, heel even, even dan, eventjes, snel, heel snel, vlug, moet stoppen",
    "ik moet stoppen, moet gaan, ik moet gaan, moet weg, moet ophangen, ssst, stil, sst",
    "quickly, quick, briefly, for a bit, just quickly, just a sec, gotta go, i have to go",
    "have to go, got to go, ive got to go, need to go, shh, shush, sh",
))  # fmt: skip
"""Said by somebody who has little time, or is not alone."""
_HIS = phrases(
    "woont hier, woont bij mij, wonen samen, woont nog hier, lives here, lives with me",
    "live together, still lives here, bij zijn, bij zn, bij hem, met hem, bij haar thuis",
    "in zijn huis, at his, with his, with him, in his, at hers",
)  # fmt: skip
_SOON = phrases(
    "elk moment, ieder moment, elke minuut, zo thuis, zo terug, komt zo, net thuis, weer thuis",
    "any minute, any moment, any second, any time now, back soon, home soon, here soon",
    "could be back, just got in, just got home, just got back, just come in, just come home",
    "hes back, shes back, back now, already back",
)  # fmt: skip
_COMES = folded_set("komt terug coming comes back")
_DOUBTS = folded_set("weet denk misschien twijfel sure think maybe know")

_LONG_AGO = phrases(
    "lang geleden, jaar geleden, jaren geleden, maand geleden, maanden geleden, weken geleden",
    "week geleden, vorige maand, vorige week, vorig jaar, was vroeger, van vroeger, was toen",
    "is voorbij, al voorbij, is over, niet in gevaar, geen gevaar, ben veilig, ben nu veilig",
    "is veilig, ben ik veilig, is weg, is al weg, is nu weg, uit elkaar, woont hier niet",
    "woont niet meer hier, woont niet bij mij, doet niks, doet niets, ages ago, years ago",
    "year ago, months ago, month ago, weeks ago, week ago, long ago, long time ago, last year",
    "last month, last week, in the past, its over, not in danger, no danger, in no danger",
    "im safe, i am safe, hes gone, hes left, shes gone, he left, doesnt live here",
    "doesnt live with me, split up, broke up, wouldnt do anything, wont do anything",
    "not like that anymore",
)  # fmt: skip


def is_free(words: Sequence[str]) -> bool:
    """Whether it says that nobody is there who may look, and nothing more."""
    if len(words) > _LONGEST:
        return False
    said = set(words)
    hers = said & _HAVEN and said & _AT and said <= _HAVEN | _BESIDE_HAVEN
    return bool(hers) or " ".join(words) in _AGREES or _is_gone(words)


def is_near(words: Sequence[str]) -> bool:
    """Whether somebody may come in soon, or these are his people."""
    soon = set(words) & _OTHER and _holds(words, _SOON + _NOT_GONE)
    return len(words) <= _LONGEST and (bool(soon) or _holds(words, _HIS))


def hurries(words: Sequence[str]) -> bool:
    """Whether there is no time to type."""
    return " ".join(words) in _HURRIES


def is_over(words: Sequence[str]) -> bool:
    """Whether it is a no to the danger and not to typing: "no, that was last month"."""
    said = set(words)
    if not words or words[0] not in PLAIN_NO or len(words) > _LONGEST:
        return False
    return not said & (BUT | _COMES | _DOUBTS) and _holds(words, _LONG_AGO)


def _is_gone(words: Sequence[str]) -> bool:
    """ "He's not home yet", "he's down the pub"; not "he isn't out yet"."""
    said = set(words)
    if sum(word in _OTHER for word in words) != 1 or _holds(words, _SOON + _NOT_GONE):
        return False
    left = {word for word in said if not word.isdecimal()} - _OTHER - NO_WORDS
    if not left <= _BESIDE_OTHER | _GONE_WORDS:
        return False
    when = said & _WHEN or any(word.isdecimal() for word in words)
    later = said & _UNTIL and said & _COMES and when
    gone = _holds(words, _GONE) and not (said & NO_WORDS) and (later or not said & _HOME)
    return bool(gone) or _holds(words, _NOT_IN)


def _holds(words: Sequence[str], known: Sequence[str]) -> bool:
    line = f" {' '.join(words)} "
    return any(f" {one} " in line for one in known)
