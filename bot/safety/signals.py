"""A signal of what may come, as a safety plan asks for, and not what is happening. Pure."""

from __future__ import annotations

from bot.understanding.closed_lists import word_set
from bot.understanding.words import words_of

_WHEN = word_set("""
    als wanneer zodra telkens steeds altijd soms vaak elke iedere na voor
    when whenever if once always sometimes often every each after before
""")
_NOW = word_set("nu net hier zo meteen straks vanavond vandaag now just here right today tonight")


def tells_when(text: str) -> bool:
    """Whether it says when something is so: "when he has been drinking", and not "he is here"."""
    said = frozenset(words_of(text))
    return not said.isdisjoint(_WHEN) and said.isdisjoint(_NOW)
