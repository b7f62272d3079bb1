"""What a coach or a client changes in the very moment in which it comes due. On PostgreSQL two
transactions go on side by side; SQLite has one writer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import select

from bot.content.load import load
from bot.deps import Deps
from bot.features.appointment import rules
from bot.features.appointment import service as appointment_service
from bot.features.call import LINE, Line
from bot.features.coach.broadcast import sending
from bot.features.coach.sessions import sessions
from bot.features.hard_days import service as hard_day_service
from bot.outbox.letters import CALL
from bot.outbox.recorder import Recorder
from bot.road.lanes import Lane
from bot.road.right_of_way import RightOfWay
from bot.store import appointments, broadcasts, hard_days, outbox_queries
from bot.store import sessions as sessions_store
from bot.store.broadcasts import DRAFT, FILLING, PLANNED, Broadcast
from bot.store.engine import Store, Tx
from bot.store.outbox import REFUSED, Settlement
from bot.store.tables import appointment, hard_day
from bot.store.tables import outbox as table
from tests.store.scenes import NOW, enrol, letter, post, slowed

COACH = 700
WORDS = {"parts": [{"kind": "text", "text": "hi", "entities": []}]}
AT_TEN = {"on": NOW.date(), "minutes": 600, "zone": "Europe/Amsterdam", "each_local": False}
AT_ONCE = {"on": None, "minutes": None, "zone": None, "each_local": False, "weekly": False}


def deps_for(store: Store, later: timedelta = timedelta(0)) -> Deps:
    """As much of `Deps` as a tick needs."""
    made = SimpleNamespace(
        right_of_way=RightOfWay(),
        store=store,
        clock=SimpleNamespace(now=lambda: NOW + later),
        is_coach=lambda chat_id: chat_id == COACH,
        settings=SimpleNamespace(language="nl", timezone="Europe/Amsterdam"),
        shelf=load(Path("content")).books,
    )
    return cast(Deps, made)


async def planned(store: Store, **when: Any) -> int:
    """A message to everyone that is due now."""
    await enrol(store, 101)
    async with store.write() as tx:
        number = await broadcasts.add(tx, COACH, WORDS, NOW, audience="everyone")
        found = await broadcasts.find(tx, number)
        assert found is not None
        assert await broadcasts.confirm(tx, found, NOW, NOW, **when)
    return number


async def now_of(store: Store, number: int) -> Broadcast:
    async with store.read() as tx:
        found = await broadcasts.find(tx, number)
    assert found is not None
    return found


async def test_who_takes_it_back_as_it_leaves_is_told_what_really_happens(
    postgres_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = postgres_store
    number = await planned(store, **AT_ONCE)
    inside = slowed(monkeypatch, sending, "_all_hours")

    async def undo() -> bool:
        await inside.wait()
        async with store.write() as tx:
            return await broadcasts.take_back(tx, number, COACH)

    _, taken_back = await asyncio.gather(sending._advance(deps_for(store), number), undo())
    assert (await now_of(store, number)).state == (DRAFT if taken_back else FILLING)


@pytest.mark.long
@pytest.mark.parametrize("weekly", [False, True])
async def test_a_plan_that_is_paused_as_it_leaves_is_paused_or_leaves(
    postgres_store: Store, monkeypatch: pytest.MonkeyPatch, weekly: bool
) -> None:
    store = postgres_store
    number = await planned(store, **AT_TEN, weekly=weekly)
    inside = slowed(monkeypatch, sending, "_all_hours")

    async def pause() -> bool:
        await inside.wait()
        async with store.write() as tx:
            found = await broadcasts.find_own(tx, number, COACH)
            if found is None or found.state != PLANNED:
                return False
            await broadcasts.change(tx, number, paused=True, next_at=None)
            return True

    _, paused = await asyncio.gather(sending._advance(deps_for(store), number), pause())
    found = await now_of(store, number)
    assert paused == weekly, "a weekly plan goes on beside the message that leaves"
    assert (found.next_at is None) == paused
    assert found.state == (PLANNED if weekly else FILLING)


async def test_a_paused_plan_is_not_due_whatever_its_hour(postgres_store: Store) -> None:
    store = postgres_store
    number = await planned(store, **AT_TEN, weekly=True)
    async with store.write() as tx:
        assert await broadcasts.list_due(tx, NOW) == [number]
        await broadcasts.change(tx, number, paused=True)
        assert await broadcasts.list_due(tx, NOW) == []


async def _moved_as_it_comes(
    store: Store,
    patch: pytest.MonkeyPatch,
    module: Any,
    queue_due: Callable[[Deps], Any],
    move: Callable[[Tx], Any],
    later: timedelta,
) -> None:
    inside = slowed(patch, module, "list_due")

    async def moves() -> None:
        await inside.wait()
        async with store.write() as tx:
            await move(tx)

    await asyncio.gather(queue_due(deps_for(store, later)), moves())


async def test_an_appointment_moved_as_its_letter_comes_stays_where_it_was_moved_to(
    postgres_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = postgres_store
    one = await enrol(store, 101)
    at, moved_to = NOW + timedelta(hours=2), NOW + timedelta(days=5)
    async with store.write() as tx:
        number = await appointments.begin(tx, one.id, "work", NOW)
        found = await appointments.find(tx, number, one.id)
        assert found is not None
        await appointment_service.plan(tx, found, at, NOW, in_quiet=False)

    async def move(tx: Tx) -> None:
        again = await appointments.find(tx, number, one.id)
        assert again is not None
        await appointment_service.plan(tx, again, moved_to, NOW, in_quiet=False)

    await _moved_as_it_comes(
        store, monkeypatch, appointments, appointment_service.queue_due, move,
        timedelta(hours=1, seconds=1),
    )  # fmt: skip
    async with store.read() as tx:
        row = (await tx.run(select(appointment.c.at, appointment.c.next_at))).one()
    assert row.at == moved_to
    assert row.next_at == rules.due_at(moved_to, rules.first_stage(moved_to, NOW))


@pytest.mark.long
async def test_a_date_noted_anew_as_it_comes_keeps_its_new_day(
    postgres_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = postgres_store
    one = await enrol(store, 101)
    moved_to = NOW + timedelta(days=40)
    async with store.write() as tx:
        number = await hard_days.begin(tx, one.id, date(2020, 1, 1), NOW)
        await hard_days.change(tx, number, ready=True, next_at=NOW)

    async def move(tx: Tx) -> None:
        await hard_days.change(tx, number, next_at=moved_to)

    await _moved_as_it_comes(
        store, monkeypatch, hard_days, hard_day_service.queue_due, move, timedelta(seconds=1)
    )
    async with store.read() as tx:
        assert (await tx.run(select(hard_day.c.next_at))).scalar_one() == moved_to


async def test_a_session_that_is_called_off_as_its_reminder_comes_is_off(
    postgres_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = postgres_store
    async with store.write() as tx:
        number = await sessions_store.add(tx, COACH, NOW)
        await sessions_store.change(
            tx, number, audience="everyone", at=NOW + timedelta(days=1), stage=0, next_at=NOW
        )
    inside = slowed(monkeypatch, sessions_store, "find_to_change")

    async def call_off() -> None:
        await inside.wait()
        async with store.write() as tx:
            found = await sessions_store.find_own(tx, number, COACH)
            assert found is not None
            await sessions_store.change(tx, number, cancelled_at=NOW, next_at=None)

    await asyncio.gather(sessions.remind(deps_for(store)), call_off())
    async with store.read() as tx:
        found = await sessions_store.find(tx, number)
    assert found is not None
    assert found.cancelled_at == NOW
    assert found.next_at is None


async def test_a_line_that_reaches_no_coach_is_told_also_where_each_is_refused_elsewhere(
    postgres_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of two processes has the line to one coach, and both are refused at once."""
    store, deps = postgres_store, deps_for(postgres_store)
    noor = await enrol(store, 101)
    to_coaches = {"kind": LINE, "lane": int(Lane.ALERT), "client_id": noor.id}
    lines = [letter(f"call:{n}", chat_id=COACH + n, owner=f"p{n}", **to_coaches) for n in (0, 1)]
    slowed(monkeypatch, outbox_queries, "has_left_since")
    recorders = [Recorder(deps, {LINE: Line()}) for _ in lines]
    refused = [Settlement(row, REFUSED, "blocked") for row in await post(store, *lines)]
    await asyncio.gather(*(one.record(item) for one, item in zip(recorders, refused, strict=True)))
    async with store.read() as tx:
        told = (await tx.run(select(table.c.kind).where(table.c.chat_id == 101))).scalars().all()
    assert told == [CALL], "she is told once"
