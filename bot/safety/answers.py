"""Yes, no or not sure, typed in answer to a question of safety instead of tapped. Pure.

"Not sure" is meant widely: whoever hesitates is taken to mean the graver answer. Of "can you type
safely?" the graver answer is no, and more is taken for one: somebody may be in the room.
"""

from __future__ import annotations

from itertools import pairwise

from bot.understanding.words import tokens_of

YES, NO, UNSURE = "yes", "no", "unsure"

_YES_WORDS = """
    ja jah jep jup yep jawel jazeker zeker klopt inderdaad helaas
    yes yeah yea yeh ye yup aye sadly correct
"""
_NO_WORDS = "nee neen neuh nein nope no nah niet nie nooit never not"
_BESIDE_A_NO = """
    hoor joh zeg gelukkig absoluut helemaal zeker echt dat daar daaraan dit denk aan ik doe er ben
    het is nu veilig kan typen dank je bedankt sorry
    absolutely definitely honestly really at all i im am do dont thinking think about of that it
    this safe now cant type thanks thank you god mate
"""
_HALF_WORDS = "maar wel meer zo but anymore quite"
_HALF_A_NO = frozenset([("niet", "echt"), ("nie", "echt"), ("not", "really")])
"""Beside a no they take some of it back."""
_UNSURE_WORDS = """
    soms misschien weet weten idee beetje vaak altijd elke iedere geregeld regelmatig eens denk
    twijfel mss wss best steeds
    sometimes maybe perhaps know sure idk dunno idea bit kinda kind sort often always every guess
    think suppose probably
"""
_BESIDE_UNSURE = """
    geen een ik het me de dag nacht tijd ervan of
    a i it if day night time the all of dont im no so
"""
_YES, _NO = frozenset(_YES_WORDS.split()), frozenset(_NO_WORDS.split())
_BESIDE_NO, _HALVES = frozenset(_BESIDE_A_NO.split()), frozenset(_HALF_WORDS.split())
_UNSURE = frozenset(_UNSURE_WORDS.split())
_HESITATION = _UNSURE | frozenset(_BESIDE_UNSURE.split())
_TAKES_BACK = frozenset(["maar", "but"])
"""What makes a yes doubtful: "yes, but he is in the next room"."""
_REGRET = frozenset(["helaas", "sadly"])
"""A yes to a grave question, and none to "are you safe?"."""
_BEFORE_A_NO_WORDS = """
    nu even liever eigenlijk momenteel op dit moment eh uh uhm nou sorry kan
    now right rather well um actually
"""
_SOMEBODY_WORDS = "hij ie zij ze iemand he hes she shes they theyre someone somebody"
_NEAR_WORDS = """
    hier er naast bij thuis binnen kijkt mee kamer huis
    here there beside next home house room watching looking inside
"""
_BEFORE_A_NO, _SOMEBODY = frozenset(_BEFORE_A_NO_WORDS.split()), frozenset(_SOMEBODY_WORDS.split())
_NEAR = frozenset(_NEAR_WORDS.split())
"""Where somebody is who may read along."""
_MYSELF, _SAFE = frozenset(["ik", "ben", "i", "im"]), frozenset(["veilig", "safe"])
_SHORT, _LONGEST = 5, 12
"""Words of what can be read as a hesitation, and as a no."""


def read_answer(text: str) -> str | None:
    """`YES`, `NO` or `UNSURE`; None: it is something else, or too much to be an answer."""
    words = tokens_of(text)
    if not words:
        return None
    said = set(words)
    if words[0] in _YES:
        return UNSURE if said & _TAKES_BACK or _NO & set(words[1:2]) else YES
    if len(words) <= _SHORT and said & _UNSURE and said <= _HESITATION | _NO | _HALVES:
        return UNSURE
    rest = said - _NO
    if rest == said or len(words) > _LONGEST or not rest <= _BESIDE_NO | _HALVES | _HESITATION:
        return None
    taken_back = rest & _HALVES or _HALF_A_NO & set(pairwise(words))
    return NO if rest <= _BESIDE_NO and not taken_back else UNSURE


def read_whether_safe(text: str, *, told: bool = False) -> str | None:
    """The same for "can you type safely?": a no whatever follows it, and somebody who is near.

    `told`: violence is told in plain words; then only a yes or a no before it answers.
    """
    words = tokens_of(text)
    if not words:
        return None
    said = set(words)
    if said <= _REGRET:
        return NO
    first = next((word for word in words if word not in _BEFORE_A_NO), "")
    short = len(words) <= _SHORT
    if short and words[0] in _MYSELF and said & _SAFE and not said & (_NO | _UNSURE | _SOMEBODY):
        return YES
    if first in _NO or (short and said & _NO and words[0] not in _YES | _SOMEBODY):
        return NO
    if told and words[0] not in _YES:
        return None
    if first in _SOMEBODY and said & _NEAR and len(words) <= _LONGEST:
        return YES if said & _NO else NO
    return read_answer(text)
