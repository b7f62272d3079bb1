"""Two bots in one process, on one PostgreSQL: the quick way to see two machines."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.cast import Stage
from tests.replicas.pair import Pair, paired
from tests.store.conftest import postgres as postgres  # a fixture, for the tests here
from tests.store.databases import PostgresServer


@pytest.fixture
async def database(postgres: PostgresServer) -> AsyncIterator[str]:
    """A fresh database with the schema in it."""
    url = await postgres.make(migrated=True)
    yield url
    await postgres.drop(url)


@pytest.fixture
async def pair(tmp_path: Path, database: str) -> AsyncIterator[Pair]:
    """The leader and a follower, by webhook."""
    async with paired(tmp_path, database) as made:
        yield made


@pytest.fixture
def stage(pair: Pair) -> Stage:
    """The leader's stage: people live there."""
    return pair.stage
