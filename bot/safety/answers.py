"""Yes, no or not sure, typed in answer to a question of safety instead of tapped. Pure.

Two questions are read, each with care for its graver answer: of "are you thinking of ending your
life?" that is yes, of "can you type safely?" it is no, since somebody may be in the room. What is
taken for an answer comes from closed lists; other words are left to whoever understands them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.understanding.words import tokens_of
from bot.understanding.yes_no import folded as _folded

YES, NO, UNSURE = "yes", "no", "unsure"
ALARM = "alarm"
"""No answer: something is wrong with a body, now."""


def _set(words: str) -> frozenset[str]:
    return frozenset(map(_folded, words.split()))


_YES = _set("""
    ja jah jep jup yep jawel jazeker zeker klopt inderdaad tuurlijk natuurlijk
    yes yeah yea yeh ye yup aye correct course
""")
_STRESS = _set("zeker tuurlijk natuurlijk course")
"""Before a no they make it one."""
_REGRET = _set("helaas sadly")
"""A yes to a grave question, and none to "can you type safely?"."""
_NO = _set("""
    nee neen neuh nein nej nope no nah niet nie nooit never not cant dont isnt arent wont
""")
_PLAIN_NO = _set("nee neen neuh nein nej nope no nah")
_BEFORE = _set("eh euh uh uhm ehm hm nou tja sorry well um actually eigenlijk en and dus")
"""Said before an answer, and nothing by itself."""
_BUT = _set("maar ma mr mar but")
_HESITANT = _set("""
    soms misschien weet weten idee beetje vaak altijd elke iedere geregeld regelmatig eens denk
    twijfel mss wss best steeds toe gedacht wel
    sometimes maybe perhaps know sure idk dunno idea bit kinda kind sort often always every guess
    think suppose probably yet
""")
_BESIDE_HESITANT = _set("""
    geen een ik het k t me de dag nacht tijd er ervan aan af en heb nog zo meer eigenlijk echt
    a i it if day night time the all of so ive have about
""")
_BESIDE_NO = _set("""
    hoor joh gelukkig absoluut helemaal zeker tuurlijk natuurlijk echt dat daar daaraan dit denk
    aan ik er ben het is dank je bedankt sorry
    absolutely definitely honestly really at all i im am do thinking think about of that it this
    thanks thank you god mate course
""")
_EXCLAIMED = _set("""
    huh man gast wtf omg lol lmao jezus jesus god hell way wat what dude bro girl
""")
"""Said in surprise or anger, and nothing by itself beside a plain no. Beside a "not" it may be."""
_CALLED = _set("gek idiot idioot sukkel")
"""What this program is called then; beside "I" it is what she calls herself."""
_HERSELF = _set("ik k ben i im am")
_OUTBURST = re.compile(r"\bdoe (?:(?:f|efe|even|eens) )?normal\b|\bben je (?:wel )?gek\b")
_LAUGHTER = re.compile(r"a?(?:h[aei]){2,}h?")
_TAKES_BACK = _set("wel meer zo nog anymore quite yet") | _BUT
"""Beside a no they take some of it back."""
_HALF_A_NO = frozenset([("niet", "echt"), ("nie", "echt"), ("not", _folded("really"))])
_SHORT, _LONGEST = 5, 12
"""Words of what can be read as a hesitation, and as a no."""

_UNSAID = (
    "ik loog", "loog ik", "ik lieg", "ik heb gelogen", "dat was gelogen", "dat was een leugen",
    "dat was niet waar", "dat is niet waar", "dat klopt niet", "dat klopte niet",
    "ik was niet eerlijk", "denk er wel aan", "er wel aan denk", "denk daar wel aan",
    "i lied", "i was lying", "im lying", "that was a lie", "that was not true", "that is not true",
    "thats not true", "that wasnt true", "that isnt true", "it wasnt true", "i wasnt honest",
    "i was not honest", "do think about it", "do think of it", "am thinking about it",
    "am thinking of it", "im thinking about it", "im thinking of it",
)  # fmt: skip
"""What takes back a no of one's own. Nothing that is said of another: he lied, and often."""
_UNSAID_ALONE = frozenset(
    " ".join(map(_folded, one.split()))
    for one in ("toch", "toch wel", "niet waar", "gelogen", "not true", "lied", "i do", "i am")
)

