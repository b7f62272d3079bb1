"""What is kept of an exercise: that it began, how far it came, that it ended.

Nothing, for a visitor.
"""

from __future__ import annotations

from datetime import datetime

from bot.practice import Place
from bot.store import urges
from bot.store.clients import Client
from bot.store.engine import Tx


async def begin(tx: Tx, client: Client | None, exercise: str, urge_id: int, now: datetime) -> int:
    """Note the beginning; gives the id of the run, 0 for a visitor."""
    if client is None:
        return 0
    urge = await urges.find(tx, urge_id, client.id) if urge_id else None
    if urge is not None:
        await urges.change(tx, urge.id, last_act_at=now)
    await urges.end_open_practices(tx, client.id, now)
    return await urges.begin_practice(tx, client.id, urge.id if urge else None, exercise, now)


async def step(tx: Tx, client: Client | None, place: Place) -> bool:
    """Note a step. False: nothing new, such as a button tapped twice."""
    if client is None or not place.practice_id:
        return False
    return await urges.step_practice(tx, place.practice_id, client.id, place.number)


async def end(tx: Tx, client: Client | None, place: Place, now: datetime) -> None:
    """Note the end."""
    if client is not None and place.practice_id:
        await urges.end_practice(tx, place.practice_id, client.id, now)
