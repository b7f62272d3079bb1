"""What is typed in answer to "are you thinking of ending your life?". Pure.

A yes, and any doubt, is taken as one. A no is one if nothing stands beside it that is not known to
be harmless: a reason ("no, just tired"), a curse, what was meant instead. A no with means at hand,
a plan or a "but" is none. Everything between is asked about again: a wrong no may cost a life, and
a wrong yes tells somebody that she is not heard.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.safety.answers import NO, UNSURE, YES
from bot.safety.harmless_no import (
    BEGUN,
    BESIDE_NO,
    CORRECTS,
    DENIES,
    EXCLAIMED,
    HERSELF,
    LAUGHTER,
    LONGEST,
    MEANT,
    NOT,
    OF_CONTACT,
    ONLY,
    REASONS,
    TIMES,
    WISHES_ONLY,
    gives_a_reason,
    is_harmless,
)
from bot.safety.no_danger import brushes_off
from bot.safety.own_yes import is_own_yes
from bot.safety.plain_words import (
    BUT,
    COURTESY,
    NO_WORDS,
    PLAIN_NO,
    REGRET,
    STRESS,
    TAKES_BACK,
    YES_WORDS,
    hesitates,
    phrases,
    without,
    words_in,
)
from bot.understanding.closed_lists import folded, folded_set
from bot.understanding.words import tokens_of

AGAIN = "again"
"""Neither yes nor no, and no words of a crisis either: it is asked once more, in short."""
_SHORT = 7
"""Words of what can be read as a hesitation."""

_NAMES_IT = folded_set(
    "denk denken daaraan eraan dood suicidaal think thinking suicidal die dying"
)
"""Words of the question itself."""
_DANGER = phrases(
    "te laf, ben laf, durf niet, durf het niet, durf ik niet, nog niet, te laat, sta er",
    "sta boven, sta hier boven, geen uitweg, nooit meer wakker, niet meer wakker",
    "niet meer leven, al gedaan, net gedaan, al begonnen, bij het spoor, op het spoor",
    "aan het spoor, langs het spoor",
    "voor de trein, onder de trein, voor een trein, op het dak, op een dak, op de reling",
    "niet op dit moment, no way out, too late, too scared, too much of a coward, dont dare",
    "not brave enough, already done it, already did, just did it, by the tracks, on the tracks",
    "in front of a train, on the roof, never wake up, not wake up, dont want to live",
    "dont want to wake up, not at the moment, hang myself",
)  # fmt: skip
_THINGS = (
    r"\w*pil(?:len|letjes?)|pil|pills?|slaappil|medicijn(?:en)?|medicatie|tablet(?:ten|s)|meds"
    r"|paracetamol(?:len)?|oxazepam|touw|strop|rope|noose|\w*mes(?:sen|jes?)|mes|scheermes"
    r"|knife|blades?|razors?|overdos(?:is|e)|afscheid(?:sbrief)?|goodbye|gif|poison|pistool|wapen"
    r"|geweer|gun|weapon|springen|ophangen|verdrinken|drown|jump(?:ing)?|plan(?:nen|s|ned)?|brug"
    r"|bridge|ledge|balkon|klaar ?(?:liggen|ligt|lag|gelegd|staan|staat)"
)
_HAS = re.compile(rf"\b(?:{_THINGS})\b")
"""Means at hand, or a plan."""
_HAS_NOT = re.compile(
    r"\b(?:geen|niet|nooit|zonder|no|not|never|any|dont(?: have)?|without|havent|wouldnt)"
    rf"(?: (?!meer|ik|k|i|heb|have|maar|but)\w+){{0,3}} (?:{_THINGS})\b"
)
_SAFETY_PLAN = re.compile(
    r"\b(?:veiligheids|safety) ?plan\b"
    r"|\b(?:schrijf|schrijven|vul)(?: aan)? (?:mijn|mn|het|dit|m n) plan\b"
    r"|\b(?:writing|filling(?: in| out)?) (?:my|the|this) plan\b"
)
"""The plan that is written here: no means, and no denial either."""
_CANNOT = folded_set("cant cannot")
"""With it a no may be one to going on: "I can't do it"."""
_BESIDE_TIMES = folded_set("ik het dat even i doe just hoor eh now nu") | NOT | PLAIN_NO
_UNSAYABLE = phrases(
    "dat zeg ik niet, zeg ik niet, kan ik niet zeggen, kan het niet zeggen, wil ik niet zeggen",
    "durf ik niet te zeggen, durf het niet te zeggen, dat durf ik niet, ik ben niet veilig",
    "niet veilig, i cant say, cant say, rather not say, id rather not say, i wont say",
    "not safe, im not safe",
    "wat als ik ja zeg, wat als het ja is, en als ik ja zeg, wat als het zo is, what if yes",
    "what if i say yes, what if i do, what if its yes, and if i do, and if i say yes",
    "ik ben bang van wel, ben bang van wel, bang van wel, ik vrees van wel, ik denk van wel",
    "denk van wel, ik geloof van wel, ik ben bang dat ik het doe, im afraid so, i fear so",
    "i think so, i might, i think i might, im scared i might, scared i might, im afraid i might",
)  # fmt: skip
_HALF_A_NO = frozenset([("niet", "echt"), ("nie", "echt"), ("not", folded("really"))])
_PARTICLE = folded_set("laat toch doe ga alleen zeg kom nou dan blijf slaap anything nothing")
"""Before a "but" they make it none: "laat maar", "anything but"."""

_AGREES = folded_set("""
    graag doe is goed prima oke ok akkoord dank je dankje dankjewel bedankt weer aan zet ze
    please thanks thank you do it go ahead fine that sounds good then okay sure thats verder
    weken week
