"""What a coach leaves open in a message, filled in for each client. Pure.

`{voornaam|fallback}` (or `{name|fallback}`) and `{week}`, with or without spaces inside.
Places are counted in UTF-16 units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.text import Text, utf16_length

_NAMES = frozenset({"voornaam", "naam", "name", "firstname"})
_WEEK = "week"
_BRACED = re.compile(r"\{+(\s*[^\W\d_][^{}\n]*)\}+")
_HALF = re.compile(
    r"\{\s*(?:voornaam|naam|first ?name|name|week)\b(?![^{}\n]*\})[^{}\n]*"
    r"|(?<![{|\w])(?:voornaam|naam|first ?name|name|week)\s*(?:\|[^{}\n]*)?\}",
    re.IGNORECASE,
)
"""One brace without the other."""
_NAMED = (
    r"(?:(?:jouw|je|your)\s)?\s*(?:voornaam|naam|first ?name|name)(?:\s+(?:cli[eë]nt|client))?"
)
_OTHER_BRACKETS = re.compile(
    rf"\(\s*(?:voornaam|naam|first ?name|name)\s*\)|[\[<]\s*{_NAMED}\s*[\]>]"
    rf"|[(\[<]\s*(?:(?:voornaam|naam|first ?name|name)\s*\|[^\n]*?)[)\]>]"
    rf"|[\[<]\s*week\s*[\]>]|%\s*(?:{_NAMED}|week)\s*%|\$(?:voornaam|naam|firstname|name|week)\b",
    re.IGNORECASE,
)
"""The same in signs of another program. Where a "(week)" stands, words may well be meant."""
_SHOWN = 40
"""So many characters of what is wrong are shown."""
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
    """What cannot be filled in, and would arrive as it stands."""
    for found in _BRACED.finditer(text):
        name, fallback = _read(found)
        if name in _NAMES and not fallback:
            yield Fault("no_fallback", found[0])
        elif name not in _NAMES and name != _WEEK:
            yield Fault("unknown", found[0][:_SHOWN])
    for kind, pattern in (("unclosed", _HALF), ("unknown", _OTHER_BRACKETS)):
        for found in pattern.finditer(_BRACED.sub(_blank, text)):
            yield Fault(kind, found[0][:_SHOWN])


def open_place(text: str) -> str:
    """The first place left open, for where nothing is filled in; empty: there is none."""
    found = _BRACED.search(text) or _HALF.search(text) or _OTHER_BRACKETS.search(text)
    return found[0][:_SHOWN] if found else ""


def asks_name(text: str) -> bool:
    """Whether a name is filled in, so that its length differs from client to client."""
    return any(_read(found)[0] in _NAMES for found in _BRACED.finditer(text))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _read(found: re.Match[str]) -> tuple[str, str | None]:
    """What is to be filled in, and what stands there otherwise; within more than one brace it is
    nothing known, for those around it would stay.
    """
    if found[0] != f"{{{found[1]}}}":
        return "", None
    name, bar, fallback = found[1].partition("|")
    return "".join(name.lower().split()), fallback.strip() if bar else None


def fill(text: Text, values: Values) -> Text:
    """The text as one client gets it; formatting stays where it was."""
    plain, moves, behind = "", [], 0
    for found in _BRACED.finditer(text.plain):
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
    name, fallback = _read(found)
    if name == _WEEK:
        return str(values.week)
    if name in _NAMES:
        return values.name[:LONGEST_NAME] or fallback or ""
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
