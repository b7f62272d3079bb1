"""Which urge or which distress it is, where the client's own words say so plainly.

Phrases of the content. That somebody is on the way, or that there was contact, is not taken from
words that take it back: "ik heb hem niet gebeld", "i almost called him", "she called him".
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.content.model import STATES, Content
from bot.understanding.closed_lists import word_set
from bot.understanding.phrases import NEGATIONS, Match, Matcher
from bot.understanding.words import Text, read, words_of

INCOMING, ON_THE_WAY, HAPPENED = "incoming", "on_the_way", "happened"
KINDS = (ON_THE_WAY, HAPPENED, INCOMING)
"""In order of weight: whoever is driving stops first; an answer that was sent outweighs the
message that it answered.
"""
TURNED_BACK = "turned_back"
"""The list of phrases that say that somebody turned round, or stayed at home."""
SENDING = "sending"
"""The list of phrases that say that something is to be sent."""
DISTRESSES = tuple(state for state in STATES if state != "urge")
"""The withdrawal states that have a list of phrases."""


_DONE = frozenset([ON_THE_WAY, HAPPENED])
"""What a client would not like to be told of when it is not so."""
_NOT = NEGATIONS | word_set("havent hasnt hadnt shouldnt aint never")
_HELPLESS = word_set("laten weerstaan houden anders help stop resist care wait")
"""After a negation they make it none: "kon het niet laten"."""
_UNREAL = word_set("""
    bijna wil wilde wou wilt zou zal moet mag durf durfde liever misschien stel zin drang neiging
    behoefte alsof plaats droomde gedroomd droom hoop
    almost nearly want wanted wanna wish wished should could would might may maybe rather if
    instead dream dreamed dreamt dreaming imagine imagined remember used urge tempted
    """)
"""Before a phrase they make it something that is wished for, feared or remembered."""
_OTHERS = word_set("hij ie zij ze die he she they hes shes theyre theyve heeft u je")
"""Before a phrase they make it somebody else's doing, ..."""
_SELF = word_set("ik k kheb kga kben i im ive we wij weve")
"""... unless one of these stands between."""
_LEADS_TO = frozenset(["to", "te"])
_NO_PLACES = word_set("""
    foto fotos profiel insta instagram story storys tiktok facebook account pagina status bericht
    berichten berichtjes appjes naam stem muziek
    photo photos pic pics picture pictures profile stories page messages texts name voice socials
    """)
"""After "to her", "naar zijn": nobody goes there."""
_ELSEWHERE: dict[str, frozenset[str]] = {
    ON_THE_WAY: word_set("gegaan geweest gereden gefietst gelopen gaan naar"),
    HAPPENED: word_set("the my our mum mom mother dad sister brother friend mijn mn"),
    TURNED_BACK: frozenset(),
}
"""After "ben onderweg", "naar hem toe", "i called": it is over, or of somebody else."""
_EARLIER: dict[str, frozenset[str]] = {
    ON_THE_WAY: word_set("om ging gingen"),
    HAPPENED: frozenset(),
    TURNED_BACK: frozenset(),
}
"""Before "naar hem toe": it is meant, or over."""
_WENT = word_set("ging gegaan gereden gefietst gelopen went go gone drove cycled walked biked ran")
"""A contact that consists of going there, which did not happen when somebody turned round, ..."""
_HOME = word_set("huis thuis home")
"""... unless all that is said is that she goes home."""
_REACH, _FAR = 3, 5
"""How many words before a phrase are looked at, and for whose doing it is."""


class Kinds:
    """Knows the phrases of all languages: people mix them."""

    def __init__(self, content: Content, kinds: Sequence[str]) -> None:
        """`kinds`: the names of lists of phrases, the weightiest first."""
        books = content.books.values()
        self._matchers = {
            kind: Matcher(*(book.phrases.get(kind, ()) for book in books)) for kind in kinds
        }
        self._turned_back, self._sending = (
            Matcher(*(book.phrases.get(name, ()) for book in books))
            for name in (TURNED_BACK, SENDING)
        )

    def find(self, text: str) -> str:
        """One of the kinds, or nothing when none is said plainly."""
        told = read(text)
        turns = [
            match
            for match in self._turned_back.all(told.words)
            if _is_so(match, told, TURNED_BACK)
        ]
        for kind, matcher in self._matchers.items():
            for match in matcher.all(told.words):
                if kind not in _DONE or (
                    _is_so(match, told, kind) and not _is_turned(match, told, kind, turns)
                ):
                    return kind
        return ""

    def is_about_sending(self, text: str) -> bool:
        """Whether something is to be sent: only then a way out may speak of that."""
        return self._sending.find(words_of(text)) is not None


def _is_so(match: Match, text: Text, kind: str) -> bool:
    """Whether nothing around these words takes them back."""
    words, clause = text.words, text.clause
    start = match.start
    while start > 0 and match.start - start < _FAR and clause[start - 1] == clause[match.start]:
        start -= 1
    before = words[start : match.start]
    near = before[-_REACH:]
    if near and near[-1] in _LEADS_TO:
        return False
    named = {word for place in match.phrase.places for word in place.choices}
    inside = set(words[match.start : match.end]) - named
    unreal = _UNREAL | _EARLIER[kind]
    if not unreal.isdisjoint([*near, *inside]) or _is_denied(near):
        return False
    if _is_anothers([*before, words[match.start]]):
        return False
    after = match.end
    follows = after < len(words) and clause[after] == clause[match.end - 1]
    return not (follows and words[after] in _NOT | _NO_PLACES | _ELSEWHERE[kind])


def _is_turned(match: Match, text: Text, kind: str, turns: Sequence[Match]) -> bool:
    """Whether whoever went turned round. Who was there and goes home now had contact all the same,
    and so had whoever wrote or called.
    """
    if kind == ON_THE_WAY:
        return bool(turns)
    if _WENT.isdisjoint(text.words[match.start : match.end]):
        return False
    return any(_HOME.isdisjoint(text.words[turn.start : turn.end]) for turn in turns)


def _is_anothers(words: Sequence[str]) -> bool:
    """Whether somebody else is spoken of last; the last word is the first of the phrase."""
    if words[-1] in _SELF | _OTHERS:
        return False  # The phrase says itself whose doing it is.
    whose = [word for word in words if word in _SELF | _OTHERS]
    return bool(whose) and whose[-1] in _OTHERS


def _is_denied(before: Sequence[str]) -> bool:
    denied = any(word in _NOT for word in before)
    return denied and _HELPLESS.isdisjoint(before)
