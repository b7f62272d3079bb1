"""The parts of a day as people name them: beside an hour, behind a day, or alone. Pure."""

from __future__ import annotations

import re

MORNING, AFTERNOON, EVENING = (
    "ochtend|voormiddag|morning",
    "(?:na)?middag|afternoon",
    "avond|evening",
)
JOINED = "ochtend|voormiddag|(?:na)?middag|avond|nacht"
"""As they are written behind the name of a day: dinsdagavond."""
BEHIND = f"{MORNING}|{AFTERNOON}|{EVENING}|night"
"""As they stand behind a day, as a word of their own."""
LATE = re.compile(rf"\b(?:s |in de |in the |at )?(s?(?:{AFTERNOON}|{EVENING}|night)s?)\b")
"""Beside an hour that is rather one of the second half of a day; without apostrophes, as below."""
EARLY = re.compile(rf"\b(?:s |in de |in the )?(s?(?:{MORNING}|morgen)s?|s?nachts)\b")
OF_EVENING = re.compile(rf"s?(?:{EVENING})s?")
OF_AFTERNOON = re.compile(rf"s?(?:{AFTERNOON})s?")
_SAYS_EARLY = re.compile(
    rf"vroeg|early|{MORNING}|morgens|(?:dag|van|in de)\s?morgen|\ba\.?m\b|\dam\b"
)
_SAYS_LATE = re.compile(rf"(?<!voor)middag|{EVENING}|noon|night|\bp\.?m\b|\dpm\b")
_NOT = re.compile(r"\b(?:niet|geen|not|nacht|nachts)\b")


def is_named(text: str) -> bool:
    """Whether a part of the day is named anywhere: vanavond, donderdagmiddag, 8 pm."""
    plain = text.casefold()
    return any(said.search(plain) for said in (_SAYS_EARLY, _SAYS_LATE)) or "nacht" in plain


def is_second_half(text: str) -> bool | None:
    """Which half of the day is named: 's avonds, the evening, pm; None: neither, or both."""
    plain = text.casefold()
    early, late = _SAYS_EARLY.search(plain) is not None, _SAYS_LATE.search(plain) is not None
    return late if early != late and not _NOT.search(plain) else None
