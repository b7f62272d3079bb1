"""Letters rendered when they leave, so that they follow the latest content and wishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from bot.deps import Deps
from bot.outbox.letters import CALL, FIRST, SWEEP, TAKE_BACK, Letter, delete, sweep
from bot.road.lanes import Lane
from bot.store import outbox_queries
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import REFUSED, Row, Settlement

COMES_YET = timedelta(seconds=15)
"""When to look again whether a letter that is on its way has come."""


@dataclass(frozen=True, slots=True)
class Postpone:
    """Not now: the letter goes back, due at `until`."""

    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Drop:
    """Not at all."""

    reason: str


class Kind(Protocol):
    """How letters of one kind become a call, and what follows once they are settled."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        """The call to make now."""
        ...

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        """Facts that follow from these outcomes, in the same transaction; letters to queue."""
        ...


@runtime_checkable
class Pressing(Protocol):
    """A kind of which some letters come too late when they wait like others."""

    async def leaves_by(self, tx: Tx, row: Row) -> datetime | None:
        """When this one leaves at the latest, whatever holds it back; None: it waits."""
        ...


async def leaves_by(kind: Kind, tx: Tx, row: Row) -> datetime | None:
    """When a letter of this kind leaves at the latest; None: it waits like others."""
    return await kind.leaves_by(tx, row) if isinstance(kind, Pressing) else None


WRITTEN = frozenset([CALL, FIRST])
"""Kinds that leave as they were written."""


def as_written(row: Row) -> Letter | Drop:
    """The call that a payload is."""
    if row.payload is None:
        return Drop("empty")
    written = row.payload
    return Letter(
        written["method"],
        written["params"],
        otherwise=written.get("otherwise"),
        told=written.get("told", ""),
    )


class NothingFollows:
    """A kind of letter after which nothing is to be done, whatever became of it."""

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        """Nothing, and no letter."""
        return ()


class Call(NothingFollows):
    """The kind whose payload is the call."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        return as_written(row)


class TakeBack(Call):
    """A deletion of messages whose numbers are known only once they were sent.

    It stands behind them in the same chat's line, so that their outcome is on disk by then; save
    when a process that was killed still holds them: they come when its lease is over.
    """

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        keys = row.payload["params"]["keys"] if row.payload else []
        if await outbox_queries.is_any_on_its_way(tx, keys):
            return Postpone(now + COMES_YET, "what it takes back has not come")
        numbers = await outbox_queries.list_message_ids(tx, keys)
        return delete(row.chat_id, numbers) if numbers else Drop("nothing to take back")


class Sweep(Call):
    """A deletion of many: Telegram refuses all of them for the sake of one, so it is halved."""

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        halves: list[Letter] = []
        for item in items:
            numbers = item.row.payload["params"]["message_ids"] if item.row.payload else []
            if item.state == REFUSED and len(numbers) > 1:
                middle = len(numbers) // 2
                for half in (numbers[:middle], numbers[middle:]):
                    halves.append(sweep(item.row.chat_id, half).with_(lane=Lane.TIDY))
        return halves


CALLS: dict[str, Kind] = {
    CALL: Call(),
    FIRST: Call(),
    TAKE_BACK: TakeBack(),
    SWEEP: Sweep(),
}