""")
"""Beside a yes they agree to something; nobody agrees to that question."""
_STAYS = folded_set("hoor joh")
_STOPS = folded_set("stop stoppen zet uit hou op met houd quit stopping cancel")
_THEM = folded_set("""
    ze die deze de bericht berichten berichtjes app apps bot programma het dagbericht meer
    them these those the messages msgs texts message daily bot programme program all just
""")
"""With them a yes asks that the messages stop."""
_OF_SAFETY = folded_set("typen praten veilig alleen type talk safe alone weg gone out")
_BESIDE_SAFETY = folded_set("""
    ik k kan kn ben kben thuis nu hij is hier niet werk wel we hoor
    i im can home now hes is at not here
""")
"""With them a yes answers "can you type safely?"."""
_BRUSHED_OFF = frozenset(phrases(
    "laat maar, laat maar zitten, laat zitten, niks, niets, doet er niet toe, boeit niet",
    "maakt niet uit, gaat wel, gaat wel weer, het gaat wel, het gaat wel weer, valt mee",
    "valt wel mee, denk het niet, ik denk het niet, denk van niet, ik denk van niet",
    "doe maar niet, hou maar op, vergeet het, vergeet maar, nee denk het niet, ik geloof het niet",
    "never mind, nevermind, nvm, forget it, doesnt matter, its nothing, nothing, whatever",
    "im ok, im okay, im fine, its fine, all good, dont think so, i dont think so, guess not",
    "i guess not, probably not, no i dont think so, nah i guess not",
))  # fmt: skip


def read_thinking(text: str, *, near: bool = True, asked_since: bool = False) -> str | None:
    """What is meant by it; None: something else. Whoever hesitates is taken to say yes.

    `near`: nothing else was said since, so that "I can't say that" is said of the question too.
    `asked_since`: something else was asked that a no may answer; then it is one to this if it says
    so.
    """
    read = _read_thinking(text, near=near)
    elsewhere = asked_since and read == NO and not _NAMES_IT & set(words_in(text))
    return None if elsewhere else read


def _read_thinking(text: str, *, near: bool) -> str | None:
    words = _as_said(text)
    if not words:
        return None
    said, line = set(words), " ".join(words)
    stressed = words[0] in STRESS and bool(NO_WORDS & set(words[1:2]))
    if words[0] in YES_WORDS | REGRET and not stressed:
        return _behind_a_yes(words[1:], tokens_of(text)[1:])
    if line in _BRUSHED_OFF or (not said & PLAIN_NO and brushes_off(text)):
        return AGAIN
    _, denied = without(words, DENIES)
    takes_back = said & NO_WORDS and said & TAKES_BACK and said <= NO_WORDS | TAKES_BACK
    if _is_half_a_no(words) or (takes_back and not denied) or _is_postponed(words):
        return UNSURE
    if near and line in _UNSAYABLE:
        return UNSURE
    if said & PLAIN_NO or denied or stressed:
        return _behind_a_no(words, tokens_of(text))
    if said & NO_WORDS and len(words) <= LONGEST and said <= BESIDE_NO | NO_WORDS:
        return AGAIN if said & _CANNOT else NO
    short = len(words) <= _SHORT
    if short and said & HERSELF and _has_means(words, tokens_of(text)):
        return UNSURE
    if is_own_yes(words, near=near):
        return UNSURE
    if said & (MEANT | ONLY) and is_harmless(words):
        return NO if said & CORRECTS and gives_a_reason(words) else AGAIN
    return None


def _as_said(text: str) -> list[str]:
    """Its words, with one spelling of "het", and "no" for "maar nee", which is no "but"."""
    words = ["het" if word == "t" else word for word in words_in(text)]
    return words[1:] if words[:1] and words[0] in BUT and PLAIN_NO & set(words[1:2]) else words


def _behind_a_yes(rest: Sequence[str], tokens: Sequence[str]) -> str:
    """What a yes comes to with these words behind it."""
    said = set(rest)
    if not said or _has_means(rest, tokens):
        return YES
    if rest[0] in PLAIN_NO:
        return AGAIN if _behind_a_no(rest, tokens) == NO else UNSURE
    agreeing = {word for at, word in enumerate(rest) if not _is_particle(rest, at)}
    if agreeing <= YES_WORDS | COURTESY | _AGREES and agreeing & (COURTESY | _AGREES) - _STAYS:
        return AGAIN
    if said & _STOPS and said & _THEM and said <= _STOPS | _THEM | COURTESY | _AGREES:
        return AGAIN
    if said & _OF_SAFETY and said <= _OF_SAFETY | _BESIDE_SAFETY:
        return AGAIN
    if any(word.isdecimal() for word in rest) or (said & ONLY and is_harmless(rest)):
        return AGAIN  # An answer to another question, or why it sounded hard.
    return UNSURE if said & BUT or rest[0] in NO_WORDS else YES


def _behind_a_no(words: Sequence[str], tokens: Sequence[str]) -> str | None:
    """What a no comes to with these words around it."""
    said = set(words)
    if _has_means(words, tokens):
        return UNSURE
    but = [at for at, word in enumerate(words) if word in BUT and not _is_particle(words, at)]
    if but:
        left = [word for at, word in enumerate(words) if at not in but and word != "wel"]
        light = said & (REASONS | OF_CONTACT | COURTESY)
        if light and is_harmless([word for word in left if word not in OF_CONTACT]):
            return None
        return UNSURE if len(words) <= LONGEST else None
    if is_harmless(words):
        alone = not said & PLAIN_NO and without(words, WISHES_ONLY)[1] and said & BEGUN
        return AGAIN if alone else NO
    return UNSURE if is_own_yes(words, near=True) else None


def _is_half_a_no(words: Sequence[str]) -> bool:
    """ "Not really", with laughter or not; "really not" is a no."""
    left = {word for word in words if not LAUGHTER.fullmatch(word)}
    return bool(_HALF_A_NO & set(pairwise(words))) and left <= (
        BESIDE_NO | EXCLAIMED | NO_WORDS | COURTESY
    )


def _is_postponed(words: Sequence[str]) -> bool:
    """ "Not now", and nothing more."""
    said = set(words)
    return bool(said & TIMES and said & NOT) and said <= TIMES | _BESIDE_TIMES


def _is_particle(words: Sequence[str], at: int) -> bool:
    return at > 0 and words[at - 1] in _PARTICLE


def _has_means(words: Sequence[str], tokens: Sequence[str]) -> bool:
    """Whether they tell of means, of a plan or of a place, and do not deny it."""
    line = _HAS_NOT.sub(" ", _SAFETY_PLAN.sub(" ", " ".join(tokens)))
    return bool(_HAS.search(line)) or without(words, _DANGER)[1]


def denies(text: str) -> bool:
    """Whether it begins with a no, whatever follows."""
    return bool(PLAIN_NO & set(words_in(text)[:1]))


def comes_back(text: str) -> bool:
    """Whether it is a yes or a hesitation, some time after a no. Not any short text with a "not"
    in it, which under the question itself may be one: "I can't say that".
    """
    read, words = read_thinking(text, near=False), words_in(text)
    if read != UNSURE:
        return read == YES
    return words[0] in YES_WORDS or hesitates(words) or _has_means(words, tokens_of(text))
