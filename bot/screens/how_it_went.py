"""How contact went that had to happen, in the words of whoever is asked that afterwards. Pure.

From closed lists: each piece of the text is one of these as a whole, or the text is none.
"""

from __future__ import annotations

import re

from bot.in_sight import Shown
from bot.understanding.closed_lists import line_of, whole_lines, word_set
from bot.understanding.words import words_of

FINE, HEAVY, NOT_HELD = "fine", "heavy", "not_held"
ASKED = "appointment:how:"
"""How the buttons of that question begin."""
_LONGEST = 14
_PIECE = re.compile(r"[.,;:!?\n]+|\b(?:maar|en|but|and|want|because|although)\b", re.IGNORECASE)

_BESIDE = word_set("""
    heel erg echt best zo super mega ontzettend enorm vrij nogal behoorlijk flink toch eigenlijk
    gewoon gelukkig helaas uiteindelijk hoor weer nu net vandaag gister gisteren ja nou tja pff oef
    beetje iets achteraf wel ook denk vond eerlijk gezegd weleens wat allemaal
    very really so quite pretty rather just actually kinda bit sadly luckily thankfully again today
    yesterday yes yeah honestly somehow still all phew guess think a little kind of
""")
"""They change nothing of what is said beside them. Not folded: "heel" is no "hel"."""
_GROUPS = {
    "it": "het|t|dat|dit|gesprek|afspraak|it|that|this",
    "was": "was|is|ging|gaat|gegaan|verliep|voelde|liep|went|goes|felt|been|be",
    "he": "hij|ie|zij|ze|ex|ander|he|she|they",
    "hard": (
        "zwaar|moeilijk|lastig|heftig|pittig|naar|rot|kut|klote|shit|slecht|intens|vermoeiend|"
        "uitputtend|pijnlijk|verschrikkelijk|vreselijk|afschuwelijk|hel|ramp|drama|"
        "spannend|eng|stom|erg|"
        "hard|tough|difficult|awful|terrible|horrible|rough|bad|badly|painful|exhausting|intense|"
        "heavy|draining|hell|nightmare|shitty|scary|tense|upsetting|stressful"
    ),
    "harder": "zwaarder|moeilijker|erger|slechter|heftiger|harder|worse|tougher|heavier",
    "good": (
        "goed|prima|ok|oke|okay|fijn|rustig|makkelijk|soepel|top|leuk|kalm|netjes|"
        "good|fine|well|alright|right|great|calm|easy|smoothly|nice|nicely|doable|manageable|perfect"
    ),
    "better": "beter|rustiger|makkelijker|better|easier|calmer",
    "not": "niet|nie|nt|not|never|wasnt|isnt|werent|didnt|couldnt",
    "off": (
        "afgezegd|afgeblazen|geannuleerd|gecanceld|gecancelled|verzet|uitgesteld|verplaatst|"
        "cancelled|canceled|postponed|rescheduled|moved"
    ),
    "there": "opdagen|gekomen|geweest|opgedaagd|daar|there",
}
_WHOLE = {
    NOT_HELD: """
        @it? ging|is @not door
        @it? ging|is? @not doorgegaan
        ging|gaat @it @not door
        @he? kwam|kwamen @not opdagen?
        @he? is|was|zijn|waren @not komen? @there
        @he? wasnt|werent there
        @he? kwam|kwamen|is|was|waren er|daar @not
        @not komen? opdagen|gekomen|opgedaagd
        @he|@it heeft|had|hebben @it? @off
        ik|i|we heb|hebben|had|have? @it? @off @it?
        @it? is|was|werd|werden|got|been? @off
        ik|i|we ben|zijn|was? er? @not heen? gegaan|geweest|go
        @not gegaan
        @it? didnt|never happen|happened
        @it? didnt go ahead|through
        @he? didnt|never come|show|turn|appear up?
        @he? never showed|came|appeared|turned up?
        @he? was|were? no show
        @he @off @it?
        @it? was|got? called off
    """,
    HEAVY: """
        @it? @was? te|too? een|an|the? @hard voor|for? mij|me?
        was|voelde @it @hard
        ik @it @hard
        i found|thought @it? @was? @hard
        @it? @was? @not te|too|that? @good
        @it? didnt go|feel too|that? @good
        @it? viel|valt|vielen tegen|zwaar
        viel|valt @it tegen
        @it? @was? @harder dan|than? ik|i? dacht|verwacht|verwachtte|thought|expected?
    """,
    FINE: """
        @it? @was? @good @was?
        ging|was @it @good
        ik @it @good
        i found|thought @it? @was? @good
        @it? ging
        @it? viel|valt mee
        viel|valt @it mee
        @it? @was? @better dan|than? ik|i? dacht|verwacht|verwachtte|thought|expected?
        @it? @was? @not te|too|that? @hard|slecht|erg
        @it? @was? te doen
        @it? is? gelukt
    """,
}
_PATTERNS = {how: whole_lines(lines, _GROUPS) for how, lines in _WHOLE.items()}
_GRAVEST = (HEAVY, NOT_HELD, FINE)
"""Which of several is answered: "it went well, but it was hard"."""


def read_how(text: str) -> str | None:
    """How it was, or that it did not happen; None: something else, or more than that."""
    if len(words_of(text)) > _LONGEST:
        return None
    pieces = [piece for piece in map(_said, _PIECE.split(text)) if piece]
    found = {_read(piece) for piece in pieces}
    if not found or None in found:
        return None
    return next(how for how in _GRAVEST if how in found)


def was_off(shown: Shown, text: str) -> bool:
    """Whether it says to that question that nobody came: no more than that is told by it."""
    return shown.holds(ASKED) and read_how(text) == NOT_HELD


def _read(piece: str) -> str | None:
    return next((how for how, one in _PATTERNS.items() if one.fullmatch(piece)), None)


def _said(piece: str) -> str:
    said = words_of(piece)
    # "Heel erg zwaar" is zwaar; "het was erg" is erg.
    kept = [word for word in said[:-1] if word not in _BESIDE]
    kept += [word for word in said[-1:] if word not in _BESIDE or word == "erg"]
    return line_of(kept)
