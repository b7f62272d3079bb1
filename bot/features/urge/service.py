"""What is kept of an urge: when, which kind, numbers, exercises. Of a visitor: nothing."""

from __future__ import annotations

from datetime import datetime

from bot.features.urge.rules import Next, what_next
from bot.store import urges
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.urges import Urge


async def begin(tx: Tx, client: Client | None, now: datetime) -> int:
    """The urge of this hour, or a new one; 0 for a visitor."""
    if client is None:
        return 0
    return (await urges.open_urge(tx, client.id, now)).id


async def current(tx: Tx, client: Client | None, urge_id: int, now: datetime) -> Urge | None:
    """The urge of a button while it goes on; None for a visitor or an old button."""
    if client is None or not urge_id:
        return None
    found = await urges.find(tx, urge_id, client.id)
    if found is None or not found.is_open(now):
        return None
    await urges.change(tx, found.id, last_act_at=now)
    return found


async def rate(tx: Tx, found: Urge, practice_id: int, value: int, now: datetime) -> Next | None:
    """Record a number. None before the first exercise, else what to offer now."""
    await urges.add_strength(tx, found, practice_id, value, now)
    if not practice_id:
        return None
    return await _next(tx, found)


async def needs_a_person(tx: Tx, found: Urge | None) -> bool:
    """Whether the numbers so far say: no further exercise, a human being."""
    return found is not None and await _next(tx, found) is Next.PERSON


async def _next(tx: Tx, found: Urge) -> Next:
    exercises = await urges.count_rated_exercises(tx, found.id)
    return what_next(await urges.list_strengths(tx, found.id), exercises)


async def note(tx: Tx, found: Urge | None, **facts: str) -> None:
    """Remember the state or the kind that was named."""
    if found is not None:
        await urges.change(tx, found.id, **facts)


async def strength_and_done(tx: Tx, found: Urge | None) -> tuple[int | None, list[str]]:
    """The last number of an urge, and the exercises begun in it."""
    if found is None:
        return None, []
    numbers = await urges.list_strengths(tx, found.id)
    return (numbers[-1] if numbers else None), await urges.list_done_in(tx, found.id)


async def end(tx: Tx, client: Client | None, now: datetime) -> None:
    """The client says that it is over."""
    if client is not None:
        await urges.end_all(tx, client.id, now)
        await urges.end_open_practices(tx, client.id, now)
