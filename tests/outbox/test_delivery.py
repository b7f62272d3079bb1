"""Letters through bad days: what was not delivered is sent again, what is bad stands alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.deps import Deps
from bot.outbox import delivery, letters
from bot.outbox.kinds import Call, Drop, Postpone
from bot.outbox.letters import Letter
from bot.outbox.outcomes import Later
from bot.road.lanes import Lane
from bot.store import outbox_held
from bot.store.clients import Client
from bot.store.engine import Store, Tx
from bot.store.outbox import Row, Settlement
from bot.store.tables import outbox
from tests.cast import Person, Stage, text_of
from tests.enrolling import the_client
from tests.outbox.conftest import put, rush


async def state_of(stage: Stage, key: str) -> tuple[str, str | None]:
    """State and reason of a letter."""
    async with stage.app.deps.store.read() as tx:
        query = select(outbox.c.state, outbox.c.reason).where(outbox.c.dedupe_key == key)
        found = (await tx.run(query)).one()
    return found.state, found.reason


async def is_settled(stage: Stage, key: str) -> bool:
    return (await state_of(stage, key))[0] not in ("queued", "sending")


def count(person: Person, text: str) -> int:
    return person.texts.count(text)


def tries(stage: Stage, person: Person) -> int:
    """How often something was sent to this chat, whatever came of it."""
    chat = str(person.id)
    return sum(1 for call in stage.world.requests if call.params.get("chat_id") == chat)


# Faults on the way


@pytest.mark.parametrize("lane", [Lane.CARE, Lane.BROADCAST])
@pytest.mark.parametrize(
    ("kind", "times"), [("500", 4), ("502-html", 4), ("drop-before", 2), ("429", 2)]
)
async def test_what_did_not_arrive_is_sent_again_until_it_does(
    stage: Stage, noor: Person, lane: Lane, kind: Any, times: int
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind=kind, times=times, seconds=5)
    await put(stage, noor, "Dag.", lane=lane)
    await rush(stage, lambda: count(noor, "Dag."))
    await stage.settle()
    assert count(noor, "Dag.") == 1
    assert await state_of(stage, "Dag.") == ("sent", None)


@pytest.mark.parametrize("lane", [Lane.CARE, Lane.BROADCAST])
async def test_what_may_have_arrived_is_sent_again_and_then_came_twice(
    stage: Stage, noor: Person, lane: Lane
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="drop-after")
    await put(stage, noor, "Dag.", lane=lane)
    await rush(stage, lambda: count(noor, "Dag.") == 2)
    await stage.settle()
    assert count(noor, "Dag.") == 2
    assert await state_of(stage, "Dag.") == ("sent", None)


async def test_an_answer_that_never_comes_is_not_waited_for_for_ever(
    stage: Stage, noor: Person
) -> None:
    stage.app.caller.request._read_timeout = 0.1  # type: ignore[attr-defined]
    stage.world.faults.add("sendMessage", noor.id, kind="hang", seconds=0.3)
    await put(stage, noor, "Dag.")
    await rush(stage, lambda: tries(stage, noor) >= 2)
    await stage.settle()
    assert 1 <= count(noor, "Dag.") <= 2
    assert await state_of(stage, "Dag.") == ("sent", None)


async def test_replies_arrive_in_their_order_whatever_the_first_one_meets(
    stage: Stage, noor: Person
) -> None:
    faults = stage.world.faults
    for kind in ("500", "429", "drop-before", "502-html"):
        faults.add("sendMessage", noor.id, kind=kind, seconds=2)
    for command in ("/vandaag", "/week", "/drang", "/week"):
        stage.world.say(noor.id, command)
    await rush(stage, lambda: len(noor.heard) == 4)
    firsts = [text.split()[0] for text in noor.texts]
    assert firsts[1] == firsts[3] == "Week"
    assert firsts[2] == noor.words("urge.first").split()[0]


@pytest.mark.long
async def test_a_flood_wait_lasts_as_long_as_telegram_says(stage: Stage, noor: Person) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="429", seconds=90)
    began = stage.clock.now()
    await put(stage, noor, "Dag.", lane=Lane.BROADCAST)
    await rush(stage, lambda: count(noor, "Dag."), seconds=120)
    assert noor.last.date - began >= timedelta(seconds=90)
    assert tries(stage, noor) == 2


# Bad letters


class Odd(Call):
    """A kind that fails where it is told to."""

    def __init__(self, *, render: bool = False, settled: bool = False) -> None:
        self.fails_to_render, self.fails_to_settle = render, settled

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        if self.fails_to_render:
            raise KeyError("no such text")
        return await super().render(deps, tx, row, client, now)

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        if self.fails_to_settle:
            raise ValueError("cannot follow")
        return ()


def add_kind(stage: Stage, name: str, kind: Call) -> None:
    stage.app.delivery._rendering._kinds[name] = kind  # type: ignore[index]


@pytest.mark.parametrize("lane", [Lane.CARE, Lane.BROADCAST])
@pytest.mark.parametrize("trouble", ["400", "render", "settled", "unknown kind", "no method"])
async def test_a_bad_letter_is_refused_and_stops_no_other(
    stage: Stage, noor: Person, mia: Person, lane: Lane, trouble: str
) -> None:
    fields: dict[str, Any] = {"lane": lane}
    if trouble == "400":
        stage.world.faults.add("sendMessage", noor.id, kind="400")
    elif trouble == "no method":
        fields["method"] = "sendNothing"
    else:
        fields["kind"] = "odd"
        if trouble != "unknown kind":
            add_kind(stage, "odd", Odd(**{trouble: True}))
    await put(stage, noor, "Slecht.", **fields)
    if trouble == "400":
        # It strikes whichever comes first, and two may leave together.
        await rush(stage, lambda: any(not call.ok for call in stage.world.requests))
    await put(stage, noor, "Goed.", lane=lane)
    await put(stage, mia, "Good.", lane=lane)
    await rush(stage, lambda: count(noor, "Goed.") and count(mia, "Good."))
    await rush(stage, lambda: is_settled(stage, "Slecht."))
    expected = "sent" if trouble == "settled" else "refused"
    assert (await state_of(stage, "Slecht."))[0] == expected
    await rush(stage, lambda: is_settled(stage, "Goed."))
    assert (await state_of(stage, "Goed."))[0] == "sent"


@pytest.mark.parametrize("trouble", ["render", "unknown kind"])
async def test_a_bad_reply_does_not_keep_the_next_one(
    stage: Stage, noor: Person, trouble: str
) -> None:
    if trouble == "render":
        add_kind(stage, "odd", Odd(render=True))
    await put(stage, noor, "Slecht.", lane=Lane.REPLY, kind="odd")
    await put(stage, noor, "Goed.", lane=Lane.REPLY)
    await rush(stage, lambda: count(noor, "Goed."))
    assert (await state_of(stage, "Slecht."))[0] == "refused"


async def put_picture(stage: Stage, person: Person) -> None:
    """Queue a reply with a picture; its caption is also its key."""
    params = {"chat_id": person.id, "caption": "De cyclus.", "photo": {"picture": "cycle:nl:-"}}
    await put(stage, person, "De cyclus.", lane=Lane.REPLY, method="sendPhoto", params=params)


async def test_a_picture_that_will_not_arrive_comes_in_words_to_whoever_waits_for_it(
    stage: Stage, noor: Person
) -> None:
    stage.world.faults.add("sendPhoto", noor.id, kind="500", times=50)
    await put_picture(stage, noor)
    await put(stage, noor, "Daarna.", lane=Lane.REPLY)
    await rush(stage, lambda: count(noor, "Daarna."), seconds=30)
    assert noor.texts == ["De cyclus.", "Daarna."]


@pytest.mark.parametrize("tried", [0, 1, 2])
async def test_what_has_to_try_again_never_holds_up_the_reply_to_a_crisis(
    stage: Stage, noor: Person, tried: int
) -> None:
    """Whether the reply before it is on its way, or rests, when the words come."""
    stage.world.faults.add("sendPhoto", noor.id, kind="429", seconds=0, times=2)
    stage.world.faults.add("sendPhoto", noor.id, kind="500", times=100)
    await put_picture(stage, noor)
    await rush(stage, lambda: tries(stage, noor) >= tried)
    stage.world.say(noor.id, "ik wil dood")
    await stage.world.wait_for(lambda _world: noor.heard, timeout=10)
    assert noor.book.replies["suicide"].split()[0] in noor.texts[0]


async def test_nor_does_the_note_that_it_has_to_wait_long(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words come while that note is being written."""
    sender, noted = stage.app.sender, outbox_held.keep_until

    async def keep_until(*values: Any, **how: Any) -> None:
        held_up = sender._replies.waiting[noor.id][0]
        params = {"chat_id": noor.id, "text": "113"}
        payload = {"method": "sendMessage", "params": params}
        sender.post([replace(held_up, id=held_up.id + 1, kind=letters.FIRST, payload=payload)])
        await noted(*values, **how)

    monkeypatch.setattr(outbox_held, "keep_until", keep_until)
    stage.world.faults.add("sendPhoto", noor.id, kind="500", times=100)
    monkeypatch.setattr(delivery, "outcome_of", lambda *_: Later(100.0, "later"))
    await put_picture(stage, noor)
    await stage.world.wait_for(lambda _world: noor.heard, timeout=10)
    assert noor.texts == ["113"]


