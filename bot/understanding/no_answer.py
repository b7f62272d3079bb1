"""Somebody who is no child does not pick up, and nothing else is told of that person. Pure.

What was learned knows it from farewells. Alone it is a phone: whoever it is may sleep or work. So
it is taken out, and what is left says what it is. Where anything else is told of that person, or
she is worried, it stays with what was learned. A coach, or a line to call, counts not: whoever
cannot reach one sought help.
"""

from __future__ import annotations

import re

from bot.understanding.closed_lists import any_of, word_set
from bot.understanding.people import GROWN_UP

_NAMED = word_set("""
    mama mam mams ma mamma moeder papa pap paps pa vader oma opa
    mum mom mummy mommy mam mama dad daddy nan gran granny grandma grandad
""")
"""Whom people call by no other name: "mama neemt niet op" is of her own."""
_WHO = (
    r"(?:(?:(?:mijn|mn|me|m|my|onze|our) )(?:eigen |own |beste |best )?"
    rf"{any_of(GROWN_UP | {'vriend'})}|(?<!zijn )(?<!haar )(?<!his )(?<!her ){any_of(_NAMED)})"
)
_PHONE = r"(?:(?:haar|zijn|zn|dr|de|hun|her|his|their|the) )?(?:telefoon|gsm|mobiel|phone|mobile)"
_NO_ANSWER = re.compile(
    rf"\b{_WHO} (?:neemt|nemen) (?:(?:{_PHONE}|nu|weer|ook|al uren|nog steeds) )*(?:niet|nie)"
    r" op\b"
    rf"|\b{_WHO} (?:isnt|is not|doesnt|does not|wont|aint|arent|dont) (?:even )?"
    rf"(?:pick|picking|answer|answering)(?: up)?(?: {_PHONE}| my calls?| me)?(?: either)?\b"
)
_OF_ANOTHER = re.compile(
    r"\b(?:ze|zij|hij|ie|haar|hem|hun|zijn|zn|dr|she|he|they|her|him|them|his|hes|shes|theyre"
    r"|bang|ongerust|bezorgd|zorgen|scared|afraid|worried|worry|raar|gevoel|feeling|wrong|mis"
    r"|afscheid|goodbye|sorry|appte|stuurde|texted|said|zei|depressi\w*|depressed|uren|dagen"
    r"|hours|days|sinds|since|meer|niets|nothing|geen|no"
    r"|dag|doei|houdoe|vaarwel|bye|farewell|niet|not|maar|mind|fine|best|prima|oke|ok|okay)\b"
)
_AND = frozenset(["en", "maar", "dus", "want", "and", "but", "so"])


def rest_of(words: list[str]) -> list[str] | None:
    """What else is said; None: nothing of this, or more of that person."""
    line = " ".join(words)
    if (found := _NO_ANSWER.search(line)) is None:
        return None
    rest = f"{line[: found.start()]} {line[found.end() :]}"
    if _OF_ANOTHER.search(rest) or "uren" in found[0].split():
        return None
    left = rest.split()
    return left[1:] if left[:1] and left[0] in _AND else left
