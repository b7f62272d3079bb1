"""What closes an opened message is found by the message: put off, taken out, hurried."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.road.lanes import Lane
from bot.store import closings, outbox
from bot.store.clients import Client
from bot.store.engine import Store
from bot.store.outbox import SENT, Settlement
from tests.store.scenes import NOW, enrol, letter, post
from tests.store.seeding import everything

SOON, LATER, LATEST = (NOW + timedelta(minutes=n) for n in (5, 10, 60))


async def _wait(store: Store, client: Client, key: str, due_at: datetime) -> None:
    about = {"lane": Lane.TIDY, "chat_id": client.chat_id, "client_id": client.id}
    await post(store, letter(key, due_at=due_at, **about))


async def _due(store: Store) -> dict[str, datetime]:
    rows = (await everything(store))["outbox"]
    return {row["dedupe_key"]: row["due_at"] for row in rows if row["state"] == "queued"}


async def test_only_what_closes_this_message_is_put_off_and_never_brought_forward(
    store: Store,
) -> None:
    noor, mia = await enrol(store, 101), await enrol(store, 202)
    mine, other = closings.of_message(7, 1), closings.of_message(71, 2)
    hour, hers = closings.of_message(7, 3), closings.of_message(7, 4)
    for client, key, due_at in (
        (noor, mine, SOON), (noor, other, SOON), (noor, hour, LATEST), (mia, hers, SOON),
    ):  # fmt: skip
        await _wait(store, client, key, due_at)
    async with store.write() as tx:
        await closings.put_off(tx, noor, 7, LATER)
    assert await _due(store) == {mine: LATER, other: SOON, hour: LATEST, hers: SOON}
    async with store.write() as tx:
        await closings.cancel(tx, noor, 7)
    assert set(await _due(store)) == {other, hers}


async def test_what_came_as_a_message_of_its_own_is_found_by_its_letter(store: Store) -> None:
    noor = await enrol(store, 101)
    about = {"chat_id": noor.chat_id, "client_id": noor.id, "owner": "me", "lease_until": LATER}
    (row,) = await post(store, letter("shown:9", **about))
    async with store.write() as tx:
        await outbox.settle(tx, [Settlement(row, SENT, message_id=7)], NOW)
    await _wait(store, noor, closings.of_letter("shown:9"), SOON)
    async with store.write() as tx:
        await closings.put_off(tx, noor, 7, LATER)
        ((kind, payload),) = await closings.list_left(tx, noor)
    assert await _due(store) == {closings.of_letter("shown:9"): LATER}
    assert (kind, payload["method"]) == ("call", "sendMessage")
