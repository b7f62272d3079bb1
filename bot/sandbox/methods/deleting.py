"""Taking messages away, within the 48 hours that Telegram gives a bot."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.access import chat_to_read, has_right, message_in
from bot.sandbox.model import Chat, Message
from bot.sandbox.params import Call
from bot.sandbox.world import World

MOST_IDS = 100


def delete_message(world: World, call: Call) -> bool:
    message_id = call.integer("message_id")
    if message_id == 0:
        raise bad_request("message identifier is not specified")
    chat = chat_to_read(world, call)
    message = message_in(chat, message_id, "message to delete")
    check_deletable(world, chat, message)
    remove(world, chat, message, call)
    return True


def delete_messages(world: World, call: Call) -> bool:
    ids = message_ids(call)
    chat = chat_to_read(world, call)
    found = [chat.messages[number] for number in ids if number in chat.messages]
    for message in found:
        check_deletable(world, chat, message)
    for message in found:
        remove(world, chat, message, call)
    return True


def message_ids(call: Call) -> list[int]:
    """The parameter `message_ids`, 1 to 100 of them."""
    values: Any = call.json("message_ids", "message identifiers")
    if values is None:
        raise bad_request("message identifiers are not specified")
    if not isinstance(values, list):
        raise bad_request("expected an Array of message identifiers")
    if len(values) > MOST_IDS:
        raise bad_request("too many message identifiers specified")
    ids = []
    for value in values:
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise bad_request("message identifier must be a Number")
        try:
            ids.append(int(value))
        except ValueError as error:
            raise bad_request("can't parse message identifier as a Number") from error
        if ids[-1] <= 0:
            raise bad_request("invalid message identifier specified")
    if not ids:
        raise bad_request("message identifiers are not specified")
    return ids


def check_deletable(world: World, chat: Chat, message: Message) -> None:
    age = (world.clock.now() - message.date).total_seconds()
    if chat.kind == "private":
        fresh_dice = message.kind == "dice" and age < 86_400
        if age > world.limits.delete_seconds or fresh_dice:
            raise bad_request("message can't be deleted for everyone")
        return
    if has_right(chat, "can_delete_messages"):
        return
    if not message.from_bot or age > world.limits.delete_seconds:
        raise bad_request("message can't be deleted")


def remove(world: World, chat: Chat, message: Message, call: Call) -> None:
    del chat.messages[message.message_id]
    if message.message_id in chat.pinned:
        chat.pinned.remove(message.message_id)
    world.emit("delete", chat.id, message, method=call.method, params=call.params)
    if chat.keyboard_from == message.message_id:
        # The apps show a reply keyboard only as long as the message that brought it is there.
        chat.keyboard, chat.keyboard_from = None, None
        world.emit("keyboard", chat.id)
