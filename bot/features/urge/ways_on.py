"""The buttons with which an urge goes on where nothing more is asked."""

from __future__ import annotations

from bot.context import Context
from bot.features.urge import service
from bot.outbox.letters import Rows
from bot.screens.frame import urge_ways
from bot.store.urges import Urge


async def ways_on(context: Context, found: Urge | None) -> Rows:
    """One more exercise, or a person where the numbers say that no further one helps."""
    person = await service.needs_a_person(context.tx, found)
    return urge_ways(context.t, found.id if found else 0, person=person)
