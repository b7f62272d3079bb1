"""What is said to "does it come back every year?", and what beside a date is no name. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding import yes_no
from bot.understanding.closed_lists import word_set

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


_NO_NAME = word_set("""
    graag aub alsjeblieft alstublieft svp please pls thanks thx dank dankjewel dankje bedankt
    je u you elk elke ieder iedere jaar every each year jaarlijks yearly keer once eenmalig een one
    sorry oeps oops nee no ja yes ok oke bedoel bedoelde mean meant ik i is it its het t dat that
    dan then de the op on datum date dag day deze this die wil want zet noteer add note hoor
""")


def may_be_name(words: Sequence[str]) -> bool:
    """Whether words beside a date can be its name: "3 maart graag", "sorry, ik bedoel 3 maart" and
    "elk jaar op 3 maart" name nothing.
    """
    return not _NO_NAME.issuperset(words)
