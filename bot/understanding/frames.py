"""What makes grave words harmless: a film, a lesson, years ago and over, somebody long gone.

A frame only weakens what stands in the same breath: a phrase inside it no longer decides alone,
and what was learned from the examples has to be surer. What somebody says of himself and of now
stays a crisis inside a frame too: then it is asked about. "Yesterday" and "last week" are never
the past.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_TOLD = re.compile(
    r"\b(films?|series?|boek(en)?|book|novel|roman|podcast|docu(mentaire)?|documentary|aflevering"
    r"|episode|thriller|detective|crime|musical|theater|theatre|liedje|song|nummer|lyrics?|songtekst"
    r"|game|gamen|hoofdpersoon|character|personage|acteur|actor|nieuws|news|krant|newspaper"
    r"|les|lesson|lessons|module|hoofdstuk|chapter|werkstuk|scriptie|essay|paper|programma|programme"
    r"|documentary|soap|toneelstuk|netflix|tiktok filmpje|citaat|quote"
    r"|scenes? (where|when|in which|waarin|waar))\b"
)
_YEARS_AGO = re.compile(
    r"\b(jaren|jaar) (geleden|terug)\b|\byears? (ago|back)\b|\bvroeger\b|\blang geleden\b"
    r"|\blong ago\b|\ba long time ago\b|\bback then\b|\bin the past\b"
    r"|\bals (kind|puber|tiener|meisje|jongen|student)\b"
    r"|\bas a (child|kid|teen|teenager|student)\b"
    r"|\b(ooit|once) |\bway back\b|\byears and years\b|\bin een vorig leven\b"
    r"|\b(vorige|eerdere) (man|vriend|relatie)\b|\bprevious (boyfriend|husband|relationship)\b"
    r"|\btoen ik \w+ was\b|\bwhen i was (\w+|a \w+)\b|\bin (19|20)\d\d\b|\bin mijn jeugd\b"
    r"|\bin my youth\b|\bdecades ago\b|\bin the nineties\b"
    r"|\bop (mijn|mn|m) (1[0-9]e|(acht|negen|twaalf|[a-z]{3,}tien)(de|ste)|twintigste)\b"
    r"|\bat (1[3-9]|[a-z]{3,}teen)\b|\bjaren (negentig|tachtig|zeventig|zestig)\b"
    r"|\bin the (fifties|sixties|seventies|eighties|\d0s)\b"
    r"|\b(toen|eerste) (man|vrouw|vriend|vriendin)\b|\bused to\b"
    r"|\bfirst (husband|wife|boyfriend|girlfriend)\b"
)
_NOW = re.compile(r"\b(nu|inmiddels|tegenwoordig|now|these days|nowadays|today)\b")
_WELL = re.compile(
    r"\b(goed|beter|veilig|blij|gelukkig|niet meer|anders|trots|leef|fine|better|well|safe|safely"
    r"|happy|glad|family|gezin|not anymore|steady|great|ok|okay|good|volunteer|vrijwilligerswerk"
    r"|kinderen|oma"
    r"|prima|stevig|bovenop|over it|past it|dealt with|love it|lovely)\b"
)
_SUPPOSED = re.compile(
    r"\b(stel dat|stel je voor|suppose|imagine if|hypothetical|hypothetisch"
    r"|als (iemand|een (client|vriendin|vriend|lezer)) (zou )?(zegt|zeggen)"
    r"|als een collega zou zeggen|een vriendin zou zeggen"
    r"|(if|when) (someone|somebody|a (client|friend|reader)) (is )?(says|said|saying|tells))\b"
)
_OVER = re.compile(
    r"\b(is|was|dat is|thats|its) ((gelukkig|luckily|thankfully|al|allang|lang) )?"
    r"(voorbij|over|verleden tijd|history|behind me|geweest|verwerkt|long over)\b"
    r"|\b(gelukkig|luckily|thankfully) (\w+ ){0,5}(voorbij|over|niet meer|behind)\b"
    r"|\b(verwerkt|hersteld|recovered|worked through|therapie voor gehad|hulp (voor )?gehad"
    r"|therapy for it|had help|got help|moved abroad"
    r"|niet (meer )?gezien|nooit meer (gezien|(iets |wat )?van (hem |haar |em |m |ze )?gehoord)"
    r"|never (saw|heard from) (him|her) (again|since)"
    r"|(hes|shes|he is|she is) (long )?dead"
    r"|is (al |al lang |allang |al jaren |inmiddels )?dood"
    r"|overleden|zit allang vast"
    r"|zit al jaren|been in prison|woont (in|ver)|lives (in|far)|lives abroad|leeft niet meer)\b"
    r"|\b(ik ben|im|i am|ze is|hij is|shes|hes) ((nu|now|inmiddels|al) )?"
    r"(veilig|safe|gelukkig|happy)\b"
    r"|\b(al|sinds) (\w+ )?jaren? (niet|goed|geen|beter|weg|voorbij|klaar|veilig)\b"
    r"|\b(been )?gone for (\w+ )?years\b|\blong (gone|past|done|behind)\b|\b(dat|het) is klaar\b"
    r"|\bscars are white\b|\blittekens zijn wit\b|\bligt achter me\b|\b(years|jaren) clean\b"
    r"|\bfor (\w+ )?years now\b|\b(dat is|thats) (\w+ ){1,2}(jaar|jaren|years?) (geleden|ago)\b"
    r"|\bal lang dood\b|\bdead now\b|\b(been )?safe since\b|\bhappily married\b"
    r"|\bspeelt (dat|het|dit)?\b ?(\w+ ){0,3}(niet|geen rol)\b|\bis (het|dat) geen ding meer\b"
    r"|\b(dat|het|dit) speelt (\w+ ){0,3}(niet|geen rol)\b|\b(goed|toen) (geholpen|behandeld)\b"
    r"|\b(not|isnt|no longer) an issue\b|\b(had|got) (\w+ )?(help|treatment)\b|\bgoede? hulp\b"
    r"|\b(well|clean|fine) for (\w+ )?years\b|\bhavent (\w+ ){0,4}(in|for) (\w+ )?years\b"
)
_STILL = re.compile(
    r"\b(weer|opnieuw|nog steeds|steeds|vannacht|vandaag nog|gisteren|vorige week"
    r"|again(?<!never saw him again)(?<!never saw her again)"
    r"(?<!never heard from him again)(?<!never heard from her again)"
    r"|still(?! (here|alive|around|kicking))|tonight|yesterday|last (night|week)|lately"
    r"|terug naar hem|komt terug|dreigt|threatens"
    r"|(maar|en) nu (slaat|schopt|doet|begint|bedreigt|mishandelt))\b"
)
_OTHERS = re.compile(
    r"\b(oom|tante|opa|oma|neef|nicht|collega|klasgenoot|buurman|buurvrouw|buurjongen|kennis"
    r"|uncle|aunt|grandad|gran|grandma|cousin|colleague|classmate|neighbou?r|acquaintance|oudoom"
    r"|(over)?(groot|bet)(vader|moeder|ouders)|overgroot\w+|(great )?grand(father|mother|parents)"
    r"|granddad(dy)?|grandpa|nan|great (aunt|uncle|gran)|vriendin van vroeger|old friend)\b"
)
_OWN = re.compile(
    r"\b(ik|k|kik|kwil|kga|kzou|kdenk|kheb|kben|mezelf|mijzelf|mij|me|i|im|ive|id|ill|my|myself)\b"
)
_BEFORE = re.compile(
    r"\b(wilde|wilden|wou|wouden|dacht|werd|was|had|hadden|heeft|probeerde|ging|zag|sloeg|schopte"
    r"|deed|pleegde|stierf|geweest|sneed|sneden|kraste|gesneden|geworsteld|struggled|wanted|thought"
    r"|tried|felt|did|were|went|saw|used|attempted)\b"
)


_PAST = re.compile(
    r"\b(\w{3,}ed|hit|beat|cut|hurt|sloeg|sloegen|kneep|greep|trok|sneed|was|were|werd|had|did"
    r"|\w{3,}(de|te)|geweest)\b"
)


def is_told(words: Iterable[str]) -> bool:
    """Whether it is about a film, a book, the news, a lesson, or only supposed."""
    text = " ".join(words)
    return bool(_TOLD.search(text) or _SUPPOSED.search(text))


def is_over(words: Iterable[str], everything: Iterable[str]) -> bool:
    """Whether these words say that it was years ago, and the whole text that it is over."""
    if not _YEARS_AGO.search(" ".join(words)):
        return False
    text = " ".join(everything)
    if _STILL.search(text):
        return False
    better = _NOW.search(text) and _WELL.search(text)
    return bool(better or _OVER.search(text) or _OTHERS.search(text))


def is_own_and_now(words: Iterable[str]) -> bool:
    """Whether it is said of oneself and of today."""
    text = " ".join(words)
    return bool(_OWN.search(text)) and not _BEFORE.search(text)


def may_be_past(words: Iterable[str]) -> bool:
    """Whether its verbs could be of the past: "he hit me"."""
    return _PAST.search(" ".join(words)) is not None