_SOMEBODY = _set("""
    hij ie zij ze iemand man vriend vader moeder ex partner zus broer
    he hes she shes they theyre someone somebody husband boyfriend girlfriend wife dad mum mom
""")
_IS = _set(
    "is zit staat ligt komt kijkt leest hoort luistert ziet slaapt loopt hes shes theyre isnt "
    "sits sitting coming comes watching listening hears sees standing"
)
_PLACES = _set("""
    hier er erbij naast bij thuis binnen mee kamer huis
    here there beside next home house room inside around
""")
_NEAR = _PLACES | _set("""
    eraan zo nog wakker kijkt hoort luistert ziet slaapt
    coming watching listening hears sees asleep awake
""")
_AWAY = _set("""
    hier er thuis bij me mij mee binnen nu vandaag hoor gelukkig even weg werk werken naar aan op
    het de zijn gaan out vertrokken al net mijn
    here home there around now today gone away at work my
""")
_GONE = _set("weg werk werken vertrokken out gone away work")
_BRIEF = _set("kort even zo snel lang straks niet nie voor not for long short quick quickly soon")
_NOBODY = _set("niemand nobody noone one no else er is nu hier thuis here home at")
_ALONE = _set("ik k ben nu hier thuis wel hoor weer gewoon helemaal alleen veilig gelukkig kben "
              "i im am now here home all by myself alone safe")  # fmt: skip
_FREE = _set("veilig safe alleen alone")
_UNFREE = (
    _set("""
    ik k ben kben kan kn durf mag ga gaat lukt dat het dit nu even liever beter echt typen praten
    bellen later straks alleen veilig thuis zo hoor
    i im can it that now right rather really alone safe type talk later able
""")
    | _NO
)
_FOR_NOW = _set("nu wel op dit moment voor even voorlopig momenteel kan dat for now")
_POSTPONED = _set("later straks")
_BODY = ("adem", "ademt", "slik", "stik", "lucht", "bewusteloos", "flauw", "westen", "bloed",
         "gewond", "gestoken", "geschoten", "breath", "swallow", "chok", "unconscious", "faint",
         "passed", "bleed", "blood", "stabbed", "wounded", "injured")  # fmt: skip
"""How words of a body in danger begin: more than any answer, and never a no."""
_WELL = _set("goed prima wel oke fine good okay ok")
_CALLS = ("mes", "pistool", "wapen", "geweer", "bijl", "help", "hulp", "politie", "opgesloten",
          "11", "knife", "gun", "weapon", "axe", "police", "locked", "91", "99")  # fmt: skip
"""How words begin that call for somebody: a no before them does not send them away."""


def read_thinking(text: str, *, near: bool = True) -> str | None:
    """What is meant by it after "are you thinking of ending your life?".

    None: it is something else. Whoever hesitates is taken to say yes. `near`: nothing else was
    said since, so that a short text with a "not" in it is a hesitation too.
    """
    words = _words(text)
    if not words:
        return None
    said = set(words)
    stressed = words[0] in _STRESS and words[1:2] and words[1] in _NO
    if words[0] in _YES | _REGRET and not stressed:
        return UNSURE if said & _BUT or _NO & set(words[1:2]) else YES
    rest = said - _NO
    if rest != said and len(words) <= _LONGEST and _weight(words) <= _BESIDE_NO | _NO:
        return UNSURE if _HALF_A_NO & set(pairwise(words)) else NO
    short = len(words) <= _SHORT
    if short and _hesitates(said):
        return UNSURE
    # "I can't say that": no plain no, and near enough to a yes.
    denies = rest != said and (near or rest <= _TAKES_BACK)
    return UNSURE if short and denies else None


def _weight(words: Sequence[str]) -> set[str]:
    """The words that count: a plain no takes laughter and curses along, "no way, man"."""
    said = set(words)
    if not said & _PLAIN_NO:
        return said
    left = set(_OUTBURST.sub("", " ".join(words)).split())
    left = {word for word in left if not _LAUGHTER.fullmatch(word)} - _EXCLAIMED
    return left if said & _HERSELF else left - _CALLED


def unsays(text: str) -> bool:
    """Whether an earlier no to that question is taken back in so many words: "I lied"."""
    words = tokens_of(text)
    said = f" {' '.join(words)} "
    short = len(words) <= _LONGEST
    return short and (
        any(f" {one} " in said for one in _UNSAID) or " ".join(_words(text)) in _UNSAID_ALONE
    )


