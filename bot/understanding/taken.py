"""Pills that are gone, with no reason for it: "at his place, pills gone". Pure.

What was learned hears the place, the other or the evening in such words, and an urge. So where
nothing graver was heard it is asked about, unless it is told why: whoever has none left goes to a
pharmacy, and whoever takes one takes it for something.
"""

from __future__ import annotations

import re

from bot.understanding.frames import is_over
from bot.understanding.notes import LISTS, MEDICAL
from bot.understanding.phrases import Match
from bot.understanding.verdict import CRISIS_SUICIDE, UNSURE_SCORE, Verdict

_PILLS = (
    r"(?:(?:slaap)?pillen|(?:slaap)?tabletten|pijnstillers|slaapmiddelen|strips?|doordrukstrips?)"
)
_PILLS_EN = r"(?:(?:sleeping )?(?:pills|tablets)|painkillers|sleepers|blister pack|strips?)"
_GONE = re.compile(
    rf"\b{_PILLS} (?:(?:zijn|is|allemaal|helemaal|al|nu|net|ook|gewoon|toch|weer) )*"
    r"(?:leeg|binnen|genomen|ingenomen|geslikt|doorgeslikt|weggeslikt"
    r"|op(?! (?:een|n|de|het|t|tafel|schoot|bed|elkaar|zijn|zn|haar|voorraad|rij)\b))\b"
    r"|\blege strips?\b|\bempty (?:pill )?(?:blisters?|strips?|packets?)\b"
    rf"|\b(?:slikte|nam|neem|slik|slikken|nemen) (?:(?:alle|al|de|mijn|mn|die|wat|nu) )*{_PILLS}\b"
    r"(?! (?:\w+ )?(?:niet|nie)\b)"
    rf"|\b{_PILLS_EN} (?:(?:are|is|have|been|all|now|just|already) )*"
    r"(?:gone|taken|swallowed|finished|empty|down|inside)\b"
    r"|\b(?:took|taken|taking|swallowed|swallowing|downed|necked)"
    rf" (?:(?:all|the|my|his|her|those|some|of|a|few|lot|lots|whole|every|load) )*{_PILLS_EN}\b"
)
_DRINK = r"(?:wijn|wodka|vodka|whisky|drank|alcohol|bier|wine|booze|gin|rum|whiskey)"
_BESIDE_DRINK = re.compile(
    rf"\b{_DRINK} (?:en|and|met|with|plus|n) (?:\w+ )?(?:{_PILLS}|{_PILLS_EN}|paracetamol)\b"
    rf"|\b(?:{_PILLS}|{_PILLS_EN}|paracetamol) (?:en|and|met|with|plus|n) (?:\w+ )?{_DRINK}\b"
)
_USED_UP = re.compile(
    rf"\b(?:{_PILLS}|{_PILLS_EN}|meds|medicijnen|medicatie)"
    r" (?:(?:zijn|is|allemaal|bijna|al|nu|are|have|all|now|nearly) )*(?:op|leeg|gone|finished)\b"
)
_FOR_MORE = re.compile(r"apotheek|recept\b|bestel|ophalen|pharmac|refill|chemist|prescri")
_SWALLOWED = re.compile(r"\b(?:taken|took|swallow|genomen|ingenomen|geslikt|slikte|nam\b|binnen)")
_REASON = re.compile(
    r"apotheek|recept\b|herhaalrecept|huisarts|bestel|\b(?:op)?halen\b|\bkopen\b|drogist|kruidvat"
    r"|\betos\b|ongesteld|menstru|anticoncep|pharmac|prescri|refill|chemist|\bboots\b|\bgp\b"
    r"|renew|\bperiod\b|contracept|vitamin|\bpil(?:len)? vergeten|hoofdpijn|headache|migrain"
    r"|forgot (?:to take |taking )?(?:my|the)|kiespijn|toothache|\bkoorts\b|fever|\bgriep\b"
    r"|\bflu\b|hooikoorts|allerg|antibiot|\biron\b|ijzer|magnesium|thyroid|schildklier"
    r"|\bevery (?:day|morning|evening|night)|\b(?:elke|iedere) (?:dag|ochtend|avond)|daily"
    r"|dagelijks|as usual|as always|zoals altijd|\b(?:this|in the|s) morning\b|vanmorgen|ochtend"
    r"|vaatwas|dishwasher|led ?strip|comic|stripboek"
    r"|\b(?:niet|geen|never|not|no|didnt|havent|nooit)"
    r" (?:(?:take|taken|took|the|any|my|have|had|a|de|mijn|mn|die|meer) )*"
    rf"(?:{_PILLS}|{_PILLS_EN})\b"
)
_LONG_AGO = re.compile(
    r"\bin (?:19|20)\d\d\b|\bop (?:mijn|mn) \d\de?\b|\bwhen i was (?:small|young|little)\b"
    r"|\btoen ik (?:klein|jong) was\b|\b(?:twenties|teens|vroeger|jaren geleden|years ago)\b"
)


def is_told(words: list[str]) -> bool:
    """Whether pills are gone, or were taken, and no reason for it is told."""
    return _GONE.search(" ".join(words)) is not None and not _is_explained(words)


def is_used_up(match: Match, words: list[str]) -> bool:
    """Whether a phrase is of pills that are to be fetched anew."""
    line, said = " ".join(words), " ".join(words[match.start : match.end])
    return bool(_USED_UP.search(said) and _FOR_MORE.search(line)) and not _SWALLOWED.search(line)


def asked_about(words: list[str], language: str) -> Verdict | None:
    """What it is taken for, in doubt; None: nothing of this is told."""
    gone = is_told(words)
    if not gone and (not _BESIDE_DRINK.search(" ".join(words)) or _is_explained(words)):
        return None
    notes = frozenset([LISTS[MEDICAL]] if gone else [])
    reason = "pills, and no reason for them"
    return Verdict(CRISIS_SUICIDE, UNSURE_SCORE, reason, language, True, notes, guessed=True)


def _is_explained(words: list[str]) -> bool:
    """Whether it is told why, or that it is long ago."""
    line = " ".join(words)
    return bool(_REASON.search(line) or _LONG_AGO.search(line)) or is_over(words, words)
