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
_SHORT, _LONGEST = 7, 14
"""Words of what can be read as a hesitation, and as a no."""

_BESIDE_NO = folded_set("""
    hoor joh gelukkig absoluut helemaal zeker tuurlijk natuurlijk echt dat daar daaraan dit denk
    aan ik er ben het is dank je bedankt sorry gedacht god jezus oh och ach ah welnee welneen
    absolutely definitely honestly really at all i im am do did have ive thinking think thought
    about of that it this thanks thank you god oh jeez mate course please
""")
_NAMES_IT = folded_set(
    "denk denken daaraan eraan dood suicidaal think thinking suicidal die dying"
)
"""Words of the question itself."""
_EXCLAIMED = folded_set("""
    huh man gast wtf omg lol lmao jezus jesus god hell way wat what dude bro girl
""")
"""Said in surprise or anger, and nothing by itself beside a plain no. Beside a "not" it may be."""
_CALLED = folded_set("gek idiot idioot sukkel")
"""What this program is called then; beside "I" it is what she calls herself."""
_HERSELF = folded_set("ik k ben i im am")
_OUTBURST = re.compile(r"\bdoe (?:(?:f|efe|even|eens) )?normal\b|\bben je (?:wel )?gek\b")
_LAUGHTER = re.compile(r"a?(?:h[aei]){2,}h?")

_REASONS = folded_set("""
    moe doodmoe kapot gesloopt uitgeput vermoeid bekaf brak slaap slapen bed bedje hoofdpijn
    ziek griep ongesteld verdrietig verdriet huilen huil boos kwaad gefrustreerd gestrest stress
    druk overprikkeld onrustig ruzie hem ex werk op mis missen
    tired exhausted knackered shattered beat sleepy sleep bed sick ill hungover headache period sad
    crying upset angry mad frustrated stressed busy overwhelmed row argument him ex work miss
    missing
""")
"""Why what was written sounded hard. Nothing that may itself be a way of saying it: "rest"."""
_AROUND_A_REASON = (
    folded_set("""
    k kben me mij voel heb had was t gewoon gwn alleen slechts wil wou ga even effe ff heel erg zo
    zoo super mega nu vandaag vannacht de een mn mijn van in met door want omdat dus en of
    was feel feeling felt just only so very super bit a the my with from in to want need go going
    mean meant because cuz cause bc thats its and or today tonight now rn ofzo ok oke okay fine
    we or anything
    bedoel bedoelde bedoelden
""")
    | COURTESY
)
_MEANT = folded_set("bedoel bedoelde mean meant")
_ONLY = folded_set("gewoon gwn alleen slechts just only")
_BEGUN = folded_set("wil wou ga heb had have want need go going")
"""With nothing behind it that is known, the sentence may go on anyhow."""
_OF_CONTACT = folded_set("""
    appen app bellen bel sturen stuur bericht missen mis terug haar
    text texting call calling message miss missing back her
""")

