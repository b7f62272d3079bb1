"""Messages of every week, and the weeks that the groups for which they are have off."""

from __future__ import annotations

from bot.context import Context
from bot.store import acts, broadcasts
from bot.store.broadcasts import PLANNED, RESTS, Broadcast


async def let_rest(context: Context, found: Broadcast, *, rests: bool) -> None:
    """From now on it leaves nothing in a week off of its groups, or goes on then; it is noted of
    what she had confirmed.
    """
    content = {name: value for name, value in found.content.items() if name != RESTS}
    content |= {RESTS: True} if rests else {}
    await broadcasts.note_beside(context.tx, found, content)
    if found.state == PLANNED:
        act = "plan_rests" if rests else "plan_goes_on"
        await acts.note_message(context.tx, context.chat_id, act, context.now, found)
