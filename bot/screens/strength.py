"""A number from 0 to 10 in what somebody typed, or that there is to be none. Pure."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from bot.understanding.closed_lists import folded, phrase_set
from bot.understanding.words import words_of

_STRONGEST = 10
_WORDS = {
    word: number
    for words in (
        "nul een twee drie vier vijf zes zeven acht negen tien",
        "zero one two three four five six seven eight nine ten",
    )
    for number, word in enumerate(words.split())
}
_BESIDE = """
    een één n a an ik denk i think its it is het voel voelt nu now ongeveer about around rond zo
    maybe misschien wel zeker nog still just of uit out on van de dan say id zeg cijfer getal
    number toch ofzo zoiets like steeds bijna almost eerder more meer something somewhere ish hoor
    between tussen kinda eh uh hm nou well oke ok ja yes gok guess schat feels feeling
    at me so gevoel eigenlijk nee neen no nope wacht wait actually mss zon was make maak ervan
    sorry oeps oops bedoel bedoelde mean meant wallah man bro joh zeg al nah hmm tch doe do or
    zit sit sitting op t tis zon nen ne ten prob probs probably waarschijnlijk wss solid good
    strong goeie dikke stevige down up to naar terug gezakt gedaald dropped lager hoger lower
    higher maar
"""
_AROUND = frozenset(_BESIDE.split()) | frozenset(map(folded, _BESIDE.split()))
"""Words that may stand beside a number without making it something else."""
_NOBODY = (["no", "one"], ["no", "no", "one"])
"""That is no number."""
_BETWEEN = re.compile(
    r"(?<![\d.,])(\d{1,2})\s*(?:[-–/]|\b(?:a|à|of|or|tot|to|en|and)\b)\s*(\d{1,2})(?![\d.,])",
    re.IGNORECASE,
)
"""From one number to the next: "6 a 7"."""
_FROM_TO = re.compile(r"\b(?:van|from)\s+\d{1,2}\s+(?:naar|to)\s+(\d{1,2})\b", re.IGNORECASE)
"""What it was, and what it is."""
_LONGEST = 8
"""Characters of a number worth reading."""
_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+|½)?|½")
_PART = re.compile(rf"{_NUMBER.pattern}|[^\W\d_]+")
_OF_TEN = re.compile(
    r"\s*(?:/|out of|op de|van de|uit de|uit|of)\s*(?:10|tien|ten)\b", re.IGNORECASE
)


def read_strength(text: str) -> int | None:
    """The number from 0 to 10 that somebody typed: 7, 7,5, 7.5, "een 7", "zeven", 7/10.

    A half is rounded up, as at school: 7,5 becomes 8, and so does "7 a 8". None: there is no
    number, there are several, or it lies outside; "1 keer gebeld" speaks of something else.
    """
    line = _OF_TEN.sub("", text.lower().replace("'", "").replace("’", ""))
    parts = _PART.findall(_BETWEEN.sub(_middle, _FROM_TO.sub(r"\1", line)))
    digits = [part for part in parts if _NUMBER.fullmatch(part)]
    words = [part for part in parts if not _NUMBER.fullmatch(part)]
    if any(folded(word) not in _AROUND and word not in _WORDS for word in words):
        return None
    if words in _NOBODY:
        return None
    if not digits:
        named = [_WORDS[word] for word in words if word in _WORDS]
        # "een zeven": the article is a number word, too.
        named = [number for number in named if number != 1] or named
        return named[0] if len(named) == 1 else None
    if (
        len(digits) > 1
        or len(digits[0]) > _LONGEST
        or any(_WORDS.get(word, 1) != 1 for word in words)
    ):
        return None
    number = Decimal(digits[0].replace(",", ".").replace("−", "-").replace("½", ".5"))
    whole = int(number.quantize(Decimal(1), ROUND_HALF_UP))
    return whole if 0 <= number <= _STRONGEST else None


def _middle(found: re.Match[str]) -> str:
    """Of two neighbours the number between them; others stay as they are."""
    one, other = int(found[1]), int(found[2])
    return f" {(one + other) / 2} " if abs(one - other) == 1 else found[0]


_LEAVES = phrase_set("""
    laat maar, nee laat maar, laat maar zitten, nee, nee dankje, nee dank je, nee hoor,
    liever niet, klaar, ben klaar, ik ben klaar, genoeg, zo is het goed, hoeft niet,
    hoeft niet meer, hoeft al niet meer, niet nodig, geen zin, doei, ik stop, geen getal, niks,
    niets, gaat wel, het gaat wel, it is fine, never mind, nevermind, no never mind, no, no thanks,
    no thank you, nah, rather not, done, im done, all done, enough, not needed, bye, im good,
    im fine, im ok, its fine, no number, nothing, skip this
""")
_SKIPS = phrase_set("""
    verder, ga verder, verder maar, door, ga door, volgende, sla over, slaat over, sla maar over,
    sla dit over, sla deze over, overslaan, geen idee, weet niet,
    weet ik niet, ik weet het niet, ik weet niet, wat moet ik, go on, next, continue, carry on,
    skip, skip it, skip that, skip this one, dont know, i dont know, no idea, idk, not sure
""")
_WHAT_NOW = phrase_set("""
    wat nu, en nu, en wat nu, ok wat nu, wat dan, en dan, wat moet ik doen, wat moet ik nu doen,
    wat moet ik nu, wat kan ik doen, wat kan ik nu doen, wat doe ik nu, hoe stop ik dit,
    hoe stop ik hiermee, what now, and now, now what, ok what now, what next, what then,
    what do i do, what do i do now, what should i do, what should i do now, what can i do,
    how do i stop this
""")


def asks_what_now(text: str) -> bool:
    """Whether it asks for the next step, and for nothing else."""
    return tuple(words_of(text)) in _WHAT_NOW


def leaves_number(text: str) -> bool:
    """Whether somebody is done with it rather than choosing a number."""
    return tuple(words_of(text)) in _LEAVES


def skips_number(text: str) -> bool:
    """Whether she goes on without one."""
    return tuple(words_of(text)) in _SKIPS | _WHAT_NOW
