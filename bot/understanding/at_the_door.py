"""Somebody pounds on her door, who need not be the one she fears: a neighbour, or nobody named.
Pure.

Phrases know it of him. Of others it was nothing, since neighbours were learned from noise through
a wall. It is asked about; a wall, a parcel, a child at play and what is over are no door.
"""

from __future__ import annotations

import re

from bot.understanding.verdict import CRISIS_VIOLENCE, UNSURE_SCORE, Verdict

_WHO = (
    r"(?:hij|ie|ze|zij|ex|exman|exvriend|man|vriend|vent|gast|kerel|iemand|er|buurman|buurvrouw"
    r"|onderbuurman|bovenbuurman|buurjongen|buren|broer|vader|stiefvader"
    r"|he|hes|she|ex|somebody|someone|neighbour|neighbor|neighbours|neighbors|bloke|guy)"
)
_NOW = (
    r"(?:(?:nu|weer|nog|steeds|hier|zo|hard|keihard|al|even|een uur|is|keeps|wont stop|now|again"
    r"|still|iemand) )*"
)
_POUNDS = r"(?:bonkt|bonken|beukt|beuken|ramt|rammen|bonst|bonzen|hamert|hameren)"
_DOOR = (
    r"(?:(?:mijn|mn|m|me|de|onze|my|our|the) )?(?:voor|achter|buiten|front |back )?(?:deur|door)"
)
_ON = rf"(?:op|tegen|aan) {_DOOR}"
_STANDS = r"(?:staat|staan|blijft|blijven)"
_AT_IT = re.compile(
    rf"\b{_WHO} {_NOW}{_POUNDS} {_NOW}{_ON}\b"
    rf"|\b{_WHO} {_STANDS} {_NOW}(?:te )?{_ON} {_NOW}(?:te )?{_POUNDS}\b"
    rf"|\b{_WHO} {_STANDS} {_NOW}(?:te )?{_POUNDS}(?: {_NOW}{_ON})?$"
    rf"|\b{_ON} (?:gebonkt|gebeukt|geramd|gebonsd)\b"
    rf"|\b(?:neighbou?rs?|somebody|someone) {_NOW}(?:bangs?|pounds?|hammers?|hammering|pounding"
    rf"|banging) {_NOW}(?:on|at) {_DOOR}\b"
)
_NEXT_DOOR = re.compile(r"\b(?:\w*buurman|buurvrouw|buurjongen|buren|neighbou?rs?)\b")
_OF_NOISE = 0.4
"""Next door it is more likely about noise."""
_NO_DOOR = re.compile(
    r"\b(?:muur|plafond|vloer|wall|ceiling|floor|pakket\w*|pakje|bezorg\w*|postbode|parcel"
    r"|delivery|postman|kind|kinderen|kids|kat|hond|cat|dog|hart|hoofd|muziek|music|feestje"
    r"|verbouw\w*|droom\w*|dream\w*|film|serie|gisteren|vorige|laatst|geleden|vroeger|yesterday"
    r"|last|ago|niet|nie|geen|never|nooit|not|als|if|wc|toilet|badkamer|verkeerde|wrong"
    r"|zijn eigen|his own)\b"
)


def asked_about(words: list[str], language: str) -> Verdict | None:
    """What it is taken for, in doubt; None: nobody pounds on her door now."""
    line = " ".join(words)
    if _AT_IT.search(line) is None or _NO_DOOR.search(line):
        return None
    score = _OF_NOISE if _NEXT_DOOR.search(line) else UNSURE_SCORE
    reason = "somebody pounds on the door: asked about"
    return Verdict(CRISIS_VIOLENCE, score, reason, language, True, guessed=True)
