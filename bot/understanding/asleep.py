"""That somebody sleeps on, or dies, is hoped: "i hope he doesnt wake up". Pure.

Phrases of a body that does not wake, and of whoever wants to wake no more, stand in the same
words. But nobody hopes so who needs an ambulance for him, and it is not her own death: she is
afraid of him, or would see him dead. In doubt it is asked whether she can type safely. Where
something was taken or given, or breath or blood is told of, nothing of this counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.understanding.closed_lists import word_set
from bot.understanding.notes import HARM, LISTS
from bot.understanding.phrases import Match
from bot.understanding.verdict import CRISIS_VIOLENCE, UNSURE_SCORE, Verdict
from bot.understanding.wished_dead import CHILD, HIM, wished_dead

_SMALL = (
    r"(?:(?:dat|da|that|to|the|god|lord|so|really|just|hard|now|tonight|maar|echt|zo|nu|heel|erg"
    r"|vannacht|dan|ook|toch|wel|only|alleen|and|en|pls|please|aub) )*"
)
_NOT = r"(?:niet|nie|ni|nooit|not|never|doesnt|does not|dont|do not|wont|will not|wouldnt)"
_HOPES = (
    r"(?:hope|hoping|hopes|hopefully|pray|praying|prayed|wish|wishing|fingers crossed|as long as"
    r"|make sure|making sure|hoop|hopen|hopelijk|bid|bidden|wou|wens|wenste|duimen|zodat|opdat"
    r"|zolang|zorgen)"
)
_QUIET = (
    r"(?:quiet|quietly|silent|silently|typing|type|whispering|whisper|dark|careful|softly|low"
    r"|tiptoeing|hiding|slowly|bathroom|loo|toilet|brightness)"
)
_NOT_ME = r"(?!(?:me|mij|us|ons|ik|k|i) )"
"""Who is not to wake is another: "i pray they dont wake me" is of her own life."""
_HOPED = re.compile(
    rf"\b(?:{_HOPES}|{_QUIET} so(?: that)?) {_SMALL}{HIM} (?:{_NOT_ME}\w+ )?{_NOT}"
    rf" (?:{_NOT_ME}\w+ )?(?:wakker|wake|wakes|waking)\b(?! (?:me|mij|us|ons)\b)"
    rf"|\b(?:hopelijk|zolang) (?:wordt|word|worden) {HIM} (?:\w+ )?{_NOT} (?:\w+ )?wakker\b"
    rf"|\bals {HIM} maar {_NOT} (?:\w+ )?wakker\b"
    rf"|\b{HIM} (?:must not|mustnt|may not|better not|cannot be allowed to) wake\b"
    rf"|\b{HIM} mag {_NOT} (?:\w+ )?wakker\b"
    rf"|\b(?:dont|do not) let {HIM} wake\b"
    rf"|\blaat {HIM} (?:\w+ )?{_NOT} (?:\w+ )?wakker worden\b"
    rf"|\b(?:hope|hoping|pray|praying|hopefully) {_SMALL}{HIM}"
    r" (?:stays|keeps) (?:asleep|sleeping)\b"
)
_OF_A_BODY = re.compile(
    r"\b(?:pil|pill|tablet|medic|meds|slik|swallow|ingenomen|overdos|gif|poison|insulin|drugs|ghb"
    r"|dosis|gegeven|gave|given|kussen|pillow|adem|breath|slap\b|limp|blauw|blue|bloed|bleed"
    r"|blood|coma|hospital|ziekenhuis|operat|put something|in zijn|in his)"
)
_BESIDE = word_set("""
    please pls god lord dear oh omg shh aub
    i im ill me my the out of door go going leave leaving left before till until when while
    now and quietly quiet away get run running bag packing pack stuff here tonight then but so
    ik k kben ga weg nu en dan voor tot als mijn mn tas spullen de deur uit pak vertrek ben
    vlucht stil stilletjes zacht zachtjes vannacht terwijl want maar slaapt he hij is asleep
    sleeping drunk dronken typing type dark in
