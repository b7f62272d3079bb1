"""Whole texts of a word or a few that say nothing else: "rope", "20 taken", "took them all". Pure.

So few words are little to learn from, and too short for a rule that looks anywhere in a text. What
may have been taken already goes first; a grave word alone is asked about.
"""

from __future__ import annotations

import re

from bot.understanding.classify import CRISIS_SUICIDE, Verdict
from bot.understanding.closed_lists import word_set
from bot.understanding.notes import LISTS, MEDICAL
from bot.understanding.words import words_of

_SURE, _ASKED = 0.9, 0.5
_LONGEST = 9
_WORDS = word_set("""
    dood doodgaan sterven zelfmoord zelfdoding suicide suicidaal pillen slaappillen overdosis
    touw strop mes scheermes pistool brug spoor
    dead death dying suicidal pills overdose poison rope noose knife razor blade gun kill
""")
_BESIDE = word_set("een de het n a the the gewoon just nu now")
_NUMBER = (
    r"(?:[5-9]|[1-9]\d{1,2}|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|"
    r"zestien|zeventien|achttien|negentien|twintig|dertig|veertig|vijftig|zestig|honderd|"
    r"tientallen|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|hundred|dozens)"
)
_SOME = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
_PAINKILLER = (
    r"(?:paracetamol(?:s|letjes?)?|ibuprofen(?:s|netjes?)?|aspirines?|aspirins?|pijnstillers?|"
    r"dafalgans?|painkillers?|tylenols?|advils?)"
)
_LEAD = r"(?:(?:ik|k|kheb|heb|hb|ben|net|zonet|daarnet|nu|al|er|ze|das|ja|nee|i|ive|have|just) )*"
_TAIL = r"(?: (?:net|zonet|daarnet|nu|al|dus|help|stuks|already|now|just now|earlier|tonight))*"
_TOOK = r"(?:took|taken|swallowed|downed|necked|popped|tooken)"
_THE_LOT = (
    r"(?:all|everything|the lot|the whole lot|them all|em all|all of (?:them|em|it|those|these)|"
    rf"all (?:the |of the )?{_NUMBER}|{_NUMBER}(?: of (?:them|em|those))?)"
)
_GENOMEN = (
    r"(?:genomen|ingenomen|geslikt|gslikt|gepakt|doorgeslikt|opgeslikt|weggeslikt|achterover|"
    r"binnen)"
)
_TAKEN = re.compile(
    rf"{_LEAD}(?:(?:alles|allemaal|ze allemaal|alle {_NUMBER}|{_NUMBER})(?: stuks| van die)?"
    rf" {_GENOMEN}|(?:ze allemaal|ze alle {_NUMBER}|alle {_NUMBER}|{_NUMBER})(?: stuks)? op|"
    rf"{_TOOK} {_THE_LOT}|had (?:them all|all of them|em all)|"
    rf"{_THE_LOT} (?:taken|swallowed)){_TAIL}"
)

_RIDE = r"(?:trein|bus|tram|metro|vlucht|boot|taxi|lift|train|flight|ferry|tube|subway|plane)"
_HARMLESS = re.compile(
    rf"{_LEAD}(?:(?:de |een |n |die )?{_RIDE}(?: van| om| naar| terug| \w+){{0,3}}"
    rf" (?:genomen|gepakt)|{_NUMBER}?(?: ?\w+)? ?(?:dagen|dag|weken|week|uur)"
    rf" (?:vrij|verlof|vrijaf)(?: van werk)? (?:genomen|opgenomen|gepakt)|"
    rf"(?:{_NUMBER}|{_SOME}|een|n|twee|drie|vier|paar|veel|mooie)? ?"
    rf"(?:fotos?|screenshots?|selfies?|filmpjes?) (?:genomen|gepakt)|"
    rf"(?:1|2|een|twee|n|paar) {_PAINKILLER} (?:genomen|ingenomen|geslikt|gepakt|op)|"
    rf"(?:{_TOOK}|taking) (?:1|2|one|two|a|an|a couple of|couple of) {_PAINKILLER}|"
    rf"(?:took|taking|taken) (?:(?:a few|some|{_SOME}) )?(?:deep |slow |long |big )?breaths?|"
    rf"(?:took|taking|taken) (?:(?:a few|some|a|the|{_SOME}) )?"
    rf"(?:days?|weeks?|hours?|mornings?|afternoons?) off(?: work)?|"
    rf"(?:took|taking) the (?:{_SOME} (?:oclock |am |pm )?)?{_RIDE}){_TAIL}"
)
"""Taken in another sense, as whole texts: a train at eight, three days off, two for a headache."""


def is_harmless(text: str) -> bool:
    """Whether something was taken that harms nobody, and nothing more is said."""
    words = words_of(text)
    return len(words) <= _LONGEST and bool(_HARMLESS.fullmatch(" ".join(words)))


def read_bare(text: str) -> Verdict | None:
    """The crisis that these few words may be of; None: they are more, or something else."""
    words = words_of(text)
    if not words or len(words) > _LONGEST:
        return None
    if _TAKEN.fullmatch(" ".join(words)):
        notes = frozenset([LISTS[MEDICAL]])
        return Verdict(CRISIS_SUICIDE, _SURE, "an amount taken, and nothing else", "", notes=notes)
    left = [word for word in words if word not in _BESIDE]
    if left and _WORDS.issuperset(left):
        return Verdict(CRISIS_SUICIDE, _ASKED, "a grave word, and nothing else", "", veiled=True)
    return None
