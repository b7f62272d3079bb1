"""What runs by itself never walks through what grows with the number of clients."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from bot.clock import MovableClock
from bot.content.shelf import Shelf
from bot.deps import Deps
from bot.features.coach.broadcast.letters import FixKind
from bot.outbox.letters import Letter
from bot.road.lanes import BULK, Lane
from bot.rooms import features_for
from bot.settings import Settings
from bot.store import (
    audiences,
    broadcast_sending,
    broadcasts,
    clients,
    due,
    intake,
    outbox,
    outbox_held,
    outbox_queries,
)
from bot.store.broadcast_sending import Hours
from bot.store.broadcasts import FILLING
from bot.store.engine import Store
from bot.store.outbox import SENT, Settlement
from tests.store.scenes import NOW, enrol, letter, post, sending

CONTENT = Path(__file__).parents[2] / "content"
GROWING = ("client", "outbox", "message", "intake")
Statement = tuple[str, Any]


@contextmanager
def _heard(store: Store) -> Iterator[list[Statement]]:
    """Every statement that reaches the database meanwhile, with its values."""
    seen: dict[str, Any] = {}

    def note(_c: Any, _cursor: Any, statement: str, values: Any, _x: Any, many: bool) -> None:
        seen.setdefault(statement, values[0] if many else values)

    engines = {store._writer.sync_engine, store._reader.sync_engine}
    found: list[Statement] = []
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield found
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
    found += [(one, values) for one, values in seen.items() if _WORTH.match(one)]


_WORTH = re.compile(r"SELECT|UPDATE|DELETE|INSERT|WITH")


async def _plans(store: Store, statements: list[Statement]) -> list[tuple[str, str]]:
    """How the database goes about each of them, line by line, and the statement."""
    found = []
    async with store.read() as tx:
        if not store.is_sqlite:
            # A table with a handful of rows is read as a whole by choice; here only by need.
            await tx.run(text("SET LOCAL enable_seqscan = off"))
        explain = "EXPLAIN QUERY PLAN " if store.is_sqlite else "EXPLAIN "
        for statement, values in statements:
            plan = await tx.connection.exec_driver_sql(explain + statement, values)
            found += [(str(row[-1]).strip(), statement) for row in plan]
    return found


async def _walks(store: Store, statements: list[Statement]) -> list[str]:
    """The plans that look at every row of something that grows."""
    walking = _walks_on_sqlite if store.is_sqlite else _walks_on_postgres
    plans = await _plans(store, statements)
    return [f"{line}: {statement}" for line, statement in plans if walking(line)]


def _walks_on_sqlite(line: str) -> bool:
    # Few letters are under way at once, whatever is queued: that index may be read as a whole.
    walk = re.match(rf"SCAN ({'|'.join(GROWING)})\b(?!.*ix_outbox_sending)", line)
    return walk is not None


def _walks_on_postgres(line: str) -> bool:
    return re.search(rf"Seq Scan on ({'|'.join(GROWING)})\b", line) is not None


@pytest.fixture
async def deps(store: Store) -> Deps:
    """A bot on this database that has something of everything to do."""
    settings = Settings(_env_file=None, content_dir=CONTENT, coach_ids=frozenset({700}))
    noor, *_ = [
        await enrol(store, chat_id, next_daily_at=NOW - timedelta(minutes=1))
        for chat_id in (101, 102, 103)
    ]
    await enrol(store, 104, started_on=NOW.date() - timedelta(days=900),
                last_seen_at=NOW - timedelta(days=900))  # fmt: skip
    await post(store, *(letter(f"{lane}", lane=int(lane), client_id=noor.id) for lane in Lane))
    async with store.write() as tx:
        await broadcasts.add(
            tx, 700, {"parts": [{"kind": "text", "text": "Dag {naam}"}]}, NOW, state=FILLING,
            audience="everyone", started_at=NOW, next_at=NOW, expires_at=NOW + timedelta(days=1),
        )  # fmt: skip
    return Deps(settings, store, Shelf(CONTENT), MovableClock(NOW), 1, "anker_bot")


@pytest.mark.long
async def test_no_tick_walks_through_the_clients_or_their_letters(deps: Deps) -> None:
    ticks = [tick for room in features_for(deps.shelf.content) for tick in room.ticks]
    with _heard(deps.store) as statements:
        for tick in ticks:
            await tick.run(deps)
        async with deps.store.read() as tx:
            await due.earliest(tx, [tick.next_due for tick in ticks if tick.next_due is not None])
    assert any("INSERT INTO outbox" in statement for statement, _ in statements)
    assert await _walks(deps.store, statements) == []


async def test_a_start_and_a_claim_look_at_what_they_need(deps: Deps) -> None:
    with _heard(deps.store) as statements:
        async with deps.store.write() as tx:
            await outbox_held.claim(tx, NOW, "me", NOW + timedelta(minutes=1), 100, BULK)
            await outbox_held.release(tx, NOW, "me", all_leases=True)
            await outbox_queries.next_due(tx, Lane)
            await intake.list_waiting(tx, 1)
            await intake.list_numbers(tx, 1, "me")
            await outbox_held.list_held(tx, "me")
    assert len(statements) >= 6
    assert await _walks(deps.store, statements) == []


async def test_a_lot_of_a_broadcast_goes_on_from_the_last_client_it_had(
    file_store: Store,
) -> None:
    """Not from a gathering of all who are in the programme: a lot would cost more the more there
    are."""
    await enrol(file_store, 101)
    number = await sending(file_store)
    with _heard(file_store) as statements:
        async with file_store.write() as tx:
            await broadcasts.change(tx, number, cursor=0)
            found = await broadcasts.find(tx, number)
            assert found is not None
            await audiences.zones(tx, "everyone", NOW, 100)
            await broadcast_sending.queue_some(tx, found, Hours(NOW, {}), NOW)
    plans = [line for line, _ in await _plans(file_store, statements) if "client" in line]
    assert len(plans) >= 3
    assert all("SEARCH client USING INTEGER PRIMARY KEY" in line for line in plans), plans


async def test_what_waits_for_later_is_not_passed_one_by_one(file_store: Store) -> None:
    with _heard(file_store) as statements:
        async with file_store.write() as tx:
            await outbox_held.claim(
                tx, NOW, "me", NOW + timedelta(minutes=1), 100, [Lane.BROADCAST]
            )
            await clients.list_idle_since(tx, NOW, 10, started_by=NOW.date())
    plans = str(await _plans(file_store, statements))
    assert "ix_outbox_due (lane=? AND due_at<?)" in plans
    assert "ix_client_ended_at (ended_at=? AND started_on<?)" in plans


async def test_a_correction_asks_once_what_the_message_became(file_store: Store) -> None:
    noor = await enrol(file_store, 101)
    number = await sending(file_store)
    async with file_store.write() as tx:
        (row,) = await outbox_held.claim(tx, NOW, "me", NOW + timedelta(minutes=1), 1, BULK)
        await outbox.settle(tx, [Settlement(row, SENT, message_id=7)], NOW)
    deps = Deps(
        Settings(_env_file=None), file_store, Shelf(CONTENT), MovableClock(NOW), 1, "a_bot"
    )
    with _heard(file_store) as statements:
        async with file_store.write() as tx:
            made = await FixKind().render(deps, tx, row, noor, NOW)
    assert isinstance(made, Letter)
    assert (row.broadcast_id, made.params["message_id"]) == (number, 7)
    assert len([one for one, _ in statements if "FROM outbox" in one]) == 1