class Followed(Call):
    """A kind upon whose outcome something else is said."""

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        return [letters.say(item.row.chat_id, "Erachteraan.") for item in items]


async def test_what_follows_from_a_reply_leaves_without_waiting_for_the_next_message(
    stage: Stage, noor: Person
) -> None:
    add_kind(stage, "followed", Followed())
    stage.app.ticker.stop()  # each tick wakes the sender too
    stage.world.faults.add("sendMessage", noor.id, kind="500")  # so the sender sleeps meanwhile
    await put(stage, noor, "Eerst.", lane=Lane.REPLY, kind="followed")
    await stage.world.wait_for(lambda _world: count(noor, "Erachteraan."), timeout=10)
    assert noor.texts == ["Eerst.", "Erachteraan."]


async def test_a_file_id_of_somebody_elses_that_is_wrong_is_refused_and_not_tried_for_ever(
    stage: Stage, noor: Person
) -> None:
    wrong = {"method": "sendPhoto", "params": {"chat_id": noor.id, "photo": "AgACAgQAAxkB"}}
    await put(stage, noor, "Foto.", **wrong)
    await rush(stage, lambda: is_settled(stage, "Foto."))
    assert (await state_of(stage, "Foto."))[0] == "refused"
    assert tries(stage, noor) < 5


