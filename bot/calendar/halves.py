"""An hour of twelve that may be of the morning or of the evening: half acht, at eight. Pure."""

from __future__ import annotations

import re

_NOON = 12 * 60
_EARLIEST = 6 * 60
"""Nothing is planned for an earlier hour of the night that was said without it."""
_LATEST = 22 * 60
"""Nor for one so late in the evening, when it would wait until the next morning."""
_PART = re.compile(
    r"vroeg|ochtend|voormiddag|middag|avond|nacht|['’‘`´]s morgens|smorgens|(?:dag|van)\s?morgen|"
    r"early|morning|noon|evening|night|\b[ap]\.?m\b|\d[ap]m\b"
)


def halves_of(text: str, minutes: int) -> tuple[int, int] | None:
    """The hour of the morning and that of the evening, in minutes after midnight, where either
    may be meant; None: the text says which, `minutes` after midnight.

    07:30, 19.30, 8u30 and 20 uur say it, and so does a part of the day, or a number alone where an
    hour is asked for; half acht, 8 uur do not.
    """
    early, plain = minutes % _NOON, text.casefold()
    if (
        early < _EARLIEST
        or early + _NOON >= _LATEST
        or _PART.search(plain)
        or _is_of_24(plain, *divmod(minutes, 60))
    ):
        return None
    return early, early + _NOON


def _is_of_24(plain: str, hour: int, minute: int) -> bool:
    """Whether it is written as a clock of 24 hours shows it."""
    if plain.strip().isdigit():
        return True
    if re.search(rf"(?<!\d)0?{hour}\s?[:.uh ]\s?{minute:02}(?!\d)", plain):
        return True
    alone = f"{hour}" if hour > 12 else f"0{hour}"
    return re.search(rf"(?<!\d){alone}(?:\s?(?:uur|u|h)\b|\s*$)", plain) is not None
