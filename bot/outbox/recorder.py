"""Outcomes into the database, several at a time: one commit for all that ended together.

Those of a message to many wait a moment for each other. A commit of each would stand in the way of
whoever writes at that moment for a third of the time, and with it a commit for four of them for a
twelfth.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

import structlog

from bot.calendar.times import local_date
from bot.deps import Deps
from bot.logs import fault_of
from bot.outbox.kinds import WRITTEN, Kind, leaves_by
from bot.outbox.letters import delete
from bot.outbox.queue import Cause, queue
from bot.road.lanes import Lane
from bot.store import broadcast_sending, clients, closings, messages, outbox
from bot.store.engine import Tx
from bot.store.errors import is_database_error
from bot.store.outbox import SENT, UNREACHABLE, Deferral, Row, Settlement

GATHERED = 4
"""Outcomes of what goes to many that are written down together, where more are on their way."""
_GATHER_SECONDS = 0.15
"""For so long the first of them waits at most. Until it is on disk its letter counts as under way:
of no more than those in hand a crash leaves the outcome unknown.
"""
_RETRY_SECONDS = 1.0
log = structlog.get_logger(__name__)


class Recorder:
    """Records settlements and deferrals; `record` returns once they are on disk."""

    def __init__(self, deps: Deps, kinds: Mapping[str, Kind]) -> None:
        self._deps = deps
        self._store = deps.store
        self._clock = deps.clock
        self._kinds = kinds
        self._pending: list[tuple[Settlement | Deferral, asyncio.Future[None]]] = []
        self._task: asyncio.Task[None] | None = None
        self._enough = asyncio.Event()
        self._of_a_reply = asyncio.Event()
        self._right_of_way = deps.right_of_way
        self.on_followed: Callable[[], None] | None = None
        """Told when letters may be on disk that follow from an outcome."""
        self.bulk_in_hand: Callable[[], int] = lambda: 0
        """How many letters of what goes to many have no outcome on disk and are being sent."""

    async def record(self, item: Settlement | Deferral) -> None:
        """Return when the outcome is committed; retries for as long as the database is away."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._pending.append((item, done))
        if not _is_bulk(item):
            self._of_a_reply.set()
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._flush(), name="recorder")
        elif not self._waits_for_more():
            self._enough.set()
        await done

    async def _flush(self) -> None:
        # Outcomes of several causes: the one in whose task this began has no part in the others.
        structlog.contextvars.clear_contextvars()
        while self._pending:
            await self._gather()
            await self._step_aside()
            batch, self._pending = self._pending, []
            followed = await self._commit([item for item, _ in batch])
            for _, done in batch:
                if not done.done():
                    done.set_result(None)
            if followed and self.on_followed is not None:
                self.on_followed()

    async def _gather(self) -> None:
        """Give the outcomes of a message to many a moment to come together."""
        self._enough.clear()
        if self._waits_for_more():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_GATHER_SECONDS):
                    await self._enough.wait()

    def _waits_for_more(self) -> bool:
        """Whether only bulk is to be written down, too little of it, and more is on its way."""
        if len(self._pending) >= min(GATHERED, self.bulk_in_hand()):
            return False
        return self._is_only_bulk()

    async def _step_aside(self) -> None:
        """Bulk waits for whoever is being answered, unless what became of a reply comes in: that
        one has the right of way itself, until it is on disk.
        """
        if not (self._right_of_way.is_taken and self._is_only_bulk()):
            return
        self._of_a_reply.clear()
        free = asyncio.create_task(self._right_of_way.give())
        hurried = asyncio.create_task(self._of_a_reply.wait())
        try:
            await asyncio.wait({free, hurried}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            free.cancel()
            hurried.cancel()

    def _is_only_bulk(self) -> bool:
        return all(_is_bulk(item) for item, _ in self._pending)

    async def _commit(self, items: Sequence[Settlement | Deferral]) -> bool:
        """Together; when what follows from one of them fails, that one alone goes without it.

        True: something may have been queued.
        """
        try:
            return await self._insist(items)
        except Exception as error:
            log.error("outcomes not recorded together", count=len(items), **fault_of(error))
        for item in items:
            try:
                await self._insist([item])
            except Exception as error:
                row = item.row
                log.error("nothing followed", letter=row.id, kind=row.kind, **fault_of(error))
                await self._insist([item], follow=False)
        return True

    async def _insist(
        self, items: Sequence[Settlement | Deferral], *, follow: bool = True
    ) -> bool:
        """Commit, however long the database is away. True: something may have been queued.

        Raises:
            Exception: what follows from an outcome failed; without `follow` nothing is raised.
        """
        while True:
            try:
                async with self._store.write() as tx:
                    return await self._write(tx, items, follow=follow)
            except Exception as error:
                if follow and not is_database_error(error):
                    raise
                log.error("not recorded yet", count=len(items), **fault_of(error))
            await self._clock.sleep(_RETRY_SECONDS)

    async def _write(
        self, tx: Tx, items: Sequence[Settlement | Deferral], *, follow: bool
    ) -> bool:
        """True: something may have been queued."""
        now = self._clock.now()
        await clients.hold(tx, _noted_of(items))
        deferrals = [item for item in items if isinstance(item, Deferral)]
        await outbox.defer(tx, deferrals)
        wait = [item.row for item in deferrals if item.keep_attempts and not item.row.waited]
        came_up = {row.broadcast_id for row in wait if row.broadcast_id is not None}
        await broadcast_sending.show_soon(tx, came_up, now)
        settlements = [item for item in items if isinstance(item, Settlement)]
        settled = set(await outbox.settle(tx, settlements, now))
        fresh = [item for item in settlements if item.row.id in settled]
        await self._note_clients(tx, fresh)
        # Nothing is kept of people who gave no consent: not even that they were written to.
        strangers = [i.row.id for i in fresh if i.row.client_id is None and not i.row.broadcast_id]
        await outbox.forget(tx, strangers)
        groups = _by_kind(fresh) if follow else {}
        for kind, group in groups.items():
            letters = await self._kinds[kind].settled(self._deps, tx, group, now)
            for number, letter in enumerate(letters):
                # Whose it is, so that its number is known when the chat is swept.
                client = await clients.find_by_chat(tx, letter.chat_id)
                cause = Cause(f"settled:{group[0].row.id}:{number}", now)
                await queue(tx, cause, [letter], client.id if client else None)
        gone = [item for item in settlements if item.row.id not in settled]
        taken = await self._take_out_of_erased(tx, gone, now)
        return taken or not WRITTEN.issuperset(groups)

    async def _take_out_of_erased(self, tx: Tx, gone: Sequence[Settlement], now: datetime) -> bool:
        """What is private and was under way to a client who was erased meanwhile leaves the chat
        at once: its row went with the client, and later nobody knows of it. True: something did.
        """
        taken = False
        for item in gone:
            number, row = item.message_id, item.row
            if item.state != SENT or number is None or not _is_private(row):
                continue
            if row.client_id is None or await clients.find(tx, row.client_id) is not None:
                continue
            numbers = [number, *item.album_ids]
            closing = delete(row.chat_id, numbers).with_(lane=Lane.TIDY)
            await queue(tx, Cause(f"gone:{row.client_id}:{row.id}", now), [closing])
            taken = True
        return taken

    async def _note_clients(self, tx: Tx, items: Sequence[Settlement]) -> None:
        now = self._clock.now()
        sent = [item for item in items if item.state == SENT and item.row.client_id is not None]
        numbers = [
            (i.row.chat_id, number)
            for i in sent
            if i.message_id is not None
            for number in (i.message_id, *i.album_ids)
        ]
        await messages.remember(tx, numbers, now)
        pushes = [i.row for i in sent if Lane(i.row.lane).is_push]
        uncounted = await self._uncounted(tx, pushes)
        left = Counter(
            row.client_id
            for row in pushes
            if row.client_id is not None and row.broadcast_id not in uncounted
        )
        while left:
            await self._count_pushes(tx, set(left), now)
            left -= Counter(set(left))
        for item in items:
            if item.state == UNREACHABLE and item.row.client_id is not None:
                tried_at = item.tried_at or now
                await clients.mark_unreachable(tx, item.row.client_id, item.row.chat_id, tried_at)

    async def _uncounted(self, tx: Tx, pushes: Sequence[Row]) -> set[int | None]:
        """The messages to many that no limit of a day holds: they leave no less for others."""
        one_of_each = {row.broadcast_id: row for row in pushes if row.broadcast_id is not None}
        return {
            number
            for number, row in one_of_each.items()
            if await leaves_by(self._kinds[row.kind], tx, row) is not None
        }

    async def _count_pushes(self, tx: Tx, client_ids: set[int], now: datetime) -> None:
        """One statement for all whose clocks show the same date."""
        by_date: dict[date, list[int]] = defaultdict(list)
        for client_id, zone in (await clients.zones_of(tx, client_ids)).items():
            by_date[local_date(zone, now)].append(client_id)
        for on, ids in by_date.items():
            await clients.mark_pushed(tx, ids, on)


def _is_bulk(item: Settlement | Deferral) -> bool:
    return Lane(item.row.lane).is_bulk


def _is_private(row: Row) -> bool:
    """Whether it is a reply that would have been taken out of the chat again after a while."""
    stays_a_while = row.kind not in WRITTEN or closings.is_shown(row.dedupe_key)
    return row.lane == Lane.REPLY and stays_a_while


def _noted_of(items: Sequence[Settlement | Deferral]) -> set[int]:
    """The clients of whom an outcome may change something; a reply that arrived changes nothing.

    They are held before the letters are, for so does whoever changes a client and then letters.
    """
    settlements = [item for item in items if isinstance(item, Settlement)]
    noted = [i for i in settlements if i.state == UNREACHABLE or i.row.lane != Lane.REPLY]
    return {item.row.client_id for item in noted if item.row.client_id is not None}


def _by_kind(items: Sequence[Settlement]) -> dict[str, list[Settlement]]:
    groups: dict[str, list[Settlement]] = defaultdict(list)
    for item in items:
        groups[item.row.kind].append(item)
    return groups
