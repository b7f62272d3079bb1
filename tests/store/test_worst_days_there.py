"""What is thrown at the bot on a file (`tests/outbox/test_worst_days.py`, `tests/fuzz`), on
PostgreSQL.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.cast import staged
from tests.fuzz.town import town
from tests.outbox.test_worst_days import live_through
from tests.seeds import seed
from tests.store.databases import KEY, PostgresServer

pytestmark = pytest.mark.long

_UPDATES = 400


@pytest.fixture
async def there(postgres: PostgresServer) -> AsyncIterator[str]:
    """A fresh database of a server, with the schema in it."""
    made = await postgres.make(migrated=True)
    yield made
    await postgres.drop(made)


@pytest.mark.timeout(240)
async def test_with_every_trouble_mixed_nothing_is_lost_there_either(
    there: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(tmp_path, database_url=there, encryption_key=KEY) as stage:
        await live_through(stage, monkeypatch, 1)


@pytest.mark.timeout(240)
async def test_whatever_comes_in_is_handled_there_too(
    there: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = seed("FUZZ_SEED")
    async with town(
        tmp_path, chosen, monkeypatch, database_url=there, encryption_key=KEY
    ) as place:
        while place.handled < _UPDATES:
            await place.check_round(f"seed {chosen}")
        await place.check_all_handled(f"seed {chosen}")
