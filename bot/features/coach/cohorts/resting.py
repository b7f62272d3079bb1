"""Messages of every week, and the weeks that the groups for which they are have off."""

from __future__ import annotations

from bot.store import broadcasts
from bot.store.broadcasts import RESTS, Broadcast
from bot.store.engine import Tx


async def let_rest(tx: Tx, found: Broadcast, *, rests: bool) -> None:
    """From now on it leaves nothing in a week off of its groups, or goes on then."""
    content = {name: value for name, value in found.content.items() if name != RESTS}
    await broadcasts.note_beside(tx, found, {**content, RESTS: True} if rests else content)