_DENIES = phrases(
    "niet dood, geen zelfmoord, niet suicidaal, geen zelfmoordgedachten, zo bedoel ik het niet",
    "niet zo bedoel ik het niet, niet zo bedoeld, zo bedoelde ik het niet, dat bedoel ik niet",
    "dat bedoelde ik niet, zo bedoel ik niet, bedoel het niet zo, bedoelde het niet zo",
    "bedoel ik niet zo, niet letterlijk, geen sprake van, nog nooit, wil leven, welnee, welneen",
    "nooit aan gedacht, geen zorgen, maak je geen zorgen, niet over mezelf",
    "not suicidal, not like that, not dead, not dying, not die, nothing like that, not literally",
    "dont want to die, do not want to die, dont wanna die, not what i meant, not in that way",
    "didnt mean it like that, dont mean it like that, didnt mean that, dont mean that",
    "didnt mean it that way, dont mean it that way, not going to kill myself",
    "not gonna kill myself, would never do that, wouldnt do that, no worries, dont worry",
    "want to live, never thought about it, never thought of it, god forbid",
)  # fmt: skip
"""What denies it in so many words, also without a "no" before it."""
_WISHES_ONLY = phrases(
    "niet dood", "dont want to die, do not want to die, dont wanna die, not die"
)
"""Who says these alone may be afraid of it: no plain no."""
_SETTLED = phrases(
    "klaar met hem, klaar met haar, klaar met mn ex, klaar met mijn ex, klaar met die man",
    "klaar met die gast, klaar met die relatie, klaar met de relatie, klaar ben met hem",
    "klaar ben met haar, klaar ben met die man, zat van hem, hem zat, haar zat, hem beu, over hem",
    "naar bed, gaat goed, gaat wel goed, komt goed, komt wel goed, gaat wel, gaat wel weer",
    "valt mee, valt wel mee, niks aan de hand, niets aan de hand",
    "done with him, done with her, done with my ex, over him, sick of him, fed up, all good",
    "im good, im alright, to bed",
    "heb ik kinderen voor, heb kinderen, heb mn kinderen, have kids, have children",
)  # fmt: skip
"""How it is, or what was meant, in words that say something else alone."""

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
_NOT = folded_set("niet nie not")
TIMES = folded_set("nu vandaag vanavond vannacht morgen now today tonight right tomorrow")
_BESIDETIMES = folded_set("ik het dat even i doe just hoor eh now nu") | _NOT | PLAIN_NO
_UNSAYABLE = phrases(
    "dat zeg ik niet, zeg ik niet, kan ik niet zeggen, kan het niet zeggen, wil ik niet zeggen",
    "durf ik niet te zeggen, durf het niet te zeggen, dat durf ik niet, ik ben niet veilig",
    "niet veilig, i cant say, cant say, rather not say, id rather not say, i wont say",
    "not safe, im not safe",
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
    words = words_in(text)
    if not words:
        return None
    said, line = set(words), " ".join(words)
    stressed = words[0] in STRESS and bool(NO_WORDS & set(words[1:2]))
    if words[0] in YES_WORDS | REGRET and not stressed:
        return _behind_a_yes(words[1:], tokens_of(text)[1:])
    if line in _BRUSHED_OFF:
        return AGAIN
    _, denied = without(words, _DENIES)
    takes_back = said & NO_WORDS and said & TAKES_BACK and said <= NO_WORDS | TAKES_BACK
    if _is_half_a_no(words) or (takes_back and not denied) or _is_postponed(words):
        return UNSURE
    if near and line in _UNSAYABLE:
        return UNSURE
    if said & PLAIN_NO or denied or stressed:
        return _behind_a_no(words, tokens_of(text))
    if said & NO_WORDS and len(words) <= _LONGEST and said <= _BESIDE_NO | NO_WORDS:
        return NO
    short = len(words) <= _SHORT
    if short and (hesitates(said) or (said & _HERSELF and _has_means(words, tokens_of(text)))):
        return UNSURE
    if said & (_MEANT | _ONLY) and _is_harmless(words):
        return NO if said & _MEANT else AGAIN
    return None


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
    if said & _OF_SAFETY and said <= _OF_SAFETY | _BESIDE_SAFETY:
        return AGAIN
    if any(word.isdecimal() for word in rest) or (said & _ONLY and _is_harmless(rest)):
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
        light = said & (_REASONS | _OF_CONTACT | COURTESY)
        if light and _is_harmless([word for word in left if word not in _OF_CONTACT]):
            return None
        return UNSURE if len(words) <= _LONGEST else None
    if _is_harmless(words):
        alone = not said & PLAIN_NO and without(words, _WISHES_ONLY)[1] and said & _BEGUN
        return AGAIN if alone else NO
    return UNSURE if len(words) <= _SHORT and hesitates(said) else None


def _is_harmless(words: Sequence[str]) -> bool:
    """Whether nothing is said besides a no and known reasons for what was written."""
    if len(words) > _LONGEST:
        return False
    words = [word for at, word in enumerate(words) if not _is_only(words, at)]
    left, known = without(words, _DENIES)
    left, settled = without(left, _SETTLED)
    said = _weight(left, plain=bool(set(words) & PLAIN_NO))
    if not said <= _BESIDE_NO | _REASONS | _AROUND_A_REASON | NO_WORDS:
        return False
    if any({one, other} & _NOT and {one, other} & TIMES for one, other in pairwise(left)):
        return False  # "Not tonight."
    finished = known or settled or said & _REASONS or said & NO_WORDS - PLAIN_NO
    return bool(finished) or not said & _BEGUN


def _weight(words: Sequence[str], *, plain: bool) -> set[str]:
    """The words that count: a plain no takes laughter and curses along, "no way, man"."""
    said = set(words)
    if not plain:
        return said
    left = set(_OUTBURST.sub("", " ".join(words)).split())
    left = {word for word in left if not _LAUGHTER.fullmatch(word)} - _EXCLAIMED
    return left if said & _HERSELF else left - _CALLED


def _is_half_a_no(words: Sequence[str]) -> bool:
    """ "Not really", with laughter or not; "really not" is a no."""
    left = {word for word in words if not _LAUGHTER.fullmatch(word)}
    return bool(_HALF_A_NO & set(pairwise(words))) and left <= (
        _BESIDE_NO | _EXCLAIMED | NO_WORDS | COURTESY
    )


def _is_postponed(words: Sequence[str]) -> bool:
    """ "Not now", and nothing more."""
    said = set(words)
    return bool(said & TIMES and said & _NOT) and said <= TIMES | _BESIDETIMES


def _is_only(words: Sequence[str], at: int) -> bool:
    """ "Just": the second word of "alleen maar"."""
    return words[at] in BUT and at > 0 and words[at - 1] in _ONLY


def _is_particle(words: Sequence[str], at: int) -> bool:
    return at > 0 and words[at - 1] in _PARTICLE


def _has_means(words: Sequence[str], tokens: Sequence[str]) -> bool:
    """Whether they tell of means, of a plan or of a place, and do not deny it."""
    line = _HAS_NOT.sub(" ", " ".join(tokens))
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
