"""What a coach leaves open in a message, filled in for each client. Pure.

`{voornaam|fallback}` (or `{name|fallback}`) and `{week}`. Places are counted in UTF-16 units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.text import Text, utf16_length

_NAMES = frozenset({"voornaam", "naam", "name", "firstname"})
_WEEK = "week"
_OPEN = re.compile(r"\{([^\W\d][\w ]{0,29})(?:\|([^{}\n]{0,60}))?\}")
_UNCLOSED = re.compile(r"\{(?:voornaam|naam|name|firstname|week)\b(?![^{}\n]*\})", re.IGNORECASE)
LONGEST_NAME = 64
"""What a client may at most be called; a name that is longer is cut there."""


@dataclass(frozen=True, slots=True)
class Values:
    """What is filled in for one client; no name: the fallback stands there."""

    name: str = ""
    week: int = 1


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: `unknown`, `no_fallback` or `unclosed`, and the words it concerns."""

    kind: str
    words: str


def faults(text: str) -> Iterator[Fault]:
    """What cannot be filled in."""
    for found in _OPEN.finditer(text):
        name = found[1].strip().lower()
        if name in _NAMES and found[2] is None:
            yield Fault("no_fallback", found[0])
        elif name not in _NAMES and name != _WEEK:
            yield Fault("unknown", found[0])
    for found in _UNCLOSED.finditer(text):
        yield Fault("unclosed", text[found.start() : found.start() + 20])


def open_place(text: str) -> str:
    """The first place left open, for where nothing is filled in; empty: there is none."""
    if found := _OPEN.search(text):
        return found[0]
    found = _UNCLOSED.search(text)
    return text[found.start() : found.start() + 20] if found else ""


def asks_name(text: str) -> bool:
    """Whether a name is filled in, so that its length differs from client to client."""
    return any(found[1].strip().lower() in _NAMES for found in _OPEN.finditer(text))


def fill(text: Text, values: Values) -> Text:
    """The text as one client gets it; formatting stays where it was."""
    plain, moves, behind = "", [], 0
    for found in _OPEN.finditer(text.plain):
        put = _value(found, values)
        if put is None:
            continue
        start = utf16_length(text.plain[: found.start()])
        moves.append((start, start + utf16_length(found[0]), utf16_length(put)))
        plain += text.plain[behind : found.start()] + put
        behind = found.end()
    if not moves:
        return text
    entities = []
    for entity in text.entities:
        start = _moved(entity["offset"], moves, end=False)
        length = _moved(entity["offset"] + entity["length"], moves, end=True) - start
        if length > 0:
            entities.append({**entity, "offset": start, "length": length})
    return Text(plain + text.plain[behind:], tuple(entities))


def _value(found: re.Match[str], values: Values) -> str | None:
    name = found[1].strip().lower()
    if name == _WEEK:
        return str(values.week)
    if name in _NAMES:
        return values.name[:LONGEST_NAME] or found[2] or ""
    return None


def _moved(place: int, moves: list[tuple[int, int, int]], *, end: bool) -> int:
    """Where a place in the text lies afterwards; one inside a placeholder goes to its edge."""
    shift = 0
    for start, stop, length in moves:
        if place <= start:
            break
        if place < stop:
            return start + shift + (length if end else 0)
        shift += length - (stop - start)
    return place + shift
