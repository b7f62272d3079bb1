"""What somebody on the road says who was told to stop first, and does not. Pure."""

from __future__ import annotations

import re

from bot.understanding.closed_lists import word_set
from bot.understanding.words import words_of

_LONGEST = 14
_STOP = r"(?:stop|stopp?en|stilstaan|stilzetten|parkeren|stopping|pull over|pulling over|park)"
_BETWEEN = r"(?:hier|nu|ff|even|gewoon|echt|to|here|now|just|gonna|going|plek|om|te|place)"
_NOT = r"(?:niet|nie|ni|nergens|geen|not|cant|cannot|wont|dont|nowhere|no|isnt)"
_WHAT = r"(?! met (?!rijden|fietsen)| (?!driving|cycling|riding)\w+ing\b)"
"""Behind "I can't stop": what it is that does not stop is no ride."""
_CANNOT = re.compile(
    rf"\b{_NOT} (?:{_BETWEEN} )*{_STOP}\b{_WHAT}"
    rf"|\b{_STOP} (?:hier |nu |kan |lukt |gaat |mag )*{_NOT}\b"
)
_ROAD = re.compile(
    r"\b(?:snelweg|autosnelweg|autoweg|autobaan|file|highway|motorway|freeway|interstate|traffic"
    r"|[aemn]\d{1,3})\b"
)
_ON = re.compile(
    r"\b(?:rij|rijd|fiets)(?: \w+){0,2} (?:door|verder)\b|\b(?:toch|gewoon) (?:door|verder)\b"
    r"|\b(?:doorrijden|doorfietsen)\b"
    r"|\b(?:driving|cycling|riding|drive) (?:on|anyway)\b"
    r"|\b(?:keep|keeping) (?:driving|cycling|riding)\b"
)
_BESIDE = word_set("""
    k ik kan kon ga wil zit rij rijd fiets ben hier nu even ff gewoon echt nergens geen plek om
    want en maar nog toch op de het een in mn mijn auto lukt gaat moet mag niet nie ni nee te door
    verder stop stopen stoppen stilstaan stilzetten parkeren doorrijden doorfietsen snelweg
    autosnelweg autoweg autobaan file
    i im am can cant cannot wont dont not no on the a in my car here now right just yet gonna going
    to keep keeping drive driving cycling riding there is theres nowhere isnt place
    because and but still anyway stop stopping pull pulling over park highway motorway freeway
    interstate traffic stuck
""")


def drives_on(text: str) -> bool:
    """Whether it says that she cannot stop, or goes on; whatever else is said in it."""
    line = " ".join(words_of(text))
    return any(one.search(line) is not None for one in (_CANNOT, _ROAD, _ON))


def only_drives_on(text: str) -> bool:
    """Whether it says that and nothing else, so that it tells of no crisis."""
    words = words_of(text)
    if len(words) > _LONGEST or not drives_on(text):
        return False
    return all(word in _BESIDE or _ROAD.fullmatch(word) is not None for word in words)
