"""Messages of every week, and the weeks that the groups for which they are have off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.calendar.programme import WEEK
from bot.features.coach.message import RESTS
from bot.store import audiences, broadcasts, cohorts
from bot.store.broadcasts import Broadcast
from bot.store.engine import Tx


async def days_off(tx: Tx, found: Broadcast) -> list[date]:
    """Its days, from the next one on, on which all for whom it is are in a week off of their
    group; none of a message that is for others, too.
    """
    parts = audiences.parse(found.audience or "")
    if not found.weekly or found.on is None or any(kind != audiences.GROUP for kind, _ in parts):
        return []
    each: list[set[date]] = []
    for _, number in parts:
        group = await cohorts.find(tx, number)
        weeks = () if group is None else group.weeks_off
        each.append({day for week in weeks if (day := day_in_week(found.on, week)) >= found.on})
    return sorted(set.intersection(*each)) if each else []


def day_in_week(on: date, week: date) -> date:
    """The day in the seven from `week` on that is of the same weekday."""
    return week + timedelta(days=(on - week).days % 7)


async def ahead(tx: Tx, found: Broadcast) -> Broadcast:
    """The plan with the day on which it leaves next: not in a week off, if it rests then."""
    off = await days_off(tx, found) if RESTS in found.content else []
    on = found.on
    while on in off:
        on += WEEK
    return replace(found, on=on)


async def let_rest(tx: Tx, found: Broadcast, *, rests: bool) -> None:
    """From now on it leaves nothing in a week off of its groups, or goes on then."""
    content = {name: value for name, value in found.content.items() if name != RESTS}
    await broadcasts.note_beside(tx, found, {**content, RESTS: True} if rests else content)
