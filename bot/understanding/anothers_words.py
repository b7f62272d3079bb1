"""What another threatens to do to himself, in his own words: "he says: come back or i'll kill
myself". Pure.

The "I" in his words is not hers. It is taken for his only where the words of saying stand right
before them, and where nothing makes them hers: "he says that I should die" is about her, and so is
"i think so too" behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.understanding.notes import LISTS, SOMEBODY_ELSE
from bot.understanding.verdict import CRISIS_SUICIDE, Verdict
from bot.understanding.words import Text, words_of

_WHO = (
    r"(?:hij|ie|zij|ze|he|she|(?:(?:mijn|mn|m|my|de|the|me|men) )?(?:ex|exman|exvriend|exvriendin"
    r"|man|vent|vriend|vriendin|vrouw|partner|lief|husband|wife|boyfriend|bf|girlfriend|gf|broer"
    r"|zus|moeder|mama|vader|papa|zoon|dochter|brother|sister|mum|mom|dad|son|daughter))"
)
_SPEAKS = (
    r"(?:zegt|zei|zegde|zeit|says|said|goes|roept|riep|dreigt|screams|screamed|yells|yelled"
    r"|keeps saying|was like|is like|tells me|told me|just said|just says|blijft zeggen"
    r"|blijft roepen|zegt steeds|zei net|zegt net|keeps telling me|kept saying)"
)
_WRITES = (
    r"(?:appt|appte|app|stuurt|stuurde|schrijft|schreef|smst|mailt|mailde|texts|texted|txts|txted"
    r"|sends|sent|just sent|just texted|writes|wrote|messages|messaged|keeps texting)"
)
_TO_ME = r"(?: (?:tegen mij|tegen me|aan mij|mij|me|m|net|just|to me|dit|this|zonet|daarnet))*"
_THIS = r"(?:dit|dat|this|zonet|net|daarnet|vannacht|vanavond|gisteren|vandaag)"
_SPOKEN = re.compile(
    rf"\b{_WHO} (?P<speaks>{_SPEAKS}){_TO_ME}(?= )|\b{_WHO} {_WRITES}{_TO_ME}(?= )"
)
_TURNED = re.compile(
    rf"\b{_THIS} (?P<speaks>zei|zegt|schreef|appte|appt|stuurde|stuurt){_TO_ME} {_WHO}{_TO_ME}"
    r"(?= )"
)
_BEGINS = re.compile(
    r" (?:ik|k|kik|kga|kmaak|kspring|kwil|i|ill|im|id|als|if|zonder|without|kom|come|dan|then|or"
    r"|tenzij|unless|you|je|jij|please|alsjeblieft|baby|schat|ge|oke|ok|goodbye)\b"
)
_SELF = r"(?:me|mij|mezelf|mijzelf|m zelf|mijn eigen|men eigen)"
_ENDS = re.compile(
    r"\b(?:eind|einde|punt) (?:\w+ ){0,2}(?:aan|achter|maak)\b"
    rf"|\b{_SELF} (?:\w+ ){{0,2}}(?:van kant|kapot|dood|ophang|op|verdoe|verdrink|iets aan"
    r"|wat aan|verhang)\b"
    rf"|\b(?:hang|verhang|verdrink|snij|snijd|schiet|doe|vermoord) {_SELF}\b"
    r"|\b(?:ik|k|kik) (?:\w+ )?wil (?:\w+ )?(?:dood|sterven|niet meer leven)\b"
    r"|\b(?:spring|springen|gooi|lig|ga liggen|rij|rijd) (?:\w+ ){0,3}"
    r"(?:trein|brug|dak|flat|balkon|spoor|water|boom|muur|auto)\b"
    r"|\b(?:neem|slik|nemen|slikken|pak) (?:\w+ ){0,3}"
    r"(?:pillen|pil|medicijnen|medicatie|slaappillen|tabletten|alles in)\b"
    r"|\b(?:zelfmoord|suicide|overdose|od)\b|\bdan ben ik (?:\w+ )?(?:dood|er niet meer)\b"
    r"|\b(?:kill|hang|cut|hurt|harm|shoot|drown|off|stab|top|end) myself\b"
    r"|\bend (?:it|it all|my life|things)\b"
    r"|\bjump (?:\w+ ){0,3}(?:bridge|train|roof|building|balcony|window|car)\b|\bill jump\b"
    r"|\btake (?:\w+ ){0,3}(?:pills|tablets|meds)\b|\bslit my (?:\w+ )?wrists?\b"
    r"|\b(?:be|am|im|better off|rather be) dead\b|\b(?:want to|wanna|going to|gonna|ill) die\b"
    r"|\bdrive (?:\w+ ){0,3}(?:tree|wall|bridge)\b"
)
_WHEN = re.compile(r"\b(?:when|whenever|if|once|after|before|until|till|because|since|time|as) $")
"""Before "she goes" these speak of her leaving."""
_YOU = re.compile(
    r"\b(?:als|if|tenzij|unless|zonder|without|voor|door|omdat|because|until|totdat)"
    r" (?:of )?(?:je|jij|jou|ge|gij|u|you|ya|ur|youre|dont)\b"
    r"|\b(?:come|kom|kommt|komt) (?:\w+ ){0,2}(?:back|terug|home|thuis)\b"
    r"|\b(?:je|jij|ge|u|you) (?:\w+ ){0,3}(?:terug|terugkomt|weg|weggaat|komt|gaat|verlaat"
    r"|antwoordt|belt|leave|left|go|come|dont|block|blokkeert)\b"
)
"""What whoever threatens wants of her."""
_HERS = re.compile(
    r"\b(?:i|ik|k) (?:\w+ ){0,2}(?:should|must|deserve|need|ought|have|moet|hoor|verdien|kan beter"
    r"|mag|mocht|better|could|can|zou|weet|know|never|nooit|always|altijd)\b"
    r"|\b(?:if|when|als|wanneer|toen) (?:i|ik|k)\b|\b(?:him|he|hem|hij|attention|aandacht)\b"
    r"|\b(?:im|i am|id be|i would be) (?:\w+ )?better off\b"
)
"""What makes the "I" hers after all."""
_AGREES = re.compile(
    r"\b(?:me too|ik ook|i do too|so do i|so too|same here|hetzelfde|ik eigenlijk ook|ook wel"
    r"|i agree|gelijk|is right|hes right|shes right|zelf ook|zelf|myself too|i want to too"
    r"|ook dood|not wrong|ben het eens|eens met)\b"
)
_AGREES_PLAINLY = re.compile(
    r"\b(?:me too|i do too|so do i|(?:i )?(?:think|feel) (?:so|that|it) too|i agree"
    r"|(?:hes|shes|he is|she is|theyre) right|ik ook|denk ik ook|ik denk het ook|vind ik ook"
    r"|ik vind dat ook|heeft gelijk|gelijk heeft)\b"
)
_I, _SAME = frozenset(["ik", "k", "i"]), frozenset(["ook", "too", "also", "same", "zelfde"])
_PICTURE = re.compile(
    rf"\b{_WHO} {_WRITES}{_TO_ME} (?:(?:een|n|a|the|weer|another|nen) )*"
    r"(?:foto|fotos|fotootje|filmpje|video|photo|photos|pic|pics|picture|selfie)"
    r" (?:van|met|of|with)(?: \w+){0,4}"
    r" (?:pillen|pil|pilletjes|strips|touw|strop|galg|scheermes|scheermesje|mesjes|polsen|pols"
    r"|pills|tablets|rope|noose|razor|blade|blades|wrist|wrists)\b"
)
_OTHERS_TOO = re.compile(
    r"\b(?:kinderen|kids|children|kind|kindje|baby|son|daughter|zoon|dochter|hond|dog|allebei|beiden"
    r"|both|us|ons|jullie|(?:je|jou|u|jij) (?:mee|ook|erbij)|(?:en|and|then|dan) (?:jou|jij|you)"
    r"|you (?:with|too|first)|take you|neem (?:je|jou)|kill you|vermoord je)\b"
)
"""Whom he would take along is in danger of him: that is no threat to himself alone."""
_FAR, _NEAR = 18, 160
"""Words, and letters, within which his threat is made."""
_MARK = re.compile(r"[:\"“”„«»]")
_COLON = re.compile(r":\s*\n+\s*")


@dataclass(frozen=True, slots=True)
class Threat:
    """What another says he will do to himself, and what is said besides."""

    besides: str

    @staticmethod
    def verdict_in(language: str) -> Verdict:
        """What it is taken for."""
        reason = "what another says of himself, in his own words"
        notes = frozenset([LISTS[SOMEBODY_ELSE]])
        return Verdict(CRISIS_SUICIDE, 1.0, reason, language, notes=notes)


def without_breaks(text: str) -> str:
    """The text with what stands below a colon behind it."""
    return _COLON.sub(": ", text)


def agrees(text: str) -> bool:
    """Whether she says of herself what she told of another."""
    return _AGREES_PLAINLY.search(" ".join(words_of(text))) is not None


def threat_of(text: str, told: Text) -> Threat | None:
    """The threat of another that is told in his words; None: there is none, or it may be hers.
    `told`: the text, cut into words.
    """
    line = " ".join(told.words)
    if _AGREES.search(line) or _says_the_same(told.words):
        return None
    if (picture := _PICTURE.search(line)) is not None:
        return _threat(told, line, picture.start(), picture.end())
    marked = _MARK.search(text) is not None
    for said in (*_TURNED.finditer(line), *_SPOKEN.finditer(line)):
        if not _BEGINS.match(line, said.end()) or _is_parted(told, line, said):
            continue
        ends = _ENDS.search(line, said.end(), said.end() + _NEAR)
        if ends is None or not _is_all_his(
            line[said.end() : ends.end()], line[said.end() : ends.end() + _NEAR]
        ):
            continue
        if _is_his(line, said, marked=marked):
            return _threat(told, line, said.start(), ends.end())
    return None


def _says_the_same(words: list[str]) -> bool:
    """Whether an "I" comes before an "also"."""
    first = next((at for at, word in enumerate(words) if word in _I), len(words))
    return not _SAME.isdisjoint(words[first:])


def _is_all_his(threat: str, rest: str) -> bool:
    """Whether it is a threat to himself, and to nobody else."""
    far = threat.count(" ") > _FAR
    return not (far or _HERS.search(threat) or _OTHERS_TOO.search(rest))


def _is_his(line: str, said: re.Match[str], *, marked: bool) -> bool:
    """Whether the "I" behind the words of saying is plainly his."""
    speaks = said["speaks"] or ""
    if marked or said.re is _TURNED:
        return True
    if speaks in {"goes", "was like", "is like"}:
        return not _WHEN.search(line[: said.start()])
    if speaks and not _is_english(speaks):
        return True
    return _YOU.search(line, said.end(), said.end() + 2 * _NEAR) is not None


def _is_english(speaks: str) -> bool:
    """Whether "I" behind it may be hers without a "that" between."""
    return bool(re.search(r"say|said|tell|told|yell|scream", speaks))


def _is_parted(told: Text, line: str, said: re.Match[str]) -> bool:
    """Whether a sentence ends between the words of saying and what follows."""
    last = line[: said.end()].count(" ")
    return told.sentence[last] != told.sentence[last + 1]


def _threat(told: Text, line: str, start: int, end: int) -> Threat:
    first, last = line[:start].count(" "), line[:end].count(" ")
    before = told.words[:first]
    after = [
        word
        for at, word in enumerate(told.words)
        if at > last and told.clause[at] != told.clause[last]
    ]
    return Threat(" ".join([*before, *after]))
