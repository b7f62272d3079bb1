"""An urge that is told of when it went by: nothing was sent, answered or gone to."""

from __future__ import annotations

from bot.context import Context
from bot.features.urge import service
from bot.features.urge.screens import come_to_rest
from bot.safety import standing
from bot.screens.frame import exercises_button, help_button, urge_button
from bot.store import urges
from bot.understanding.kinds import ON_THE_WAY


async def tell(context: Context) -> None:
    """What was done is said back, and counted as nothing but an urge that went by. In one that
    goes on it is the way out of it, as the button would be.
    """
    client, t = context.client, context.t
    await context.leave_place()
    found = await urges.find_open(context.tx, client.id, context.now) if client else None
    if client is not None:
        await service.note_resisted(context.tx, client, context.now)
    if found is not None:
        await urges.change(context.tx, found.id, last_act_at=context.now)
        went = found.kind == ON_THE_WAY
        await come_to_rest(context, found, t("urge.not_going" if went else "urge.not_sent"))
        return
    rows = [[urge_button(t), exercises_button(t)], [help_button(t)]]
    await standing.show(context, t("urge.resisted"), rows)
