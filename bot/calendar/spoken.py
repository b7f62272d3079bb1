"""An hour of the day as people say it: half acht, kwart over acht, half past seven. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.calendar.parts import EARLY, LATE, OF_AFTERNOON, OF_EVENING
from bot.calendar.times import MINUTES_A_DAY, parse_minutes

_IN_DUTCH = (
    *("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf"),
    "twaalf",
)
_IN_ENGLISH = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    "twelve",
)
_HOURS = {
    word: number for words in (_IN_DUTCH, _IN_ENGLISH) for number, word in enumerate(words, 1)
}
_MINUTES = {
    "vijf": 5, "tien": 10, "kwart": 15, "twintig": 20,
    "five": 5, "ten": 10, "quarter": 15, "twenty": 20,
}  # fmt: skip
_BEHIND = {
    "dertig": 30, "vijftien": 15, "veertig": 40,
    "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
"""Minutes said behind an hour: seven thirty."""
_NOON, _MIDNIGHT = 12 * 60, 0
_WHOLE = {"noon": _NOON, "midday": _NOON, "midnight": _MIDNIGHT, "middernacht": _MIDNIGHT}
_AFTER, _BEFORE = frozenset(["over", "past", "after"]), frozenset(["voor", "to", "before"])
PARTS = re.compile(rf"{LATE.pattern}|{EARLY.pattern}")
"""A part of the day, as it may stand beside an hour."""
_AROUND = frozenset([
    "om", "rond", "tegen", "naar", "liever", "graag", "doe", "maar", "elke", "iedere", "dag",
    "uur", "stipt", "precies", "is", "goed", "minuten", "at", "around", "about", "please", "every",
    "day", "oclock", "exactly", "just", "make", "it", "minutes", "a", "the",
])  # fmt: skip
"""Words beside an hour that leave it as it is."""
LEADS = frozenset(["om", "at", "rond", "around", "tegen", "naar", "to", "for"])
_APOSTROPHES = re.compile(r"['’‘`´]")
_BETWEEN = re.compile(r"\s*(?:[-–—]|\b(?:tot|tm|to|until|till|en|and)\b)\s*")
_FROM = re.compile(r"^\s*(?:van|vanaf|tussen|from|between)\s+")
_LONGEST = 60
_DAY_BEGINS = 7 * 60
_BARE = re.compile(r"[1-6]\s*(?:uur|u|h)?")
"""An hour without minutes and without a nought: written as it is said."""


def read_hour(text: str, language: str = "nl") -> int | None:
    """Minutes after midnight, when the text is an hour and nothing else; None: it is none.

    "Half 8" is 7:30 in Dutch and 8:30 in English; a number that is written out tells which.
    """
    plain = plain_of(text)
    if not plain or len(plain) > _LONGEST:
        return None
    if (minutes := parse_minutes(plain)) is not None:
        return minutes
    late, early = LATE.search(plain), EARLY.search(plain)
    rest = EARLY.sub(" ", LATE.sub(" ", plain))
    words = [word for word in rest.split() if word not in _AROUND]
    if len(words) == 2 and all(map(str.isdecimal, words)) and " ".join(words) not in rest:
        return None  # "8 om 10" is a day and an hour.
    found = _of_words(words, language)
    if found is None or (late and early):
        return None
    return _at(found, late[1] if late else early[1] if early else "")


def read_hour_by_day(text: str, language: str = "nl") -> int | None:
    """The same, of something that people do: "half vier" alone is not meant for the night."""
    minutes, plain = read_hour(text, language), plain_of(text)
    if minutes is None or minutes >= _DAY_BEGINS or _is_exact(plain):
        return minutes
    whole = not _WHOLE.keys().isdisjoint(plain.split())
    return minutes if whole or LATE.search(plain) or EARLY.search(plain) else minutes + _NOON


def parse_minutes_by_day(text: str) -> int | None:
    """The same of digits: 3 uur is the afternoon's; 3:00, 03.00 and 3 am stay as they are."""
    minutes = parse_minutes(text)
    return minutes if minutes is None or _is_exact(plain_of(text)) else minutes + _NOON


