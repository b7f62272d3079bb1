"""A moment as it is said from now: over een half uur, in an hour and a half. Pure."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.calendar.names import COUNTS
from bot.calendar.spoken import plain_of

_HALF, _QUARTER, _HOUR = 30, 15, 60
_AHEAD = re.compile(r"(?:over|in) (.+)|(.+) (?:from now|vanaf nu)")
_ABOUT = re.compile(
    r"^(?:ongeveer|zowat|pakweg|circa|zo|nog|about|around|roughly) "
    r"| (?:ofzo|of zo|ongeveer|or so)$"
)
"""What makes it less exact, and leaves it as it is."""
_SOME = re.compile(r"^(?:zon|another) ")
_COUNT = rf"(\d{{1,3}}|{'|'.join(COUNTS)})"
_OF_HOURS = r"(?:uur|uren|uurtjes?|hours?|hrs?|h|u)"
_HOURS = re.compile(rf"{_COUNT}([.,]5)? ?{_OF_HOURS}")
_OR_MORE = re.compile(rf"(?:een uur(?:tje)? of|an hour or) {_COUNT}")
_HALVES = re.compile(rf"{_COUNT} ?(?:en een |and a |en|ën)half ?{_OF_HOURS}")
_MINUTES = re.compile(rf"{_COUNT} ?(?:minuten|minuut|minuutjes|minutes?|mins?|min)")
_SAID = {
    **dict.fromkeys(("half uur", "halfuur", "half uurtje", "half hour", "half an hour"), _HALF),
    **dict.fromkeys(("kwartier", "kwartiertje", "quarter of an hour"), _QUARTER),
    **dict.fromkeys(
        ("drie kwartier", "3 kwartier", "three quarters of an hour"), _HOUR - _QUARTER
    ),
    **dict.fromkeys(("anderhalf uur", "hour and a half"), _HOUR + _HALF),
}
_NOW = frozenset((
    "nu", "nou", "nu meteen", "nu direct", "nu graag", "nu maar", "nu gelijk", "direct", "meteen",
    "gelijk", "onmiddellijk", "zo snel mogelijk", "now", "right now", "now please", "right away",
    "straight away", "at once", "immediately", "as soon as possible", "asap",
))  # fmt: skip
_ARTICLE = re.compile(r"^(?:een|an?) ")
_AND = re.compile(r" (?:en|and) ")


def says_now(text: str) -> bool:
    """Whether it says that it is to be at once, and nothing else."""
    return plain_of(text) in _NOW


def read_from_now(text: str) -> timedelta | None:
    """How long from now it is, when the text says that and nothing else; None: it does not."""
    match = _AHEAD.fullmatch(plain_of(text))
    if match is None:
        return None
    minutes = _minutes(_SOME.sub("een ", _ABOUT.sub("", match[1] or match[2])))
    return timedelta(minutes=minutes) if minutes is not None else None


def _minutes(said: str) -> int | None:
    known = _SAID.get(_ARTICLE.sub("", said))
    if known is not None:
        return known
    if match := _HOURS.fullmatch(said):
        return _HOUR * _count(match[1]) + (_HALF if match[2] else 0)
    if match := _OR_MORE.fullmatch(said):
        return _HOUR * _count(match[1])
    if match := _HALVES.fullmatch(said):
        return _HOUR * _count(match[1]) + _HALF
    if match := _MINUTES.fullmatch(said):
        return _count(match[1])
    hours, *rest = _AND.split(said, maxsplit=1)
    if not rest or _HOURS.fullmatch(hours) is None:
        return None
    parts = [_minutes(part) for part in (hours, *rest)]
    return None if None in parts else sum(part for part in parts if part is not None)


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else COUNTS[word]
