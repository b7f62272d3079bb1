"""What makes grave words harmless: a film, a lesson, years ago and over, somebody long gone.

A frame only weakens: a phrase inside it no longer decides alone, and what was learned from the
examples has to be surer. "Yesterday" and "last week" are never the past.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_TOLD = re.compile(
    r"\b(films?|series?|boek(en)?|book|novel|roman|podcast|docu(mentaire)?|documentary|aflevering"
    r"|episode|thriller|detective|crime|musical|theater|theatre|liedje|song|nummer|lyrics?|songtekst"
    r"|game|gamen|hoofdpersoon|character|personage|acteur|actor|nieuws|news|krant|newspaper"
    r"|les|lesson|lessons|module|hoofdstuk|chapter|werkstuk|scriptie|essay|paper|programma|programme"
    r"|documentary|soap|toneelstuk|netflix|tiktok filmpje|citaat|quote)\b"
)
_YEARS_AGO = re.compile(
    r"\b(jaren|jaar) (geleden|terug)\b|\byears? (ago|back)\b|\bvroeger\b|\blang geleden\b"
    r"|\blong ago\b|\ba long time ago\b|\bback then\b|\bin the past\b"
    r"|\bals (kind|puber|tiener|meisje|jongen|student)\b"
    r"|\bas a (child|kid|teen|teenager|student)\b"
    r"|\btoen ik \w+ was\b|\bwhen i was (\w+|a \w+)\b|\bin (19|20)\d\d\b|\bin mijn jeugd\b"
    r"|\bin my youth\b|\b(19|20)\d\d\b.*\b(toen|geleden)\b|\bdecades ago\b|\bin the nineties\b"
    r"|\bjaren (negentig|tachtig)\b|\b(toen|eerste) (man|vrouw)\b|\bfirst husband\b|\bused to\b"
)
_OVER = re.compile(
    r"\b(nu|inmiddels|tegenwoordig|now|these days|nowadays|today)\b.*\b(goed|beter|veilig|blij"
    r"|gelukkig|niet meer|anders|trots|leef|fine|better|well|safe|safely|happy|glad|not anymore"
    r"|steady|great|ok|okay|good|volunteer|vrijwilligerswerk|kinderen|oma|prima|stevig)\b"
    r"|\b(is|was|dat is|thats|its) (gelukkig |luckily |thankfully |al |allang |lang )*"
    r"(voorbij|over|verleden tijd|history|behind me|geweest|verwerkt|long over)\b"
    r"|\b(gelukkig|luckily|thankfully)\b.*\b(voorbij|over|niet meer|behind)\b"
    r"|\b(verwerkt|hersteld|recovered|worked through|therapie voor gehad|hulp (voor )?gehad"
    r"|therapy for it|had help|got help|nooit meer gezien|never saw him again"
    r"|overleden|zit allang vast"
    r"|zit al jaren|been in prison|woont in|lives in|lives abroad|leeft niet meer)\b"
    r"|\b(ik ben|im|i am|ze is|hij is|shes|hes) (nu |now |inmiddels |al )*"
    r"(veilig|safe|gelukkig|happy)\b"
    r"|\bal (\w+ )?jaren? (niet|goed|geen|beter)\b|\bfor (\w+ )?years now\b"
    r"|\b(well|clean|fine) for (\w+ )?years\b|\bhavent (\w+ )*(in|for) (\w+ )?years\b"
)
_STILL = re.compile(
    r"\b(weer|opnieuw|nog steeds|steeds|vannacht|vandaag nog|gisteren|vorige week|again|still"
    r"|tonight|yesterday|last (night|week)|lately|terug naar hem|komt terug|dreigt|threatens)\b"
)
_OTHERS = re.compile(
    r"\b(oom|tante|opa|oma|neef|nicht|collega|klasgenoot|buurman|buurvrouw|buurjongen|kennis"
    r"|uncle|aunt|grandad|gran|grandma|cousin|colleague|classmate|neighbou?r|acquaintance|oudoom"
    r"|vriendin van vroeger|old friend)\b"
)


def is_told(words: Sequence[str]) -> bool:
    """Whether it is about a film, a book, the news or a lesson."""
    return _TOLD.search(" ".join(words)) is not None


def is_over(words: Sequence[str]) -> bool:
    """Whether it says itself that it was years ago and is over."""
    text = " ".join(words)
    if not _YEARS_AGO.search(text) or _STILL.search(text):
        return False
    return bool(_OVER.search(text) or _OTHERS.search(text))
