"""The week in counts, brought to every coach on Monday morning."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from bot import coaches
from bot.calendar.times import at_local, local_date
from bot.context import Context
from bot.deps import Deps
from bot.feature import Feature, Tick
from bot.features.coach import report
from bot.features.coach.report import DIGEST, OFF
from bot.outbox import letters
from bot.outbox.queue import Cause, queue
from bot.road.lanes import Lane
from bot.store import notes
from bot.store.engine import Tx

NINE = 9 * 60
_TOO_LATE = timedelta(days=3)
"""After so long a pause of the program half a week has passed: that one is not sent any more."""

_FAR = timedelta(days=8)
"""Further ahead than the next one ever is."""
log = structlog.get_logger(__name__)


def next_at(zone: str, now: datetime) -> datetime:
    """The next Monday, nine o'clock where the coaches are; never now."""
    today = local_date(zone, now)
    monday = today - timedelta(days=today.weekday())
    at = at_local(monday, NINE, zone)
    return at if at > now else at_local(monday + timedelta(days=7), NINE, zone)


async def _plan(tx: Tx, coach_id: int, zone: str, now: datetime) -> None:
    await notes.put(tx, f"{DIGEST}{coach_id}", next_at(zone, now).isoformat())


async def begin_with(tx: Tx, coach_id: int, zone: str, now: datetime) -> None:
    """A coach who opens her panel for the first time gets the weeks that end from now on."""
    if await notes.find(tx, f"{DIGEST}{coach_id}") is None:
        await _plan(tx, coach_id, zone, now)


async def toggle(context: Context) -> None:
    """On or off, for this coach."""
    coach_id = context.chat_id
    if await report.has_digest(context.tx, coach_id):
        await notes.put(context.tx, f"{DIGEST}{coach_id}", OFF)
        context.toast(context.t("report.is_off"))
    else:
        await _plan(context.tx, coach_id, context.deps.settings.timezone, context.now)
        context.toast(context.t("report.is_on"))
    await report.show(context)


async def send_due(deps: Deps) -> None:
    """One a week to each coach, however often the program starts anew."""
    now, zone = deps.clock.now(), deps.settings.timezone
    async with deps.store.write() as tx:
        for name, planned in sorted((await notes.find_all(tx, DIGEST)).items()):
            coach_id = int(name.removeprefix(DIGEST))
            if planned == OFF or (due_at := datetime.fromisoformat(planned)) > now:
                continue
            if not deps.is_coach(coach_id):
                await notes.drop(tx, name)
                continue
            await _plan(tx, coach_id, zone, now)
            if now - due_at <= _TOO_LATE:
                book = await coaches.book_for(deps, tx, coach_id)
                text = await report.digest(tx, book, now, zone)
                off = report.digest_button(book, on=True)
                letter = letters.say(coach_id, text, [[off]]).with_(lane=Lane.RELAY)
                await queue(tx, Cause(f"digest:{coach_id}:{planned}", now), [letter])


async def bring_back(deps: Deps) -> None:
    """One that a clock planned that was ahead comes next Monday after all."""
    now, zone = deps.clock.now(), deps.settings.timezone
    async with deps.store.read() as tx:
        planned = {
            coach_id: await notes.find(tx, f"{DIGEST}{coach_id}")
            for coach_id in sorted(deps.settings.coach_ids)
        }
    too_far = [
        coach_id
        for coach_id, at in planned.items()
        if at not in (None, OFF) and datetime.fromisoformat(at or "") > now + _FAR
    ]
    if too_far:
        log.warning("planned by a clock that was ahead", digests=len(too_far))
        async with deps.store.write() as tx:
            for coach_id in too_far:
                await _plan(tx, coach_id, zone, now)


async def next_due_at(tx: Tx) -> datetime | None:
    """When the next one is due."""
    planned = [at for at in (await notes.find_all(tx, DIGEST)).values() if at != OFF]
    return min(map(datetime.fromisoformat, planned), default=None)


FEATURE = Feature(
    room="digest",
    coach=True,
    buttons={"toggle": toggle},
    ticks=(
        Tick("digest", 60.0, send_due, next_due_at),
        Tick("digests", 3600.0, bring_back, at_start=True),
    ),
)
