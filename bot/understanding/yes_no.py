"""A plain yes or no, as people type it, to any question that has the two for an answer. Pure.

What counts comes from closed lists of both languages, and nothing else may stand beside it.
Questions of safety, where a doubt weighs as much, have readers of their own
(`bot.safety.answers`).
"""

from __future__ import annotations

import re

from bot.understanding.closed_lists import folded
from bot.understanding.words import words_of

YES, NO = "yes", "no"


def _any_of(phrases: str) -> str:
    found = [" ".join(folded(word) for word in one.split()) for one in phrases.split("|")]
    return "|".join(sorted(map(re.escape, filter(None, found)), key=len, reverse=True))


_YES = _any_of("""
    ja|jah|jaja|jep|jup|yep|jawel|jazeker|welja|zeker|zeker weten|klopt|inderdaad|tuurlijk|
    natuurlijk|yes|yeah|yea|yeh|ye|ya|yas|yup|aye|correct|of course|akkoord|
    ik ga akkoord|ga akkoord|i agree|agree|agreed
""")
_AGREES = _any_of("""
    doe maar|doe dat maar|doe dat|toe maar|ga je gang|is goed|is goed zo|goed zo|dat is goed|
    is prima|dat is prima|is ok|is oke|dat is ok|dat is oke|prima|goed|graag|mag|mag wel|
    dat mag|mag hoor|dat wil ik|wil ik|vooruit|vooruit maar|vooruit dan|zet maar aan|top|super|
    perfect|great|cool|
    weet ik zeker|ik weet het zeker|
    ok dan|oke dan|okay dan|ok doen|oke doen|ok then|okay then|ok sure|okay sure|ok yes|ok fine|
    sure|sure thing|alright|all right|go ahead|go for it|do it|do that|just do it|please do|fine|
    thats fine|that is fine|sounds good|thats good|why not|waarom niet|id like that|i do|i am|
    im sure|i am sure
""")
"""A yes to a question, and not clear enough for what cannot be undone."""
_OK = _any_of("ok|oke|okay|okey|k")
"""It says that something was read, and agrees to nothing by itself."""
_NO = _any_of("nee|neen|neuh|nein|nej|nope|no|nah|welnee|nee nee|no no")
_DECLINES = _any_of("""
    laat maar|laat maar zo|laat maar zitten|laat zitten|laat het maar|laat het zo|hoeft niet|
    dat hoeft niet|hoef niet|hoef ik niet|niet nodig|is niet nodig|toch niet|liever niet|
    toch maar niet|doe maar niet|niet doen|beter niet|nu niet|niet nu|even niet|never mind|
    nevermind|nvm|rather not|id rather not|not now|no need|not needed|leave it|leave it as it is|
    forget it|dont|please dont|better not|not really
""")
_KEEPS = _any_of("""
    bewaar het|bewaar het maar|bewaar maar|bewaar alles|bewaar alles maar|laat staan|
    laat alles staan|laat maar staan|keep it|keep it all|keep everything|keep them|keep my data
""")
"""A no where it stands behind one: alone it may be an answer to a question of what to keep."""
_BESIDE = _any_of("""
    hoor|joh|graag|dank je|dank je wel|dankje|dankjewel|dank u|bedankt|alsjeblieft|aub|sorry|
    please|thanks|thank you|thx|eh|euh|uh|uhm|hm|well|um|anker|anchor
""")
"""Beside a yes or a no these change nothing."""
_SPAN = r"(?:for |voor )?(?:\d{1,2}|een|twee|drie|vier|a|one|two|three|four|paar|a few) " + (
    rf"(?:{_any_of('dag|dagen|week|weken|maand|maanden|day|days|weeks|month|months')})"
)
_PIECE = re.compile(
    rf"(?:(?P<span>{_SPAN})|(?P<keeps>{_KEEPS})|(?P<declines>{_DECLINES})|"
    rf"(?P<agrees>{_AGREES})|(?P<no>{_NO})|(?P<yes>{_YES})|"
    rf"(?P<beside>{_BESIDE})|(?P<ok>{_OK}))(?= |$)"
)
_LEAD = re.compile(rf"{_YES}|{_OK}|{_any_of('hoor|well|sure')}")


def read(text: str, *, clear: bool = False) -> str | None:
    """Yes or no; None: it is neither, both, or more than that.

    `clear`: what is asked cannot be undone, or is about safety. Then it takes a word that is a
    yes or a no wherever it stands; "do it" or "leave it" beside it changes nothing.
    """
    kinds = _kinds(text)
    said = set(kinds)
    if kinds[:1] == ["no"] and not said & {"yes", "span"}:
        return NO  # "No, that's fine."
    if "declines" in said:
        return None if clear or said & {"yes", "agrees", "span"} else NO
    if said & {"no", "keeps"} or (clear and "span" in said):
        return None
    return YES if said & ({"yes"} if clear else {"yes", "agrees"}) else None


def nods(text: str) -> bool:
    """Whether it is a yes or no more than an "ok": enough to be led on by."""
    kinds = set(_kinds(text))
    return bool(kinds) and kinds <= {"yes", "agrees", "ok", "beside"} and kinds != {"beside"}


def behind(text: str) -> list[str]:
    """The words of a text behind the yes or the "ok" that it begins with."""
    words = words_of(text)
    while words and _LEAD.fullmatch(folded(words[0])):
        words = words[1:]
    return words


def names_span(text: str) -> bool:
    """Whether it says for how long: "yes, two weeks"."""
    return "span" in _kinds(text)


def _kinds(text: str) -> list[str]:
    """What each piece of it is; none: there is a piece that is nothing of the kind."""
    said, kinds, at = " ".join(map(folded, words_of(text))), [], 0
    while at < len(said):
        found = _PIECE.match(said, at)
        if found is None:
            return []
        kinds.append(found.lastgroup or "")
        at = found.end() + 1
    return kinds
