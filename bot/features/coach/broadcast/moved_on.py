"""A weekly message that a clock which was ahead moved on goes back to the next of its weekdays."""

from __future__ import annotations

from datetime import datetime

import structlog

from bot.deps import Deps
from bot.features.coach import message
from bot.store import broadcast_days, broadcasts
from bot.store.broadcasts import PLANNED, Broadcast
from bot.store.engine import Tx

log = structlog.get_logger(__name__)


async def bring_back(deps: Deps) -> None:
    """What began then shows it: by the clock as it is now, it has yet to begin."""
    now, moved = deps.clock.now(), 0
    async with deps.store.read() as tx:
        early = await broadcasts.list_started_after(tx, now)
    if not early:
        return
    async with deps.store.write() as tx:
        for begun in early:
            moved += await _bring_back(tx, begun, now)
    if moved:
        log.warning("planned by a clock that was ahead", weekly=moved)


async def _bring_back(tx: Tx, begun: Broadcast, now: datetime) -> bool:
    """Whether its plan goes on from the day for which this was: nobody got it, for by that clock
    its hour was past. Where somebody did, the plan is right: the next one is a week later.
    """
    number, _ = begun.content.get(message.PLAN, (0, 0))
    plan = await broadcasts.find_own(tx, number, begun.coach_chat_id)
    if plan is None or plan.state != PLANNED or plan.on is None or begun.on is None or begun.out:
        return False
    # With it the only sign goes: what the coach does to the plan from now on stays.
    await broadcasts.forget(tx, begun.id)
    on, due_at = await broadcast_days.first_to_come(tx, plan, begun.on, now)
    if on >= plan.on:
        return False
    await broadcasts.change(tx, plan.id, on=on, next_at=None if plan.paused else due_at)
    return True