async def test_what_is_too_late_is_settled_as_expired_and_not_sent(
    stage: Stage, noor: Person
) -> None:
    soon = stage.clock.now() + timedelta(minutes=5)
    stage.world.faults.add("sendMessage", noor.id, kind="429", seconds=600)
    await put(stage, noor, "Dag.", lane=Lane.CARE, expires_at=soon)
    await stage.walk(minutes=11)
    assert await state_of(stage, "Dag.") == ("expired", "too late")
    assert not noor.heard


# The database away


@asynccontextmanager
async def no_database(store: Store, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Every transaction fails."""

    @asynccontextmanager
    async def gone() -> AsyncIterator[Tx]:
        raise OperationalError("BEGIN", {}, Exception("gone"))
        yield

    with monkeypatch.context() as patched:
        patched.setattr(store, "write", gone)
        patched.setattr(store, "read", gone)
        yield


async def test_letters_wait_for_a_database_that_is_away(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(stage, noor, "Dag.", due_at=stage.clock.now() + timedelta(seconds=10))
    async with no_database(stage.app.deps.store, monkeypatch):
        stage.clock.move_to(stage.clock.now() + timedelta(seconds=30))
        tried = stage.clock.now() + timedelta(seconds=10)
        await rush(stage, lambda: stage.clock.now() > tried)
    await rush(stage, lambda: count(noor, "Dag."))
    await stage.settle()
    assert await state_of(stage, "Dag.") == ("sent", None)


async def test_a_reply_that_cannot_be_rendered_without_the_database_is_not_given_up(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="500")
    await put(stage, noor, "Dag.", lane=Lane.REPLY)
    await rush(stage, lambda: tries(stage, noor))
    async with no_database(stage.app.deps.store, monkeypatch):
        late = stage.clock.now() + timedelta(seconds=30)
        await rush(stage, lambda: stage.clock.now() > late)
    await rush(stage, lambda: count(noor, "Dag."), seconds=120)
    await stage.settle()
    assert await state_of(stage, "Dag.") == ("sent", None)


@pytest.mark.long
async def test_an_outcome_is_kept_until_the_database_is_back_and_nothing_is_sent_twice(
    stage: Stage, noor: Person, mia: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="slow", seconds=0.3)
    await put(stage, noor, "Dag.")
    await rush(stage, lambda: not stage.world.faults)
    async with no_database(stage.app.deps.store, monkeypatch):
        await rush(stage, lambda: count(noor, "Dag."))
        late = stage.clock.now() + timedelta(seconds=10)
        await rush(stage, lambda: stage.clock.now() > late)
    await rush(stage, lambda: not stage.app.busy)
    assert count(noor, "Dag.") == 1
    assert await state_of(stage, "Dag.") == ("sent", None)


# Pictures


def photos(stage: Stage) -> list[str | None]:
    """How each picture was sent: by its id, or (None) as bytes."""
    return [
        None if value is None or value.startswith("attach:") else value
        for call in stage.world.requests
        if call.method == "sendPhoto"
        for value in [call.params.get("photo")]
    ]


async def test_a_picture_is_uploaded_once_and_then_sent_by_its_id(
    stage: Stage, noor: Person, mia: Person
) -> None:
    for _ in range(3):
        await noor.say("/cyclus")
    await stage.restart()
    await noor.say("/cyclus")
    sent = photos(stage)
    assert sent[0] is None
    assert sent[1] is not None
    assert sent[1:] == [sent[1]] * 3
    await mia.say("/cycle")
    assert photos(stage)[-1] is None, "in another language it is another picture"


async def test_an_id_that_telegram_forgot_is_replaced_by_a_new_upload(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/cyclus")
    forgotten = "Bad Request: wrong file identifier/HTTP URL specified"
    stage.world.faults.add("sendPhoto", kind="400", description=forgotten)
    heard = len(noor.heard)
    await noor.say("/cyclus")
    await noor.say("/cyclus")
    sent = photos(stage)
    assert [photo is None for photo in sent] == [True, False, True, False]
    assert len(noor.heard) == heard + 2


async def test_a_picture_whose_id_could_not_be_kept_is_not_sent_again(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def forgetful(*args: Any) -> None:
        raise OperationalError("INSERT", {}, Exception("gone"))

    with monkeypatch.context() as patched:
        patched.setattr("bot.store.messages.keep_file", forgetful)
        await noor.say("/cyclus")
    await noor.say("/drang")
    assert len(photos(stage)) == 1
    assert noor.words("urge.first").split()[0] in text_of(noor.last)


# People who leave, and come back


async def test_who_blocked_the_bot_is_noted_at_the_first_refusal(
    stage: Stage, noor: Person
) -> None:
    stage.world.chats[noor.id].blocked = True
    await stage.walk(days=3)
    assert (await the_client(noor)).unreachable_at is not None
    assert tries(stage, noor) == 1


@pytest.mark.parametrize("returns", ["unblock", "start", "say"])
async def test_the_daily_message_goes_on_when_she_is_back(
    stage: Stage, noor: Person, returns: str
) -> None:
    stage.world.chats[noor.id].blocked = True
    await stage.walk(days=2)
    if returns == "say":
        stage.world.chats[noor.id].blocked = False
        await noor.say("/week")
    else:
        getattr(stage.world, returns)(noor.id)
        await stage.settle()
    assert (await the_client(noor)).unreachable_at is None
    heard = len(noor.heard)
    await stage.walk(days=2)
    assert len(noor.heard) == heard + 2


async def test_a_deleted_account_is_unreachable(stage: Stage, noor: Person) -> None:
    stage.world.delete_account(noor.id)
    await stage.walk(days=1)
    assert (await the_client(noor)).unreachable_at is not None
