"""Which reply of its own a crisis gets: what is said plainly, by phrases of the content, beside
what the examples taught.

`medical` and `strangulation` put 112 and a doctor before all other words, so they are not left to
weights alone. `third-person-current` gives way to what somebody says of himself.
"""

from __future__ import annotations

import re
from itertools import pairwise

from bot.understanding.closed_lists import word_set
from bot.understanding.comes_for_her import comes_for_writer
from bot.understanding.people import GROWN_UP, SONS_AND_DAUGHTERS
from bot.understanding.phrases import Match
from bot.understanding.words import Text

MEDICAL, STRANGULATION, SOMEBODY_ELSE = "medical", "strangulation", "somebody_else"
HARM = "harm"
ALONG = "along"
"""Who would take a child, or somebody else, along into death."""
WOUNDED = "wounded"
"""What can be seen of somebody whom the writer hurt; it says something only beside that."""
LISTS = {
    MEDICAL: "medical",
    STRANGULATION: "strangulation",
    SOMEBODY_ELSE: "third-person-current",
    HARM: "client-intent-to-harm",
    ALONG: "takes-somebody-along",
}
"""A file of phrases -> the note that it gives."""

_TAKEN = re.compile(
    r"pil|tablet|medic|meds|paracetamol|slik|inge?nom|overdos|gif|poison|bleach|bleek|swallow"
    r"|took|taken|insulin|dosis|\bod\b|bloed|bleed|blood|gesne|cut|pols|wrist|strip|drank"
    r"|gedronken|genomen|genome|gepakt|doos|fles|bottle|binnen|dope|drugs|dizzy|duizelig|suf"
    r"|slaperig|sleepy|drowsy|ambulance|slit|vein|ader"
)
_NOT_TAKEN = re.compile(
    r"\b(geen|niks|niets|no|any|nothing) (\w+ )?(pillen|medicijnen|tabletten|pills|tablets|meds"
    r"|overdosis|overdose|ingenomen|geslikt|genomen|taken)\b|\bafscheid (\w+ ){0,2}genomen\b"
    r"|\b(not|nt|havent|didnt|never) (\w+ ){0,2}(taken|took|take|overdosed|swallowed)\b"
)
_HARMLESSLY_TAKEN = re.compile(
    r"\b(took|take|taken|taking) (a|the|my|our) (\w+ )?(walk|bath|shower|nap|break|day|week"
    r"|bus|train|tram|photo|picture|seat|look|breath|drive)\b"
)
_WOUND = re.compile(
    r"snij|snee|sned|gesne|kras|brand|verwond|wond|pijn|aandoen|aan te doen|aangedaan|mutil"
    r"|mesje|bloed|pols|krab|sla|bijt|cut|harm|hurt|burn|scratch|bleed|blood|wrist|blade|razor"
    r"|punch|bite|slice|slit|scar|carv|litteken|schaar|scissor|sh\b"
)
_FEAR = re.compile(
    r"\b(scared|afraid|frightened|terrified|creepy|dont trust|drunk|high|bang|eng|vertrouw|dronken"
    r"|bezopen|zat)\b"
)
"""What whoever is with somebody to be afraid of says of that."""
_OF_FEW_WORDS = 14
_FEAR_OF_HIM = re.compile(
    r"\b(hes|shes|theyre|(he|she|hij|ie|zij|ze) (is|was|got|came home|kwam)) (\w+ ){0,3}"
    r"(drunk|drinking|wasted|high|coked|angry|raging|furious|dronken|zat|bezopen|boos|woedend"
    r"|agressief)\b"
    r"|\b(scared|afraid|frightened|terrified|bang|schrik) (\w+ )?(of|for|van|voor)"
    r" (him|her|hem|haar|m|em)\b"
    r"|\b(thuis|huis|hier|home|house|here|stuck|locked|alone|alleen) (met|with) (him|hem) (me )?"
    r"(and|en)\b"
)
"""Who is with somebody to be afraid of: however long it is told, that is of the other, ..."""
_BESIDE_FEAR = re.compile(
    r"\b(baby|toddler|newborn|twins|tweeling|peuter)\b"
    r"(?= (and|en|is|are|zijn|slaapt|sleeps|in)\b|$)"
    r"|\bwat ik (nu |dan |hier |toch )?(moet|kan)\b"
)
"""... and a child that is there too, or not knowing what to do, says no more of the writer."""
_HARM = re.compile(
    r"\b(hit|sla|sloeg|gesla|klap|stomp|gestomp|schop|trap|beuk|ram|kick|punch|slap|smack|beat"
    r"|pijn|iets (aan)?doe|aandoe|aan ?te ?doen|aangedaan|hurt|harm|kill|murder|\w*moord|dood|dead"
    r"|shoot|schiet|\w*stab|\w*ste[ek]+|gestok|knife|knive|mes|axe|bat\b|hammer|hamer|gun|pisto"
    r"|shak|shook|schud|geschud|chok|strang|wurg|smother|smoor|stik|pillow|kussen|drown|verdr"
    r"|push|shov|duw|throw|thr[eo]w|gooi|smij|drop|vallen|grab|grip|squeez|knij|burn|brand|fik"
    r"|run over|drive|drove|rij|reed|revenge|wraak|snap|lost it|lose it|control|controle|beheers"
    r"|hand|fist|vuist|baby|toddler|newborn|twins|tweeling|peuter|rage|woede|violent|geweld|attack"
    r"|aanval|fight|vecht)"
    r"|\b(of me|ill|id|ive|gonna|going to|help me stop|wat ik|dat ik|\w+self|mezelf|mijzelf"
    r"|voor mij|i (will|might|could|would|do|did|have|had|keep|want|got|get|am|put|broke)"
    r"|im (going|gonna|about|holding)|ik (hem|haar|het|ze|iets|mijn|mn|m))\b"
)
_ANYTHING = re.compile(
    r"\b(?:(?:dat|da) (?:ik|k)|dak) (?:iets|wat|ies) (?:(?!aan)\w+s )?(?:(?:ga|zal) )?doen?\b"
    r"(?! (?:met|bij|tegen|aan|mee)\b)"
    r"|\b(?:ill|i (?:will|might|could|may)|im (?:going to|gonna)) do (?:something|anything|sth)"
    r"(?! (?:\w+ )?(?:to|with)\b)(?: stupid| bad| silly| drastic)?\b"
    r"|\bvertrouw (?:mezelf|mijzelf) (?:niet|nie)\b|\bdont trust myself\b"
)
"""What whoever is afraid of it does not say to whom: it need be nobody else."""
_LOVES = re.compile(r"\b(?:hou|hield|love|loved)\b")
_NOT_CHOKED = re.compile(
    r"\b(wurg|smoor|stik)\w* (me|mij|ons|haar|hem) (niet|nooit|nie)\b"
    r"|\b(doesnt|didnt|never|not|hasnt|isnt|wont) (\w+ ){0,1}(chok|strangl|throttl)\w*"
)
_OWN = frozenset(
    [
        *("ik", "k", "kik", "kwil", "kga", "kzou", "kdenk", "kheb", "kben", "mezelf", "mijzelf"),
        *("mij", "me", "i", "im", "ive", "id", "ill", "myself"),
    ]
)


