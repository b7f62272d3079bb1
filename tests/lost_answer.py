"""A commit that succeeds and whose answer never comes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.store.engine import Store, Tx


def away() -> BaseException:
    """What a driver raises when the connection drops."""
    return OperationalError("COMMIT", {}, ConnectionError("dropped on purpose"))


def lose_answer(
    monkeypatch: pytest.MonkeyPatch,
    store: Store,
    module: ModuleType,
    name: str,
    *,
    times: int = 1,
    error: Callable[[], BaseException] = away,
) -> list[int]:
    """The first transactions in which this function of the store did something end that way.

    Gives a list that grows by one at each.
    """
    lost: list[int] = []
    marked: list[Tx] = []
    real_write, real = store.write, getattr(module, name)

    async def called(tx: Tx, *args: Any, **kwargs: Any) -> Any:
        found = await real(tx, *args, **kwargs)
        if found and len(lost) < times:
            marked.append(tx)
        return found

    @asynccontextmanager
    async def write(**how: Any) -> AsyncIterator[Tx]:
        async with real_write(**how) as tx:
            yield tx
        if any(one is tx for one in marked) and len(lost) < times:
            lost.append(1)
            raise error()

    monkeypatch.setattr(module, name, called)
    monkeypatch.setattr(store, "write", write)
    return lost
