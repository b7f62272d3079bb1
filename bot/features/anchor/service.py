"""Bringing one thing out of the anchor box, and clearing away what was never finished."""

from __future__ import annotations

from bot.features.anchor.rules import next_order, pick
from bot.store import anchors
from bot.store.anchors import Anchor
from bot.store.engine import Tx


async def bring_out(tx: Tx, client_id: int, *, aloud: bool) -> tuple[Anchor | None, bool]:
    """The next thing, and whether there is another after it. None: nothing that fits."""
    box = await anchors.list_all(tx, client_id)
    found = pick(box, aloud=aloud)
    if found is None:
        return None, False
    await anchors.mark_shown(tx, found.id, next_order(box))
    others = [one for one in box if one.id != found.id]
    return found, pick(others, aloud=aloud) is not None