_THEM = word_set("""
    hij hy hie ie zij ze zn hem haar hun hen die hes he she shes him her hers they theyre them
    theyve hed shed ex exen exje vriend vriendje man vent partner lief verloofde exman exvriend
    exvriendin exvrouw boyfriend bf husband hubby fiance bloke fella
""")
_OTHERS = (
    GROWN_UP
    | SONS_AND_DAUGHTERS
    | word_set("""
        zuster kind kindje kinderen kids kleinkind kleinzoon kleindochter vrouw vrouwen wief
        nichtje neefje buurmeisje buurjongen buur vreemde buren bovenburen onderburen
        klasgenoot klasgenote stiefzoon stiefdochter stiefmoeder stiefvader schoonzoon
        schoondochter leerling client meisje jongen beste bff iemand pleegkind kleine baby
        schoonmaakster child children kid toddler niece nephew classmate teammate girl boy
        grandson granddaughter stepson stepdaughter stepmum stepdad student pupil someone
        somebody girlfriend gf wife lad lass lassie woman women she shes ze zij haar her
    """)
)
PEOPLE = _OTHERS
"""Whoever may be told of beside the ex."""
_PARENT = re.compile(
    r"\b(kids?|child|childs|childrens|babys|sons|daughters|girls|boys|twins)"
    r" (dad|daddy|father|mum|mom|mother)\b"
    r"|\b(vader|papa|pa|moeder|mama|ma) van (de|mijn|mn|me|onze|ons) (kinderen|kids|kind|kindje"
    r"|zoon|zoontje|dochter|dochtertje|jongens|meisjes|kleine|baby|tweeling)\b"
)
"""The other parent of her children is an ex, or the partner, though a child is named."""
_SOMEBODY = word_set("iemand someone somebody anyone anybody")
_CALLS_FOR = word_set("kan kunt wil er can could will would please need want")
"""Before it: "can someone call me", "kan er iemand komen" are about whoever writes."""
ITSELF = word_set("zich zichzelf haarzelf hemzelf himself herself themself themselves")
_TELLS = word_set("zeg vertel tell say")
"""Begins what somebody wants told when she is gone: that is about whoever writes."""


