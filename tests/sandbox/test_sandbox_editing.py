"""Editing and deleting."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.sandbox.model import Person
from bot.sandbox.world import World

NOT_MODIFIED = (
    "400 Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)


async def test_an_edit_changes_the_message_in_its_place(
    world: World, noor: Person, bot: ExtBot[None]
) -> None:
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("ja", callback_data="y")]])
    message = await bot.send_message(noor.id, "een", reply_markup=keys)
    edited = await message.edit_text("twee")
    shown = world.chat(noor.id)[-1]
    assert (shown.text, shown.edited, shown.inline_keyboard) == ("twee", True, None)
    assert edited.edit_date is not None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": "een"}, NOT_MODIFIED),
        ({"text": ""}, "400 Bad Request: message text is empty"),
        ({"text": "a" * 4097}, "400 Bad Request: message is too long"),
        ({"message_id": 999_999, "text": "x"}, "400 Bad Request: message to edit not found"),
        ({"chat_id": 5, "text": "x"}, "400 Bad Request: chat not found"),
        (
            {"text": "x", "reply_markup": {"keyboard": [["a"]]}},
            "400 Bad Request: inline keyboard expected",
        ),
    ],
)
async def test_edits_that_are_refused(
    noor: Person, api: Any, change: dict[str, Any], words: str
) -> None:
    sent = await api.ok("sendMessage", chat_id=noor.id, text="een")
    params = {"chat_id": noor.id, "message_id": sent["message_id"], **change}
    assert await api.refused("editMessageText", **params) == words


async def test_the_keyboard_alone_can_be_edited(
    world: World, noor: Person, bot: ExtBot[None]
) -> None:
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("ja", callback_data="y")]])
    message = await bot.send_message(noor.id, "een", reply_markup=keys)
    await message.edit_reply_markup(None)
    assert world.chat(noor.id)[-1].inline_keyboard is None
    with pytest.raises(BadRequest, match="not modified"):
        await message.edit_reply_markup(None)


async def test_messages_of_people_and_those_with_a_reply_keyboard_stay(
    world: World, noor: Person, api: Any
) -> None:
    own = world.say(noor.id, "van mij")
    keyboard = {"keyboard": [["Nu"]]}
    brought = await api.ok("sendMessage", chat_id=noor.id, text="a", reply_markup=keyboard)
    for message_id in (own.message_id, brought["message_id"]):
        words = await api.refused(
            "editMessageText", chat_id=noor.id, message_id=message_id, text="x"
        )
        assert words == "400 Bad Request: message can't be edited"


async def test_text_and_caption_are_not_exchanged(noor: Person, api: Any) -> None:
    sent = await api.ok("sendMessage", chat_id=noor.id, text="a")
    words = await api.refused(
        "editMessageCaption", chat_id=noor.id, message_id=sent["message_id"], caption="x"
    )
    assert words == "400 Bad Request: there is no caption in the message to edit"


async def test_deleting_takes_a_message_out_of_the_chat(
    world: World, noor: Person, api: Any
) -> None:
    own = world.say(noor.id, "liever niet")
    sent = await api.ok("sendMessage", chat_id=noor.id, text="a")
    for message_id in (own.message_id, sent["message_id"]):
        assert await api.ok("deleteMessage", chat_id=noor.id, message_id=message_id)
        words = await api.refused("deleteMessage", chat_id=noor.id, message_id=message_id)
        assert words == "400 Bad Request: message to delete not found"
    assert [m.text for m in world.chat(noor.id)] == ["/start"]


async def test_after_48_hours_a_message_stays(
    world: World, noor: Person, api: Any, clock: Any
) -> None:
    sent = await api.ok("sendMessage", chat_id=noor.id, text="a")
    later = await api.ok("sendMessage", chat_id=noor.id, text="b")
    clock.pass_by(hours=48)
    assert await api.ok("deleteMessage", chat_id=noor.id, message_id=sent["message_id"])
    clock.pass_by(seconds=1)
    words = await api.refused("deleteMessage", chat_id=noor.id, message_id=later["message_id"])
    assert words == "400 Bad Request: message can't be deleted for everyone"
    words = await api.refused("deleteMessages", chat_id=noor.id, message_ids=[later["message_id"]])
    assert words == "400 Bad Request: message can't be deleted for everyone"
    edited = {"chat_id": noor.id, "message_id": later["message_id"], "text": "c"}
    assert await api.ok("editMessageText", **edited)


async def test_a_fresh_dice_cannot_be_deleted(noor: Person, api: Any, clock: Any) -> None:
    dice = await api.ok("sendDice", chat_id=noor.id)
    assert "can't" in await api.refused(
        "deleteMessage", chat_id=noor.id, message_id=dice["message_id"]
    )
    clock.pass_by(hours=25)
    assert await api.ok("deleteMessage", chat_id=noor.id, message_id=dice["message_id"])


async def test_several_are_deleted_at_once_and_unknown_ones_skipped(
    world: World, noor: Person, bot: ExtBot[None]
) -> None:
    sent = [await bot.send_message(noor.id, str(n)) for n in range(3)]
    assert await bot.delete_messages(noor.id, [999_999, *(m.message_id for m in sent)])
    assert [m.text for m in world.chat(noor.id)] == ["/start"]


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        ("[]", "message identifiers are not specified"),
        (list(range(1, 102)), "too many message identifiers specified"),
        ("5", "expected an Array of message identifiers"),
        ([{}], "message identifier must be a Number"),
        (["x"], "can't parse message identifier as a Number"),
        ([-3], "invalid message identifier specified"),
    ],
)
async def test_lists_of_ids_that_are_refused(
    noor: Person, api: Any, ids: object, words: str
) -> None:
    refusal = await api.refused("deleteMessages", chat_id=noor.id, message_ids=ids)
    assert refusal == f"400 Bad Request: {words}"


async def test_deleting_for_oneself_leaves_the_bot_unaware(
    world: World, noor: Person, api: Any
) -> None:
    sent = await api.ok("sendMessage", chat_id=noor.id, text="a")
    world.delete_for_me(noor.id, sent["message_id"])
    assert [m.text for m in world.chat(noor.id)] == ["/start"]
    edited = {"chat_id": noor.id, "message_id": sent["message_id"], "text": "c"}
    assert await api.ok("editMessageText", **edited)
