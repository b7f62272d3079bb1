"""Letters rendered when they leave, so that they follow the latest content and wishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.deps import Deps
from bot.outbox.letters import CALL, Letter
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import Row, Settlement


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


class Call:
    """The kind whose payload is the call."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        if row.payload is None:
            return Drop("empty")
        return Letter(row.payload["method"], row.payload["params"])

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        return ()


CALLS: dict[str, Kind] = {CALL: Call()}
