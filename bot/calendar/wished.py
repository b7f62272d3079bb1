"""An hour of the day within what people say around it, or the hours of a part of it. Pure.

For where an hour is asked for: "around half nine, when the kids are asleep", "after dinner".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.calendar.parts import AFTERNOON, EVENING, MORNING
from bot.calendar.spoken import LEADS, PARTS, plain_of, read_hour


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LONGEST = 20
"""Words that are looked at."""
_WINDOW = 6
_ABOUT = re.compile(r"(?<=\d)\s?(?:en|ish)\b|\b(?:-?ish|ofzo|of zo|ongeveer|like|zo|iets)\b")
"""What makes an hour less exact, and leaves it one."""
_SOME_HOUR = re.compile(r"\been uur of (?=\d|half|kwart|[a-z])")
_EITHER = re.compile(r"\b(\d{1,2}) (?=(?:of|or|a|en|and) \d{1,2} ?(?:uur|u|am|pm)\b)")
_MARKS = re.compile(r"[,;!?()]+|\.(?!\d)")
_PLURALS = {
    "zessen": "zes", "zevenen": "zeven", "achten": "acht", "negenen": "negen", "tienen": "tien",
    "elven": "elf", "twaalven": "twaalf", "vijven": "vijf",
}  # fmt: skip
_CLUE = re.compile(
    r"\d\s?(?:uur|u|h|am|pm)\b|\d[:.u]\d\d|\b(?:uur|oclock|am|pm|half|kwart|quarter|noon|midday"
    r"|midnight|middernacht)\b"
)
"""What tells an hour from another number."""
_NOON, _NEAR = 12 * 60, 3 * 60
_MORNING = re.compile(r"\b0\d|am\b")
"""What tells an hour before noon by itself."""
_SPANS = _set("over na binnen al in after within last nog elke iedere every de")
_LASTS = _set("geslapen lang later geleden per gewerkt slaap slapen sleep ago hours")
"""Around a number of hours that is none of the clock."""
_OTHERS = _set("hij zij ie hem haar he she him they them ze")
_OFFERS: tuple[tuple[str, tuple[int, ...]], ...] = (
    (r"voor (?:het|t|mn|mijn) werk|before work|ontbijt\w*|breakfast|opsta\w*|wakker word\w*"
     r"|wake up|get up", (420, 480, 540)),
    (r"na (?:het|t|mn|mijn) werk|after work|na school|after school", (1020, 1080, 1140)),
    (r"(?:na|bij|onder) (?:het|t) (?:avond)?eten|after (?:dinner|tea|supper)|dinner\w*"
     r"|avondeten", (1140, 1200, 1260)),
    (r"(?:voor|bij) (?:het|t) slapen\w*|slapen ?gaan|voor bed|before bed|bedtime|bedtijd"
     r"|naar bed|nachts|snachts|at night|late|laat", (1230, 1260, 1290)),
    (r"lunch\w*|tussen de middag|middagpauze", (720, 750, 780)),
    (rf"s?(?:{EVENING})s?|vanavond|tonight|" r"(?:kids|kinderen|kleine\w*) (?:\w+ ){0,2}"
     r"(?:slapen|slaapt|bed|asleep|sleep)", (1080, 1200, 1260)),
    (rf"s?(?:{MORNING}|morgens)s?|ochtenden|in de morgen|vroeg|early", (480, 540, 600)),
    (rf"s?(?:{AFTERNOON})s?", (840, 960, 1020)),
)  # fmt: skip
"""A part of the day, and hours in it; the narrower first."""
_HOURS = tuple((re.compile(rf"\b(?:{words})\b"), hours) for words, hours in _OFFERS)
_ANY = re.compile(
    r"(?:(?:het |dat )?maakt (?:(?:me|mij|voor mij) )?(?:echt )?(?:niet|niks|niets)"
    r"(?: zoveel| veel)? uit|boeit (?:me |mij )?niet|om het even|kies (?:jij|zelf|maar|jij maar)"
    r"|doe maar wat|zeg jij maar|geen voorkeur|wanneer (?:jij|je) wilt?|alles is goed"
    r"|altijd goed|whenever|any ?time|(?:it )?doesnt matter|(?:i )?dont (?:mind|care)"
    r"|you (?:choose|pick|decide)|up to you|no preference|any(?: is fine)?|either)"
)
_BESIDE = _set("""
    ja nee ok oke okay graag liever eigenlijk toch maar doe dan hoor in de het t s een rond om
    tegen na voor bij als ik mijn mn me zo ofzo of zoiets iets ergens wel is goed fijn prima het
    liefst kids kinderen kleine kleintjes slapen slaapt liggen ligt op bed eten avondeten werk
    elke iedere dag ergens beetje laat vroeg uur
    yes yeah no please rather like ish around about at in on the a my when after before dinner tea
    work bed kids are is asleep sleep maybe i id would best good fine every day just sometime late
    early time oclock am pm actually make it
