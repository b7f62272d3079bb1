"""The word "stop" of a coach: what is leaving in her name, and the way to hold it."""

from __future__ import annotations

from bot.context import Context
from bot.feature import Feature
from bot.features.coach import message, outcome
from bot.features.coach.kind import example_for
from bot.outbox.letters import Button, Rows
from bot.store import broadcasts
from bot.store.broadcasts import PLANNED, Broadcast

_MOST = 5
"""So many at once; all of them stand in the list of what is planned."""


async def stop(context: Context) -> bool:
    """Whether that was all she meant: who is a client as well stops what comes to her, too."""
    leaving = await broadcasts.list_leaving(context.tx, context.chat_id)
    for found in leaving[-_MOST:]:
        context.say(*await _shown(context, found))
    if leaving or context.client is not None:
        return context.client is None
    planned = Button(context.t("planned.button.list"), "planned:list")
    context.say(context.t("broadcast.nothing_leaves"), [[planned]])
    return True


async def _shown(context: Context, found: Broadcast) -> tuple[str, Rows]:
    """How it begins, how it stands, and what holds it."""
    if found.state == PLANNED:
        text = context.t("broadcast.leaves")
        rows: Rows = [[Button(context.t("broadcast.button.undo"), f"broadcast:undo:{found.id}")]]
    else:
        text, rows = outcome.standing(context.book, found)
    kind = context.t(f"broadcast.kind.{message.kind_of(found.content)}")
    values = await example_for(context.tx, found.audience or "", context.now)
    return f"{message.locked_line(found.content, values, kind)}\n\n{text}", rows


FEATURE = Feature(room="stopping", coach=True, coachs_words={"stop": stop})
