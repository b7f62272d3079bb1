"""A few words that mean more to the reply that stands than they say alone: "it won't stop" after
cutting, "he's back" after violence. Pure.

Closed lists: every word has to be one of those that are expected beside what is meant.
"""

from __future__ import annotations

import re

from bot.safety.plain_words import NO_WORDS, phrases, words_in
from bot.understanding.closed_lists import SOMEBODY, folded_set
from bot.understanding.words import words_of

BLEEDS, GOES_ON, AGAIN, HURTS, NEAR = "bleeds", "goes_on", "again", "hurts", "near"
LEAVES, RETURNS, ME_TOO = "leaves", "returns", "me_too"
_LONGEST = 9

_BLEED = folded_set("bloed bloedt bloeden bloeding bleed bleeds bleeding blood")
_OVER = phrases(
    "bloedt niet meer, bloed niet meer, bloeden niet meer, geen bloed, is gestopt, gestopt met",
    "not bleeding, isnt bleeding, stopped bleeding, no blood, has stopped, no more blood",
)
_GOES_ON = frozenset(phrases(
    "het stopt niet, stopt niet, t stopt niet, het wil niet stoppen, het houdt niet op",
    "het stopt maar niet, het blijft maar komen",
    "it wont stop, wont stop, it doesnt stop, it isnt stopping, its not stopping, it keeps coming",
    "cant stop it, i cant stop it",
))  # fmt: skip
_AGAIN = phrases(
    "wil het weer, wil t weer, wil weer, wil het nog, wil nog een keer, wil nog eens, wil opnieuw",
    "wil het opnieuw, ga het weer, ga weer, ga opnieuw, ga het opnieuw, moet het weer, moet weer",
    "weer doen, nog een keer doen, opnieuw doen, kwil weer, kwil het weer, drang om weer",
    "weer gedaan, opnieuw gedaan, toch gedaan, did it again, done it again",
    "want it again, want to again, do it again, need it again, need to again, want to do it more",
    "cut again, want more, doing it again, start again",
)  # fmt: skip
_BESIDE_AGAIN = folded_set("""
    ik k kwil kga wil wou ga moet zou het t dat weer nog een keer eens opnieuw doen snijden krassen
    zo heel erg graag nu zin drang om heb de te voel echt wel gewoon ben bang dat gedaan toch sorry
    i im want wanna need to do it again that so bad badly now really just cut more feel like doing
    going gonna might will ill the urge have scared am start did done ive
""")
_WOUND = folded_set("""
    wond wonde wondje snee sneden gesneden jaap arm armen been benen hand handen pols polsen vinger
    vingers lip hoofd voorhoofd knie voet schouder
    wound wounds cut cuts arm arms leg legs hand hands wrist wrists finger fingers lip head
    forehead knee foot shoulder
""")
_ME_TOO = frozenset(phrases(
    "ik ook, ik ook soms, ik eigenlijk ook, ik soms ook, ikzelf ook, ik zelf ook, en ik ook",
    "me too, so do i, i do too, same, same here, me as well, i do as well, and me",
))  # fmt: skip
_HURTS = folded_set("""
    zeer pijn pijnlijk blauw blauwe beurs dik gezwollen gebroken gekneusd bult bulten kapot
    hurt hurts hurting sore ache aches aching painful pain bruise bruises bruised swollen broken
    black bump
""")
_BESIDE_HURT = folded_set("""
    mn mijn m me mij het t de een n alles overal doet doen is zijn heb ik k nog steeds weer erg
    heel zo veel en ook wel echt best nu in op aan van ligt zit arm armen been benen hand handen
    hoofd gezicht oog ogen rug nek buik rib ribben kaak lip neus wang schouder pols polsen vinger
    vingers knie voet enkel heup hoofdpijn hard flink behoorlijk plek plekken vlek vlekken
    my the a an it that everything everywhere all over does is are i im have got still so very
    really bad badly and too now in on arm arms leg legs hand hands head face eye eyes back neck
    belly stomach rib ribs jaw lip nose cheek shoulder wrist wrists finger fingers knee foot ankle
    hip headache much lot where he hit grabbed me mark marks
""")
_SOMEBODY = SOMEBODY | folded_set("mn mijn my")
_COMES = folded_set("""
    terug weer hier er deur voordeur achterdeur buiten binnen thuis raam poort tuin straat gang
    bonkt bonst klopt beukt sleutel sleutels onderweg back here door outside inside knocking
    banging pounding window key keys home driveway stairs trap kamer hal coming
    langs langskomen hierheen hiernaartoe round over
""")
_BESIDE_NEAR = folded_set("""
    is staat zit komt loopt ligt kwam heeft belt gaat stond wil zo nu net al alweer ook nog aan in
    op voor de het een n t bij tegen me mij naar om met van eraan help binnenkomen probeert te
    komen hoor ik zie denk volgens is at the on in a to has comes came is standing waiting just now
    got gets getting again his for me i hear can see think trying help way up outside still steeds
    altijd
""")
_WITH = phrases(
    "thuis bij hem, thuis bij haar, bij hem thuis, bij haar thuis, bij hem in huis, ben bij hem",
    "zit bij hem, home with him, home with her, at his place, at her place, at his house",
    "with him now, im with him, here with him, in his house",
)  # fmt: skip
_LEAVES = frozenset(phrases(
    "moet stoppen, ik moet stoppen, kmoet stoppen, moet nu stoppen, moet gaan, ik moet gaan",
    "kmoet gaan, kan nu niet, kan niet praten, kan nu niet praten, kan niet typen, even niet",
    "kan nu niet typen, moet ophangen, moet weg, kmoet weg",
    "gotta go, i gotta go, have to go, i have to go, have to stop, i have to stop, must stop",
    "cant talk, cant talk now, i cant talk, cant type, cant type now, i cant type, need to stop",
    "need to go, i need to go",
))  # fmt: skip
_RETURNS = phrases(
    "terug naar hem, terug naar haar, naar hem toe, naar haar toe, ga naar hem, ga naar huis",
    "terug naar huis, back to him, back to her, back home, to his place, to her place, go to him",
    "going to him, going home, go home",
)
_IS_HERE = re.compile(
    r"(?:(?:oh|o|nee|no|oei|help|shit|fuck|omg|god|nu|now|en|and) )*(?:(?:mijn|mn|my) )?"
    r"(?:(?:hij|hy|ie|zij|ze|ex|he|she) (?:is|staat)|hes|shes|hijs)"
    r"(?: (?:nu|net|al|alweer|weer|echt|nog|steeds|now|just|already|actually|back|got|still))*"
    r" (?:er|hier|here)"
    r"(?: (?:nu|al|weer|net|nog|steeds|help|now|already|again|still|rn|omg|shit|fuck))*"
)
_WISHED = folded_set("wil wou mis want miss hoop hope zou graag")


