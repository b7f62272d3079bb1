"""APScheduler only ticks; what is due is a column with an index."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import structlog
from apscheduler.job import Job
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.deps import Deps
from bot.feature import Tick
from bot.logs import fault_of
from bot.outbox.sender import Sender
from bot.replicas.replica import NotLeading
from bot.store import due, outbox_queries

_STOP_SECONDS = 2.0
_ON_THE_SECOND = datetime(2026, 1, 1, microsecond=5_000, tzinfo=UTC)
"""Most of what is due is so on a whole minute: it is looked for just after the second."""
log = structlog.get_logger(__name__)


class Ticker:
    """Runs the ticks of every room, each never beside itself."""

    def __init__(self, deps: Deps, ticks: Iterable[Tick], sender: Sender) -> None:
        self._deps = deps
        self._replica = deps.replica
        # Each of their transactions makes sure first that no other process leads by now.
        self._for_all = (
            deps
            if deps.replica.alone
            else replace(deps, store=deps.store.fenced(deps.replica.fence))
        )
        self._ticks: Sequence[Tick] = tuple(ticks)
        for tick in self._ticks:
            # A counter that begins at its first failure shows no rise then.
            deps.metrics.tick_failures.add(tick.name, amount=0)
        self._sender = sender
        self._running = 0
        self._started_at: dict[str, float] = {}
        self._at_work: dict[str, asyncio.Task[None]] = {}
        # In UTC, never too late to run, several missed ones as one.
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            jobstores={"default": _Jobs()},
            job_defaults={"misfire_grace_time": None, "coalesce": True},
        )

    def start(self) -> None:
        """Begin to tick."""
        for tick in self._ticks:
            self._note(tick)
            if tick.at_start:
                self._at_work[tick.name] = asyncio.create_task(self._work(tick))
            if tick.next_due is None:
                self._every(tick.seconds, self.run_one, tick)
        for seconds in {tick.seconds for tick in self._ticks if tick.next_due is not None}:
            self._every(seconds, self.look, seconds, start_date=_ON_THE_SECOND)
        self._scheduler.start()

    def _every(
        self, seconds: float, run: Callable[..., Awaitable[None]], what: Any, **when: datetime
    ) -> None:
        self._scheduler.add_job(
            _until_stopped, "interval", seconds=seconds, args=[run, what], max_instances=1, **when
        )

    def stop(self) -> None:
        """Stop ticking."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        for task in self._at_work.values():
            task.cancel()

    async def wait_until_over(self) -> None:
        """Return when what was stopped under way has let the database go, or after a while."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_STOP_SECONDS):
                await asyncio.gather(*self._at_work.values(), return_exceptions=True)
                while self._running:  # noqa: ASYNC110 - several tasks of the scheduler's own
                    await asyncio.sleep(0.005)
        self._at_work.clear()

    @property
    def busy(self) -> bool:
        """Whether a tick is running."""
        return self._running > 0 or bool(self._at_work)

    async def look(self, seconds: float) -> None:
        """Run those ticks of this interval that have something due.

        Mostly none has: one question is asked for all of them.
        """
        ticks = []
        for tick in self._looking(seconds):
            if self._is_mine(tick):
                ticks.append(tick)
            else:
                self._note(tick)
        if not ticks:
            return
        try:
            firsts = await self._firsts(ticks)
        except Exception as error:
            log.error("nothing could be looked up", **fault_of(error))
            return
        now = self._deps.clock.now()
        for tick, at in zip(ticks, firsts, strict=True):
            self._note(tick)
            if at is not None and at <= now:
                self._at_work[tick.name] = asyncio.create_task(self._work(tick))
        if not self._replica.alone:
            self._sender.kick()  # another process may have written something down

    def _looking(self, seconds: float) -> Iterator[Tick]:
        """Those of this interval that look first, and are not at work still."""
        for tick in self._ticks:
            looks = tick.next_due is not None and tick.seconds == seconds
            if looks and tick.name not in self._at_work:
                yield tick

    def _is_mine(self, tick: Tick) -> bool:
        return tick.everywhere or self._replica.leads

    def _note(self, tick: Tick) -> None:
        """It came in time; that of another process does so there, and is not late here."""
        self._started_at[tick.name] = self._deps.clock.monotonic()

    async def _work(self, tick: Tick) -> None:
        try:
            await self.run_one(tick)
        finally:
            self._at_work.pop(tick.name, None)

    async def _firsts(self, ticks: Sequence[Tick]) -> list[datetime | None]:
        dues = [tick.next_due for tick in ticks if tick.next_due is not None]
        async with self._deps.store.read() as tx:
            return await due.earliest(tx, dues)

    def lateness(self) -> dict[tuple[str, ...], float]:
        """By how many seconds each tick is behind its time."""
        now = self._deps.clock.monotonic()
        return {
            (tick.name,): max(0.0, now - self._started_at[tick.name] - tick.seconds)
            for tick in self._ticks
            if tick.name in self._started_at
        }

    async def run_one(self, tick: Tick) -> None:
        """One tick, now; an error is logged and the next tick tries again."""
        self._note(tick)
        if not self._is_mine(tick):
            return
        self._running += 1
        try:
            await tick.run(self._deps if tick.everywhere else self._for_all)
        except NotLeading:
            log.info("tick left to another process", tick=tick.name)
        except Exception as error:
            self._deps.metrics.tick_failures.add(tick.name)
            log.error("tick failed", tick=tick.name, **fault_of(error))
        finally:
            self._running -= 1
        self._sender.kick()

    async def run_all(self) -> None:
        """Every tick once."""
        for tick in self._ticks:
            await self.run_one(tick)

    async def run_passing(self) -> None:
        """Those that have something due, or whose interval has passed."""
        looking = [tick for tick in self._ticks if tick.next_due is not None]
        firsts = dict(
            zip((tick.name for tick in looking), await self._firsts(looking), strict=True)
        )
        now, passed = self._deps.clock.now(), self._deps.clock.monotonic()
        for tick in self._ticks:
            at = firsts.get(tick.name)
            last = self._started_at.get(tick.name)
            if tick.next_due is None:
                due_now = last is None or passed - last >= tick.seconds
            else:
                due_now = at is not None and at <= now
            if due_now:
                await self.run_one(tick)

    async def next_due_at(self) -> datetime | None:
        """The earliest instant at which a tick or a queued letter is due."""
        found = await self._firsts([tick for tick in self._ticks if tick.next_due is not None])
        async with self._deps.store.read() as tx:
            found += (await outbox_queries.next_due(tx, self._sender.lanes)).values()
        return min((at for at in found if at is not None), default=None)


class _Jobs(MemoryJobStore):  # type: ignore[misc]
    """APScheduler keeps the next run by the machine's clock, and sleeps until then.

    When that clock is set back by an hour nothing would tick for an hour; when it is put forward
    by a month, the list of the seconds that were missed alone keeps everything else waiting for
    half a minute. Nothing is ever due more than one interval from now, on either side: what seems
    to be is due now, once.
    """

    def get_due_jobs(self, now: datetime) -> list[Job]:
        for job in self.get_all_jobs():
            if abs(job.next_run_time - now) > job.trigger.interval:
                job.modify(next_run_time=now)
        due: list[Job] = super().get_due_jobs(now)
        return due


async def _until_stopped(run: Callable[..., Awaitable[None]], what: Any) -> None:
    """To stop in the middle of a tick is no failure; APScheduler would log it as one."""
    with contextlib.suppress(asyncio.CancelledError):
        await run(what)
