"""The pace that Telegram allows, with the clock in our hands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from telegram.error import RetryAfter
from telegram.ext import ExtBot

from bot.sandbox.limits import Limits
from bot.sandbox.model import Person
from bot.sandbox.world import World


def people(world: World, number: int) -> list[int]:
    found = []
    for count in range(number):
        person = world.add_person(f"P{count}")
        world.start(person.id)
        found.append(person.id)
    return found


async def codes(api: Any, ids: list[int], method: str = "sendMessage") -> list[int]:
    """What each call is answered: 200 or the code of the refusal."""
    answers = [await api(method, chat_id=chat_id, text="a") for chat_id in ids]
    return [answer.get("error_code", 200) for answer in answers]


async def test_three_at_once_then_one_a_second_in_a_chat(
    noor: Person, api: Any, clock: Any
) -> None:
    assert await codes(api, [noor.id] * 3) == [200, 200, 200]
    refused = await api("sendMessage", chat_id=noor.id, text="a")
    assert refused == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    clock.pass_by(seconds=1)
    assert await codes(api, [noor.id]) == [200]
    clock.pass_by(seconds=60)
    assert await codes(api, [noor.id] * 4) == [200, 200, 200, 429]


async def test_asking_again_too_early_makes_it_longer(noor: Person, api: Any, clock: Any) -> None:
    await codes(api, [noor.id] * 4)
    clock.pass_by(seconds=0.5)
    again = await api("sendMessage", chat_id=noor.id, text="a")
    assert again["parameters"]["retry_after"] == 2
    clock.pass_by(seconds=1)
    assert await codes(api, [noor.id]) == [429]
    clock.pass_by(seconds=3)
    assert await codes(api, [noor.id]) == [200]


async def test_thirty_in_any_second_over_all_chats(world: World, api: Any, clock: Any) -> None:
    ids = people(world, 40)
    assert await codes(api, ids[:20]) == [200] * 20
    clock.pass_by(seconds=0.7)
    assert await codes(api, ids[20:30]) == [200] * 10
    assert await codes(api, ids[30:32]) == [429, 429]
    clock.pass_by(seconds=0.31)  # the first twenty are over a second old
    assert await codes(api, ids[32:40]) == [200] * 8


async def test_edits_count_and_answers_and_deletions_do_not(
    world: World, noor: Person, api: Any
) -> None:
    markup = {"inline_keyboard": [[{"text": "ja", "callback_data": "y"}]]}
    sent = await api.ok("sendMessage", chat_id=noor.id, text="a", reply_markup=markup)
    query_id = world.tap(noor.id, sent["message_id"], "y")
    where = {"chat_id": noor.id, "message_id": sent["message_id"]}
    await api.ok("editMessageText", text="b", **where)
    await api.ok("editMessageText", text="c", **where)
    assert (await api("editMessageText", text="d", **where))["error_code"] == 429
    await api.ok("answerCallbackQuery", callback_query_id=query_id)
    await api.ok("sendChatAction", chat_id=noor.id, action="typing")
    await api.ok("deleteMessage", **where)


async def test_an_album_counts_its_items(world: World, noor: Person, api: Any, clock: Any) -> None:
    file_id = world.send_photo(noor.id).content[-1]["file_id"]
    media = [{"type": "photo", "media": file_id}] * 10
    await api.ok("sendMediaGroup", chat_id=noor.id, media=media)
    refused = await api("sendMessage", chat_id=noor.id, text="a")
    assert refused["parameters"]["retry_after"] == 8
    others = people(world, 21)
    assert await codes(api, others) == [200] * 20 + [429]


async def test_twenty_a_minute_in_a_group(
    world: World, noor: Person, api: Any, clock: Any
) -> None:
    group = world.add_group("Groep 3", noor.id)
    world.add_bot(group.id, noor.id)
    assert await codes(api, [group.id] * 20) == [200] * 20
    refused = await api("sendMessage", chat_id=group.id, text="a")
    assert refused["parameters"]["retry_after"] == 60
    clock.pass_by(seconds=61)
    assert await codes(api, [group.id]) == [200]


async def test_what_is_refused_is_not_counted(world: World, noor: Person, api: Any) -> None:
    for _ in range(5):
        await api.refused("sendMessage", chat_id=noor.id, text="")
    assert await codes(api, [noor.id] * 3) == [200] * 3


async def test_the_pace_can_be_switched_off(world: World, noor: Person, api: Any) -> None:
    world.limits.enabled = False
    assert await codes(api, [noor.id] * 40) == [200] * 40


async def test_figures_can_be_others(clock: Any) -> None:
    world = World(clock, limits=Limits(chat_burst=1))
    [chat_id] = people(world, 1)
    chat = world.chats[chat_id]
    assert [world.pace.refusal(chat, 1, 0.0) for _ in range(2)] == [None, 1]


async def test_ptb_understands_the_wait(
    noor: Person, bot: ExtBot[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    for _ in range(3):
        await bot.send_message(noor.id, "a")
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(noor.id, "a")
    assert caught.value.retry_after == timedelta(seconds=1)