def read_few(text: str) -> str:
    """Which of them it is; "": something else, or more."""
    words = words_in(text)
    if not words or len(words) > _LONGEST:
        return ""
    said, line = set(words), f" {' '.join(words)} "
    if said & _BLEED:
        return "" if _holds(line, _OVER) else BLEEDS
    if line.strip() in _GOES_ON:
        return GOES_ON
    if line.strip() in _ME_TOO:
        return ME_TOO
    if line.strip() in _LEAVES:
        return LEAVES
    if _holds(line, _RETURNS):
        return RETURNS
    if _holds(line, _AGAIN) and said <= _BESIDE_AGAIN:
        return AGAIN
    if said & NO_WORDS:
        return ""
    if said & _HURTS and said <= _HURTS | _BESIDE_HURT:
        return HURTS
    return NEAR if _is_near(said, line) else ""


def says_here(text: str) -> bool:
    """ "He is here", and nothing else."""
    return bool(_IS_HERE.fullmatch(" ".join(words_of(text))))


def is_of_a_wound(text: str) -> bool:
    """Whether it names what one can press on."""
    return bool(set(words_in(text)) & _WOUND)


def _is_near(said: set[str], line: str) -> bool:
    if said & _WISHED:
        return False
    if _holds(line, _WITH):
        return True
    return bool(said & _SOMEBODY and said & _COMES) and said <= _SOMEBODY | _COMES | _BESIDE_NEAR


def _holds(line: str, known: tuple[str, ...]) -> bool:
    return any(f" {one} " in line for one in known)
