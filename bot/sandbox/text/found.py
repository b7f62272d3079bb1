"""What Telegram finds in plain text by itself: commands, mentions, hashtags, links, addresses."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.text.utf16 import units

Entity = dict[str, Any]

_COMMAND = re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>@])")
_MENTION = re.compile(r"(?<!\w)@[a-zA-Z0-9_]{3,32}(?!\w)")
_HASHTAG = re.compile(r"(?<!\w)#(?=\w*[^\W\d_])\w{1,256}(?![\w#])")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,255}(?:\.[\w-]+)*\.[a-zA-Z]{2,24}(?!\w)")
_URL = re.compile(
    r"(?<![\w@.])(?:(?:https?|tg)://[^\s<>\"']+|"
    r"(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+"
    r"(?:com|net|org|nl|be|eu|de|fr|info|io|me|app|dev|gov|edu|uk)"
    r"(?:/[^\s<>\"']*)?(?![\w@-]))"
)
_FINDERS = (
    ("bot_command", "/", _COMMAND),
    ("mention", "@", _MENTION),
    ("hashtag", "#", _HASHTAG),
    ("email", "@", _MAIL),
    ("url", ".", _URL),
)


def find_entities(text: str) -> list[Entity]:
    """Entities in order, none overlapping; the leftmost wins, then the longest."""
    hits: list[tuple[int, int, str]] = []
    for kind, sign, pattern in _FINDERS:
        if sign in text or (kind == "url" and "://" in text):
            hits.extend(_hits(kind, pattern, text))
    if not hits:
        return []
    hits.sort(key=lambda hit: (hit[0], -hit[1]))
    found: list[Entity] = []
    end = 0
    for start, stop, kind in hits:
        if start >= end:
            offset = units(text[:start])
            found.append({"type": kind, "offset": offset, "length": units(text[start:stop])})
            end = stop
    return found


def _hits(kind: str, pattern: re.Pattern[str], text: str) -> list[tuple[int, int, str]]:
    hits = []
    for match in pattern.finditer(text):
        stop = match.end()
        if kind == "url":
            stop = match.start() + len(match.group().rstrip(".,;:!?)]"))
        hits.append((match.start(), stop, kind))
    return hits
