"""Two bots in one process, on one PostgreSQL: the quick way to see two machines."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.replicas.pair import Pair, paired
from tests.store.conftest import postgres as postgres  # a fixture, for the tests here
from tests.store.databases import PostgresServer


@pytest.fixture
async def database(postgres: PostgresServer) -> AsyncIterator[str]:
    """A fresh database with the schema in it."""
    url = await postgres.make(migrated=True)
    yield url
    await postgres.drop(url)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pair(
    tmp_path_factory: pytest.TempPathFactory, postgres: PostgresServer
) -> AsyncIterator[Pair]:
    """The leader and a follower, by webhook: the same two for all scenes of a file."""
    url = await postgres.make(migrated=True)
    async with paired(tmp_path_factory.mktemp("pair"), url) as made:
        yield made
    await postgres.drop(url)
