"""Hours at the seam of two days: donderdag 24:00, thursday night 1am, midnight. Pure."""

from __future__ import annotations

import re

_NOUGHT = re.compile(r"(?<!\d)00?(?:[:.u]00\b|\s?(?:uur|u|h)\b)")
_ENDS_DAY = re.compile(r"(?:^|(?<=om )|(?<=at ))24$|\b24(?:[:.u]00\b|\s?(?:uur|u|h)\b)")
_EVENING = re.compile(
    r"\b(?:vannacht|tonight|\w+dagnacht|(?:van|\w+dag|morgen)?avonds?|evening)\b"
    r"|(?<!\bthe )(?<!\bat )\bnight\b"
)
"""Said with a day, it goes on after midnight: Thursday night at one is Friday's."""
_NIGHT_ENDS = 6 * 60


def is_after_day(plain: str, minutes: int) -> bool:
    """Whether this hour, said with a day, is of the day after it."""
    if minutes == 0 and _ENDS_DAY.search(plain):
        return True
    return minutes < _NIGHT_ENDS and _EVENING.search(plain) is not None


def may_be_either(text: str, minutes: int) -> bool:
    """Whether it is a midnight that may begin the day it is said with or end it: in words, or as
    twelve. 0:00 begins it, 24:00 ends it.
    """
    plain = text.casefold()
    return minutes == 0 and not _NOUGHT.search(plain) and not is_after_day(plain, minutes)
