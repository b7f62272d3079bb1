"""What is said to "does it come back every year?". Pure."""

from __future__ import annotations

from collections.abc import Sequence

_YES = frozenset(["ja", "jawel", "jep", "yes", "yep", "yeah", "jaarlijks", "yearly"])
_NO = frozenset(["nee", "neen", "no", "nope", "nah", "eenmalig", "once"])
_EVERY = frozenset(["elk", "ieder", "every", "each"])
_ONE = frozenset(["een", "1", "one"])
_BESIDE = frozenset(["jaar", "year", "keer", "time", "alleen", "maar", "just", "only", "hoor",
                     "dit", "this"])  # fmt: skip


def read_often(words: Sequence[str]) -> bool | None:
    """True: every year; False: once; None: it says neither, or more than that."""
    said = set(words)
    if not said or not said <= _YES | _NO | _EVERY | _ONE | _BESIDE:
        return None
    yearly, single = bool(said & (_YES | _EVERY)), bool(said & (_NO | _ONE))
    return yearly if yearly != single else None