def may_be_of_another(words: list[str], *, violence: bool) -> bool:
    """Whether somebody is named whom it may be about: the weights alone also hear another in a
    sentence without a subject, and in one about an ex at the door.

    Of violence the ex, or "he", is no such person: it is he who does it.
    """
    if words[0] in _TELLS and not violence:
        return False
    others = _OTHERS if violence else _OTHERS | _THEM
    if violence and comes_for_writer(words):
        return False
    if violence:
        words = _PARENT.sub("ex", " ".join(words)).split()
    named = any(
        not forms_of(word).isdisjoint(others) and not is_called_for(words, at)
        for at, word in enumerate(words)
    )
    of_itself = not violence and not ITSELF.isdisjoint(words)
    return named or of_itself or ("next", "door") in pairwise(words)


def forms_of(word: str) -> set[str]:
    """A word as it is, and without what makes it small, a woman's, many or by marriage."""
    roots = {word, word.removeprefix("stief"), word.removeprefix("schoon")}
    endings = ("s", "e", "es", "je", "tje", "etje", "jes", "tjes")
    return roots | {root.removesuffix(ending) for root in roots for ending in endings}


def is_called_for(words: list[str], at: int) -> bool:
    """Whether this word is somebody who is to help, and nobody of whom something is told."""
    return at > 0 and words[at] in _SOMEBODY and words[at - 1] in _CALLS_FOR


def may_be_medical(words: list[str]) -> bool:
    """Whether the words leave room for something taken or a wound: the weights alone may err."""
    text = _HARMLESSLY_TAKEN.sub(" ", " ".join(words))
    return bool(_TAKEN.search(text)) and not _NOT_TAKEN.search(text)


def may_be_harm(words: list[str]) -> bool:
    """Whether it may be the writer who hurts somebody: of one who is afraid of another, weights
    alone hear that as well, and the reply would tell her to walk away from her own child.
    """
    text = " ".join(words)
    if words[0] in _TELLS and _LOVES.search(text):
        return False
    text = _ANYTHING.sub(" ", text)
    of_him = _FEAR_OF_HIM.search(text)
    if of_him:
        text = _BESIDE_FEAR.sub(" ", text)
    afraid = of_him or (len(words) <= _OF_FEW_WORDS and _FEAR.search(text))
    return not afraid or bool(_HARM.search(text))


def may_be_selfharm(words: list[str]) -> bool:
    """The same for a wound of one's own making."""
    return bool(_WOUND.search(" ".join(words)))


def may_be_strangled(words: list[str]) -> bool:
    """Whether the words do not say that this is what does not happen."""
    return not _NOT_CHOKED.search(" ".join(words))


def is_of_oneself(match: Match, text: Text, others: list[Match]) -> bool:
    """Whether grave words speak of whoever writes, apart from those about somebody else."""
    clauses = set(text.clause[match.start : match.end])
    if any(text.clause[one.start] in clauses for one in others):
        return False
    start = max(0, match.start - 2)
    near = [at for at in range(start, match.end) if text.clause[at] in clauses]
    return any(text.words[at] in _OWN for at in near)
