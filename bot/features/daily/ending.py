"""The end of the sixteen weeks, by the calendar alone.

The message that asks how to go on waits for an urge or a crisis, as every daily message does. Went
the end by that message, what a coach sees the morning after would tell who is in one.
"""

from __future__ import annotations

from datetime import timedelta

import structlog

from bot.calendar.programme import DAYS
from bot.deps import Deps
from bot.store import endings

log = structlog.get_logger(__name__)


async def end_due(deps: Deps) -> None:
    """Everybody is over at the midnight after their last day, told or not; never before."""
    now = deps.clock.now()
    # A day more than UTC's: it is tomorrow already where the day begins first.
    begun_by = now.date() + timedelta(days=1 - DAYS)
    async with deps.store.read() as tx:
        courses = await endings.list_courses(tx, begun_by)
        off = await endings.weeks_off(tx) if courses else {}
        ahead = await endings.count_ahead(tx, now)
    over = [(course, at) for course in courses if (at := endings.ends_at(course, off)) <= now]
    if ahead:
        log.warning("planned by a clock that was ahead", ends=ahead)
    if over or ahead:
        async with deps.store.write() as tx:
            await endings.take_back(tx, now)
            for course, at in over:
                await endings.end(tx, course, at)
