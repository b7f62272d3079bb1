"""Updates: what acts turn into, numbers, confirmation, long polling, conflicts, age."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

from bot.sandbox.model import Person
from bot.sandbox.server import LocalTelegram
from bot.sandbox.world import World
from tests.sandbox.conftest import polled

LONG = 30


async def test_start_by_a_deep_link(world: World, stranger: Person, api: Any) -> None:
    world.start(stranger.id, "cohort_3-abc")
    [update] = await api.ok("getUpdates")
    message = update["message"]
    assert message["text"] == "/start cohort_3-abc"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {
        "id": stranger.id,
        "is_bot": False,
        "first_name": "Sanne",
        "language_code": "nl",
    }


@pytest.mark.parametrize("payload", ["a" * 65, "a b", "é", "a.b"])
def test_a_deep_link_carries_few_characters(world: World, payload: str) -> None:
    person = world.add_person("Bo")
    with pytest.raises(ValueError, match="64 characters"):
        world.start(person.id, payload)


async def test_numbers_begin_at_random_and_count_up(world: World, noor: Person, api: Any) -> None:
    world.say(noor.id, "een")
    first, second = await api.ok("getUpdates")
    assert second["update_id"] == first["update_id"] + 1
    others = {World(world.clock, seed=n).queue.put({}) for n in range(5)}
    assert len(others) == 5
    assert min(others) > 1


async def test_an_update_comes_again_until_it_is_confirmed(
    world: World, noor: Person, api: Any
) -> None:
    world.say(noor.id, "een")
    first, second = await api.ok("getUpdates")
    assert await api.ok("getUpdates") == [first, second]
    assert await api.ok("getUpdates", offset=second["update_id"]) == [second]
    assert await api.ok("getUpdates") == [second]
    assert await api.ok("getUpdates", offset=second["update_id"] + 1) == []
    assert await api.ok("getUpdates") == []


async def test_limit_and_negative_offset(world: World, noor: Person, api: Any) -> None:
    for number in range(5):
        world.say(noor.id, str(number))
    assert len(await api.ok("getUpdates", limit=2)) == 2
    last = await api.ok("getUpdates", offset=-2)
    assert [update["message"]["text"] for update in last] == ["3", "4"]
    assert await api.ok("getUpdates") == last


async def test_an_offset_of_another_count_confirms_nothing(
    world: World, noor: Person, api: Any
) -> None:
    [update] = await api.ok("getUpdates")
    assert await api.ok("getUpdates", offset=update["update_id"] + 1000) == [update]


async def test_long_polling_answers_as_soon_as_something_comes(
    world: World, noor: Person, api: Any
) -> None:
    [update] = await api.ok("getUpdates")
    after = update["update_id"] + 1
    poll = asyncio.create_task(api.ok("getUpdates", offset=after, timeout=LONG))
    await polled(world)
    assert not poll.done()
    world.say(noor.id, "hallo")
    [update] = await asyncio.wait_for(poll, 20)
    assert update["message"]["text"] == "hallo"


async def test_long_polling_ends_with_nothing(noor: Person, api: Any) -> None:
    [update] = await api.ok("getUpdates")
    assert await api.ok("getUpdates", offset=update["update_id"] + 1, timeout=1) == []


async def test_a_second_poll_sends_the_first_away(world: World, noor: Person, api: Any) -> None:
    [update] = await api.ok("getUpdates")
    after = update["update_id"] + 1
    older = asyncio.create_task(api("getUpdates", offset=after, timeout=LONG))
    await polled(world)
    newer = asyncio.create_task(api.ok("getUpdates", offset=after, timeout=LONG))
    answer = await asyncio.wait_for(older, 20)
    assert (answer["error_code"], answer["description"]) == (
        409,
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    )
    world.say(noor.id, "hallo")
    assert len(await asyncio.wait_for(newer, 20)) == 1


async def test_updates_are_dropped_after_a_day(
    world: World, noor: Person, api: Any, clock: Any
) -> None:
    clock.pass_by(hours=12)
    world.say(noor.id, "later")
    clock.pass_by(hours=12, seconds=1)
    [update] = await api.ok("getUpdates")
    assert update["message"]["text"] == "later"


async def test_after_a_quiet_week_numbers_begin_anew(
    world: World, noor: Person, api: Any, clock: Any
) -> None:
    [before] = await api.ok("getUpdates")
    clock.pass_by(days=7, seconds=1)
    world.say(noor.id, "daar ben ik weer")
    # a bot that still polls with the old offset gets it nevertheless
    [after] = await api.ok("getUpdates", offset=before["update_id"] + 1)
    assert after["message"]["text"] == "daar ben ik weer"
    assert abs(after["update_id"] - before["update_id"]) > 1


async def test_only_the_wanted_kinds_come(world: World, noor: Person, api: Any) -> None:
    await api.ok("getUpdates", allowed_updates=["callback_query"], offset=-1)
    world.say(noor.id, "een")
    sent = await api.ok(
        "sendMessage",
        chat_id=noor.id,
        text="a",
        reply_markup={"inline_keyboard": [[{"text": "ja", "callback_data": "y"}]]},
    )
    world.tap(noor.id, sent["message_id"], "y")
    kinds = [set(update) - {"update_id"} for update in await api.ok("getUpdates")]
    assert kinds == [{"message"}, {"callback_query"}]  # the first came before the wish


async def test_a_tap_and_its_answer(world: World, noor: Person, api: Any) -> None:
    markup = {"inline_keyboard": [[{"text": "ja", "callback_data": "y"}]]}
    sent = await api.ok("sendMessage", chat_id=noor.id, text="a", reply_markup=markup)
    query_id = world.tap(noor.id, sent["message_id"], "y")
    query = (await api.ok("getUpdates"))[-1]["callback_query"]
    assert (query["id"], query["data"]) == (query_id, "y")
    assert query["message"]["reply_markup"] == markup
    await api.ok("answerCallbackQuery", callback_query_id=query_id, text="ok", show_alert=True)
    assert [(a.text, a.alert) for a in world.answers] == [("ok", True)]


async def test_an_old_button_can_still_be_tapped(world: World, noor: Person, api: Any) -> None:
    sent = await api.ok("sendMessage", chat_id=noor.id, text="a")
    with pytest.raises(ValueError, match="no button 'y'"):
        world.tap(noor.id, sent["message_id"], "y")
    world.tap(noor.id, sent["message_id"], "y", stale=True)
    await api.ok("deleteMessage", chat_id=noor.id, message_id=sent["message_id"])
    world.tap(noor.id, sent["message_id"], "y", stale=True)
    message = (await api.ok("getUpdates"))[-1]["callback_query"]["message"]
    assert message["date"] == 0
    assert "text" not in message


async def test_answers_that_come_too_late(
    world: World, noor: Person, api: Any, clock: Any
) -> None:
    markup = {"inline_keyboard": [[{"text": "ja", "callback_data": "y"}]]}
    sent = await api.ok("sendMessage", chat_id=noor.id, text="a", reply_markup=markup)
    query_id = world.tap(noor.id, sent["message_id"], "y")
    too_long = await api.refused("answerCallbackQuery", callback_query_id=query_id, text="x" * 201)
    assert too_long == "400 Bad Request: MESSAGE_TOO_LONG"
    clock.pass_by(hours=1)
    for wrong in (query_id, "12"):
        assert await api.refused("answerCallbackQuery", callback_query_id=wrong) == (
            "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
        )


async def test_blocking_and_coming_back_are_told(world: World, noor: Person, api: Any) -> None:
    await api.ok("getUpdates", offset=-1)
    world.block(noor.id)
    world.block(noor.id)
    with pytest.raises(ValueError, match="blocked"):
        world.say(noor.id, "hoi")
    world.start(noor.id, "terug")
    updates = (await api.ok("getUpdates"))[1:]
    changes = [update["my_chat_member"] for update in updates if "my_chat_member" in update]
    assert [c["new_chat_member"]["status"] for c in changes] == ["kicked", "member"]
    assert changes[0]["chat"]["type"] == "private"
    assert updates[-1]["message"]["text"] == "/start terug"


async def test_an_edited_message_is_told(world: World, noor: Person, api: Any) -> None:
    said = world.say(noor.id, "een")
    world.edit(noor.id, said.message_id, "twee")
    world.edit(noor.id, said.message_id, "twee")
    updates = await api.ok("getUpdates")
    assert [set(u) - {"update_id"} for u in updates[1:]] == [{"message"}, {"edited_message"}]
    assert updates[-1]["edited_message"]["text"] == "twee"
    assert updates[-1]["edited_message"]["edit_date"]


async def test_anything_can_be_put_on_the_queue(world: World, api: Any) -> None:
    number = world.raw_update({"message": {"nonsense": True}})
    assert await api.ok("getUpdates") == [{"update_id": number, "message": {"nonsense": True}}]


async def test_a_long_text_leaves_in_pieces(world: World, noor: Person, api: Any) -> None:
    world.say(noor.id, "a" * 5000)
    lengths = [len(u["message"]["text"]) for u in await api.ok("getUpdates")]
    assert lengths == [6, 4096, 904]


async def test_a_bot_of_ptb_runs_on_it(world: World, server: LocalTelegram) -> None:
    async def welcome(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        markup = {"inline_keyboard": [[{"text": "ja", "callback_data": "y"}]]}
        await update.message.reply_text("Welkom", reply_markup=markup)  # type: ignore[arg-type]

    async def pressed(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.callback_query is not None
        await update.callback_query.answer()
        await update.callback_query.edit_message_text("Mooi")

    base = (f"{server.url}/bot", f"{server.url}/file/bot")
    builder = Application.builder().token(world.token).base_url(base[0]).base_file_url(base[1])
    application = builder.build()
    application.add_handler(CommandHandler("start", welcome))
    application.add_handler(CallbackQueryHandler(pressed))
    person = world.add_person("Noor", "nl")
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        world.start(person.id)
        await world.wait_for(lambda w: len(w.chat(person.id)) == 2)
        question = world.chat(person.id)[-1]
        world.tap(person.id, question.message_id, "y")
        await world.wait_for(lambda w: question.text == "Mooi")
        await application.updater.stop()
        await application.stop()
    assert world.unknown_parameters == []


async def test_waiting_ends_with_an_error(world: World) -> None:
    with pytest.raises(TimeoutError):
        await world.wait_for(lambda w: False, timeout=0.01)
