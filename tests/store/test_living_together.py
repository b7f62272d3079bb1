"""Programs of one release go on with the schema of the next: what a migration may not do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.store.engine import Store, Tx
from bot.store.schema import alembic_config, is_used
from bot.store.tables import LEFT_BEHIND, SCHEMA_VERSION, metadata
from bot.vault import Vault
from tests.store.databases import KEY
from tests.store.living import Shape, broken, shape_of

_LAST_WITHOUT = "0008"
"""The last migration from before the rule: no machine has run a program older than it."""


@pytest.fixture
async def empty_store(empty_url: str) -> AsyncIterator[Store]:
    made = Store(empty_url, Vault([KEY]))
    yield made
    await made.close()


def unused_since(version: str) -> set[str]:
    """What programs of this version, and later ones, do not name."""
    return {name for name, since in LEFT_BEHIND.items() if since <= version}


async def test_programs_of_the_release_before_can_go_on_after_every_migration(
    empty_store: Store,
) -> None:
    scripts = list(ScriptDirectory.from_config(alembic_config()).walk_revisions())
    scripts.reverse()

    def each(connection: Connection) -> dict[str, Shape]:
        shapes = {}
        for script in scripts:
            command.upgrade(alembic_config(connection), script.revision)
            shapes[script.revision] = shape_of(connection)
        return shapes

    async with empty_store.write() as tx:
        shapes = await tx.connection.run_sync(each)
    for script in scripts:
        if script.revision <= _LAST_WITHOUT:
            continue
        oldest = getattr(script.module, "lives_with", None)
        assert oldest is not None, f"{script.revision} does not say with which release it lives"
        assert oldest < script.revision
        why = broken(shapes[oldest], shapes[script.revision], unused_since(oldest))
        assert why == [], f"{script.revision} does not live with {oldest}"
    assert scripts[-1].revision == SCHEMA_VERSION


class Enough(Exception):
    """Takes back what was tried."""


@asynccontextmanager
async def taken_back(store: Store) -> AsyncIterator[Tx]:
    """A transaction of which nothing stays."""
    with suppress(Enough):
        async with store.write() as tx:
            yield tx
            raise Enough


async def _after(store: Store, *statements: str) -> tuple[Shape, Shape]:
    """The shape before and after these."""
    async with taken_back(store) as tx:
        before = await tx.connection.run_sync(shape_of)
        for statement in statements:
            await tx.run(text(statement))
        after = await tx.connection.run_sync(shape_of)
    return before, after


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE intake ADD COLUMN release VARCHAR(4)",
        "ALTER TABLE intake ADD COLUMN tries INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX ix_intake_attempts ON intake (attempts)",
        "CREATE TABLE marble (id INTEGER PRIMARY KEY, colour VARCHAR(8) NOT NULL)",
        "DROP INDEX ix_intake_received_at",
    ],
)
async def test_what_only_adds_is_lived_with(store: Store, statement: str) -> None:
    assert broken(*await _after(store, statement), set()) == []


BREAKS = {
    "ALTER TABLE client DROP COLUMN more_offered": "client.more_offered is gone",
    "ALTER TABLE client RENAME COLUMN zone TO region": "client.zone is gone",
    "ALTER TABLE burst RENAME TO spurt": "burst is gone",
    "DROP TABLE burst": "burst is gone",
    "CREATE UNIQUE INDEX ux ON client (zone)": "client (zone) has a new rule",
}
BREAKS_THERE = {
    "ALTER TABLE note ADD COLUMN mark INTEGER NOT NULL": "note.mark has to be given",
    "ALTER TABLE client ALTER COLUMN country SET NOT NULL": "client.country may not be empty",
    "ALTER TABLE client ALTER COLUMN more_offered DROP DEFAULT": "client.more_offered has to be",
    "ALTER TABLE client ALTER COLUMN country TYPE VARCHAR(40)": "client.country was VARCHAR(8)",
    "ALTER TABLE client ADD CHECK (daily_at > 0)": "client (daily_at > 0) has a new rule",
    "ALTER TABLE outbox DROP CONSTRAINT pk_outbox CASCADE": "outbox (id) is not unique any more",
}


@pytest.mark.parametrize(("statement", "why"), BREAKS.items(), ids=str)
async def test_what_takes_something_away_is_not(store: Store, statement: str, why: str) -> None:
    assert why in broken(*await _after(store, statement), set())


@pytest.mark.parametrize(("statement", "why"), BREAKS_THERE.items(), ids=str)
async def test_nor_is_what_only_a_server_can_be_asked_to_do(
    postgres_store: Store, statement: str, why: str
) -> None:
    assert why in " ".join(broken(*await _after(postgres_store, statement), set()))


async def test_what_the_release_before_does_not_name_may_go(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LEFT_BEHIND, "client.marble", "0012")
    monkeypatch.setitem(LEFT_BEHIND, "marble", "0012")
    async with taken_back(store) as tx:
        await tx.run(text("ALTER TABLE client ADD COLUMN marble INTEGER"))
        await tx.run(text("CREATE TABLE marble (id INTEGER PRIMARY KEY)"))
        options = {"include_object": is_used}
        unlike = await tx.connection.run_sync(
            lambda c: compare_metadata(MigrationContext.configure(c, opts=options), metadata)
        )
        before = await tx.connection.run_sync(shape_of)
        await tx.run(text("ALTER TABLE client DROP COLUMN marble"))
        await tx.run(text("DROP TABLE marble"))
        after = await tx.connection.run_sync(shape_of)
    assert unlike == []
    assert sorted(broken(before, after, unused_since("0011"))) == [
        "client.marble is gone",
        "marble is gone",
    ]
    assert broken(before, after, unused_since("0012")) == []
