"""What is said to "does it come back every year?". Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding import yes_no

_EVERY = frozenset(["elk", "ieder", "every", "each", "jaarlijks", "yearly"])
_ONE = frozenset(["een", "1", "one", "eenmalig", "once"])
_BESIDE = frozenset(["jaar", "year", "keer", "time", "alleen", "maar", "just", "only", "hoor",
                     "dit", "this"])  # fmt: skip


def read_often(words: Sequence[str]) -> bool | None:
    """True: every year; False: once; None: it says neither, or more than that."""
    answers = {word: yes_no.read(word, clear=True) for word in words}
    said = {word for word, answer in answers.items() if answer is None}
    if not said <= _EVERY | _ONE | _BESIDE:
        return None
    yearly = yes_no.YES in answers.values() or bool(said & _EVERY)
    single = yes_no.NO in answers.values() or bool(said & _ONE)
    return yearly if yearly != single else None
