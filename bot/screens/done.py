"""That what was asked is done, in the words that people have for it. Pure.

Closed lists: a text says so if it holds nothing else. It counts only where something was asked to
be done: alone, "I did it" may be said of anything, even of an attempt.
"""

from __future__ import annotations

from bot.understanding import yes_no
from bot.understanding.closed_lists import line_of, whole_lines

_LINES = whole_lines(
    """
        @sure? @sure? gedaan|gelukt|klaar @after? @after? @after?
        @sure? @sure? ben|kben klaar @after? @after? @after?
        @sure? @sure? ik|k ben klaar @after? @after? @after?
        @sure? @sure? heb|kheb ik? @that? @now? @now? gedaan @after? @after? @after?
        @sure? @sure? ik|k heb @that? @now? @now? gedaan @after? @after? @after?
        @sure? @sure? @that? heb ik|k @now? @now? gedaan @after? @after? @after?
        @sure? @sure? @that? is @now? gedaan|gelukt|klaar @after? @after? @after?
        @sure? @sure? tis|het|t|dat is? goe|goed|gelukt|gedaan|klaar @after? @after? @after?
        @sure? @sure? dat|het lukte @after? @after? @after?
        @sure? @sure? i|ive|we? @now? did|done @that @after? @after? @after?
        @sure? @sure? i @now? did @after? @after?
        @sure? @sure? ive|its|thats|im? @now? done|finished|ready @after? @after? @after?
        @sure? @sure? it|that|this is done @after? @after? @after?
    """,
    {
        "sure": "ok|oke|okay|ja|jep|yes|yeah|yep|nou|so|well|right|think|guess|i|denk|ik|dus",
        "that": "het|t|dat|dit|die|ze|hem|it|that|this|them|those",
        "now": "al|net|nu|wel|ook|allemaal|driemaal|just|already|now|all|twice",
        "after": "hoor|denk|geloof|ik|k|nu|al|net|dan|ja|ok|oke|okay|en|verder|nog|now|think"
        "|guess|i|already|then|next|yes|yeah|and|twice|what|wat",
    },
)


def says_done(text: str) -> bool:
    """Whether it says that what was asked is done, and nothing else."""
    return _LINES.fullmatch(line_of(yes_no.behind(text))) is not None
