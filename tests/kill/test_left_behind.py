"""What a killed process left behind, put there by hand: the instants that chance seldom hits."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.intake.attempts import Handled
from bot.intake.worker import Intake
from bot.outbox.letters import say, take_back
from bot.outbox.queue import Cause, queue
from bot.safety.failure_text import FailureText
from bot.store import intake
from bot.store.engine import Tx
from bot.store.intake import Arrival
from bot.store.tables import intake as updates
from bot.vault import Vault, find_key_beside, key_beside
from tests.cast import Person, Stage, close_app, start_app

_MANY = 40  # more letters than the sender claims at once


class Killed(BaseException):
    """The process ended here."""


def written(person: Person, update_id: int, text: str) -> dict[str, Any]:
    body = {
        "message_id": update_id,
        "date": 1,
        "chat": {"id": person.id, "type": "private", "first_name": person.name},
        "from": {"id": person.id, "is_bot": False, "first_name": person.name},
        "text": text,
    }
    return {"update_id": update_id, "message": body}


async def leave(stage: Stage, *arrivals: Arrival) -> None:
    """Store updates as a process does that is killed before it handles them."""
    stage.app.ticker.stop()  # else the one that lives takes them up in the end
    async with stage.app.deps.store.write() as tx:
        await intake.add(tx, stage.app.deps.bot_id, arrivals, stage.clock.now())


async def attempts(stage: Stage) -> list[int]:
    async with stage.app.deps.store.read() as tx:
        rows = await tx.run(updates.select().where(updates.c.state == intake.WAITING))
        return sorted(row.attempts for row in rows)


@pytest.mark.long
async def test_a_reply_left_behind_goes_before_the_reply_to_a_later_update(stage: Stage) -> None:
    people = [await stage.enrolled(f"Client {number}") for number in range(_MANY)]
    last = people[-1]
    gone = Cause("u:gone", stage.clock.now(), "a process that was killed")
    async with stage.app.deps.store.write() as tx:
        await queue(tx, gone, [say(person.id, "Dit was eerder.") for person in people])
    await leave(stage, Arrival(4711, last.id, written(last, 4711, "/week")))
    await close_app(stage.app)
    stage.app = await start_app(stage.settings, stage.clock)
    await stage.world.wait_for(lambda _: len(last.texts) >= 2, timeout=15)
    assert last.texts[-2] == "Dit was eerder."
    assert last.texts[-1].startswith("Week 1")


async def test_what_a_killed_process_holds_is_taken_back_once_it_has_come(stage: Stage) -> None:
    """On a server nobody takes it over before its lease is over."""
    noor = await stage.enrolled("Noor")
    client, now = await noor.record(), stage.clock.now()
    assert client is not None
    gone = Cause("u:gone", now, "a process that was killed")
    async with stage.app.deps.store.write() as tx:
        await queue(tx, gone, [say(noor.id, "Dit was lichter.")], client.id)
        await queue(tx, Cause("u:later", now), [take_back(noor.id, ["u:gone:0"])], client.id)
    stage.app.sender.kick()
    await stage.settle()
    await stage.walk(minutes=5)  # at its end what has no instant of its own is done: leases end
    await stage.walk(minutes=5)
    assert [request.method for request in stage.world.requests[-2:]] == [
        "sendMessage",
        "deleteMessages",
    ]
    assert noor.texts == []


async def test_an_update_that_only_waited_is_charged_with_no_attempt(stage: Stage) -> None:
    people = [await stage.enrolled(f"Client {number}") for number in range(3)]
    left = [Arrival(p.id, p.id, written(p, p.id, "/week")) for p in people]
    await leave(stage, *left)
    handling = asyncio.Event()

    async def hang(_tx: Tx, _raw: object) -> Handled:
        handling.set()
        await asyncio.Event().wait()
        raise AssertionError

    resumed = Intake(stage.app.deps, hang, lambda rows: None, stage.app.failure_text)
    before = asyncio.all_tasks()
    await resumed.resume()
    await handling.wait()
    assert await attempts(stage) == [1, 1, 2]
    for task in asyncio.all_tasks() - before:
        task.cancel()
        await asyncio.wait([task])


async def test_who_is_set_aside_hears_the_fixed_text_though_the_process_is_killed_then(
    stage: Stage,
) -> None:
    noor = await stage.enrolled("Noor")
    await leave(stage, Arrival(4711, noor.id, written(noor, 4711, "/week"), attempts=3))
    async with stage.app.deps.store.write() as tx:
        for _ in range(2):
            await intake.count_attempt(tx, stage.app.deps.bot_id, 4711)
    waiting: list[list[int]] = []

    class Listened(FailureText):
        async def say(self, chat_id: int, language: str = "") -> None:
            waiting.append(await attempts(stage))

    async def never(_tx: Tx, _raw: object) -> Handled:
        raise AssertionError

    deps = stage.app.deps
    listened = Listened(stage.app.caller, deps.shelf, deps.clock, "nl")
    left = Intake(deps, never, lambda rows: None, listened)
    await left.resume()
    while left.busy:
        await asyncio.sleep(0)
    assert waiting == [[3]], "it still waits while the words leave"
    assert await attempts(stage) == []


def test_a_key_whose_making_was_cut_short_is_made_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_short() -> str:
        raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr("bot.vault.new_key", cut_short)
        key_beside(tmp_path / "anker.db")
    key = key_beside(tmp_path / "anker.db")
    Vault([key])
    assert find_key_beside(tmp_path / "anker.db") == key
