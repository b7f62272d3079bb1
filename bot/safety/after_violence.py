"""What answers whoever was hurt by another, could type, and asks what to do now: who knows that,
and a way to her coach. And who asks what to do for another who thinks of ending their life.
"""

from __future__ import annotations

from bot import burst
from bot.context import Context
from bot.in_sight import Shown
from bot.outbox.letters import FIRST, say
from bot.safety import still_open
from bot.safety.covered_question import is_covered
from bot.safety.lines import lines_for, show
from bot.safety.people import is_of_another, is_of_anothers_life, show_people, what_first
from bot.safety.what_now import COACH, OTHER, POLICE, WHERE, read_what_now
from bot.screens.frame import coach_ways, help_button
from bot.text import Text, join

_WHO_KNOWS = ("danger", "violence")
"""Topics of the lines that answer about the police, and about a place to go."""


def asks_what_now(context: Context, shown: Shown | None) -> str:
    """Which question it is; "": none, or a question of safety is open, or the other may look."""
    of_a_life = is_of_anothers_life(context)
    if context.unit.asked_safety or not (of_a_life or is_of_another(context)):
        return ""
    if is_covered(context, shown) or still_open.is_in_sight(context, shown):
        return ""
    kind = read_what_now(context.text)
    if (kind == OTHER) != of_a_life:
        return ""
    return "" if kind == COACH and not coach_ways(context) else kind


def answer(context: Context, kind: str) -> None:
    """The line that answers, and who answers more; what is said next is said to that."""
    context.unit.gravity = burst.CRISIS
    rows = [*coach_ways(context), [help_button(context.t)]]
    context.send(say(context.chat_id, _words(context, kind), rows).with_(kind=FIRST))


def _words(context: Context, kind: str) -> Text:
    line = context.book.replies[f"now_{kind}"]
    if kind not in {POLICE, WHERE}:
        return join([line, what_first(context), show_people(context)])
    country = context.client.country if context.client else None
    return join(
        [line, show(context.book, lines_for(context.book, country, _WHO_KNOWS), context.now)]
    )
