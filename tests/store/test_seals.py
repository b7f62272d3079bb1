"""What a sealed value is bound to: it opens in its own place, and in few others."""

from __future__ import annotations

from itertools import permutations

import pytest

from bot.store.engine import Store
from bot.store.schema import prepare
from bot.store.seals import all_sealed_columns, open_value
from bot.vault import VaultError
from tests.store.seeding import everything, seed

pytestmark = pytest.mark.long

BOUND_TO_LESS = {
    ("away.line_sealed", "away.line_sealed"): "its column; nothing of a client",
    ("broadcast.content_sealed", "broadcast.content_sealed"): "the coach who wrote it",
    ("safe_word.hash_sealed", "safe_word.next_sealed"): "its client",
    ("safe_word.next_sealed", "safe_word.hash_sealed"): "its client",
}
"""Which opens in the place of which, and what it is bound to; docs/security.md says so too."""


async def test_a_value_in_the_place_of_another_opens_only_where_that_is_known(
    store: Store,
) -> None:
    await prepare(store)
    for chat_id in (101, 202):
        await seed(store, chat_id=chat_id, coach_chat_id=700)
    rows = await everything(store)
    places = [
        (column, row)
        for column in all_sealed_columns()
        for row in rows[column.table.name]
        if row[column.name]
    ]
    assert len(places) == 2 * len(all_sealed_columns())
    opened = set()
    async with store.read() as tx:
        for column, row in places:
            assert open_value(tx, column, row), "in its own place"
        for (column, row), (other, there) in permutations(places, 2):
            try:
                open_value(tx, other, {**there, other.name: row[column.name]})
            except VaultError:
                continue
            opened.add((str(column), str(other)))
    assert opened == set(BOUND_TO_LESS)
