"""A phrase where it stands: denied, told of something else, years ago and over. Pure."""

from __future__ import annotations

from bot.understanding.frames import is_over, is_own_and_now, is_told, may_be_past
from bot.understanding.notes import STRANGULATION
from bot.understanding.phrases import NEGATIONS, Match
from bot.understanding.verdict import CRISIS_VIOLENCE, DISTRESS
from bot.understanding.words import Text

_DENIALS = frozenset(["niet", "nie", "nooit", "never", "not"])
"""What takes back a phrase of these labels when it follows at once: "hij slaat me niet"."""
_DENIED_AFTER = frozenset([CRISIS_VIOLENCE, STRANGULATION, DISTRESS])
_SPELLED_OUT = 5
"""From so many words on a harmless phrase without gaps may go beyond its clause."""


def is_denied(label: str, match: Match, text: Text) -> bool:
    """ "I don't want to die", "hij slaat me niet", "ik mis haar niet": then the weights decide."""
    before, after = match.start - 1, match.end
    leads = before >= 0 and text.clause[before] == text.clause[match.start]
    if leads and text.words[before] in NEGATIONS:
        return True
    follows = after < len(text.words) and text.clause[after] == text.clause[match.end - 1]
    return label in _DENIED_AFTER and follows and text.words[after] in _DENIALS


def frames_of(match: Match, text: Text, harmless: list[Match]) -> tuple[bool, bool]:
    """Whether the phrase stands in one breath with what makes such words harmless: because it is
    told of something else; because it is years ago and over.
    """
    clauses = set(text.clause[match.start : match.end])
    breath = text.words_in(text.clause, clauses)
    told = any(text.clause[one.start] in clauses for one in harmless) or is_told(breath)
    lead = around(match, text)
    if not is_own_and_now(lead) or may_be_past(lead):
        sentences = set(text.sentence[match.start : match.end])
        breath = text.words_in(text.sentence, sentences)
    return told, is_over(breath, text.words)


def in_one_clause(match: Match, text: Text) -> bool:
    return text.clause[match.start] == text.clause[match.end - 1]


def is_spelled_out(match: Match) -> bool:
    """So many words, and none left open, say the same with a comma between them: "end it (the
    subscription)".
    """
    return match.end - match.start >= _SPELLED_OUT and ".." not in match.phrase.written


def around(match: Match, text: Text) -> list[str]:
    """The words of a phrase and those that lead up to it."""
    clause = text.clause[match.start]
    start = match.start
    while start > 0 and match.start - start < 4 and text.clause[start - 1] == clause:
        start -= 1
    return text.words[start : match.end]
