"""Handling updates: in order, rolled back when it fails, set aside when it always fails."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.clients import preferences
from bot.context import Context
from bot.intake.raw import chat_of, incoming_numbers
from bot.store import intake as intake_store
from bot.store.engine import Tx
from bot.store.tables import intake
from bot.vault import Vault, new_key
from tests.cast import Person, Stage, text_of
from tests.enrolling import the_client
from tests.intake.conftest import written
from tests.outbox.conftest import rush


async def state_of(stage: Stage, update_id: int) -> tuple[str, int]:
    """State and attempts of an update."""
    async with stage.app.deps.store.read() as tx:
        found = (await tx.run(select(intake).where(intake.c.update_id == update_id))).one()
    return found.state, found.attempts


def failure_text(person: Person) -> int:
    """How often the fixed help text came."""
    fixed = person.book.replies["failed"]
    return person.texts.count(fixed.strip())


# Order


async def test_each_chat_is_answered_in_its_order_and_many_side_by_side(stage: Stage) -> None:
    people = [await stage.enrolled(f"Nr {number}") for number in range(12)]
    for command in ("/week", "/drang", "/week"):
        for person in people:
            stage.world.say(person.id, command)
    await rush(stage, lambda: all(len(person.heard) == 3 for person in people))
    for person in people:
        assert [t.startswith("Week 1") for t in person.texts] == [True, False, True]


async def test_a_flood_from_one_chat_slows_that_chat_alone(
    stage: Stage, noor: Person, mia: Person
) -> None:
    for _ in range(60):
        stage.world.say(noor.id, "/week")
    stage.world.say(mia.id, "/urge")
    await stage.world.wait_for(lambda _: mia.heard)
    assert len(noor.heard) < 10


async def test_an_answer_to_a_button_that_hangs_keeps_nobody_waiting(
    stage: Stage, noor: Person, let_go: asyncio.Event
) -> None:
    await noor.say("/drang")
    stage.world.faults.add("answerCallbackQuery", kind="hang")
    button = noor.find_button(noor.words("urge.button.go"))
    assert button[1].data is not None
    stage.world.tap(noor.id, button[0].message_id, button[1].data)
    stage.world.say(noor.id, "/week")
    await stage.world.wait_for(lambda _: any(t.startswith("Week 1") for t in noor.texts))
    assert stage.app.busy, "the answer to the button still hangs"
    let_go.set()
    await stage.settle()


# Failing


async def fail_times(monkeypatch: pytest.MonkeyPatch, error: Exception, times: int) -> list[int]:
    """The settings fail this often, after they changed something."""
    tried: list[int] = []
    real = preferences.change

    async def change(tx: Any, client: Any, now: Any, **values: Any) -> None:
        await real(tx, client, now, **values)
        tried.append(1)
        if len(tried) <= times:
            raise error

    monkeypatch.setattr(preferences, "change", change)
    return tried


@pytest.mark.parametrize(
    "error", [RuntimeError("odd"), IntegrityError("INSERT", {}, Exception("unique"))]
)
async def test_what_always_fails_is_undone_tried_three_times_and_set_aside(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    before = await the_client(noor)
    tried = await fail_times(monkeypatch, error, times=99)
    number = stage.world.queue._next_id
    stage.world.say(noor.id, "/tijd 10:30")
    stage.world.say(noor.id, "/week")
    await rush(stage, lambda: len(noor.heard) == 2)
    assert len(tried) == 3
    assert (await the_client(noor)).daily_at == before.daily_at
    assert await state_of(stage, number) == ("aside", 3)
    assert failure_text(noor) == 1
    assert noor.texts[1].startswith("Week 1"), "the next one goes on"


async def test_what_could_not_be_set_aside_at_once_is_a_moment_later(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fail_times(monkeypatch, RuntimeError("odd"), times=99)
    marked, left = intake_store.mark, [2]

    async def mark(tx: Tx, bot_id: int, update_id: int, state: str, *rest: Any) -> bool:
        if state == intake_store.ASIDE and left[0]:
            left[0] -= 1
            raise OperationalError("UPDATE", {}, Exception("gone"))
        return await marked(tx, bot_id, update_id, state, *rest)

    monkeypatch.setattr(intake_store, "mark", mark)
    number = stage.world.queue._next_id
    stage.world.say(noor.id, "/tijd 10:30")
    stage.world.say(noor.id, "/week")
    await rush(stage, lambda: len(noor.heard) == 2)
    assert await state_of(stage, number) == ("aside", 3)
    assert failure_text(noor) == 1


@pytest.mark.parametrize("times", [1, 2])
async def test_what_fails_for_a_moment_is_done_once(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    await fail_times(monkeypatch, RuntimeError("odd"), times)
    stage.world.say(noor.id, "/tijd 10:30")
    await rush(stage, lambda: noor.heard)
    await stage.settle()
    assert len(noor.heard) == 1
    assert (await the_client(noor)).daily_at == 630


async def test_attempts_are_counted_over_restarts(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = await fail_times(monkeypatch, RuntimeError("odd"), times=99)
    number = stage.world.queue._next_id
    stage.world.say(noor.id, "/tijd 10:30")
    await stage.world.wait_for(lambda _: tried)
    await stage.restart()
    await rush(stage, lambda: failure_text(noor))
    await stage.settle()
    assert len(tried) <= 3
    assert (await state_of(stage, number))[0] == "aside"


@pytest.mark.parametrize("times", [1, 99])
async def test_a_context_that_cannot_be_built_does_not_lose_the_update(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    real, tried = Context.from_update.__func__, []  # type: ignore[attr-defined]

    def from_update(cls: type[Context], update: object, application: Any) -> Context:
        tried.append(1)
        if len(tried) <= times:
            raise RuntimeError("odd")
        made: Context = real(cls, update, application)
        return made

    monkeypatch.setattr(Context, "from_update", classmethod(from_update))
    stage.world.say(noor.id, "/week")
    await rush(stage, lambda: noor.heard)
    assert len(tried) == (2 if times == 1 else 3)
    assert failure_text(noor) == (0 if times == 1 else 1)


# What cannot be understood


def broken(person: Person) -> list[dict[str, Any]]:
    """Updates as nobody should send them."""
    sender = {"id": person.id, "is_bot": False, "first_name": person.name}
    return [
        {"message": {"message_id": 1, "chat": {"id": person.id}}},
        {"message": None},
        {"message": []},
        {"message": {"chat": "nobody"}},
        {"message": {"chat": {"id": "text"}}},
        {"message": {"chat": {"id": 2**70, "type": "private"}}},
        {"message": {"chat": {"id": True, "type": "private"}}},
        written(person, "a", date="yesterday"),
        written(person, "a", date=10**15),
        written(person, "a", entities=[{"type": 5}]),
        written(person, "lone \ud83d surrogate", date=None),
        {"callback_query": {"id": "1", "from": sender, "data": "x"}},
        {"callback_query": {"id": "1", "from": None, "data": "x"}},
        {"callback_query": {"id": "1", "from": sender, "chat_instance": "1", "data": "a:b:" * 30}},
        {"my_chat_member": {"chat": {"id": person.id, "type": "private"}}},
        {"something_new": {"chat": {"id": person.id}, "deep": [[[[[]]]]]}},
        {},
    ]


@pytest.mark.long
async def test_what_cannot_be_understood_is_set_aside_and_later_ones_go_on(
    stage: Stage, noor: Person, mia: Person
) -> None:
    for update in broken(noor):
        stage.world.raw_update(update)
    stage.world.say(noor.id, "/week")
    stage.world.say(mia.id, "/week")
    await rush(
        stage,
        lambda: all(any(t.startswith("Week 1") for t in p.texts) for p in (noor, mia)),
        seconds=120,
    )
    await stage.settle()
    assert not len(stage.world.queue)


async def test_half_a_character_is_read_like_any_other_text(stage: Stage, noor: Person) -> None:
    await stage.app.intake.accept([{"update_id": 5, **written(noor, "\ud83d")}])
    await rush(stage, lambda: noor.heard)
    assert not failure_text(noor)


async def test_the_fixed_help_text_never_goes_to_a_group(stage: Stage, noor: Person) -> None:
    group = stage.world.add_group("Groep", noor.id)
    stage.world.raw_update({"message": {"message_id": 1, "chat": {"id": group.id}}})
    stage.world.say(noor.id, "/week")
    await rush(stage, lambda: noor.heard)
    stage.clock.move_to(stage.clock.now())
    await rush(stage, lambda: not stage.app.busy)
    assert not [m for m in stage.world.chat(group.id) if m.from_bot and text_of(m)]


any_text = st.text(st.characters(codec=None, categories=["L", "N", "S", "Cs"]), max_size=5)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | any_text,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "chat", "from", "message", "text", "type", "data", "date"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(
        st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member", "poll"]),
        json_values,
        max_size=3,
    )
)
def test_the_chat_of_an_update_is_found_or_not_and_never_trips(raw: dict[str, Any]) -> None:
    found = chat_of(raw)
    assert found is None or (type(found) is int and abs(found) < 2**63)


@given(st.lists(st.dictionaries(st.sampled_from(["message", "callback_query"]), json_values),
                min_size=1, max_size=4))  # fmt: skip
def test_whatever_comes_can_be_stored(raws: list[dict[str, Any]]) -> None:
    vault = Vault([new_key()])
    for raw in raws:
        assert vault.open_json(vault.seal_json(raw, "intake"), "intake") == raw


@pytest.mark.parametrize("odd", ["x17", 1.5, True, None, 2**70])
def test_a_message_whose_number_is_none_is_not_remembered(odd: Any) -> None:
    message = {"chat": {"id": 7}, "message_id": 5}
    assert incoming_numbers({"message": message}) == [(7, 5)]
    assert incoming_numbers({"message": message | {"message_id": odd}}) == []