def _is_exact(plain: str) -> bool:
    return parse_minutes(plain) is not None and _BARE.fullmatch(plain) is None


def read_span(text: str, language: str = "nl") -> tuple[int, int] | None:
    """Two hours, such as 23:00-07:00 or from eleven pm to seven; None: it is no such thing."""
    plain = _FROM.sub("", plain_of(text))
    for match in _BETWEEN.finditer(plain):
        start = read_hour(plain[: match.start()], language)
        end = read_hour(plain[match.end() :], language)
        if start is not None and end is not None:
            return start, end
    return None


def split_hour(text: str, language: str = "nl") -> tuple[str, int] | None:
    """What stands before an hour that ends the text, and the hour; None: it ends with none."""
    words = plain_of(text).split()
    for at, word in enumerate(words):
        if word in LEADS and at:
            minutes = read_hour(" ".join(words[at + 1 :]), language)
            if minutes is not None:
                return " ".join(words[:at]), minutes
    return None


def plain_of(text: str) -> str:
    """Lower case, without apostrophes and the marks at its ends."""
    return _APOSTROPHES.sub("", " ".join(text.casefold().replace("é", "e").split())).strip(" .!?,")


def _of_words(words: list[str], language: str) -> int | None:
    if len(words) == 1 and words[0] in _WHOLE:
        return _WHOLE[words[0]]
    digits = parse_minutes(" ".join(words)) if words else None
    if digits is not None:
        return digits
    for hour_words, shift in _shifts(words, language):
        hour = _number(hour_words)
        if hour is not None:
            return (hour * 60 + shift) % MINUTES_A_DAY
    return None


def _shifts(words: list[str], language: str) -> Iterator[tuple[list[str], int]]:
    """Each way to read them: the word of the hour, and the minutes beside it."""
    match words:
        case [_]:
            yield words, 0
        case ["half", hour]:
            in_english = hour in _IN_ENGLISH or (hour.isdecimal() and language == "en")
            yield [hour], 30 if in_english else -30
        case ["half", past, hour] if past in _AFTER:
            yield [hour], 30
        case [minutes, side, "half", hour]:
            if (shift := _shift(minutes, side)) is not None:
                yield [hour], shift - 30
        case [minutes, side, hour] if not _is_from_to(minutes, side, hour):
            if (shift := _shift(minutes, side)) is not None:
                yield [hour], shift
        case [hour, minutes]:
            if minutes in _BEHIND:
                yield [hour], _BEHIND[minutes]
            elif re.fullmatch(r"[0-5]\d", minutes):
                yield [hour], int(minutes)


def _is_from_to(minutes: str, side: str, hour: str) -> bool:
    """Whether it is rather "from nine to ten" than nine minutes to ten."""
    if side != "to" or not (minutes.isdecimal() and hour.isdecimal()):
        return False
    return int(minutes) % 5 > 0 or int(minutes) + 1 == int(hour)


def _shift(minutes: str, side: str) -> int | None:
    known = _MINUTES.get(minutes)
    count = int(minutes) if minutes.isdecimal() and int(minutes) < 60 else known
    if count is None or side not in _AFTER | _BEFORE:
        return None
    return count if side in _AFTER else -count


def _number(words: list[str]) -> int | None:
    word = words[0]
    if word.isdecimal() and len(word) <= 2 and int(word) <= 24:
        return int(word) % 24
    return _HOURS.get(word)


def _at(minutes: int, part: str) -> int:
    """On the clock of 24 hours, by the part of the day that was named."""
    evening = OF_EVENING.fullmatch(part) is not None
    if evening and minutes % _NOON < 60:
        return minutes % _NOON  # Twelve in the evening is midnight.
    if evening or OF_AFTERNOON.fullmatch(part):
        return minutes + _NOON if minutes < _NOON else minutes
    if part == "night" and 5 * 60 <= minutes < _NOON:
        return minutes + _NOON
    if part.startswith(("nacht", "snacht")) and 8 * 60 <= minutes < _NOON:
        return minutes + _NOON
    if part.startswith(("night", "nacht", "snacht")) and minutes >= _NOON:
        return minutes - _NOON if minutes < _NOON + 60 else minutes
    return minutes
