"""Numbers of messages, for sweeping; file ids of pictures."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from bot.store import messages
from bot.store.engine import Store
from bot.store.tables import message
from tests.store.scenes import NOW

BOT = 1_000_001


async def _numbers(store: Store) -> list[tuple[int, int]]:
    async with store.read() as tx:
        query = select(message.c.chat_id, message.c.message_id).order_by(*message.primary_key)
        return [(row.chat_id, row.message_id) for row in await tx.run(query)]


async def test_a_number_is_remembered_once(store: Store) -> None:
    async with store.write() as tx:
        await messages.remember(tx, [(101, 1), (101, 2), (101, 1)], NOW)
        await messages.remember(tx, [(101, 2), (102, 2)], NOW)
        await messages.remember(tx, [], NOW)
    assert await _numbers(store) == [(101, 1), (101, 2), (102, 2)]


async def test_the_numbers_of_one_chat_are_taken_in_order_and_forgotten(store: Store) -> None:
    async with store.write() as tx:
        await messages.remember(tx, [(101, 9), (101, 3), (102, 4)], NOW)
        assert await messages.take_all(tx, 101, NOW) == [3, 9]
        assert await messages.take_all(tx, 101, NOW) == []
    assert await _numbers(store) == [(102, 4)]


async def test_numbers_out_of_reach_are_forgotten_without_being_taken(store: Store) -> None:
    async with store.write() as tx:
        await messages.remember(tx, [(101, 1)], NOW - timedelta(hours=49))
        await messages.remember(tx, [(101, 2)], NOW)
        assert await messages.take_all(tx, 101, NOW - timedelta(hours=48)) == [2]
    assert await _numbers(store) == []


async def test_old_numbers_are_purged(store: Store) -> None:
    async with store.write() as tx:
        await messages.remember(tx, [(101, 1)], NOW - timedelta(seconds=1))
        await messages.remember(tx, [(101, 2)], NOW)
        await messages.purge(tx, NOW)
    assert await _numbers(store) == [(101, 2)]


async def test_a_picture_is_known_by_bot_and_name_and_can_be_replaced(store: Store) -> None:
    async with store.write() as tx:
        await messages.keep_file(tx, BOT, "cycle-nl", "old", NOW)
        await messages.keep_file(tx, BOT, "cycle-nl", "new", NOW)
        await messages.keep_file(tx, BOT, "cycle-en", "other", NOW)
        assert await messages.find_file(tx, BOT, "cycle-nl") == "new"
        assert await messages.find_file(tx, BOT + 1, "cycle-nl") is None


async def test_a_picture_that_telegram_forgot_is_forgotten(store: Store) -> None:
    async with store.write() as tx:
        await messages.keep_file(tx, BOT, "cycle-nl", "id", NOW)
        await messages.keep_file(tx, BOT, "cycle-en", "id", NOW)
        await messages.forget_file(tx, BOT, "cycle-nl")
        assert await messages.find_file(tx, BOT, "cycle-nl") is None
        assert await messages.find_file(tx, BOT, "cycle-en") == "id"
