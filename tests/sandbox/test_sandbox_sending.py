"""sendMessage: what arrives, and what Telegram refuses in which words."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.sandbox.model import Person
from bot.sandbox.world import World


async def test_a_message_arrives_as_it_was_sent(world: World, noor: Person, api: Any) -> None:
    sent = await api.ok("sendMessage", chat_id=noor.id, text="Dag Noor", disable_notification=True)

    shown = world.chat(noor.id)[-1]
    assert (shown.text, shown.from_bot, shown.silent) == ("Dag Noor", True, True)
    assert sent["chat"] == {"id": noor.id, "first_name": "Noor", "type": "private"}
    assert sent["from"]["username"] == "anker_demo_bot"
    assert sent["date"] == int(world.clock.now().timestamp())


async def test_ptb_reads_what_it_is_answered(noor: Person, bot: ExtBot[None]) -> None:
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("ja", callback_data="y")]])
    message = await bot.send_message(noor.id, "Hé", reply_markup=keys)
    assert message.reply_markup == keys
    answer = await bot.send_message(
        noor.id, "En?", reply_parameters=ReplyParameters(message.message_id)
    )
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.text == "Hé"


async def test_message_ids_count_up_over_all_private_chats(
    world: World, noor: Person, api: Any
) -> None:
    other = world.add_person("Bo")
    world.start(other.id)
    first = await api.ok("sendMessage", chat_id=noor.id, text="1")
    second = await api.ok("sendMessage", chat_id=other.id, text="2")
    assert second["message_id"] == first["message_id"] + 1


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "400 Bad Request: message text is empty"),
        ({"text": " \n "}, "400 Bad Request: text must be non-empty"),
        ({"text": "a" * 4097}, "400 Bad Request: message is too long"),
        ({"text": "🌊" * 2049}, "400 Bad Request: message is too long"),
        ({"text": "a" * 40_000}, "400 Bad Request: text is too long"),
        ({"text": "a", "parse_mode": "rst"}, "400 Bad Request: unsupported parse_mode"),
        ({"text": "a", "chat_id": ""}, "400 Bad Request: chat_id is empty"),
        ({"text": "a", "chat_id": "7"}, "400 Bad Request: chat not found"),
        ({"text": "a", "chat_id": "@nobody"}, "400 Bad Request: chat not found"),
        (
            {"text": "a", "reply_parameters": {"message_id": 999_999}},
            "400 Bad Request: message to be replied not found",
        ),
        (
            {"text": "a", "message_thread_id": 5},
            "400 Bad Request: message thread not found",
        ),
        (
            {"text": "a", "reply_markup": "{"},
            "400 Bad Request: can't parse reply keyboard markup JSON object",
        ),
        (
            {"text": "a", "reply_markup": "[]"},
            "400 Bad Request: object expected as reply markup",
        ),
    ],
)
async def test_refusals_have_telegrams_words(
    noor: Person, api: Any, params: dict[str, Any], words: str
) -> None:
    assert await api.refused("sendMessage", **{"chat_id": noor.id, **params}) == words


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "a", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        (
            {"text": "a"},
            "can't parse inline keyboard button: "
            "Text buttons are unallowed in the inline keyboard",
        ),
        ({"text": "a", "callback_data": "x", "url": "https://a.nl"}, "BUTTON_TYPE_INVALID"),
        ({"callback_data": "x"}, "can't parse inline keyboard button: Can't find field \"text\""),
        ({"text": " ", "callback_data": "x"}, "inline keyboard button text must be non-empty"),
        (
            {"text": "a", "url": "tel:112"},
            "inline keyboard button URL 'tel:112' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "a", "url": "tel:+31113"},
            "inline keyboard button URL 'tel:+31113' is invalid: "
            "Wrong port number specified in the URL",
        ),
        (
            {"text": "a", "url": "ftp://a.nl/x"},
            "inline keyboard button URL 'ftp://a.nl/x' is invalid: Unsupported URL protocol",
        ),
        (
            {"text": "a", "url": "http://localhost/x"},
            "inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL",
        ),
        ("a", "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
    ],
)
async def test_buttons_that_telegram_refuses(
    noor: Person, api: Any, button: object, words: str
) -> None:
    markup = {"inline_keyboard": [[button]]}
    refusal = await api.refused("sendMessage", chat_id=noor.id, text="a", reply_markup=markup)
    assert refusal == f"400 Bad Request: {words}"


async def test_buttons_at_the_limit_are_taken(world: World, noor: Person, api: Any) -> None:
    row = [
        {"text": "a", "callback_data": "x" * 64},
        {"text": "b", "url": "example.nl"},
        {"text": "c", "copy_text": {"text": "0800-2000"}},
        {"text": "d", "url": "tg://resolve?domain=anker"},
    ]
    markup = {"inline_keyboard": [row, []]}
    await api.ok("sendMessage", chat_id=noor.id, text="a", reply_markup=markup)
    keyboard = world.chat(noor.id)[-1].inline_keyboard
    assert keyboard is not None
    assert [len(r) for r in keyboard] == [4]
    data, link, copied, inside = keyboard[0]
    assert data.data == "x" * 64
    assert link.url == "http://example.nl/"
    assert copied.copy_text == "0800-2000"
    assert inside.url == "tg://resolve?domain=anker"


async def test_whoever_never_pressed_start_cannot_be_written_to(
    world: World, stranger: Person, bot: ExtBot[None]
) -> None:
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(stranger.id, "Dag")
    world.start(stranger.id)
    await bot.send_message(stranger.id, "Dag")


async def test_a_blocked_bot_hears_so(world: World, noor: Person, bot: ExtBot[None]) -> None:
    world.block(noor.id)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(noor.id, "Dag")
    world.start(noor.id)
    await bot.send_message(noor.id, "Dag")


async def test_a_deleted_account_is_deactivated(
    world: World, noor: Person, bot: ExtBot[None]
) -> None:
    world.delete_account(noor.id)
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(noor.id, "Dag")
    with pytest.raises(ValueError, match="no account"):
        world.say(noor.id, "ik ben weg")


async def test_a_reply_keyboard_stays_as_long_as_its_message(
    world: World, noor: Person, api: Any
) -> None:
    keyboard = {"keyboard": [["Nu", {"text": "Hulp"}]], "is_persistent": True}
    sent = await api.ok("sendMessage", chat_id=noor.id, text="a", reply_markup=keyboard)
    assert world.keyboard(noor.id) == [["Nu", "Hulp"]]
    assert "reply_markup" not in sent
    await api.ok("sendMessage", chat_id=noor.id, text="b")
    assert world.keyboard(noor.id) == [["Nu", "Hulp"]]
    await api.ok("deleteMessage", chat_id=noor.id, message_id=sent["message_id"])
    assert world.keyboard(noor.id) is None


async def test_a_reply_keyboard_can_be_removed(world: World, noor: Person, api: Any) -> None:
    keyboard = {"keyboard": [["Nu"]]}
    await api.ok("sendMessage", chat_id=noor.id, text="a", reply_markup=keyboard)
    await api.ok("sendMessage", chat_id=noor.id, text="b", reply_markup={"remove_keyboard": True})
    assert world.keyboard(noor.id) is None


async def test_a_one_time_keyboard_goes_when_it_is_used(
    world: World, noor: Person, api: Any
) -> None:
    keyboard = {"keyboard": [["Nu"]], "one_time_keyboard": True}
    await api.ok("sendMessage", chat_id=noor.id, text="a", reply_markup=keyboard)
    world.say(noor.id, "iets anders")
    assert world.keyboard(noor.id) == [["Nu"]]
    world.say(noor.id, "Nu")
    assert world.keyboard(noor.id) is None


async def test_unknown_parameters_are_ignored_but_noted(
    world: World, noor: Person, api: Any
) -> None:
    await api.ok("sendMessage", chat_id=noor.id, text="a", colour="blue")
    assert world.unknown_parameters == [("sendMessage", "colour")]


async def test_a_question_of_location_contact_and_dice(noor: Person, bot: ExtBot[None]) -> None:
    assert (await bot.send_location(noor.id, 52.1, 5.1)).location is not None
    assert (await bot.send_contact(noor.id, "113", "113")).contact is not None
    assert (await bot.send_dice(noor.id)).dice is not None
    with pytest.raises(BadRequest, match="Wrong geographic point"):
        await bot.send_location(noor.id, 120, 5.1)


async def test_a_poll_is_sent(world: World, noor: Person, bot: ExtBot[None]) -> None:
    poll = (await bot.send_poll(noor.id, "Hoe?", ["goed", "zo zo"])).poll
    assert poll is not None
    assert [option.text for option in poll.options] == ["goed", "zo zo"]
    with pytest.raises(BadRequest):
        await bot.send_poll(noor.id, "Hoe?", ["x"] * 13)


async def test_a_mention_shows_the_person_if_there_is_one(noor: Person, bot: ExtBot[None]) -> None:
    text = f'<a href="tg://user?id={noor.id}">Noor</a> en <a href="tg://user?id=5">niemand</a>'
    sent = await bot.send_message(noor.id, text, parse_mode="HTML")
    assert sent.text == "Noor en niemand"
    assert [entity.user and entity.user.first_name for entity in sent.entities] == ["Noor"]


async def test_what_goes_along_with_a_message(noor: Person, bot: ExtBot[None], api: Any) -> None:
    options = LinkPreviewOptions(is_disabled=True)
    sent = await bot.send_message(
        noor.id, "zie a.nl", link_preview_options=options, message_effect_id="5046509860389126442"
    )
    assert sent.link_preview_options == options
    assert sent.effect_id == "5046509860389126442"
    refusal = await api.refused("sendMessage", chat_id=noor.id, text="a", link_preview_options="{")
    assert refusal == "400 Bad Request: can't parse link preview options JSON object"
