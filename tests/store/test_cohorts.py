"""Groups, their weeks off and lines, and the log of what coaches did, on both databases."""

from __future__ import annotations

from datetime import date, timedelta

from bot.clients import course
from bot.store import acts, cohorts, consents, erasures, overview
from bot.store.acts import Act
from bot.store.engine import Store
from tests.store.databases import together
from tests.store.scenes import NOW, client_of, enrol

OFF = date(2026, 12, 7)


async def _cohort(store: Store, name: str = "Dinsdag") -> int:
    async with store.write() as tx:
        return await cohorts.add(tx, name, NOW)


async def test_a_group_keeps_its_name_its_start_and_its_weeks_off_in_order(store: Store) -> None:
    number = await _cohort(store)
    async with store.write() as tx:
        await cohorts.set_start(tx, number, date(2026, 11, 30))
        for week in (OFF + timedelta(days=14), OFF, OFF):
            await cohorts.add_week_off(tx, number, week)
        found = await cohorts.find(tx, number)
    assert found is not None
    assert (found.name, found.start_on) == ("Dinsdag", date(2026, 11, 30))
    assert found.weeks_off == (OFF, OFF + timedelta(days=14))


async def test_a_week_taken_off_by_two_at_once_is_off_once(store: Store) -> None:
    number = await _cohort(store)

    async def take(_: int) -> None:
        async with store.write() as tx:
            await cohorts.add_week_off(tx, number, OFF)

    await together(take, 4)
    async with store.read() as tx:
        assert await cohorts.most_weeks_off(tx) == 1


async def test_without_any_week_off_the_most_is_none(store: Store) -> None:
    async with store.read() as tx:
        assert await cohorts.most_weeks_off(tx) == 0


async def test_an_ended_group_is_no_longer_listed_and_still_found(store: Store) -> None:
    number = await _cohort(store)
    async with store.write() as tx:
        await cohorts.end(tx, number, NOW)
        assert await cohorts.list_open(tx) == []
        assert await cohorts.find(tx, number) is not None


async def test_those_whose_programme_is_over_are_not_counted(store: Store) -> None:
    number = await _cohort(store)
    await enrol(store, 101, cohort_id=number)
    await enrol(store, 102, cohort_id=number, ended_at=NOW)
    await enrol(store, 103)
    async with store.read() as tx:
        assert await cohorts.count_clients(tx) == {number: 1, None: 1}
        assert [one.chat_id for one in await cohorts.list_clients(tx, None)] == [103]


async def test_a_line_of_the_coach_belongs_to_one_week_of_one_group(store: Store) -> None:
    first, second = await _cohort(store), await _cohort(store)
    async with store.write() as tx:
        await cohorts.set_line(tx, first, 3, "Een pen.")
        await cohorts.set_line(tx, first, 3, "Een schrift.")
        found = [await cohorts.find_line(tx, *at) for at in ((first, 3), (first, 4), (second, 3))]
        assert await cohorts.list_lined_weeks(tx, first) == {3}
    assert found == ["Een schrift.", "", ""]


async def test_nobody_in_a_group_follows_weeks_off_after_beginning_again_alone(
    store: Store,
) -> None:
    number = await _cohort(store)
    along = await enrol(store, 101, cohort_id=number)
    alone = await enrol(store, 102, cohort_id=number, after="again")
    async with store.write() as tx:
        await cohorts.add_week_off(tx, number, OFF)
        assert await cohorts.weeks_off_of(tx, along) == (OFF,)
        assert await cohorts.weeks_off_of(tx, alone) == ()


async def test_following_a_group_that_is_behind_tells_the_theme_of_its_week_again(
    store: Store,
) -> None:
    number = await _cohort(store)
    ahead = await enrol(store, 101, cohort_id=number, week_told=6, next_daily_at=NOW)
    async with store.write() as tx:
        await cohorts.set_start(tx, number, date(2026, 11, 16))
        await course.follow_group(tx, ahead, NOW)
    moved = await client_of(store, ahead.id)
    assert (moved.started_on, moved.week_told) == (date(2026, 11, 16), 1)


async def test_the_log_outlives_the_client_without_naming_her(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        await acts.note(tx, 700, "client_paused", NOW, client_id=noor.id)
        await erasures.erase(tx, noor, NOW)
        assert await acts.list_since(tx, NOW, 5) == [Act(700, "client_paused", None, None, NOW)]
        await acts.purge(tx, NOW + timedelta(seconds=1))
        assert await acts.list_since(tx, NOW, 5) == []


async def test_a_consent_taken_back_is_none(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        await consents.give(tx, noor.id, "coach_view", "1", NOW)
        assert await overview.agreed_at(tx, "coach_view") == {noor.id: NOW}
        await consents.withdraw(tx, noor.id, "coach_view", NOW)
        assert await overview.agreed_at(tx, "coach_view") == {}
