"""What is kept of an exercise: that it began, how far it came, that it ended.

Nothing, for a visitor.
"""

from __future__ import annotations

from datetime import datetime

from bot.screens.practice import Place
from bot.store import urges
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.urges import Urge


async def begin(
    tx: Tx, client: Client | None, exercise: str, urge_id: int, now: datetime
) -> tuple[int, int]:
    """Note the beginning; gives the ids of the run and of the urge that still goes on, or 0."""
    if client is None:
        return 0, 0
    urge = await _act(tx, client, urge_id, now)
    await urges.end_open_practices(tx, client.id, now)
    urge_id = urge.id if urge else 0
    return await urges.begin_practice(tx, client.id, urge_id or None, exercise, now), urge_id


async def step(tx: Tx, client: Client | None, place: Place, now: datetime) -> bool:
    """Note a step. False: nothing new, such as a button tapped twice."""
    if client is None or not place.practice_id:
        return False
    await _act(tx, client, place.urge_id, now)
    return await urges.step_practice(tx, place.practice_id, client.id, place.number)


async def _act(tx: Tx, client: Client, urge_id: int, now: datetime) -> Urge | None:
    """The urge that this belongs to, kept open by it; None when it ended before."""
    found = await urges.find(tx, urge_id, client.id) if urge_id else None
    if found is None or not found.is_open(now):
        return None
    await urges.change(tx, found.id, last_act_at=now)
    return found


async def end(tx: Tx, client: Client | None, place: Place, now: datetime) -> Urge | None:
    """Note the end; gives the urge that it belongs to, also when that has ended meanwhile."""
    if client is None:
        return None
    if place.practice_id:
        await urges.end_practice(tx, place.practice_id, client.id, now)
    return await urges.find(tx, place.urge_id, client.id) if place.urge_id else None
