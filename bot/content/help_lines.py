"""The help lines of `crisis.yaml`: one is read, all are checked, two languages are compared.

Somebody in a crisis rings what stands there, so a slip is refused rather than shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from bot.content.faults import ContentFault
from bot.content.model import TOPICS, Book, HelpLine
from bot.content.values import known, need, no_strangers, quoted, text, within

_KEYS = tuple(field.name.rstrip("_") for field in fields(HelpLine))
_QUOTES = re.compile("[\"'`\u00b4\u2018-\u201f]")
_NUMBER = re.compile(r"[0-9()+-]*[0-9][0-9()+-]*|-")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_LIKE_DIGITS = re.compile(r"[OoIl]+")
_RANGE = re.compile(
    r"(?:mo|tu|we|th|fr|sa|su)(?:-(?:mo|tu|we|th|fr|sa|su))? (\d\d:\d\d)-(\d\d:\d\d)"
)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_MIDNIGHT = "24:00"
_SLACK = timedelta(days=1)
"""Somewhere it is tomorrow already."""
_GIVEN_ON = date(2026, 11, 30)
"""Not before this day were the words given: a clock that stands there was never set, and whoever
needs a number has to get it all the same.
"""


def help_line(item: Any) -> HelpLine:
    """One of the `lines`.

    Raises:
        ContentFault: with the line that it is about.
    """
    if not isinstance(item, Mapping):
        raise ContentFault("each of the 'lines' should hold names with values")
    with within(str(item.get("name") or "lines")):
        name = text(item, "id")
    with within(name):
        return _read(name, item)


def _read(name: str, item: Mapping[str, Any]) -> HelpLine:
    no_strangers(item, _KEYS)
    verified_on = need(item, "verified_on")
    # With an hour behind it, it is read as another kind of date, which does not compare with days.
    if type(verified_on) is not date:
        raise ContentFault("'verified_on' should be a date such as 2026-11-22")
    return HelpLine(
        id=name,
        country=known(text(item, "country"), ("NL", "BE", "any")),
        name=text(item, "name"),
        phone=quoted(item, "phone"),
        chat=quoted(item, "chat"),
        phone_hours=quoted(item, "phone_hours"),
        chat_hours=quoted(item, "chat_hours"),
        hours_text=quoted(item, "hours_text"),
        for_=tuple(known(str(topic), TOPICS) for topic in need(item, "for")),
        about=text(item, "about"),
        verified_on=verified_on,
        basis=known(text(item, "basis"), ("page", "call")),
    )


def wrong_lines(book: Book, today: date) -> Iterator[str]:
    """What is wrong with the lines of one language."""
    ids = [line.id for line in book.lines]
    for name in dict.fromkeys(name for name in ids if ids.count(name) > 1):
        yield f"'{name}' is the id of two lines; give each its own"
    for line in book.lines:
        yield from (f"{line.id}: {wrong}" for wrong in _wrong(line, max(today, _GIVEN_ON)))
    for country in ("NL", "BE", "any"):
        for topic in ("suicide", "violence", "danger"):
            if not any(line.country == country and topic in line.for_ for line in book.lines):
                yield f"there is no line for {topic} in {country}"


def _wrong(line: HelpLine, today: date) -> Iterator[str]:
    if not line.phone and not line.chat:
        yield "give a phone number or a chat"
    if line.phone and (looked_at := _not_dialled(line)):
        yield (
            "'phone' should be a number such as 0800-2000, or several with a word between them,"
            f" without letters or quotes in it: look at '{looked_at}'"
        )
    if _QUOTES.search(line.chat):
        yield "'chat' should be an address such as 113.nl, without quotes in it"
    for key, hours in (("phone_hours", line.phone_hours), ("chat_hours", line.chat_hours)):
        if hours and (wrong := _wrong_hours(key, hours)):
            yield wrong
    if line.verified_on > today + _SLACK:
        yield (
            "'verified_on' should be the day on which somebody looked;"
            f" {line.verified_on} is still to come (today is {today})"
        )


def _not_dialled(line: HelpLine) -> str:
    """What in it is neither a number nor a word beside one; empty: nothing."""
    words = line.phone.split()
    for word in words:
        is_word = _WORD.fullmatch(word) and not _LIKE_DIGITS.fullmatch(word)
        if not is_word and not _NUMBER.fullmatch(word):
            return word
    # Everybody has a doctor of their own, whose number cannot stand here.
    is_told = _numbers_in(line.phone) or "doctor" in line.for_
    return "" if is_told else line.phone


def _numbers_in(phone: str) -> list[str]:
    """What can be dialled in it, without the words between."""
    return [word for word in phone.split() if re.search("[0-9]", word)]


def _wrong_hours(key: str, hours: str) -> str | None:
    """What is wrong with them, if anything."""
    if hours == "always":
        return None
    for part in hours.split("; "):
        match = _RANGE.fullmatch(part)
        if match is None and len(_RANGE.findall(part)) > 1:
            return f"put '; ' between two ranges of '{key}'"
        if match is None:
            return f"write '{key}' as 'always' or 'mo-fr 09:00-17:00'"
        if no_time := _no_time(*match.groups()):
            return f"'{key}': {no_time}"
    return None


def _no_time(opens: str, closes: str) -> str | None:
    if opens == _MIDNIGHT:
        return "24:00 is no time to begin; write 00:00"
    for time in (opens, closes):
        if time != _MIDNIGHT and not _TIME.fullmatch(time):
            return f"{time} is no time of the day"
    if opens == closes:
        return f"{opens}-{closes} is no time at all"
    return None


def different_lines(one: Book, other: Book) -> Iterator[str]:
    """What the lines of the other language say otherwise, though it is no matter of words."""
    theirs = {line.id: _facts(line) for line in other.lines}
    for line in one.lines:
        mine = _facts(line)
        for key, value in theirs.get(line.id, mine).items():
            if value != mine[key]:
                yield f"{line.id}: '{key}' is not the same as in {one.language}"


def _facts(line: HelpLine) -> dict[str, object]:
    return {
        "phone": _numbers_in(line.phone),
        "chat": line.chat,
        "country": line.country,
        "for": set(line.for_),
        "phone_hours": line.phone_hours,
        "chat_hours": line.chat_hours,
        "verified_on": line.verified_on,
        "basis": line.basis,
    }
