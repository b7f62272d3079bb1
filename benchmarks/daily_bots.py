"""`python -m benchmarks.daily_bots NAME FOLDER URL`: a bot with a message a day for each client.

It says in how many seconds after its imports it was ready; then, for each line that it reads,
`due` with [[chat, instant], …]: these clients choose an hour anew; `tick`: what a look for work
costs; `hold N`: how long the loop is held during N seconds.
"""

from __future__ import annotations

import asyncio
import json
import pickle
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any, Protocol

from benchmarks.house import TOKEN, settings_for

TEXT = (
    "Vandaag gaat het over je adem. Zet je voeten neer, leg een hand op je buik en laat de lucht"
    " langzaam gaan, langer dan ze komt. Drie keer is genoeg."
)
_LOOK = 0.002  # seconds between two looks at the loop
_TICKS = 300
Due = Sequence[tuple[int, float]]


class Bot(Protocol):
    """What is asked of each."""

    async def due(self, due: Due) -> None:
        """These clients choose another hour."""
        ...

    async def tick(self) -> float:
        """Seconds of a look for work that finds none."""
        ...


def chats_in(folder: Path) -> list[int]:
    """The clients of a peer, from the table in which it keeps them."""
    with sqlite3.connect(folder / "clients.db") as database:
        return [chat for (chat,) in database.execute("SELECT chat FROM client ORDER BY chat")]


# --- ours


class _Ours:
    def __init__(self, app: Any) -> None:
        self._app = app

    async def due(self, due: Due) -> None:
        from sqlalchemy import bindparam, update

        from bot.store.tables import client

        statement = (
            update(client)
            .where(client.c.chat_id == bindparam("chat"))
            .values(next_daily_at=bindparam("at", type_=client.c.next_daily_at.type))
        )
        rows = [{"chat": chat, "at": datetime.fromtimestamp(at, UTC)} for chat, at in due]
        async with self._app.deps.store.write() as tx:
            await tx.run(statement, rows)

    async def tick(self) -> float:
        seen = []
        for _ in range(_TICKS):
            began = time.perf_counter()
            await self._app.ticker.look(1.0)
            seen.append(time.perf_counter() - began)
        return median(seen)


@asynccontextmanager
async def ours(folder: Path, url: str) -> AsyncIterator[tuple[float, Bot]]:
    """This program, as `python -m bot run` starts it."""
    from bot.clock import SystemClock
    from bot.running import open_app

    began = time.perf_counter()
    app = await open_app(settings_for(folder, url, rate_per_second=1000), SystemClock())
    await app.start()
    yield time.perf_counter() - began, _Ours(app)
    await app.stop()
    await app.deps.store.close()


# --- python-telegram-bot's JobQueue: the jobs are in memory, put there at each start


class _JobQueue:
    def __init__(self, queue: Any) -> None:
        self._queue = queue
        self._jobs: dict[int, Any] = {}

    def put(self, chat: int, at: datetime) -> None:
        """The job of this client, in place of an earlier one."""
        if (job := self._jobs.get(chat)) is not None:
            job.schedule_removal()
        self._jobs[chat] = self._queue.run_daily(_say, at.timetz(), chat_id=chat)

    async def due(self, due: Due) -> None:
        for chat, at in due:
            self.put(chat, datetime.fromtimestamp(at, UTC))

    async def tick(self) -> float:
        return float("nan")


async def _say(context: Any) -> None:
    await context.bot.send_message(context.job.chat_id, TEXT)


@asynccontextmanager
async def job_queue(folder: Path, url: str) -> AsyncIterator[tuple[float, Bot]]:
    """A daily job for each client, made from the database of clients."""
    from telegram.ext import ApplicationBuilder

    began = time.perf_counter()
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot")
    application = builder.connection_pool_size(64).build()
    jobs = _JobQueue(application.job_queue)
    for number, chat in enumerate(chats_in(folder)):
        jobs.put(chat, far(number))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        yield time.perf_counter() - began, jobs
        await application.updater.stop()
        await application.stop()


def far(number: int) -> datetime:
    """An hour of the day that is not near: from one to 23 hours ahead."""
    ahead = 3600 + number * 7919 % (22 * 3600)
    return datetime.fromtimestamp(time.time() + ahead, UTC).replace(microsecond=0)


# --- APScheduler with a job store in a database: the jobs are there at the start


