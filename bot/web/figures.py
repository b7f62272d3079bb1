"""What `/metrics` shows: what was counted, how things stand, and what only the database knows."""

from __future__ import annotations

import asyncio
import contextlib
import resource
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from bot import __version__
from bot.deps import Deps
from bot.logs import fault_of
from bot.metrics import LANES, Labels, written
from bot.outbox.retries import Retries
from bot.road.lanes import URGENT, Lane
from bot.store import backup, intake, outbox_queries, restored
from bot.store.trial import try_to_write

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
MOST_COUNTED = 10_000
"""Letters of a lane that are counted at most: a broadcast to many must not make a look costly."""

LATEST = 60.0
"""Seconds after which an urgent letter that did not leave means: not ready, or nothing works."""

_PATIENCE = 2.0
Lags = dict[Labels, float]
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Gauge:
    """How something stands now, read when somebody looks."""

    name: str
    about: str
    read: Callable[[], Mapping[Labels, float]]
    labels: Labels = ()
    kind: str = "gauge"

    def lines(self) -> Iterator[str]:
        yield from written(self.name, self.kind, self.about, self.labels, self.read())


class Figures:
    """Collects when it is asked to.

    `why_not_receiving` tells what keeps updates from coming in; `gauges` are those of parts that
    this one does not know.
    """

    def __init__(
        self,
        deps: Deps,
        trying: Retries,
        why_not_receiving: Callable[[], str],
        gauges: Iterable[Gauge] = (),
    ) -> None:
        self._deps = deps
        self._trying = trying
        self._why_deaf = why_not_receiving
        self._gauges = (*gauges, *_of_the_process(deps))

    async def page(self) -> str:
        """Everything, in the text format of Prometheus."""
        deps = self._deps
        lines = [line for gauge in self._gauges for line in gauge.lines()]
        lines += _room_beside(deps.store.path or deps.settings.erasures_path)
        lines += self._deps.metrics.lines()
        lines += await self._of_the_database()
        return "\n".join(lines) + "\n"

    async def why_not_ready(self) -> str:
        """What keeps this process from serving people, where another could; empty: nothing."""
        return await self._why_not(lambda lags: lags)

    async def why_not_working(self) -> str:
        """What keeps people from being heard or answered, whoever is at fault; empty: nothing."""
        return self._why_deaf() or await self._why_not(self._with_retries)

    async def _why_not(self, count: Callable[[Lags], Lags]) -> str:
        try:
            lags = count(await self._lags())
        except Exception as error:
            return f"no database: {type(error).__name__}"
        if self._deps.store.health.write_failed:
            try:
                async with asyncio.timeout(_PATIENCE):
                    await try_to_write(self._deps.store)
            except Exception as error:
                return f"the database takes no writes: {type(error).__name__}"
        worst = max(URGENT, key=lambda lane: lags[LANES[lane],])
        if (lag := lags[LANES[worst],]) > LATEST:
            return f"the sender is behind: a letter waits for {lag:.0f} s ({LANES[worst]})"
        return ""

    async def _lags(self) -> Lags:
        async with asyncio.timeout(_PATIENCE), self._deps.store.read() as tx:
            return _behind(await outbox_queries.next_due(tx, Lane), self._deps.clock.now())

    def _with_retries(self, lags: Lags) -> Lags:
        """With what this process tries, once or again: a later attempt makes it no less late.

        It is no reason to be taken for not ready: other processes would fare no better.
        """
        now = self._deps.clock.now()
        retries = _behind(self._trying.first_due(now), now)
        return {lane: max(lag, retries[lane]) for lane, lag in lags.items()}

    async def _of_the_database(self) -> list[str]:
        deps = self._deps
        try:
            lags = self._with_retries(await self._lags())
            async with asyncio.timeout(_PATIENCE), deps.store.read() as tx:
                due = await outbox_queries.count_due(tx, Lane, deps.clock.now(), MOST_COUNTED)
                waiting = await intake.count_waiting(tx, deps.bot_id)
                copied_at = await backup.latest_backup(tx)
                held = await restored.is_held(tx)
        except Exception as error:
            log.warning("the database was not read for the metrics", **fault_of(error))
            return [*_up(0)]
        depth: dict[Labels, float] = {(LANES[lane],): number for lane, number in due.items()}
        return [
            *_up(1),
            *written("anker_outbox_lag_seconds", "gauge", _LAG, ("lane",), lags),
            *written("anker_outbox_due", "gauge", _DUE, ("lane",), depth),
            *written("anker_intake_waiting", "gauge", _WAITING, (), {(): waiting}),
            *written("anker_held_after_restore", "gauge", _HELD, (), {(): held}),
            *written(
                "anker_backup_timestamp_seconds", "gauge", _COPIED, (),
                {(): copied_at.timestamp() if copied_at else 0},
            ),
        ]  # fmt: skip


_LAG = "How long the first letter of a lane is due and not sent: it waits, or is tried."
_DUE = f"Letters that are due and wait, by lane; counted up to {MOST_COUNTED}."
_WAITING = "Updates that are stored and not handled yet."
_HELD = "Whether what goes to many waits for a coach, since a backup was put back."
_ROOM = "Room on the disk that holds the database; of PostgreSQL's server, the list of erasures."
_COPIED = "When the latest backup was made; 0: never."


def _behind(first_due: Mapping[int, datetime], now: datetime) -> Lags:
    return {
        (LANES[lane],): max(0.0, (now - first_due.get(lane, now)).total_seconds()) for lane in Lane
    }


def _room_beside(path: Path) -> Iterator[str]:
    with contextlib.suppress(OSError):  # out of reach: others say so
        free = shutil.disk_usage(path.parent).free
        yield from written("anker_disk_free_bytes", "gauge", _ROOM, (), {(): free})


def _up(value: int) -> Iterator[str]:
    about = "Whether the database answered just now."
    return written("anker_database_up", "gauge", about, (), {(): value})


def _of_the_process(deps: Deps) -> tuple[Gauge, ...]:
    started_at = deps.clock.now().timestamp()
    return (
        Gauge("anker_build_info", "The version that runs.", _one_version, ("version",)),
        Gauge(
            "anker_database_errors_total", "Failures of the database.",
            lambda: {(): deps.store.health.errors}, kind="counter",
        ),
        Gauge(
            "process_start_time_seconds", "When it started.", lambda: {(): started_at},
        ),
        Gauge(
            "process_cpu_seconds_total", "Processor time that was used.", _cpu, kind="counter",
        ),
        Gauge("process_resident_memory_max_bytes", "Most memory that was used.", _memory),
    )  # fmt: skip


def _one_version() -> dict[Labels, float]:
    return {(__version__,): 1}


def _cpu() -> dict[Labels, float]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {(): used.ru_utime + used.ru_stime}


def _memory() -> dict[Labels, float]:
    return {(): resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}
