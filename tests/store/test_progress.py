"""What a client's own progress is drawn from."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.store import clients, progress, urges
from bot.store.engine import Store
from bot.store.progress import PastUrge, Tried
from tests.store.scenes import NOW, enrol

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


async def lived_through(
    store: Store, client_id: int, at: datetime, *numbers: tuple[str, int], contact: bool = False
) -> None:
    """An urge with a number 8 at its start, and one after each of these exercises."""
    async with store.write() as tx:
        found = await urges.open_urge(tx, client_id, at)
        await urges.add_strength(tx, found, 0, 8, at)
        for place, (exercise, value) in enumerate(numbers, start=1):
            practice = await urges.begin_practice(tx, client_id, found.id, exercise, at)
            await urges.add_strength(tx, found, practice, value, at + place * MINUTE)
        await urges.change(tx, found.id, contact=contact, back_minutes=30 if contact else None)
        await urges.end_all(tx, client_id, at)


async def test_urges_come_with_their_numbers_in_order_the_oldest_first(store: Store) -> None:
    noor = await enrol(store)
    await lived_through(store, noor.id, NOW, ("feet", 5), ("sigh", 6), contact=True)
    await lived_through(store, noor.id, NOW - DAY)
    async with store.read() as tx:
        found = await progress.list_urges(tx, noor.id, None)
    assert found == [
        PastUrge(NOW - DAY, (8,), contact=False, back_minutes=None),
        PastUrge(NOW, (8, 5, 6), contact=True, back_minutes=30),
    ]


async def test_an_exercise_lies_between_the_number_before_and_the_number_after(
    store: Store,
) -> None:
    noor = await enrol(store)
    await lived_through(store, noor.id, NOW, ("feet", 5), ("sigh", 6))
    async with store.write() as tx:
        found = await urges.open_urge(tx, noor.id, NOW + DAY)
        await urges.add_strength(tx, found, urges.AT_RETURN, 2, NOW + DAY)
    async with store.read() as tx:
        tried = await progress.list_tried(tx, noor.id, None)
    assert tried == [Tried("feet", 8, 5), Tried("sigh", 5, 6)]


async def test_what_began_before_the_span_is_left_out(store: Store) -> None:
    noor = await enrol(store)
    await lived_through(store, noor.id, NOW - 9 * DAY, ("feet", 5))
    async with store.write() as tx:
        await clients.mark_helpful(tx, noor.id, 3, NOW - 9 * DAY)
        await clients.mark_helpful(tx, noor.id, 4, NOW)
    async with store.read() as tx:
        since = NOW - 7 * DAY
        assert await progress.list_urges(tx, noor.id, since) == []
        assert await progress.list_tried(tx, noor.id, since) == []
        assert await progress.list_done(tx, noor.id, since) == []
        assert await progress.list_helpful_days(tx, noor.id, since) == [4]
        assert await progress.list_helpful_days(tx, noor.id, None) == [4, 3]


async def test_nothing_of_another_client_is_found(store: Store) -> None:
    noor, mia = await enrol(store, 101), await enrol(store, 102)
    await lived_through(store, noor.id, NOW, ("feet", 5))
    async with store.write() as tx:
        await clients.mark_helpful(tx, noor.id, 3, NOW)
    async with store.read() as tx:
        assert not await progress.has_urges(tx, mia.id)
        assert await progress.list_urges(tx, mia.id, None) == []
        assert await progress.list_tried(tx, mia.id, None) == []
        assert await progress.list_done(tx, mia.id, None) == []
        assert await progress.list_helpful_days(tx, mia.id, None) == []
        assert await progress.has_urges(tx, noor.id)


async def test_exercises_done_stand_once_each_the_newest_first(store: Store) -> None:
    noor = await enrol(store)
    async with store.write() as tx:
        for exercise in ("feet", "sigh", "feet"):
            await urges.begin_practice(tx, noor.id, None, exercise, NOW)
    async with store.read() as tx:
        assert await progress.list_done(tx, noor.id, None) == ["feet", "sigh"]
