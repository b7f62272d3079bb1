"""An hour of twelve that may be of the morning or of the evening: half acht, at eight. Pure."""

from __future__ import annotations

import re

from bot.calendar import parts

_NOON = 12 * 60
_EARLIEST = 6 * 60
"""Nothing is planned for an earlier hour of the night that was said without it."""
_LATEST = 22 * 60
"""Nor for one so late in the evening, when it would wait until the next morning."""


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
        or parts.is_named(plain)
        or _is_of_24(plain, *divmod(minutes, 60))
    ):
        return None
    return of_both(minutes)


def of_half(text: str, minutes: int) -> tuple[tuple[int, int] | None, int]:
    """The same of an answer to which of the two is meant: while it does not say, both again. With
    the hour of the half that it names: 's avonds, in the morning, pm.
    """
    late, both = parts.is_second_half(text), of_both(minutes)
    return both if late is None else None, both[bool(late)]


def of_both(minutes: int) -> tuple[int, int]:
    """The hour of the morning and that of the evening."""
    early = minutes % _NOON
    return early, early + _NOON


def _is_of_24(plain: str, hour: int, minute: int) -> bool:
    """Whether it is written as a clock of 24 hours shows it."""
    if plain.strip().isdigit():
        return True
    if re.search(rf"(?<!\d)0?{hour}\s?[:.uh ]\s?{minute:02}(?!\d)", plain):
        return True
    alone = f"{hour}" if hour > 12 else f"0{hour}"
    return re.search(rf"(?<!\d){alone}(?:\s?(?:uur|u|h)\b|\s*$)", plain) is not None
