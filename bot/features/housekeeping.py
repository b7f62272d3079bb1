"""What is tidied by itself: old numbers and outcomes, dead leases, edited content."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import structlog

from bot import coaches
from bot.burst import GAP
from bot.clients import ahead
from bot.clients.retention import RULES, TOMBSTONES_KEPT
from bot.deps import Deps
from bot.feature import Feature, Tick
from bot.logs import fault_of
from bot.outbox import letters
from bot.outbox.letters import Letter
from bot.outbox.queue import Cause, queue
from bot.replicas.replica import NotLeading
from bot.road.lanes import Lane
from bot.road.telegram_clock import APART
from bot.safety.lines import not_verified_lately
from bot.safety.ways import BULK_WAITS
from bot.store import bursts, closings, intake, notes, outbox, outbox_held
from bot.store.engine import Tx
from bot.store.errors import StoreError

log = structlog.get_logger(__name__)


async def purge(deps: Deps) -> None:
    """Forget what has served, rule by rule: one that fails keeps none of the others from it.

    Raises:
        ExceptionGroup: some failed. The tick is counted as failed then, and somebody hears of it.
    """
    now, failed = _by_both_clocks(deps), []
    if now is None:
        log.warning("nothing purged: Telegram has not told the time yet")
        return
    for rule in RULES:
        if rule.purge is None:
            continue
        try:
            # A lot at a time: a morning leaves a row for each client, and nobody waits for them.
            left: bool | None = True
            while left:
                async with deps.store.write() as tx:
                    left = await rule.purge(tx, rule.before(now))
        except NotLeading:
            raise
        except Exception as error:
            failed.append(error)
            log.error("not purged", rule=rule.name, **fault_of(error))
    async with deps.store.write() as tx:
        await intake.purge_of_others(tx, deps.bot_id, now - outbox.REACH)
    if deps.store.tombstones is not None:
        await asyncio.to_thread(deps.store.tombstones.purge, now - TOMBSTONES_KEPT)
    if failed:
        raise ExceptionGroup("not purged", failed)


def _by_both_clocks(deps: Deps) -> datetime | None:
    """The time by the clock that is behind: ours, or the one that Telegram's answers tell.

    Nothing brings back what is forgotten here, and a clock that is a year ahead for a moment
    would forget everybody. None: Telegram has answered nothing yet.
    """
    told, ahead = deps.telegram_clock.now(), deps.telegram_clock.ahead()
    if told is None:
        return None
    if abs(ahead) > APART:
        log.error("the clock is not Telegram's", seconds_ahead=round(ahead.total_seconds()))
    return min(deps.clock.now(), told)


async def free_leases(deps: Deps) -> None:
    """Letters whose sender died go back into the queue.

    Among several processes the heartbeat sees to that: one that lives keeps what it holds.
    """
    now = deps.clock.now()
    async with deps.store.write() as tx:
        if deps.replica.alone:
            await outbox_held.release(tx, now, deps.owner)
        else:
            await bursts.purge(tx, now - GAP)


async def refresh_content(deps: Deps) -> None:
    """Take an edit when it is sound; else go on with the last good content and tell the coach."""
    problems = await deps.shelf.refresh()
    if not problems:
        return
    log.warning("the edited content is not used", problems=len(problems))
    if not deps.replica.leads:
        return
    shown = "\n".join(f"– {problem}" for problem in problems[:10])
    now = deps.clock.now()
    async with deps.store.write() as tx:
        told = await _told(deps, tx, "coach.content_problems", problems=shown)
        await queue(tx, Cause(f"content:{now.isoformat()}", now), told)


async def remind_to_verify(deps: Deps) -> None:
    """Help lines that nobody looked at for ninety days: the coach is told, once a week."""
    now = deps.clock.now()
    stale = not_verified_lately(deps.shelf[deps.settings.language], now.date())
    if not stale:
        return
    week = now.date().isocalendar()
    async with deps.store.write() as tx:
        # No key of a letter would do: of somebody who is no client no letter is kept once sent.
        if await notes.put(tx, "verify", f"{week.year}-{week.week}"):
            on = f"{stale[0].verified_on:%d-%m-%Y}"
            told = await _told(deps, tx, "coach.verify_lines", on=on)
            await queue(tx, Cause(f"verify:{now.isoformat()}", now), told)


async def _told(deps: Deps, tx: Tx, key: str, **values: str) -> list[Letter]:
    return [
        letters.say(coach, book.t(key, **values)).with_(lane=Lane.ALERT)
        for coach, book in await coaches.books(deps, tx)
    ]


async def follow_the_clock(deps: Deps) -> None:
    """What is to leave a chat after ten minutes leaves after ten, also when the clock that it
    waits for is set back meanwhile.
    """
    back = deps.set_back.take()
    if not back or not deps.replica.leads:
        return
    async with deps.store.write() as tx:
        moved = await closings.set_back(tx, deps.clock.now(), back)
    log.warning("the clock was set back", seconds=round(back.total_seconds()), closings=moved)


async def carry_over(deps: Deps) -> None:
    """What SQLite keeps in its log goes into its file before somebody's commit has to do it."""
    await deps.right_of_way.give()
    try:
        await deps.store.carry_over()
    except StoreError as error:  # such as a full disk: whatever is written next tells of it
        log.warning("the log of the database was not carried over", **fault_of(error))


async def bring_back(deps: Deps) -> None:
    """What a clock that was ahead left behind; several crises in a row hold a moment longer."""
    await ahead.bring_back(deps, BULK_WAITS + timedelta(minutes=5))


FEATURE = Feature(
    room="housekeeping",
    ticks=(
        Tick("purge", 3600.0, purge),
        Tick("ahead", 3600.0, bring_back, at_start=True),
        Tick("clock", 10.0, follow_the_clock, everywhere=True),
        Tick("carry_over", 10.0, carry_over, everywhere=True),
        Tick("leases", 15.0, free_leases),
        Tick("content", 10.0, refresh_content, everywhere=True),
        Tick("verify", 6 * 3600.0, remind_to_verify),
    ),
)