""")
"""What somebody prays who gets away from him; alone it may be a farewell."""
_LITTLE = word_set("""
    please pls god lord dear oh omg shh aub alsjeblieft now tonight nu vannacht dan then so
""")
"""What changes nothing beside a child that is to sleep on."""
_HE = word_set("he hes hij hy ie")
_HOPER = (["i"], ["im"], ["ik"], ["k"])
_HERSELF = word_set("i im ill ive id ik k kben we wij")
_FEARED = re.compile(
    r"\b(?:he|him|hij|hy|ie|hem|em|ex|husband|hubby|partner|boyfriend|bf|bloke|man|vent|vriend"
    r"|exman|exvriend)\b"
)
"""Whom somebody gets away from. Beside anybody else who sleeps "I'm going now" is a farewell."""


_OF_A_CHILD = re.compile(rf"\b{CHILD}\b")
_FOR_GOOD = re.compile(r"\b(?:never|nooit|anymore|again|niet meer|nie meer)\b")


@dataclass(frozen=True, slots=True)
class Hoped:
    """What is hoped, and what else is said: words[start:end], and the others."""

    start: int
    end: int
    of_child: bool
    for_good: bool
    rest: list[str]

    @property
    def is_of_every_evening(self) -> bool:
        """Whether whoever has a child to bed says so, and nothing of herself beside it."""
        return self.of_child and not self.for_good and not self.rest

    def asked_about(self, language: str) -> Verdict:
        """What it is taken for, in doubt."""
        reason = "hoped: that somebody sleeps on, or dies"
        notes = frozenset([LISTS[HARM]] if self.of_child and self.for_good else [])
        return Verdict(CRISIS_VIOLENCE, UNSURE_SCORE, reason, language, True, notes, guessed=True)


def hoped_of(words: list[str]) -> Hoped | None:
    """What of it is hoped of another; None: nothing."""
    line = " ".join(words)
    dead = wished_dead(words)
    found = dead or _HOPED.search(line)
    if found is None or (dead is None and _OF_A_BODY.search(line)):
        return None
    start, end = _span(line, found)
    end += words[end : end + 1] in (["up"], ["wordt"], ["word"], ["worden"])
    rest = words[:start] + words[end:]
    for_good = dead is not None or _FOR_GOOD.search(" ".join(words[start : end + 1])) is not None
    of_child = _OF_A_CHILD.search(found[0]) is not None
    feared = _FEARED.search(found[0]) and not _OF_A_CHILD.search(line)
    beside = words[: start - (words[start - 1 : start] in _HOPER)] + words[end:]
    if dead is None and not feared:
        if _may_be_farewell(beside):
            return None
        rest = [word for word in beside if word not in _LITTLE]
    elif _BESIDE.issuperset(rest):
        rest = []
    return Hoped(start, end, of_child, for_good, rest)


def _span(line: str, found: re.Match[str]) -> tuple[int, int]:
    """Which words of the line it is: the first, and the one behind the last."""
    return line[: found.start()].count(" "), line[: found.end()].count(" ") + 1


def _may_be_farewell(rest: list[str]) -> bool:
    """Whether what stands beside it may be of herself: anything but what he does."""
    left = [word for word in rest if word not in _LITTLE]
    return bool(left) and (left[0] not in _HE or not _HERSELF.isdisjoint(left))


def is_hoped(match: Match, words: list[str]) -> bool:
    """Whether a phrase stands in what is hoped of another."""
    hoped = hoped_of(words)
    return hoped is not None and match.start < hoped.end and hoped.start < match.end


def is_only_hoped(match: Match, words: list[str]) -> bool:
    """The same, whatever is said beside it: who is hoped to sleep on needs no ambulance."""
    line = " ".join(words)
    found = _HOPED.search(line)
    if found is None or _OF_A_BODY.search(line):
        return False
    start, end = _span(line, found)
    return match.start < end and start < match.end
