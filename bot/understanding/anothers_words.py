"""What another threatens to do to himself, in his own words: "he says: come back or i'll kill
myself". Pure.

The "I" in his words is not hers. It is taken for his only where it follows the words of saying in
one breath, with what he wants of her beside it, or where the whole text is his words in quotes or
behind a colon. In any doubt it is hers: "he said 'I don't love you' and I want to die".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.understanding.closed_lists import any_of
from bot.understanding.notes import LISTS, SOMEBODY_ELSE
from bot.understanding.people import CLOSE_FAMILY
from bot.understanding.verdict import CRISIS_SUICIDE, Verdict
from bot.understanding.words import words_of

_WHO = (
    r"(?:hij|ie|zij|ze|he|she|(?:(?:mijn|mn|m|my|de|the|me|men) )?(?:ex|exman|exvriend|exvriendin"
    r"|man|vent|vriend|vriendin|vrouw|partner|lief|husband|wife|boyfriend|bf|girlfriend|gf"
    rf"|{any_of(CLOSE_FAMILY)}))"
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
_GOES = frozenset(["goes", "was like", "is like"])
_BEFORE = (
    r"(?: (?:please|pls|baby|babe|schat|schatje|alsjeblieft|aub|echt|i swear|ik zweer het"
    r"|ik (?:kan|kun) niet (?:leven |verder )?zonder (?:je|jou|u)"
    r"|i cant (?:live |go on |be )?without (?:you|u))(?: 0c)?)*"
)
"""What he may say before his threat."""
_IF_YOU = (
    r"(?:als|indien|tenzij|if|unless) (?:je|jij|ge|gij|u|you|ya|ur)"
    r"(?: (?:nu|niet|nie|ooit|echt|me|mij|weer|nog|bij mij|dont|do not|do|ever|really|now|even"
    r"|wont|try to|dare))*"
    r" (?:terugkomt|terugkeert|komt|thuiskomt|weggaat|gaat|weg gaat|vertrekt|verlaat|opneemt"
    r"|antwoordt|antwoord|belt|terugbelt|stuurt|reageert|blokkeert|blijft"
    r"|leave|left|go|come|answer|reply|text|call|pick up|block|stay|break up)\b"
    r"(?: (?:me|mij|back|home|over|terug|naar huis|thuis|now|nu|with me|bij mij|away))*"
)
_COME = (
    r"(?:(?:kom|come|bel|call|antwoord|answer|pick up|neem op|blijf|stay|text|app)"
    r"(?: (?:terug|back|home|over|naar huis|thuis|me|mij|nu|now|bij mij|with me|here|hier))*"
    r"(?: 0c)? (?:or else|or|of anders|of|anders|else))"
)
"""What he wants of her: it stands right before his threat, or right behind it."""
_WILL = (
    r"(?:(?:i swear )?(?:ill|i will|im going to|im gonna|i am going to|i might as well|imma)"
    r"|(?:ik|k|kik)\b|kga|kmaak|kspring)"
)
_TURNED_I = r"(?:(?:dan )?\w+ (?:ik|k|kik)\b)"
_ASKING_FIRST = re.compile(
    rf"{_BEFORE} (?:{_COME} (?:{_WILL}|{_TURNED_I})"
    rf"|{_IF_YOU}(?: 0c)? (?:{_TURNED_I}|(?:then |dan )?"
    r"(?:i swear )?(?:ill|i will|im going to|im gonna|i am going to|imma)))"
)
_THREAT_FIRST = re.compile(rf"{_BEFORE} {_WILL}")
_ASKING_THEN = re.compile(rf"(?: {_IF_YOU}| (?:tot|totdat|until|unless) (?:you|u|je|jij) \w+)")
_SAYS_ONLY = re.compile(r" (?:ik|k|kik|kga|kmaak|kspring|kwil|i|im|ill|id)\b")
_OPENS = re.compile(r"(?P<colon> 0p| 0c)?(?P<quote> 0q)?")
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
    r"|both|us|ons|jullie|mum|mom|mother|moeder|mama|papa|ouders|parents|family|familie|gezin"
    r"|everyone|iedereen|your \w+"
    r"|(?:je|jou|u|jij) (?:mee|ook|erbij)|(?:en|and|then|dan) (?:jou|jij|you)"
    r"|you (?:with|too|first)|take you|neem (?:je|jou)|kill you|vermoord je)\b"
)
"""Whom he would take along is in danger of him: that is no threat to himself alone."""
_NEAR = 90
"""Letters within which his threat is made."""
_CUT = re.compile(
    r"\b(?:0[a-z]|en|maar|dus|nu|and|but|so|now|liever|instead|want|toen|i|ik|k|im)\b"
)
"""Behind his "I", before what he threatens: there another sentence begins, and it may be hers."""
_STILL_HIS = re.compile(r"(?: (?:op|vanavond|vannacht|morgen|tonight|tomorrow|today)\b)*")
_MARKS = {"s": ".", "c": ",", "p": ":", "q": ""}
_MARKED = re.compile(r"\b0([scpq])\b")
_QUOTE = re.compile(
    r"[\"“”„«»]|(?<!\w)['‘’`](?![ktsn]\b)(?=\w)|(?<=[\w.!?,])['’`](?!\w)", re.IGNORECASE
)
_OTHER_MARK = re.compile(r"[^\w\s,:'’‘`´]|\n")
_SPEAKS_OF_HERSELF = re.compile(
    r"\b(?:ik|k|kik|kwil|kga|kben|kheb|kan|i|im|ill|ive|id|me|mij|mezelf|myself|first"
    r"|eerst|together|samen|better|beter|over|fine|prima|good|goed|dan maar)\b"
)
"""Beside his threat these may be of herself: "me first", "it's over", "better this way"."""
_NOT_GRAVE = re.compile(
    r"\b(?:i dont know what to do|what (?:do|should|can) i do|help me"
    r"|im (?:so )?scared|im (?:so )?afraid"
    r"|ik weet niet wat ik moet doen|wat (?:moet|kan) ik (?:nu )?doen|ik ben (?:zo )?bang)\b"
)
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


def takes_others(line: str) -> bool:
    """Whether others are in danger of what is threatened."""
    return _OTHERS_TOO.search(line) is not None


def threat_of(text: str) -> Threat | None:
    """The threat of another that is told in his words; None: there is none, or it may be hers."""
    line = _with_marks(text)
    if _AGREES.search(line) or _says_the_same(line.split()):
        return None
    if (picture := _PICTURE.search(line)) is not None:
        return _threat(line, picture.start(), picture.end())
    for said in (*_TURNED.finditer(line), *_SPOKEN.finditer(line)):
        end = _end_of_his(line, said)
        if end is not None and not takes_others(f"{line[: said.start()]} 0s {line[said.end() :]}"):
            return _threat(line, said.start(), end)
    return None


def _with_marks(text: str) -> str:
    """The words, with a word in the place of every mark: a comma, a colon, a quote, an end."""
    text = _QUOTE.sub(" 0q ", text)
    text = _OTHER_MARK.sub(" 0s ", text).replace(",", " 0c ").replace(":", " 0p ")
    return " ".join(words_of(text))


def _says_the_same(words: list[str]) -> bool:
    """Whether an "I" comes before an "also"."""
    first = next((at for at, word in enumerate(words) if word in _I), len(words))
    return not _SAME.isdisjoint(words[first:])


def _end_of_his(line: str, said: re.Match[str]) -> int | None:
    """Where his words end, if they are plainly his."""
    opened = _OPENS.match(line, said.end())
    start = opened.end() if opened is not None else said.end()
    quoted = opened is not None and opened["quote"] is not None
    closes = line.find(" 0q", start)
    if quoted != (closes >= 0) or _is_leaving(line, said):
        return None
    limit = closes if quoted else len(line)
    if (end := _end_of_bargain(line, start, limit)) is not None:
        return end
    marked = quoted or said.re is _TURNED or (opened is not None and opened["colon"] == " 0p")
    return limit if marked and _is_only_his(line, said, start, limit) else None


def _is_leaving(line: str, said: re.Match[str]) -> bool:
    """Whether "she goes" may be no saying."""
    return said["speaks"] in _GOES and _WHEN.search(line[: said.start()]) is not None


def _end_of_bargain(line: str, start: int, limit: int) -> int | None:
    """Where a threat ends that wants something of her, and begins right at the start."""
    if (first := _ASKING_FIRST.match(line, start, limit)) is not None:
        return _end_of_threat(line, first, limit)
    if (first := _THREAT_FIRST.match(line, start, limit)) is None:
        return None
    end = _end_of_threat(line, first, limit)
    asking = _ASKING_THEN.match(line, end, limit) if end is not None else None
    return asking.end() if asking is not None else None


def _is_only_his(line: str, said: re.Match[str], start: int, limit: int) -> bool:
    """Whether nothing else is said than what he says, in one breath."""
    if said.start() != 0 or (said["speaks"] in _GOES):
        return False
    first = _SAYS_ONLY.match(line, start, limit)
    end = _end_of_threat(line, first, limit) if first is not None else None
    if end is None:
        return False
    rest = _MARKED.sub("", line[end:]).split()
    return not rest


def _end_of_threat(line: str, first: re.Match[str], limit: int) -> int | None:
    """Where the threat ends whose "I" was found, if nothing parts them."""
    found = _ENDS.search(line, first.start(), min(limit, first.end() + _NEAR))
    if found is None or found.end() <= first.end():
        return None
    his = line[first.start() : found.end()]
    if _CUT.search(line, first.end(), found.end()) or _HERS.search(his):
        return None
    behind = _STILL_HIS.match(line, found.end(), limit)
    return behind.end() if behind is not None else found.end()


def _threat(line: str, start: int, end: int) -> Threat | None:
    """With what she says besides, where that speaks of nothing of herself that may be grave."""
    besides = f"{line[:start]} 0s {line[end:]}"
    if _SPEAKS_OF_HERSELF.search(_NOT_GRAVE.sub("", besides)):
        return None
    return Threat(_MARKED.sub(lambda mark: _MARKS[mark[1]], besides))
