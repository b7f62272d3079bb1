"""Who is named, and comes for the writer: "my dads drunk and hes coming up the stairs". Pure.

That a father, a neighbour or a flatmate is named makes it no danger of theirs: what was learned
hears somebody else in it. It is hers where he comes to her, is to be feared, and nobody else is
named to whom he does it. Who stands at her door hurt, or has fled, is not to be feared.
"""

from __future__ import annotations

import re

from bot.understanding.closed_lists import any_of, word_set
from bot.understanding.people import GROWN_UP, SONS_AND_DAUGHTERS

_MINE = r"(?:(?:my|our|the|mijn|mn|m|men|me|onze|ons|de) (?:\w+ )?)"
_COMES = re.compile(
    r"\b(?:coming|comes|came|heading|walking|running|climbing|going) (?:\w+ )?(?:up|upstairs|in"
    r"|home|over|round|here|towards me|at me|after me|for me|to get me|to my)\b"
    rf"|\b(?:outside|at|into|in|on|by|to|down|through|against) {_MINE}"
    r"(?:door|bedroom|room|window|bed)\b"
    r"|\b(?:komt|kom|loopt|rent|stormt|sluipt) (?:\w+ ){0,4}(?:trap op|boven|eraan|binnen|hierheen"
    r"|hiernaartoe|thuis|naar me|naar mij|op me af|mijn kamer|mn kamer)\b"
    r"|\bkomt (?:\w+ )?de trap op\b"
    rf"|\b(?:voor|aan|in|op|tegen|bij) {_MINE}(?:slaapkamer|slaapkamerdeur|kamer|kamerdeur|deur"
    r"|voordeur|raam|bed)\b|\b(?:mijn|mn|m) (?:slaap)?kamer (?:in|binnen)\b"
    r"|\b(?:get|grab|find|kill|hurt) me\b|\b(?:me|mij) (?:komen |gaan )?(?:halen|pakken|slaan)\b"
)
_FEARED = re.compile(
    r"\b(?:drunk|drinking|pissed|wasted|hammered|high|coked|angry|furious|raging|mad|fuming|livid"
    r"|screaming|shouting|banging|pounding|kicking|threat\w*|knife|scared|afraid|terrified"
    r"|frightened|get me|grab me|hurt me|kill me|trying to get in|trying to get into"
    r"|dronken|zat|bezopen|lam|boos|kwaad|woedend|razend|woest|laaiend|agressief|schreeuw\w*"
    r"|bonk\w*|beuk\w*|tier\w*|dreig\w*|mes|bang|schrik|halen|pakken|slaan)\b"
    r"|\b(?:step\w+|stief\w+) (?:\w+ ){0,3}(?:in|into|voor|op) (?:my|mijn|mn)"
    r" (?:\w*room"
    r"|\w*kamer|bed)\b"
)
_HURT = re.compile(
    r"\b(?:bleed\w*|crying|bruise\w*|beaten|battered|hurt(?! me)|ran away|fled|hiding from"
    r"|help her|help him|bloed\w*|huil\w*|blauwe?|gewond|geslagen|mishandeld|gevlucht"
    r"|weggelopen|vlucht)\b"
)
_TO_ANOTHER = re.compile(
    r"\b(?:her|haar|hers|them|hen|hun|their|somebody|someone|iemand|woman|vrouw|girl|meisje|each"
    r"|other|elkaar|mekaar|next door|hiernaast)\b"
)
_CHILD = re.compile(
    r"(?:my |our |the |mijn |mn |de |onze )?\b(?:kids?|child|children|baby|toddler|kinderen|kind"
    r"|kindje|kleine|peuter|kleuter)\b"
)
"""Her children are with her: that tells of no other place."""
_OTHERS = word_set("daddy zussen buren buurjongen buurmeisje landlord")
_NAMED = re.compile(
    r"\b(?!pas\b)(?:step|stief|schoon)?"
    rf"{any_of(GROWN_UP | SONS_AND_DAUGHTERS | _OTHERS)}s?\b"
)
"""Not "pas", which is "only just"."""


def comes_for_writer(words: list[str]) -> bool:
    """Whether he comes for whoever writes, and for nobody else who is named."""
    line = _CHILD.sub(" ", " ".join(words))
    if _TO_ANOTHER.search(line) or _HURT.search(line) or len(set(_NAMED.findall(line))) > 1:
        return False
    return bool(_COMES.search(line) and _FEARED.search(line))
