"""What somebody on the way says once she is in there with the other. Pure.

Alone, "I'm inside" could be said of anything, even of danger.
"""

from __future__ import annotations

import re

from bot.understanding.closed_lists import phrase_set, word_set
from bot.understanding.words import words_of

_INSIDE = re.compile(
    r"\b(?:zit|kzit|lig|klig|ben|kben|sta|ksta|zijn) (?:nu |al |hier )?(?:binnen|boven) bij"
    r" (?:hem|haar|em|m)\b"
    r"|\bbij (?:hem|haar|em|m) (?:binnen|thuis|in huis|in bed|op bed|(?:op|in) (?:de|zijn|zn|haar)"
    r" (?:bank|zetel|sofa|keuken|kamer|slaapkamer|woonkamer|badkamer|flat))\b"
    r"|\b(?:hij|ze|zij|ie) (?:deed|heeft) (?:de deur )?(?:voor me )?(?:open|opengedaan)\b"
    r"|\b(?:hij|ze|zij|ie) (?:liet me|heeft me) (?:binnen|binnengelaten|naar binnen)\b"
    r"|\binside (?:his|her|their|the)\b|\binside with (?:him|her)\b"
    r"|\b(?:in|on) (?:his|her) (?:house|flat|place|apartment|living|kitchen|bedroom|lounge|room"
    r"|sofa|couch|bed|bathroom)\b|\bat (?:his|her) (?:place|house|flat)\b"
    r"|\b(?:he|she) (?:let me|opened the door|opened up)\b|\bwith (?:him|her) (?:now|rn)\b"
)
_ONLY_INSIDE = phrase_set("""
    ben binnen, ik ben binnen, kben binnen, ik ben al binnen, ben al binnen, ben nu binnen,
    ik ben nu binnen, ik zit binnen, zit binnen, we zijn binnen, ik ben bij hem, ik ben bij haar,
    ben bij hem, ben bij haar, zit bij hem, zit bij haar, ik zit bij hem, ik zit bij haar,
    ben nu bij hem, ben nu bij haar, ik ben nu bij hem, ik ben nu bij haar,
    im inside, i am inside, im inside now, inside now, im in, im with him, im with her, im at his,
    im at hers
""")
_NOT_INSIDE = word_set("""
    niet nie bijna straks wil wou zou durf buiten voordeur auto garage als
    not isnt nearly almost soon want wanna outside car if wont didnt when driveway
""")


def is_inside(text: str) -> bool:
    """Whether somebody on the way tells that she is in there with the other, whatever else."""
    words = words_of(text)
    if tuple(words) in _ONLY_INSIDE:
        return True
    return _NOT_INSIDE.isdisjoint(words) and _INSIDE.search(" ".join(words)) is not None
