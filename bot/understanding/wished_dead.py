"""That somebody else is dead is wished: "i hope he dies". Pure.

Such words are shared with a wish for her own death, and what was learned hears that. But it is
anger at him, or fear of him: in doubt it is asked whether she can type safely. Where she would be
dead with him, or mourns, or something was given, nothing of this counts.
"""

from __future__ import annotations

import re

from bot.understanding.frames import is_told

CHILD = (
    r"(?:baby|kids|kid|child|children|toddler|twins|newborn|son|daughter|little one|kleine"
    r"|kleintje|kind|kindje|kinderen|peuter|kleuter|tweeling|zoon|zoontje|dochter|dochtertje)"
)
HIM = (
    r"(?:(?:my|our|the|mijn|mn|me|men|de|onze) )?(?:ex |schoon|stief|step)?(?:he|she|they|him|her"
    r"|them|hij|hy|ie|zij|ze|hem|em|haar|die|ex|husband|hubby|wife|partner|boyfriend|bf|girlfriend"
    r"|gf|dad|father|mum|mom|mother|brother|uncle|bloke|man|vent|vriend|vriendin|vrouw|lief|vader"
    r"|papa|pa|moeder|mama|ma|broer|oom|exman|exvriend"
    rf"|{CHILD})"
)
_HES = rf"(?:{HIM}|hes|shes|theyre)"
_SMALL = (
    r"(?:(?:dat|da|that|to|god|the lord|so|really|just|maar|echt|zo|nu|heel|erg|dan|toch|wel|only"
    r"|alleen|soms|sometimes|often|vaak|gewoon|still|nog|steeds|honestly|secretly|stiekem|elke dag"
    r"|elke avond|elke nacht|every day|every night|every single day) )*"
)
_WISHES = (
    r"(?:hope|wish|pray|hoping|wishing|praying|hoped|wished|prayed|hoop|wens|bid|wou|wenste"
    r"|wilde|hoopte)"
)
_I = r"(?:i|im|ive|ik|k|kheb)"
_WISHED = (
    rf"(?:\b{_I} {_SMALL}{_WISHES} {_SMALL}|\b{_WISHES} (?:ik|k) {_SMALL}"
    rf"|^{_SMALL}(?:hope|wish|pray|hoop|bid|hoping|wishing|praying) {_SMALL}|\bhopefully {_SMALL}"
    rf"|\b(?:ik|k) {_SMALL}wil {_SMALL}(?:dat|da) )"
)
"""Who wishes is the writer: "she wishes she was dead" is of herself."""
_FILLS = (
    r"(?:(?:just|would|could|will|was|were|is|be|to|soon|really|fucking|fuckin|already|finally|all"
    r"|drops|drop|dropped|gewoon|snel|gauw|eindelijk|eens|een keer|maar|straks|vannacht|morgen|nu"
    r"|tonight|tomorrow) )*"
)
_DEAD = (
    r"(?:dies|die|died|dead|doodgaat|doodgaan|doodging|dood (?:gaat|gaan|ging|is|was|waren|zijn"
    r"|zou zijn|zou gaan|valt|viel|neervalt)|sterft|sterven|stierf|doodvalt|doodviel|crepeert"
    r"|creperen|dood)\b"
)
_DESERVES = (
    r"(?:deserves? to die|deserves? death|can (?:just )?drop dead"
    r"|verdient het (?:\w+ )?om (?:dood te gaan|te sterven)|verdient de dood"
    r"|mag (?:van mij |wat mij betreft |voor mij )?(?:dood|doodvallen|creperen)"
    r"(?: van mij| wat mij betreft| voor mij)?)"
)
_WISHED_DEAD = re.compile(
    rf"{_WISHED}{_HES} {_FILLS}{_DEAD}"
    rf"|\bi {_SMALL}(?:want|wanted) {HIM} to {_FILLS}(?:die|be dead|drop dead)\b"
    rf"|\bhopelijk (?:gaat|gaan|is|valt) {HIM} {_FILLS}(?:dood|eraan)\b"
    rf"|\bhopelijk (?:sterft|sterven|crepeert) {HIM}\b"
    rf"|\bwas {HIM} (?:toch )?maar (?:al )?dood\b|\bif only {_HES} {_FILLS}(?:dead|died|die)\b"
    rf"|^(?:(?:i|ik) (?:think|feel like|vind|vin) (?:dat )?)?{HIM}"
    rf" (?:(?:just|really|echt|gewoon) )*{_DESERVES}\b"
)
_HERS_TOO = re.compile(
    r"\b(?:join\w*|with (?:him|her|them|me)|both|together|too|also|as well"
    r"|so (?:do|am|will|would|should|can|shall|did|was) i|and i|instead"
    r"|myself|before me|after me|and me|than me|me first|we|us|miss"
    r"|ook|samen|allebei|beiden|mee|erbij|bij (?:hem|haar) zijn|wij|ons|en ik|voor mij uit"
    r"|in plaats van|in mijn plaats|mezelf|mijzelf|zelf|mis|(?:or|then|when|otherwise|of|anders"
    r"|als|dan) (?:i|ill|me|ik|k|ikzelf|mij)|anders (?:ga|doe|maak|spring|neem) ik)\b"
)
"""Her own death, or grief, may be meant beside it."""
_ANGRY = re.compile(
    r"\b(?:i|ik) (?:(?:really|fucking|just|so|echt|zo) )*(?:hate|despise|haat)"
    r" (?:him|her|them|hem|haar|em)\b"
    r"|\b(?:im|i am|ik ben|kben) (?:(?:really|so|still|echt|zo|nog) )*"
    r"(?:angry|mad|furious|fuming|livid|boos|kwaad|woedend)\b"
)
_I_TOO = re.compile(r"\b(?:i|im|ill|ive|id|ik|k|kben|kga)\b")
"""Whatever she says of herself beside it, but for her anger, may be of her own death."""
_MERCY = re.compile(
    r"\b(?:pain|pijn|lijdt|lijden|suffer\w*|cancer|hospice|palliati\w*|dement\w*|ziek|sick"
    r"|terminal\w*|terminaal|hospital|ziekenhuis|coma|in peace|peacefully|vredig|rustig)\b"
)
"""Who watches somebody die wishes so out of love."""
_GIVEN = re.compile(
    r"\b(?:pil|pill|tablet|medic|meds|slik|swallow|ingenomen|overdos|gif|poison|insulin|ghb|gave"
    r"|given|gegeven|kussen|pillow|put something|in zijn drank|in his drink|adem|breath|bloed"
    r"|blood|bleed)"
)


def wished_dead(words: list[str]) -> re.Match[str] | None:
    """Where of another it is wished; None: nowhere, or it may be more than anger."""
    line = " ".join(words)
    found = _WISHED_DEAD.search(line)
    if found is None or is_told(words):
        return None
    if _I_TOO.search(_ANGRY.sub("", f"{line[: found.start()]} {line[found.end() :]}")):
        return None
    besides = any(one.search(line) for one in (_HERS_TOO, _MERCY, _GIVEN))
    return None if besides else found
