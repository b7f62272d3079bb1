"""Tells others on the same PostgreSQL that this process is there; wins and loses the lead."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.clock import since_boot
from bot.deps import Deps
from bot.logs import at_little_cost, fault_of
from bot.store import replicas

EVERY = 2.0
"""Seconds between two beats."""
_WITHIN = 3.5
"""Seconds after which a beat without an answer is given up, so that the next may come through."""
_SOONEST, _AGAIN = 0.2, 0.5
log = structlog.get_logger(__name__)

Act = Callable[[], Awaitable[None]]


class Heartbeat:
    """Beats for as long as the process works, in real time: leases know no other."""

    def __init__(self, deps: Deps, *, lead: Act, follow: Act, take_over: Act) -> None:
        """`lead` and `follow`: this process works for all from now on, or no longer.

        `take_over`: look for what those who are gone left behind.
        """
        self._store = deps.store
        self._replica = deps.replica
        self._lead, self._follow, self._take_over = lead, follow, take_over
        self._turn = asyncio.Lock()
        self._joined = self._leading = self._resigned = self._failed = False
        self._lead_ends_in = EVERY
        self._task: asyncio.Task[None] | None = None
        self._taking: asyncio.Task[None] | None = None

    async def join(self) -> None:
        """The first beat: from here on this process is there, and may have the lead.

        Raises:
            Exception: no database.
        """
        await self._beat()

    async def start(self) -> None:
        """Beat from now on."""
        await self._change_over()
        self._task = asyncio.create_task(self._run(), name="heartbeat")

    async def resign(self) -> None:
        """Give the lead back, so that another takes it at once; go on being there."""
        self._resigned = True
        with at_little_cost("lead not given back"):  # else it ends by itself
            async with asyncio.timeout(_WITHIN), self._turn:
                epoch, self._replica.epoch = self._replica.epoch, None
                async with self._store.write() as tx:
                    await replicas.resign(tx, self._replica.owner, epoch)

    async def leave(self) -> None:
        """The last thing of all: what is still held goes to the others."""
        tasks = [task for task in (self._task, self._taking) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        with at_little_cost("gone without a word"):  # else the others find that out
            async with asyncio.timeout(_WITHIN), self._store.write() as tx:
                await replicas.leave(tx, self._replica.owner)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(min(EVERY, max(_SOONEST, self._lead_ends_in)))
            try:
                await self._beat()
                await self._change_over()
                self._failed = False
                self._look_around()
            except Exception as error:
                self._lead_ends_in = _AGAIN
                if not self._failed:  # once, not twice a second
                    log.error("no beat", **fault_of(error))
                self._failed = True

    def _look_around(self) -> None:
        """Beside the beats: a connection that hangs must not make the others bury this process."""
        if self._taking is None or self._taking.done():
            self._taking = asyncio.create_task(self._take(), name="take over")

    async def _take(self) -> None:
        try:
            await self._take_over()
        except Exception as error:
            log.error("not taken over", **fault_of(error))

    async def _beat(self) -> None:
        """Two transactions: who waits for the lead is there all the same."""
        async with asyncio.timeout(_WITHIN), self._turn:
            await self._say_here()
            if not self._resigned:
                await self._seek_lead()

    async def _say_here(self) -> None:
        replica, began_at = self._replica, since_boot()
        async with self._store.write() as tx:
            if not await replicas.say_here(tx, replica.owner):
                if self._joined:
                    log.warning("away for too long: the others have what was held here")
                    replica.rejoin()
                await replicas.enter(tx, replica.owner)
            count = await replicas.count_present(tx)
        self._joined = True
        replica.was_seen(began_at, count)

    async def _seek_lead(self) -> None:
        replica, began_at = self._replica, since_boot()
        async with self._store.write() as tx:
            lead = await replicas.seek_lead(tx, replica.owner, replica.epoch)
        self._lead_ends_in = EVERY if lead.epoch is not None else lead.ends_in
        replica.was_told(began_at, lead.epoch)

    async def _change_over(self) -> None:
        """Only what a beat brought counts: who cannot reach the database may still be the last."""
        leads = self._replica.epoch is not None
        if leads == self._leading:
            return
        self._leading = leads
        log.info("leads" if leads else "follows", epoch=self._replica.epoch)
        await (self._lead() if leads else self._follow())
