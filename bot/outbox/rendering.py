"""What a letter says when its turn comes, and whether its client may get it by now."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from bot.deps import Deps
from bot.outbox.kinds import WRITTEN, Drop, Kind, Postpone, as_written, leaves_by
from bot.outbox.letters import Letter
from bot.outbox.rules import ENOUGH, push_waits_until
from bot.road.lanes import Lane
from bot.road.right_of_way import RightOfWay
from bot.store import clients, outbox_queries, urges
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import Row


class Rendering:
    """Renders letters by their kinds."""

    def __init__(self, deps: Deps, kinds: Mapping[str, Kind]) -> None:
        self._deps = deps
        self._store = deps.store
        self._clock = deps.clock
        self._right_of_way = deps.right_of_way
        self._kinds = kinds

    async def in_turn(self, row: Row) -> Letter | Postpone | Drop:
        """Rendered: a reply with the right of way, bulk one after the other."""
        if not Lane(row.lane).is_bulk:
            with before_others(self._right_of_way, row):
                return await self.render(row)
        async with self._right_of_way.in_turn():
            return await self.render(row)

    async def render(self, row: Row) -> Letter | Postpone | Drop:
        """At once; what is pushed waits while its client is not to be disturbed."""
        kind, lane, now = self._kinds[row.kind], Lane(row.lane), self._clock.now()
        if row.is_fresh(now) and row.kind in WRITTEN:
            # Whom it is for was looked up in the transaction that wrote it, a moment ago.
            return as_written(row)
        async with self._store.read() as tx:
            if row.client_id is None:
                return await kind.render(self._deps, tx, row, None, now)
            client = await clients.find(tx, row.client_id)
            if client is None:
                return Drop("erased")
            waits = await _waits(tx, client, lane, now) if lane.is_push else None
            if waits is not None and (later := _later(waits, await leaves_by(kind, tx, row), now)):
                return later
            rendered = await kind.render(self._deps, tx, row, client, now)
            if waits is None or waits.reason == ENOUGH or not isinstance(rendered, Letter):
                return rendered
            # Whoever is not to be disturbed is told all the same, without a sound.
            return rendered.silenced()


def before_others(right_of_way: RightOfWay, row: Row) -> AbstractContextManager[None]:
    """A reply has the right of way while it is made, and while its outcome is written down.

    Not on the road: it may wait there for its chat, or for Telegram, for seconds.
    """
    return right_of_way.taken() if row.lane == Lane.REPLY else nullcontext()


async def _waits(tx: Tx, client: Client, lane: Lane, now: datetime) -> Postpone | None:
    daily = lane is not Lane.DAILY and await outbox_queries.is_on_its_way(
        tx, client.id, lane=Lane.DAILY
    )
    urge_until = await urges.open_until(tx, client.id, now)
    waits = push_waits_until(client, lane, now, daily_on_its_way=daily, urge_until=urge_until)
    return None if waits is None else Postpone(*waits)


def _later(waits: Postpone, by: datetime | None, now: datetime) -> Postpone | None:
    """How long it waits of that, if it leaves by then; None: it goes all the same."""
    if by is None:
        return waits
    if waits.reason == ENOUGH or by <= now:
        return None
    return Postpone(min(waits.until, by), waits.reason)
