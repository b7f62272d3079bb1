"""Asking Telegram for updates: confirmed only once stored, and never given up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.intake.poll import SILENT_AFTER
from bot.road.caller import Caller
from bot.store.engine import Store, Tx
from bot.store.tables import intake
from tests.cast import TOKEN, Person, Stage, text_of
from tests.intake.conftest import written
from tests.outbox.conftest import rush


async def rows(stage: Stage) -> list[Any]:
    async with stage.app.deps.store.read() as tx:
        return list(await tx.run(select(intake)))


def hears_help(person: Person) -> bool:
    return any(person.words("urge.first").split("\n")[0] in text for text in person.texts)


async def test_telegram_hears_that_it_may_forget_only_when_it_is_stored(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage.app.intake, "_line_up", lambda arrivals: None)
    stage.world.say(noor.id, "geheim woord")
    await rush(stage, lambda: not len(stage.world.queue))
    kept = await rows(stage)
    assert [row.state for row in kept] == ["waiting"]
    assert b"geheim" not in kept[0].payload_sealed


async def test_once_handled_only_the_number_is_left(stage: Stage, noor: Person) -> None:
    await noor.say("/drang")
    row = (await rows(stage))[-1]
    assert (row.state, row.payload_sealed, row.chat_id) == ("done", None, None)


@pytest.mark.parametrize("kind", ["500", "502-html", "drop-before", "drop-after", "429"])
async def test_the_poll_goes_on_after_any_trouble(stage: Stage, noor: Person, kind: Any) -> None:
    stage.world.faults.add("getUpdates", kind=kind, times=3, seconds=2)
    for _ in range(2):
        stage.world.say(noor.id, "/week")
        await rush(stage, lambda: not len(stage.world.queue))
    stage.world.say(noor.id, "/drang")
    await rush(stage, lambda: hears_help(noor))


async def test_the_poll_goes_on_after_what_nobody_foresaw(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = []
    with monkeypatch.context() as patched:

        async def odd(*args: Any, **kwargs: Any) -> None:
            failed.append(1)
            raise ValueError("odd")

        patched.setattr(stage.app.poll, "_fetch", odd)
        stage.world.say(noor.id, "/week")
        await rush(stage, lambda: len(failed) > 3)
    stage.world.say(noor.id, "/drang")
    await rush(stage, lambda: hears_help(noor))


async def pushed_out(stage: Stage) -> None:
    """Return when the bot has heard that it no longer polls, and pauses."""
    conflicts = stage.app.deps.metrics.poll_conflicts.values
    before = dict(conflicts)
    async with asyncio.timeout(20):
        while conflicts == before:
            await asyncio.sleep(0.001)


async def duel(stage: Stage, rounds: int) -> None:
    """Another process polls with the same token, and each pushes the other out in turn."""
    url = f"{stage.settings.api_url}/bot{TOKEN}/getUpdates"
    async with aiohttp.ClientSession() as other:
        for _ in range(rounds):
            polling = asyncio.create_task(other.post(url, data={"timeout": "20"}))
            await pushed_out(stage)
            stage.clock.move_to(stage.clock.now() + timedelta(seconds=6))
            answer = await polling
            assert answer.status == 409, "the bot took its place again"


@pytest.mark.long
async def test_a_server_that_heeds_no_confirmation_is_asked_ever_more_seldom_and_told_of_once(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    call, polls = Caller.call, [0]

    async def unconfirmed(self: Caller, method: str, params: dict[str, Any], **how: Any) -> Any:
        if method == "getUpdates":
            polls[0] += 1
            return [dict(same), dict(same, update_id=same["update_id"] + 1)]
        return await call(self, method, params, **how)

    same: dict[str, Any] = {"update_id": 5, **written(noor, "/week")}
    with monkeypatch.context() as patched, capture_logs() as logs:
        patched.setattr(Caller, "call", unconfirmed)
        stage.world.say(noor.id, "/week")  # the poll that is open comes back
        late = stage.clock.now() + timedelta(seconds=120)
        await rush(stage, lambda: stage.clock.now() > late, seconds=130)
        assert 3 < polls[0] < 60
        said = [entry for entry in logs if "what was stored before" in entry["event"]]
        assert [entry["log_level"] for entry in said] == ["warning"]
    stage.world.say(noor.id, "/drang")
    await rush(stage, lambda: hears_help(noor))


async def test_another_process_with_the_same_token_does_not_end_the_poll(
    stage: Stage, noor: Person
) -> None:
    await duel(stage, 2)
    stage.world.say(noor.id, "/drang")
    await rush(stage, lambda: hears_help(noor))
    assert stage.app.deps.metrics.poll_conflicts.values == {(): 2}
    assert not stage.app.poll.why_not_receiving(), "it was soon over"


async def test_another_process_that_goes_on_polling_is_told_until_it_is_gone(
    stage: Stage, noor: Person
) -> None:
    await duel(stage, 4)
    assert stage.app.poll.age < SILENT_AFTER, "each of them is answered now and then"
    assert stage.app.poll.why_not_receiving() == "another process polls with this token"
    stage.clock.move_to(stage.clock.now() + timedelta(minutes=11))
    stage.world.say(noor.id, "/drang")
    await rush(stage, lambda: hears_help(noor))
    assert not stage.app.poll.why_not_receiving()


@pytest.mark.parametrize("number", [7, 1_999_999_000])
async def test_after_a_quiet_week_numbers_begin_anew_at_random(
    stage: Stage, noor: Person, number: int
) -> None:
    stage.world.queue._next_id = 1_000_000
    await noor.say("/week")
    await stage.walk(days=8)
    stage.world.queue._next_id = number
    for _ in range(3):
        await noor.say("/drang")
        stage.world.queue._next_id += 1
    first = noor.words("urge.first").split("\n")[0]
    assert sum(first in text for text in noor.texts) == 3


async def test_a_number_that_comes_again_within_two_days_is_the_same_update(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/drang")
    number = (await rows(stage))[-1].update_id
    await stage.walk(hours=47)
    heard = len(noor.heard)
    update = {"update_id": number, "message": {"text": "/week"}}
    await stage.app.intake.accept([update])
    await stage.settle()
    assert len(noor.heard) == heard


async def test_after_two_days_a_number_is_forgotten(stage: Stage, noor: Person) -> None:
    await noor.say("/drang")
    await stage.walk(hours=49)
    assert not await rows(stage)


@asynccontextmanager
async def no_writing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Nothing can be written to the database."""

    @asynccontextmanager
    async def gone() -> AsyncIterator[Tx]:
        raise OperationalError("BEGIN", {}, Exception("gone"))
        yield

    with monkeypatch.context() as patched:
        patched.setattr(stage.app.deps.store, "write", gone)
        yield


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever changes the database fails at its commit."""
    whole = Store.write

    async def changes(tx: Tx) -> int:
        return int((await tx.run(text("SELECT total_changes()"))).scalar_one())

    @asynccontextmanager
    async def full(store: Store, **how: Any) -> AsyncIterator[Tx]:
        async with whole(store, **how) as tx:
            before = await changes(tx)
            yield tx
            if await changes(tx) != before:
                raise OperationalError("COMMIT", {}, Exception("database or disk is full"))

    with monkeypatch.context() as patched:
        patched.setattr(Store, "write", full)
        yield


def failure_text(person: Person) -> int:
    """How often the fixed help text came."""
    fixed = person.book.replies["failed"]
    return person.texts.count(fixed.strip())


@pytest.mark.long
async def test_without_a_database_each_chat_hears_the_fixed_text_once_an_hour(
    stage: Stage, noor: Person, mia: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with no_writing(stage, monkeypatch):
        for person in (noor, mia):
            stage.world.say(person.id, "/urge")
        await rush(stage, lambda: failure_text(noor) and failure_text(mia))
        late = stage.clock.now() + timedelta(minutes=10)
        await rush(stage, lambda: stage.clock.now() > late, seconds=700)
        assert (failure_text(noor), failure_text(mia)) == (1, 1)
        late = stage.clock.now() + timedelta(minutes=52)
        stage.clock.move_to(late)
        await rush(stage, lambda: failure_text(noor) == 2 and failure_text(mia) == 2, seconds=5)
        assert len(stage.world.queue) == 2, "nothing was confirmed"
    await rush(stage, lambda: hears_help(noor) and hears_help(mia))
    assert not len(stage.world.queue)


@pytest.mark.long
async def test_started_on_a_full_disk_it_says_the_fixed_text_and_goes_on_once_there_is_room(
    stage: Stage, noor: Person, mia: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="429", seconds=60)
    stage.world.say(noor.id, "/week")
    await stage.world.wait_for(lambda world: not len(world.faults))
    await stage.settle()
    with full_disk(monkeypatch):
        await stage.restart()
        stage.world.say(mia.id, "/urge")
        await rush(stage, lambda: failure_text(mia))
        assert stage.app.deps.store.health.write_failed, "so that it is not taken for ready"
        assert not noor.heard
    await rush(stage, lambda: hears_help(mia) and noor.heard, seconds=120)
    await stage.settle()
    assert len(noor.heard) == 1
    assert failure_text(mia) == 1


async def test_a_database_that_goes_between_storing_and_handling_costs_nothing(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    handled = stage.app.intake._attempts._handle_once
    away = [True] * 5

    async def without_database(*given: Any) -> Any:
        if away:
            away.pop()
            raise OperationalError("BEGIN", {}, Exception("gone"))
        return await handled(*given)

    monkeypatch.setattr(stage.app.intake._attempts, "_handle_once", without_database)
    stage.world.say(noor.id, "/drang")
    await rush(stage, lambda: hears_help(noor))
    assert failure_text(noor) == 1
    assert text_of(noor.heard[0]).startswith(stage.app.deps.shelf["nl"].replies["failed"][:20])


async def test_one_that_leaves_the_asking_to_another_is_not_deaf(stage: Stage) -> None:
    poll, clock = stage.app.poll, stage.clock
    await poll.stop()
    clock.move_to(clock.now() + timedelta(minutes=20))
    assert poll.age == 0
    poll.start()
    assert poll.age < 60, "nor is one that has only begun"
