"""A client and a coach, or the bot itself, change the same client in the same moment: what the
one does is decided by what the other did. On PostgreSQL they go on side by side.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.calendar.times import local_date, local_minutes
from bot.clients import course, preferences
from bot.clients.retention import FORGET_AFTER, RULES
from bot.road.lanes import Lane
from bot.store import clients, outbox
from bot.store.clients import BY_COACH, PAUSED, Client
from bot.store.engine import Store
from tests.cast import Person, Stage, staged
from tests.enrolling import the_client
from tests.outbox.conftest import put
from tests.store.databases import KEY
from tests.store.scenes import NOW, client_of, enrol, slowed


@pytest.fixture
async def stage(url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """The whole bot, on either database."""
    async with staged(tmp_path, database_url=url, encryption_key=KEY) as made:
        yield made


async def tap_as_coach(stage: Stage, data: str) -> None:
    """The coach presses a button, and nobody waits for what comes of it."""
    coach = await stage.coach()
    stage.world.tap(coach.id, coach.last.message_id, data, stale=True)


async def paused_by_coach(stage: Stage, noor: Person) -> Client:
    found = await the_client(noor)
    async with stage.app.deps.store.write() as tx:
        await preferences.pause_by_coach(tx, found, stage.clock.now())
    return found


@pytest.mark.long
async def test_a_stop_survives_a_coach_who_resumes_as_it_comes(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = await stage.enrolled()
    client = await paused_by_coach(stage, noor)
    inside = slowed(monkeypatch, preferences, "_running")
    await tap_as_coach(stage, f"clients:do:{client.id}:resume")
    await inside.wait()
    await noor.say("/stop")
    after = await the_client(noor)
    assert (after.status, after.paused_by, after.next_daily_at) == (PAUSED, None, None)


@pytest.mark.long
async def test_a_coach_s_pause_survives_an_hour_that_is_chosen_as_it_comes(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = await stage.enrolled()
    client = await the_client(noor)
    coach = await stage.coach()
    inside = slowed(monkeypatch, preferences, "change", before=True)
    await noor.say("/instellingen")
    stage.world.tap(noor.id, noor.last.message_id, "settings:at:540", stale=True)
    await inside.wait()
    await coach.tap_data(f"clients:do:{client.id}:pause", stale=True)
    after = await the_client(noor)
    assert (after.status, after.paused_by, after.next_daily_at) == (PAUSED, BY_COACH, None)
    assert after.daily_at == 540


@pytest.mark.long
async def test_an_hour_that_is_chosen_as_the_group_gets_its_first_day_is_kept(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = await stage.enrolled()
    client, monday = await the_client(noor), stage.clock.now() + timedelta(days=7)
    await noor.say("/instellingen")
    inside = slowed(monkeypatch, course, "follow_group", before=True)
    await tap_as_coach(stage, f"cohort:begin:{client.cohort_id}:{monday.date().isoformat()}")
    await inside.wait()
    await noor.tap_data("settings:at:540", stale=True)
    after = await the_client(noor)
    assert after.next_daily_at is not None
    assert local_minutes(after.zone, after.next_daily_at) == 540
    assert local_date(after.zone, after.next_daily_at) == after.started_on == monday.date()


@pytest.mark.long
async def test_who_goes_as_an_outcome_about_her_is_noted_waits_for_nothing_that_waits_for_her(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = await stage.enrolled()
    await noor.say("/vergeetmij")
    inside = slowed(monkeypatch, outbox, "settle")
    await put(stage, noor, "Goedemorgen.", lane=Lane.DAILY)
    await inside.wait()
    await noor.tap("Ja, wis alles")
    assert await noor.record() is None
    assert stage.app.deps.store.health.errors == 0, "the two waited for each other"


@pytest.mark.parametrize("name", ["clients without a sign", "arrivals that stopped halfway"])
async def test_who_writes_at_the_last_moment_is_not_forgotten(
    postgres_store: Store, name: str
) -> None:
    store, long_ago = postgres_store, NOW - FORGET_AFTER - timedelta(days=1)
    arriving: dict[str, Any] = {"status": "arriving", "last_seen_at": long_ago}
    over: dict[str, Any] = {"ended_at": long_ago, "after": "ask", "last_seen_at": long_ago}
    noor = await enrol(store, **(arriving if name.startswith("arrivals") else over))
    purge = next(rule.purge for rule in RULES if rule.name == name)
    assert purge is not None
    async with store.write() as hers:
        assert await clients.find_by_chat_to_change(hers, noor.chat_id) is not None
        async with store.write() as tx:
            await purge(tx, NOW - FORGET_AFTER)
        await clients.mark_seen(hers, noor.id, NOW)
    assert (await client_of(store, noor.id)).last_seen_at == NOW
    async with store.write() as tx:
        await purge(tx, NOW + timedelta(days=1))
    with pytest.raises(AssertionError):
        await client_of(store, noor.id)


async def test_two_who_want_the_same_clients_do_not_wait_for_each_other(
    postgres_store: Store,
) -> None:
    store = postgres_store
    ids = [(await enrol(store, 100 + n)).id for n in range(12)]

    async def note(wanted: list[int]) -> None:
        async with store.write() as tx:
            await clients.hold(tx, wanted)
            await asyncio.sleep(0.01)
            for one in wanted:
                await clients.mark_seen(tx, one, NOW)

    await asyncio.gather(*(note(ids[::step]) for step in (1, -1) * 5))
    assert store.health.errors == 0
