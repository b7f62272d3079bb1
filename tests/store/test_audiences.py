"""Whom the coach's messages can reach: one place, for every audience."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.store import broadcasts
from bot.store.engine import Store
from tests.store.scenes import NOW, enrol

CASES: list[tuple[str, dict[str, Any], bool]] = [
    ("active", {}, True),
    ("held for a day", {"held_until": NOW + timedelta(days=1)}, True),
    ("with neutral notifications", {"neutral": True}, True),
    ("paused", {"status": "paused"}, False),
    ("at the end of the programme", {"ended_at": NOW}, False),
    ("unreachable", {"unreachable_at": NOW}, False),
]


@pytest.mark.parametrize(("values", "is_in"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
async def test_everyone_means_whoever_can_be_reached(
    store: Store, values: dict[str, Any], is_in: bool
) -> None:
    await enrol(store, **values)
    async with store.read() as tx:
        assert await broadcasts.count_audience(tx) == int(is_in)
