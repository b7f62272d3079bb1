"""That it was done again, and not what: here that is contact more often than harm to oneself, and
may be either. So beside the question of her life stands a way to say that there was contact.
"""

from __future__ import annotations

from bot.context import Context
from bot.outbox.letters import BELOW, Button, Rows
from bot.understanding.closed_lists import line_of, whole_lines
from bot.understanding.kinds import HAPPENED
from bot.understanding.words import words_of

_AGAIN = whole_lines(
    """
        @lead? ik|k|kheb? heb? het|t? @again gedaan @after? @after? @after?
        @lead? ik|k|kheb? heb? het|t? @again gedaan ik? ben? zo @weak
        @lead? i|ive? just|have? did|done it|that|this again @after?
        @lead? i|ive? did|done it|that|this again last night
        @lead? i|ive? did|done it|that|this again im so @weak
    """,
    {
        "again": "weer|opnieuw|toch|alweer|wederom",
        "lead": "sorry|shit|fuck|oh|pff|en|ugh|omg|so|and|ok|just",
        "after": "sorry|net|zonet|daarnet|vannacht|vanavond|vandaag|gisteren|gister|stom|echt|hoor"
        "|dom|shit|fuck|tonight|today|yesterday|now|tho|ugh|anyway",
        "weak": "stom|dom|zwak|stupid|dumb|weak|sorry",
    },
)


def contact_ways(context: Context) -> Rows:
    """A row for whoever means contact; the question and its numbers stay in sight."""
    if _AGAIN.fullmatch(line_of(words_of(context.said))) is None:
        return []
    label = context.t(f"urge.button.{HAPPENED}")
    return [[Button(label, f"urge:kind:0:{HAPPENED}:{BELOW}")]]