def comes_back(text: str) -> bool:
    """Whether it is a yes or a hesitation, some time after a no. Not any short text with a "not"
    in it, which under the question itself is one: "I can't sleep".
    """
    read, words = read_thinking(text), _words(text)
    return read == YES or (read == UNSURE and (words[0] in _YES or _hesitates(set(words))))


def read_safe(text: str, *, told: bool = False) -> str | None:
    """What is meant by it after "can you type safely?"; None: it is something else.

    Whoever hesitates is not safe. `told`: violence is told in plain words, which is no answer
    unless a yes or a no stands before it.
    """
    words = _words(text)
    if not words:
        return None
    if _is_alarming(text):
        return ALARM
    said = set(words)
    if words[0] in _YES and not said & _STRESS:
        return _behind_a_yes(words[1:])
    if any(word.startswith(_CALLS) for word in tokens_of(text)):
        return None
    if (
        said <= _NOBODY
        and said - _set("no nu er is")
        and (said & _set("niemand nobody noone one"))
    ):
        return YES
    if words[0] in _NO or said <= _REGRET:
        return NO
    if words[0] in _YES:
        return _behind_a_yes(words[1:])
    if told:
        return None
    if _is_away(words):
        return YES
    if _is_near(said) and len(words) <= _LONGEST:
        return NO
    if said & _FREE and said <= _ALONE and words[:2] != ["ben", "ik"]:
        return YES
    if "wel" in said and said <= _FOR_NOW:
        return YES
    if said <= _UNFREE and said & (_NO | _POSTPONED):
        return NO
    short = len(words) <= _SHORT
    return UNSURE if short and _hesitates(said) else None


def _hesitates(said: set[str]) -> bool:
    return bool(said & _HESITANT) and said <= _HESITANT | _BESIDE_HESITANT | _NO | _TAKES_BACK


def calls(text: str) -> bool:
    """Whether somebody is called for, behind a no or in so many words: "no, help me"."""
    words = list(tokens_of(text))
    called = len(words) > 1 and any(word.startswith(_CALLS) for word in words)
    return called and (_folded(words[0]) in _NO or bool({"help", "hulp"} & set(words)))


def _is_alarming(text: str) -> bool:
    words = tokens_of(text)
    rest = {_folded(word) for word in words[1:]}
    if rest & _WELL and not rest & _NO:
        return False  # "No, breathing is fine."
    return any(word.startswith(_BODY) for word in words)


def takes_back(text: str) -> bool:
    """Whether there is a "but" in it."""
    return bool(_BUT & set(_words(text)))


def rest_of(text: str) -> str:
    """What follows a yes or a no; "": it begins with neither, or nothing follows."""
    words = text.split()
    while words and _is_all(words[0], _BEFORE):
        words = words[1:]
    if not words or not _is_all(words[0], _YES | _NO):
        return ""
    words = words[1:]
    while words and _is_all(words[0], _BEFORE | _BUT):
        words = words[1:]
    return " ".join(words)


def _is_all(word: str, among: frozenset[str]) -> bool:
    found = _words(word, strip=False)
    return bool(found) and set(found) <= among


def _words(text: str, *, strip: bool = True) -> list[str]:
    words = [_folded(token) for token in tokens_of(text)]
    while strip and len(words) > 1 and words[0] in _BEFORE:
        words = words[1:]
    return words


def _behind_a_yes(rest: Sequence[str]) -> str:
    said = set(rest)
    if not rest or _is_away(rest):
        return YES
    if _is_near(said) or said & _NO & set(rest[:4]):
        return UNSURE
    if said & _BUT and said & _BRIEF and len(rest) <= _SHORT:
        return UNSURE
    hesitates = said & _HESITANT and said <= _HESITANT | _BESIDE_HESITANT | _TAKES_BACK
    return UNSURE if hesitates else YES


def _is_away(words: Sequence[str]) -> bool:
    """ "He is not here", "he's out", and nothing more."""
    said = set(words)
    if len(words) > _SHORT + 1 or sum(word in _SOMEBODY for word in words) != 1:
        return False
    if any(one in _NO and other in _GONE for one, other in pairwise(words)):
        return False  # "He is not out, he's home."
    here = said & _PLACES
    if "gone" in said:
        here = here - {"home"}  # "He's gone home."
    away = here if said & _NO else said & _GONE and not here
    return bool(away) and said <= _SOMEBODY | _IS | _AWAY | _NO


def _is_near(said: set[str]) -> bool:
    return bool(said & _SOMEBODY and said & _IS and said & _NEAR)
