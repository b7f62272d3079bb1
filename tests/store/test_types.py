"""Instants and short texts mean the same on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import StatementError

from bot.store.engine import Store
from bot.store.errors import is_database_error
from bot.store.tables import cohort, note
from bot.store.types import Instant

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
INSTANTS = [
    datetime(2026, 11, 23, 9, 0, 0, 123_456, UTC),
    datetime(2026, 3, 29, 3, 30, tzinfo=AMSTERDAM),
    datetime(2026, 10, 25, 2, 30, fold=0, tzinfo=AMSTERDAM),
    datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=AMSTERDAM),
]


async def _stored(store: Store, instant: datetime) -> datetime:
    async with store.write() as tx:
        made = await tx.run(insert(cohort).values(created_at=instant).returning(cohort.c.id))
        query = select(cohort.c.created_at).where(cohort.c.id == made.scalar_one())
        found: datetime = (await tx.run(query)).scalar_one()
    return found


@pytest.mark.parametrize("instant", INSTANTS, ids=str)
async def test_an_instant_comes_back_as_itself_in_utc(store: Store, instant: datetime) -> None:
    found = await _stored(store, instant)
    assert found == instant.astimezone(UTC)
    assert found.tzinfo is UTC


async def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="needs a time zone"):
        await _stored(store, datetime(2026, 11, 23, 9, 0))  # noqa: DTZ001


async def test_instants_of_other_zones_are_compared_as_instants(store: Store) -> None:
    await _stored(store, datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    for hour, expected in ((9, []), (10, []), (11, [True])):
        limit = datetime(2026, 11, 23, hour, 0, tzinfo=AMSTERDAM)
        async with store.read() as tx:
            rows = await tx.run(select(cohort.c.id).where(cohort.c.created_at < limit))
            assert [True for _ in rows] == expected


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.datetimes(min_value=datetime(1970, 1, 2), timezones=st.timezones()))  # noqa: DTZ001
def test_sqlite_keeps_every_instant_as_it_is(instant: datetime) -> None:
    kind, dialect = Instant(), sqlite.dialect()
    kept = kind.process_bind_param(instant, dialect)
    assert kept is not None
    assert kept.tzinfo is None
    assert kind.process_result_value(kept, dialect) == instant.astimezone(UTC)


def test_no_instant_stays_none() -> None:
    assert Instant().process_bind_param(None, sqlite.dialect()) is None
    assert Instant().process_result_value(None, sqlite.dialect()) is None


async def test_a_word_that_does_not_fit_is_refused_by_either_database(store: Store) -> None:
    with pytest.raises(StatementError, match="65 characters where 64 fit") as caught:
        async with store.write() as tx:
            await tx.run(insert(note).values(name="x" * 65))
    assert not is_database_error(caught.value)