""")


_INSTEAD = _set("""
    nee toch liever eigenlijk sorry oh oeps wacht maak er maar van het ik bedoel bedoelde
    no actually wait rather make it instead oops i meant
""")
"""What an hour is said behind that takes the place of another."""
_NEVER_FIRST = _set("the a is goed doe maar it make just")
_NEVER_LAST = _NEVER_FIRST | LEADS


@dataclass(frozen=True, slots=True)
class Wished:
    """Hours that fit, in minutes after midnight."""

    hours: tuple[int, ...] = ()
    """One: it was named. Several: they are to choose from."""
    any: bool = False
    """Any hour is good."""
    closed: bool = False
    """Nothing else was said."""


def read_wish(text: str, language: str = "nl") -> Wished:
    """What the text says about an hour; no hours: nothing."""
    said = " ".join(_PLURALS.get(word, word) for word in _cleared(text).split())
    words = said.split()
    if not words or len(words) > _LONGEST:
        return Wished()
    if any_ := _ANY.search(said):
        rest = (said[: any_.start()] + said[any_.end() :]).split()
        return Wished(any=True, closed=True) if _BESIDE.issuperset(rest) else Wished()
    named, rest = _named(words, language)
    part = next(((found, hours) for one, hours in _HOURS if (found := one.search(said))), None)
    hours = named or (part[1] if part is not None else ())
    left = [word for word in rest if not PARTS.fullmatch(word)]
    if part is not None:
        left = [word for word in left if word not in part[0][0].split()]
    closed = _BESIDE.issuperset(left)
    if not closed and not _OTHERS.isdisjoint(words):
        return Wished()
    return Wished(hours=hours, closed=closed)


def read_other(text: str, language: str = "nl") -> int | None:
    """An hour that is said in place of another: "no, make it ten"; a bare number is none."""
    words = _cleared(text).split()
    led = next((at for at, word in enumerate(words) if word not in _INSTEAD), len(words))
    rest = " ".join(words[led:])
    return None if not led and rest.isdecimal() else read_hour(rest, language)


def on_offer(minutes: int, text: str, offered: Sequence[int]) -> int:
    """The hour as it is meant where these were offered: "9" is 21:00 below hours of an evening."""
    plain, late = plain_of(text), minutes + _NOON
    if minutes >= _NOON or not offered or late < min(offered) - _NEAR or min(offered) < _NOON:
        return minutes
    return minutes if PARTS.search(plain) or _MORNING.search(plain) else late


def _cleared(text: str) -> str:
    said = _EITHER.sub(r"\1 uur ", _SOME_HOUR.sub(" om ", _ABOUT.sub(" ", plain_of(text))))
    return " ".join(_MARKS.sub(" ", said).split())


def _named(words: list[str], language: str) -> tuple[tuple[int, ...], list[str]]:
    """The hours that are named, and the words that name none."""
    part = next((match[0] for word in words if (match := PARTS.fullmatch(word))), "")
    found, rest, at = [], [], 0
    while at < len(words):
        size = next(
            (n for n in range(min(_WINDOW, len(words) - at), 0, -1)
             if _is_hour(words, at, n, language, part)), 0,
        )  # fmt: skip
        if size:
            window = " ".join(words[at : at + size])
            minutes = read_hour(window if PARTS.search(window) else f"{window} {part}", language)
            assert minutes is not None
            found.append(minutes)
        else:
            rest.append(words[at])
        at += size or 1
    return tuple(dict.fromkeys(found)), rest


def _is_hour(words: list[str], at: int, size: int, language: str, part: str) -> bool:
    window = words[at : at + size]
    if window[0] in _NEVER_FIRST or window[-1] in _NEVER_LAST:
        return False
    before = words[at - 1] if at else ""
    behind = words[at + size] if at + size < len(words) else ""
    told = _CLUE.search(" ".join(window)) or before in LEADS or window[0] in LEADS or part
    lasts = behind in _LASTS or (before in _SPANS and before not in LEADS)
    if not told or lasts or read_hour(" ".join(window), language) is None:
        return False
    return window != ["een", "uur"] or bool(part) or before in LEADS