class _Scheduler:
    def __init__(self, scheduler: Any) -> None:
        self._scheduler = scheduler

    async def due(self, due: Due) -> None:
        for chat, at in due:
            self._scheduler.reschedule_job(str(chat), trigger=_trigger(at))

    async def tick(self) -> float:
        return float("nan")


_sender: Any = None


async def say_later(chat: int) -> None:
    """What a job does; a job store keeps its name."""
    await _sender.send_message(chat, TEXT)


def _trigger(at: float) -> Any:
    from apscheduler.triggers.cron import CronTrigger

    when = datetime.fromtimestamp(at, UTC)
    return CronTrigger(hour=when.hour, minute=when.minute, second=when.second, timezone=UTC)


@asynccontextmanager
async def scheduler(folder: Path, url: str) -> AsyncIterator[tuple[float, Bot]]:
    """A cron job for each client, kept by SQLAlchemyJobStore."""
    global _sender
    from apscheduler.schedulers.asyncio import AsyncIOScheduler
    from telegram.ext import ApplicationBuilder

    began = time.perf_counter()
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot")
    application = builder.job_queue(None).connection_pool_size(64).build()
    _sender = application.bot
    made = AsyncIOScheduler(timezone=UTC)
    made.add_jobstore("sqlalchemy", url=f"sqlite:///{folder / 'jobs.db'}")
    async with application:
        await application.start()
        made.start()
        assert application.updater is not None
        await application.updater.start_polling()
        yield time.perf_counter() - began, _Scheduler(made)
        made.shutdown()
        await application.updater.stop()
        await application.stop()


def keep_jobs(folder: Path, chats: Sequence[int]) -> None:
    """The job store as it is after each client chose an hour, written in one go."""
    from apscheduler.job import Job
    from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
    from apscheduler.schedulers.asyncio import AsyncIOScheduler
    from sqlalchemy import insert

    store = SQLAlchemyJobStore(url=f"sqlite:///{folder / 'jobs.db'}")
    store.jobs_t.create(store.engine, True)
    place, rows = AsyncIOScheduler(timezone=UTC), []
    for number, chat in enumerate(chats):
        at = far(number)
        job = Job(
            place, id=str(chat), func=say_later, args=[chat], kwargs={}, name=str(chat),
            trigger=_trigger(at.timestamp()), executor="default", misfire_grace_time=1,
            coalesce=True, max_instances=1, next_run_time=at,
        )  # fmt: skip
        state = pickle.dumps(job.__getstate__(), pickle.HIGHEST_PROTOCOL)
        rows.append({"id": job.id, "next_run_time": at.timestamp(), "job_state": state})
    with store.engine.begin() as connection:
        connection.execute(insert(store.jobs_t), rows)
    store.shutdown()


BOTS = {"ours": ours, "job_queue": job_queue, "scheduler": scheduler}


async def _run(name: str, folder: Path, url: str) -> None:
    async with BOTS[name](folder, url) as (ready, bot):
        _tell(ready=ready)
        while line := await asyncio.to_thread(sys.stdin.readline):
            asked, _, rest = line.strip().partition(" ")
            if asked == "due":
                await bot.due([(chat, at) for chat, at in json.loads(rest)])
                _tell(done=True)
            elif asked == "tick":
                _tell(tick=await bot.tick())
            elif asked == "hold":
                _tell(hold=await _hold(float(rest)))


def _tell(**found: Any) -> None:
    print(json.dumps(found), flush=True)


async def _hold(seconds: float) -> float:
    """The longest time for which the loop was held meanwhile."""
    longest, until = 0.0, time.perf_counter() + seconds
    while (began := time.perf_counter()) < until:
        await asyncio.sleep(_LOOK)
        longest = max(longest, time.perf_counter() - began - _LOOK)
    return longest


_IMPORTS = {
    "ours": ("bot.running",),
    "job_queue": ("telegram.ext", "apscheduler.schedulers.asyncio"),
    "scheduler": ("telegram.ext", "apscheduler.schedulers.asyncio",
                  "apscheduler.jobstores.sqlalchemy"),
}  # fmt: skip


def main() -> None:
    """One of them; what it stands on is imported before its clock starts."""
    name, folder, url = sys.argv[1:]
    for module in _IMPORTS[name]:
        import_module(module)
    asyncio.run(_run(name, Path(folder), url))


if __name__ == "__main__":
    # The job store names a function of the module, so that module is not to be there twice.
    import_module("benchmarks.daily_bots").main()
