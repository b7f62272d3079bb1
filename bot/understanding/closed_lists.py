"""Words of a closed list, as code holds them: plain, or without doubled letters; and lists that
more than one rule reads by. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_DOUBLED = re.compile(r"(.)\1+")
_GROUP = re.compile(r"@(\w+)")


def word_set(words: str) -> frozenset[str]:
    """The words of a line or more, as they stand there."""
    return frozenset(words.split())


def phrase_set(phrases: str) -> frozenset[tuple[str, ...]]:
    """The words of each phrase of a list with commas between them."""
    return frozenset(tuple(phrase.split()) for phrase in phrases.split(",") if phrase.split())


def any_of(words: Iterable[str]) -> str:
    """One of these words, within a pattern."""
    return f"(?:{'|'.join(sorted(words))})"


def folded(word: str) -> str:
    """Without doubled letters: "nee", "neee" and "ne" are one word."""
    return _DOUBLED.sub(r"\1", word)


def folded_set(words: str) -> frozenset[str]:
    """The words of a line or more, folded."""
    return frozenset(map(folded, words.split()))


def whole_lines(lines: str, groups: Mapping[str, str]) -> re.Pattern[str]:
    """What any of these lines matches as a whole, folded, with a space before each word. In a line
    `a|b` is a choice, `@name` one of `groups`, and a word with a `?` behind it may be absent.
    """
    found = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        places = []
        for place in line.split():
            written = _GROUP.sub(lambda one: groups[one[1]], place.removesuffix("?"))
            words = "|".join(map(folded, written.split("|")))
            places.append(f"(?: (?:{words}))" + "?" * place.endswith("?"))
        found.append("".join(places))
    return re.compile("|".join(found))


def line_of(words: Iterable[str]) -> str:
    """Words as `whole_lines` matches them: folded, with a space before each."""
    return "".join(f" {folded(word)}" for word in words)


SOMEBODY = folded_set("""
    hij ie hy zij ze iemand man vriend vriendin vrouw ex partner vader moeder papa pap pa mama mam
    broer broertje zus zusje zoon dochter ouders oma opa oom tante stiefvader stiefmoeder
    schoonvader schoonmoeder huisgenoot familie
    he hes she shes they theyre someone somebody husband boyfriend bf wife girlfriend gf dad mum
    mom brother sister son daughter parents grandma grandpa uncle aunt stepdad stepmum stepmom
    roommate housemate flatmate family
""")
"""Who may be in the room, or look at the phone. It is read for that alone: that one of them is not
there tells nothing of the others.
"""
HESITANT = folded_set("""
    soms misschien mischien weet weten idee beetje vaak altijd elke iedere geregeld regelmatig
    eens denk twijfel mss wss best steeds toe gedacht wel weleens vaker constant continu
    dagelijks zelden tikje ietsje bietje kweenie kweetni kweet kdenk kpeis peis
    sometimes maybe perhaps know sure idk dunno idea bit kinda kind sort often always every guess
    think thought suppose probably yet prob probs prolly possibly spose reckon idek dno sorta
    constantly occasionally frequently rarely lately little lot
""")
